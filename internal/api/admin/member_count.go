package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/profile"
	"habitue/internal/staff"
)

// MemberCount is how many members a filter wants.
type MemberCount struct {
	Count int  `json:"count" doc:"How many; when more is true, at least one more than this" zh:"人数；more 为 true 时实际更多" example:"1234"`
	More  bool `json:"more" doc:"Whether there are more than were counted" zh:"是否超过计数上限"`
}

type (
	countAsk struct {
		Q string `query:"q" maxLength:"100" doc:"What the search box holds" zh:"搜索框内容" example:"王 5678"`
		MemberFilter
	}
	countReply struct{ Body MemberCount }
)

func (h *handlers) memberCount(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "count-members", Method: "GET", Path: "/members/count", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "符合筛选的会员数", English: "How many members a filter wants"},
		Description: edge.Words{Chinese: "最多数到 100,000，再多只说明更多。由分析副本回答，晚数秒。",
			English: "Counts up to 100,000 and then says that there are more. The replica answers, a few seconds behind."},
		Errors: []*errs.Error{member.ErrTooCommon},
	}, h.countMembers)
}

// countedAtMost bounds a count, and what one export may hold.
const countedAtMost = 100_000

func (h *handlers) countMembers(ctx context.Context, in *countAsk) (*countReply, error) {
	if err := mayFilter(edge.From(ctx).Principal, in.MemberFilter, profile.ByJoining); err != nil {
		return nil, err
	}
	f, err := h.filter(ctx, in.MemberFilter)
	if err != nil {
		return nil, err
	}
	if in.Q != "" {
		search, err := h.Reader.Members.ReadSearch(ctx, h.DB, in.Q)
		if err != nil {
			return nil, err
		}
		if err := h.among(ctx, &f, search); err != nil {
			return nil, err
		}
	}
	n, more, err := h.Reader.Profile.Count(ctx, f, countedAtMost)
	return &countReply{Body: MemberCount{Count: n, More: more}}, err
}
