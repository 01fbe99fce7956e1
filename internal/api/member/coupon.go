package member

import (
	"context"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// MyCoupon is a coupon as whoever has it sees it, or whoever looks at a link.
type MyCoupon struct {
	ID         edge.ID     `json:"id" doc:"Id; stays when it changes hands" zh:"编号；转赠后不变"`
	Shop       string      `json:"shop" doc:"Where it can be used: a brand, or the retailer" zh:"适用品牌或商家" example:"云雾茶社"`
	Name       string      `json:"name" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"满 100 减 20"`
	Words      []string    `json:"words" doc:"What it does, in sentences of the reader's language" zh:"文字说明"`
	Status     string      `json:"status" enum:"held,locked,offered,redeemed,cancelled,expired,given,moved" doc:"Where it is in its life, now" zh:"当前状态" example:"held"`
	Giveable   bool        `json:"giveable" doc:"You may give it away" zh:"可转赠" example:"false"`
	ValidFrom  edge.Time   `json:"valid_from" doc:"From when it can be used" zh:"生效时间" example:"2026-09-12T04:20:00Z"`
	ExpiresAt  edge.Time   `json:"expires_at" doc:"Until when, exclusive" zh:"到期时间（不含）" example:"2026-10-12T16:00:00Z"`
	SeenAt     *edge.Time  `json:"seen_at" doc:"When you first looked at it" zh:"首次查看时间" example:"2026-09-12T04:25:00Z"`
	Until      *edge.Time  `json:"until" doc:"Until when a lock or an offer holds" zh:"锁定或转赠的截止时间" example:"2026-09-12T04:40:00Z"`
	RedeemedAt *edge.Time  `json:"redeemed_at" doc:"When it was used" zh:"核销时间" example:"2026-09-13T04:20:00Z"`
	Saved      *edge.Minor `json:"saved" doc:"What it took off" zh:"优惠金额（最小货币单位）"`
	Currency   string      `json:"currency" doc:"Of amounts, ISO 4217" zh:"货币代码" example:"CNY"`

	Cannot edge.Maybe[view.Reason] `json:"cannot" doc:"Why it cannot be used at this moment; null when it can, as far as that can be said without a basket and a store" zh:"现在不能使用的原因；可用为 null（不含与商品、门店有关的条件）"`
}

// MyOffer is a kind of coupon in the claim centre.
type MyOffer struct {
	TemplateID edge.ID  `json:"template_id" doc:"What to claim" zh:"模板编号"`
	Shop       string   `json:"shop" doc:"Where it can be used: a brand, or the retailer" zh:"适用品牌或商家" example:"云雾茶社"`
	Name       string   `json:"name" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"满 100 减 20"`
	Words      []string `json:"words" doc:"What it does, in sentences of the reader's language" zh:"文字说明"`
	Left       *int64   `json:"left" doc:"How many are left, told when they are few (20)" zh:"剩余张数，不多于 20 张时给出" example:"3"`
	Had        int      `json:"had" doc:"How many you have claimed" zh:"已领张数" example:"0"`
	More       bool     `json:"more" doc:"Whether another one can be claimed now" zh:"现在能否再领" example:"true"`
}

// MyClaim is what I claim: one of two.
type MyClaim struct {
	TemplateID edge.ID `json:"template_id,omitempty" doc:"From the claim centre" zh:"领券中心：模板编号"`
	Code       string  `json:"code,omitempty" maxLength:"60" doc:"A personal code or a public word, as it is typed" zh:"券码或口令，按输入原样" example:"7K3M-Q9WX-4ZTA"`
	Key        string  `json:"key" minLength:"1" maxLength:"100" pattern:"^[!-~]+$" doc:"Your own name for it: the same again gets the same coupon" zh:"客户端自定的键：重发得到同一张券" example:"claim-5521"`
}

// OfferedGift is a coupon behind a link.
type OfferedGift struct {
	MyCoupon
	Secret  *string   `json:"secret" doc:"Of the link; told only when it is made" zh:"链接的密钥，仅生成时给出" example:"q0V8yZr3mJ2kXw1bTgN5aUeS7dA"`
	WaitsTo edge.Time `json:"waits_until" doc:"Until when it can be taken" zh:"领取截止时间" example:"2026-09-13T04:20:00Z"`
}

// LinkSecret is what a link carries.
type LinkSecret struct {
	Secret string `json:"secret" minLength:"10" maxLength:"80" doc:"Of the link" zh:"链接的密钥" example:"q0V8yZr3mJ2kXw1bTgN5aUeS7dA"`
}

// TypedCode is a personal code or a public word.
type TypedCode struct {
	Code string `json:"code" minLength:"1" maxLength:"60" doc:"A personal code or a public word, as it is typed or as a link has it" zh:"券码或口令，按输入或链接原样" example:"7K3M-Q9WX-4ZTA"`
}

// WaitingCoupon is what a code or a word stands for.
type WaitingCoupon struct {
	Shop     string     `json:"shop" doc:"Where it can be used: a brand, or the retailer" zh:"适用品牌或商家" example:"云雾茶社"`
	Name     string     `json:"name" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"满 100 减 20"`
	Words    []string   `json:"words" doc:"What it does, in sentences of the reader's language" zh:"文字说明"`
	Personal bool       `json:"personal" doc:"A personal code, for one; else a word, for all" zh:"专属券码；否则为公开口令" example:"true"`
	Until    *edge.Time `json:"until" doc:"Until when it can be claimed, exclusive" zh:"领取截止（不含）" example:"2026-10-12T16:00:00Z"`
}

type ownCoupon struct {
	edge.Keyed
	Coupon edge.ID `path:"coupon" doc:"Id of the coupon" zh:"券编号"`
}

func (h *handlers) coupons(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-my-coupons", Method: "GET", Path: "/me/coupons", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的卡券", English: "My coupons"},
		Description: edge.Words{Chinese: "usable：现在可用的，先到期的在前，一页给全。held：另含尚未生效、结账中、转赠中的。all：全部，新的在前，可翻页。",
			English: "usable: those that can be used now, first expiring first, on one page. held: with those that do not hold yet, are in a checkout or on offer. all: every one, the latest first, page by page."},
		Errors: []*errs.Error{edge.ErrBadCursor},
	}, h.listCoupons)
	edge.Register(e, edge.Operation{
		ID: "list-coupon-offers", Method: "GET", Path: "/me/coupons/offers", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "领券中心", English: "What I may claim"},
	}, h.listOffers)
	edge.Register(e, edge.Operation{
		ID: "claim-my-coupon", Method: "POST", Path: "/me/coupons/claims", Tag: tag, Permission: edge.AsMember, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "领券", English: "Claim a coupon: from the claim centre, by a code or by a word"},
		Errors: []*errs.Error{coupon.ErrNoTemplate, coupon.ErrNotLive, coupon.ErrEnded, coupon.ErrOver, coupon.ErrSoldOut, coupon.ErrHadThem, coupon.ErrNotClaimable,
			coupon.ErrKeyReused, coupon.ErrBadCode, coupon.ErrNoCode, coupon.ErrCodeUsed, coupon.ErrCodeOver, coupon.ErrNoWord, edge.ErrRateLimited},
	}, h.claim)
	edge.Register(e, edge.Operation{
		ID: "look-at-code", Method: "POST", Path: "/me/coupons/look", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "查看券码或口令（无需登录）", English: "What a code or a word stands for, for anybody who has it"},
		Errors:  []*errs.Error{coupon.ErrBadCode, coupon.ErrNoCode, coupon.ErrCodeUsed, coupon.ErrCodeOver, coupon.ErrNoWord, coupon.ErrSoldOut, edge.ErrRateLimited},
	}, h.lookAtCode)
	edge.Register(e, edge.Operation{
		ID: "see-my-coupons", Method: "POST", Path: "/me/coupons/seen", Tag: tag, Permission: edge.AsMember, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "标记已查看的券", English: "Say that I have looked at coupons"},
	}, h.see)
	edge.Register(e, edge.Operation{
		ID: "offer-my-coupon", Method: "POST", Path: "/me/coupons/{coupon}/offer", Tag: tag, Permission: edge.AsMember, Status: http.StatusCreated,
		Summary:     edge.Words{Chinese: "转赠一张券", English: "Put a coupon behind a link for somebody else"},
		Description: edge.Words{Chinese: "密钥只给出一次；超时无人领取，券自动退回。", English: "The secret is told once; when nobody takes it in time, the coupon comes back by itself."},
		Errors:      []*errs.Error{coupon.ErrNoCoupon, coupon.ErrNotGiveable, coupon.ErrLockedElsewhere, coupon.ErrUsed, coupon.ErrExpired, coupon.ErrCancelled},
	}, h.offer)
	edge.Register(e, edge.Operation{
		ID: "take-my-coupon-back", Method: "POST", Path: "/me/coupons/{coupon}/take-back", Tag: tag, Permission: edge.AsMember, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "收回转赠中的券", English: "End an offer that nobody has taken"},
		Errors:  []*errs.Error{coupon.ErrNoCoupon, coupon.ErrNotOffered},
	}, h.takeBack)
	edge.Register(e, edge.Operation{
		ID: "look-at-link", Method: "POST", Path: "/me/gifts/look", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "查看赠送链接（无需登录）", English: "What waits behind a link, for anybody who has it"},
		Errors:  []*errs.Error{coupon.ErrNoGift, coupon.ErrGiftTaken, coupon.ErrGiftOver, edge.ErrRateLimited},
	}, h.look)
	edge.Register(e, edge.Operation{
		ID: "take-from-link", Method: "POST", Path: "/me/gifts/take", Tag: tag, Permission: edge.AsMember, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "领取赠券", English: "Take the coupon behind a link"},
		Errors:  []*errs.Error{coupon.ErrNoGift, coupon.ErrGiftTaken, coupon.ErrGiftOver, coupon.ErrOwnGift},
	}, h.take)
}

