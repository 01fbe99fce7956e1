package admin

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/privacy"
	"habitue/internal/staff"
)

// PrivacyRequest is what a member asked for by right, as staff see it.
type PrivacyRequest struct {
	view.MemberRequest
	Member     PrivacyMember         `json:"member" doc:"Who asked" zh:"会员"`
	AskedBy    edge.Maybe[view.Doer] `json:"asked_by" doc:"Who of the staff took it; null: the member himself" zh:"登记人；null 为会员本人"`
	AnsweredBy edge.Maybe[view.Doer] `json:"answered_by" doc:"Who answered it; null: time, or the member himself" zh:"处理人；null 为到期自动或会员本人"`
}

// PrivacyMember is who asked.
type PrivacyMember struct {
	ID     edge.ID `json:"id" doc:"Id of the member" zh:"会员编号"`
	Number string  `json:"number" doc:"Member number; empty once the member was erased" zh:"会员号；清除后为空" example:"800000123456"`
}

// PrivacyRequests is a page of requests, and how many wait in all.
type PrivacyRequests struct {
	edge.Page[PrivacyRequest]
	Open    int64 `json:"open" doc:"How many are open" zh:"待处理数" example:"3"`
	Overdue int64 `json:"overdue" doc:"How many of them are overdue" zh:"逾期数" example:"0"`
}

// NewPrivacyRequest is a request that staff take for a member.
type NewPrivacyRequest struct {
	Member edge.ID `json:"member" doc:"Who asks" zh:"会员编号"`
	Kind   string  `json:"kind" enum:"correct,erase,restrict,unprofiled,explain,object,leave" doc:"What is asked for; copies are made by POST /members/{id}/copy" zh:"事项；副本请用 POST /members/{id}/copy" example:"correct"`
	Via    string  `json:"via" enum:"counter,telephone,paper,message" doc:"How it reached us" zh:"途径" example:"telephone"`
	Money  string  `json:"money,omitempty" enum:",refund,waive" doc:"Of leaving and erasing: what becomes of principal" zh:"退会与清除：储值本金的处理" example:"refund"`
	About  string  `json:"about,omitempty" enum:",tier,class,price,coupon,label" doc:"Of an objection: to which decision" zh:"异议所针对的决定" example:"class"`
	Note   string  `json:"note,omitempty" maxLength:"500" doc:"What exactly; sealed under the member's key" zh:"说明，以会员密钥加密保存" example:"姓名应为王小明"`
}

// PrivacyAnswer ends a request.
type PrivacyAnswer struct {
	Refuse bool   `json:"refuse,omitempty" doc:"It is refused; the answer says why" zh:"拒绝，须说明原因" example:"false"`
	Answer string `json:"answer,omitempty" maxLength:"500" doc:"What was done, or why not; sealed under the member's key" zh:"处理结果或原因，以会员密钥加密保存" example:"已更正姓名"`
	Waive  bool   `json:"waive,omitempty" doc:"Of erasing: the member waives principal" zh:"清除时：会员放弃储值本金" example:"false"`
}

// CopyReason says why staff make a copy for a member.
type CopyReason struct {
	Via    string `json:"via" enum:"counter,telephone,paper,message" doc:"How the member asked" zh:"会员提出的途径" example:"counter"`
	Reason string `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the trail, so no personal data" zh:"原因，记入审计；请勿写个人信息" example:"会员到店书面申请"`
}

// PrivacyPath names a request in a path.
type PrivacyPath struct {
	Request edge.ID `path:"request" doc:"Number of the receipt" zh:"回执编号"`
}

type (
	privacyListReply struct{ Body PrivacyRequests }
	privacyReply     struct{ Body PrivacyRequest }
	decisionsReply   struct{ Body edge.Page[view.Decision] }
)

var zipAnswer = &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{
	"application/zip": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}

