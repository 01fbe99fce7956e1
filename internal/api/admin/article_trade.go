package admin

import (
	"context"
	"maps"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/catalog"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// ArticleCost is an amount with its currency.
type ArticleCost struct {
	Amount           edge.Minor `json:"amount" doc:"Amount" zh:"金额"`
	Currency         string     `json:"currency" pattern:"^[A-Z]{3}$" doc:"ISO 4217" zh:"货币" example:"CNY"`
	CurrencyExponent int        `json:"currency_exponent,omitempty" readOnly:"true" doc:"Decimals of the currency" zh:"货币小数位" example:"2"`
}

// ArticleTrade is what a basket and a shelf must know of an article. It is exported
// because it is embedded.
type ArticleTrade struct {
	VariantOf    edge.Maybe[CatalogName] `json:"variant_of" doc:"The article of which it is a variant (SKU); null: it is its own" zh:"所属商品（本商品为其规格）；独立商品为 null"`
	Attributes   map[string]string       `json:"attributes" doc:"Values by code of the attribute" zh:"属性值，以属性代码为键"`
	Cost         edge.Maybe[ArticleCost] `json:"cost" doc:"What one unit costs the retailer; null: not known, or not for you (catalog:cost)" zh:"单位成本；未知或无权查看（catalog:cost）时为 null"`
	TaxClass     *string                 `json:"tax_class" doc:"Code of its tax class" zh:"税类代码" example:"vat13"`
	Unit         string                  `json:"unit" enum:"piece,weight" doc:"Sold by the piece or by the kilogram" zh:"按件或按公斤计" example:"piece"`
	Scale        int                     `json:"scale" doc:"Decimals that a quantity may have" zh:"数量小数位" example:"0"`
	Discountable bool                    `json:"discountable" doc:"Whether promotions and coupons may make it cheaper" zh:"是否可参与优惠" example:"true"`
	Barcodes     []string                `json:"barcodes" doc:"What a scanner reads" zh:"条码" example:"6901234567892"`
}

// ArticleTradeChange is an article's trade as it shall be.
type ArticleTradeChange struct {
	Seen
	VariantOf    string            `json:"variant_of,omitempty" maxLength:"64" doc:"Code of the article of which it is a variant" zh:"所属商品代码" example:"TEE"`
	Attributes   map[string]string `json:"attributes,omitempty" doc:"All values by code of the attribute" zh:"全部属性值，以属性代码为键"`
	Cost         *ArticleCost      `json:"cost,omitempty" doc:"What one unit costs; left as it is when absent, not known any more when its amount is below zero" zh:"单位成本；缺省则不变，金额小于零则改为未知"`
	TaxClass     string            `json:"tax_class,omitempty" maxLength:"64" doc:"Code of its tax class" zh:"税类代码" example:"vat13"`
	Unit         string            `json:"unit" enum:"piece,weight" doc:"Sold by the piece or by the kilogram" zh:"按件或按公斤计" example:"piece"`
	Scale        int               `json:"scale" minimum:"0" maximum:"3" doc:"Decimals that a quantity may have" zh:"数量小数位" example:"0"`
	Discountable bool              `json:"discountable" doc:"Whether promotions and coupons may make it cheaper" zh:"是否可参与优惠" example:"true"`
	Barcodes     []string          `json:"barcodes,omitempty" maxItems:"20" doc:"All its barcodes" zh:"全部条码" example:"6901234567892"`
}

// ArticlePrice is what an article costs by a list.
type ArticlePrice struct {
	ListID           edge.ID               `json:"list_id" doc:"Id of the price list" zh:"价目表编号"`
	List             CatalogName           `json:"list" doc:"The price list" zh:"价目表"`
	Article          string                `json:"article" doc:"Whose price it is: the article's, or that of which it is a variant" zh:"价格属于哪个商品：本商品或其所属商品" example:"TEE"`
	From             *edge.Time            `json:"from" doc:"Since when; null: since ever" zh:"生效时间；null 为自始" example:"2026-11-01T00:00:00Z"`
	Until            *edge.Time            `json:"until" doc:"When it ends; null: never" zh:"失效时间；null 为不限" example:"2026-12-01T00:00:00Z"`
	Amount           edge.Minor            `json:"amount" doc:"List price of one unit" zh:"单位售价"`
	Member           map[string]edge.Minor `json:"member" doc:"Member prices by code of the level; * is every member" zh:"会员价，以等级代码为键；* 为所有会员"`
	Currency         string                `json:"currency" doc:"ISO 4217" zh:"货币" example:"CNY"`
	CurrencyExponent int                   `json:"currency_exponent" doc:"Decimals of the currency" zh:"货币小数位" example:"2"`
	State            string                `json:"state" enum:"past,in_force,coming" doc:"Whether it is in force now" zh:"是否生效中" example:"in_force"`
}

// ArticleStock is what was said last of an article in a place.
type ArticleStock struct {
	Store      edge.Maybe[CatalogName] `json:"store" doc:"The store; null: in none" zh:"门店；null 为不属任何门店"`
	Channel    edge.Maybe[CatalogName] `json:"channel" doc:"The channel; null: for every one" zh:"渠道；null 为所有渠道"`
	Quantity   int64                   `json:"quantity_milli" doc:"In thousandths: 12,000 is 12" zh:"数量，以千分之一为单位：12000 即 12" example:"12000"`
	CountedAt  edge.Time               `json:"counted_at" doc:"When it was counted" zh:"盘点时间" example:"2026-09-12T01:00:00Z"`
	ReportedBy string                  `json:"reported_by" doc:"Who said it" zh:"上报方" example:"key:73014444033"`
}

// ArticleMargins is what is left of the prices of an article that are in force.
type ArticleMargins struct {
	Cost  edge.Maybe[ArticleCost] `json:"cost" doc:"What one unit costs the retailer; null: not known" zh:"单位成本；未知时为 null"`
	Items []ArticleMargin         `json:"items" doc:"By list; only those in the currency of the cost" zh:"按价目表；仅与成本同货币者"`
}

// ArticleMargin is what is left of one price. Tax that the price holds is taken off before.
type ArticleMargin struct {
	List      CatalogName `json:"list" doc:"The price list" zh:"价目表"`
	Amount    edge.Minor  `json:"amount" doc:"List price, or the lowest member price where lowest is true" zh:"售价；lowest 为 true 时为最低会员价"`
	Lowest    bool        `json:"lowest" doc:"Whether it is the lowest price that any member pays" zh:"是否为最低会员价" example:"false"`
	Net       edge.Minor  `json:"net" doc:"The price without tax" zh:"不含税售价"`
	Margin    edge.Minor  `json:"margin" doc:"What is left of it over the cost; below zero is a loss" zh:"毛利；小于零为亏损"`
	MarginBps int64       `json:"margin_bps" doc:"Share of the price without tax, in hundredths of a per cent, rounded down" zh:"毛利率（万分之一，向下取整）" example:"6400"`
}

type (
	articlePricesReply struct{ Body edge.Page[ArticlePrice] }
	articleStockReply  struct{ Body edge.Page[ArticleStock] }
	comparedReply      struct{ Body ComparedArticle }
	articleMarginReply struct{ Body ArticleMargins }
)

var wrongTrade = []*errs.Error{catalog.ErrBadVariant, catalog.ErrUnknownArticle, catalog.ErrBadAmount, catalog.ErrUnknownTaxClass, catalog.ErrBadUnit,
	catalog.ErrUnknownAttribute, catalog.ErrBadAttribute, catalog.ErrBadBarcode, catalog.ErrBarcodeTaken}

func (h *handlers) articleTrade(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "edit-article-trade", Method: "PUT", Path: "/catalog/articles/{id}/trade", Tag: "catalog", Permission: staff.CatalogWrite,
		Summary: edge.Words{Chinese: "修改商品的规格、属性、成本、税类、单位、条码与是否可优惠", English: "Change variant, attributes, cost, tax, unit, barcodes and whether an article may be discounted"},
		Errors:  append([]*errs.Error{catalog.ErrNoArticle, catalog.ErrChanged}, wrongTrade...),
	}, h.editTrade)
	edge.Register(e, edge.Operation{
		ID: "list-article-variants", Method: "GET", Path: "/catalog/articles/{id}/variants", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "商品的规格（SKU）", English: "Variants (SKUs) of an article"},
		Errors:  []*errs.Error{catalog.ErrNoArticle},
	}, h.listVariants)
	edge.Register(e, edge.Operation{
		ID: "list-article-prices", Method: "GET", Path: "/catalog/articles/{id}/prices", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "商品在各价目表的价格，含过去与将来", English: "What an article costs by every list, past and coming"},
		Errors:  []*errs.Error{catalog.ErrNoArticle},
	}, h.listArticlePrices)
	edge.Register(e, edge.Operation{
		ID: "get-article-margins", Method: "GET", Path: "/catalog/articles/{id}/margins", Tag: "catalog", Permission: staff.CatalogCost,
		Summary: edge.Words{Chinese: "商品的成本与各价目表的毛利", English: "Cost of an article and what is left of its prices"},
		Errors:  []*errs.Error{catalog.ErrNoArticle},
	}, h.getMargins)
	edge.Register(e, edge.Operation{
		ID: "list-article-stock", Method: "GET", Path: "/catalog/articles/{id}/stock", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "商品的上报库存", English: "Stock of an article as it was reported"},
		Errors:  []*errs.Error{catalog.ErrNoArticle},
	}, h.listArticleStock)
	edge.Register(e, edge.Operation{
		ID: "get-article-channels", Method: "GET", Path: "/catalog/articles/{id}/channels", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "商品此刻在各渠道的价格与库存", English: "Price and stock of an article in every channel now"},
		Errors:  []*errs.Error{catalog.ErrNoArticle, catalog.ErrUnknownStore},
	}, h.getArticleChannels)
}

