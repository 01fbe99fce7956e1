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

// CategoryFields are what staff say about a category. It is exported because it is embedded.
type CategoryFields struct {
	Name     i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	Parent   string    `json:"parent,omitempty" maxLength:"64" doc:"Code of the category above; at the top when absent" zh:"上级品类代码；缺省为顶层" example:"drinks"`
	Position int       `json:"position" minimum:"0" doc:"Place among those of its parent, from 0; past the last is last" zh:"在同级中的次序，从 0 起；超出则排末位" example:"2"`
}

// NewCategory is a category to be made.
type NewCategory struct {
	Code string `json:"code" minLength:"1" maxLength:"64" doc:"Code; rules name it by this, so it stays" zh:"代码；规则以此指称，之后不可更改" example:"tea"`
	CategoryFields
}

// CategoryChange is a category as it shall be.
type CategoryChange struct {
	Seen
	CategoryFields
}

// NamedChange is another name.
type NamedChange struct {
	Seen
	Name i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
}

// NewNamed is a thing with a code and a name to be made.
type NewNamed struct {
	Code string    `json:"code" minLength:"1" maxLength:"64" doc:"Code in the retailer's systems; stays" zh:"代码，之后不可更改" example:"cloudridge"`
	Name i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
}

type (
	categoryReply   struct{ Body Category }
	goodsBrandReply struct{ Body GoodsBrand }

	// CategoryPath names a category in a path.
	CategoryPath struct {
		ID edge.ID `path:"id" doc:"Id of the category" zh:"品类编号"`
	}
	// GoodsBrandPath names a brand of goods in a path.
	GoodsBrandPath struct {
		ID edge.ID `path:"id" doc:"Id of the brand" zh:"品牌编号"`
	}
	// SeenQuery is the version that a deletion was decided on.
	SeenQuery struct {
		Version int `query:"version" minimum:"1" required:"true" doc:"The version that was seen" zh:"所见版本" example:"3"`
	}
)

func (h *handlers) categories(e *edge.Edge) {
	wrong := []*errs.Error{catalog.ErrBadName, catalog.ErrUnknownParent, catalog.ErrBadTree}
	edge.Register(e, edge.Operation{
		ID: "create-category", Method: "POST", Path: "/catalog/categories", Tag: "catalog", Permission: staff.CatalogWrite, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建品类", English: "Make a category"},
		Errors:  append([]*errs.Error{catalog.ErrBadCode, catalog.ErrCodeTaken}, wrong...),
	}, h.createCategory)
	edge.Register(e, edge.Operation{
		ID: "edit-category", Method: "PUT", Path: "/catalog/categories/{id}", Tag: "catalog", Permission: staff.CatalogWrite,
		Summary: edge.Words{Chinese: "重命名、移动或排序品类", English: "Rename, move or order a category"},
		Description: edge.Words{Chinese: "连同其下级一起移动。",
			English: "It moves with everything below it."},
		Errors: append([]*errs.Error{catalog.ErrNoCategory, catalog.ErrChanged}, wrong...),
	}, h.editCategory)
	edge.Register(e, edge.Operation{
		ID: "delete-category", Method: "DELETE", Path: "/catalog/categories/{id}", Tag: "catalog", Permission: staff.CatalogWrite, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "删除空品类", English: "Delete a category that holds nothing"},
		Errors:  []*errs.Error{catalog.ErrNoCategory, catalog.ErrChanged, catalog.ErrNotEmpty},
	}, h.deleteCategory)
	edge.Register(e, edge.Operation{
		ID: "create-goods-brand", Method: "POST", Path: "/catalog/brands", Tag: "catalog", Permission: staff.CatalogWrite, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建商品品牌", English: "Make a brand of goods"},
		Errors:  []*errs.Error{catalog.ErrBadCode, catalog.ErrBadName, catalog.ErrCodeTaken},
	}, h.createGoodsBrand)
	edge.Register(e, edge.Operation{
		ID: "rename-goods-brand", Method: "PUT", Path: "/catalog/brands/{id}", Tag: "catalog", Permission: staff.CatalogWrite,
		Summary: edge.Words{Chinese: "重命名商品品牌", English: "Rename a brand of goods"},
		Errors:  []*errs.Error{catalog.ErrNoBrand, catalog.ErrBadName, catalog.ErrChanged},
	}, h.renameGoodsBrand)
}