func (h *handlers) privacy(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-privacy-requests", Method: "GET", Path: "/privacy/requests", Tag: "privacy", Permission: staff.PrivacyRead,
		Summary: edge.Words{Chinese: "个人信息请求", English: "What members asked for by right, the latest first"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listPrivacy)
	edge.Register(e, edge.Operation{
		ID: "get-privacy-request", Method: "GET", Path: "/privacy/requests/{request}", Tag: "privacy", Permission: staff.PrivacyRead,
		Summary: edge.Words{Chinese: "一件个人信息请求", English: "One request"},
		Errors:  []*errs.Error{privacy.ErrNoRequest},
	}, h.getPrivacy)
	edge.Register(e, edge.Operation{
		ID: "take-privacy-request", Method: "POST", Path: "/privacy/requests", Tag: "privacy", Permission: staff.PrivacyHandle, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "代会员登记请求（记入审计）", English: "Take a request for a member (audited)"},
		Description: edge.Words{Chinese: "限制处理与不做画像立即生效：数据仅保存，不再画像、营销与合并；分层与推算标签即时失效。异议由员工复核后答复。退会在冷静期后由系统清除，期间可撤回。",
			English: "Restriction and not being profiled hold at once: data is kept, nothing is reckoned, sent or merged, and class and labels end. Objections wait for a person. Who leaves is erased once the grace is over, and may take it back until then."},
		Errors: []*errs.Error{privacy.ErrInvalid, privacy.ErrAsked, privacy.ErrNotActive, member.ErrUnknown, member.ErrOwed, member.ErrRestricted},
	}, h.takePrivacy)
	edge.Register(e, edge.Operation{
		ID: "answer-privacy-request", Method: "POST", Path: "/privacy/requests/{request}/answer", Tag: "privacy", Permission: staff.PrivacyHandle, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "答复请求（记入审计）", English: "Answer a request (audited)"},
		Description: edge.Words{Chinese: "完成“清除”即销毁密钥，另需 member:erase 权限；退会由到期完成，只能拒绝。仅限员工本人，密钥不可用。",
			English: "To complete an erasure destroys the key and needs member:erase, too; leaving is completed by time and can only be refused. For people: keys are refused."},
		Errors: []*errs.Error{privacy.ErrInvalid, privacy.ErrNoRequest, privacy.ErrAnswered, privacy.ErrByTime, staff.ErrPeopleOnly, staff.ErrMayNot,
			member.ErrOwed, member.ErrUnfinished, member.ErrMergedAway, member.ErrErased},
	}, h.answerPrivacy)
	edge.Register(e, edge.Operation{
		ID: "withdraw-privacy-request", Method: "POST", Path: "/privacy/requests/{request}/withdraw", Tag: "privacy", Permission: staff.PrivacyHandle, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "代会员撤回请求（记入审计）", English: "Take a request back for a member (audited)"},
		Errors:  []*errs.Error{privacy.ErrNoRequest, privacy.ErrAnswered},
	}, h.withdrawPrivacy)
	edge.Register(e, edge.Operation{
		ID: "copy-member", Method: "POST", Path: "/members/{id}/copy", Tag: "privacy", Permission: staff.PrivacyHandle, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "导出会员的个人信息副本（ZIP，记入审计）", English: "Make a member's own copy (ZIP, audited)"},
		Description: edge.Words{Chinese: "含 JSON、CSV 与中英文网页，为明文。每次导出都留下请求回执与审计记录。",
			English: "JSON, CSV and pages in both languages, in plain text. Each time leaves a receipt and an entry in the trail."},
		Errors: append([]*errs.Error{privacy.ErrInvalid, privacy.ErrNotActive}, memberErrors...),
		Answer: zipAnswer,
	}, h.copyMember)
	edge.Register(e, edge.Operation{
		ID: "list-member-decisions", Method: "GET", Path: "/members/{id}/decisions", Tag: "privacy", Permission: staff.ProfileRead,
		Summary: edge.Words{Chinese: "自动化决定及其依据", English: "What rules alone decided about a member, and by what"},
		Errors:  memberErrors,
	}, h.listDecisions)
}

