package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

// GroupTally is how the groups of a promotion have fared.
type GroupTally struct {
	Open      int64 `json:"open" doc:"Groups that are not full yet" zh:"拼团中的团数" example:"12"`
	Succeeded int64 `json:"succeeded" doc:"Groups that succeeded" zh:"已成团的团数" example:"80"`
	Failed    int64 `json:"failed" doc:"Groups that failed" zh:"未成团的团数" example:"9"`
	Waiting   int64 `json:"members_waiting" doc:"Members who have paid and wait" zh:"已付款待成团的人数" example:"20"`
	Bought    int64 `json:"members_bought" doc:"Members whose group succeeded" zh:"已成团的人数" example:"240"`
}

type (
	groupSearch struct {
		PromotionPath
		edge.Paging
		State string `query:"state" enum:"open,succeeded,failed" doc:"Only these" zh:"只看此状态"`
	}
	groupsReply struct{ Body edge.Page[view.Group] }
	groupReply  struct{ Body view.GroupWithSeats }
)

const groupCursor = "groups"

func (h *handlers) promotionGroups(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-promotion-groups", Method: "GET", Path: "/promotions/{id}/groups", Tag: "pricing", Permission: staff.PricingRead,
		Summary: edge.Words{Chinese: "促销的团，新开在前", English: "The groups of a promotion, the newest first"},
		Errors:  []*errs.Error{pricing.ErrNoPromotion, edge.ErrBadCursor},
	}, h.listPromotionGroups)
	edge.Register(e, edge.Operation{
		ID: "get-promotion-group", Method: "GET", Path: "/promotions/{id}/groups/{group}", Tag: "pricing", Permission: staff.PricingRead,
		Summary:     edge.Words{Chinese: "一个团及其成员", English: "One group with its members"},
		Description: edge.Words{Chinese: "姓名按读者权限遮蔽；其他门店的成员不显示是谁。", English: "Names are masked as the reader's permissions say; of members of other stores it is not told who they are."},
		Errors:      []*errs.Error{pricing.ErrNoGroup},
	}, h.getPromotionGroup)
}

func (h *handlers) listPromotionGroups(ctx context.Context, in *groupSearch) (*groupsReply, error) {
	f := pricing.GroupFilter{State: pricing.GroupState(in.State)}
	if in.Cursor != "" {
		position, err := edge.Position(groupCursor, in.Cursor, 1)
		if err != nil {
			return nil, err
		}
		f.Before = pricing.GroupID(position[0])
	}
	p, err := h.Pricing.Get(ctx, h.DB, edge.As[pricing.PromotionID](in.ID))
	if err != nil {
		return nil, err
	}
	f.Promotion = p.ID
	list, err := h.Pricing.Groups(ctx, h.DB, f, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(g pricing.Group) string { return edge.Cursor(groupCursor, int64(g.ID)) })
	return &groupsReply{Body: edge.PageOf(edge.Each(list, view.GroupOf), next)}, nil
}

func (h *handlers) getPromotionGroup(ctx context.Context, in *struct {
	PromotionPath
	Group edge.ID `path:"group" doc:"Id of the group" zh:"团编号"`
}) (*groupReply, error) {
	g, err := h.Pricing.Group(ctx, h.DB, edge.As[pricing.GroupID](in.Group))
	if err == nil && g.Promotion != edge.As[pricing.PromotionID](in.ID) {
		err = pricing.ErrNoGroup.With("group", string(in.Group))
	}
	if err != nil {
		return nil, err
	}
	seats, err := h.Pricing.Seats(ctx, h.DB, g.ID)
	if err != nil {
		return nil, err
	}
	shown, err := h.Reader.GroupSeats(ctx, h.DB, edge.From(ctx), g, seats)
	return &groupReply{shown}, err
}

// groupTally counts the groups of a promotion; nil where it never had any.
func (h *handlers) groupTally(ctx context.Context, q postgres.Querier, p pricing.Promotion) (*GroupTally, error) {
	counts, err := h.Pricing.GroupCounts(ctx, q, p.ID)
	if err != nil || len(counts) == 0 && p.Rule.Group == nil {
		return nil, err
	}
	return &GroupTally{
		Open: counts[pricing.GroupOpen].Groups, Succeeded: counts[pricing.GroupSucceeded].Groups, Failed: counts[pricing.GroupFailed].Groups,
		Waiting: counts[pricing.GroupOpen].Paid, Bought: counts[pricing.GroupSucceeded].Paid,
	}, nil
}
