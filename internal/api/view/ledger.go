package view

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/program"
)

// BalancesNow shows what a member has as committed now: every asset, also those of which
// there is nothing yet. Where nothing at all is booked, the member may not exist. The trip
// is shared with whoever asks at the same time.
func (r *Reader) BalancesNow(ctx context.Context, l messages.Language, m member.ID) (list []Balance, booked bool, err error) {
	of, err := r.Ledger.BalancesNow(ctx, m)
	if err != nil {
		return nil, false, err
	}
	return r.balances(ctx, r.DB, l, of)
}

func (r *Reader) balances(ctx context.Context, q postgres.Querier, l messages.Language, of []ledger.Balance) (list []Balance, booked bool, err error) {
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return nil, false, err
	}
	has := map[ledger.AssetID]ledger.Balance{}
	for _, b := range of {
		has[b.Asset] = b
	}
	list = make([]Balance, 0, len(assets))
	for _, id := range slices.Sorted(maps.Keys(assets)) {
		asset, b := assets[id], has[id]
		list = append(list, Balance{
			Asset: asset.Code, Name: i18n.Text(asset.Name).In(string(l)), Unit: i18n.Text(asset.Unit).In(string(l)), Currency: edge.OrNull(asset.Currency),
			Available: edge.Points(b.Available), Pending: edge.Points(b.Pending), Held: edge.Points(b.Held), Owed: edge.Points(b.Owed),
			Worth: WorthOf(asset, b.Available),
			Expiring: edge.Each(b.Expiring, func(d ledger.Due) Expiring {
				return Expiring{Amount: edge.Points(d.Amount), ExpiresAt: edge.At(d.At)}
			}),
		})
	}
	return list, len(has) > 0, nil
}

// Entries shows movements of one member with what caused them.
func (r *Reader) Entries(ctx context.Context, q postgres.Querier, l messages.Language, m member.ID, list []ledger.Movement) ([]Entry, error) {
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return nil, err
	}
	refs := make([]ledger.Ref, len(list))
	for i, v := range list {
		refs[i] = v.Ref
	}
	causes, err := r.causesOf(ctx, q, l, m, refs)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v ledger.Movement) Entry {
		return Entry{
			ID:        edge.EntryID(strconv.FormatInt(int64(v.Posting), 10) + "-" + strconv.Itoa(int(v.No))),
			PostingID: edge.IDOf(v.Posting), Asset: assets[v.Asset].Code, Amount: edge.Points(v.Amount), Bucket: string(v.Side),
			Reason:    reasonOf(v.Reason, l),
			Why:       causes.why(v.Reason, v.Ref, v.Asset),
			Reference: causes.reference(v.Ref, l), Rule: ruleOf(v.Rule),
			OccurredAt: edge.At(v.OccurredAt), RecordedAt: edge.At(v.RecordedAt), Memo: edge.OrNull(i18n.Text(v.Memo).In(string(l))),
		}
	}), nil
}

func ruleOf(r ledger.Rule) edge.Maybe[RuleVersion] {
	if r.ID == 0 {
		return edge.Maybe[RuleVersion]{}
	}
	return edge.Some(RuleVersion{ID: edge.IDOf(r.ID), Version: r.Version})
}

// causes are what a page of movements refers to.
type causes struct {
	orders  map[order.ID]*order.Order
	refunds map[order.RefundID]order.Refund
	earned  map[order.ID]*program.Earned
	teller  teller
}

// causesOf reads all that a page refers to at once.
func (r *Reader) causesOf(ctx context.Context, q postgres.Querier, l messages.Language, m member.ID, refs []ledger.Ref) (c causes, err error) {
	if c, err = r.bought(ctx, q, m, refs); err != nil {
		return c, err
	}
	of := map[member.ID][]order.ID{}
	for id, o := range c.orders {
		of[o.Member] = append(of[o.Member], id)
	}
	c.earned = map[order.ID]*program.Earned{}
	for m, orders := range of {
		own, err := r.Program.Earned(ctx, q, m, orders...)
		if err != nil {
			return c, err
		}
		maps.Copy(c.earned, own)
	}
	c.teller, err = r.teller(ctx, q, l)
	return c, err
}

func (c causes) reference(ref ledger.Ref, l messages.Language) edge.Maybe[Reference] {
	if ref.Kind == "" || ref.ID <= 0 {
		return edge.Maybe[Reference]{}
	}
	shown := Reference{Kind: ref.Kind, ID: edge.IDOf(ref.ID), Text: ref.Kind} // a kind of the caller's own has no word of ours
	if word := "ledger.reference." + ref.Kind; messages.Has(l, word) {
		shown.Text = messages.Text(l, word)
	}
	if o := c.orders[order.ID(ref.ID)]; ref.Kind == "order" && o != nil {
		shown.Text, shown.OrderID = o.Reference, edge.Some(edge.IDOf(o.ID))
	}
	if f, ok := c.refunds[order.RefundID(ref.ID)]; ref.Kind == "refund" && ok {
		shown.Text = f.Reference
		if orders := f.Orders(); len(orders) == 1 {
			shown.OrderID = edge.Some(edge.IDOf(orders[0]))
		}
	}
	return edge.Some(shown)
}

// why tells how an amount came about: of an earning its steps, of a taking back
// what was returned.
func (c causes) why(reason ledger.Reason, ref ledger.Ref, asset ledger.AssetID) []Why {
	o, e := c.orders[order.ID(ref.ID)], c.earned[order.ID(ref.ID)]
	if reason == ledger.Earn && o != nil && e != nil {
		return c.teller.steps(asset, e.Why, o.Currency)
	}
	if f, ok := c.refunds[order.RefundID(ref.ID)]; ok && reason == ledger.Reverse {
		return []Why{c.teller.takenBack(f)}
	}
	return []Why{}
}

func distinct[T ~int64](ids []T) []T {
	slices.Sort(ids)
	return slices.Compact(ids)
}
