package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// BindingIdentity is an identity that shall be a member's.
type BindingIdentity struct {
	Kind     string  `json:"kind" maxLength:"48" pattern:"^(phone|email|card|external:[a-z0-9._-]{1,32})$" doc:"phone, email, card or external:<system>" zh:"类型：phone、email、card 或 external:<系统>" example:"phone"`
	Value    string  `json:"value" minLength:"1" maxLength:"254" doc:"The identity, as written" zh:"标识内容" example:"13900001111"`
	Replaces edge.ID `json:"replaces,omitempty" doc:"Id of an identity of the same kind that ends with it" zh:"被替换的同类标识编号" example:"73014444033"`
	Reason   string  `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the history and in the audit trail" zh:"理由，记入历史与审计" example:"会员到店更换手机号，已核验证件"`
}

// EndingIdentity says why an identity is taken off.
type EndingIdentity struct {
	Reason string `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the history and in the audit trail" zh:"理由，记入历史与审计" example:"号码已注销"`
}

// MemberIdentities are by what a member is known, and what became of it.
type MemberIdentities struct {
	Items   []view.HeldIdentity   `json:"items" doc:"In force, with what merges brought" zh:"生效的标识，含合并而来的"`
	History []view.IdentityChange `json:"history" doc:"The latest changes first, 200 at most" zh:"变更记录，新的在前，至多 200 条"`
}

// IdentityPath names an identity of a member in a path.
type IdentityPath struct {
	MemberPath
	Identity edge.ID `path:"identity" doc:"Id of the identity" zh:"标识编号"`
}

type identitiesReply struct{ Body MemberIdentities }

func (h *handlers) memberIdentities(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-identities", Method: "GET", Path: "/members/{id}/identities", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员的身份标识与变更记录（遮蔽）", English: "By what a member is known, and what became of it, masked"},
		Errors:  memberErrors,
	}, h.listIdentities)
	edge.Register(e, edge.Operation{
		ID: "bind-member-identity", Method: "POST", Path: "/members/{id}/identities", Tag: "member", Permission: staff.MemberIdentify, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "为会员绑定或更换身份标识（记入审计）", English: "Let a member be known by an identity, or by another (audited)"},
		Description: edge.Words{Chinese: "属于其他会员的标识以 member.identity_taken 拒绝：若为同一人，请合并两位会员。更换后，会员须在各设备重新登录。",
			English: "What is another member's is refused with member.identity_taken: if it is one person, merge the two. Where one is replaced, the member signs in anew everywhere."},
		Errors: append([]*errs.Error{member.ErrBadIdentity, member.ErrIdentityHeld, member.ErrIdentityTaken, member.ErrTooManyIdentities,
			member.ErrNoIdentity, member.ErrNumberStays, member.ErrHasLeft}, memberErrors...),
	}, h.bindIdentity)
	edge.Register(e, edge.Operation{
		ID: "end-member-identity", Method: "POST", Path: "/members/{id}/identities/{identity}/end", Tag: "member", Permission: staff.MemberIdentify, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "解除会员的身份标识（记入审计）", English: "Take an identity off a member (audited)"},
		Description: edge.Words{Chinese: "会员号以及最后一个可联系的手机号或邮箱不能解除。会员须在各设备重新登录。",
			English: "The member number stays, and so does the last phone or e-mail. The member signs in anew everywhere."},
		Errors: append([]*errs.Error{member.ErrNoIdentity, member.ErrNumberStays, member.ErrLastIdentity, member.ErrHasLeft}, memberErrors...),
	}, h.endIdentity)
}

func (h *handlers) listIdentities(ctx context.Context, in *MemberPath) (*identitiesReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	held, err := h.Reader.Members.HeldIdentities(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	history, err := h.Reader.IdentityHistory(ctx, h.DB, m.ID)
	return &identitiesReply{MemberIdentities{edge.Each(held, view.HeldIdentityOf), history}}, err
}

func (h *handlers) bindIdentity(ctx context.Context, in *struct {
	MemberPath
	Body BindingIdentity
}) (*identitiesReply, error) {
	c, b := edge.From(ctx), in.Body
	reason := i18n.Clean(b.Reason, 200)
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		err := h.Reader.Members.Bind(ctx, tx, member.Binding{Member: edge.As[member.ID](in.ID), Key: member.Key{Kind: member.Kind(b.Kind), Value: b.Value},
			Replaces: edge.As[member.IdentityID](b.Replaces), Via: member.ByStaff, By: c.Principal.String(), Reason: reason})
		if err != nil {
			return err
		}
		return h.auditIdentity(ctx, tx, "member.bind_identity", in.MemberPath, b.Kind, reason)
	})
	if err != nil {
		return nil, err
	}
	return h.listIdentities(ctx, &in.MemberPath)
}

func (h *handlers) endIdentity(ctx context.Context, in *struct {
	IdentityPath
	Body EndingIdentity
}) (*identitiesReply, error) {
	c := edge.From(ctx)
	reason := i18n.Clean(in.Body.Reason, 200)
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		held, err := h.Reader.Members.HeldIdentities(ctx, tx, edge.As[member.ID](in.ID))
		if err != nil {
			return err
		}
		kind := ""
		for _, one := range held {
			if one.ID == edge.As[member.IdentityID](in.Identity) {
				kind = string(one.Kind)
			}
		}
		err = h.Reader.Members.Unbind(ctx, tx, member.Unbinding{Member: edge.As[member.ID](in.ID), Identity: edge.As[member.IdentityID](in.Identity),
			Via: member.ByStaff, By: c.Principal.String(), Reason: reason})
		if err != nil {
			return err
		}
		return h.auditIdentity(ctx, tx, "member.end_identity", in.MemberPath, kind, reason)
	})
	if err != nil {
		return nil, err
	}
	return h.listIdentities(ctx, &in.MemberPath)
}

// auditIdentity writes down what was done; of the value the trail says nothing.
func (h *handlers) auditIdentity(ctx context.Context, tx postgres.Tx, action string, of MemberPath, kind, reason string) error {
	c := edge.From(ctx)
	return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: action, Subject: staff.Subject{Kind: "member", ID: string(of.ID)},
		After: map[string]any{"kind": kind}, Reason: reason, Address: c.Address})
}
