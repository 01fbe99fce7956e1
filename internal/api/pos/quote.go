package pos

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/staff"
)

// Basket is what somebody wants to buy, and how it shall be paid.
type Basket struct {
	MemberID  edge.ID      `json:"member_id,omitempty" doc:"The member" zh:"会员编号"`
	Member    *Buyer       `json:"member,omitempty" doc:"The member, by what the till knows" zh:"会员身份"`
	Store     string       `json:"store,omitempty" maxLength:"64" doc:"Code of the store; of staff who work in one store only, that one when absent" zh:"门店代码；仅在一家门店工作的员工可缺省" example:"S001"`
	Channel   string       `json:"channel,omitempty" maxLength:"64" doc:"Code of the channel" zh:"渠道代码" example:"mini"`
	Currency  string       `json:"currency,omitempty" pattern:"^[A-Z]{3}$" doc:"ISO 4217; the retailer's when absent" zh:"货币代码；缺省为商家货币" example:"CNY"`
	Lines     []BasketLine `json:"lines" minItems:"1" maxItems:"500" doc:"What is bought" zh:"商品行"`
	Coupons   *[]edge.ID   `json:"coupons,omitempty" doc:"Ids of the coupons to be used; absent: the best of all; an empty list: none" zh:"使用的券编号；缺省自动选最优，空列表为不用"`
	Points    int64        `json:"points,omitempty" minimum:"-1" maximum:"9007199254740991" doc:"Points to pay with; -1: as many as may; 0: none" zh:"使用积分；-1 为尽量多，0 为不用" example:"-1"`
	Stored    int64        `json:"stored_value,omitempty" minimum:"-1" maximum:"9007199254740991" doc:"Stored value to pay with, in minor units; -1: as much as may; 0: none" zh:"使用储值（分）；-1 为尽量多，0 为不用" example:"0"`
	Group     string       `json:"group,omitempty" maxLength:"20" pattern:"^(new|[0-9]{1,19})$" doc:"Buy in a group: new opens one of group_promotion_id, an id joins that one; absent: alone" zh:"拼团：new 为按 group_promotion_id 开新团，编号为参加该团；缺省为单独购买" example:"new"`
	GroupOf   edge.ID      `json:"group_promotion_id,omitempty" doc:"The promotion of which a new group is opened" zh:"开新团所用的促销编号"`
	Applied   []string     `json:"applied,omitempty" maxItems:"500" doc:"The offers of an earlier quote of this basket, as its applied names them: what comes out is never dearer than they are, also where the search has to stop. A commit names those of its quote" zh:"此购物篮先前报价的 applied 中的优惠：即使搜索提前停止，结果也不会更贵；提交时填所同意报价的" example:"1024"`
	Objective string       `json:"objective,omitempty" enum:"customer_best,fewest_coupons,margin_best" doc:"Which combination is the best; customer_best when absent" zh:"择优目标；缺省为顾客最优" example:"customer_best"`
}

// BasketLine is one line of a basket.
type BasketLine struct {
	No       int         `json:"no" minimum:"1" maximum:"10000" doc:"Number of the line" zh:"行号" example:"1"`
	Article  string      `json:"article" minLength:"1" maxLength:"64" doc:"Code of the article" zh:"商品代码" example:"latte"`
	Quantity int64       `json:"quantity" minimum:"1" maximum:"1000000" doc:"Pieces, or parts of one where scale says so" zh:"件数；按 scale 计时为份数" example:"2"`
	Scale    int64       `json:"scale,omitempty" minimum:"0" maximum:"1000000" doc:"How many parts make one: 1000 for grams of a kilogram; the catalogue's when absent" zh:"多少份为一个单位：按克计为 1000；缺省取目录" example:"1"`
	Unit     *edge.Minor `json:"unit,omitempty" doc:"Price of one, where the till knows better; the catalogue's when absent" zh:"单价；缺省取商品目录价"`
	Category string      `json:"category,omitempty" maxLength:"64" doc:"Code of the category, of an article that is not in the catalogue" zh:"品类代码（目录中没有的商品）" example:"tea"`
	Kind     string      `json:"kind,omitempty" enum:"goods,delivery,service,tip" doc:"What it is; the catalogue's when absent" zh:"类型；缺省取目录" example:"goods"`
}

