package view

import (
	"context"
	"slices"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/coupon"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// CouponTemplate is a kind of coupon as it is now.
type CouponTemplate struct {
	ID        edge.ID             `json:"id" doc:"Id" zh:"编号"`
	Code      string              `json:"code" doc:"Code; stays" zh:"编码" example:"off_20"`
	Name      string              `json:"name" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"满 100 减 20"`
	NameI18n  i18n.Text           `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Status    string              `json:"status" enum:"draft,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	BrandID   edge.Maybe[edge.ID] `json:"brand_id" doc:"The brand whose it is; null: of every brand" zh:"所属品牌；null 为通用"`
	Currency  string              `json:"currency" doc:"Of its amounts, ISO 4217" zh:"货币代码" example:"CNY"`
	Version   int                 `json:"version" doc:"The version that holds; 0: none yet" zh:"现行版本；0 为尚未发布" example:"2"`
	Draft     bool                `json:"draft" doc:"A draft waits" zh:"有草稿" example:"false"`
	Terms     coupon.Terms        `json:"terms" doc:"What that version says; of a template that was never published, what its draft says" zh:"现行内容；未发布时为草稿内容"`
	Words     []string            `json:"words" doc:"The same in sentences of the reader's language" zh:"文字说明"`
	Issued    int64               `json:"issued" doc:"Given, or waiting as codes" zh:"已发放（含未领取的券码）" example:"1200"`
	Left      *int64              `json:"left" doc:"How many may still be given; null: no bound" zh:"剩余可发；null 为不限" example:"800"`
	EndedAt   *edge.Time          `json:"ended_at" doc:"From when no more are given" zh:"停发时间" example:"2026-12-01T00:00:00Z"`
	CreatedAt edge.Time           `json:"created_at" doc:"When it was made" zh:"创建时间" example:"2026-09-12T04:20:00Z"`
}

// CouponTemplates shows templates.
func (r *Reader) CouponTemplates(ctx context.Context, q postgres.Querier, l messages.Language, list ...coupon.Template) ([]CouponTemplate, error) {
	say, err := r.CouponWords(ctx, q, l)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(t coupon.Template) CouponTemplate {
		shown := CouponTemplate{
			ID: edge.IDOf(t.ID), Code: t.Code, Name: t.Terms.Name.In(string(l)), NameI18n: t.Terms.Name, Status: t.Status(), BrandID: idOrNull[org.BrandID](t.Brand),
			Currency: t.Currency, Version: t.Version, Draft: t.Draft, Terms: t.Terms, Words: say(t.Terms, t.Currency), Issued: t.Issued,
			EndedAt: edge.AtUnlessZero(t.EndedAt), CreatedAt: edge.At(t.CreatedAt),
		}
		if left := t.Left(); left >= 0 {
			shown.Left = &left
		}
		return shown
	}), nil
}

// Coupon is a right of one member.
type Coupon struct {
	ID         edge.ID             `json:"id" doc:"Id; stays when it changes hands" zh:"编号；转赠后不变"`
	MemberID   edge.ID             `json:"member_id" doc:"Whose it is" zh:"会员编号"`
	TemplateID edge.ID             `json:"template_id" doc:"Its template" zh:"模板编号"`
	Template   string              `json:"template" doc:"Code of the template" zh:"模板编码" example:"off_20"`
	Version    int                 `json:"version" doc:"The version of the template by which it was given" zh:"发放时的模板版本" example:"2"`
	Name       string              `json:"name" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"满 100 减 20"`
	Words      []string            `json:"words" doc:"What it does, in sentences of the reader's language" zh:"文字说明"`
	Giveable   bool                `json:"giveable" doc:"The member may give it away" zh:"可转赠" example:"false"`
	Source     string              `json:"source" enum:"hand,rule,claim,code,word,import" doc:"How it was come by" zh:"来源" example:"claim"`
	Status     string              `json:"status" enum:"held,locked,offered,redeemed,cancelled,expired,given,moved" doc:"Where it is in its life, now" zh:"当前状态" example:"held"`
	IssuedAt   edge.Time           `json:"issued_at" doc:"When it was given" zh:"发放时间" example:"2026-09-12T04:20:00Z"`
	ValidFrom  edge.Time           `json:"valid_from" doc:"From when it can be used" zh:"生效时间" example:"2026-09-12T04:20:00Z"`
	ExpiresAt  edge.Time           `json:"expires_at" doc:"Until when, exclusive" zh:"到期时间（不含）" example:"2026-10-12T16:00:00Z"`
	SeenAt     *edge.Time          `json:"seen_at" doc:"When the member first looked at it" zh:"首次查看时间" example:"2026-09-12T04:25:00Z"`
	Until      *edge.Time          `json:"until" doc:"Until when a lock or an offer holds" zh:"锁定或转赠的截止时间" example:"2026-09-12T04:40:00Z"`
	RedeemedAt *edge.Time          `json:"redeemed_at" doc:"When it was used" zh:"核销时间" example:"2026-09-13T04:20:00Z"`
	OrderID    edge.Maybe[edge.ID] `json:"order_id" doc:"For which order" zh:"核销的订单"`
	Saved      *edge.Minor         `json:"saved" doc:"What it took off" zh:"优惠金额（最小货币单位）"`
	Currency   string              `json:"currency" doc:"Of amounts, ISO 4217" zh:"货币代码" example:"CNY"`
}

// HeldCoupon is a coupon in a list of everybody's.
type HeldCoupon struct {
	Coupon
	Member edge.Maybe[OrderMember] `json:"member" doc:"Whose it is" zh:"会员"`
}

