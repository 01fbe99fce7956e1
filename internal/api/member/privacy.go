package member

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/privacy"
)

// MyLoss is what ends when the membership ends.
type MyLoss struct {
	Text string `json:"text" doc:"In a sentence" zh:"说明" example:"points：可用 120、待生效 0 作废。"`
	Bar  string `json:"bar" enum:",owed,open" doc:"Empty: it ends. owed: your own money; open: must end first" zh:"空：随之作废；owed：您的本金；open：须先结束" example:""`
}

// MyPrivacy is what a member asked for by right, and what leaving would end.
type MyPrivacy struct {
	Requests  []view.MemberRequest `json:"requests" nullable:"false" doc:"What I asked for, the latest first" zh:"我提出的请求，新的在前"`
	Profiled  bool                 `json:"profiled" doc:"Whether anything is reckoned of me" zh:"是否对我画像" example:"true"`
	GraceDays int                  `json:"grace_days" doc:"Days in which who leaves may come back" zh:"退会冷静期（天）" example:"15"`
	Losses    []MyLoss             `json:"losses" nullable:"false" doc:"What ends with the membership" zh:"退会后失效的内容"`

	Restriction edge.Maybe[view.Restriction] `json:"restriction" doc:"The restriction in force; null: there is none" zh:"生效中的限制处理；null 为无"`
}

// MyRequest asks for something by right.
type MyRequest struct {
	Kind  string `json:"kind" enum:"correct,erase,restrict,unprofiled,object,leave" doc:"What is asked for" zh:"事项" example:"leave"`
	Money string `json:"money,omitempty" enum:",refund,waive" doc:"Of leaving and erasing: what becomes of my stored principal" zh:"退会与清除：储值本金的处理" example:"refund"`
	About string `json:"about,omitempty" enum:",tier,class,price,coupon,label" doc:"Of an objection: to which decision" zh:"异议所针对的决定" example:"class"`
	Note  string `json:"note,omitempty" maxLength:"500" doc:"What exactly" zh:"说明" example:"生日有误"`
}

// MyRequestPath names a request in a path.
type MyRequestPath struct {
	ID edge.ID `path:"id" doc:"Number of the receipt" zh:"回执编号"`
}

func (h *handlers) privacy(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-my-privacy", Method: "GET", Path: "/me/privacy", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的个人信息请求，及退会的影响", English: "What I asked for by right, and what leaving would end"},
		Errors:  []*errs.Error{member.ErrMergedAway, member.ErrErased},
	}, h.getPrivacy)
	edge.Register(e, edge.Operation{
		ID: "ask-by-right", Method: "POST", Path: "/me/privacy/requests", Tag: tag, Permission: edge.AsMember, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "提出请求：更正、清除、限制处理、不做画像、人工复核、退会", English: "Ask for correction, erasure, restriction, not to be profiled, that a person look, or to leave"},
		Errors:  []*errs.Error{privacy.ErrInvalid, privacy.ErrAsked, privacy.ErrNotActive, member.ErrOwed, member.ErrRestricted},
	}, h.askByRight)
	edge.Register(e, edge.Operation{
		ID: "lift-my-restriction", Method: "POST", Path: "/me/privacy/restriction/lift", Tag: tag, Permission: edge.AsMember, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "解除对我的限制处理，立即生效", English: "End the restriction of my data, at once"},
		Errors:  []*errs.Error{member.ErrNotActive, member.ErrNotRestricted},
	}, h.liftRestriction)
	edge.Register(e, edge.Operation{
		ID: "take-my-request-back", Method: "POST", Path: "/me/privacy/requests/{id}/withdraw", Tag: tag, Permission: edge.AsMember, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "撤回请求（冷静期内取消退会）", English: "Take a request back; who was leaving stays"},
		Errors:  []*errs.Error{privacy.ErrNoRequest, privacy.ErrAnswered},
	}, h.takeRequestBack)
	edge.Register(e, edge.Operation{
		ID: "copy-me", Method: "POST", Path: "/me/privacy/copy", Tag: tag, Permission: edge.AsMember, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "下载我的个人信息副本（ZIP）", English: "My own copy, as a ZIP"},
		Errors:  []*errs.Error{privacy.ErrNotActive, edge.ErrRateLimited},
		Answer: &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{
			"application/zip": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}},
	}, h.copyMe)
	edge.Register(e, edge.Operation{
		ID: "list-my-decisions", Method: "GET", Path: "/me/privacy/decisions", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "关于我的自动化决定及其依据", English: "What rules alone decided about me, and by what"},
	}, h.listMyDecisions)
}

// shownRequests bounds the list of one member's requests.
const shownRequests = 100

