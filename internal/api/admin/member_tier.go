package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/staff"
)

type standingReply struct{ Body view.Standing }

func (h *handlers) memberTier(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-member-tier", Method: "GET", Path: "/members/{id}/tier", Tag: "tier", Permission: staff.TierRead,
		Summary: edge.Words{Chinese: "会员等级、进度与变动", English: "A member's level, progress and moves"},
		Errors:  memberErrors,
	}, h.getMemberTier)
}

func (h *handlers) getMemberTier(ctx context.Context, in *MemberPath) (*standingReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	shown, err := h.Reader.Standing(ctx, h.DB, edge.From(ctx).Language, m, h.Clock.Now())
	return &standingReply{Body: shown}, err
}
