package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/coupon/terms"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/staff"
)

// SampleBasket is a basket on which promotions are tried.
type SampleBasket struct {
	Draft     *pricing.Rule `json:"draft,omitempty" doc:"A promotion that is not there yet, tried beside those that are live" zh:"尚未发布的促销，与进行中的促销一并试算"`
	Promotion edge.ID       `json:"promotion,omitempty" doc:"The promotion in whose place the draft is tried" zh:"草稿所替代的促销编号"`
	Alone     bool          `json:"alone,omitempty" doc:"Only the draft, without those that are live" zh:"只试草稿，不含进行中的促销"`
	Lines     []SampleLine  `json:"lines" minItems:"1" maxItems:"200" doc:"What is bought" zh:"商品行"`
	Level     *string       `json:"level,omitempty" maxLength:"40" doc:"Code of the member's level; nobody's when absent" zh:"会员等级代码；缺省为非会员" example:"gold"`
	Store     string        `json:"store,omitempty" maxLength:"64" doc:"Code of the store" zh:"门店代码" example:"S001"`
	Channel   string        `json:"channel,omitempty" maxLength:"64" doc:"Code of the channel" zh:"渠道代码" example:"store"`
	At        *time.Time    `json:"at,omitempty" doc:"When; now when absent" zh:"时间；缺省为现在"`
	Objective string        `json:"objective,omitempty" enum:"customer_best,fewest_coupons,margin_best" doc:"Which combination is the best; customer_best when absent" zh:"择优目标；缺省为顾客最优"`
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

// PricedBasket is a basket priced and explained.
type PricedBasket struct {
	Currency string         `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Lines    []PricedLine   `json:"lines" doc:"Line by line, as given" zh:"逐行结果"`
	Applied  []AppliedOffer `json:"applied" doc:"What was applied, in that order" zh:"已用优惠，按适用顺序"`
	Refused  []RefusedOffer `json:"refused" doc:"What was not, and why; the nearest first" zh:"未用优惠及原因，最接近的在前"`
	Gifts    []DueGift      `json:"gifts" doc:"What may be taken for nothing and is not in the basket" zh:"可再取的赠品"`
	List     edge.Minor     `json:"list" doc:"At list prices" zh:"原价合计"`
	Member   edge.Minor     `json:"member_off" doc:"Off by member prices" zh:"会员价优惠"`
	Off      edge.Minor     `json:"promotions_off" doc:"Off by promotions" zh:"促销优惠"`
	Net      edge.Minor     `json:"net" doc:"To pay" zh:"应付"`
	RunnerUp *RunnerUp      `json:"runner_up" doc:"Another combination that was met; null: none" zh:"次优方案；null 为没有"`
	Exact    bool           `json:"exact" doc:"No combination is better" zh:"是否确为最优" example:"true"`
	Missed   edge.Minor     `json:"missed_at_most" doc:"Where not exact: none is better by more than this" zh:"非确切最优时，最多相差"`
}

// PricedLine is one line of a priced basket.
type PricedLine struct {
	No     int          `json:"no" doc:"Place in the basket, from 1" zh:"行号" example:"1"`
	List   edge.Minor   `json:"list" doc:"At the list price" zh:"原价"`
	Member edge.Minor   `json:"member_off" doc:"Off by the member price" zh:"会员价优惠"`
	Offs   []PricedPart `json:"offs" doc:"What each promotion takes off it" zh:"各促销在此行的优惠"`
	Net    edge.Minor   `json:"net" doc:"To pay" zh:"应付"`
}

// PricedPart is what one promotion takes off a line.
type PricedPart struct {
	Offer   string     `json:"offer" doc:"Id of the promotion; draft: the draft" zh:"促销编号；draft 为草稿" example:"1024"`
	Version int        `json:"version" doc:"Its version" zh:"版本" example:"2"`
	Amount  edge.Minor `json:"amount" doc:"Off" zh:"优惠金额"`
}

// AppliedOffer is what one promotion does to the basket.
type AppliedOffer struct {
	Offer   string     `json:"offer" doc:"Id of the promotion; draft: the draft" zh:"促销编号；draft 为草稿" example:"1024"`
	Version int        `json:"version" doc:"Its version" zh:"版本" example:"2"`
	Name    string     `json:"name" doc:"Its name in the reader's language" zh:"名称" example:"满100减20"`
	Off     edge.Minor `json:"off" doc:"Off the basket" zh:"优惠金额"`
	Cut     *string    `json:"cut" enum:"cap,floor" doc:"Why it took less than it says; null: it did not" zh:"封顶原因；null 为没有"`
}

// RefusedOffer is why a promotion is not applied.
type RefusedOffer struct {
	Offer string `json:"offer" doc:"Id of the promotion; draft: the draft" zh:"促销编号；draft 为草稿" example:"1024"`
	Name  string `json:"name" doc:"Its name in the reader's language" zh:"名称" example:"满100减20"`
	Code  string `json:"code" doc:"Why" zh:"原因代码" example:"threshold_amount"`
	Words string `json:"words" doc:"The same in a sentence, with the smallest change that would let it be" zh:"原因与凑单提示" example:"再买 ¥12.00 即可使用"`
}

// DueGift is a gift that is not in the basket.
type DueGift struct {
	Offer    string `json:"offer" doc:"Id of the promotion; draft: the draft" zh:"促销编号；draft 为草稿" example:"1024"`
	Goods    string `json:"goods" doc:"What, in words" zh:"赠品" example:"商品 cup"`
	Quantity int64  `json:"quantity" doc:"How many" zh:"件数" example:"1"`
}

// RunnerUp is another combination.
type RunnerUp struct {
	Names []string   `json:"names" doc:"Of its promotions" zh:"所含促销名称"`
	Net   edge.Minor `json:"net" doc:"What would be to pay" zh:"应付"`
}

// PromotionSentences is a promotion in words.
type PromotionSentences struct {
	Words []string `json:"words" doc:"The promotion in sentences of the reader's language" zh:"促销的文字说明"`
}

type promotionSentencesReply struct{ Body PromotionSentences }

// draftID is by which a draft that is no promotion yet is named in answers.
const draftID = "draft"

func (h *handlers) promotionTrials(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "word-promotion", Method: "POST", Path: "/promotions/words", Tag: "pricing", Permission: staff.PricingRead,
		Summary: edge.Words{Chinese: "用文字说明一份促销，不保存", English: "Say a promotion in words, without keeping it"},
		Errors:  []*errs.Error{pricing.ErrBadPromotion},
	}, h.wordPromotion)
	edge.Register(e, edge.Operation{
		ID: "try-promotions", Method: "POST", Path: "/promotions/try", Tag: "pricing", Permission: staff.PricingRead,
		Summary:     edge.Words{Chinese: "在示例购物篮上试算，不保存", English: "Price a sample basket, without keeping anything"},
		Description: edge.Words{Chinese: "按进行中的促销（可加一份草稿）求最优组合；不占预算。", English: "The best combination of the promotions that are live, and of a draft; it takes nothing of any budget."},
		Errors: []*errs.Error{pricing.ErrBadPromotion, pricing.ErrNoArticle, pricing.ErrNoPrice, pricing.ErrManyLive, pricing.ErrNoPromotion,
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

func (h *handlers) tryPromotions(ctx context.Context, in *struct{ Body SampleBasket }) (*struct{ Body PricedBasket }, error) {
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
	return &struct{ Body PricedBasket }{pricedOf(ctx, quoted)}, nil
}

// pricedOf puts a quote into what a reader reads.
func pricedOf(ctx context.Context, q pricing.Quoted) PricedBasket {
	language := edge.From(ctx).Language
	names := map[string]string{}
	for _, o := range q.Input.Offers {
		names[o.ID] = o.Name.In(string(language))
	}
	shown := func(id string) string {
		if id == "0" {
			return draftID
		}
		return id
	}
	p := PricedBasket{
		Currency: q.Currency, List: edge.Minor(q.Totals.List), Member: edge.Minor(q.Totals.Member), Off: edge.Minor(q.Totals.Promotions),
		Net: edge.Minor(q.Totals.Net), Exact: q.Exact, Missed: edge.Minor(q.Missed), Gifts: []DueGift{}, Refused: []RefusedOffer{},
	}
	p.Lines = edge.Each(q.Lines, func(l engine.LineQuote) PricedLine {
		return PricedLine{No: l.No, List: edge.Minor(l.List), Member: edge.Minor(l.Member), Net: edge.Minor(l.Net),
			Offs: edge.Each(l.Offs, func(o engine.Off) PricedPart {
				return PricedPart{Offer: shown(o.Offer), Version: o.Version, Amount: edge.Minor(o.Amount)}
			})}
	})
	p.Applied = edge.Each(q.Applied, func(a engine.Applied) AppliedOffer {
		return AppliedOffer{Offer: shown(a.Offer), Version: a.Version, Name: names[a.Offer], Off: edge.Minor(a.Off), Cut: edge.OrNull(a.Cut)}
	})
	for _, r := range q.Refused {
		if r.Source == terms.FromPromotion {
			p.Refused = append(p.Refused, RefusedOffer{Offer: shown(r.Offer), Name: names[r.Offer], Code: r.Code,
				Words: view.RefusalWords(r, names, q.Currency, language)})
		}
	}
	for _, g := range q.Gifts {
		p.Gifts = append(p.Gifts, DueGift{Offer: shown(g.Offer), Goods: view.GoodsWords(g.Goods, language), Quantity: g.Quantity})
	}
	if r := q.RunnerUp; r != nil {
		p.RunnerUp = &RunnerUp{Net: edge.Minor(r.Net), Names: edge.Each(r.Offers, func(id string) string { return names[id] })}
	}
	return p
}
