package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/catalog"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/staff"
)

// Article is something that is sold.
type Article struct {
	ID       edge.ID                 `json:"id" doc:"Id" zh:"编号"`
	Code     string                  `json:"code" doc:"Code in the retailer's systems" zh:"商品代码" example:"TEA-0042"`
	Name     string                  `json:"name" doc:"Name in the reader's language" zh:"名称" example:"茉莉绿茶 大杯"`
	NameI18n i18n.Text               `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Kind     string                  `json:"kind" enum:"goods,delivery,service,tip,discount,other" doc:"What it is" zh:"类型" example:"goods"`
	Category edge.Maybe[CatalogName] `json:"category" doc:"Its category" zh:"品类"`
	Brand    edge.Maybe[CatalogName] `json:"brand" doc:"Its brand" zh:"品牌"`
	Earns    bool                    `json:"earns" doc:"Whether it can earn points" zh:"是否参与积分" example:"true"`
	ArticleTrade
	ArchivedAt *edge.Time `json:"archived_at" doc:"Since when it is not sold any more; null: in use" zh:"停用时间；在用为 null" example:"2026-09-12T01:00:00Z"`
	UpdatedAt  edge.Time  `json:"updated_at" doc:"Last change" zh:"最近修改" example:"2026-09-12T01:00:00Z"`
	Version    int        `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"3"`
}

// CatalogName is a category or brand beside something else.
type CatalogName struct {
	Code string `json:"code" doc:"Code" zh:"代码" example:"tea"`
	Name string `json:"name" doc:"Name in the reader's language" zh:"名称" example:"茶饮"`
}

// Category is a category of goods.
type Category struct {
	ID       edge.ID             `json:"id" doc:"Id" zh:"编号"`
	Code     string              `json:"code" doc:"Code" zh:"代码" example:"tea"`
	Name     string              `json:"name" doc:"Name in the reader's language" zh:"名称" example:"茶饮"`
	NameI18n i18n.Text           `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	ParentID edge.Maybe[edge.ID] `json:"parent_id" doc:"The category above; null at the top" zh:"上级品类；顶层为 null"`
	Position int                 `json:"position" doc:"Place among those of its parent, from 0; equal ones follow by code" zh:"在同级中的次序，从 0 起；相同时按代码" example:"2"`
	Articles int64               `json:"articles" doc:"Articles that stand directly in it" zh:"直接归属的商品数" example:"24"`
	Version  int                 `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"3"`
}