// getMargins asks what is left of each price in force, and of the lowest that a
// member pays.
func (h *handlers) getMargins(ctx context.Context, in *ArticlePath) (*articleMarginReply, error) {
	a, err := h.Catalog.Get(ctx, h.DB, edge.As[catalog.ArticleID](in.ID))
	if err != nil {
		return nil, err
	}
	margins, err := h.Catalog.Margins(ctx, h.DB, a)
	if err != nil {
		return nil, err
	}
	lists, err := h.priceLists(ctx)
	if err != nil {
		return nil, err
	}
	reply := &articleMarginReply{}
	if a.Cost.Known() {
		reply.Body.Cost = edge.Some(ArticleCost{edge.Minor(a.Cost.Amount), a.Cost.Currency, money.Exponent(a.Cost.Currency)})
	}
	reply.Body.Items = edge.Each(margins, func(m catalog.Margin) ArticleMargin {
		l := lists[m.List]
		return ArticleMargin{List: CatalogName{Code: l.Code, Name: l.Name.In(language(ctx))}, Amount: edge.Minor(m.Amount), Lowest: m.Lowest,
			Net: edge.Minor(m.Net), Margin: edge.Minor(m.Left), MarginBps: int64(m.Rate)}
	})
	return reply, nil
}

func (h *handlers) mayCost(ctx context.Context) bool {
	return edge.From(ctx).Principal.May(staff.CatalogCost)
}

