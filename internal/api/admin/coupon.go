package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// CouponVersion is one version of a template.
type CouponVersion struct {
	Version   int          `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string       `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time   `json:"valid_from" doc:"From when it counts; null: a draft" zh:"生效时间；草稿为 null" example:"2026-01-01T00:00:00Z"`
	Terms     coupon.Terms `json:"terms" doc:"What it says" zh:"内容"`
	Words     []string     `json:"words" doc:"The same in sentences of the reader's language" zh:"文字说明"`
	Written
}

// NewCouponTemplate is a template to be made, as a draft.
type NewCouponTemplate struct {
	Code     string       `json:"code" pattern:"^[a-z][a-z0-9_]{1,39}$" doc:"Code; stays" zh:"编码，之后不可更改" example:"off_20"`
	BrandID  edge.ID      `json:"brand_id,omitempty" doc:"The brand whose it is; of every brand when absent" zh:"所属品牌；缺省为通用"`
	Currency string       `json:"currency,omitempty" pattern:"^[A-Z]{3}$" doc:"Of its amounts; the retailer's when absent" zh:"货币代码；缺省为本位币" example:"CNY"`
	Terms    coupon.Terms `json:"terms" doc:"What it says" zh:"内容"`
}

// CouponDraft is a version of a template to be made.
type CouponDraft struct {
	Terms coupon.Terms `json:"terms" doc:"What it says" zh:"内容"`
}

