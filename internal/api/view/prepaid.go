package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/coupon"
	"habitue/internal/payment"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
)

// TopUp is stored value that is sold.
type TopUp struct {
	ID        edge.ID          `json:"id" doc:"Id" zh:"充值编号" example:"73014444121"`
	MemberID  edge.ID          `json:"member_id" doc:"Whose it is" zh:"会员编号"`
	State     string           `json:"state" enum:"open,paid,cancelled,expired" doc:"Where it is in its life" zh:"状态" example:"paid"`
	Currency  string           `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Principal edge.Minor       `json:"principal" doc:"Its price, which becomes principal" zh:"售价，即本金"`
	Bonus     edge.Minor       `json:"bonus" doc:"What goes with it" zh:"赠送金"`
	Refunded  edge.Minor       `json:"refunded" doc:"Of its price, what was given back" zh:"已退本金"`
	Draw      string           `json:"draw" enum:"pro_rata,principal_first,bonus_first" doc:"Out of what it is drawn, as it was sold" zh:"扣用方式（按售出时）" example:"pro_rata"`
	Rule      int              `json:"rule" doc:"Version of the rule that it was sold by" zh:"售出时的规则版本" example:"3"`
	Coupons   int              `json:"coupons" doc:"How many coupons go with it" zh:"随赠券数" example:"2"`
	Missing   *string          `json:"missing" doc:"Code of why coupons of it could not be given; null: nothing is missing" zh:"随赠券未能发放的原因代码；null 为无"`
	Till      *string          `json:"till" doc:"Till" zh:"收银台"`
	Cashier   *string          `json:"cashier" doc:"Cashier" zh:"收银员"`
	OpenedAt  edge.Time        `json:"opened_at" doc:"When it was agreed on" zh:"提交时间"`
	ExpiresAt edge.Time        `json:"expires_at" doc:"When it ends by itself, if it is not paid" zh:"超时时间"`
	EndedAt   *edge.Time       `json:"ended_at" doc:"When it was paid, or ended" zh:"支付或结束时间"`
	CoolsAt   *edge.Time       `json:"cools_until" doc:"Until when whoever sells may take it back unused" zh:"冷静期截止"`
	Charges   []CheckoutCharge `json:"charges" doc:"How it is paid; empty in lists" zh:"付款；列表中为空"`
}

// TopUpOf shows a top-up with its charges.
func TopUpOf(t prepaid.TopUp, charges []payment.Charge) TopUp {
	shown := TopUp{
		ID: edge.IDOf(t.ID), MemberID: edge.IDOf(t.Member), State: string(t.State), Currency: t.Currency, Principal: edge.Minor(t.Principal),
		Bonus: edge.Minor(t.Bonus), Refunded: edge.Minor(t.Refunded), Draw: string(t.Terms.Draw), Rule: t.Terms.Version,
		Missing: postgres.Optional(t.Missing), Till: postgres.Optional(t.Till), Cashier: postgres.Optional(t.Cashier),
		OpenedAt: edge.At(t.OpenedAt), ExpiresAt: edge.At(t.ExpiresAt), EndedAt: edge.AtUnlessZero(t.EndedAt),
		Charges: edge.Each(charges, chargeOfCheckout),
	}
	for _, c := range t.Terms.Tier.Coupons {
		shown.Coupons += c.Quantity
	}
	if t.State == prepaid.Paid {
		shown.CoolsAt = edge.AtUnlessZero(t.CoolsUntil())
	}
	return shown
}

// PrepaidCard is a member's stored value.
type PrepaidCard struct {
	MemberID   edge.ID         `json:"member_id" doc:"Whose it is" zh:"会员编号"`
	Currency   string          `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Draw       *string         `json:"draw" enum:"pro_rata,principal_first,bonus_first" doc:"Out of what it is drawn; null: nothing was sold yet" zh:"扣用方式；null 为尚未售出"`
	Principal  edge.Minor      `json:"principal" doc:"Principal that can be spent" zh:"可用本金"`
	Bonus      edge.Minor      `json:"bonus" doc:"Bonus that can be spent" zh:"可用赠送金"`
	Held       edge.Minor      `json:"held" doc:"Set aside for checkouts" zh:"结账预占"`
	Received   edge.Minor      `json:"received" doc:"Principal that others gave: it is spent last and never paid out" zh:"他人转赠的本金：最后使用，不可退现"`
	Opened     edge.Minor      `json:"opened" doc:"Principal that an earlier system knew and that was not paid out; of it, what is left on the card can be" zh:"由旧系统带入且未退还的本金；尚在卡上的部分可退"`
	Refundable edge.Minor      `json:"refundable" doc:"What can be paid out" zh:"可退金额"`
	TopUps     []TopUp         `json:"top_ups" doc:"What was sold and paid, the latest first" zh:"充值记录（先新后旧）"`
	Refunds    []PrepaidRefund `json:"refunds" doc:"What was paid out, the latest first" zh:"退款记录（先新后旧）"`
	Gifts      []PrepaidGift   `json:"gifts" doc:"What was given to others, the latest first" zh:"转赠记录（先新后旧）"`
}