func (h *handlers) editTrade(ctx context.Context, in *struct {
	ArticlePath
	Body ArticleTradeChange
}) (*articleReply, error) {
	var done catalog.Changed[catalog.Detailed]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		done, err = h.Catalog.EditTrade(ctx, tx, edge.As[catalog.ArticleID](in.ID), in.Body.Version, in.Body.detail())
		if err != nil {
			return err
		}
		return h.note(ctx, tx, "catalog.edit_trade", subject("article", done.After.ID), tradeState(done.Before), tradeState(done.After))
	})
	return h.articleReply(ctx, done.After.Article, err)
}

// detail says everything but for a cost that was not spoken of: who may not see it
// must not wipe it by saving the rest.
func (c ArticleTradeChange) detail() catalog.Detail {
	unit := catalog.Unit(c.Unit)
	values := maps.Clone(c.Attributes)
	if values == nil {
		values = map[string]string{}
	}
	barcodes := append([]string{}, c.Barcodes...)
	d := catalog.Detail{VariantOf: &c.VariantOf, Attributes: &values, Tax: &c.TaxClass, Unit: &unit, Scale: &c.Scale, Discountable: &c.Discountable,
		Barcodes: &barcodes}
	if c.Cost != nil {
		d.Cost = &catalog.Cost{}
		if c.Cost.Amount >= 0 {
			d.Cost = &catalog.Cost{Amount: int64(c.Cost.Amount), Currency: c.Cost.Currency}
		}
	}
	return d
}

