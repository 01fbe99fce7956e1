package pos

import (
	"context"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Return is a refund as a till reports it.
type Return struct {
	Source     string        `json:"source,omitempty" maxLength:"60" doc:"Which system reports; the API key's name when absent" zh:"来源系统；缺省为密钥名称" example:"till"`
	Reference  string        `json:"reference" minLength:"1" maxLength:"100" doc:"The till's own number, unique in its source" zh:"退款单号，来源内唯一" example:"T7-20260913-0009"`
	Order      ReturnedOrder `json:"order" doc:"The order it returns from" zh:"原订单"`
	OccurredAt time.Time     `json:"occurred_at" doc:"When it happened" zh:"发生时间" example:"2026-09-13T02:05:00Z"`
	Reason     string        `json:"reason,omitempty" maxLength:"200" doc:"Why" zh:"原因" example:"商品破损"`
	Lines      []ReturnLine  `json:"lines" minItems:"1" maxItems:"10000" doc:"What is given back" zh:"退货明细"`
	MemberID   edge.ID       `json:"member_id,omitempty" doc:"Whose order it is; refused when it is another's" zh:"会员编号；与原订单不符则拒绝"`
}

// ReturnedOrder names an order by id or by the till's number.
type ReturnedOrder struct {
	ID        edge.ID `json:"id,omitempty" doc:"Id of the order" zh:"订单编号"`
	Source    string  `json:"source,omitempty" maxLength:"60" doc:"Which system reported it; the refund's when absent" zh:"来源系统；缺省同退款" example:"till"`
	Reference string  `json:"reference,omitempty" maxLength:"100" doc:"The till's number of the order" zh:"原单号" example:"T7-20260912-0183"`
}

// ReturnLine is how much of a line is given back.
type ReturnLine struct {
	LineNo   int         `json:"line_no" minimum:"1" maximum:"1000000" doc:"Line of the order" zh:"原订单行号" example:"1"`
	Quantity int64       `json:"quantity" minimum:"1" doc:"In the line's unit" zh:"退货数量（按原行单位）" example:"1"`
	Amount   *edge.Minor `json:"amount,omitempty" doc:"What is given back; the line's share when absent" zh:"退款金额；缺省按比例"`
}

func (h *handlers) refunds(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "report-refund", Method: "POST", Path: "/refunds", Tag: "order", Permission: staff.OrderWrite, Status: http.StatusCreated, MaxBody: 4 << 20,
		Summary: edge.Words{Chinese: "上报退款", English: "Report a refund"},
		Description: edge.Words{Chinese: "收回的积分与当初所得相等；不能超过原订单。",
			English: "Takes back exactly what its lines earned; never more than was bought."},
		Errors: []*errs.Error{order.ErrInvalid, order.ErrNotFound, order.ErrOtherMember, order.ErrBeforePurchase, order.ErrNoLine,
			order.ErrRefundTooMuch, order.ErrReferenceTaken, idempotency.ErrBodyDiffers},
	}, h.reportRefund)
}

func (h *handlers) reportRefund(ctx context.Context, in *struct {
	edge.Keyed
	Body Return
}) (*edge.Answer[view.Refund], error) {
	b := in.Body
	back := order.Return{
		Source: source(ctx, b.Source), Reference: b.Reference, Member: edge.As[member.ID](b.MemberID),
		OccurredAt: b.OccurredAt, Reason: b.Reason,
		Lines: edge.Each(b.Lines, func(l ReturnLine) order.ReturnLine {
			return order.ReturnLine{LineNo: l.LineNo, Quantity: l.Quantity, Amount: (*int64)(l.Amount)}
		}),
	}
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (shown view.Refund, err error) {
		if back.Order, err = h.returned(ctx, tx, b.Order, back); err != nil {
			return shown, err
		}
		if err := h.seen(ctx, tx, back.Order); err != nil {
			return shown, err
		}
		refund, err := h.Reader.Orders.Refund(ctx, tx, back)
		if err != nil {
			return shown, err
		}
		return view.RefundOf(refund), nil
	})
}

// seen refuses an order of a store whose rows the caller does not see.
func (h *handlers) seen(ctx context.Context, tx postgres.Tx, at order.Place) error {
	scope := edge.From(ctx).Scope()
	if scope.All() {
		return nil
	}
	o, err := h.Reader.Orders.Find(ctx, tx, order.ID(at.ID))
	if err == nil && !scope.Sees(o.Store) {
		err = order.ErrNotFound
	}
	return err
}

// returned finds the order that is returned, by its number or by its id.
func (h *handlers) returned(ctx context.Context, tx postgres.Tx, o ReturnedOrder, back order.Return) (order.Place, error) {
	if (o.ID == "") == (o.Reference == "") {
		return order.Place{}, edge.ErrRequest.Field("order", "http.exactly_one", "choices", "id, reference")
	}
	if o.ID != "" {
		id := edge.As[order.ID](o.ID)
		places, err := h.Reader.Orders.LocateIDs(ctx, tx, id)
		if err != nil {
			return order.Place{}, err
		}
		place, ok := places[id]
		if !ok {
			return place, order.ErrNotFound
		}
		return place, nil
	}
	ref := order.Reference{Source: o.Source, Reference: o.Reference}
	if ref.Source == "" {
		ref.Source = back.Source
	}
	places, err := h.Reader.Orders.Locate(ctx, tx, ref)
	if err != nil {
		return order.Place{}, err
	}
	place, ok := places[ref]
	if !ok {
		return place, order.ErrNotFound
	}
	return place, nil
}