// PrepaidCardOf shows a card.
func PrepaidCardOf(c prepaid.Card, refunds []prepaid.Refund, gifts []prepaid.Gift) PrepaidCard {
	shown := PrepaidCard{
		MemberID: edge.IDOf(c.Member), Currency: c.Currency, Draw: postgres.Optional(string(c.Draw)), Principal: edge.Minor(c.Principal.Available),
		Bonus: edge.Minor(c.Bonus.Available), Held: edge.Minor(c.Principal.Held + c.Bonus.Held), Received: edge.Minor(c.Received.Principal),
		Opened: edge.Minor(c.Opened), Refundable: edge.Minor(c.Refundable()), TopUps: []TopUp{}, Refunds: edge.Each(refunds, PrepaidRefundOf), Gifts: edge.Each(gifts, PrepaidGiftOf),
	}
	for i := range c.TopUps {
		shown.TopUps = append(shown.TopUps, TopUpOf(c.TopUps[len(c.TopUps)-1-i], nil))
	}
	return shown
}

// PrepaidRefund is principal that was paid out.
type PrepaidRefund struct {
	ID      edge.ID    `json:"id" doc:"Id" zh:"退款编号"`
	Money   edge.Minor `json:"money" doc:"What was paid out" zh:"退还金额"`
	Bonus   edge.Minor `json:"bonus" doc:"Bonus that went with it" zh:"收回赠送金"`
	Closing bool       `json:"closing" doc:"The card was closed with it" zh:"是否为退卡"`
	Reason  string     `json:"reason" doc:"Why" zh:"原因" example:"搬家"`
	At      edge.Time  `json:"at" doc:"When" zh:"时间"`

	Opened    edge.Minor `json:"opened" doc:"Of the money: what an earlier system knew" zh:"其中由旧系统带入的本金"`
	Method    *string    `json:"method" doc:"How that was paid out" zh:"该部分的退款方式" example:"cash"`
	Reference *string    `json:"reference" doc:"The number that proves it" zh:"凭证号" example:"T20260105-17"`
}

// PrepaidRefundOf shows a refund.
func PrepaidRefundOf(r prepaid.Refund) PrepaidRefund {
	return PrepaidRefund{ID: edge.IDOf(r.ID), Money: edge.Minor(r.Money), Bonus: edge.Minor(r.Bonus), Closing: r.Closing, Reason: r.Reason, At: edge.At(r.At),
		Opened: edge.Minor(r.Opened), Method: postgres.Optional(r.Payout.Method), Reference: postgres.Optional(r.Payout.Reference)}
}

