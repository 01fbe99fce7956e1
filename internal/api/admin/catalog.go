package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/catalog"
	"habitue/internal/staff"
)

// Article is something that is sold.
type Article struct {
	ID       edge.ID                 `json:"id" doc:"Id" zh:"编号"`
	Code     string                  `json:"code" doc:"Code in the retailer's systems" zh:"商品代码" example:"TEA-0042"`
	Name     string                  `json:"name" doc:"Name in the reader's language" zh:"名称" example:"茉莉绿茶 大杯"`
	Kind     string                  `json:"kind" enum:"goods,delivery,service,tip,discount,other" doc:"What it is" zh:"类型" example:"goods"`
	Category edge.Maybe[CatalogName] `json:"category" doc:"Its category" zh:"品类"`
	Brand    edge.Maybe[CatalogName] `json:"brand" doc:"Its brand" zh:"品牌"`
	Earns    bool                    `json:"earns" doc:"Whether it can earn points" zh:"是否参与积分" example:"true"`
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
	ParentID edge.Maybe[edge.ID] `json:"parent_id" doc:"The category above; null at the top" zh:"上级品类；顶层为 null"`
}

type (
	articlesReply   struct{ Body edge.Page[Article] }
	categoriesReply struct{ Body edge.Page[Category] }
)

func (h *handlers) catalog(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-articles", Method: "GET", Path: "/catalog/articles", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "商品列表", English: "List articles"},
	}, h.listArticles)
	edge.Register(e, edge.Operation{
		ID: "list-categories", Method: "GET", Path: "/catalog/categories", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "品类列表", English: "List categories"},
	}, h.listCategories)
}

const articleCursor = "article"

func (h *handlers) listArticles(ctx context.Context, in *struct{ edge.Paging }) (*articlesReply, error) {
	after, err := in.AfterText(articleCursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Catalog.ListArticles(ctx, h.DB, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	tree, err := h.Catalog.Tree(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	brands, err := h.brandNames(ctx)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(a catalog.Article) string { return edge.TextCursor(articleCursor, a.Code) })
	return &articlesReply{Body: edge.PageOf(edge.Each(list, func(a catalog.Article) Article {
		shown := Article{ID: edge.IDOf(a.ID), Code: a.Code, Name: a.Name.In(language(ctx)), Kind: string(a.Kind), Earns: a.Earns}
		if len(a.Categories) > 0 {
			if c, ok := tree.ByCode(a.Categories[0]); ok {
				shown.Category = edge.Some(CatalogName{Code: c.Code, Name: c.Name.In(language(ctx))})
			}
		}
		if a.BrandCode != "" {
			shown.Brand = edge.Some(CatalogName{Code: a.BrandCode, Name: brands[a.BrandCode]})
		}
		return shown
	}), next)}, nil
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
	return &categoriesReply{Body: edge.PageOf(edge.Each(tree.All(), func(c catalog.Category) Category {
		shown := Category{ID: edge.IDOf(c.ID), Code: c.Code, Name: c.Name.In(language(ctx))}
		if c.Parent != 0 {
			shown.ParentID = edge.Some(edge.IDOf(c.Parent))
		}
		return shown
	}), "")}, nil
}
