package admin

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/coupon"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/profile"
	"habitue/internal/staff"
)

// CouponPack is coupons that are given together.
type CouponPack struct {
	ID       edge.ID      `json:"id" doc:"Id" zh:"编号"`
	Code     string       `json:"code" doc:"Code; stays" zh:"编码" example:"welcome"`
	Name     string       `json:"name" doc:"Name in the reader's language" zh:"名称" example:"新客礼包"`
	NameI18n i18n.Text    `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Items    []CouponItem `json:"items" doc:"What is in it" zh:"内容"`
	Version  int          `json:"version" doc:"Of the row; an edit says which it saw" zh:"版本" example:"1"`
	Archived bool         `json:"archived" doc:"No longer offered" zh:"已归档" example:"false"`
}

// PackContents are what a pack is. It is exported because it is embedded.
type PackContents struct {
	NameI18n i18n.Text    `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Items    []CouponItem `json:"items" minItems:"1" maxItems:"20" nullable:"false" doc:"What is in it" zh:"内容"`
}

// CouponPolicy is what holds for every template.
type CouponPolicy struct {
	AloneCoupons int `json:"alone_coupons" minimum:"0" maximum:"1000000" doc:"Coupons that one hands out alone" zh:"可独自发放的张数" example:"20"`
	AloneCodes   int `json:"alone_codes" minimum:"0" maximum:"10000000" doc:"Codes that one orders alone" zh:"可独自生成的券码数" example:"1000"`
	RemindDays   int `json:"remind_days" minimum:"0" maximum:"60" doc:"Days before its end at which a coupon's holder is told; 0: never" zh:"到期前几天提醒；0 为不提醒" example:"3"`
	GiftHours    int `json:"gift_hours" minimum:"1" maximum:"720" doc:"Hours for which a link waits to be taken" zh:"转赠链接有效小时数" example:"24"`
	Version      int `json:"version" minimum:"0" doc:"Of the policy; an edit says which it saw" zh:"版本" example:"1"`
}

// CouponReason is why staff hand out or cancel coupons.
type CouponReason struct {
	Code string `json:"code" doc:"Code" zh:"原因代码" example:"goodwill"`
	Name string `json:"name" doc:"Name in the reader's language" zh:"名称" example:"客诉补偿"`
}

// CouponWord is one public word for everybody.
type CouponWord struct {
	Word       string     `json:"word" minLength:"2" maxLength:"40" doc:"What people type; letters of any size, without spaces" zh:"口令，不分大小写" example:"双11"`
	Stock      int64      `json:"stock,omitempty" minimum:"0" doc:"How often in all; 0 or absent: as the template has" zh:"总数；0 或缺省为以模板库存为限" example:"1000"`
	PerMember  int        `json:"per_member" minimum:"1" maximum:"1000" doc:"How often one member" zh:"每人次数" example:"1"`
	Until      *time.Time `json:"until,omitempty" doc:"Until when, exclusive; as long as the template lives when absent" zh:"截止时间（不含）；缺省为随模板" example:"2026-12-01T00:00:00Z"`
	TemplateID edge.ID    `json:"template_id" doc:"For which template" zh:"模板编号"`
	Claimed    int64      `json:"claimed,omitempty" readOnly:"true" doc:"How often it was used" zh:"已领取" example:"12"`
	Ended      bool       `json:"ended,omitempty" readOnly:"true" doc:"It leads nowhere any more" zh:"已停用" example:"false"`
}

// CouponTimeLine is a coupon with everything that happened to it.
type CouponTimeLine struct {
	view.Coupon
	Changes []view.CouponChange `json:"changes" doc:"What happened, oldest first" zh:"时间线，先后顺序"`
}

// CouponCancelling is why a coupon is taken away.
type CouponCancelling struct {
	Reason string `json:"reason" minLength:"1" maxLength:"40" doc:"Code of the reason" zh:"原因代码" example:"mistake"`
	Note   string `json:"note,omitempty" maxLength:"500" doc:"What to say beside it" zh:"说明" example:"发错会员"`
}

