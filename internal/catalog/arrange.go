package catalog

import (
	"context"
	"fmt"
	"slices"

	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Arrangement is a category as staff want it.
type Arrangement struct {
	Name     i18n.Text
	Parent   string // code; empty: at the top
	Position int    // among those of its parent, from 0; past the last is last
}

// CreateCategory makes a category. Others who change the tree wait.
// Errors: ErrCodeTaken, and those of SaveCategories.
func (s *Service) CreateCategory(ctx context.Context, tx postgres.Tx, code string, a Arrangement) (Category, error) {
	t, err := s.lockTree(ctx, tx)
	if err != nil {
		return Category{}, err
	}
	if _, taken := t.ByCode(code); taken {
		return Category{}, ErrCodeTaken.With("code", code)
	}
	return s.arrange(ctx, tx, code, a)
}

// EditCategory renames a category, as it was seen, and puts it, with all that
// hangs under it, where it is said to be. Rules that name it go on naming it.
// Errors: ErrNoCategory, ErrChanged, and those of SaveCategories.
func (s *Service) EditCategory(ctx context.Context, tx postgres.Tx, id CategoryID, seen int, a Arrangement) (Changed[Category], error) {
	before, err := s.lockCategory(ctx, tx, id, seen)
	if err != nil {
		return Changed[Category]{}, err
	}
	after, err := s.arrange(ctx, tx, before.Code, a)
	return Changed[Category]{before, after}, err
}

// DeleteCategory takes a category away that holds nothing: no article, no other
// category. Errors: ErrNoCategory, ErrChanged, ErrNotEmpty.
func (s *Service) DeleteCategory(ctx context.Context, tx postgres.Tx, id CategoryID, seen int) (Category, error) {
	c, err := s.lockCategory(ctx, tx, id, seen)
	if err != nil {
		return c, err
	}
	t, err := s.readTree(ctx, tx)
	if err != nil {
		return c, err
	}
	holds := int64(id)
	full, err := query(tx).HasArticles(ctx, &holds)
	if err != nil {
		return c, fmt.Errorf("look into category %s: %w", c.Code, err)
	}
	if full || len(t.under(id)) > 0 {
		return c, ErrNotEmpty.With("code", c.Code)
	}
	err = query(tx).DeleteCategory(ctx, holds)
	if postgres.IsReferenced(err) { // an order put an article there a moment ago
		return c, ErrNotEmpty.With("code", c.Code)
	}
	if err != nil {
		return c, fmt.Errorf("delete category %s: %w", c.Code, err)
	}
	s.tree.Forget()
	return c, nil
}

// lockTree keeps others from changing the tree, and reads it.
func (s *Service) lockTree(ctx context.Context, tx postgres.Tx) (*Tree, error) {
	if err := query(tx).LockCategories(ctx); err != nil {
		return nil, fmt.Errorf("lock categories: %w", err)
	}
	return s.readTree(ctx, tx)
}

func (s *Service) lockCategory(ctx context.Context, tx postgres.Tx, id CategoryID, seen int) (Category, error) {
	t, err := s.lockTree(ctx, tx)
	if err != nil {
		return Category{}, err
	}
	c, ok := t.ByID(id)
	switch {
	case !ok:
		return c, ErrNoCategory
	case c.Version != seen:
		return c, ErrChanged.With("code", c.Code)
	}
	return c, nil
}

// arrange saves a category and gives those of its parent their places.
func (s *Service) arrange(ctx context.Context, tx postgres.Tx, code string, a Arrangement) (Category, error) {
	ids, err := s.SaveCategories(ctx, tx, CategoryInput{Code: code, Parent: a.Parent, Name: a.Name})
	if err != nil {
		return Category{}, err
	}
	t, err := s.readTree(ctx, tx)
	if err != nil {
		return Category{}, err
	}
	c, _ := t.ByID(ids[code])
	order := placeAmong(t.under(c.Parent), c, a.Position)
	positions := make([]int32, len(order))
	for i := range order {
		positions[i] = int32(i)
	}
	if err := query(tx).ArrangeCategories(ctx, postgres.IDs(order), positions); err != nil {
		return Category{}, fmt.Errorf("arrange categories: %w", err)
	}
	s.tree.Forget()
	c.Position = slices.Index(order, c.ID)
	return c, nil
}

// placeAmong returns the ids of a parent's categories with c at a position.
func placeAmong(list []Category, c Category, position int) []CategoryID {
	var order []CategoryID
	for _, other := range list {
		if other.ID != c.ID {
			order = append(order, other.ID)
		}
	}
	return slices.Insert(order, max(0, min(position, len(order))), c.ID)
}

// Holding says how many articles stand directly in each category and are of each brand.
type Holding struct {
	Categories map[CategoryID]int64 // 0: in none
	Brands     map[BrandID]int64    // 0: of none
}

// Holding counts the articles.
func (s *Service) Holding(ctx context.Context, q postgres.Querier) (Holding, error) {
	h := Holding{map[CategoryID]int64{}, map[BrandID]int64{}}
	categories, err := query(q).CountByCategory(ctx)
	if err != nil {
		return h, fmt.Errorf("count articles of categories: %w", err)
	}
	for _, r := range categories {
		h.Categories[CategoryID(r.CategoryID)] = r.Articles
	}
	brands, err := query(q).CountByBrand(ctx)
	if err != nil {
		return h, fmt.Errorf("count articles of brands: %w", err)
	}
	for _, r := range brands {
		h.Brands[BrandID(r.BrandID)] = r.Articles
	}
	return h, nil
}
