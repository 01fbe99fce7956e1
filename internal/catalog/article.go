package catalog

import (
	"context"
	"fmt"
	"maps"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/postgres"
)

// ArticlesByCodes returns the articles that exist under the codes, with at most
// one query for all of them and mostly none.
func (s *Service) ArticlesByCodes(ctx context.Context, q postgres.Querier, codes ...string) (map[string]Article, error) {
	found, err := s.articles.ThroughTx(coded.Possible(codes), func(unknown []string, found func(string, Article, bool)) error {
		rows, err := query(q).ArticlesByCodes(ctx, unknown)
		if err != nil {
			return fmt.Errorf("read articles: %w", err)
		}
		for _, r := range rows {
			found(r.CatalogArticle.Code, articleOf(r.CatalogArticle, r.BrandCode), r.Settled)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, place(ctx, s, q, found)
}

// ArticlesByIDs returns the articles of the ids that exist.
func (s *Service) ArticlesByIDs(ctx context.Context, q postgres.Querier, ids ...ArticleID) (map[ArticleID]Article, error) {
	found := make(map[ArticleID]Article, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	rows, err := query(q).ArticlesByIDs(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	for _, r := range rows {
		found[ArticleID(r.CatalogArticle.ID)] = articleOf(r.CatalogArticle, r.BrandCode)
	}
	return found, place(ctx, s, q, found)
}

// ListArticles returns up to limit articles in the order of their codes, behind
// the code after; "" begins. The code of the last one is where the next page begins.
func (s *Service) ListArticles(ctx context.Context, q postgres.Querier, after string, limit int) ([]Article, error) {
	rows, err := query(q).ArticlesAfter(ctx, after, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list articles: %w", err)
	}
	byPlace := make(map[int]Article, len(rows))
	for i, r := range rows {
		byPlace[i] = articleOf(r.CatalogArticle, r.BrandCode)
	}
	if err := place(ctx, s, q, byPlace); err != nil {
		return nil, err
	}
	list := make([]Article, len(rows))
	for i := range list {
		list[i] = byPlace[i]
	}
	return list, nil
}

// place puts each article under its categories. It is done when an article is
// handed out, not when it is kept, so that a category that moved is seen at once.
func place[K comparable](ctx context.Context, s *Service, q postgres.Querier, found map[K]Article) error {
	var ids []CategoryID
	for _, a := range found {
		ids = append(ids, a.Category)
	}
	if len(ids) == 0 {
		return nil
	}
	t, err := s.treeWith(ctx, q, ids)
	if err != nil {
		return err
	}
	for k, a := range found {
		a.Categories = t.Path(a.Category)
		found[k] = a
	}
	return nil
}

// Ensure returns the articles of the inputs by code. Those that are unknown are
// made of what is said, with their categories and brands; several inputs of one
// code complete each other. An article that exists stays as it is.
// Errors: ErrBadCode, ErrBadKind.
func (s *Service) Ensure(ctx context.Context, tx postgres.Tx, inputs []ArticleInput) (map[string]Article, error) {
	codes := make([]string, len(inputs))
	for i, in := range inputs {
		codes[i] = in.Code
	}
	found, err := s.ArticlesByCodes(ctx, tx, codes...)
	if err != nil {
		return nil, err
	}
	wanted := map[string]ArticleInput{}
	for _, in := range inputs {
		if _, ok := found[in.Code]; ok {
			continue
		}
		if other, ok := wanted[in.Code]; ok {
			in = other.fill(in)
		}
		wanted[in.Code] = in
	}
	if len(wanted) == 0 {
		return found, nil
	}
	rows, err := s.rows(ctx, tx, wanted)
	if err != nil {
		return nil, err
	}
	if err := query(tx).AddArticles(ctx, rows); err != nil {
		return nil, fmt.Errorf("add articles: %w", err)
	}
	// Somebody else may have made some of them in the meantime: ask again.
	fresh, err := s.ArticlesByCodes(ctx, tx, rows.Codes...)
	if err != nil {
		return nil, err
	}
	maps.Copy(found, fresh)
	return found, nil
}

// SaveArticles makes the articles or, where their codes are known, gives them
// what is said here. Of several inputs of one code the last holds.
// Errors: ErrBadCode, ErrBadKind.
func (s *Service) SaveArticles(ctx context.Context, tx postgres.Tx, inputs ...ArticleInput) (map[string]Article, error) {
	wanted := map[string]ArticleInput{}
	for _, in := range inputs {
		wanted[in.Code] = in
	}
	rows, err := s.rows(ctx, tx, wanted)
	if err != nil {
		return nil, err
	}
	err = s.revise(ctx, tx, func() error { return query(tx).SaveArticles(ctx, catalogdb.SaveArticlesParams(rows)) })
	if err != nil {
		return nil, fmt.Errorf("save articles: %w", err)
	}
	s.articles.Forget(rows.Codes...)
	return s.ArticlesByCodes(ctx, tx, rows.Codes...)
}

func articleOf(r catalogdb.CatalogArticle, brand *string) Article {
	return Article{
		ID: ArticleID(r.ID), Code: r.Code, Name: r.Name, Kind: Kind(r.Kind),
		Category: CategoryID(postgres.Value(r.CategoryID)), Brand: BrandID(postgres.Value(r.BrandID)),
		Earns: r.Earns, UpdatedAt: r.UpdatedAt.UTC(),
		BrandCode: postgres.Value(brand), ArchivedAt: postgres.Value(r.ArchivedAt).UTC(), Version: int(r.Version),
		Trade: Trade{
			VariantOf: ArticleID(postgres.Value(r.VariantOf)), Attributes: r.Attributes,
			Cost: Cost{Amount: postgres.Value(r.Cost), Currency: postgres.Value(r.CostCurrency)}, Tax: postgres.Value(r.TaxClass),
			Unit: Unit(r.Unit), Scale: int(r.Scale), Discountable: r.Discountable,
		},
	}
}