type (
	// MemberCouponPath names a coupon of a member in a path.
	MemberCouponPath struct {
		MemberPath
		Coupon edge.ID `path:"coupon" doc:"Id of the coupon" zh:"券编号"`
	}
	couponsReply struct{ Body edge.Page[view.Coupon] }
)

func (h *handlers) couponRulesOfAll(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-coupon-packs", Method: "GET", Path: "/coupons/packs", Tag: "coupon", Permission: staff.CouponRead,
		Summary: edge.Words{Chinese: "券包列表", English: "Packs of coupons"},
	}, h.listPacks)
	edge.Register(e, edge.Operation{
		ID: "create-coupon-pack", Method: "POST", Path: "/coupons/packs", Tag: "coupon", Permission: staff.CouponManage, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建券包", English: "Make a pack"},
		Errors:  []*errs.Error{coupon.ErrBadPack, coupon.ErrPackTaken},
	}, h.createPack)
	edge.Register(e, edge.Operation{
		ID: "edit-coupon-pack", Method: "PUT", Path: "/coupons/packs/{pack}", Tag: "coupon", Permission: staff.CouponManage,
		Summary: edge.Words{Chinese: "修改券包", English: "Change a pack"},
		Errors:  []*errs.Error{coupon.ErrBadPack, coupon.ErrNoPack, coupon.ErrChanged},
	}, h.editPack)
	edge.Register(e, edge.Operation{
		ID: "get-coupon-policy", Method: "GET", Path: "/coupons/policy", Tag: "coupon", Permission: staff.CouponRead,
		Summary: edge.Words{Chinese: "发券规定", English: "What holds for every template"},
	}, h.getCouponPolicy)
	edge.Register(e, edge.Operation{
		ID: "set-coupon-policy", Method: "PUT", Path: "/coupons/policy", Tag: "coupon", Permission: staff.CouponApprove,
		Summary: edge.Words{Chinese: "修改发券规定", English: "Change what holds for every template"},
		Errors:  []*errs.Error{coupon.ErrBadPolicy, coupon.ErrChanged},
	}, h.setCouponPolicy)
	edge.Register(e, edge.Operation{
		ID: "list-coupon-reasons", Method: "GET", Path: "/coupons/reasons", Tag: "coupon", Permission: staff.CouponRead,
		Summary: edge.Words{Chinese: "发券与作废的原因", English: "Reasons of handing out and cancelling"},
	}, h.listCouponReasons)
	edge.Register(e, edge.Operation{
		ID: "create-coupon-word", Method: "POST", Path: "/coupons/words", Tag: "coupon", Permission: staff.CouponManage, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建口令", English: "Let a public word stand for a template"},
		Errors:  []*errs.Error{coupon.ErrBadWord, coupon.ErrWordTaken, coupon.ErrNoTemplate, coupon.ErrNotLive, coupon.ErrEnded},
	}, h.createCouponWord)
	edge.Register(e, edge.Operation{
		ID: "list-coupon-words", Method: "GET", Path: "/coupons/templates/{template}/words", Tag: "coupon", Permission: staff.CouponRead,
		Summary: edge.Words{Chinese: "口令列表", English: "Public words of a template, newest first"},
	}, h.listCouponWords)
	edge.Register(e, edge.Operation{
		ID: "end-coupon-word", Method: "POST", Path: "/coupons/words/{word}/end", Tag: "coupon", Permission: staff.CouponManage, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "停用口令", English: "Let a word lead nowhere any more"},
		Errors:  []*errs.Error{coupon.ErrNoWord},
	}, h.endCouponWord)
}