// tradeState is an article's trade as the trail keeps it.
func tradeState(a catalog.Detailed) map[string]any {
	return map[string]any{"code": a.Code, "variant_of": idOrNull(a.VariantOf), "attributes": a.Attributes, "cost": a.Cost.Amount, "cost_currency": a.Cost.Currency,
		"tax_class": a.Tax, "unit": a.Unit, "scale": a.Scale, "discountable": a.Discountable, "barcodes": a.Barcodes}
}

func (h *handlers) shownTrade(ctx context.Context, t catalog.Trade, parents map[catalog.ArticleID]catalog.Article, barcodes []string) ArticleTrade {
	shown := ArticleTrade{Attributes: t.Attributes, TaxClass: edge.OrNull(t.Tax), Unit: string(t.Unit), Scale: t.Scale, Discountable: t.Discountable,
		Barcodes: append([]string{}, barcodes...)}
	if shown.Attributes == nil {
		shown.Attributes = map[string]string{}
	}
	if p, ok := parents[t.VariantOf]; ok {
		shown.VariantOf = edge.Some(CatalogName{Code: p.Code, Name: p.Name.In(language(ctx))})
	}
	if t.Cost.Known() && h.mayCost(ctx) {
		shown.Cost = edge.Some(ArticleCost{edge.Minor(t.Cost.Amount), t.Cost.Currency, money.Exponent(t.Cost.Currency)})
	}
	return shown
}

func (h *handlers) listVariants(ctx context.Context, in *ArticlePath) (*articlesReply, error) {
	a, err := h.Catalog.Get(ctx, h.DB, edge.As[catalog.ArticleID](in.ID))
	if err != nil {
		return nil, err
	}
	list, err := h.Catalog.Variants(ctx, h.DB, a.ID)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownArticles(ctx, list...)
	return &articlesReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) listArticlePrices(ctx context.Context, in *ArticlePath) (*articlePricesReply, error) {
	a, err := h.Catalog.Get(ctx, h.DB, edge.As[catalog.ArticleID](in.ID))
	if err != nil {
		return nil, err
	}
	lists, err := h.priceLists(ctx)
	if err != nil {
		return nil, err
	}
	codes := map[catalog.ArticleID]string{a.ID: a.Code}
	if a.VariantOf != 0 {
		parents, err := h.Catalog.ArticlesByIDs(ctx, h.DB, a.VariantOf)
		if err != nil {
			return nil, err
		}
		codes[a.VariantOf] = parents[a.VariantOf].Code
	}
	var shown []ArticlePrice
	for _, id := range slices.Sorted(maps.Keys(codes)) {
		prices, err := h.Catalog.PricesOf(ctx, h.DB, id)
		if err != nil {
			return nil, err
		}
		for _, p := range prices {
			shown = append(shown, shownPrice(ctx, lists[p.List], p, codes[id], h.Clock.Now()))
		}
	}
	return &articlePricesReply{Body: edge.PageOf(shown, "")}, nil
}