func (h *handlers) listCoupons(ctx context.Context, in *struct {
	edge.Paging
	Which string `query:"which" enum:"usable,held,all" default:"usable" doc:"Those that can be used now, those in hand, or all" zh:"现在可用的，手上的，或全部" example:"usable"`
}) (*struct{ Body edge.Page[MyCoupon] }, error) {
	c := edge.From(ctx)
	list, next, err := h.couponsOf(ctx, in.Which, in.Paging)
	if err != nil {
		return nil, err
	}
	shown, err := h.shown(ctx, h.DB, c.Member.Member.ID, list...)
	return &struct{ Body edge.Page[MyCoupon] }{edge.PageOf(shown, next)}, err
}

// shown shows coupons to a member; 0: to somebody of whom nothing is known.
func (h *handlers) shown(ctx context.Context, q postgres.Querier, m member.ID, list ...coupon.Coupon) ([]MyCoupon, error) {
	l := edge.From(ctx).Language
	ids := make([]coupon.TemplateID, len(list))
	bodies := make([]coupon.Terms, len(list))
	offers := make([]terms.Offer, len(list))
	for i, c := range list {
		var err error
		if bodies[i], err = h.Reader.CouponService.VersionOf(ctx, q, c.Template, c.Version); err != nil {
			return nil, err
		}
		ids[i], offers[i] = c.Template, bodies[i].Offer
	}
	templates, err := h.Reader.CouponService.TemplatesByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	own, err := h.Reader.OwnCoupons(ctx, q, l, h.Clock.Now(), offers...)
	if err != nil {
		return nil, err
	}
	var of terms.Occasion
	if m != 0 && len(list) > 0 {
		if of, err = own.Occasion(ctx, q, m); err != nil {
			return nil, err
		}
	}
	shown := make([]MyCoupon, len(list))
	for i, c := range list {
		t := templates[c.Template]
		shown[i] = MyCoupon{
			ID: edge.IDOf(c.ID), Shop: own.Shop(t.Brand), Name: bodies[i].Name.In(string(l)), Words: own.Words(bodies[i], t.Currency), Status: string(c.Status),
			Giveable: bodies[i].Giveable, ValidFrom: edge.At(c.ValidFrom), ExpiresAt: edge.At(c.ExpiresAt), SeenAt: edge.AtUnlessZero(c.SeenAt),
			Until: edge.AtUnlessZero(c.Until), RedeemedAt: edge.AtUnlessZero(c.RedeemedAt), Currency: t.Currency,
		}
		if m != 0 {
			shown[i].Cannot = own.CannotNow(c, bodies[i], of)
		}
		if c.Saved != 0 {
			saved := edge.Minor(c.Saved)
			shown[i].Saved = &saved
		}
	}
	return shown, nil
}

