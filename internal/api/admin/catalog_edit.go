package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/catalog"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Seen is the version that a change is made of. It is exported because it is embedded.
type Seen struct {
	Version int `json:"version" minimum:"1" doc:"The version that was seen; where somebody has changed it since, the change is refused" zh:"所见版本；他人已改动则拒绝" example:"3"`
}

// ArticleFields are what staff say about an article. It is exported because it is embedded.
type ArticleFields struct {
	Name     i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	Kind     string    `json:"kind" enum:"goods,delivery,service,tip,discount,other" doc:"What it is; only goods earn" zh:"类型；仅 goods 参与积分" example:"goods"`
	Category string    `json:"category,omitempty" maxLength:"64" doc:"Code of its category; none when absent" zh:"品类代码；缺省为无" example:"tea"`
	Brand    string    `json:"brand,omitempty" maxLength:"64" doc:"Code of its brand; none when absent" zh:"品牌代码；缺省为无" example:"cloudridge"`
	Earns    bool      `json:"earns" doc:"Whether it can earn points, from the next order on" zh:"是否参与积分，自下一笔订单起" example:"true"`
	Archived bool      `json:"archived,omitempty" doc:"Not sold any more" zh:"停用" example:"false"`
}

// NewArticle is an article to be made.
type NewArticle struct {
	Code string `json:"code" minLength:"1" maxLength:"64" doc:"Code in the retailer's systems; stays" zh:"商品代码，之后不可更改" example:"TEA-0042"`
	ArticleFields
}

// ArticleChange is an article as it shall be.
type ArticleChange struct {
	Seen
	ArticleFields
}

// ArticleFiling says under what an article is to stand, and whether it earns.
type ArticleFiling struct {
	ID edge.ID `json:"id" doc:"Id of the article" zh:"商品编号"`
	Seen
	Category string `json:"category" maxLength:"64" doc:"Code of its category; empty: none" zh:"品类代码；空为无" example:"tea"`
	Brand    string `json:"brand" maxLength:"64" doc:"Code of its brand; empty: none" zh:"品牌代码；空为无" example:"cloudridge"`
	Earns    bool   `json:"earns" doc:"Whether it can earn points" zh:"是否参与积分" example:"true"`
	Discount *bool  `json:"discountable,omitempty" doc:"Whether offers may make it cheaper; as it is when absent" zh:"是否可参与优惠；缺省则不变" example:"true"`
}

// ArticleFilings are articles to be filed together.
type ArticleFilings struct {
	Articles []ArticleFiling `json:"articles" minItems:"1" maxItems:"500" nullable:"false" doc:"All of them are changed or none" zh:"全部修改，或全不修改"`
}

func (h *handlers) catalogEditing(e *edge.Edge) {
	wrong := []*errs.Error{catalog.ErrBadName, catalog.ErrBadKind, catalog.ErrUnknownCategory, catalog.ErrUnknownBrand}
	edge.Register(e, edge.Operation{
		ID: "create-article", Method: "POST", Path: "/catalog/articles", Tag: "catalog", Permission: staff.CatalogWrite, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建商品", English: "Make an article"},
		Errors:  append([]*errs.Error{catalog.ErrBadCode, catalog.ErrCodeTaken}, wrong...),
	}, h.createArticle)
	edge.Register(e, edge.Operation{
		ID: "edit-article", Method: "PUT", Path: "/catalog/articles/{id}", Tag: "catalog", Permission: staff.CatalogWrite,
		Summary: edge.Words{Chinese: "修改商品", English: "Change an article"},
		Description: edge.Words{Chinese: "自之后记录的订单起生效；已记录的订单不变。",
			English: "Counts for orders that are recorded from then on; those on record stay as they are."},
		Errors: append([]*errs.Error{catalog.ErrNoArticle, catalog.ErrChanged}, wrong...),
	}, h.editArticle)
	edge.Register(e, edge.Operation{
		ID: "file-articles", Method: "POST", Path: "/catalog/articles/file", Tag: "catalog", Permission: staff.CatalogWrite,
		Summary: edge.Words{Chinese: "批量修改品类、品牌与是否参与积分", English: "Give many articles a category, brand, and whether they earn"},
		Description: edge.Words{Chinese: "答复即为撤销所需的请求：各商品之前的状态与现在的版本。",
			English: "The answer is the request that takes it back: what each article was before, with the version it has now."},
		Errors: []*errs.Error{catalog.ErrNoArticle, catalog.ErrChanged, catalog.ErrUnknownCategory, catalog.ErrUnknownBrand},
	}, h.fileArticles)
}