func (h *handlers) memberCoupons(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-coupons", Method: "GET", Path: "/members/{id}/coupons", Tag: "coupon", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员的券包", English: "A member's coupons, newest first"},
		Errors:  []*errs.Error{member.ErrUnknown, edge.ErrBadCursor},
	}, h.listMemberCoupons)
	edge.Register(e, edge.Operation{
		ID: "list-template-coupons", Method: "GET", Path: "/coupons/templates/{template}/coupons", Tag: "coupon", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "一种券的发放明细", English: "The coupons of a template, newest first"},
		Errors:  []*errs.Error{coupon.ErrNoTemplate, edge.ErrBadCursor},
	}, h.listTemplateCoupons)
	edge.Register(e, edge.Operation{
		ID: "get-member-coupon", Method: "GET", Path: "/members/{id}/coupons/{coupon}", Tag: "coupon", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "一张券及其时间线", English: "One coupon, with everything that happened to it"},
		Errors:  []*errs.Error{member.ErrUnknown, coupon.ErrNoCoupon},
	}, h.getMemberCoupon)
	edge.Register(e, edge.Operation{
		ID: "cancel-coupon", Method: "POST", Path: "/members/{id}/coupons/{coupon}/cancel", Tag: "coupon", Permission: staff.CouponIssue, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "作废一张券", English: "Take a coupon away"},
		Errors:  []*errs.Error{member.ErrUnknown, coupon.ErrNoReason, coupon.ErrNoCoupon, coupon.ErrLockedElsewhere, coupon.ErrUsed, coupon.ErrExpired, coupon.ErrCancelled},
	}, func(ctx context.Context, in *struct {
		MemberCouponPath
		edge.Keyed
		Body CouponCancelling
	}) (*edge.Answer[view.Coupon], error) {
		return h.onCoupon(ctx, in.MemberCouponPath, in.Key, in.Body, h.Reader.CouponService.Cancel)
	})
	edge.Register(e, edge.Operation{
		ID: "reinstate-coupon", Method: "POST", Path: "/members/{id}/coupons/{coupon}/reinstate", Tag: "coupon", Permission: staff.CouponIssue, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "恢复一张作废的券", English: "Give a cancelled coupon back"},
		Errors:  []*errs.Error{member.ErrUnknown, coupon.ErrNoCoupon, coupon.ErrNotCancelled, coupon.ErrExpired},
	}, func(ctx context.Context, in *struct {
		MemberCouponPath
		edge.Keyed
	}) (*edge.Answer[view.Coupon], error) {
		return h.onCoupon(ctx, in.MemberCouponPath, in.Key, CouponCancelling{}, h.Reader.CouponService.Reinstate)
	})
}

func (h *handlers) shownPacks(ctx context.Context, q postgres.Querier, list ...coupon.Pack) ([]CouponPack, error) {
	items, err := h.couponItems(ctx, q, edge.Each(list, func(p coupon.Pack) []coupon.Item { return p.Items })...)
	language := string(edge.From(ctx).Language)
	return edge.Each(list, func(p coupon.Pack) CouponPack {
		return CouponPack{ID: edge.IDOf(p.ID), Code: p.Code, Name: p.Name.In(language), NameI18n: p.Name, Items: items(p.Items), Version: p.Version, Archived: !p.ArchivedAt.IsZero()}
	}), err
}

func (h *handlers) shownPack(ctx context.Context, q postgres.Querier, p coupon.Pack) (CouponPack, error) {
	shown, err := h.shownPacks(ctx, q, p)
	return shown[0], err
}

func (h *handlers) listPacks(ctx context.Context, _ *struct{}) (*struct{ Body edge.Page[CouponPack] }, error) {
	list, err := h.Reader.CouponService.Packs(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownPacks(ctx, h.DB, list...)
	return &struct{ Body edge.Page[CouponPack] }{edge.PageOf(shown, "")}, err
}

func itemsOf(list []CouponItem) []coupon.Item {
	return edge.Each(list, func(i CouponItem) coupon.Item {
		return coupon.Item{Template: edge.As[coupon.TemplateID](i.TemplateID), Quantity: i.Quantity}
	})
}

func (h *handlers) createPack(ctx context.Context, in *struct {
	edge.Keyed
	Body struct {
		PackContents
		Code string `json:"code" pattern:"^[a-z][a-z0-9_]{1,39}$" doc:"Code; stays" zh:"编码，之后不可更改" example:"welcome"`
	}
}) (*edge.Answer[CouponPack], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (CouponPack, error) {
		p, err := h.Reader.CouponService.CreatePack(ctx, tx, coupon.Pack{Code: in.Body.Code, Name: in.Body.NameI18n, Items: itemsOf(in.Body.Items)}, actOf(ctx, ""))
		if err != nil {
			return CouponPack{}, err
		}
		return h.shownPack(ctx, tx, p)
	})
}

