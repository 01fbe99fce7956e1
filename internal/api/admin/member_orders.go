package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/staff"
)

type ordersReply struct{ Body edge.Page[view.OrderSummary] }

func (h *handlers) memberOrders(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-orders", Method: "GET", Path: "/members/{id}/orders", Tag: "order", Permission: staff.OrderRead,
		Summary: edge.Words{Chinese: "会员订单（含所得积分）", English: "A member's orders, with what each earned"},
		Errors:  append(memberErrors, edge.ErrBadCursor),
	}, h.listMemberOrders)
}

func (h *handlers) listMemberOrders(ctx context.Context, in *struct {
	oneMember
	edge.Paging
}) (*ordersReply, error) {
	return nil, errPending
}
