package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Minority says whether a member is below the age of consent, and who agreed.
type Minority struct {
	State    *string           `json:"state" enum:"pending,agreed,grown" doc:"pending: a minor, and no guardian has agreed; agreed: one has; grown: of age, and not asked anew yet; null: none of these" zh:"pending 未成年、待监护人同意；agreed 监护人已同意；grown 已到可自行同意的年龄、待重新询问；null 无" example:"pending"`
	Guardian *string           `json:"guardian_masked" doc:"Phone of the guardian without its middle" zh:"监护人手机号（中间遮蔽）" example:"139****1111"`
	AgreedAt *edge.Time        `json:"agreed_at" doc:"When the guardian agreed" zh:"监护人同意的时间" example:"2026-09-12T04:20:00Z"`
	Via      *string           `json:"via" enum:"code,staff" doc:"By a code that was sent to the guardian, or before staff" zh:"依据：监护人验证码，或员工见证" example:"code"`
	Text     view.GuardianText `json:"text" doc:"What a guardian is asked to agree to now" zh:"当前的监护人同意文本"`
}

// GuardianOnBehalf is the consent of a guardian, given before staff.
type GuardianOnBehalf struct {
	Phone  string `json:"phone" minLength:"1" maxLength:"40" doc:"Phone of the guardian" zh:"监护人手机号" example:"13900001111"`
	Text   int    `json:"text_version" minimum:"1" maximum:"1000000" doc:"Version of the text that the guardian was shown or read" zh:"向监护人展示或宣读的文本版本" example:"1"`
	Via    string `json:"via" enum:"counter,telephone,paper,message" doc:"How the guardian said it" zh:"监护人表示的途径" example:"paper"`
	Reason string `json:"reason" minLength:"2" maxLength:"200" doc:"Where the evidence lies; no personal data" zh:"依据；请勿写个人信息" example:"签署的表单 12 号"`
}

type minorityReply struct{ Body Minority }

func (h *handlers) memberGuardians(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-member-guardian", Method: "GET", Path: "/members/{id}/guardian", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员是否未成年、监护人是否同意", English: "Whether a member is a minor, and a guardian agreed"},
		Errors:  memberErrors,
	}, h.getGuardian)
	edge.Register(e, edge.Operation{
		ID: "state-member-guardian", Method: "POST", Path: "/members/{id}/guardian", Tag: "member", Permission: staff.MemberConsent, Status: 200,
		Summary: edge.Words{Chinese: "登记监护人同意（记入审计）", English: "Record that a guardian agreed (audited)"},
		Errors: append([]*errs.Error{member.ErrNotMinor, member.ErrOwnGuardian, member.ErrBadIdentity, member.ErrBadConsent, member.ErrNoConsentText,
			member.ErrHasLeft}, memberErrors...),
	}, h.stateGuardian)
}

func (h *handlers) getGuardian(ctx context.Context, in *MemberPath) (*minorityReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	is, err := h.Reader.Members.MinorityOf(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	text, err := h.Reader.GuardianText(ctx, h.DB, edge.From(ctx).Language)
	if err != nil {
		return nil, err
	}
	shown := Minority{State: edge.OrNull(string(is.State)), AgreedAt: edge.AtUnlessZero(is.AgreedAt), Via: edge.OrNull(string(is.Via)), Text: text}
	if is.Guardian != "" {
		shown.Guardian = edge.OrNull(member.MaskPhone(is.Guardian))
	}
	return &minorityReply{shown}, nil
}

// stateGuardian writes down in the trail who said it for whom, in the same commit.
func (h *handlers) stateGuardian(ctx context.Context, in *struct {
	MemberPath
	Body GuardianOnBehalf
}) (*minorityReply, error) {
	c, b := edge.From(ctx), in.Body
	st := member.Statement{Text: b.Text, Via: member.Via(b.Via), By: c.Principal.String(), Address: c.Address, Reason: i18n.Clean(b.Reason, 200)}
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if err := h.Reader.Members.AgreeOnPaper(ctx, tx, edge.As[member.ID](in.ID), b.Phone, st); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{
			By: c.Principal, Action: "member.state_guardian", Subject: staff.Subject{Kind: "member", ID: string(in.ID)},
			Reason: st.Reason, Address: c.Address,
		})
	})
	if err != nil {
		return nil, err
	}
	return h.getGuardian(ctx, &in.MemberPath)
}
