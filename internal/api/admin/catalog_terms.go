package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/catalog"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// TaxClassFields are what staff say about a tax class. It is exported because it is embedded.
type TaxClassFields struct {
	NameI18n i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	RateBps  int       `json:"rate_bps" minimum:"0" maximum:"10000" doc:"Rate in hundredths of a per cent" zh:"税率（万分之一）" example:"1300"`
	Included bool      `json:"included" doc:"Whether prices hold the tax already" zh:"价格是否含税" example:"true"`
}

// TaxClass is how goods are taxed.
type TaxClass struct {
	Code string `json:"code" doc:"Code" zh:"代码" example:"vat13"`
	Name string `json:"name" doc:"Name in the reader's language" zh:"名称" example:"增值税 13 %"`
	TaxClassFields
	Version int `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"1"`
}

// NewTaxClass is a tax class to be made.
type NewTaxClass struct {
	Code string `json:"code" minLength:"1" maxLength:"64" doc:"Code; stays" zh:"代码，之后不可更改" example:"vat13"`
	TaxClassFields
}

// TaxClassChange is a tax class as it shall be.
type TaxClassChange struct {
	Seen
	TaxClassFields
}

// AttributeFields are what staff say about an attribute. It is exported because it is embedded.
type AttributeFields struct {
	NameI18n i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	Category string    `json:"category,omitempty" maxLength:"64" doc:"Code of the category whose articles have it, with those below; all articles when absent" zh:"所属品类代码，含下级；缺省为全部商品" example:"clothes"`
	Choices  []string  `json:"choices,omitempty" maxItems:"200" doc:"Of a choice: what there is to choose" zh:"单选的选项" example:"S"`
	Unit     string    `json:"unit,omitempty" maxLength:"20" doc:"Behind a number" zh:"数值单位" example:"cm"`
	Variants bool      `json:"variants,omitempty" doc:"Whether variants of one article differ in it" zh:"是否为规格属性" example:"true"`
}

// ArticleAttribute is something that can be said of articles.
type ArticleAttribute struct {
	ID   edge.ID `json:"id" doc:"Id" zh:"编号"`
	Code string  `json:"code" doc:"Code" zh:"代码" example:"size"`
	Name string  `json:"name" doc:"Name in the reader's language" zh:"名称" example:"尺码"`
	Kind string  `json:"kind" enum:"text,number,yes_no,choice,date" doc:"What values it has" zh:"取值类型" example:"choice"`
	AttributeFields
	Version int `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"1"`
}

// NewAttribute is an attribute to be made.
type NewAttribute struct {
	Code string `json:"code" minLength:"1" maxLength:"64" doc:"Code; stays" zh:"代码，之后不可更改" example:"size"`
	Kind string `json:"kind" enum:"text,number,yes_no,choice,date" doc:"What values it has; stays" zh:"取值类型，之后不可更改" example:"choice"`
	AttributeFields
}

// AttributeChange is an attribute as it shall be.
type AttributeChange struct {
	Seen
	AttributeFields
}

type (
	taxClassReply   struct{ Body TaxClass }
	taxClassesReply struct{ Body edge.Page[TaxClass] }
	attributeReply  struct{ Body ArticleAttribute }
	attributesReply struct{ Body edge.Page[ArticleAttribute] }

	// AttributePath names an attribute in a path.
	AttributePath struct {
		ID edge.ID `path:"id" doc:"Id of the attribute" zh:"属性编号"`
	}
)

