package admin

import (
	"context"
	"maps"
	"slices"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/catalog"
	"habitue/internal/insight"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/replica"
	"habitue/internal/program/engine"
	"habitue/internal/staff"
)

// GoodsEarning is what the earning rule in force says of some goods.
type GoodsEarning struct {
	Version   int        `json:"version" doc:"Version of the earning rule in force" zh:"现行积分规则版本" example:"3"`
	ValidFrom *edge.Time `json:"valid_from" doc:"Since when it counts; null: since ever" zh:"生效时间；null 为自始" example:"2026-01-01T00:00:00Z"`
	Earns     bool       `json:"earns" doc:"Whether they earn at all" zh:"是否参与积分" example:"true"`
	Words     []string   `json:"words" doc:"What they earn, or why nothing, in sentences of the reader's language" zh:"积分方式，或为何不积分"`
	Named     bool       `json:"named" doc:"Whether the rule names them or their category by itself" zh:"规则是否专门提到它们" example:"false"`
}

// SoldArticle is what was sold of an article in a period.
type SoldArticle struct {
	ArticleID edge.ID    `json:"article_id" doc:"Id of the article" zh:"商品编号"`
	Pieces    int64      `json:"pieces" doc:"Pieces; a weighed line counts as one" zh:"件数；称重行计一件" example:"240"`
	Sales     edge.Minor `json:"sales" doc:"Paid for them, before refunds" zh:"实付，未减退款"`
}

// SoldArticles is what was sold of some articles.
type SoldArticles struct {
	Period           InsightPeriod `json:"period" doc:"What is counted" zh:"统计区间"`
	Currency         string        `json:"currency" doc:"Currency of the amounts" zh:"货币" example:"CNY"`
	CurrencyExponent int           `json:"currency_exponent" doc:"Decimals of the currency" zh:"货币小数位" example:"2"`
	Items            []SoldArticle `json:"items" doc:"Those of which something was sold" zh:"有销售的商品"`
}

// StoreFigures is how a store does.
type StoreFigures struct {
	StoreID   edge.ID    `json:"store_id" doc:"Id of the store" zh:"门店编号"`
	Sales     edge.Minor `json:"sales" doc:"Sales of the period, less what was given back in it" zh:"区间销售额，已减退款"`
	Orders    int64      `json:"orders" doc:"Orders of the period" zh:"区间订单数" example:"812"`
	LastOrder *string    `json:"last_order" format:"date" doc:"Business day of the last order; null: never sold" zh:"最近订单的营业日；从未有订单为 null" example:"2026-09-12"`
	Members   int64      `json:"members" doc:"Today's members who joined there" zh:"在此入会的现有会员数" example:"1024"`
}

// StoresFigures is how stores do.
type StoresFigures struct {
	Period           InsightPeriod  `json:"period" doc:"What is counted" zh:"统计区间"`
	Currency         string         `json:"currency" doc:"Currency of the amounts" zh:"货币" example:"CNY"`
	CurrencyExponent int            `json:"currency_exponent" doc:"Decimals of the currency" zh:"货币小数位" example:"2"`
	Items            []StoreFigures `json:"items" doc:"The stores of which something is known" zh:"门店"`
}

type (
	goodsEarningReply struct{ Body GoodsEarning }
	soldReply         struct{ Body SoldArticles }
	storesFiguresRep  struct{ Body StoresFigures }

	// SoldAsk names articles and a period.
	SoldAsk struct {
		Articles []edge.ID `query:"article" required:"true" minItems:"1" maxItems:"200" doc:"These articles, separated by commas" zh:"这些商品，逗号分隔"`
		From     string    `query:"from" format:"date" doc:"First business day; with until absent too: the 30 days until yesterday" zh:"起始营业日；与 until 均缺省时为截至昨日的 30 天" example:"2026-10-01"`
		Until    string    `query:"until" format:"date" doc:"Business day before which it ends" zh:"结束营业日（不含）" example:"2026-11-01"`
		Currency string    `query:"currency" pattern:"^[A-Z]{3}$" doc:"Only orders in this currency; the retailer's when absent" zh:"只看此货币的订单；缺省为零售商货币" example:"CNY"`
	}
)

func (h *handlers) aboutGoods(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-article-earning", Method: "GET", Path: "/program/earning/articles/{id}", Tag: "program", Permission: staff.ProgramRead,
		Summary: edge.Words{Chinese: "一个商品如何积分", English: "What an article earns by the rule in force"},
		Errors:  []*errs.Error{catalog.ErrNoArticle},
	}, h.getArticleEarning)
	edge.Register(e, edge.Operation{
		ID: "get-category-earning", Method: "GET", Path: "/program/earning/categories/{id}", Tag: "program", Permission: staff.ProgramRead,
		Summary: edge.Words{Chinese: "一个品类如何积分", English: "What goods of a category earn by the rule in force"},
		Errors:  []*errs.Error{catalog.ErrNoCategory},
	}, h.getCategoryEarning)
}

