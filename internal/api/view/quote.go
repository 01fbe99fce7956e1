package view

import (
	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/checkout"
	"habitue/internal/coupon/terms"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
)

// Quote is a basket priced and explained, with how it would be paid.
type Quote struct {
	PricedBasket
	Digest string      `json:"digest" doc:"Of what is agreed on; a commit names it" zh:"报价摘要，提交时须带上" example:"9f86d081884c7d659a2feaa0c55ad015"`
	Points edge.Points `json:"points" doc:"Points that pay" zh:"使用积分"`
	Have   QuoteHave   `json:"have" doc:"What the member could pay with" zh:"会员可用于支付的积分与储值"`
	Earns  QuoteEarns  `json:"earns" doc:"What it would earn" zh:"预计可得"`

	Group edge.Maybe[QuoteGroup] `json:"group" doc:"The group in which it would be bought; null: it is bought alone" zh:"所参加的团；null 为单独购买"`
}

// PricedBasket is a basket priced and explained.
type PricedBasket struct {
	Currency  string         `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Lines     []QuoteLine    `json:"lines" doc:"Line by line, as given" zh:"逐行结果"`
	Applied   []QuoteOffer   `json:"applied" doc:"What was applied, in that order" zh:"已用优惠，按适用顺序"`
	Refused   []QuoteRefusal `json:"refused" doc:"What was not, and why" zh:"未用优惠及原因"`
	Gifts     []QuoteGift    `json:"gifts" doc:"What may be taken for nothing and is not in the basket" zh:"可再取的赠品"`
	List      edge.Minor     `json:"list" doc:"At list prices" zh:"原价合计"`
	MemberOff edge.Minor     `json:"member_off" doc:"Off by member prices" zh:"会员价优惠"`
	PromoOff  edge.Minor     `json:"promotions_off" doc:"Off by promotions" zh:"促销优惠"`
	CouponOff edge.Minor     `json:"coupons_off" doc:"Off by coupons" zh:"优惠券优惠"`
	Net       edge.Minor     `json:"net" doc:"After all offers" zh:"优惠后金额"`
	PointsOff edge.Minor     `json:"points_off" doc:"What they pay" zh:"积分抵扣"`
	Stored    edge.Minor     `json:"stored_value" doc:"What stored value pays" zh:"储值支付"`
	Payable   edge.Minor     `json:"payable" doc:"What is to be paid in money" zh:"应付金额"`
	RunnerUp  *QuoteRunnerUp `json:"runner_up" doc:"Another combination that was met; null: none" zh:"次优方案；null 为没有"`
	Exact     bool           `json:"exact" doc:"No combination is better" zh:"是否确为最优" example:"true"`
	Missed    edge.Minor     `json:"missed_at_most" doc:"Where not exact: none is better by more than this" zh:"非确切最优时，最多相差"`
	Notes     []string       `json:"floor_notes,omitempty" doc:"What is to be said of the margin floor: lines that it does not limit, because their cost is not known" zh:"毛利底线的说明：哪些行因没有成本而不受限" example:"第 2 行没有成本，不受毛利底线限制。"`
}

// QuoteLine is one line of a quote.
type QuoteLine struct {
	No        int         `json:"no" doc:"Number of the line" zh:"行号" example:"1"`
	List      edge.Minor  `json:"list" doc:"At the list price" zh:"原价"`
	MemberOff edge.Minor  `json:"member_off" doc:"Off by the member price" zh:"会员价优惠"`
	Offs      []QuotePart `json:"offs" doc:"What each offer takes off it" zh:"各优惠在此行的金额"`
	Net       edge.Minor  `json:"net" doc:"After all offers" zh:"优惠后金额"`
	PointsOff edge.Minor  `json:"points_off" doc:"What points pay of it" zh:"积分抵扣"`
	Stored    edge.Minor  `json:"stored_value" doc:"What stored value pays of it" zh:"储值支付"`
	Payable   edge.Minor  `json:"payable" doc:"What is to be paid in money" zh:"应付"`
}

// QuotePart is what one offer takes off a line.
type QuotePart struct {
	Offer   string     `json:"offer" doc:"The promotion's id, or coupon: and the coupon's; draft: a draft that is tried" zh:"促销编号，或 coupon: 加券编号；draft 为试算的草稿" example:"coupon:1024"`
	Version int        `json:"version" doc:"Version of its rule" zh:"规则版本" example:"2"`
	Amount  edge.Minor `json:"amount" doc:"Off" zh:"优惠金额"`
}

// QuoteOffer is what one offer does to the basket.
type QuoteOffer struct {
	Offer   string     `json:"offer" doc:"The promotion's id, or coupon: and the coupon's; draft: a draft that is tried" zh:"促销编号，或 coupon: 加券编号；draft 为试算的草稿" example:"1024"`
	Version int        `json:"version" doc:"Version of its rule" zh:"规则版本" example:"2"`
	Source  string     `json:"source" enum:"promotion,coupon" doc:"What it is" zh:"类型" example:"promotion"`
	Name    string     `json:"name" doc:"Its name in the reader's language" zh:"名称" example:"满100减20"`
	Off     edge.Minor `json:"off" doc:"Off the basket" zh:"优惠金额"`
	Cut     *string    `json:"cut" enum:"cap,floor" doc:"Why it took less than it says; null: it did not" zh:"封顶原因；null 为没有"`
	Told    *string    `json:"cut_words,omitempty" doc:"The same in a sentence, with how much less" zh:"同上的文字说明与少减的金额" example:"到毛利底线，少减 ¥10.00。"`
}

// QuoteRefusal is why an offer, points or stored value were not used.
type QuoteRefusal struct {
	Offer  string     `json:"offer" doc:"As in applied; empty for points and stored value" zh:"同上；积分与储值为空" example:"1024"`
	Source string     `json:"source" enum:"promotion,coupon,points,stored_value" doc:"What it is" zh:"类型" example:"coupon"`
	Name   string     `json:"name" doc:"Its name in the reader's language" zh:"名称" example:"满100减20"`
	Code   string     `json:"code" doc:"Why" zh:"原因代码" example:"threshold_amount"`
	Words  string     `json:"words" doc:"The same in a sentence, with the smallest change that would let it be" zh:"原因与凑单提示" example:"再买 ¥12.00 即可使用"`
	Short  edge.Minor `json:"short" doc:"For so much more it could be used; 0: not by buying for more" zh:"再买多少金额可用；0 为与金额无关"`
}

// QuoteGift is a gift that is not in the basket.
type QuoteGift struct {
	Offer    string `json:"offer" doc:"As in applied" zh:"同上" example:"1024"`
	Goods    string `json:"goods" doc:"What, in words" zh:"赠品" example:"商品 cup"`
	Quantity int64  `json:"quantity" doc:"How many" zh:"件数" example:"1"`
	No       *int   `json:"no" doc:"Number of the line that the sale adds for it by itself; null: there is a choice, and what is taken is to be put in the basket" zh:"自动加入订单的行号；null 为须自选并放入购物篮" example:"3"`
}

// QuoteHave is what a member could pay with beside money.
type QuoteHave struct {
	Points edge.Points `json:"points" doc:"Available points" zh:"可用积分"`
	Stored edge.Minor  `json:"stored_value" doc:"Available stored value, principal and bonus" zh:"可用储值（本金与赠送）"`
}

// QuoteEarns is what a basket would earn.
type QuoteEarns struct {
	Points edge.Points `json:"points" doc:"Points" zh:"积分"`
	Growth edge.Points `json:"growth" doc:"Growth" zh:"成长值"`
}

// QuoteRunnerUp is another combination.
type QuoteRunnerUp struct {
	Names []string   `json:"names" doc:"Of its offers" zh:"所含优惠名称"`
	Net   edge.Minor `json:"net" doc:"What it would come to" zh:"优惠后金额"`
}

// QuoteOf shows a quote to a reader.
func QuoteOf(q checkout.Quote, language messages.Language) Quote {
	return Quote{
		PricedBasket: PricedBasketOf(q.Quoted, language), Digest: q.Digest, Points: edge.Points(q.Totals.Points),
		Have:  QuoteHave{Points: edge.Points(q.Burnable.Points), Stored: edge.Minor(q.Burnable.Principal.Available + q.Burnable.Bonus.Available)},
		Earns: QuoteEarns{Points: edge.Points(q.Earns.Points), Growth: edge.Points(q.Earns.Growth)},
		Group: quoteGroupOf(q.Quoted),
	}
}

// PricedBasketOf shows a basket that was priced to a reader.
func PricedBasketOf(q pricing.Quoted, language messages.Language) PricedBasket {
	names := offerNames(q.Input.Offers, language)
	t := q.Totals
	shown := PricedBasket{
		Currency: q.Currency, List: edge.Minor(t.List), MemberOff: edge.Minor(t.Member), PromoOff: edge.Minor(t.Promotions),
		CouponOff: edge.Minor(t.Coupons), Net: edge.Minor(t.Net), PointsOff: edge.Minor(t.PointsOff),
		Stored: edge.Minor(t.Stored), Payable: edge.Minor(t.Payable), Exact: q.Exact, Missed: edge.Minor(q.Missed),
		Notes: floorNotes(q.Input, language),
	}
	shown.Lines = edge.Each(q.Lines, func(l engine.LineQuote) QuoteLine {
		return QuoteLine{No: l.No, List: edge.Minor(l.List), MemberOff: edge.Minor(l.Member), Net: edge.Minor(l.Net), PointsOff: edge.Minor(l.Points),
			Stored: edge.Minor(l.Stored), Payable: edge.Minor(l.Payable), Offs: edge.Each(l.Offs, func(o engine.Off) QuotePart {
				return QuotePart{Offer: o.Offer, Version: o.Version, Amount: edge.Minor(o.Amount)}
			})}
	})
	shown.Applied = edge.Each(q.Applied, func(a engine.Applied) QuoteOffer {
		return appliedOf(a, names[a.Offer], q.Currency, language)
	})
	shown.Refused = edge.Each(q.Refused, func(r engine.Refusal) QuoteRefusal {
		return refusalOf(r, names, q.Currency, language)
	})
	shown.Gifts = edge.Each(q.Gifts, func(g engine.GiftDue) QuoteGift {
		return giftOf(g, q.Given, language)
	})
	if r := q.RunnerUp; r != nil {
		shown.RunnerUp = &QuoteRunnerUp{Net: edge.Minor(r.Net), Names: edge.Each(r.Offers, func(id string) string { return names[id] })}
	}
	return shown
}

func refusalOf(r engine.Refusal, names map[string]string, currency string, language messages.Language) QuoteRefusal {
	name := names[r.Offer]
	if r.Source == terms.FromPoints || r.Source == terms.FromStoredValue {
		name = messages.Text(language, "pricing.why.source_"+string(r.Source))
	}
	shown := QuoteRefusal{Offer: r.Offer, Source: string(r.Source), Name: name, Code: r.Code, Words: RefusalWords(r, names, currency, language)}
	if r.Unlock != nil {
		shown.Short = edge.Minor(r.Unlock.Amount)
	}
	return shown
}

func appliedOf(a engine.Applied, name, currency string, language messages.Language) QuoteOffer {
	return QuoteOffer{Offer: a.Offer, Version: a.Version, Source: string(a.Source), Name: name, Off: edge.Minor(a.Off), Cut: edge.OrNull(a.Cut),
		Told: edge.OrNull(cutWords(a, currency, language))}
}

// offerNames names the offers of a quote for a reader.
func offerNames(offers []engine.Offer, language messages.Language) map[string]string {
	names := make(map[string]string, len(offers))
	for _, o := range offers {
		names[o.ID] = o.Name.In(string(language))
	}
	return names
}

func giftOf(due engine.GiftDue, given []engine.Given, language messages.Language) QuoteGift {
	shown := QuoteGift{Offer: due.Offer, Goods: GoodsWords(due.Goods, language), Quantity: due.Quantity}
	article, _ := due.Goods.Article()
	for _, g := range given {
		if g.Offer == due.Offer && g.Article == article {
			shown.No = &g.No
		}
	}
	return shown
}