// PrepaidRefunded is what a refund comes to.
type PrepaidRefunded struct {
	ID            edge.Maybe[edge.ID] `json:"id" doc:"Id of the refund; null: it was only tried" zh:"退款编号；null 为试算"`
	Money         edge.Minor          `json:"money" doc:"What is paid out" zh:"退还金额"`
	Bonus         edge.Minor          `json:"bonus" doc:"Bonus that goes with it" zh:"收回赠送金"`
	PrincipalLeft edge.Minor          `json:"principal_left" doc:"Principal that stays" zh:"剩余本金"`
	BonusLeft     edge.Minor          `json:"bonus_left" doc:"Bonus that stays" zh:"剩余赠送金"`
	Coupons       []string            `json:"coupons" doc:"Coupons that are taken back, by the name of their template" zh:"收回的券"`
	Opened        edge.Minor          `json:"opened" doc:"Of the money: what an earlier system knew, paid out by staff" zh:"其中由旧系统带入、由员工付出的本金"`
	Sources       []PrepaidSource     `json:"sources" doc:"Where the money goes" zh:"退回的付款方式"`
}

// PrepaidRefunded shows what a refund comes to.
func (r *Reader) PrepaidRefunded(ctx context.Context, q postgres.Querier, done prepaid.Refunded, tried bool, language messages.Language) (PrepaidRefunded, error) {
	var ids []coupon.TemplateID
	for _, c := range done.Coupons {
		ids = append(ids, c.Template)
	}
	templates, err := r.CouponService.TemplatesByIDs(ctx, q, ids...)
	return prepaidRefundedOf(done, tried, templates, language), err
}

// PrepaidSource is so much by one method.
type PrepaidSource struct {
	TopUpID edge.ID    `json:"top_up_id" doc:"The top-up that was paid so" zh:"对应充值编号"`
	Method  string     `json:"method" doc:"Code of the method" zh:"支付方式代码" example:"cash"`
	Amount  edge.Minor `json:"amount" doc:"How much" zh:"金额（分）"`
}

func prepaidRefundedOf(r prepaid.Refunded, tried bool, names map[coupon.TemplateID]coupon.Template, language messages.Language) PrepaidRefunded {
	shown := PrepaidRefunded{
		Money: edge.Minor(r.Money), Bonus: edge.Minor(r.Bonus), Opened: edge.Minor(r.Opened), PrincipalLeft: edge.Minor(r.PrincipalLeft), BonusLeft: edge.Minor(r.BonusLeft),
		Coupons: edge.Each(r.Coupons, func(c coupon.Coupon) string { return names[c.Template].Terms.Name.In(string(language)) }),
		Sources: edge.Each(r.Sources, func(s prepaid.Source) PrepaidSource {
			return PrepaidSource{TopUpID: edge.IDOf(s.TopUp), Method: s.Method, Amount: edge.Minor(s.Amount)}
		}),
	}
	if !tried {
		shown.ID = edge.Some(edge.IDOf(r.ID))
	}
	return shown
}

// PrepaidGift is stored value that a member gave to another.
type PrepaidGift struct {
	ID        edge.ID    `json:"id" doc:"Id" zh:"转赠编号"`
	From      edge.ID    `json:"from_member_id" doc:"Who gave" zh:"转出会员"`
	To        edge.ID    `json:"to_member_id" doc:"Who got" zh:"转入会员"`
	Principal edge.Minor `json:"principal" doc:"Principal" zh:"本金"`
	Bonus     edge.Minor `json:"bonus" doc:"Bonus" zh:"赠送金"`
	At        edge.Time  `json:"at" doc:"When" zh:"时间"`
}

// PrepaidGiftOf shows a gift.
func PrepaidGiftOf(g prepaid.Gift) PrepaidGift {
	return PrepaidGift{ID: edge.IDOf(g.ID), From: edge.IDOf(g.From), To: edge.IDOf(g.To), Principal: edge.Minor(g.Principal), Bonus: edge.Minor(g.Bonus), At: edge.At(g.At)}
}