const couponCursor = "my_coupon"

func (h *handlers) couponsOf(ctx context.Context, which string, p edge.Paging) (list []coupon.Coupon, next string, err error) {
	m, s := edge.From(ctx).Member.Member.ID, h.Reader.CouponService
	if which == "usable" {
		usable, err := s.Usable(ctx, h.DB, m)
		return edge.Each(usable, func(u coupon.Usable) coupon.Coupon { return u.Coupon }), "", err
	}
	if which == "held" {
		list, err = s.InHand(ctx, h.DB, m)
		return list, "", err
	}
	position, err := edge.Position(couponCursor, p.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	var after *coupon.Spot
	if position != nil {
		after = &coupon.Spot{At: time.UnixMicro(position[0]).UTC(), ID: position[1]}
	}
	if list, err = s.Wallet(ctx, h.DB, m, after, p.Limit+1); err != nil {
		return nil, "", err
	}
	list, next = edge.Cut(list, p.Limit, func(c coupon.Coupon) string { return edge.Cursor(couponCursor, c.IssuedAt.UnixMicro(), int64(c.ID)) })
	return list, next, nil
}

func (h *handlers) listOffers(ctx context.Context, _ *struct{}) (*struct{ Body edge.Page[MyOffer] }, error) {
	c := edge.From(ctx)
	list, err := h.Reader.CouponService.Claimable(ctx, h.DB, c.Member.Member.ID)
	if err != nil {
		return nil, err
	}
	own, err := h.Reader.OwnCoupons(ctx, h.DB, c.Language, h.Clock.Now(), edge.Each(list, func(t coupon.Claimable) terms.Offer { return t.Terms.Offer })...)
	if err != nil {
		return nil, err
	}
	return &struct{ Body edge.Page[MyOffer] }{edge.PageOf(edge.Each(list, func(t coupon.Claimable) MyOffer {
		return MyOffer{TemplateID: edge.IDOf(t.ID), Shop: own.Shop(t.Brand), Name: t.Terms.Name.In(string(c.Language)),
			Words: own.OfferedWords(t.Terms, t.Currency), Left: own.Few(t.Template), Had: t.Had, More: t.More}
	}), "")}, nil
}

func (h *handlers) lookAtCode(ctx context.Context, in *struct{ Body TypedCode }) (*struct{ Body WaitingCoupon }, error) {
	c := edge.From(ctx)
	if err := h.links.Take(c.Address); err != nil {
		return nil, err
	}
	w, err := h.Reader.CouponService.LookAtTyped(ctx, h.DB, in.Body.Code)
	if err != nil {
		return nil, err
	}
	t := w.Template
	own, err := h.Reader.OwnCoupons(ctx, h.DB, c.Language, h.Clock.Now(), t.Terms.Offer)
	if err != nil {
		return nil, err
	}
	terms := t.Terms
	terms.Claim = coupon.Claiming{} // of the claim centre
	return &struct{ Body WaitingCoupon }{WaitingCoupon{Shop: own.Shop(t.Brand), Name: terms.Name.In(string(c.Language)),
		Words: own.OfferedWords(terms, t.Currency), Personal: w.Personal, Until: edge.AtUnlessZero(w.Until)}}, nil
}

func (h *handlers) claim(ctx context.Context, in *struct {
	edge.Keyed
	Body MyClaim
}) (*edge.Answer[MyCoupon], error) {
	c, b, s := edge.From(ctx), in.Body, h.Reader.CouponService
	if (b.Code == "") == (b.TemplateID == "") {
		return nil, edge.ErrRequest.Field("code", "http.required")
	}
	if b.Code != "" { // codes cannot be guessed; nobody shall try
		if err := h.codes.Take(c.Principal.String()); err != nil {
			return nil, err
		}
	}
	return h.onCoupon(ctx, in.Keyed.Key, func(tx postgres.Tx) (coupon.Coupon, error) {
		m := c.Member.Member.ID
		if b.Code != "" {
			return s.ClaimTyped(ctx, tx, m, b.Code, "my-word:"+b.Key)
		}
		return s.Claim(ctx, tx, m, edge.As[coupon.TemplateID](b.TemplateID), "my-claim:"+b.Key)
	})
}

func (h *handlers) onCoupon(ctx context.Context, key string, do func(postgres.Tx) (coupon.Coupon, error)) (*edge.Answer[MyCoupon], error) {
	return edge.Once(ctx, h.edge, key, func(tx postgres.Tx) (MyCoupon, error) {
		c, err := do(tx)
		if err != nil {
			return MyCoupon{}, err
		}
		shown, err := h.shown(ctx, tx, edge.From(ctx).Member.Member.ID, c)
		if err != nil {
			return MyCoupon{}, err
		}
		return shown[0], nil
	})
}

func (h *handlers) see(ctx context.Context, in *struct {
	Body struct {
		Coupons []edge.ID `json:"coupons" minItems:"1" maxItems:"200" nullable:"false" doc:"Which" zh:"券编号"`
	}
}) (*struct{}, error) {
	ids := edge.Each(in.Body.Coupons, edge.As[coupon.ID])
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Reader.CouponService.See(ctx, tx, edge.From(ctx).Member.Member.ID, ids)
	})
}