// Commitment agrees on a quote.
type Commitment struct {
	Basket
	Digest    string `json:"digest" minLength:"1" maxLength:"64" doc:"Of the quote that was agreed on" zh:"所同意报价的摘要" example:"9f86d081884c7d659a2feaa0c55ad015"`
	Source    string `json:"source,omitempty" maxLength:"80" doc:"Who numbers the references; the key's name when absent" zh:"单号来源；缺省为密钥名称" example:"till"`
	Reference string `json:"reference,omitempty" maxLength:"120" doc:"Your own number of the order that it becomes" zh:"订单单号" example:"T7-000183"`
	Till      string `json:"till,omitempty" maxLength:"200" doc:"Till" zh:"收银台" example:"T7"`
	Cashier   string `json:"cashier,omitempty" maxLength:"200" doc:"Cashier" zh:"收银员" example:"小李"`
	Seconds   int    `json:"seconds,omitempty" minimum:"60" maximum:"7200" doc:"How long it stays open; 900 when absent" zh:"保留秒数；缺省 900" example:"900"`
}

// Agreed is what came of a commitment: a checkout, or the price as it is now.
type Agreed struct {
	Code     *string                   `json:"code" doc:"checkout.price_changed where the price is another; null: agreed" zh:"价格已变时为 checkout.price_changed；null 为已提交"`
	Checkout edge.Maybe[view.Checkout] `json:"checkout" doc:"The checkout; null where the price is another" zh:"结账；价格已变时为 null"`
	Quote    edge.Maybe[view.Quote]    `json:"quote" doc:"The quote as it is now, where the price is another" zh:"价格已变时的新报价"`
}

// quoteErrors are what a basket may be refused with.
var quoteErrors = []*errs.Error{engine.ErrBadBasket, pricing.ErrNoArticle, pricing.ErrNoPrice, pricing.ErrManyLive, checkout.ErrNoCoupon,
	org.ErrNoStore, org.ErrStoreNeeded, order.ErrUnknownMember, member.ErrUnknown, member.ErrBadIdentity}

// groupErrors are what a basket may be refused with that is bought in a group.
var groupErrors = []*errs.Error{pricing.ErrNeedsMember, pricing.ErrNoGroupBuy, pricing.ErrNoGroup, pricing.ErrGroupFull, pricing.ErrGroupOver, pricing.ErrOnlyNew}

func (h *handlers) quotes(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "quote-basket", Method: "POST", Path: "/quotes", Tag: "checkout", Permission: staff.CheckoutSell,
		Summary: edge.Words{Chinese: "试算：最优价与全部解释", English: "Price a basket, with every reason"},
		Description: edge.Words{Chinese: "不占用任何券、预算、积分。",
			English: "Takes no coupon, budget or points aside."},
		Errors: slices.Concat(quoteErrors, groupErrors),
	}, h.quote)
	edge.Register(e, edge.Operation{
		ID: "commit-quote", Method: "POST", Path: "/quotes/commit", Tag: "checkout", Permission: staff.CheckoutSell, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "提交：锁券、占预算、预占积分与储值", English: "Agree on a quote: take aside what it needs"},
		Description: edge.Words{Chinese: "价格与所同意的不同时以 409 拒绝并附新报价。",
			English: "Where the price is another by now it is refused by 409 with the new quote."},
		Errors: slices.Concat([]*errs.Error{checkout.ErrInvalid, checkout.ErrPriceChanged, checkout.ErrGroupPrice, pricing.ErrInGroup, coupon.ErrLockedElsewhere,
			pricing.ErrUsedUp, ledger.ErrInsufficient, idempotency.ErrBodyDiffers}, quoteErrors, groupErrors),
	}, h.commit)
}