func (h *handlers) priceLists(ctx context.Context) (map[catalog.PriceListID]catalog.PriceList, error) {
	list, err := h.Catalog.PriceLists(ctx, h.DB)
	byID := make(map[catalog.PriceListID]catalog.PriceList, len(list))
	for _, l := range list {
		byID[l.ID] = l
	}
	return byID, err
}

func shownPrice(ctx context.Context, l catalog.PriceList, p catalog.Price, article string, now time.Time) ArticlePrice {
	shown := ArticlePrice{ListID: edge.IDOf(p.List), List: CatalogName{Code: l.Code, Name: l.Name.In(language(ctx))}, Article: article,
		From: edge.AtUnlessZero(p.From), Until: edge.AtUnlessZero(p.Until), Amount: edge.Minor(p.Amount), Member: minors(p.Member),
		Currency: l.Currency, CurrencyExponent: money.Exponent(l.Currency), State: "in_force"}
	switch {
	case now.Before(p.From):
		shown.State = "coming"
	case !p.Until.IsZero() && !now.Before(p.Until):
		shown.State = "past"
	}
	return shown
}

func minors(amounts map[string]int64) map[string]edge.Minor {
	shown := make(map[string]edge.Minor, len(amounts))
	for level, amount := range amounts {
		shown[level] = edge.Minor(amount)
	}
	return shown
}

func (h *handlers) listArticleStock(ctx context.Context, in *ArticlePath) (*articleStockReply, error) {
	a, err := h.Catalog.Get(ctx, h.DB, edge.As[catalog.ArticleID](in.ID))
	if err != nil {
		return nil, err
	}
	all, err := h.Catalog.StockOf(ctx, h.DB, a.ID)
	if err != nil {
		return nil, err
	}
	var stores []org.StoreID
	var channels []org.ChannelID
	all = slices.DeleteFunc(all, func(s catalog.Stock) bool { return s.Store != 0 && !edge.From(ctx).Scope().Sees(s.Store) })
	for _, s := range all {
		stores, channels = append(stores, s.Store), append(channels, s.Channel)
	}
	places, err := h.Reader.Org.StoresByIDs(ctx, h.DB, stores...)
	if err != nil {
		return nil, err
	}
	ways, err := h.Reader.Org.ChannelsByIDs(ctx, h.DB, channels...)
	if err != nil {
		return nil, err
	}
	return &articleStockReply{Body: edge.PageOf(edge.Each(all, func(s catalog.Stock) ArticleStock {
		shown := ArticleStock{Quantity: s.Quantity, CountedAt: edge.At(s.CountedAt), ReportedBy: s.ReportedBy}
		if p, ok := places[s.Store]; ok {
			shown.Store = edge.Some(CatalogName{Code: p.Code, Name: p.Name.In(language(ctx))})
		}
		if c, ok := ways[s.Channel]; ok {
			shown.Channel = edge.Some(CatalogName{Code: c.Code, Name: c.Name.In(language(ctx))})
		}
		return shown
	}), "")}, nil
}

func (h *handlers) getArticleChannels(ctx context.Context, in *struct {
	ArticlePath
	ComparePlace
}) (*comparedReply, error) {
	a, err := h.Catalog.Get(ctx, h.DB, edge.As[catalog.ArticleID](in.ID))
	if err != nil {
		return nil, err
	}
	ask, err := h.comparing(ctx, in.ComparePlace)
	if err != nil {
		return nil, err
	}
	ask.Filter, ask.AsIs = catalog.Filter{Among: []catalog.ArticleID{a.ID}}, true
	list, _, err := h.Catalog.Differences(ctx, h.DB, ask, "", 1)
	if err != nil {
		return nil, err
	}
	return &comparedReply{Body: shownChannels(ctx, list[0], ask)}, nil
}