func (h *handlers) catalogTerms(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-tax-classes", Method: "GET", Path: "/catalog/tax-classes", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "税类", English: "Tax classes"},
	}, h.listTaxClasses)
	edge.Register(e, edge.Operation{
		ID: "create-tax-class", Method: "POST", Path: "/catalog/tax-classes", Tag: "catalog", Permission: staff.CatalogPrice, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建税类", English: "Make a tax class"},
		Errors:  []*errs.Error{catalog.ErrBadCode, catalog.ErrBadName, catalog.ErrBadRate, catalog.ErrCodeTaken},
	}, h.createTaxClass)
	edge.Register(e, edge.Operation{
		ID: "edit-tax-class", Method: "PUT", Path: "/catalog/tax-classes/{code}", Tag: "catalog", Permission: staff.CatalogPrice,
		Summary: edge.Words{Chinese: "修改税类", English: "Change a tax class"},
		Errors:  []*errs.Error{catalog.ErrNoTaxClass, catalog.ErrChanged, catalog.ErrBadName, catalog.ErrBadRate},
	}, h.editTaxClass)
	wrong := []*errs.Error{catalog.ErrBadName, catalog.ErrBadAttribute, catalog.ErrUnknownCategory}
	edge.Register(e, edge.Operation{
		ID: "list-attributes", Method: "GET", Path: "/catalog/attributes", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "商品属性", English: "Attributes of articles"},
	}, h.listAttributes)
	edge.Register(e, edge.Operation{
		ID: "create-attribute", Method: "POST", Path: "/catalog/attributes", Tag: "catalog", Permission: staff.CatalogWrite, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建商品属性", English: "Make an attribute"},
		Errors:  append([]*errs.Error{catalog.ErrBadCode, catalog.ErrCodeTaken}, wrong...),
	}, h.createAttribute)
	edge.Register(e, edge.Operation{
		ID: "edit-attribute", Method: "PUT", Path: "/catalog/attributes/{id}", Tag: "catalog", Permission: staff.CatalogWrite,
		Summary: edge.Words{Chinese: "修改商品属性", English: "Change an attribute"},
		Errors:  append([]*errs.Error{catalog.ErrNoAttribute, catalog.ErrChanged}, wrong...),
	}, h.editAttribute)
	edge.Register(e, edge.Operation{
		ID: "delete-attribute", Method: "DELETE", Path: "/catalog/attributes/{id}", Tag: "catalog", Permission: staff.CatalogWrite, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "删除未使用的商品属性", English: "Delete an attribute of which no article has a value"},
		Errors:  []*errs.Error{catalog.ErrNoAttribute, catalog.ErrChanged, catalog.ErrInUse},
	}, h.deleteAttribute)
}

func (h *handlers) listTaxClasses(ctx context.Context, _ *struct{}) (*taxClassesReply, error) {
	list, err := h.Catalog.TaxClasses(ctx, h.DB)
	return &taxClassesReply{Body: edge.PageOf(edge.Each(list, func(t catalog.TaxClass) TaxClass { return shownTaxClass(ctx, t) }), "")}, err
}

func shownTaxClass(ctx context.Context, t catalog.TaxClass) TaxClass {
	return TaxClass{Code: t.Code, Name: t.Name.In(language(ctx)), TaxClassFields: TaxClassFields{t.Name, int(t.Rate), t.Included}, Version: t.Version}
}

func (f TaxClassFields) of(code string) catalog.TaxClass {
	return catalog.TaxClass{Code: code, Name: f.NameI18n, Rate: money.RateBps(f.RateBps), Included: f.Included}
}

func taxState(t catalog.TaxClass) map[string]any {
	return map[string]any{"code": t.Code, "name": t.Name, "rate_bps": t.Rate, "included": t.Included}
}

func (h *handlers) createTaxClass(ctx context.Context, in *struct {
	edge.Keyed
	Body NewTaxClass
}) (*edge.Answer[TaxClass], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (TaxClass, error) {
		made, err := h.Catalog.CreateTaxClass(ctx, tx, in.Body.of(in.Body.Code))
		if err != nil {
			return TaxClass{}, err
		}
		return shownTaxClass(ctx, made), h.note(ctx, tx, "catalog.create_tax_class", staff.Subject{Kind: "tax_class", ID: made.Code}, nil, taxState(made))
	})
}

func (h *handlers) editTaxClass(ctx context.Context, in *struct {
	Code string `path:"code" maxLength:"64" doc:"Code of the tax class" zh:"税类代码" example:"vat13"`
	Body TaxClassChange
}) (*taxClassReply, error) {
	var done catalog.Changed[catalog.TaxClass]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if done, err = h.Catalog.EditTaxClass(ctx, tx, in.Body.Version, in.Body.of(in.Code)); err != nil {
			return err
		}
		return h.note(ctx, tx, "catalog.edit_tax_class", staff.Subject{Kind: "tax_class", ID: in.Code}, taxState(done.Before), taxState(done.After))
	})
	return &taxClassReply{Body: shownTaxClass(ctx, done.After)}, err
}

