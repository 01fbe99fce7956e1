package pos

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/coupon"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Claimable is a template that members may claim.
type Claimable struct {
	view.CouponTemplate
	Had  int  `json:"had" doc:"How many the member has claimed" zh:"该会员已领张数" example:"0"`
	More bool `json:"more" doc:"Whether another one can be claimed now" zh:"现在能否再领" example:"true"`
}

// NewClaim is what a member claims: one of three.
type NewClaim struct {
	MemberID   edge.ID `json:"member_id" doc:"Who claims" zh:"会员编号"`
	TemplateID edge.ID `json:"template_id,omitempty" doc:"From the claim centre: the template" zh:"领券中心：模板编号"`
	Code       string  `json:"code,omitempty" maxLength:"60" doc:"A personal code or a public word, as it is typed" zh:"券码或口令，按输入原样" example:"7K3M-Q9WX-4ZTA"`
	Key        string  `json:"key" minLength:"1" maxLength:"150" doc:"Your own name for it, unique for the member: the same again gets the same coupon" zh:"调用方自定的键，会员内唯一：重发得到同一张券" example:"claim:5521"`
}

// Gift is a coupon that waits behind a link.
type Gift struct {
	view.Coupon
	Secret  string    `json:"secret,omitempty" doc:"Of the link; told only when it is made" zh:"链接的密钥，仅生成时给出" example:"q0V8yZr3mJ2kXw1bTgN5aUeS7dA"`
	WaitsTo edge.Time `json:"waits_until" doc:"Until when it can be taken" zh:"领取截止时间" example:"2026-09-13T04:20:00Z"`
}

type (
	memberCoupon struct {
		ID     edge.ID `path:"id" doc:"Id of the member" zh:"会员编号"`
		Coupon edge.ID `path:"coupon" doc:"Id of the coupon" zh:"券编号"`
		edge.Keyed
	}
	claimErrors = []*errs.Error
)

func (h *handlers) coupons(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-claimable-coupons", Method: "GET", Path: "/coupons/claimable", Tag: "coupon", Permission: staff.CouponClaim,
		Summary: edge.Words{Chinese: "领券中心", English: "What members may claim now"},
	}, h.listClaimable)
	edge.Register(e, edge.Operation{
		ID: "claim-coupon", Method: "POST", Path: "/coupons/claims", Tag: "coupon", Permission: staff.CouponClaim, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "领券", English: "Claim a coupon from the claim centre, by a code or by a word"},
		Errors: claimErrors{member.ErrUnknown, coupon.ErrBadIssue, coupon.ErrNoTemplate, coupon.ErrNotLive, coupon.ErrEnded, coupon.ErrOver, coupon.ErrSoldOut, coupon.ErrHadThem,
			coupon.ErrNotClaimable, coupon.ErrKeyReused, coupon.ErrBadCode, coupon.ErrNoCode, coupon.ErrCodeUsed, coupon.ErrCodeOver, coupon.ErrNoWord},
	}, h.claim)
	edge.Register(e, edge.Operation{
		ID: "see-coupons", Method: "POST", Path: "/members/{id}/coupons/seen", Tag: "coupon", Permission: staff.CouponClaim, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "上报会员已查看的券", English: "Report that a member has looked at coupons"},
		Errors:  claimErrors{member.ErrUnknown},
	}, h.see)
	edge.Register(e, edge.Operation{
		ID: "offer-coupon", Method: "POST", Path: "/members/{id}/coupons/{coupon}/offer", Tag: "coupon", Permission: staff.CouponClaim, Status: http.StatusCreated,
		Summary:     edge.Words{Chinese: "转赠一张券", English: "Put a coupon behind a link for somebody else"},
		Description: edge.Words{Chinese: "密钥只给出一次；超时无人领取，券自动退回。", English: "The secret is told once; when nobody takes it in time, the coupon comes back by itself."},
		Errors:      claimErrors{member.ErrUnknown, coupon.ErrNoCoupon, coupon.ErrNotGiveable, coupon.ErrLockedElsewhere, coupon.ErrUsed, coupon.ErrExpired, coupon.ErrCancelled},
	}, h.offerCoupon)
	edge.Register(e, edge.Operation{
		ID: "take-coupon-back", Method: "POST", Path: "/members/{id}/coupons/{coupon}/take-back", Tag: "coupon", Permission: staff.CouponClaim, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "收回转赠中的券", English: "End an offer that nobody has taken"},
		Errors:  claimErrors{member.ErrUnknown, coupon.ErrNoCoupon, coupon.ErrNotOffered},
	}, h.takeCouponBack)
	edge.Register(e, edge.Operation{
		ID: "look-at-gift", Method: "POST", Path: "/coupons/gifts/look", Tag: "coupon", Permission: staff.CouponClaim,
		Summary: edge.Words{Chinese: "查看赠送链接", English: "What waits behind a link"},
		Errors:  claimErrors{coupon.ErrNoGift, coupon.ErrGiftTaken, coupon.ErrGiftOver},
	}, h.lookAtGift)
	edge.Register(e, edge.Operation{
		ID: "take-gift", Method: "POST", Path: "/coupons/gifts/take", Tag: "coupon", Permission: staff.CouponClaim, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "领取赠券", English: "Take the coupon behind a link"},
		Errors:  claimErrors{member.ErrUnknown, coupon.ErrNoGift, coupon.ErrGiftTaken, coupon.ErrGiftOver, coupon.ErrOwnGift},
	}, h.takeGift)
}

