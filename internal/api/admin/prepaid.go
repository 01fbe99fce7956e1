package admin

import (
	"context"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
	"habitue/internal/staff"
)

// NewPrepaidRefund is principal that a member wants back.
type NewPrepaidRefund struct {
	Amount  edge.Minor `json:"amount,omitempty" minimum:"0" doc:"How much; 0: all that can be paid out, and the card is closed" zh:"退还金额；0 为退卡，全部可退金额"`
	TopUpID edge.ID    `json:"top_up_id,omitempty" doc:"An unused top-up that is taken back whole; absent: of the card as it stands" zh:"整笔撤回的未使用充值；缺省为按卡内余额"`
	Reason  string     `json:"reason" minLength:"1" maxLength:"200" doc:"Why" zh:"原因" example:"搬家"`

	Method    string `json:"method,omitempty" maxLength:"64" doc:"Way in which staff pay out what an earlier system knew; needed where the trial says opened" zh:"期初本金的人工退款方式；试算的 opened 不为 0 时必填" example:"cash"`
	Reference string `json:"reference,omitempty" maxLength:"64" doc:"Number of the slip or transfer that proves it: letters, digits, . _ / # -" zh:"凭证或转账单号：字母、数字与 . _ / # -" example:"T20260105-17"`
}

type (
	prepaidReply  struct{ Body view.PrepaidCard }
	topUpsReply   struct{ Body edge.Page[view.TopUp] }
	prepaidRefund struct {
		MemberPath
		edge.Keyed
		DryRun bool `query:"dry_run" doc:"Say what it would come to, and do nothing" zh:"只试算，不执行"`
		Body   NewPrepaidRefund
	}
)

const topUpCursor = "top_up"

func (h *handlers) prepaidCards(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-top-ups", Method: "GET", Path: "/prepaid/top-ups", Tag: "prepaid", Permission: staff.PrepaidRead,
		Summary: edge.Words{Chinese: "充值记录", English: "List top-ups"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listTopUps)
	edge.Register(e, edge.Operation{
		ID: "get-member-prepaid", Method: "GET", Path: "/members/{id}/prepaid", Tag: "prepaid", Permission: staff.PrepaidRead,
		Summary: edge.Words{Chinese: "会员的储值", English: "A member's stored value"},
		Errors:  memberErrors,
	}, h.getMemberPrepaid)
	edge.Register(e, edge.Operation{
		ID: "refund-member-prepaid", Method: "POST", Path: "/members/{id}/prepaid/refunds", Tag: "prepaid", Permission: staff.PrepaidRefund, Status: 201,
		Summary: edge.Words{Chinese: "储值退款或退卡", English: "Pay stored value out, or close the card"},
		Description: edge.Words{Chinese: "本金原路退回，最近一笔充值先退；由旧系统带入的本金最后退，由员工付出并记下方式与凭证号；赠送金按同比例收回，退卡时全部收回。",
			English: "Principal goes back to where it came from, the latest top-up first; what an earlier system knew comes last, is paid out by staff, and wants the way and the number that proves it. As large a share of the bonus goes with it; all of it when the card is closed."},
		Errors: append([]*errs.Error{prepaid.ErrInvalid, prepaid.ErrTooMuch, prepaid.ErrUsed, prepaid.ErrHeld, prepaid.ErrNoTopUp, prepaid.ErrNeedsPayout, payment.ErrNoMethod, idempotency.ErrBodyDiffers}, memberErrors...),
	}, h.refundMemberPrepaid)
}

func (h *handlers) listTopUps(ctx context.Context, in *struct {
	edge.Paging
	State string `query:"state" enum:"open,paid,cancelled,expired" doc:"Only those" zh:"状态"`
}) (*topUpsReply, error) {
	position, err := edge.Position(topUpCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	f := prepaid.Filter{State: prepaid.State(in.State), Scope: edge.From(ctx).Scope()}
	if position != nil {
		f.Before = prepaid.Place{At: time.UnixMicro(position[0]).UTC(), ID: prepaid.ID(position[1])}
	}
	list, err := h.Reader.Prepaid.List(ctx, h.DB, f, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(t prepaid.TopUp) string {
		return edge.Cursor(topUpCursor, t.OpenedAt.UnixMicro(), int64(t.ID))
	})
	return &topUpsReply{Body: edge.PageOf(edge.Each(list, func(t prepaid.TopUp) view.TopUp { return view.TopUpOf(t, nil) }), next)}, nil
}

func (h *handlers) getMemberPrepaid(ctx context.Context, in *MemberPath) (*prepaidReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	card, err := h.Reader.Prepaid.Card(ctx, h.DB, m.ID, "")
	if err != nil {
		return nil, err
	}
	refunds, err := h.Reader.Prepaid.Refunds(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	gifts, err := h.Reader.Prepaid.Gifts(ctx, h.DB, m.ID)
	return &prepaidReply{view.PrepaidCardOf(card, refunds, gifts)}, err
}

func (h *handlers) refundMemberPrepaid(ctx context.Context, in *prepaidRefund) (*edge.Answer[view.PrepaidRefunded], error) {
	if in.Key == "" && !in.DryRun {
		return nil, edge.ErrRequest.Field("Idempotency-Key", "http.required")
	}
	refund := prepaid.Refunding{Member: edge.As[member.ID](in.ID), Amount: int64(in.Body.Amount), TopUp: edge.As[prepaid.ID](in.Body.TopUpID),
		Key: in.Key, Reason: in.Body.Reason,
		Payout: prepaid.Payout{Method: in.Body.Method, Reference: strings.TrimSpace(in.Body.Reference)}, Act: actOf(ctx, in.Body.Reason)}
	refund.Close = refund.Amount == 0 && refund.TopUp == 0
	language := edge.From(ctx).Language
	if in.DryRun {
		tried, err := h.Reader.Prepaid.TryRefund(ctx, refund)
		if err != nil {
			return nil, err
		}
		shown, err := h.Reader.PrepaidRefunded(ctx, h.DB, tried, true, language)
		if err != nil {
			return nil, err
		}
		return edge.AnswerOf(200, shown)
	}
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (shown view.PrepaidRefunded, err error) {
		done, err := h.Reader.Prepaid.Refund(ctx, tx, refund)
		if err != nil {
			return shown, err
		}
		return h.Reader.PrepaidRefunded(ctx, tx, done, false, language)
	})
}