func (h *handlers) figuresOfGoods(e *edge.Edge) {
	refusals := []*errs.Error{insight.ErrBadPeriod, insight.ErrSeveralCurrencies, replica.ErrBuilding, replica.ErrStopped}
	edge.Register(e, edge.Operation{
		ID: "get-sold-articles", Method: "GET", Path: "/insight/articles/sold", Tag: "insight", Permission: staff.InsightRead,
		Summary: edge.Words{Chinese: "若干商品的销量", English: "What was sold of certain articles"},
		Errors:  refusals,
	}, h.getSold)
	edge.Register(e, edge.Operation{
		ID: "get-stores-figures", Method: "GET", Path: "/insight/stores", Tag: "insight", Permission: staff.InsightRead,
		Summary: edge.Words{Chinese: "各门店的销售、最近订单与会员", English: "Sales, last order and members of each store"},
		Errors:  refusals,
	}, h.getStoresFigures)
}

func (h *handlers) getArticleEarning(ctx context.Context, in *ArticlePath) (*goodsEarningReply, error) {
	a, err := h.Catalog.Get(ctx, h.DB, edge.As[catalog.ArticleID](in.ID))
	if err != nil {
		return nil, err
	}
	return h.goodsEarning(ctx, engine.Line{Kind: string(a.Kind), Article: a.Code, Categories: a.Categories, Brand: a.BrandCode, Earns: a.Earns})
}

func (h *handlers) getCategoryEarning(ctx context.Context, in *CategoryPath) (*goodsEarningReply, error) {
	tree, err := h.Catalog.Tree(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	c, ok := tree.ByID(edge.As[catalog.CategoryID](in.ID))
	if !ok {
		return nil, catalog.ErrNoCategory
	}
	return h.goodsEarning(ctx, engine.Line{Kind: string(catalog.KindGoods), Categories: tree.Path(c.ID), Earns: true})
}

func (h *handlers) goodsEarning(ctx context.Context, line engine.Line) (*goodsEarningReply, error) {
	live, err := h.Reader.Program.Earning.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	say, err := h.earningWords(ctx)
	if err != nil {
		return nil, err
	}
	about, why := live.Body.About(line)
	words := say(about)
	if why != "" {
		words = []string{edge.From(ctx).Text("program.why_line." + why)}
	}
	return &goodsEarningReply{Body: GoodsEarning{Version: live.Number, ValidFrom: edge.AtUnlessZero(live.From), Earns: why == "", Words: words,
		Named: live.Body.Names(line)}}, nil
}

// home is an Ask in the retailer's own currency, where none is named.
func (h *handlers) home(ctx context.Context, in InsightAsk) (insight.Ask, error) {
	a, err := in.ask(ctx)
	if err != nil || a.Currency != "" {
		return a, err
	}
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	a.Currency = settings.Currency
	return a, err
}

func (h *handlers) getSold(ctx context.Context, in *SoldAsk) (*soldReply, error) {
	ask, err := h.home(ctx, InsightAsk{From: in.From, Until: in.Until, Currency: in.Currency})
	if err != nil {
		return nil, err
	}
	ids := edge.Each(in.Articles, edge.As[catalog.ArticleID])
	c, sold, err := h.Insight.Sold(ctx, ask, ids...)
	if err != nil {
		return nil, err
	}
	items := []SoldArticle{}
	for _, id := range ids {
		if a, ok := sold[id]; ok {
			items = append(items, SoldArticle{ArticleID: edge.IDOf(id), Pieces: a.Count, Sales: edge.Minor(a.Sales)})
		}
	}
	return &soldReply{Body: SoldArticles{shownPeriod(c.Period), c.Currency, money.Exponent(c.Currency), items}}, nil
}

func (h *handlers) getStoresFigures(ctx context.Context, in *InsightAsk) (*storesFiguresRep, error) {
	ask, err := h.home(ctx, *in)
	if err != nil {
		return nil, err
	}
	c, figures, err := h.Insight.Stores(ctx, ask)
	if err != nil {
		return nil, err
	}
	items := []StoreFigures{}
	for _, id := range slices.Sorted(maps.Keys(figures)) {
		f := figures[id]
		if !edge.From(ctx).Scope().Sees(id) {
			continue
		}
		items = append(items, StoreFigures{StoreID: edge.IDOf(id), Sales: edge.Minor(f.Total.Sales), Orders: f.Total.Count,
			LastOrder: view.DateUnlessZero(f.LastOrder), Members: f.Members})
	}
	return &storesFiguresRep{Body: StoresFigures{shownPeriod(c.Period), c.Currency, money.Exponent(c.Currency), items}}, nil
}