func (h *handlers) getPrivacy(ctx context.Context, _ *struct{}) (*struct{ Body MyPrivacy }, error) {
	c := edge.From(ctx)
	id := c.Member.Member.ID
	list, err := h.Reader.Privacy.List(ctx, h.DB, privacy.Filter{Member: id}, 0, shownRequests)
	if err != nil {
		return nil, err
	}
	policy, err := h.Reader.Privacy.Policy(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	var losses []member.Loss
	err = h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		losses, err = h.Members.PreviewErase(ctx, tx, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	held, err := h.Members.Restricted(ctx, h.DB, id)
	if err != nil {
		return nil, err
	}
	refused, err := h.Members.Unprofiled(ctx, h.DB, id)
	if err != nil {
		return nil, err
	}
	var restriction edge.Maybe[view.Restriction]
	if r, ok := held[id]; ok {
		restriction = edge.Some(view.RestrictionOf(r, privacy.ByMember))
	}
	now := h.Clock.Now()
	requests := edge.Each(list, func(r privacy.Request) view.MemberRequest { return view.MemberRequestOf(r, now) })
	if err := h.Reader.Payouts(ctx, h.DB, list, func(i int) *view.MemberRequest { return &requests[i] }); err != nil {
		return nil, err
	}
	return &struct{ Body MyPrivacy }{MyPrivacy{
		Requests:  requests,
		GraceDays: policy.GraceDays, Profiled: !refused[id], Restriction: restriction,
		Losses: edge.Each(losses, func(l member.Loss) MyLoss {
			var params []errs.Param
			for name, value := range l.Params {
				params = append(params, errs.Param{Name: name, Value: value})
			}
			code := l.Code
			if mine := code + ".mine"; messages.Has(c.Language, mine) { // said to himself, and not to staff
				code = mine
			}
			return MyLoss{messages.Text(c.Language, code, params...), string(l.Bar)}
		}),
	}}, nil
}

func (h *handlers) askByRight(ctx context.Context, in *struct {
	edge.Keyed
	Body MyRequest
}) (*edge.Answer[view.MemberRequest], error) {
	c, b := edge.From(ctx), in.Body
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (view.MemberRequest, error) {
		r, err := h.Reader.Privacy.Ask(ctx, tx, privacy.Asking{Member: c.Member.Member.ID, Kind: privacy.Kind(b.Kind), Via: member.ViaMemberCentre,
			Money: privacy.Money(b.Money), About: privacy.Decision(b.About), Note: b.Note, By: privacy.ByMember, Address: c.Address})
		return view.MemberRequestOf(r, h.Clock.Now()), err
	})
}

func (h *handlers) takeRequestBack(ctx context.Context, in *struct {
	MyRequestPath
	edge.Keyed
}) (*edge.Answer[view.MemberRequest], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (view.MemberRequest, error) {
		r, err := h.Reader.Privacy.Withdraw(ctx, tx, edge.From(ctx).Member.Member.ID, edge.As[privacy.ID](in.ID), privacy.ByMember)
		return view.MemberRequestOf(r, h.Clock.Now()), err
	})
}

func (h *handlers) liftRestriction(ctx context.Context, in *edge.Keyed) (*edge.Answer[view.Restriction], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (view.Restriction, error) {
		r, err := h.Reader.Privacy.LiftRestriction(ctx, tx, edge.From(ctx).Member.Member.ID, privacy.ByMember, "")
		return view.RestrictionOf(r, privacy.ByMember), err
	})
}

func (h *handlers) copyMe(ctx context.Context, _ *struct{}) (*struct{ Body func(http.ResponseWriter) }, error) {
	c := edge.From(ctx)
	m := c.Member.Member
	if err := h.copies.Take(string(edge.IDOf(m.ID))); err != nil {
		return nil, err
	}
	var copies []*view.Copy
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		_, err := h.Reader.Privacy.Ask(ctx, tx, privacy.Asking{Member: m.ID, Kind: privacy.Copy, Via: member.ViaMemberCentre, By: privacy.ByMember})
		if err != nil {
			return err
		}
		copies, err = h.Reader.CopiesOf(ctx, tx, c.Language, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	if err := view.WriteCopy(&file, h.Clock.Now(), copies...); err != nil {
		return nil, err
	}
	return &struct{ Body func(http.ResponseWriter) }{func(answer http.ResponseWriter) { edge.SendFile(answer, "application/zip", "copy.zip", file.Bytes()) }}, nil
}

func (h *handlers) listMyDecisions(ctx context.Context, _ *struct{}) (*struct{ Body edge.Page[view.Decision] }, error) {
	c := edge.From(ctx)
	list, err := h.Reader.Decisions(ctx, h.DB, c.Language, c.Member.Member)
	return &struct{ Body edge.Page[view.Decision] }{edge.PageOf(list, "")}, err
}
