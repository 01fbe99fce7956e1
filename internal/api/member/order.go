package member

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/order"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/pdf"
)

// MyOrder is an order of mine with what it brought.
type MyOrder struct {
	ID             edge.ID                 `json:"id" doc:"Id of the order" zh:"订单编号"`
	Reference      string                  `json:"reference" doc:"The till's own number" zh:"收银系统单号" example:"T7-20260912-0183"`
	Store          edge.Maybe[view.Place]  `json:"store" doc:"Where it was bought" zh:"门店"`
	Channel        edge.Maybe[view.Place]  `json:"channel" doc:"How it was bought" zh:"渠道"`
	OccurredAt     edge.Time               `json:"occurred_at" doc:"When it was bought" zh:"购买时间" example:"2026-09-12T04:20:00Z"`
	Currency       string                  `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	ListAmount     edge.Minor              `json:"list_amount" doc:"Before discounts" zh:"折前金额"`
	DiscountAmount edge.Minor              `json:"discount_amount" doc:"Discounts" zh:"优惠金额"`
	PaidAmount     edge.Minor              `json:"paid_amount" doc:"What was paid" zh:"实付"`
	RefundedAmount edge.Minor              `json:"refunded_amount" doc:"What of it was given back" zh:"已退"`
	Lines          []MyLine                `json:"lines" doc:"Its lines" zh:"明细"`
	Points         edge.Maybe[edge.Points] `json:"points" doc:"Points it brought; null while that is not yet decided" zh:"获得积分；尚未计算为 null"`
	TakenPoints    edge.Points             `json:"taken_points" doc:"Points that refunds took back" zh:"退款收回的积分"`
	MaturesAt      edge.Maybe[edge.Time]   `json:"matures_at" doc:"From when the points can be spent; null without points" zh:"积分可用时间；无积分为 null"`
	Why            []view.Why              `json:"why" doc:"How the points came about" zh:"积分如何得出"`
	Nothing        edge.Maybe[view.Reason] `json:"nothing" doc:"Why it brought no points; null when it did" zh:"为何没有积分；有积分时为 null"`
	Refunds        []MyRefund              `json:"refunds" doc:"What was given back, oldest first" zh:"退款，按时间"`
}

// MyLine is one line of it.
type MyLine struct {
	Name             string     `json:"name" doc:"Name on the receipt" zh:"小票名称" example:"茉莉绿茶 大杯"`
	Quantity         int64      `json:"quantity" doc:"In units of 10^-scale" zh:"数量（10^-scale 为单位）" example:"2"`
	Scale            int        `json:"scale" doc:"Decimals of the quantity" zh:"数量的小数位" example:"0"`
	ListAmount       edge.Minor `json:"list_amount" doc:"Before discounts" zh:"折前金额"`
	PaidAmount       edge.Minor `json:"paid_amount" doc:"What was paid" zh:"实付"`
	RefundedQuantity int64      `json:"refunded_quantity" doc:"What of the quantity was given back" zh:"已退数量" example:"0"`
}

// MyRefund is what was given back of it.
type MyRefund struct {
	Amount      edge.Minor  `json:"amount" doc:"How much" zh:"退款金额"`
	TakenPoints edge.Points `json:"taken_points" doc:"Points it took back" zh:"收回的积分"`
	OccurredAt  edge.Time   `json:"occurred_at" doc:"When" zh:"时间" example:"2026-09-13T02:05:00Z"`
}

func (h *handlers) orders(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-my-orders", Method: "GET", Path: "/me/orders", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的订单", English: "My orders"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listOrders)
	edge.Register(e, edge.Operation{
		ID: "get-my-order", Method: "GET", Path: "/me/orders/{id}", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的一笔订单", English: "One order of mine"},
		Errors:  []*errs.Error{order.ErrNotFound},
	}, h.getOrder)
	edge.Register(e, edge.Operation{
		ID: "get-my-receipt", Method: "GET", Path: "/me/orders/{id}/receipt.pdf", Tag: tag, Permission: edge.AsMember, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "我的电子小票（PDF）", English: "The receipt of an order of mine, as a PDF"},
		Description: edge.Words{Chinese: "A5 或 80 毫米纸；内嵌所用的字形，文字可查可复制。每分钟 30 份。",
			English: "On A5 or 80 mm paper; with the signs it uses, so that its text can be searched and copied. 30 a minute."},
		Errors: []*errs.Error{order.ErrNotFound, edge.ErrRateLimited, pdf.ErrNoFont},
		Answer: view.PDFAnswer,
	}, h.receipt)
	edge.Register(e, edge.Operation{
		ID: "get-my-spending", Method: "GET", Path: "/me/spending", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的消费分析", English: "What I spent in a year"},
		Description: edge.Words{Chinese: "一年内每月的消费与优惠，及按品类、门店的占比；含合并入本会员的记录。",
			English: "Month by month what was paid and saved, and by category and store; with the records that were merged into mine."},
	}, h.spending)
}

func (h *handlers) spending(ctx context.Context, in *struct {
	Year int `query:"year" minimum:"1990" maximum:"2100" doc:"Calendar year; this year when absent" zh:"年份；缺省为今年" example:"2026"`
}) (*struct{ Body view.SpendingYear }, error) {
	c := edge.From(ctx)
	body, err := h.Reader.SpendingIn(ctx, h.DB, c, c.Member.Member.ID, in.Year, h.Clock.Now())
	return &struct{ Body view.SpendingYear }{body}, err
}

func (h *handlers) listOrders(ctx context.Context, in *struct{ edge.Paging }) (*struct{ Body edge.Page[view.OrderSummary] }, error) {
	c := edge.From(ctx)
	page, err := h.Reader.OrdersOf(ctx, h.DB, c, c.Member.Member.ID, in.Paging)
	return &struct{ Body edge.Page[view.OrderSummary] }{page}, err
}

func (h *handlers) getOrder(ctx context.Context, in *struct {
	ID edge.ID `path:"id" doc:"Id of the order" zh:"订单编号"`
}) (*struct{ Body MyOrder }, error) {
	c := edge.From(ctx)
	o, err := h.Reader.Orders.OfPerson(ctx, h.DB, c.Member.Member.ID, edge.As[order.ID](in.ID))
	if err != nil {
		return nil, err
	}
	page, err := h.Reader.OrderPage(ctx, h.DB, c, o)
	return &struct{ Body MyOrder }{myOrder(page)}, err
}

func (h *handlers) receipt(ctx context.Context, in *struct {
	ID edge.ID `path:"id" doc:"Id of the order" zh:"订单编号"`
	view.ReceiptAsk
}) (*struct{ Body func(http.ResponseWriter) }, error) {
	c := edge.From(ctx)
	if err := h.receipts.Take(string(edge.IDOf(c.Member.Member.ID))); err != nil {
		return nil, err
	}
	o, err := h.Reader.Orders.OfPerson(ctx, h.DB, c.Member.Member.ID, edge.As[order.ID](in.ID))
	if err != nil {
		return nil, err
	}
	return h.Reader.SendReceipt(ctx, h.DB, c, o, in.ReceiptAsk, h.Clock.Now())
}

// myOrder leaves out who of the staff had to do with it.
func myOrder(p view.OrderPage) MyOrder {
	shown := MyOrder{
		ID: p.ID, Reference: p.Reference, Store: p.Store, Channel: p.Channel, OccurredAt: p.OccurredAt, Currency: p.Currency,
		ListAmount: p.ListAmount, DiscountAmount: p.DiscountAmount, PaidAmount: p.PaidAmount, RefundedAmount: p.RefundedAmount,
		Lines: edge.Each(p.Lines, func(l view.OrderLine) MyLine {
			return MyLine{l.Name, l.Quantity, l.Scale, l.ListAmount, l.PaidAmount, l.RefundedQuantity}
		}),
		Why: []view.Why{}, Nothing: p.Nothing,
		Refunds: edge.Each(p.Refunds, func(r view.OrderRefund) MyRefund { return MyRefund{r.Amount, r.TakenPoints, r.OccurredAt} }),
	}
	if e, ok := p.Earning.Get(); ok {
		shown.Points, shown.TakenPoints, shown.MaturesAt, shown.Why = edge.Some(e.Points), e.TakenPoints, e.MaturesAt, e.Why
	}
	return shown
}