// GoodsBrand is a maker's brand on goods.
type GoodsBrand struct {
	ID       edge.ID   `json:"id" doc:"Id" zh:"编号"`
	Code     string    `json:"code" doc:"Code" zh:"代码" example:"cloudridge"`
	Name     string    `json:"name" doc:"Name in the reader's language" zh:"名称" example:"云岫"`
	NameI18n i18n.Text `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Articles int64     `json:"articles" doc:"Articles of it" zh:"商品数" example:"24"`
	Version  int       `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"1"`
}

type (
	articleReply     struct{ Body Article }
	articlesReply    struct{ Body edge.Page[Article] }
	categoriesReply  struct{ Body edge.Page[Category] }
	goodsBrandsReply struct{ Body edge.Page[GoodsBrand] }

	// ArticlePath names an article in a path.
	ArticlePath struct {
		ID edge.ID `path:"id" doc:"Id of the article" zh:"商品编号"`
	}

	// ArticleSearch is what a list of articles takes.
	ArticleSearch struct {
		edge.Paging
		Text     string `query:"q" maxLength:"100" doc:"Part of a code or of a name in any language, or a whole barcode" zh:"代码或任一语言名称的一部分，或完整条码" example:"茉莉"`
		Category string `query:"category" maxLength:"64" doc:"Code of a category; with everything below it" zh:"品类代码，含下级" example:"tea"`
		Filed    string `query:"filed" enum:"yes,no" doc:"Only with, or only without a category" zh:"只看已归类或未归类" example:"no"`
		Brand    string `query:"brand" maxLength:"64" doc:"Code of a brand of goods" zh:"商品品牌代码" example:"cloudridge"`
		Kind     string `query:"kind" enum:"goods,not_goods" doc:"Only goods, or only what only looks like a line" zh:"只看商品或非商品行" example:"goods"`
		Earns    string `query:"earns" enum:"yes,no" doc:"Only what can, or cannot earn points" zh:"只看参与或不参与积分" example:"no"`
		Discount string `query:"discountable" enum:"yes,no" doc:"Only what may, or may not be discounted" zh:"只看可参与或不可参与优惠" example:"no"`
		Archived string `query:"archived" enum:"yes,no" doc:"Only what is not sold any more, or what is" zh:"只看停用或在用" example:"no"`
		Sold     string `query:"sold" enum:"within_30,within_90,not_within_30,not_within_90" doc:"Seen in orders of the last 30 or 90 days, or not; answered by the replica, which may be some seconds behind" zh:"近 30 或 90 天是否出现在订单中；由分析副本回答，可能晚几秒" example:"not_within_90"`
	}
)

func (h *handlers) catalog(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-articles", Method: "GET", Path: "/catalog/articles", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "商品列表与查询", English: "List and search articles"},
		Errors:  []*errs.Error{edge.ErrBadCursor, catalog.ErrUnknownCategory},
	}, h.listArticles)
	edge.Register(e, edge.Operation{
		ID: "get-article", Method: "GET", Path: "/catalog/articles/{id}", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "一个商品", English: "One article"},
		Errors:  []*errs.Error{catalog.ErrNoArticle},
	}, h.getArticle)
	edge.Register(e, edge.Operation{
		ID: "list-categories", Method: "GET", Path: "/catalog/categories", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "品类列表", English: "List categories"},
	}, h.listCategories)
	edge.Register(e, edge.Operation{
		ID: "list-goods-brands", Method: "GET", Path: "/catalog/brands", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "商品品牌列表", English: "List brands of goods"},
	}, h.listGoodsBrands)
}

const articleCursor = "article"

func (h *handlers) listArticles(ctx context.Context, in *ArticleSearch) (*articlesReply, error) {
	after, err := in.AfterText(articleCursor)
	if err != nil {
		return nil, err
	}
	filter, err := h.articleFilter(ctx, in)
	if err != nil {
		return nil, err
	}
	list, err := h.Catalog.Search(ctx, h.DB, filter, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(a catalog.Article) string { return edge.TextCursor(articleCursor, a.Code) })
	shown, err := h.shownArticles(ctx, list...)
	return &articlesReply{Body: edge.PageOf(shown, next)}, err
}

// soldDays are the days of which a list may ask whether an article was sold.
var soldDays = map[string]int{"within_30": 30, "not_within_30": 30, "within_90": 90, "not_within_90": 90}

func (h *handlers) articleFilter(ctx context.Context, in *ArticleSearch) (f catalog.Filter, err error) {
	f = catalog.Filter{Text: in.Text, Category: in.Category, Unfiled: in.Filed == "no", Brand: in.Brand,
		Earns: yesOrNo(in.Earns), Archived: yesOrNo(in.Archived), Discount: yesOrNo(in.Discount)}
	switch in.Kind {
	case "goods":
		f.Kinds = []catalog.Kind{catalog.KindGoods}
	case "not_goods":
		f.Kinds = []catalog.Kind{catalog.KindDelivery, catalog.KindService, catalog.KindTip, catalog.KindDiscount, catalog.KindOther}
	}
	days, asked := soldDays[in.Sold]
	if !asked {
		return f, nil
	}
	sold, err := h.Insight.SoldWithin(ctx, days)
	if in.Sold == "within_30" || in.Sold == "within_90" {
		f.Among = sold
	} else {
		f.Except = sold
	}
	return f, err
}

// yesOrNo reads an answer that may be left open.
func yesOrNo(answer string) *bool {
	if answer == "" {
		return nil
	}
	yes := answer == "yes"
	return &yes
}

func (h *handlers) getArticle(ctx context.Context, in *ArticlePath) (*articleReply, error) {
	a, err := h.Catalog.Get(ctx, h.DB, edge.As[catalog.ArticleID](in.ID))
	return h.articleReply(ctx, a, err)
}

func (h *handlers) articleReply(ctx context.Context, a catalog.Article, err error) (*articleReply, error) {
	if err != nil {
		return nil, err
	}
	shown, err := h.shownArticles(ctx, a)
	if err != nil {
		return nil, err
	}
	return &articleReply{Body: shown[0]}, nil
}

// shownArticles shows articles with the names of their categories and brands.
func (h *handlers) shownArticles(ctx context.Context, list ...catalog.Article) ([]Article, error) {
	tree, err := h.Catalog.Tree(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	brands, err := h.brandNames(ctx)
	if err != nil {
		return nil, err
	}
	var ids, of []catalog.ArticleID
	for _, a := range list {
		ids = append(ids, a.ID)
		if a.VariantOf != 0 {
			of = append(of, a.VariantOf)
		}
	}
	parents, err := h.Catalog.ArticlesByIDs(ctx, h.DB, of...)
	if err != nil {
		return nil, err
	}
	barcodes, err := h.Catalog.Barcodes(ctx, h.DB, ids...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(a catalog.Article) Article {
		shown := Article{ID: edge.IDOf(a.ID), Code: a.Code, Name: a.Name.In(language(ctx)), NameI18n: a.Name, Kind: string(a.Kind), Earns: a.Earns,
			ArticleTrade: h.shownTrade(ctx, a.Trade, parents, barcodes[a.ID]),
			ArchivedAt:   edge.AtUnlessZero(a.ArchivedAt), UpdatedAt: edge.At(a.UpdatedAt), Version: a.Version}
		if len(a.Categories) > 0 {
			if c, ok := tree.ByCode(a.Categories[0]); ok {
				shown.Category = edge.Some(CatalogName{Code: c.Code, Name: c.Name.In(language(ctx))})
			}
		}
		if a.BrandCode != "" {
			shown.Brand = edge.Some(CatalogName{Code: a.BrandCode, Name: brands[a.BrandCode]})
		}
		return shown
	}), nil
}

func (h *handlers) brandNames(ctx context.Context) (map[string]string, error) {
	list, err := h.Catalog.Brands(ctx, h.DB)
	names := make(map[string]string, len(list))
	for _, b := range list {
		names[b.Code] = b.Name.In(language(ctx))
	}
	return names, err
}

func (h *handlers) listCategories(ctx context.Context, _ *struct{}) (*categoriesReply, error) {
	tree, err := h.Catalog.Tree(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	holding, err := h.Catalog.Holding(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return &categoriesReply{Body: edge.PageOf(edge.Each(tree.All(), func(c catalog.Category) Category {
		return shownCategory(ctx, c, holding)
	}), "")}, nil
}

func shownCategory(ctx context.Context, c catalog.Category, holding catalog.Holding) Category {
	shown := Category{ID: edge.IDOf(c.ID), Code: c.Code, Name: c.Name.In(language(ctx)), NameI18n: c.Name,
		Position: c.Position, Articles: holding.Categories[c.ID], Version: c.Version}
	if c.Parent != 0 {
		shown.ParentID = edge.Some(edge.IDOf(c.Parent))
	}
	return shown
}

func (h *handlers) listGoodsBrands(ctx context.Context, _ *struct{}) (*goodsBrandsReply, error) {
	list, err := h.Catalog.Brands(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	holding, err := h.Catalog.Holding(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return &goodsBrandsReply{Body: edge.PageOf(edge.Each(list, func(b catalog.Brand) GoodsBrand {
		return shownGoodsBrand(ctx, b, holding)
	}), "")}, nil
}

func shownGoodsBrand(ctx context.Context, b catalog.Brand, holding catalog.Holding) GoodsBrand {
	return GoodsBrand{ID: edge.IDOf(b.ID), Code: b.Code, Name: b.Name.In(language(ctx)), NameI18n: b.Name,
		Articles: holding.Brands[b.ID], Version: b.Version}
}