func (h *handlers) createArticle(ctx context.Context, in *struct{ Body NewArticle }) (*articleReply, error) {
	var a catalog.Article
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if a, err = h.Catalog.CreateArticle(ctx, tx, in.Body.Code, in.Body.edit()); err != nil {
			return err
		}
		return h.note(ctx, tx, "catalog.create_article", subject("article", a.ID), nil, articleState(a))
	})
	return h.articleReply(ctx, a, err)
}

func (h *handlers) editArticle(ctx context.Context, in *struct {
	ArticlePath
	Body ArticleChange
}) (*articleReply, error) {
	var done catalog.Changed[catalog.Article]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		done, err = h.Catalog.EditArticle(ctx, tx, edge.As[catalog.ArticleID](in.ID), in.Body.Version, in.Body.edit())
		if err != nil {
			return err
		}
		return h.noteArticle(ctx, tx, "catalog.edit_article", done)
	})
	return h.articleReply(ctx, done.After, err)
}

func (h *handlers) fileArticles(ctx context.Context, in *struct{ Body ArticleFilings }) (*struct{ Body ArticleFilings }, error) {
	var back []ArticleFiling
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		done, err := h.Catalog.FileArticles(ctx, tx, edge.Each(in.Body.Articles, func(f ArticleFiling) catalog.Filing {
			return catalog.Filing{ID: edge.As[catalog.ArticleID](f.ID), Seen: f.Version, Category: f.Category, Brand: f.Brand, Earns: f.Earns, Discount: f.Discount}
		})...)
		if err != nil {
			return err
		}
		for _, d := range done {
			if err := h.noteArticle(ctx, tx, "catalog.file_article", d); err != nil {
				return err
			}
			back = append(back, ArticleFiling{ID: edge.IDOf(d.Before.ID), Seen: Seen{d.After.Version}, Category: categoryOf(d.Before),
				Brand: d.Before.BrandCode, Earns: d.Before.Earns, Discount: &d.Before.Discountable})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &struct{ Body ArticleFilings }{ArticleFilings{back}}, nil
}

func (f ArticleFields) edit() catalog.Edit {
	return catalog.Edit{Name: f.Name, Kind: catalog.Kind(f.Kind), Category: f.Category, Brand: f.Brand, Earns: f.Earns, Archived: f.Archived}
}

func categoryOf(a catalog.Article) string {
	if len(a.Categories) == 0 {
		return ""
	}
	return a.Categories[0]
}

// articleState is an article as the trail keeps it.
func articleState(a catalog.Article) map[string]any {
	return map[string]any{"code": a.Code, "name": a.Name, "kind": a.Kind, "category": categoryOf(a), "brand": a.BrandCode, "earns": a.Earns,
		"discountable": a.Discountable, "archived": !a.ArchivedAt.IsZero()}
}

func (h *handlers) noteArticle(ctx context.Context, tx postgres.Tx, action string, d catalog.Changed[catalog.Article]) error {
	return h.note(ctx, tx, action, subject("article", d.After.ID), articleState(d.Before), articleState(d.After))
}

func subject[T ~int64](kind string, id T) staff.Subject {
	return staff.Subject{Kind: kind, ID: string(edge.IDOf(id))}
}

// note writes what the caller changed into the trail.
func (h *handlers) note(ctx context.Context, tx postgres.Tx, action string, what staff.Subject, before, after any) error {
	c := edge.From(ctx)
	return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: action, Subject: what, Before: before, After: after, Address: c.Address})
}
