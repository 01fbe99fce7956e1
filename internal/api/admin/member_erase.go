package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// MemberLoss is one thing that ends with a member, or stands in the way.
type MemberLoss struct {
	Code string `json:"code" doc:"What it is" zh:"代码" example:"ledger.erase.lapses"`
	Text string `json:"text" doc:"In a sentence of the reader's language" zh:"说明（读者的语言）" example:"points：可用 120、待生效 0 作废。"`
	Bar  string `json:"bar" enum:",owed,open" doc:"Empty: it goes. owed: the member's own money, to be paid out first or waived. open: under way, must end first" zh:"空：随之作废；owed：本金须先退还或放弃；open：未结束的业务，须先结束" example:""`
}

// MemberErasing asks for a member to be erased.
type MemberErasing struct {
	Reason string `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the trail, so no personal data" zh:"原因，记入审计；请勿写个人信息" example:"会员书面要求，编号 PR-0012"`
	Waive  bool   `json:"waive,omitempty" doc:"The member waives what he paid in and has not spent" zh:"会员书面放弃未用完的储值本金" example:"false"`
}

// MemberErased says that a member was erased.
type MemberErased struct {
	ID       edge.ID   `json:"id" doc:"Id of the member; it stays as a pseudonym" zh:"会员编号，作为化名保留"`
	With     []edge.ID `json:"with" nullable:"false" doc:"Members who had been merged into this one" zh:"曾并入的会员"`
	ErasedAt edge.Time `json:"erased_at" doc:"When" zh:"清除时间" example:"2026-09-12T01:00:00Z"`
	Waived   bool      `json:"waived" doc:"Principal was waived" zh:"是否放弃储值本金" example:"false"`
}

type lossesReply struct{ Body edge.Page[MemberLoss] }

func (h *handlers) memberErasing(e *edge.Edge) {
	errors := []*errs.Error{member.ErrUnknown, member.ErrErased, member.ErrMergedAway}
	edge.Register(e, edge.Operation{
		ID: "preview-erase-member", Method: "POST", Path: "/members/{id}/erase/preview", Tag: "member", Permission: staff.MemberErase,
		Summary: edge.Words{Chinese: "预览清除会员个人信息", English: "Say what erasing a member would end, and what stands in its way"},
		Errors:  errors,
	}, h.previewErase)
	edge.Register(e, edge.Operation{
		ID: "erase-member", Method: "POST", Path: "/members/{id}/erase", Tag: "member", Permission: staff.MemberErase, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "清除会员个人信息（销毁密钥，不可撤销）", English: "Erase a member by destroying his key; it cannot be undone"},
		Description: edge.Words{Chinese: "销毁该会员及曾并入会员的密钥；身份、标签、登录与备注清除，积分与优惠券作废，订单与账目以化名保留。储值本金须先退还，除非会员放弃。仅限员工本人，密钥不可用。",
			English: "The keys of the member and of whoever was merged into him are destroyed; identities, labels, sign-ins and notes go, points and coupons lapse, orders and postings stay under a pseudonym. Principal of stored value is paid out first unless the member waives it. For people: keys are refused."},
		Errors: append([]*errs.Error{member.ErrOwed, member.ErrUnfinished, staff.ErrPeopleOnly}, errors...),
	}, h.eraseMember)
}

func (h *handlers) previewErase(ctx context.Context, in *MemberPath) (*lossesReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	var losses []member.Loss
	err = h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		losses, err = h.Reader.Members.PreviewErase(ctx, tx, m.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &lossesReply{Body: edge.PageOf(shownLosses(ctx, losses), "")}, nil
}

func shownLosses(ctx context.Context, losses []member.Loss) []MemberLoss {
	return edge.Each(losses, func(l member.Loss) MemberLoss {
		return MemberLoss{Code: l.Code, Text: effectText(edge.From(ctx).Language, l.Effect), Bar: string(l.Bar)}
	})
}

// effectText is an effect as a sentence.
func effectText(language messages.Language, e member.Effect) string {
	params := make([]errs.Param, 0, len(e.Params))
	for name, value := range e.Params {
		params = append(params, errs.Param{Name: name, Value: value})
	}
	return messages.Text(language, e.Code, params...)
}

func (h *handlers) eraseMember(ctx context.Context, in *struct {
	MemberPath
	edge.Keyed
	Body MemberErasing
}) (*edge.Answer[MemberErased], error) {
	by, err := person(ctx)
	if err != nil {
		return nil, err
	}
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (MemberErased, error) {
		made, err := h.Reader.Members.Erase(ctx, tx, member.Erasing{Member: edge.As[member.ID](in.ID), Waive: in.Body.Waive, Staff: by, Cause: member.CauseAsked})
		if err != nil {
			return MemberErased{}, err
		}
		return shownErasure(made), h.noteErasure(ctx, tx, made, i18n.Clean(in.Body.Reason, 200))
	})
}

// noteErasure writes down who erased whom. It comes after what was blanked.
func (h *handlers) noteErasure(ctx context.Context, tx postgres.Tx, made member.Erasure, reason string) error {
	c := edge.From(ctx)
	return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "member.erased", Subject: staff.Subject{Kind: "member", ID: string(edge.IDOf(made.Member))},
		After: map[string]any{"with": edge.Each(made.Kin, edge.IDOf[member.ID]), "waived": made.Waived}, Reason: reason, Address: c.Address})
}

func shownErasure(e member.Erasure) MemberErased {
	return MemberErased{ID: edge.IDOf(e.Member), With: edge.Each(e.Kin, edge.IDOf[member.ID]), ErasedAt: edge.At(e.At), Waived: e.Waived}
}
