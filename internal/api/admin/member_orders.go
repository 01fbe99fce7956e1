package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
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

func (h *handlers) listMemberOrders(ctx context.Context, in *struct {
	MemberPath
	edge.Paging
}) (*ordersReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	page, err := h.Reader.OrdersOf(ctx, h.DB, edge.From(ctx), m.ID, in.Paging)
	return &ordersReply{Body: page}, err
}
