package admin

import (
	"context"
	"net/http"
	"slices"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// MemberChosen names the other one of a merge.
type MemberChosen struct {
	From edge.ID `json:"from" doc:"Member who goes into the one of the path" zh:"被合并的会员，并入路径中的会员" example:"7100000000000000002"`
}

// NewMerge asks for a merge.
type NewMerge struct {
	MemberChosen
	Reason string `json:"reason" minLength:"2" maxLength:"200" doc:"Why the two are one person; no personal data" zh:"为何是同一人；请勿写个人信息" example:"同一人办了两张卡，已当面核实"`
}

// MergeUndoing says why a merge is undone.
type MergeUndoing struct {
	Reason string `json:"reason" minLength:"2" maxLength:"200" doc:"Why; no personal data" zh:"原因；请勿写个人信息" example:"母女共用手机，并非同一人"`
}

// MemberMerge is a merge on record.
type MemberMerge struct {
	ID           edge.ID               `json:"id" doc:"Id" zh:"编号"`
	From         view.MergedMember     `json:"from" doc:"Who went into the other" zh:"被合并的会员"`
	Into         view.MergedMember     `json:"into" doc:"Who goes on" zh:"保留的会员"`
	Reason       string                `json:"reason" doc:"Why" zh:"合并原因" example:"同一人办了两张卡，已当面核实"`
	MadeAt       edge.Time             `json:"made_at" doc:"When" zh:"合并时间" example:"2026-09-12T01:00:00Z"`
	MadeBy       Colleague             `json:"made_by" doc:"Who decided it" zh:"合并人"`
	UndoneAt     *edge.Time            `json:"undone_at" doc:"When it was undone; null while it is in force" zh:"撤销时间；null 为仍有效" example:"2026-09-13T01:00:00Z"`
	UndoneBy     edge.Maybe[Colleague] `json:"undone_by" doc:"Who undid it" zh:"撤销人"`
	UndoneReason *string               `json:"undone_reason" doc:"Why it was undone" zh:"撤销原因" example:"母女共用手机，并非同一人"`
}

// MergePath names a merge in a path.
type MergePath struct {
	Merge edge.ID `path:"merge" doc:"Id of the merge" zh:"合并编号"`
}

type (
	mergesReply       struct{ Body edge.Page[MemberMerge] }
	mergeEffectsReply struct{ Body edge.Page[view.MergeEffect] }
)

func (h *handlers) memberMerges(e *edge.Edge) {
	making := []*errs.Error{member.ErrUnknown, member.ErrSame, member.ErrNotActive, member.ErrRestricted}
	undoing := []*errs.Error{member.ErrNoMerge, member.ErrMergeUndone, member.ErrMergedOn, member.ErrErased}
	edge.Register(e, edge.Operation{
		ID: "merge-member", Method: "POST", Path: "/members/{id}/merge", Tag: "member", Permission: staff.MemberMerge, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "把另一位会员并入这一位", English: "Merge another member into this one"},
		Description: edge.Words{Chinese: "身份、登录、标签、资产与券转入，等级按合并后的历史重算；历史留在原处。不发送任何消息，可撤销。仅限员工本人，密钥不可用。",
			English: "Identities, sign-ins, labels, value and coupons move; the level is reckoned from both histories, which stay where they are. Nothing is sent to anybody, and it can be undone. For people: keys are refused."},
		Errors: append(slices.Clone(making), staff.ErrPeopleOnly),
	}, h.mergeMember)
	edge.Register(e, edge.Operation{
		ID: "preview-merge", Method: "POST", Path: "/members/{id}/merge/preview", Tag: "member", Permission: staff.MemberMerge,
		Summary: edge.Words{Chinese: "预览合并", English: "Say what a merge would do"},
		Errors:  making,
	}, h.previewMerge)
	edge.Register(e, edge.Operation{
		ID: "list-member-merges", Method: "GET", Path: "/members/{id}/merges", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员的合并记录", English: "Merges in which a member took part, the latest first"},
		Errors:  memberErrors,
	}, h.listMerges)
	edge.Register(e, edge.Operation{
		ID: "undo-merge", Method: "POST", Path: "/merges/{merge}/undo", Tag: "member", Permission: staff.MemberMerge, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "撤销合并", English: "Undo a merge"},
		Description: edge.Words{Chinese: "身份、登录、标签、券与剩余资产回到原会员；合并后用掉的不退回，合并后登录的须重新登录。若保留的会员后来又被合并，须先撤销后一次。仅限员工本人，密钥不可用。",
			English: "Identities, sign-ins, labels, coupons and what is left of value return; what was spent since stays spent, and who signed in since does so again. The latest merge is undone first. For people: keys are refused."},
		Errors: append(slices.Clone(undoing), staff.ErrPeopleOnly),
	}, h.undoMerge)
	edge.Register(e, edge.Operation{
		ID: "preview-undo-merge", Method: "POST", Path: "/merges/{merge}/undo/preview", Tag: "member", Permission: staff.MemberMerge,
		Summary: edge.Words{Chinese: "预览撤销合并", English: "Say what undoing a merge would do"},
		Errors:  undoing,
	}, h.previewUndoMerge)
}

