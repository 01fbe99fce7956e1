package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/privacy"
	"habitue/internal/staff"
)

// RestrictionHeld is a restriction as staff see it.
type RestrictionHeld struct {
	view.Restriction
	BegunBy  edge.Maybe[view.Doer] `json:"begun_by" doc:"Who of the staff took the request; null: the member" zh:"登记人；null 为会员本人"`
	LiftedBy edge.Maybe[view.Doer] `json:"lifted_by" doc:"Who of the staff lifted it" zh:"解除人"`
}

// RestrictionLifting says why staff lift a restriction.
type RestrictionLifting struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"Why; the member reads it. Sealed under the member's key" zh:"原因，会员可见，以会员密钥加密保存" example:"异议已处理完毕"`
}

func (h *handlers) restrictions(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-restrictions", Method: "GET", Path: "/members/{id}/restrictions", Tag: "privacy", Permission: staff.PrivacyRead,
		Summary: edge.Words{Chinese: "会员的限制处理记录", English: "When a member's data was kept and not used, the latest first"},
		Errors:  memberErrors,
	}, h.listRestrictions)
	edge.Register(e, edge.Operation{
		ID: "lift-member-restriction", Method: "POST", Path: "/members/{id}/restrictions/lift", Tag: "privacy", Permission: staff.PrivacyHandle, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "解除限制处理（记入审计）", English: "Lift a restriction (audited)"},
		Description: edge.Words{Chinese: "先告知会员：在规则所定的天数后才结束，会员中心即刻显示日期与原因。",
			English: "The member is told before: it ends after the days of the rule; date and reason stand in the member centre at once."},
		Errors: []*errs.Error{privacy.ErrInvalid, member.ErrUnknown, member.ErrNotActive, member.ErrNotRestricted},
	}, h.liftRestriction)
}

func (h *handlers) listRestrictions(ctx context.Context, in *MemberPath) (*struct{ Body edge.Page[RestrictionHeld] }, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Members.Restrictions(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownRestrictions(ctx, h.DB, list...)
	return &struct{ Body edge.Page[RestrictionHeld] }{edge.PageOf(shown, "")}, err
}

func (h *handlers) shownRestrictions(ctx context.Context, q postgres.Querier, list ...member.Restriction) ([]RestrictionHeld, error) {
	var people []string
	for _, r := range list {
		people = append(people, r.BegunBy, r.LiftedBy)
	}
	doer, err := h.Reader.Doers(ctx, q, people...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(r member.Restriction) RestrictionHeld {
		return RestrictionHeld{view.RestrictionOf(r, privacy.ByMember), staffOnly(doer, r.BegunBy), staffOnly(doer, r.LiftedBy)}
	}), nil
}

// staffOnly names who did something, if it was somebody of the staff.
func staffOnly(doer func(string) view.Doer, who string) edge.Maybe[view.Doer] {
	if who == "" || who == privacy.ByTime || who == privacy.ByMember {
		return edge.Maybe[view.Doer]{}
	}
	return edge.Some(doer(who))
}

func (h *handlers) liftRestriction(ctx context.Context, in *struct {
	MemberPath
	edge.Keyed
	Body RestrictionLifting
}) (*edge.Answer[RestrictionHeld], error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (RestrictionHeld, error) {
		r, err := h.Reader.Privacy.LiftRestriction(ctx, tx, m.ID, c.Principal.String(), in.Body.Reason)
		if err != nil {
			return RestrictionHeld{}, err
		}
		err = h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "privacy.lifted", Subject: staff.Subject{Kind: "member", ID: string(edge.IDOf(m.ID))},
			After: map[string]any{"request": edge.IDOf(r.Request), "until": r.Until}, Address: c.Address})
		if err != nil {
			return RestrictionHeld{}, err
		}
		shown, err := h.shownRestrictions(ctx, tx, r)
		if err != nil {
			return RestrictionHeld{}, err
		}
		return shown[0], nil
	})
}
