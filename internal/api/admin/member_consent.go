package admin

import (
	"context"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// ConsentOnBehalf is what a member said to somebody of the staff.
type ConsentOnBehalf struct {
	Purpose     string     `json:"purpose" maxLength:"60" doc:"Purpose" zh:"目的" example:"marketing"`
	Channel     string     `json:"channel,omitempty" enum:"sms,email,wechat,push,phone" doc:"Channel; absent for purposes that reach nobody" zh:"渠道；与触达无关的目的不填" example:"sms"`
	Granted     bool       `json:"granted" doc:"Yes or no" zh:"同意或撤回" example:"false"`
	TextVersion int        `json:"text_version,omitempty" minimum:"0" maximum:"1000000" doc:"Version of the text that the member was shown or read; a yes needs it" zh:"向会员展示或宣读的文本版本；同意时必填" example:"1"`
	Via         string     `json:"via" enum:"counter,telephone,paper,message" doc:"How the member said it" zh:"会员表示的途径" example:"telephone"`
	Store       string     `json:"store,omitempty" maxLength:"60" doc:"Code of the store where it was said" zh:"门店代码" example:"S001"`
	Reason      string     `json:"reason" minLength:"2" maxLength:"200" doc:"Where the evidence lies; no personal data" zh:"依据；请勿写个人信息" example:"签署的表单 12 号"`
	OccurredAt  *time.Time `json:"occurred_at,omitempty" doc:"When it was said; now when absent" zh:"表示时间；缺省为现在" example:"2026-09-12T04:20:00Z"`
	Reference   string     `json:"reference,omitempty" maxLength:"100" doc:"Your own number for it: the same number again changes nothing" zh:"外部单号；重复提交不产生变化" example:"FORM-12"`
}

// ConsentText is a version of what members are asked to agree to.
type ConsentText struct {
	Purpose   string    `json:"purpose" doc:"Purpose" zh:"目的" example:"marketing"`
	Version   int       `json:"version" doc:"Version" zh:"版本" example:"2"`
	TitleZh   string    `json:"title_zh" doc:"Title in Chinese" zh:"中文名称" example:"优惠与活动信息"`
	TitleEn   string    `json:"title_en" doc:"Title in English" zh:"英文名称" example:"Offers and news"`
	BodyZh    string    `json:"body_zh" doc:"Text in Chinese" zh:"中文文本" example:"向您发送优惠信息。"`
	BodyEn    string    `json:"body_en" doc:"Text in English" zh:"英文文本" example:"We send you offers."`
	CreatedBy string    `json:"created_by" doc:"Who wrote it" zh:"撰写者" example:"staff:17"`
	Name      *string   `json:"name" doc:"Name of who wrote it; null for texts that came with the program" zh:"撰写者姓名；程序自带的文本为 null" example:"李店长"`
	CreatedAt edge.Time `json:"created_at" doc:"When" zh:"撰写时间" example:"2026-09-12T04:20:00Z"`
}

// NewConsentText is another wording.
type NewConsentText struct {
	Purpose string `json:"purpose" maxLength:"60" doc:"service, marketing, profiling, analytics, or sharing:<partner>" zh:"目的：service、marketing、profiling、analytics 或 sharing:合作方" example:"marketing"`
	After   int    `json:"after" minimum:"0" maximum:"1000000" doc:"Version that the writer saw; 0 where there was none" zh:"撰写者所见的版本；没有则为 0" example:"1"`
	TitleZh string `json:"title_zh" maxLength:"60" doc:"Title in Chinese" zh:"中文名称" example:"优惠与活动信息"`
	TitleEn string `json:"title_en" maxLength:"60" doc:"Title in English" zh:"英文名称" example:"Offers and news"`
	BodyZh  string `json:"body_zh" maxLength:"2000" doc:"Text in Chinese" zh:"中文文本" example:"向您发送优惠信息。"`
	BodyEn  string `json:"body_en" maxLength:"2000" doc:"Text in English" zh:"英文文本" example:"We send you offers."`
}

type (
	consentsReply struct {
		Body edge.Page[view.ConsentPurpose]
	}
	consentHistoryReply struct {
		Body edge.Page[view.ConsentStatement]
	}
	consentTextsReply struct{ Body edge.Page[ConsentText] }
)

func (h *handlers) memberConsents(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-consents", Method: "GET", Path: "/members/{id}/consents", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员的授权同意", English: "What a member agreed to"},
		Errors:  memberErrors,
	}, h.listConsents)
	edge.Register(e, edge.Operation{
		ID: "list-member-consent-history", Method: "GET", Path: "/members/{id}/consents/history", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "授权同意的历史与依据", English: "Every word of a member on consents, with its evidence"},
		Errors:  append([]*errs.Error{edge.ErrBadCursor}, memberErrors...),
	}, h.listConsentHistory)
	edge.Register(e, edge.Operation{
		ID: "state-member-consent", Method: "POST", Path: "/members/{id}/consents", Tag: "member", Permission: staff.MemberConsent, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "代会员登记同意或撤回（记入审计）", English: "Record what a member said (audited)"},
		Errors:  append([]*errs.Error{member.ErrBadConsent, member.ErrNoConsentText, member.ErrHasLeft, member.ErrMinor}, memberErrors...),
	}, h.stateConsent)
	edge.Register(e, edge.Operation{
		ID: "list-consent-texts", Method: "GET", Path: "/members/consent-texts", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "授权文本的版本", English: "Versions of what members are asked to agree to"},
	}, h.listConsentTexts)
	edge.Register(e, edge.Operation{
		ID: "revise-consent-text", Method: "POST", Path: "/members/consent-texts", Tag: "member", Permission: staff.MemberTexts, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "撰写授权文本的新版本（记入审计）", English: "Write another version of a text (audited)"},
		Errors:  []*errs.Error{member.ErrBadConsent, member.ErrTextMoved},
	}, h.reviseConsentText)
}

