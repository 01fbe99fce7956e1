package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/insight"
	"habitue/internal/member"
	"habitue/internal/staff"
)

type behindAsk struct {
	InsightAsk
	edge.Paging
	Behind string `query:"behind" required:"true" enum:"buyers,active,joined,repurchased,moved" doc:"Which members: as a figure's behind says, or those of a move between levels" zh:"哪些会员：指标的 behind，或等级流向"`
	Before string `query:"from_level" maxLength:"40" doc:"With moved: level at the beginning; absent: joined within the period" zh:"moved 时的期初等级；缺省为期内入会" example:"silver"`
	After  string `query:"to_level" maxLength:"40" doc:"With moved: level at the end" zh:"moved 时的期末等级" example:"gold"`
}

func (h *handlers) insightMembers(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-insight-members", Method: "GET", Path: "/insight/members", Tag: "insight", Permission: staff.InsightMembers,
		Summary: edge.Words{Chinese: "指标背后的会员", English: "The members whom a figure counts"},
		Description: edge.Words{Chinese: "与指标相同的区间与筛选，按会员编号翻页；姓名与手机号按权限遮蔽。",
			English: "With the period and filters of the figure, page by page by id. Names and phones are masked as the reader's permissions say."},
		Errors: append(insightErrors, edge.ErrBadCursor),
	}, h.listInsightMembers)
}

const behindCursor = "behind"

func (h *handlers) listInsightMembers(ctx context.Context, in *behindAsk) (*membersReply, error) {
	ask, err := in.ask(ctx)
	if err != nil {
		return nil, err
	}
	after, err := in.Paging.After(behindCursor)
	if err != nil {
		return nil, err
	}
	who := insight.Who{Behind: insight.Behind(in.Behind), From: in.Before, To: in.After}
	ids, err := h.Insight.Members(ctx, ask, who, member.ID(after), in.Limit+1)
	if err != nil {
		return nil, err
	}
	ids, next := edge.Cut(ids, in.Limit, func(id member.ID) string { return edge.Cursor(behindCursor, int64(id)) })
	found, err := h.Reader.Members.ByIDs(ctx, h.DB, ids...)
	if err != nil {
		return nil, err
	}
	list := make([]member.Member, 0, len(ids))
	for _, id := range ids {
		if m, ok := found[id]; ok {
			list = append(list, m)
		}
	}
	shown, err := h.Reader.Summaries(ctx, h.DB, edge.From(ctx), list)
	return &membersReply{Body: edge.PageOf(shown, next)}, err
}
