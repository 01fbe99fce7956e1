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

// Balances shows what a member has: every asset, also those of which there is
// nothing yet. Where nothing at all is booked, the member may not exist.
func (r *Reader) Balances(ctx context.Context, q postgres.Querier, l messages.Language, m member.ID) (list []Balance, booked bool, err error) {
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return nil, false, err
	}
	byMember, err := r.Ledger.Balances(ctx, q, m)
	if err != nil {
		return nil, false, err
	}
	has := map[ledger.AssetID]ledger.Balance{}
	for _, b := range byMember[m] {
		has[b.Asset] = b
	}
	list = make([]Balance, 0, len(assets))
	for _, id := range slices.Sorted(maps.Keys(assets)) {
		asset, b := assets[id], has[id]
		list = append(list, Balance{
			Asset: asset.Code, Name: i18n.Text(asset.Name).In(string(l)), Unit: i18n.Text(asset.Unit).In(string(l)),
			Available: edge.Points(b.Available), Pending: edge.Points(b.Pending), Held: edge.Points(b.Held), Owed: edge.Points(b.Owed),
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
	causes, err := r.causesOf(ctx, q, l, m, list)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v ledger.Movement) Entry {
		return Entry{
			ID:        edge.EntryID(strconv.FormatInt(int64(v.Posting), 10) + "-" + strconv.Itoa(int(v.No))),
			PostingID: edge.IDOf(v.Posting), Asset: assets[v.Asset].Code, Amount: edge.Points(v.Amount), Bucket: string(v.Side),
			Reason:    Reason{Code: string(v.Reason), Text: messages.Text(l, "ledger.reason."+string(v.Reason))},
			Why:       causes.why(v),
			Reference: causes.reference(v, l), Rule: ruleOf(v.Rule),
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
func (r *Reader) causesOf(ctx context.Context, q postgres.Querier, l messages.Language, m member.ID, list []ledger.Movement) (c causes, err error) {
	var orders []order.ID
	var refunds []order.RefundID
	for _, v := range list {
		switch v.Ref.Kind {
		case "order":
			orders = append(orders, order.ID(v.Ref.ID))
		case "refund":
			refunds = append(refunds, order.RefundID(v.Ref.ID))
		}
	}
	if c.orders, err = r.Orders.ByIDs(ctx, q, m, distinct(orders)...); err != nil {
		return c, err
	}
	found, err := r.Orders.RefundsByIDs(ctx, q, m, distinct(refunds)...)
	c.refunds = make(map[order.RefundID]order.Refund, len(found))
	for _, f := range found {
		c.refunds[f.ID] = f
	}
	if err != nil {
		return c, err
	}
	if c.earned, err = r.Program.Earned(ctx, q, m, distinct(orders)...); err != nil {
		return c, err
	}
	c.teller, err = r.teller(ctx, q, l)
	return c, err
}

func (c causes) reference(v ledger.Movement, l messages.Language) edge.Maybe[Reference] {
	if v.Ref.Kind == "" || v.Ref.ID <= 0 {
		return edge.Maybe[Reference]{}
	}
	ref := Reference{Kind: v.Ref.Kind, ID: edge.IDOf(v.Ref.ID), Text: messages.Text(l, "ledger.reference."+v.Ref.Kind)}
	if o := c.orders[order.ID(v.Ref.ID)]; v.Ref.Kind == "order" && o != nil {
		ref.Text = o.Reference
	}
	if f, ok := c.refunds[order.RefundID(v.Ref.ID)]; v.Ref.Kind == "refund" && ok {
		ref.Text = f.Reference
	}
	return edge.Some(ref)
}

// why tells how the amount of a movement came about: of an earning its steps,
// of a taking back what was returned.
func (c causes) why(v ledger.Movement) []Why {
	o, e := c.orders[order.ID(v.Ref.ID)], c.earned[order.ID(v.Ref.ID)]
	if v.Reason == ledger.Earn && o != nil && e != nil {
		return c.teller.steps(v.Asset, e.Why, o.Currency)
	}
	if f, ok := c.refunds[order.RefundID(v.Ref.ID)]; ok && v.Reason == ledger.Reverse {
		return []Why{c.teller.takenBack(f)}
	}
	return []Why{}
}

func distinct[T ~int64](ids []T) []T {
	slices.Sort(ids)
	return slices.Compact(ids)
}