// HeldCoupons shows coupons of everybody, with whom they belong to: all of them in one read.
func (r *Reader) HeldCoupons(ctx context.Context, q postgres.Querier, c *edge.Call, list ...coupon.Coupon) ([]HeldCoupon, error) {
	shown, err := r.Coupons(ctx, q, c.Language, list...)
	if err != nil {
		return nil, err
	}
	holders, err := r.Named(ctx, q, c, edge.Each(list, func(one coupon.Coupon) member.ID { return one.Member })...)
	if err != nil {
		return nil, err
	}
	held := make([]HeldCoupon, len(shown))
	for i, one := range shown {
		held[i] = HeldCoupon{one, holders(list[i].Member)}
	}
	return held, nil
}

// Coupons shows coupons of members.
func (r *Reader) Coupons(ctx context.Context, q postgres.Querier, l messages.Language, list ...coupon.Coupon) ([]Coupon, error) {
	say, err := r.CouponWords(ctx, q, l)
	if err != nil {
		return nil, err
	}
	ids := make([]coupon.TemplateID, len(list))
	for i, c := range list {
		ids[i] = c.Template
	}
	templates, err := r.CouponService.TemplatesByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	shown := make([]Coupon, len(list))
	for i, c := range list {
		terms, err := r.CouponService.VersionOf(ctx, q, c.Template, c.Version)
		if err != nil {
			return nil, err
		}
		t := templates[c.Template]
		shown[i] = Coupon{
			ID: edge.IDOf(c.ID), MemberID: edge.IDOf(c.Member), TemplateID: edge.IDOf(c.Template), Template: t.Code, Version: c.Version,
			Name: terms.Name.In(string(l)), Words: say(terms, t.Currency), Giveable: terms.Giveable, Source: string(c.Source), Status: string(c.Status),
			IssuedAt: edge.At(c.IssuedAt), ValidFrom: edge.At(c.ValidFrom), ExpiresAt: edge.At(c.ExpiresAt), SeenAt: edge.AtUnlessZero(c.SeenAt),
			Until: edge.AtUnlessZero(c.Until), RedeemedAt: edge.AtUnlessZero(c.RedeemedAt), OrderID: idOrNull(c.Order), Currency: t.Currency,
		}
		if c.Saved != 0 {
			saved := edge.Minor(c.Saved)
			shown[i].Saved = &saved
		}
	}
	return shown, nil
}

// CouponChange is one thing that happened to a coupon.
type CouponChange struct {
	Verb     string              `json:"verb" enum:"issue,see,lock,unlock,lock_over,redeem,return,return_lost,offer,take_back,offer_over,give,receive,move,arrive,cancel,reinstate,expire" doc:"What happened" zh:"发生了什么" example:"lock"`
	Status   string              `json:"status" enum:"held,locked,offered,redeemed,cancelled,expired,given,moved" doc:"Where that led" zh:"之后的状态" example:"locked"`
	At       edge.Time           `json:"at" doc:"When" zh:"时间" example:"2026-09-12T04:20:00Z"`
	MemberID edge.ID             `json:"member_id" doc:"Whose it was" zh:"当时的会员"`
	OtherID  edge.Maybe[edge.ID] `json:"other_id" doc:"The member on the other side of a gift or merge" zh:"转赠或合并的另一方"`
	OrderID  edge.Maybe[edge.ID] `json:"order_id" doc:"For which order" zh:"订单"`
	Until    *edge.Time          `json:"until" doc:"Until when that holds" zh:"截止时间" example:"2026-09-12T04:40:00Z"`
	Key      *string             `json:"key" doc:"Of whoever did it" zh:"操作方的键" example:"checkout:5521"`
	By       edge.Maybe[Doer]    `json:"by" doc:"Who of the staff did it" zh:"操作人"`
	Reason   edge.Maybe[Reason]  `json:"reason" doc:"Why" zh:"原因"`
	Note     *string             `json:"note" doc:"What was said beside it" zh:"说明" example:"生日礼"`
}

// CouponChanges shows the time line of a coupon.
func (r *Reader) CouponChanges(ctx context.Context, q postgres.Querier, l messages.Language, line []coupon.Change) ([]CouponChange, error) {
	reasons, err := r.CouponService.Reasons(ctx, q)
	if err != nil {
		return nil, err
	}
	var who []string
	for _, c := range line {
		if c.Staff != 0 {
			who = append(who, principal(staff.AccountID(c.Staff)))
		}
	}
	doers, err := r.Doers(ctx, q, who...)
	if err != nil {
		return nil, err
	}
	return edge.Each(line, func(c coupon.Change) CouponChange {
		shown := CouponChange{Verb: string(c.Verb), Status: string(c.Status), At: edge.At(c.At), MemberID: edge.IDOf(c.Member), OtherID: idOrNull(c.Other),
			OrderID: idOrNull(c.Order), Until: edge.AtUnlessZero(c.Until), Key: edge.OrNull(c.Key), Note: edge.OrNull(c.Note)}
		if c.Staff != 0 {
			shown.By = edge.Some(doers(principal(staff.AccountID(c.Staff))))
		}
		if i := slices.IndexFunc(reasons, func(x coupon.Reason) bool { return x.Code == c.Reason }); i >= 0 {
			shown.Reason = edge.Some(Reason{Code: c.Reason, Text: reasons[i].Name.In(string(l))})
		}
		return shown
	}), nil
}