func (h *handlers) editPack(ctx context.Context, in *struct {
	Pack edge.ID `path:"pack" doc:"Id of the pack" zh:"券包编号"`
	Body struct {
		PackContents
		Version  int  `json:"version" minimum:"1" doc:"That was seen" zh:"所见版本" example:"1"`
		Archived bool `json:"archived,omitempty" doc:"No longer offered" zh:"归档" example:"false"`
	}
}) (*struct{ Body CouponPack }, error) {
	p := coupon.Pack{ID: edge.As[coupon.PackID](in.Pack), Name: in.Body.NameI18n, Items: itemsOf(in.Body.Items), Version: in.Body.Version}
	if in.Body.Archived {
		p.ArchivedAt = h.Clock.Now()
	}
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		p, err = h.Reader.CouponService.SavePack(ctx, tx, p, actOf(ctx, ""))
		return err
	})
	if err != nil {
		return nil, err
	}
	shown, err := h.shownPack(ctx, h.DB, p)
	return &struct{ Body CouponPack }{shown}, err
}

func shownPolicy(p coupon.Policy) CouponPolicy {
	return CouponPolicy{p.AloneCoupons, p.AloneCodes, p.RemindDays, p.GiftHours, p.Version}
}

func (h *handlers) getCouponPolicy(ctx context.Context, _ *struct{}) (*struct{ Body CouponPolicy }, error) {
	p, err := h.Reader.CouponService.Policy(ctx, h.DB)
	return &struct{ Body CouponPolicy }{shownPolicy(p)}, err
}

func (h *handlers) setCouponPolicy(ctx context.Context, in *struct{ Body CouponPolicy }) (*struct{ Body CouponPolicy }, error) {
	b := in.Body
	p := coupon.Policy{AloneCoupons: b.AloneCoupons, AloneCodes: b.AloneCodes, RemindDays: b.RemindDays, GiftHours: b.GiftHours, Version: b.Version}
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		p, err = h.Reader.CouponService.SavePolicy(ctx, tx, p, actOf(ctx, ""))
		return err
	})
	return &struct{ Body CouponPolicy }{shownPolicy(p)}, err
}

func (h *handlers) listCouponReasons(ctx context.Context, _ *struct{}) (*struct{ Body edge.Page[CouponReason] }, error) {
	list, err := h.Reader.CouponService.Reasons(ctx, h.DB)
	language := string(edge.From(ctx).Language)
	return &struct{ Body edge.Page[CouponReason] }{edge.PageOf(edge.Each(list, func(r coupon.Reason) CouponReason { return CouponReason{r.Code, r.Name.In(language)} }), "")}, err
}

func shownWord(w coupon.Word) CouponWord {
	shown := CouponWord{Word: w.Word, Stock: w.Stock, PerMember: w.PerMember, TemplateID: edge.IDOf(w.Template), Claimed: w.Claimed, Ended: !w.EndedAt.IsZero()}
	if !w.Until.IsZero() {
		shown.Until = &w.Until
	}
	return shown
}

func (h *handlers) createCouponWord(ctx context.Context, in *struct {
	edge.Keyed
	Body CouponWord
}) (*edge.Answer[CouponWord], error) {
	b := in.Body
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (CouponWord, error) {
		w, err := h.Reader.CouponService.CreateWord(ctx, tx, coupon.Word{Word: b.Word, Template: edge.As[coupon.TemplateID](b.TemplateID), Stock: b.Stock,
			PerMember: b.PerMember, Until: postgres.Value(b.Until)}, actOf(ctx, ""))
		return shownWord(w), err
	})
}

func (h *handlers) listCouponWords(ctx context.Context, in *CouponTemplatePath) (*struct{ Body edge.Page[CouponWord] }, error) {
	list, err := h.Reader.CouponService.Words(ctx, h.DB, edge.As[coupon.TemplateID](in.Template))
	return &struct{ Body edge.Page[CouponWord] }{edge.PageOf(edge.Each(list, shownWord), "")}, err
}

