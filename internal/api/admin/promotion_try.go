package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/staff"
)

// SampleBasket is a basket on which promotions are tried.
type SampleBasket struct {
	Draft     *pricing.Rule  `json:"draft,omitempty" doc:"A promotion that is not there yet, tried beside those that are live" zh:"尚未发布的促销，与进行中的促销一并试算"`
	Promotion edge.ID        `json:"promotion,omitempty" doc:"The promotion in whose place the draft is tried" zh:"草稿所替代的促销编号"`
	Floor     *pricing.Floor `json:"floor,omitempty" doc:"A margin floor that need not hold yet; the one in force when absent" zh:"尚未发布的毛利底线；缺省为现行的"`
	Coupon    *coupon.Terms  `json:"coupon,omitempty" doc:"A coupon that need not be there yet, as if the buyer had one and wanted to use it" zh:"尚未发布的券，按持有并使用一张试算"`
	Alone     bool           `json:"alone,omitempty" doc:"Only the draft and the coupon, without the promotions that are live" zh:"只试草稿与该券，不含进行中的促销"`
	Lines     []SampleLine   `json:"lines" minItems:"1" maxItems:"200" doc:"What is bought" zh:"商品行"`
	Level     *string        `json:"level,omitempty" maxLength:"40" doc:"Code of the member's level; nobody's when absent" zh:"会员等级代码；缺省为非会员" example:"gold"`
	Store     string         `json:"store,omitempty" maxLength:"64" doc:"Code of the store" zh:"门店代码" example:"S001"`
	Channel   string         `json:"channel,omitempty" maxLength:"64" doc:"Code of the channel" zh:"渠道代码" example:"store"`
	At        *time.Time     `json:"at,omitempty" doc:"When; now when absent" zh:"时间；缺省为现在"`
	Objective string         `json:"objective,omitempty" enum:"customer_best,fewest_coupons,margin_best" doc:"Which combination is the best; customer_best when absent" zh:"择优目标；缺省为顾客最优"`
}

// SampleLine is one line of a sample basket.
type SampleLine struct {
	Article  string      `json:"article" minLength:"1" maxLength:"64" doc:"Code of the article" zh:"商品代码" example:"latte"`
	Quantity int64       `json:"quantity" minimum:"1" maximum:"1000000" doc:"Pieces, or parts of one where scale says so" zh:"件数；按 scale 计时为份数" example:"2"`
	Scale    int64       `json:"scale,omitempty" minimum:"0" maximum:"1000000" doc:"How many parts make one: 1000 for grams of a kilogram" zh:"多少份为一个单位：按克计为 1000" example:"1000"`
	Unit     *edge.Minor `json:"unit,omitempty" doc:"Price of one; the catalogue's when absent" zh:"单价；缺省取商品目录价"`
	Category string      `json:"category,omitempty" maxLength:"64" doc:"Code of the category, of an article that is not in the catalogue" zh:"品类代码（目录中没有的商品）" example:"tea"`
	Kind     string      `json:"kind,omitempty" enum:"goods,delivery,service,tip" doc:"What it is; the catalogue's when absent" zh:"类型；缺省取目录" example:"goods"`
}

// PromotionSentences is a promotion in words.
type PromotionSentences struct {
	Words []string `json:"words" doc:"The promotion in sentences of the reader's language" zh:"促销的文字说明"`
}

type promotionSentencesReply struct{ Body PromotionSentences }

func (h *handlers) promotionTrials(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "word-promotion", Method: "POST", Path: "/promotions/words", Tag: "pricing", Permission: staff.PricingRead,
		Summary: edge.Words{Chinese: "用文字说明一份促销，不保存", English: "Say a promotion in words, without keeping it"},
		Errors:  []*errs.Error{pricing.ErrBadPromotion},
	}, h.wordPromotion)
	edge.Register(e, edge.Operation{
		ID: "try-promotions", Method: "POST", Path: "/promotions/try", Tag: "pricing", Permission: staff.PricingRead,
		Summary:     edge.Words{Chinese: "在示例购物篮上试算，不保存", English: "Price a sample basket, without keeping anything"},
		Description: edge.Words{Chinese: "按进行中的促销（可加一份草稿与一张券）求最优组合；不占预算。", English: "The best combination of the promotions that are live, and of a draft and a coupon; it takes nothing of any budget."},
		Errors: []*errs.Error{pricing.ErrBadPromotion, pricing.ErrBadFloor, coupon.ErrBadTemplate, pricing.ErrNoArticle, pricing.ErrNoPrice, pricing.ErrManyLive, pricing.ErrNoPromotion,
			engine.ErrBadBasket, org.ErrNoStore},
	}, h.tryPromotions)
}

func (h *handlers) wordPromotion(ctx context.Context, in *struct{ Body PromotionDraft }) (*promotionSentencesReply, error) {
	if err := in.Body.Body.Validate(); err != nil {
		return nil, err
	}
	words, err := h.promotionWords(ctx)
	if err != nil {
		return nil, err
	}
	return &promotionSentencesReply{Body: PromotionSentences{Words: words(in.Body.Body)}}, nil
}

func (h *handlers) tryPromotions(ctx context.Context, in *struct{ Body SampleBasket }) (*struct{ Body view.PricedBasket }, error) {
	b := in.Body
	ask := pricing.Ask{Store: b.Store, Channel: b.Channel, Only: b.Alone, Level: b.Level, Objective: engine.Objective(b.Objective)}
	if b.At != nil {
		ask.At = *b.At
	}
	if b.Draft != nil {
		if err := b.Draft.Validate(); err != nil {
			return nil, err
		}
		ask.Draft = &pricing.Promotion{ID: edge.As[pricing.PromotionID](b.Promotion), Rule: *b.Draft}
	}
	if b.Floor != nil {
		if err := b.Floor.Validate(); err != nil {
			return nil, err
		}
		ask.Floor = b.Floor
	}
	if b.Coupon != nil {
		if err := b.Coupon.Validate(); err != nil {
			return nil, err
		}
		ask.Coupons = []engine.Offer{{ID: "coupon", Name: b.Coupon.Name, Source: terms.FromCoupon, Terms: &b.Coupon.Offer}}
	}
	for i, l := range b.Lines {
		line := pricing.AskLine{No: i + 1, Article: l.Article, Quantity: l.Quantity, Scale: l.Scale, Category: l.Category, Kind: l.Kind}
		if l.Unit != nil {
			unit := int64(*l.Unit)
			line.Unit = &unit
		}
		ask.Lines = append(ask.Lines, line)
	}
	quoted, err := h.Pricing.Quote(ctx, h.DB, ask)
	if err != nil {
		return nil, err
	}
	return &struct{ Body view.PricedBasket }{view.PricedBasketOf(quoted, edge.From(ctx).Language)}, nil
}