func (h *handlers) shownGift(ctx context.Context, q postgres.Querier, g coupon.Gift) (OfferedGift, error) {
	shown, err := h.shown(ctx, q, 0, g.Coupon)
	if err != nil {
		return OfferedGift{}, err
	}
	return OfferedGift{MyCoupon: shown[0], Secret: edge.OrNull(g.Secret), WaitsTo: edge.At(g.Until)}, nil
}

func (h *handlers) offer(ctx context.Context, in *ownCoupon) (*edge.Answer[OfferedGift], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (OfferedGift, error) {
		g, err := h.Reader.CouponService.Offer(ctx, tx, edge.From(ctx).Member.Member.ID, edge.As[coupon.ID](in.Coupon))
		if err != nil {
			return OfferedGift{}, err
		}
		return h.shownGift(ctx, tx, g)
	})
}

func (h *handlers) takeBack(ctx context.Context, in *ownCoupon) (*edge.Answer[MyCoupon], error) {
	return h.onCoupon(ctx, in.Key, func(tx postgres.Tx) (coupon.Coupon, error) {
		return h.Reader.CouponService.TakeBack(ctx, tx, edge.From(ctx).Member.Member.ID, edge.As[coupon.ID](in.Coupon))
	})
}

func (h *handlers) look(ctx context.Context, in *struct{ Body LinkSecret }) (*struct{ Body OfferedGift }, error) {
	if err := h.links.Take(edge.From(ctx).Address); err != nil {
		return nil, err
	}
	g, err := h.Reader.CouponService.LookAtGift(ctx, h.DB, in.Body.Secret)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownGift(ctx, h.DB, g)
	return &struct{ Body OfferedGift }{shown}, err
}

func (h *handlers) take(ctx context.Context, in *struct {
	edge.Keyed
	Body LinkSecret
}) (*edge.Answer[MyCoupon], error) {
	return h.onCoupon(ctx, in.Key, func(tx postgres.Tx) (coupon.Coupon, error) {
		return h.Reader.CouponService.Take(ctx, tx, in.Body.Secret, edge.From(ctx).Member.Member.ID)
	})
}