func (h *handlers) mergeMember(ctx context.Context, in *struct {
	MemberPath
	edge.Keyed
	Body NewMerge
}) (*edge.Answer[MemberMerge], error) {
	by, err := person(ctx)
	if err != nil {
		return nil, err
	}
	reason := i18n.Clean(in.Body.Reason, 200)
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (MemberMerge, error) {
		m, err := h.Reader.Members.Merge(ctx, tx, edge.As[member.ID](in.ID), edge.As[member.ID](in.Body.From), reason, by)
		if err != nil {
			return MemberMerge{}, err
		}
		return h.noteMerge(ctx, tx, "member.merged", m, reason)
	})
}

func (h *handlers) undoMerge(ctx context.Context, in *struct {
	MergePath
	edge.Keyed
	Body MergeUndoing
}) (*edge.Answer[MemberMerge], error) {
	by, err := person(ctx)
	if err != nil {
		return nil, err
	}
	reason := i18n.Clean(in.Body.Reason, 200)
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (MemberMerge, error) {
		m, err := h.Reader.Members.Unmerge(ctx, tx, edge.As[int64](in.Merge), reason, by)
		if err != nil {
			return MemberMerge{}, err
		}
		return h.noteMerge(ctx, tx, "member.unmerged", m, reason)
	})
}

// person is the account of who asks; programs do not decide who is who.
func person(ctx context.Context) (int64, error) {
	if p := edge.From(ctx).Principal; p.Kind == staff.Person {
		return p.ID, nil
	}
	return 0, staff.ErrPeopleOnly
}

// noteMerge writes into the trail of the survivor what was done, and shows it.
func (h *handlers) noteMerge(ctx context.Context, tx postgres.Tx, action string, m member.Merge, reason string) (MemberMerge, error) {
	c := edge.From(ctx)
	err := h.Staff.Audit(ctx, tx, staff.Entry{
		By: c.Principal, Action: action, Subject: staff.Subject{Kind: "member", ID: string(edge.IDOf(m.Into))},
		After:  map[string]any{"merge": edge.IDOf(m.ID), "from": edge.IDOf(m.From), "into": edge.IDOf(m.Into)},
		Reason: reason, Address: c.Address,
	})
	if err != nil {
		return MemberMerge{}, err
	}
	shown, err := h.shownMerges(ctx, tx, m)
	if err != nil {
		return MemberMerge{}, err
	}
	return shown[0], nil
}

func (h *handlers) previewMerge(ctx context.Context, in *struct {
	MemberPath
	Body MemberChosen
}) (*mergeEffectsReply, error) {
	return h.foreseen(ctx, func(tx postgres.Tx) ([]member.Effect, error) {
		return h.Reader.Members.PreviewMerge(ctx, tx, edge.As[member.ID](in.ID), edge.As[member.ID](in.Body.From))
	})
}

func (h *handlers) previewUndoMerge(ctx context.Context, in *MergePath) (*mergeEffectsReply, error) {
	return h.foreseen(ctx, func(tx postgres.Tx) ([]member.Effect, error) {
		return h.Reader.Members.PreviewUnmerge(ctx, tx, edge.As[int64](in.Merge))
	})
}

func (h *handlers) foreseen(ctx context.Context, preview func(tx postgres.Tx) ([]member.Effect, error)) (*mergeEffectsReply, error) {
	var shown []view.MergeEffect
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		effects, err := preview(tx)
		if err != nil {
			return err
		}
		shown, err = h.Reader.MergeEffects(ctx, tx, edge.From(ctx).Language, effects)
		return err
	})
	return &mergeEffectsReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) listMerges(ctx context.Context, in *MemberPath) (*mergesReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Members.Merges(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownMerges(ctx, h.DB, list...)
	return &mergesReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) shownMerges(ctx context.Context, q postgres.Querier, list ...member.Merge) ([]MemberMerge, error) {
	var people []string
	var ids []member.ID
	for _, m := range list {
		people = append(people, principalOf(staff.AccountID(m.Staff)), principalOf(staff.AccountID(m.UndoneBy)))
		ids = append(ids, m.From, m.Into)
	}
	names, err := h.Staff.Names(ctx, q, people...)
	if err != nil {
		return nil, err
	}
	members, err := h.Reader.Members.ByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	colleague := func(id int64) Colleague {
		return Colleague{ID: edge.IDOf(id), Name: names[principalOf(staff.AccountID(id))]}
	}
	one := func(id member.ID) view.MergedMember {
		return view.MergedMember{ID: edge.IDOf(id), Number: members[id].Number}
	}
	return edge.Each(list, func(m member.Merge) MemberMerge {
		shown := MemberMerge{
			ID: edge.IDOf(m.ID), From: one(m.From), Into: one(m.Into), Reason: m.Reason, MadeAt: edge.At(m.MadeAt), MadeBy: colleague(m.Staff),
			UndoneReason: edge.OrNull(m.UndoneWhy),
		}
		if !m.InForce() {
			at := edge.At(m.UndoneAt)
			shown.UndoneAt, shown.UndoneBy = &at, edge.Some(colleague(m.UndoneBy))
		}
		return shown
	}), nil
}