func (h *handlers) endCouponWord(ctx context.Context, in *struct {
	Word string `path:"word" maxLength:"40" doc:"The word" zh:"口令" example:"双11"`
}) (*struct{}, error) {
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error { return h.Reader.CouponService.EndWord(ctx, tx, in.Word, actOf(ctx, "")) })
}

const (
	memberCouponCursor   = "member_coupon"
	templateCouponCursor = "template_coupon"
)

func couponSpot(list string) func(coupon.Coupon) string {
	return func(c coupon.Coupon) string { return edge.Cursor(list, c.IssuedAt.UnixMicro(), int64(c.ID)) }
}

func (h *handlers) listMemberCoupons(ctx context.Context, in *struct {
	MemberPath
	edge.Paging
}) (*couponsReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	after, err := spotOf(in.Paging, memberCouponCursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.CouponService.Wallet(ctx, h.DB, m.ID, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, couponSpot(memberCouponCursor))
	shown, err := h.Reader.Coupons(ctx, h.DB, edge.From(ctx).Language, list...)
	return &couponsReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) listTemplateCoupons(ctx context.Context, in *struct {
	CouponTemplatePath
	edge.Paging
}) (*struct{ Body edge.Page[view.HeldCoupon] }, error) {
	t, err := h.couponTemplate(ctx, in.Template)
	if err != nil {
		return nil, err
	}
	after, err := spotOf(in.Paging, templateCouponCursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.CouponService.OfTemplate(ctx, h.DB, t.ID, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, couponSpot(templateCouponCursor))
	if list, err = h.ofOwnMembers(ctx, list); err != nil {
		return nil, err
	}
	shown, err := h.Reader.HeldCoupons(ctx, h.DB, edge.From(ctx), list...)
	return &struct{ Body edge.Page[view.HeldCoupon] }{edge.PageOf(shown, next)}, err
}

// ofOwnMembers leaves the coupons of members whom the caller may list; a page may be
// short, or empty, while there is a next one.
func (h *handlers) ofOwnMembers(ctx context.Context, list []coupon.Coupon) ([]coupon.Coupon, error) {
	scope := edge.From(ctx).Scope()
	if scope.All() || len(list) == 0 {
		return list, nil
	}
	holders := map[member.ID]bool{}
	for _, c := range list {
		holders[c.Member] = false
	}
	own, err := h.Reader.Profile.Find(ctx, profile.Filter{Among: slices.Collect(maps.Keys(holders)), Of: scope.Narrow()}, profile.ByJoining, nil, len(holders))
	if err != nil {
		return nil, err
	}
	for _, m := range own {
		holders[m.Member] = true
	}
	return slices.DeleteFunc(list, func(c coupon.Coupon) bool { return !holders[c.Member] }), nil
}

func (h *handlers) getMemberCoupon(ctx context.Context, in *MemberCouponPath) (*struct{ Body CouponTimeLine }, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	c, line, err := h.Reader.CouponService.TimeLine(ctx, h.DB, m.ID, edge.As[coupon.ID](in.Coupon))
	if err != nil {
		return nil, err
	}
	l := edge.From(ctx).Language
	shown, err := h.Reader.Coupons(ctx, h.DB, l, c)
	if err != nil {
		return nil, err
	}
	changes, err := h.Reader.CouponChanges(ctx, h.DB, l, line)
	return &struct{ Body CouponTimeLine }{CouponTimeLine{Coupon: shown[0], Changes: changes}}, err
}

func (h *handlers) onCoupon(ctx context.Context, at MemberCouponPath, key string, why CouponCancelling,
	do func(context.Context, postgres.Tx, coupon.Cancelling) (coupon.Coupon, error)) (*edge.Answer[view.Coupon], error) {
	return edge.Once(ctx, h.edge, key, func(tx postgres.Tx) (view.Coupon, error) {
		c, err := do(ctx, tx, coupon.Cancelling{Member: edge.As[member.ID](at.ID), Coupon: edge.As[coupon.ID](at.Coupon), Reason: why.Reason, Act: actOf(ctx, why.Note)})
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