const privacyCursor = "privacy" // by id, newest first

func (h *handlers) listPrivacy(ctx context.Context, in *struct {
	edge.Paging
	Member  edge.ID `query:"member" doc:"Of this member, and of whoever was merged into him" zh:"会员"`
	Kind    string  `query:"kind" enum:"copy,correct,erase,restrict,unprofiled,explain,object,leave" doc:"Of this kind" zh:"事项" example:"erase"`
	Status  string  `query:"status" enum:"open,done,refused,withdrawn" doc:"In this state" zh:"状态" example:"open"`
	Overdue bool    `query:"overdue" doc:"Only what should have been answered" zh:"仅逾期" example:"false"`
}) (*privacyListReply, error) {
	before, err := in.After(privacyCursor)
	if err != nil {
		return nil, err
	}
	f := privacy.Filter{Member: edge.As[member.ID](in.Member), Kind: privacy.Kind(in.Kind), Status: privacy.Status(in.Status), Overdue: in.Overdue}
	list, err := h.Reader.Privacy.List(ctx, h.DB, f, privacy.ID(before), in.Limit+1)
	if err != nil {
		return nil, err
	}
	counts, err := h.Reader.Privacy.Count(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(r privacy.Request) string { return edge.Cursor(privacyCursor, int64(r.ID)) })
	shown, err := h.shownPrivacy(ctx, h.DB, list...)
	return &privacyListReply{PrivacyRequests{edge.PageOf(shown, next), counts.Open, counts.Overdue}}, err
}

func (h *handlers) getPrivacy(ctx context.Context, in *PrivacyPath) (*privacyReply, error) {
	r, err := h.Reader.Privacy.Get(ctx, h.DB, edge.As[privacy.ID](in.Request))
	if err != nil {
		return nil, err
	}
	shown, err := h.shownPrivacy(ctx, h.DB, r)
	if err != nil {
		return nil, err
	}
	return &privacyReply{shown[0]}, nil
}

func (h *handlers) takePrivacy(ctx context.Context, in *struct {
	edge.Keyed
	Body NewPrivacyRequest
}) (*edge.Answer[PrivacyRequest], error) {
	c, b := edge.From(ctx), in.Body
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (PrivacyRequest, error) {
		r, err := h.Reader.Privacy.Ask(ctx, tx, privacy.Asking{Member: edge.As[member.ID](b.Member), Kind: privacy.Kind(b.Kind), Via: member.Via(b.Via),
			Money: privacy.Money(b.Money), About: privacy.Decision(b.About), Note: b.Note, By: c.Principal.String(), Address: c.Address})
		if err != nil {
			return PrivacyRequest{}, err
		}
		return h.notedPrivacy(ctx, tx, "privacy.taken", r)
	})
}

func (h *handlers) answerPrivacy(ctx context.Context, in *struct {
	PrivacyPath
	edge.Keyed
	Body PrivacyAnswer
}) (*edge.Answer[PrivacyRequest], error) {
	by, err := person(ctx)
	if err != nil {
		return nil, err
	}
	c, b := edge.From(ctx), in.Body
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (PrivacyRequest, error) {
		asked, err := h.Reader.Privacy.Get(ctx, tx, edge.As[privacy.ID](in.Request))
		if err != nil {
			return PrivacyRequest{}, err
		}
		if asked.Kind == privacy.Erase && !b.Refuse && !c.Principal.May(staff.MemberErase) {
			return PrivacyRequest{}, staff.ErrMayNot.With("permission", string(staff.MemberErase))
		}
		r, err := h.Reader.Privacy.Answer(ctx, tx, privacy.Answering{ID: asked.ID, Refuse: b.Refuse, Text: b.Answer, Waive: b.Waive, By: c.Principal.String(), Staff: by})
		if err != nil {
			return PrivacyRequest{}, err
		}
		return h.notedPrivacy(ctx, tx, "privacy.answered", r)
	})
}

