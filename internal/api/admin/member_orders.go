package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

type ordersReply struct{ Body edge.Page[view.OrderSummary] }

func (h *handlers) memberOrders(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-orders", Method: "GET", Path: "/members/{id}/orders", Tag: "order", Permission: staff.OrderRead,
		Summary: edge.Words{Chinese: "会员订单（含所得积分）", English: "A member's orders, with what each earned"},
		Errors:  []*errs.Error{member.ErrUnknown, edge.ErrBadCursor},
	}, h.listMemberOrders)
}

const orderCursor = "order"

func (h *handlers) listMemberOrders(ctx context.Context, in *struct {
	MemberPath
	edge.Paging
}) (*ordersReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	position, err := edge.Position(orderCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	var after *order.Spot
	if position != nil {
		after = &order.Spot{At: time.UnixMicro(position[0]).UTC(), ID: order.ID(position[1])}
	}
	list, err := h.Reader.Orders.List(ctx, h.DB, m.ID, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(o order.Summary) string {
		return edge.Cursor(orderCursor, o.OccurredAt.UnixMicro(), int64(o.ID))
	})
	shown, err := h.Reader.OrderSummaries(ctx, h.DB, edge.From(ctx), m.ID, list)
	return &ordersReply{Body: edge.PageOf(shown, next)}, err
}
