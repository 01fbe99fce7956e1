package pos

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

type (
	groupReply  struct{ Body view.Group }
	groupsReply struct{ Body edge.Page[view.Group] }
)

// mostToJoin is how many groups are offered at once: nobody chooses among more.
const mostToJoin = 50

func (h *handlers) groups(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-groups-to-join", Method: "GET", Path: "/groups", Tag: "pricing", Permission: staff.CheckoutSell,
		Summary:     edge.Words{Chinese: "可参加的团，最快成团的在前", English: "Groups that can be joined, those first that lack the fewest"},
		Description: edge.Words{Chinese: "最多 50 个；不含任何会员信息。参加：提交报价时带上 group。", English: "At most 50; nothing of members is told. To join one, name it in the group of a quote."},
	}, h.listGroupsToJoin)
	edge.Register(e, edge.Operation{
		ID: "get-group", Method: "GET", Path: "/groups/{group}", Tag: "pricing", Permission: staff.CheckoutSell,
		Summary: edge.Words{Chinese: "一个团的进度", English: "How far one group is"},
		Errors:  []*errs.Error{pricing.ErrNoGroup},
	}, h.getGroup)
}

func (h *handlers) listGroupsToJoin(ctx context.Context, in *struct {
	Promotion edge.ID `query:"promotion_id" required:"true" doc:"The promotion" zh:"促销编号"`
}) (*groupsReply, error) {
	list, err := h.Pricing.ToJoin(ctx, h.DB, edge.As[pricing.PromotionID](in.Promotion), mostToJoin)
	return &groupsReply{Body: edge.PageOf(edge.Each(list, view.GroupOf), "")}, err
}

func (h *handlers) getGroup(ctx context.Context, in *struct {
	Group edge.ID `path:"group" doc:"Id of the group" zh:"团编号"`
}) (*groupReply, error) {
	g, err := h.Pricing.Group(ctx, h.DB, edge.As[pricing.GroupID](in.Group))
	return &groupReply{view.GroupOf(g)}, err
}