// CouponRevision is another body for a draft.
type CouponRevision struct {
	CouponDraft
	Hash string `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}

// CouponSentences is what a coupon would be, in words.
type CouponSentences struct {
	Words []string `json:"words" doc:"In sentences of the reader's language" zh:"文字说明"`
}

// CouponFunnel is how far the coupons of a template came.
type CouponFunnel struct {
	Issued     int64              `json:"issued" doc:"Given to members" zh:"已发放" example:"1200"`
	Seen       int64              `json:"seen" doc:"Looked at by the member, as far as channels report it" zh:"已查看（渠道有上报时）" example:"900"`
	Locked     int64              `json:"locked" doc:"Taken to a checkout at least once" zh:"到过结算" example:"400"`
	Redeemed   int64              `json:"redeemed" doc:"Used" zh:"已核销" example:"360"`
	Expired    int64              `json:"expired" doc:"Over without having been used" zh:"已过期" example:"500"`
	Cancelled  int64              `json:"cancelled" doc:"Taken away by staff" zh:"已作废" example:"3"`
	Saved      edge.Minor         `json:"saved" doc:"What those that are used took off" zh:"累计优惠金额（最小货币单位）"`
	Currency   string             `json:"currency" doc:"Of amounts, ISO 4217" zh:"货币代码" example:"CNY"`
	Unredeemed []CouponUnredeemed `json:"unredeemed" doc:"Why those that are not used were not" zh:"未核销的原因"`
	At         edge.Time          `json:"at" doc:"As of when" zh:"截至" example:"2026-09-12T04:20:00Z"`
}

// CouponUnredeemed is how many coupons were not used for one reason.
type CouponUnredeemed struct {
	Over    bool       `json:"over" doc:"Their time is over; else they may still be used" zh:"已过期；否则仍可使用" example:"true"`
	Reason  string     `json:"reason" enum:"never_seen,never_bought,out_of_scope,below_threshold,not_used" doc:"Why, as the member's orders tell" zh:"原因（据会员订单）" example:"below_threshold"`
	Band    *int       `json:"band" doc:"Of below_threshold: which quarter of the threshold the largest basket reached, 0 to 3" zh:"未达门槛：最大一单达到门槛的第几个四分之一（0 至 3）" example:"3"`
	Coupons int64      `json:"coupons" doc:"How many" zh:"张数" example:"120"`
	Short   edge.Minor `json:"short" doc:"Of below_threshold: what was missing, of all together" zh:"未达门槛：合计差额（最小货币单位）"`
}

type (
	couponSearch struct {
		edge.Paging
		Status string `query:"status" enum:"draft,live,ended" doc:"Only of this state" zh:"状态" example:"live"`
		Kind   string `query:"kind" enum:"amount_off,percent_off,fixed_price,bundle_price,nth_piece,buy_get,add_on,gift,delivery,exchange" doc:"Only of this kind" zh:"类型" example:"amount_off"`
		Text   string `query:"q" maxLength:"80" doc:"Part of the code or of a name" zh:"编码或名称的一部分" example:"新客"`
	}
	// CouponTemplatePath names a template in a path.
	CouponTemplatePath struct {
		Template edge.ID `path:"template" doc:"Id of the template" zh:"模板编号"`
	}
	couponTemplateReply  struct{ Body view.CouponTemplate }
	couponTemplatesReply struct {
		Body edge.Page[view.CouponTemplate]
	}
	couponVersionReply  struct{ Body CouponVersion }
	couponVersionsReply struct{ Body edge.Page[CouponVersion] }
)

func (h *handlers) coupons(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-coupon-templates", Method: "GET", Path: "/coupons/templates", Tag: "coupon", Permission: staff.CouponRead,
		Summary: edge.Words{Chinese: "券模板列表", English: "List templates of coupons, the latest first"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listCouponTemplates)
	edge.Register(e, edge.Operation{
		ID: "create-coupon-template", Method: "POST", Path: "/coupons/templates", Tag: "coupon", Permission: staff.CouponManage, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建券模板（草稿）", English: "Make a template, as a draft"},
		Errors:  []*errs.Error{coupon.ErrBadTemplate, coupon.ErrTemplateTaken},
	}, h.createCouponTemplate)
	edge.Register(e, edge.Operation{
		ID: "get-coupon-template", Method: "GET", Path: "/coupons/templates/{template}", Tag: "coupon", Permission: staff.CouponRead,
		Summary: edge.Words{Chinese: "一个券模板", English: "One template as it is now"},
		Errors:  []*errs.Error{coupon.ErrNoTemplate},
	}, h.getCouponTemplate)
	edge.Register(e, edge.Operation{
		ID: "list-coupon-versions", Method: "GET", Path: "/coupons/templates/{template}/versions", Tag: "coupon", Permission: staff.CouponRead,
		Summary: edge.Words{Chinese: "券模板的全部版本", English: "Every version of a template"},
		Errors:  []*errs.Error{coupon.ErrNoTemplate},
	}, h.listCouponVersions)
	edge.Register(e, edge.Operation{
		ID: "draft-coupon-version", Method: "POST", Path: "/coupons/templates/{template}/versions", Tag: "coupon", Permission: staff.CouponManage, Status: http.StatusCreated,
		Summary:     edge.Words{Chinese: "起草券模板的新版本", English: "Draft a version of a template"},
		Description: edge.Words{Chinese: "已发出的券保持发放时的版本。", English: "Coupons that are out keep to the version by which they were given."},
		Errors:      []*errs.Error{coupon.ErrNoTemplate, coupon.ErrBadTemplate},
	}, h.draftCouponVersion)
	edge.Register(e, edge.Operation{
		ID: "revise-coupon-version", Method: "PUT", Path: "/coupons/templates/{template}/versions/{version}", Tag: "coupon", Permission: staff.CouponManage,
		Summary: edge.Words{Chinese: "修改券模板的草稿", English: "Change a draft of a template"},
		Errors:  append([]*errs.Error{coupon.ErrNoTemplate, coupon.ErrBadTemplate}, revisionErrors...),
	}, h.reviseCouponVersion)
	edge.Register(e, edge.Operation{
		ID: "discard-coupon-version", Method: "DELETE", Path: "/coupons/templates/{template}/versions/{version}", Tag: "coupon", Permission: staff.CouponManage, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "扔掉券模板的草稿", English: "Throw a draft of a template away"},
		Errors:  append([]*errs.Error{coupon.ErrNoTemplate}, revisionErrors...),
	}, h.discardCouponVersion)
	edge.Register(e, edge.Operation{
		ID: "publish-coupon-version", Method: "POST", Path: "/coupons/templates/{template}/versions/{version}/publish", Tag: "coupon", Permission: staff.CouponManage,
		Summary: edge.Words{Chinese: "独自发布券模板", English: "Publish a version of a template alone"}, Description: publishAlone,
		Errors: append([]*errs.Error{coupon.ErrNoTemplate, coupon.ErrBadTemplate}, publishErrors...),
	}, h.publishCouponVersion)
	edge.Register(e, edge.Operation{
		ID: "word-coupon", Method: "POST", Path: "/coupons/sentences", Tag: "coupon", Permission: staff.CouponManage,
		Summary: edge.Words{Chinese: "用文字说明一种券，不保存", English: "Say a coupon in words, without keeping it"},
		Errors:  []*errs.Error{coupon.ErrBadTemplate},
	}, h.wordCoupon)
	edge.Register(e, edge.Operation{
		ID: "end-coupon-template", Method: "POST", Path: "/coupons/templates/{template}/end", Tag: "coupon", Permission: staff.CouponManage, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "停发一种券", English: "Let no more of a template be given"},
		Description: edge.Words{Chinese: "已发出的券与券码不受影响；可以恢复。",
			English: "Coupons and codes that are out keep their right; it can be taken back."},
		Errors: []*errs.Error{coupon.ErrNoTemplate, coupon.ErrNotLive, coupon.ErrEnded},
	}, h.onCouponTemplate((*coupon.Service).End))
	edge.Register(e, edge.Operation{
		ID: "reopen-coupon-template", Method: "POST", Path: "/coupons/templates/{template}/reopen", Tag: "coupon", Permission: staff.CouponManage, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "恢复发放一种券", English: "Let a template that was ended be given again"},
		Errors:  []*errs.Error{coupon.ErrNoTemplate, coupon.ErrNotEnded},
	}, h.onCouponTemplate((*coupon.Service).Reopen))
	edge.Register(e, edge.Operation{
		ID: "get-coupon-funnel", Method: "GET", Path: "/coupons/templates/{template}/funnel", Tag: "coupon", Permission: staff.CouponRead,
		Summary: edge.Words{Chinese: "券的漏斗与未核销原因", English: "How far the coupons of a template came, and why the others did not"},
		Errors:  []*errs.Error{coupon.ErrNoTemplate},
	}, h.couponFunnel)
}

const couponTemplateCursor = "coupon_template"

func (h *handlers) listCouponTemplates(ctx context.Context, in *couponSearch) (*couponTemplatesReply, error) {
	after, err := in.After(couponTemplateCursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.CouponService.Templates(ctx, h.DB, coupon.TemplateFilter{Status: in.Status, Kind: terms.Kind(in.Kind), Text: in.Text}, coupon.TemplateID(after), in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(t coupon.Template) string { return edge.Cursor(couponTemplateCursor, int64(t.ID)) })
	shown, err := h.Reader.CouponTemplates(ctx, h.DB, edge.From(ctx).Language, list...)
	return &couponTemplatesReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) createCouponTemplate(ctx context.Context, in *struct {
	edge.Keyed
	Body NewCouponTemplate
}) (*edge.Answer[view.CouponTemplate], error) {
	b := in.Body
	return h.onceTemplate(ctx, in.Key, func(tx postgres.Tx) (coupon.Template, error) {
		return h.Reader.CouponService.CreateTemplate(ctx, tx, coupon.NewTemplate{Code: b.Code, Brand: edge.As[org.BrandID](b.BrandID), Currency: b.Currency, Terms: b.Terms, Act: actOf(ctx, "")})
	})
}

func (h *handlers) onCouponTemplate(do func(*coupon.Service, context.Context, postgres.Tx, coupon.TemplateID, staff.Act) (coupon.Template, error)) func(context.Context, *struct {
	CouponTemplatePath
	edge.Keyed
}) (*edge.Answer[view.CouponTemplate], error) {
	return func(ctx context.Context, in *struct {
		CouponTemplatePath
		edge.Keyed
	}) (*edge.Answer[view.CouponTemplate], error) {
		return h.onceTemplate(ctx, in.Key, func(tx postgres.Tx) (coupon.Template, error) {
			return do(h.Reader.CouponService, ctx, tx, edge.As[coupon.TemplateID](in.Template), actOf(ctx, ""))
		})
	}
}

func (h *handlers) onceTemplate(ctx context.Context, key string, do func(postgres.Tx) (coupon.Template, error)) (*edge.Answer[view.CouponTemplate], error) {
	return edge.Once(ctx, h.edge, key, func(tx postgres.Tx) (view.CouponTemplate, error) {
		t, err := do(tx)
		if err != nil {
			return view.CouponTemplate{}, err
		}
		shown, err := h.Reader.CouponTemplates(ctx, tx, edge.From(ctx).Language, t)
		if err != nil {
			return view.CouponTemplate{}, err
		}
		return shown[0], nil
	})
}

func (h *handlers) couponTemplate(ctx context.Context, id edge.ID) (coupon.Template, error) {
	return h.Reader.CouponService.Template(ctx, h.DB, edge.As[coupon.TemplateID](id))
}

func (h *handlers) getCouponTemplate(ctx context.Context, in *CouponTemplatePath) (*couponTemplateReply, error) {
	t, err := h.couponTemplate(ctx, in.Template)
	if err != nil {
		return nil, err
	}
	shown, err := h.Reader.CouponTemplates(ctx, h.DB, edge.From(ctx).Language, t)
	if err != nil {
		return nil, err
	}
	return &couponTemplateReply{Body: shown[0]}, nil
}

// couponRules finds a template and its versions.
func (h *handlers) couponRules(ctx context.Context, id edge.ID) (coupon.Template, staff.Rules[coupon.Terms], error) {
	t, err := h.couponTemplate(ctx, id)
	return t, h.Reader.CouponService.Rules(t), err
}

func (h *handlers) listCouponVersions(ctx context.Context, in *CouponTemplatePath) (*couponVersionsReply, error) {
	t, rules, err := h.couponRules(ctx, in.Template)
	if err != nil {
		return nil, err
	}
	list, err := rules.List(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownCouponVersions(ctx, t, list...)
	return &couponVersionsReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) draftCouponVersion(ctx context.Context, in *struct {
	CouponTemplatePath
	Body CouponDraft
}) (*couponVersionReply, error) {
	t, rules, err := h.couponRules(ctx, in.Template)
	if err != nil {
		return nil, err
	}
	v, err := draftRule(ctx, h, rules, in.Body.Terms)
	return h.couponVersionReply(ctx, t, v, err)
}

func (h *handlers) reviseCouponVersion(ctx context.Context, in *struct {
	CouponTemplatePath
	VersionPath
	Body CouponRevision
}) (*couponVersionReply, error) {
	t, rules, err := h.couponRules(ctx, in.Template)
	if err != nil {
		return nil, err
	}
	v, err := reviseRule(ctx, h, rules, in.Version, in.Body.Hash, in.Body.Terms)
	return h.couponVersionReply(ctx, t, v, err)
}

func (h *handlers) discardCouponVersion(ctx context.Context, in *struct {
	CouponTemplatePath
	VersionPath
	Hash string `query:"hash" required:"true" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}) (*struct{}, error) {
	_, rules, err := h.couponRules(ctx, in.Template)
	if err != nil {
		return nil, err
	}
	return discardRule(ctx, h, rules, &discardVersion{in.VersionPath, in.Hash})
}