func (f CategoryFields) arrangement() catalog.Arrangement {
	return catalog.Arrangement{Name: f.Name, Parent: f.Parent, Position: f.Position}
}

func (h *handlers) createCategory(ctx context.Context, in *struct{ Body NewCategory }) (*categoryReply, error) {
	var c catalog.Category
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if c, err = h.Catalog.CreateCategory(ctx, tx, in.Body.Code, in.Body.arrangement()); err != nil {
			return err
		}
		return h.note(ctx, tx, "catalog.create_category", subject("category", c.ID), nil, categoryState(c))
	})
	return h.categoryReply(ctx, c, err)
}

func (h *handlers) editCategory(ctx context.Context, in *struct {
	CategoryPath
	Body CategoryChange
}) (*categoryReply, error) {
	var done catalog.Changed[catalog.Category]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if done, err = h.Catalog.EditCategory(ctx, tx, edge.As[catalog.CategoryID](in.ID), in.Body.Version, in.Body.arrangement()); err != nil {
			return err
		}
		return h.note(ctx, tx, "catalog.edit_category", subject("category", done.After.ID), categoryState(done.Before), categoryState(done.After))
	})
	return h.categoryReply(ctx, done.After, err)
}

func (h *handlers) deleteCategory(ctx context.Context, in *struct {
	CategoryPath
	SeenQuery
}) (*struct{}, error) {
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		c, err := h.Catalog.DeleteCategory(ctx, tx, edge.As[catalog.CategoryID](in.ID), in.Version)
		if err != nil {
			return err
		}
		return h.note(ctx, tx, "catalog.delete_category", subject("category", c.ID), categoryState(c), nil)
	})
}

func (h *handlers) categoryReply(ctx context.Context, c catalog.Category, err error) (*categoryReply, error) {
	if err != nil {
		return nil, err
	}
	holding, err := h.Catalog.Holding(ctx, h.DB)
	return &categoryReply{Body: shownCategory(ctx, c, holding)}, err
}

func (h *handlers) createGoodsBrand(ctx context.Context, in *struct{ Body NewNamed }) (*goodsBrandReply, error) {
	var b catalog.Brand
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if b, err = h.Catalog.CreateBrand(ctx, tx, catalog.BrandInput{Code: in.Body.Code, Name: in.Body.Name}); err != nil {
			return err
		}
		return h.note(ctx, tx, "catalog.create_brand", subject("goods_brand", b.ID), nil, namedState(b.Code, b.Name))
	})
	return h.goodsBrandReply(ctx, b, err)
}

func (h *handlers) renameGoodsBrand(ctx context.Context, in *struct {
	GoodsBrandPath
	Body NamedChange
}) (*goodsBrandReply, error) {
	var after catalog.Brand
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		before, renamed, err := h.Catalog.RenameBrand(ctx, tx, edge.As[catalog.BrandID](in.ID), in.Body.Version, in.Body.Name)
		if err != nil {
			return err
		}
		after = renamed
		return h.note(ctx, tx, "catalog.rename_brand", subject("goods_brand", after.ID), namedState(before.Code, before.Name), namedState(after.Code, after.Name))
	})
	return h.goodsBrandReply(ctx, after, err)
}

func (h *handlers) goodsBrandReply(ctx context.Context, b catalog.Brand, err error) (*goodsBrandReply, error) {
	if err != nil {
		return nil, err
	}
	holding, err := h.Catalog.Holding(ctx, h.DB)
	return &goodsBrandReply{Body: shownGoodsBrand(ctx, b, holding)}, err
}

func categoryState(c catalog.Category) map[string]any {
	return map[string]any{"code": c.Code, "name": c.Name, "parent_id": idOrNull(c.Parent), "position": c.Position}
}

func namedState(code string, name i18n.Text) map[string]any {
	return map[string]any{"code": code, "name": name}
}
