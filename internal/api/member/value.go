package member

import (
	"context"
	"slices"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/prepaid"
)

// MyEntry is a movement of my value, with why.
type MyEntry struct {
	ID         edge.EntryID        `json:"id" doc:"Id of the entry" zh:"分录编号"`
	Asset      string              `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Amount     edge.Points         `json:"amount" doc:"Signed" zh:"数量（带正负）"`
	Bucket     string              `json:"bucket" enum:"available,pending" doc:"Which part it changed" zh:"变动的部分：可用或待生效" example:"available"`
	Reason     view.Reason         `json:"reason" doc:"Why" zh:"原因"`
	Why        []view.Why          `json:"why" doc:"How the amount came about" zh:"如何得出"`
	Reference  *string             `json:"reference" doc:"Number of the order or refund that caused it" zh:"订单号或退款单号" example:"T7-20260912-0183"`
	OrderID    edge.Maybe[edge.ID] `json:"order_id" doc:"The order" zh:"订单编号"`
	OccurredAt edge.Time           `json:"occurred_at" doc:"When it happened" zh:"发生时间" example:"2026-09-12T04:20:00Z"`
}

// MyStoredValue is what I paid in and can still spend.
type MyStoredValue struct {
	Currency  string     `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Principal edge.Minor `json:"principal" doc:"Principal that can be spent" zh:"可用本金"`
	Bonus     edge.Minor `json:"bonus" doc:"Bonus that can be spent" zh:"可用赠送金"`
	Held      edge.Minor `json:"held" doc:"Set aside for checkouts" zh:"结账预占"`
	Received  edge.Minor `json:"received" doc:"Principal that others gave: it is spent last and never paid out" zh:"他人转赠的本金：最后使用，不可退现"`
	Moves     []MyMove   `json:"moves" doc:"What was paid in, paid out and given, the latest first" zh:"充值、退款与转赠，先新后旧"`
}

// MyMove is stored value that was paid in, paid out, or given.
type MyMove struct {
	Kind      string     `json:"kind" enum:"top_up,refund,given,received" doc:"What it is" zh:"类型：充值、退款、转出、收到" example:"top_up"`
	Principal edge.Minor `json:"principal" doc:"Principal, signed" zh:"本金（带正负）"`
	Bonus     edge.Minor `json:"bonus" doc:"Bonus, signed" zh:"赠送金（带正负）"`
	At        edge.Time  `json:"at" doc:"When" zh:"时间" example:"2026-09-12T04:20:00Z"`
}

// MyBalances is what I have, by asset.
type MyBalances struct {
	Items []view.Balance `json:"items" doc:"One for each asset" zh:"每种资产一项"`
}

func (h *handlers) value(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-my-balances", Method: "GET", Path: "/me/balances", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的余额与到期", English: "What I have, and what of it expires when"},
	}, h.listBalances)
	edge.Register(e, edge.Operation{
		ID: "list-my-entries", Method: "GET", Path: "/me/entries", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的积分明细（含原因）", English: "My entries, each with its reasons"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listEntries)
	edge.Register(e, edge.Operation{
		ID: "get-my-stored-value", Method: "GET", Path: "/me/stored-value", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的储值", English: "My stored value"},
	}, h.getStoredValue)
}

func (h *handlers) listBalances(ctx context.Context, _ *struct{}) (*struct{ Body MyBalances }, error) {
	c := edge.From(ctx)
	list, _, err := h.Reader.BalancesNow(ctx, c.Language, c.Member.Member.ID)
	return &struct{ Body MyBalances }{MyBalances{list}}, err
}

func (h *handlers) listEntries(ctx context.Context, in *struct {
	edge.Paging
	Asset string `query:"asset" maxLength:"40" doc:"Only this asset" zh:"只看此资产" example:"points"`
}) (*struct{ Body edge.Page[MyEntry] }, error) {
	c := edge.From(ctx)
	page, err := h.Reader.EntriesOf(ctx, h.DB, c.Language, c.Member.Member.ID, in.Asset, in.Paging)
	if err != nil {
		return nil, err
	}
	return &struct{ Body edge.Page[MyEntry] }{edge.Page[MyEntry]{Items: edge.Each(page.Items, myEntry), NextCursor: page.NextCursor}}, nil
}

// myEntry leaves out what staff wrote beside it, and by which rule.
func myEntry(v view.Entry) MyEntry {
	shown := MyEntry{ID: v.ID, Asset: v.Asset, Amount: v.Amount, Bucket: v.Bucket, Reason: v.Reason, Why: v.Why, OccurredAt: v.OccurredAt}
	if ref, ok := v.Reference.Get(); ok && (ref.Kind == "order" || ref.Kind == "refund") {
		shown.Reference, shown.OrderID = edge.OrNull(ref.Text), ref.OrderID
	}
	return shown
}

func (h *handlers) getStoredValue(ctx context.Context, _ *struct{}) (*struct{ Body MyStoredValue }, error) {
	m := edge.From(ctx).Member.Member.ID
	card, err := h.Reader.Prepaid.Card(ctx, h.DB, m, "")
	if err != nil {
		return nil, err
	}
	refunds, err := h.Reader.Prepaid.Refunds(ctx, h.DB, m)
	if err != nil {
		return nil, err
	}
	gifts, err := h.Reader.Prepaid.Gifts(ctx, h.DB, m)
	if err != nil {
		return nil, err
	}
	return &struct{ Body MyStoredValue }{MyStoredValue{
		Currency: card.Currency, Principal: edge.Minor(card.Principal.Available), Bonus: edge.Minor(card.Bonus.Available),
		Held: edge.Minor(card.Principal.Held + card.Bonus.Held), Received: edge.Minor(card.Received.Principal), Moves: moves(m, card, refunds, gifts),
	}}, nil
}

// moves tells what went in and out of a card; whom a gift was for stays with who
// gave it.
func moves(m member.ID, card prepaid.Card, refunds []prepaid.Refund, gifts []prepaid.Gift) []MyMove {
	list := []MyMove{}
	for _, t := range card.TopUps {
		list = append(list, MyMove{"top_up", edge.Minor(t.Principal), edge.Minor(t.Bonus), edge.At(t.EndedAt)})
	}
	for _, r := range refunds {
		list = append(list, MyMove{"refund", edge.Minor(-r.Money), edge.Minor(-r.Bonus), edge.At(r.At)})
	}
	for _, g := range gifts {
		kind, sign := "given", int64(-1)
		if g.To == m {
			kind, sign = "received", 1
		}
		list = append(list, MyMove{kind, edge.Minor(sign * g.Principal), edge.Minor(sign * g.Bonus), edge.At(g.At)})
	}
	latestFirst(list)
	return list
}

func latestFirst(list []MyMove) {
	slices.SortStableFunc(list, func(a, b MyMove) int { return b.At.Compare(a.At.Time) })
}