func (h *handlers) publishCouponVersion(ctx context.Context, in *struct {
	CouponTemplatePath
	VersionPath
	Body Publishing
}) (*couponVersionReply, error) {
	t, rules, err := h.couponRules(ctx, in.Template)
	if err != nil {
		return nil, err
	}
	v, err := publishRule(ctx, h, rules, &publishVersion{in.VersionPath, in.Body})
	h.Reader.CouponService.Changed()
	return h.couponVersionReply(ctx, t, v, err)
}

func (h *handlers) couponVersionReply(ctx context.Context, t coupon.Template, v rulebook.Version[coupon.Terms], err error) (*couponVersionReply, error) {
	if err != nil {
		return nil, err
	}
	shown, err := h.shownCouponVersions(ctx, t, v)
	if err != nil {
		return nil, err
	}
	return &couponVersionReply{Body: shown[0]}, nil
}

func (h *handlers) shownCouponVersions(ctx context.Context, t coupon.Template, list ...rulebook.Version[coupon.Terms]) ([]CouponVersion, error) {
	written, err := written(ctx, h, list)
	if err != nil {
		return nil, err
	}
	say, err := h.Reader.CouponWords(ctx, h.DB, edge.From(ctx).Language)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v rulebook.Version[coupon.Terms]) CouponVersion {
		return CouponVersion{Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Terms: v.Body, Words: say(v.Body, t.Currency), Written: written(v)}
	}), nil
}