func (h *handlers) listAttributes(ctx context.Context, _ *struct{}) (*attributesReply, error) {
	tree, err := h.Catalog.Tree(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	list, err := h.Catalog.Attributes(ctx, h.DB)
	return &attributesReply{Body: edge.PageOf(edge.Each(list, func(a catalog.Attribute) ArticleAttribute { return shownAttribute(ctx, a, tree) }), "")}, err
}

func shownAttribute(ctx context.Context, a catalog.Attribute, tree *catalog.Tree) ArticleAttribute {
	c, _ := tree.ByID(a.Category)
	choices := a.Choices
	if choices == nil {
		choices = []string{}
	}
	return ArticleAttribute{ID: edge.IDOf(a.ID), Code: a.Code, Name: a.Name.In(language(ctx)), Kind: string(a.Kind), Version: a.Version,
		AttributeFields: AttributeFields{NameI18n: a.Name, Category: c.Code, Choices: choices, Unit: a.Unit, Variants: a.Variants}}
}

// attribute finds the category that staff name.
func (h *handlers) attribute(ctx context.Context, f AttributeFields) (catalog.Attribute, *catalog.Tree, error) {
	a := catalog.Attribute{Name: f.NameI18n, Choices: f.Choices, Unit: f.Unit, Variants: f.Variants}
	tree, err := h.Catalog.Tree(ctx, h.DB)
	if err != nil || f.Category == "" {
		return a, tree, err
	}
	c, ok := tree.ByCode(f.Category)
	if !ok {
		return a, tree, catalog.ErrUnknownCategory.With("code", f.Category)
	}
	a.Category = c.ID
	return a, tree, nil
}

func attributeState(a catalog.Attribute) map[string]any {
	return map[string]any{"code": a.Code, "name": a.Name, "category_id": idOrNull(a.Category), "kind": a.Kind, "choices": a.Choices, "unit": a.Unit, "variants": a.Variants}
}

func (h *handlers) createAttribute(ctx context.Context, in *struct {
	edge.Keyed
	Body NewAttribute
}) (*edge.Answer[ArticleAttribute], error) {
	asked, tree, err := h.attribute(ctx, in.Body.AttributeFields)
	if err != nil {
		return nil, err
	}
	asked.Code, asked.Kind = in.Body.Code, catalog.AttributeKind(in.Body.Kind)
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (ArticleAttribute, error) {
		made, err := h.Catalog.CreateAttribute(ctx, tx, asked)
		if err != nil {
			return ArticleAttribute{}, err
		}
		return shownAttribute(ctx, made, tree), h.note(ctx, tx, "catalog.create_attribute", subject("attribute", made.ID), nil, attributeState(made))
	})
}

func (h *handlers) editAttribute(ctx context.Context, in *struct {
	AttributePath
	Body AttributeChange
}) (*attributeReply, error) {
	a, tree, err := h.attribute(ctx, in.Body.AttributeFields)
	if err != nil {
		return nil, err
	}
	var done catalog.Changed[catalog.Attribute]
	err = h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if done, err = h.Catalog.EditAttribute(ctx, tx, edge.As[catalog.AttributeID](in.ID), in.Body.Version, a); err != nil {
			return err
		}
		return h.note(ctx, tx, "catalog.edit_attribute", subject("attribute", done.After.ID), attributeState(done.Before), attributeState(done.After))
	})
	return &attributeReply{Body: shownAttribute(ctx, done.After, tree)}, err
}

func (h *handlers) deleteAttribute(ctx context.Context, in *struct {
	AttributePath
	SeenQuery
}) (*struct{}, error) {
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		a, err := h.Catalog.DeleteAttribute(ctx, tx, edge.As[catalog.AttributeID](in.ID), in.Version)
		if err != nil {
			return err
		}
		return h.note(ctx, tx, "catalog.delete_attribute", subject("attribute", a.ID), attributeState(a), nil)
	})
}