func (h *handlers) quote(ctx context.Context, in *struct{ Body Basket }) (*struct{ Body view.Quote }, error) {
	ask, err := h.ask(ctx, h.DB, in.Body)
	if err != nil {
		return nil, err
	}
	q, err := h.Checkout.Quote(ctx, h.DB, ask)
	if err != nil {
		return nil, err
	}
	return &struct{ Body view.Quote }{view.QuoteOf(q, edge.From(ctx).Language)}, nil
}

func (h *handlers) commit(ctx context.Context, in *struct {
	edge.Keyed
	Body Commitment
}) (*edge.Answer[Agreed], error) {
	if err := h.Checkout.Ready(ctx, h.DB); err != nil {
		return nil, err
	}
	answer, err := edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (a Agreed, err error) {
		commit, err := h.commitment(ctx, tx, in.Body)
		if err != nil {
			return a, err
		}
		c, err := h.Checkout.Open(ctx, tx, commit)
		if err != nil {
			return a, err
		}
		return Agreed{Checkout: edge.Some(view.CheckoutOf(c, nil))}, nil
	})
	var now *checkout.Changed
	if !errors.As(err, &now) {
		return answer, err
	}
	code := checkout.ErrPriceChanged.Code
	return edge.AnswerOf(http.StatusConflict, Agreed{Code: &code, Quote: edge.Some(view.QuoteOf(now.Now, edge.From(ctx).Language))})
}

// commitment reads what a quote is agreed on with.
func (h *handlers) commitment(ctx context.Context, q postgres.Querier, b Commitment) (checkout.Commit, error) {
	ask, err := h.ask(ctx, q, b.Basket)
	return checkout.Commit{
		Ask: ask, Digest: b.Digest, Source: source(ctx, b.Source), Reference: b.Reference, Till: b.Till, Cashier: b.Cashier,
		Lifetime: time.Duration(b.Seconds) * time.Second,
	}, err
}

// newGroup asks for a group to be opened.
const newGroup = "new"

// ask reads a basket.
func (h *handlers) ask(ctx context.Context, q postgres.Querier, b Basket) (checkout.Ask, error) {
	ask := checkout.Ask{Channel: b.Channel, Currency: b.Currency, Points: b.Points, Stored: b.Stored, Objective: engine.Objective(b.Objective),
		Incumbent: b.Applied}
	var err error
	if ask.Store, err = h.Reader.ActsFor(ctx, q, edge.From(ctx), b.Store, org.ErrNoStore); err != nil {
		return ask, err
	}
	buyer, err := h.buyer(ctx, q, b.MemberID, b.Member)
	if err != nil {
		return ask, err
	}
	ask.Member, ask.Bearer = buyer.Member, buyer.Own
	switch {
	case b.Group == newGroup && b.GroupOf == "":
		return ask, edge.ErrRequest.Field("group_promotion_id", "http.required")
	case b.Group != newGroup && b.GroupOf != "":
		return ask, edge.ErrRequest.Field("group_promotion_id", "http.not_both", "other", "group")
	case b.Group == newGroup:
		ask.Group = &pricing.Joining{Promotion: edge.As[pricing.PromotionID](b.GroupOf)}
	case b.Group != "":
		ask.Group = &pricing.Joining{Group: edge.As[pricing.GroupID](edge.ID(b.Group))}
	}
	if b.Coupons != nil {
		ask.Coupons = []coupon.ID{}
		for _, id := range *b.Coupons {
			ask.Coupons = append(ask.Coupons, edge.As[coupon.ID](id))
		}
	}
	ask.Lines = make([]pricing.AskLine, len(b.Lines))
	for i := range b.Lines {
		l := &b.Lines[i]
		ask.Lines[i] = pricing.AskLine{No: l.No, Article: l.Article, Quantity: l.Quantity, Scale: l.Scale, Unit: (*int64)(l.Unit), Category: l.Category, Kind: l.Kind}
	}
	return ask, nil
}
