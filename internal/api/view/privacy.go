package view

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/privacy"
)

// MemberRequest is what a member asked for by right. Its id is the number of the receipt.
type MemberRequest struct {
	ID         edge.ID    `json:"id" doc:"Number of the receipt" zh:"回执编号"`
	Kind       string     `json:"kind" enum:"copy,correct,erase,restrict,unprofiled,explain,object,leave" doc:"What was asked for" zh:"事项" example:"copy"`
	Status     string     `json:"status" enum:"open,done,refused,withdrawn" doc:"How far it is" zh:"状态" example:"done"`
	Via        string     `json:"via" enum:"member_centre,counter,telephone,paper,message" doc:"How it reached us" zh:"途径" example:"member_centre"`
	About      string     `json:"about" enum:",tier,class,price,coupon,label" doc:"Of an objection: to which decision" zh:"异议所针对的决定" example:"class"`
	Money      string     `json:"money" enum:",refund,waive" doc:"What becomes of principal: paid out first, or waived" zh:"储值本金：先退还或放弃" example:""`
	AskedAt    edge.Time  `json:"asked_at" doc:"When it was asked" zh:"提出时间" example:"2026-09-12T04:20:00Z"`
	DueAt      edge.Time  `json:"due_at" doc:"Until when it is to be answered; of leaving: when the membership ends" zh:"答复期限；退会为生效时间" example:"2026-10-05T16:00:00Z"`
	Overdue    bool       `json:"overdue" doc:"It should have been answered" zh:"是否逾期" example:"false"`
	AnsweredAt *edge.Time `json:"answered_at" doc:"When it was answered" zh:"答复时间" example:"2026-09-12T04:20:00Z"`
	Note       *string    `json:"note" doc:"In the member's words; gone once he is erased" zh:"会员的说明；清除后不再保留" example:"姓名有误"`
	Answer     *string    `json:"answer" doc:"What was done, or why it is refused" zh:"处理结果或拒绝原因" example:"已更正"`

	Payout edge.Maybe[Payout] `json:"payout" doc:"Of open requests whose principal is to be paid out first: how far that is; null: of others" zh:"须先退还储值本金的未结请求：退款进度；null 为其他"`
}

// Payout is how far principal is paid out before a membership ends.
type Payout struct {
	Currency string     `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Due      edge.Minor `json:"due" doc:"What is still to be paid out" zh:"待退金额"`
	Paid     edge.Minor `json:"paid" doc:"What was paid out since it was asked" zh:"提出后已退金额"`
}

// Payouts adds to shown requests, which stand in the order of list, how far the money is.
func (r *Reader) Payouts(ctx context.Context, q postgres.Querier, list []privacy.Request, shown func(i int) *MemberRequest) error {
	for i, asked := range list {
		if asked.Status != privacy.Open || asked.Money != privacy.PayOut {
			continue
		}
		card, err := r.Prepaid.Card(ctx, q, asked.Member, "")
		if err != nil {
			return err
		}
		done, err := r.Prepaid.Refunds(ctx, q, asked.Member)
		if err != nil {
			return err
		}
		p := Payout{Currency: card.Currency, Due: edge.Minor(card.Refundable())}
		for _, one := range done {
			if !one.At.Before(asked.AskedAt) {
				p.Paid += edge.Minor(one.Money)
			}
		}
		shown(i).Payout = edge.Some(p)
	}
	return nil
}

// MemberRequestOf shows a request.
func MemberRequestOf(r privacy.Request, now time.Time) MemberRequest {
	shown := MemberRequest{ID: edge.IDOf(r.ID), Kind: string(r.Kind), Status: string(r.Status), Via: string(r.Via), Money: string(r.Money), About: string(r.About),
		AskedAt: edge.At(r.AskedAt), DueAt: edge.At(r.DueAt), Overdue: r.Overdue(now), Note: edge.OrNull(r.Note), Answer: edge.OrNull(r.Answer)}
	if !r.AnsweredAt.IsZero() {
		at := edge.At(r.AnsweredAt)
		shown.AnsweredAt = &at
	}
	return shown
}

// CopiesOf are what is known of a member, for the files of a copy: once in the words of
// the reader, and once in the other language.
func (r *Reader) CopiesOf(ctx context.Context, q postgres.Querier, l messages.Language, m member.Member) ([]*Copy, error) {
	var copies []*Copy
	for _, in := range []messages.Language{l, other(l)} {
		c, err := r.MemberCopy(ctx, q, in, m)
		if err != nil {
			return nil, err
		}
		copies = append(copies, c)
	}
	return copies, nil
}

func other(l messages.Language) messages.Language {
	if l == messages.Chinese {
		return messages.English
	}
	return messages.Chinese
}