func (h *handlers) listClaimable(ctx context.Context, in *struct {
	MemberID edge.ID `query:"member_id" doc:"For whom; for anybody when absent" zh:"会员编号；缺省为不限"`
}) (*struct{ Body edge.Page[Claimable] }, error) {
	list, err := h.Reader.CouponService.Claimable(ctx, h.DB, edge.As[member.ID](in.MemberID))
	if err != nil {
		return nil, err
	}
	shown := make([]Claimable, len(list))
	for i, c := range list {
		t, err := h.Reader.CouponTemplates(ctx, h.DB, edge.From(ctx).Language, c.Template)
		if err != nil {
			return nil, err
		}
		shown[i] = Claimable{CouponTemplate: t[0], Had: c.Had, More: c.More}
	}
	return &struct{ Body edge.Page[Claimable] }{edge.PageOf(shown, "")}, nil
}

func (h *handlers) claim(ctx context.Context, in *struct {
	edge.Keyed
	Body NewClaim
}) (*edge.Answer[view.Coupon], error) {
	b, m, s := in.Body, edge.As[member.ID](in.Body.MemberID), h.Reader.CouponService
	return h.onCoupon(ctx, in.Keyed.Key, func(tx postgres.Tx) (coupon.Coupon, error) {
		if b.Code == "" {
			return s.Claim(ctx, tx, m, edge.As[coupon.TemplateID](b.TemplateID), "claim:"+b.Key)
		}
		return s.ClaimTyped(ctx, tx, m, b.Code, "word:"+b.Key)
	})
}

func (h *handlers) onCoupon(ctx context.Context, key string, do func(postgres.Tx) (coupon.Coupon, error)) (*edge.Answer[view.Coupon], error) {
	return edge.Once(ctx, h.edge, key, func(tx postgres.Tx) (view.Coupon, error) {
		c, err := do(tx)
		if err != nil {
			return view.Coupon{}, err
		}
		shown, err := h.Reader.Coupons(ctx, tx, edge.From(ctx).Language, c)
		if err != nil {
			return view.Coupon{}, err
		}
		return shown[0], nil
	})
}

func (h *handlers) see(ctx context.Context, in *struct {
	ID   edge.ID `path:"id" doc:"Id of the member" zh:"会员编号"`
	Body struct {
		Coupons []edge.ID `json:"coupons" minItems:"1" maxItems:"200" nullable:"false" doc:"Which" zh:"券编号"`
	}
}) (*struct{}, error) {
	ids := edge.Each(in.Body.Coupons, edge.As[coupon.ID])
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error { return h.Reader.CouponService.See(ctx, tx, edge.As[member.ID](in.ID), ids) })
}

func (h *handlers) shownGift(ctx context.Context, q postgres.Querier, g coupon.Gift) (Gift, error) {
	shown, err := h.Reader.Coupons(ctx, q, edge.From(ctx).Language, g.Coupon)
	if err != nil {
		return Gift{}, err
	}
	return Gift{Coupon: shown[0], Secret: g.Secret, WaitsTo: edge.At(g.Until)}, nil
}

func (h *handlers) offerCoupon(ctx context.Context, in *memberCoupon) (*edge.Answer[Gift], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (Gift, error) {
		g, err := h.Reader.CouponService.Offer(ctx, tx, edge.As[member.ID](in.ID), edge.As[coupon.ID](in.Coupon))
		if err != nil {
			return Gift{}, err
		}
		return h.shownGift(ctx, tx, g)
	})
}

func (h *handlers) takeCouponBack(ctx context.Context, in *memberCoupon) (*edge.Answer[view.Coupon], error) {
	return h.onCoupon(ctx, in.Key, func(tx postgres.Tx) (coupon.Coupon, error) {
		return h.Reader.CouponService.TakeBack(ctx, tx, edge.As[member.ID](in.ID), edge.As[coupon.ID](in.Coupon))
	})
}

// GiftSecret is what a link carries.
type GiftSecret struct {
	Secret string `json:"secret" minLength:"10" maxLength:"80" doc:"Of the link" zh:"链接的密钥" example:"q0V8yZr3mJ2kXw1bTgN5aUeS7dA"`
}

func (h *handlers) lookAtGift(ctx context.Context, in *struct{ Body GiftSecret }) (*struct{ Body Gift }, error) {
	g, err := h.Reader.CouponService.LookAtGift(ctx, h.DB, in.Body.Secret)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownGift(ctx, h.DB, g)
	return &struct{ Body Gift }{shown}, err
}

func (h *handlers) takeGift(ctx context.Context, in *struct {
	edge.Keyed
	Body struct {
		GiftSecret
		MemberID edge.ID `json:"member_id" doc:"Who takes it" zh:"领取的会员"`
	}
}) (*edge.Answer[view.Coupon], error) {
	return h.onCoupon(ctx, in.Key, func(tx postgres.Tx) (coupon.Coupon, error) {
		return h.Reader.CouponService.Take(ctx, tx, in.Body.Secret, edge.As[member.ID](in.Body.MemberID))
	})
}