func (h *handlers) wordCoupon(ctx context.Context, in *struct{ Body CouponDraft }) (*struct{ Body CouponSentences }, error) {
	if err := in.Body.Terms.Validate(); err != nil {
		return nil, err
	}
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	say, err := h.Reader.CouponWords(ctx, h.DB, edge.From(ctx).Language)
	if err != nil {
		return nil, err
	}
	return &struct{ Body CouponSentences }{CouponSentences{say(in.Body.Terms, settings.Currency)}}, nil
}

func (h *handlers) couponFunnel(ctx context.Context, in *CouponTemplatePath) (*struct{ Body CouponFunnel }, error) {
	t, err := h.couponTemplate(ctx, in.Template)
	if err != nil {
		return nil, err
	}
	f, err := h.Reader.CouponService.Funnel(ctx, t.ID)
	if err != nil {
		return nil, err
	}
	shown := CouponFunnel{Issued: f.Issued, Seen: f.Seen, Locked: f.Locked, Redeemed: f.Redeemed, Expired: f.Expired, Cancelled: f.Cancelled,
		Saved: edge.Minor(f.Saved), Currency: t.Currency, At: edge.At(f.At)}
	shown.Unredeemed = edge.Each(f.Unredeemed, func(u coupon.Unredeemed) CouponUnredeemed {
		x := CouponUnredeemed{Over: u.Over, Reason: string(u.Reason), Coupons: u.Coupons, Short: edge.Minor(u.Short)}
		if u.Band >= 0 {
			x.Band = &u.Band
		}
		return x
	})
	return &struct{ Body CouponFunnel }{shown}, nil
}
