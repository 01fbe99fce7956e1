package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/event"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// MemberEvents is a page of what a member did between purchases.
type MemberEvents struct {
	Items      []view.MemberEvent `json:"items" doc:"What was done, newest first" zh:"行为，新的在前"`
	NextCursor *string            `json:"next_cursor" doc:"Where the next page begins; null on the last" zh:"下一页的起点；最后一页为 null" example:"ZXZlbnRzOjE6MQ"`
	State      string             `json:"state" enum:"kept,refused,restricted" doc:"Whether behaviour of the member is kept; of who refused it nothing is, of who is restricted it is not shown" zh:"该会员的行为：kept 保留；refused 会员不同意，不保留；restricted 限制处理，不展示" example:"kept"`
}

type (
	eventsSearch struct {
		MemberPath
		edge.Paging
		Group string `query:"group" enum:"page,product,search,cart,checkout,offer,other" doc:"Only these: pages, products, searches, the cart, checking out and orders, coupons and promotions, others; all when left out" zh:"只看一类：页面、商品、搜索、购物车、结算与下单、优惠券与活动、其他；不填则全部" example:"product"`
	}
	memberEventsReply struct{ Body MemberEvents }
)

func (h *handlers) memberEvents(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-events", Method: "GET", Path: "/members/{id}/events", Tag: "event", Permission: staff.EventRead,
		Summary:     edge.Words{Chinese: "会员行为：浏览、搜索、购物车等，新的在前", English: "What a member did between purchases: views, searches, the cart; newest first"},
		Description: edge.Words{Chinese: "包括来源认出会员之前、在同一访客标识下发生的行为。", English: "With what was done by the same visitor before the source knew who it was."},
		Errors:      []*errs.Error{member.ErrUnknown, edge.ErrBadCursor},
	}, h.listMemberEvents)
}

const eventsCursor = "events"

func (h *handlers) listMemberEvents(ctx context.Context, in *eventsSearch) (*memberEventsReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	position, err := edge.Position(eventsCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	var after *event.Spot
	if position != nil {
		after = &event.Spot{At: time.UnixMicro(position[0]).UTC(), ID: position[1]}
	}
	body := MemberEvents{Items: []view.MemberEvent{}}
	if body.State, err = h.tracked(ctx, m); err != nil || body.State != "kept" {
		return &memberEventsReply{Body: body}, err
	}
	person, err := h.Reader.Members.Person(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Events.List(ctx, h.DB, event.KindsIn(in.Group), after, in.Limit+1, person...)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(last event.Event) string {
		return edge.Cursor(eventsCursor, last.OccurredAt.UnixMicro(), last.ID)
	})
	body.Items, err = h.Reader.MemberEvents(ctx, h.DB, edge.From(ctx).Language, list)
	body.NextCursor = edge.OrNull(next)
	return &memberEventsReply{Body: body}, err
}

// tracked says whether behaviour of a member is kept and may be looked at. Who left or was
// merged has what he had.
func (h *handlers) tracked(ctx context.Context, m member.Member) (string, error) {
	restricted, err := h.Reader.Members.Restricted(ctx, h.DB, m.ID)
	if err != nil {
		return "", err
	}
	if _, is := restricted[m.ID]; is {
		return "restricted", nil
	}
	if m.Status != member.Active {
		return "kept", nil
	}
	refused, err := h.Reader.Members.Untracked(ctx, h.DB, m.ID)
	if refused[m.ID] {
		return "refused", err
	}
	return "kept", err
}