func (h *handlers) withdrawPrivacy(ctx context.Context, in *struct {
	PrivacyPath
	edge.Keyed
}) (*edge.Answer[PrivacyRequest], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (PrivacyRequest, error) {
		asked, err := h.Reader.Privacy.Get(ctx, tx, edge.As[privacy.ID](in.Request))
		if err != nil {
			return PrivacyRequest{}, err
		}
		r, err := h.Reader.Privacy.Withdraw(ctx, tx, asked.Member, asked.ID, edge.From(ctx).Principal.String())
		if err != nil {
			return PrivacyRequest{}, err
		}
		return h.notedPrivacy(ctx, tx, "privacy.withdrawn", r)
	})
}

// notedPrivacy writes into the member's trail what was done, and shows it.
func (h *handlers) notedPrivacy(ctx context.Context, tx postgres.Tx, action string, r privacy.Request) (PrivacyRequest, error) {
	c := edge.From(ctx)
	err := h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: action, Subject: staff.Subject{Kind: "member", ID: string(edge.IDOf(r.Member))},
		After: map[string]any{"request": edge.IDOf(r.ID), "kind": r.Kind, "status": r.Status}, Address: c.Address})
	if err != nil {
		return PrivacyRequest{}, err
	}
	shown, err := h.shownPrivacy(ctx, tx, r)
	if err != nil {
		return PrivacyRequest{}, err
	}
	return shown[0], nil
}

func (h *handlers) shownPrivacy(ctx context.Context, q postgres.Querier, list ...privacy.Request) ([]PrivacyRequest, error) {
	var people []string
	var ids []member.ID
	for _, r := range list {
		people, ids = append(people, r.AskedBy, r.AnsweredBy), append(ids, r.Member)
	}
	doer, err := h.Reader.Doers(ctx, q, people...)
	if err != nil {
		return nil, err
	}
	members, err := h.Reader.Members.ByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	now := h.Clock.Now()
	shown := edge.Each(list, func(r privacy.Request) PrivacyRequest {
		return PrivacyRequest{MemberRequest: view.MemberRequestOf(r, now), Member: PrivacyMember{ID: edge.IDOf(r.Member), Number: members[r.Member].Number},
			AskedBy: staffOnly(doer, r.AskedBy), AnsweredBy: staffOnly(doer, r.AnsweredBy)}
	})
	return shown, h.Reader.Payouts(ctx, q, list, func(i int) *view.MemberRequest { return &shown[i].MemberRequest })
}

// copyMember writes the receipt and the trail before the first byte leaves.
func (h *handlers) copyMember(ctx context.Context, in *struct {
	MemberPath
	Body CopyReason
}) (*fileReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	var copies []*view.Copy
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		r, err := h.Reader.Privacy.Ask(ctx, tx, privacy.Asking{Member: m.ID, Kind: privacy.Copy, Via: member.Via(in.Body.Via), By: c.Principal.String()})
		if err != nil {
			return err
		}
		if copies, err = h.Reader.CopiesOf(ctx, tx, c.Language, m); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "member.copied", Subject: staff.Subject{Kind: "member", ID: string(edge.IDOf(m.ID))},
			After: map[string]any{"request": edge.IDOf(r.ID)}, Reason: i18n.Clean(in.Body.Reason, 200), Address: c.Address})
	})
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	if err := view.WriteCopy(&file, h.Clock.Now(), copies...); err != nil {
		return nil, err
	}
	return &fileReply{Body: func(answer http.ResponseWriter) { edge.SendFile(answer, "application/zip", "copy.zip", file.Bytes()) }}, nil
}

func (h *handlers) listDecisions(ctx context.Context, in *MemberPath) (*decisionsReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Decisions(ctx, h.DB, edge.From(ctx).Language, m)
	return &decisionsReply{edge.PageOf(list, "")}, err
}
