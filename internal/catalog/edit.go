package catalog

import (
	"context"
	"fmt"
	"slices"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Edit is an article as staff want it. Unlike an import, it may not name a
// category or brand that does not exist: a slip would make one.
type Edit struct {
	Name     i18n.Text
	Kind     Kind
	Category string // code; empty: none
	Brand    string // code; empty: none
	Earns    bool
	Archived bool
	Discount *bool // whether it may be discounted; nil: as it is
}

// Changed is a thing before and after a change.
type Changed[T any] struct{ Before, After T }

// CreateArticle makes an article that is not known yet.
// Errors: ErrBadCode, ErrCodeTaken, and those of an Edit.
func (s *Service) CreateArticle(ctx context.Context, tx postgres.Tx, code string, e Edit) (Article, error) {
	if err := coded.Check(code, ErrBadCode); err != nil {
		return Article{}, err
	}
	to, err := s.places(ctx, tx, e)
	if err != nil {
		return Article{}, err
	}
	fresh, err := s.ids.Next(ctx)
	if err != nil {
		return Article{}, err
	}
	p := to.params(e, Article{ID: ArticleID(fresh)}, s)
	err = query(tx).InsertArticle(ctx, catalogdb.InsertArticleParams{
		ID: p.ID, Code: code, Name: p.Name, Kind: p.Kind, CategoryID: p.CategoryID, BrandID: p.BrandID, Earns: p.Earns,
		ArchivedAt: p.ArchivedAt, UpdatedAt: p.UpdatedAt,
	})
	if postgres.IsUnique(err) {
		return Article{}, ErrCodeTaken.With("code", code)
	}
	if err := goneMeanwhile(err, e); err != nil {
		return Article{}, fmt.Errorf("make article %s: %w", code, err)
	}
	s.articles.Forget(code)
	return s.Get(ctx, tx, ArticleID(fresh))
}

// EditArticle makes an article, as it was seen, what is said here; orders that
// are recorded from then on go by it. Errors: ErrNoArticle, ErrChanged, and
// those of an Edit: ErrBadName, ErrBadKind, ErrUnknownCategory, ErrUnknownBrand.
func (s *Service) EditArticle(ctx context.Context, tx postgres.Tx, id ArticleID, seen int, e Edit) (Changed[Article], error) {
	done, err := s.change(ctx, tx, []ArticleID{id}, func(a Article) (Edit, int) { return e, seen })
	if err != nil {
		return Changed[Article]{}, err
	}
	return done[0], nil
}

// Filing says under what an article, as it was seen, is to stand, and whether it earns.
type Filing struct {
	ID       ArticleID
	Seen     int
	Category string
	Brand    string
	Earns    bool
	Discount *bool // whether it may be discounted; nil: as it is
}

// FileArticles files all of the articles or none of them. What they were before,
// with the versions they have now, is what takes it back.
// Errors: ErrNoArticle, ErrChanged, ErrUnknownCategory, ErrUnknownBrand.
func (s *Service) FileArticles(ctx context.Context, tx postgres.Tx, filings ...Filing) ([]Changed[Article], error) {
	wanted := make(map[ArticleID]Filing, len(filings))
	ids := make([]ArticleID, len(filings))
	for i, f := range filings {
		wanted[f.ID], ids[i] = f, f.ID
	}
	return s.change(ctx, tx, ids, func(a Article) (Edit, int) {
		f := wanted[a.ID]
		return Edit{Name: a.Name, Kind: a.Kind, Category: f.Category, Brand: f.Brand, Earns: f.Earns, Discount: f.Discount,
			Archived: !a.ArchivedAt.IsZero()}, f.Seen
	})
}

// change locks the articles in the order of their ids, and makes each what edit
// says of it.
func (s *Service) change(ctx context.Context, tx postgres.Tx, ids []ArticleID, edit func(Article) (e Edit, seen int)) (done []Changed[Article], err error) {
	err = s.revise(ctx, tx, func() error {
		done, err = s.changeLocked(ctx, tx, ids, edit)
		return err
	})
	return done, err
}

func (s *Service) changeLocked(ctx context.Context, tx postgres.Tx, ids []ArticleID, edit func(Article) (e Edit, seen int)) ([]Changed[Article], error) {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	rows, err := query(tx).LockArticles(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("lock articles: %w", err)
	}
	if len(rows) < len(ids) {
		return nil, ErrNoArticle
	}
	before, err := s.ArticlesByIDs(ctx, tx, ids...)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		a := before[id]
		e, seen := edit(a)
		if a.Version != seen {
			return nil, ErrChanged.With("code", a.Code)
		}
		to, err := s.places(ctx, tx, e)
		if err != nil {
			return nil, err
		}
		if err := goneMeanwhile(query(tx).UpdateArticle(ctx, to.params(e, a, s)), e); err != nil {
			return nil, fmt.Errorf("change article %s: %w", a.Code, err)
		}
		s.articles.Forget(a.Code)
	}
	after, err := s.ArticlesByIDs(ctx, tx, ids...)
	if err != nil {
		return nil, err
	}
	done := make([]Changed[Article], len(ids))
	for i, id := range ids {
		done[i] = Changed[Article]{before[id], after[id]}
	}
	return done, nil
}

// placed is where an edit puts an article.
type placed struct {
	category CategoryID
	brand    BrandID
}

// places checks an edit and finds what it names.
func (s *Service) places(ctx context.Context, tx postgres.Tx, e Edit) (to placed, err error) {
	if !e.Name.Valid() {
		return to, ErrBadName
	}
	if !e.Kind.Known() {
		return to, ErrBadKind.With("kind", i18n.Clean(string(e.Kind), coded.MaxLength))
	}
	if e.Category != "" {
		ids, err := s.categoriesByCodes(ctx, tx, []string{e.Category})
		if err != nil {
			return to, err
		}
		if to.category = ids[e.Category]; to.category == 0 {
			return to, ErrUnknownCategory.With("code", i18n.Clean(e.Category, coded.MaxLength))
		}
	}
	if e.Brand != "" {
		ids, err := brandsByCodes(ctx, tx, []string{e.Brand})
		if err != nil {
			return to, err
		}
		if to.brand = ids[e.Brand]; to.brand == 0 {
			return to, ErrUnknownBrand.With("code", i18n.Clean(e.Brand, coded.MaxLength))
		}
	}
	return to, nil
}

// goneMeanwhile tells a category that was deleted while it was still known in memory.
func goneMeanwhile(err error, e Edit) error {
	if postgres.IsReferenced(err) {
		return ErrUnknownCategory.With("code", e.Category)
	}
	return err
}

// params are the row that an edit makes of an article. One that stays archived
// keeps the time at which it was.
func (to placed) params(e Edit, a Article, s *Service) catalogdb.UpdateArticleParams {
	p := catalogdb.UpdateArticleParams{
		ID: int64(a.ID), Name: e.Name, Kind: string(e.Kind), CategoryID: postgres.Optional(int64(to.category)),
		BrandID: postgres.Optional(int64(to.brand)), Earns: e.Earns, Discountable: a.Discountable, UpdatedAt: s.clock.Now(),
	}
	if e.Discount != nil {
		p.Discountable = *e.Discount
	}
	if e.Archived {
		if a.ArchivedAt.IsZero() {
			a.ArchivedAt = s.clock.Now()
		}
		p.ArchivedAt = &a.ArchivedAt
	}
	return p
}