func (h *handlers) listConsents(ctx context.Context, in *MemberPath) (*consentsReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Consents(ctx, h.DB, edge.From(ctx).Language, m.ID)
	return &consentsReply{edge.PageOf(list, "")}, err
}

const consentCursor = "consent" // by id, newest first

func (h *handlers) listConsentHistory(ctx context.Context, in *struct {
	MemberPath
	edge.Paging
}) (*consentHistoryReply, error) {
	before, err := in.After(consentCursor)
	if err != nil {
		return nil, err
	}
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Members.ConsentHistory(ctx, h.DB, m.ID, member.StatementID(before), in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(s member.Stated) string { return edge.Cursor(consentCursor, int64(s.ID)) })
	shown, err := h.Reader.ConsentStatements(ctx, h.DB, edge.From(ctx).Language, list)
	return &consentHistoryReply{edge.PageOf(shown, next)}, err
}

// stateConsent writes down in the trail who said it for whom, in the same commit.
func (h *handlers) stateConsent(ctx context.Context, in *struct {
	MemberPath
	Body ConsentOnBehalf
}) (*consentsReply, error) {
	c, b := edge.From(ctx), in.Body
	id := edge.As[member.ID](in.ID)
	st := member.Statement{
		Question: member.Question{Purpose: member.Purpose(b.Purpose), Way: member.Way(b.Channel)},
		Granted:  b.Granted, Text: b.TextVersion, Via: member.Via(b.Via), By: c.Principal.String(), Address: c.Address,
		Reason: i18n.Clean(b.Reason, 200), Reference: b.Reference,
	}
	if b.OccurredAt != nil {
		st.At = *b.OccurredAt
	}
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		stores, err := h.Reader.Org.StoresByCodes(ctx, tx, b.Store)
		if err != nil {
			return err
		}
		if st.Store = stores[b.Store].ID; b.Store != "" && (st.Store == 0 || !c.Scope().Sees(st.Store)) {
			return member.ErrBadConsent.Field("store", "org.no_store")
		}
		if err := h.Reader.Members.StateConsents(ctx, tx, id, st); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{
			By: c.Principal, Action: "member.state_consent", Subject: staff.Subject{Kind: "member", ID: string(in.ID)},
			Reason: st.Reason, Address: c.Address,
		})
	})
	if err != nil {
		return nil, err
	}
	return h.listConsents(ctx, &in.MemberPath)
}

func (h *handlers) listConsentTexts(ctx context.Context, in *struct {
	Purpose string `query:"purpose" maxLength:"60" doc:"All versions of this purpose; absent: the current one of each" zh:"该目的的全部版本；缺省为各目的的当前版本" example:"marketing"`
}) (*consentTextsReply, error) {
	list, err := h.Reader.Members.ConsentTexts(ctx, h.DB)
	if in.Purpose != "" {
		list, err = h.Reader.Members.ConsentTextVersions(ctx, h.DB, member.Purpose(in.Purpose))
	}
	if err != nil {
		return nil, err
	}
	names, err := h.Staff.Names(ctx, h.DB, edge.Each(list, func(t member.ConsentText) string { return t.CreatedBy })...)
	return &consentTextsReply{edge.PageOf(edge.Each(list, func(t member.ConsentText) ConsentText { return shownText(t, names) }), "")}, err
}

func (h *handlers) reviseConsentText(ctx context.Context, in *struct{ Body NewConsentText }) (*struct{ Body ConsentText }, error) {
	c, b := edge.From(ctx), in.Body
	var made member.ConsentText
	var names map[string]string
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		made, err = h.Reader.Members.ReviseConsentText(ctx, tx, member.ConsentText{Purpose: member.Purpose(b.Purpose),
			TitleZh: b.TitleZh, TitleEn: b.TitleEn, BodyZh: b.BodyZh, BodyEn: b.BodyEn, CreatedBy: c.Principal.String()}, b.After)
		if err != nil {
			return err
		}
		if names, err = h.Staff.Names(ctx, tx, made.CreatedBy); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{
			By: c.Principal, Action: "member.revise_text", Subject: staff.Subject{Kind: "consent_text", ID: b.Purpose}, Address: c.Address,
		})
	})
	return &struct{ Body ConsentText }{shownText(made, names)}, err
}

func shownText(t member.ConsentText, names map[string]string) ConsentText {
	return ConsentText{string(t.Purpose), t.Version, t.TitleZh, t.TitleEn, t.BodyZh, t.BodyEn, t.CreatedBy, edge.OrNull(names[t.CreatedBy]), edge.At(t.CreatedAt)}
}
