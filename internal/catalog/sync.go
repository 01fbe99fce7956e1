package catalog

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// ArticleRow is what another system or a file says of an article. What is nil is
// left as it is, or as it is usual where the article is new.
type ArticleRow struct {
	Code     string
	Name     *i18n.Text
	Kind     *Kind
	Category *string // code; one that is unknown is made; empty: none
	Brand    *string // likewise
	Earns    *bool
	Archived *bool
	Detail
}

// SyncArticles takes articles over from another system or a file, each row for
// itself: one that is wrong says so, and the others count. The same rows again
// change nothing. Rows may be variants of articles that other rows make.
func (s *Service) SyncArticles(ctx context.Context, tx postgres.Tx, rows []ArticleRow) (results []RowResult, err error) {
	results = make([]RowResult, len(rows))
	err = s.revise(ctx, tx, func() error {
		// Articles of which others are variants must be there first.
		var first, second []int
		for i, r := range rows {
			if r.VariantOf == nil || *r.VariantOf == "" {
				first = append(first, i)
			} else {
				second = append(second, i)
			}
		}
		seen := map[string]bool{}
		for _, places := range [][]int{first, second} {
			if err := s.syncSome(ctx, tx, rows, places, seen, results); err != nil {
				return err
			}
		}
		return nil
	})
	return results, err
}

// syncing is an article as a row makes it.
type syncing struct {
	place    int
	before   Article
	after    Article
	category string
	barcodes []string
	bars     bool // whether the barcodes are another list than before
}

func (s *Service) syncSome(ctx context.Context, tx postgres.Tx, rows []ArticleRow, places []int, seen map[string]bool, results []RowResult) error {
	if len(places) == 0 {
		return nil
	}
	var codes []string
	var details []Detail
	for _, i := range places {
		codes, details = append(codes, rows[i].Code), append(details, rows[i].Detail)
	}
	codes = coded.Possible(codes)
	if err := query(tx).LockArticlesByCodes(ctx, codes); err != nil {
		return fmt.Errorf("lock articles: %w", err)
	}
	known, err := query(tx).ArticlesByCodes(ctx, codes)
	if err != nil {
		return fmt.Errorf("read articles: %w", err)
	}
	before := map[string]Article{}
	var ids []ArticleID
	for _, r := range known {
		a := articleOf(r.CatalogArticle, r.BrandCode)
		before[a.Code] = a
		ids = append(ids, a.ID)
	}
	if err := s.makeKin(ctx, tx, rows, places); err != nil {
		return err
	}
	f, err := s.frameOf(ctx, tx, ids, details)
	if err != nil {
		return err
	}
	brands, err := s.brandsOf(ctx, tx, rows, places)
	if err != nil {
		return err
	}
	fresh, err := s.ids.Take(ctx, len(places))
	if err != nil {
		return err
	}
	var changed []syncing
	for n, i := range places {
		row := rows[i]
		a, isKnown := before[row.Code]
		if !isKnown {
			a = Article{ID: ArticleID(fresh[n]), Code: row.Code, Kind: KindGoods, Earns: true, Trade: Trade{Unit: Piece, Discountable: true}}
		}
		c, wrong := row.onto(a, f, brands, s.clock.Now())
		if wrong == nil && seen[row.Code] {
			wrong = ErrRowTwice
		}
		if wrong != nil {
			results[i] = refusal(row.Code, wrong)
			continue
		}
		seen[row.Code] = true
		c.place = i
		switch {
		case !isKnown:
			results[i] = RowResult{Code: row.Code, Outcome: Made}
		case c.same():
			results[i] = RowResult{Code: row.Code, Outcome: Same}
			continue
		default:
			results[i] = RowResult{Code: row.Code, Outcome: Edited}
		}
		changed = append(changed, c)
	}
	return s.writeSynced(ctx, tx, changed)
}

// makeKin makes the categories and brands that rows name.
func (s *Service) makeKin(ctx context.Context, tx postgres.Tx, rows []ArticleRow, places []int) error {
	var categories, brands []string
	for _, i := range places {
		if c := rows[i].Category; c != nil && coded.Valid(*c) {
			categories = append(categories, *c)
		}
		if b := rows[i].Brand; b != nil && coded.Valid(*b) {
			brands = append(brands, *b)
		}
	}
	if _, err := s.EnsureCategories(ctx, tx, categories...); err != nil {
		return err
	}
	_, err := s.EnsureBrands(ctx, tx, brands...)
	return err
}

func (s *Service) brandsOf(ctx context.Context, tx postgres.Tx, rows []ArticleRow, places []int) (map[string]BrandID, error) {
	var codes []string
	for _, i := range places {
		if b := rows[i].Brand; b != nil {
			codes = append(codes, *b)
		}
	}
	return brandsByCodes(ctx, tx, codes)
}

// onto returns an article as a row makes it.
func (r ArticleRow) onto(a Article, f *frame, brands map[string]BrandID, now time.Time) (c syncing, wrong *errs.Error) {
	if !coded.Valid(r.Code) {
		return c, ErrBadCode.With("code", i18n.Clean(r.Code, coded.MaxLength))
	}
	c.before = a
	if r.Name != nil {
		name := i18n.Text{}
		maps.Copy(name, a.Name) // a file in one language leaves the other as it is
		for language, text := range *r.Name {
			if text = i18n.Clean(text, maxName); text != "" {
				name[language] = text
			}
		}
		a.Name = name
	}
	if len(a.Name) == 0 {
		a.Name = i18n.Of(a.Code, "")
	}
	if !a.Name.Valid() {
		return c, ErrBadName.With("code", a.Code)
	}
	if r.Kind != nil {
		if a.Kind = *r.Kind; !a.Kind.Known() {
			return c, ErrBadKind.With("kind", i18n.Clean(string(a.Kind), coded.MaxLength))
		}
	}
	if r.Category != nil {
		node, ok := f.tree.ByCode(*r.Category)
		if !ok && *r.Category != "" {
			return c, ErrBadCode.With("code", i18n.Clean(*r.Category, coded.MaxLength))
		}
		a.Category = node.ID
	}
	if r.Brand != nil {
		a.Brand = brands[*r.Brand]
		if a.Brand == 0 && *r.Brand != "" {
			return c, ErrBadCode.With("code", i18n.Clean(*r.Brand, coded.MaxLength))
		}
	}
	if r.Earns != nil {
		a.Earns = *r.Earns
	}
	if r.Archived != nil {
		switch {
		case !*r.Archived:
			a.ArchivedAt = time.Time{}
		case a.ArchivedAt.IsZero():
			a.ArchivedAt = now
		}
	}
	if a.Trade, c.barcodes, wrong = f.apply(a, r.Detail); wrong != nil {
		return c, wrong
	}
	c.bars = r.Barcodes != nil && !slices.Equal(c.barcodes, f.barcodes[a.ID])
	c.after = a
	return c, nil
}

// same reports whether a row says nothing new.
func (c syncing) same() bool {
	b, a := c.before, c.after
	return !c.bars && maps.Equal(b.Name, a.Name) && b.Kind == a.Kind && b.Category == a.Category && b.Brand == a.Brand && b.Earns == a.Earns &&
		b.ArchivedAt.Equal(a.ArchivedAt) && b.VariantOf == a.VariantOf && maps.Equal(b.Attributes, a.Attributes) && b.Cost == a.Cost &&
		b.Tax == a.Tax && b.Unit == a.Unit && b.Scale == a.Scale && b.Discountable == a.Discountable
}

func (s *Service) writeSynced(ctx context.Context, tx postgres.Tx, list []syncing) error {
	if len(list) == 0 {
		return nil
	}
	p := catalogdb.SyncArticlesParams{At: s.clock.Now()}
	bars := map[ArticleID][]string{}
	for _, c := range list {
		a := c.after
		name, err := json.Marshal(a.Name)
		if err != nil {
			return fmt.Errorf("name of %s: %w", a.Code, err)
		}
		values := a.Attributes
		if values == nil {
			values = map[string]string{}
		}
		attributes, err := json.Marshal(values)
		if err != nil {
			return fmt.Errorf("attributes of %s: %w", a.Code, err)
		}
		p.Ids, p.Codes, p.Names, p.Kinds = append(p.Ids, int64(a.ID)), append(p.Codes, a.Code), append(p.Names, name), append(p.Kinds, string(a.Kind))
		p.CategoryIds, p.BrandIds, p.Earns = append(p.CategoryIds, int64(a.Category)), append(p.BrandIds, int64(a.Brand)), append(p.Earns, a.Earns)
		p.VariantsOf, p.Attributes = append(p.VariantsOf, int64(a.VariantOf)), append(p.Attributes, attributes)
		p.Costs, p.CostCurrencies, p.TaxClasses = append(p.Costs, a.Cost.Amount), append(p.CostCurrencies, a.Cost.Currency), append(p.TaxClasses, a.Tax)
		p.Units, p.Scales, p.Discountables = append(p.Units, string(a.Unit)), append(p.Scales, int16(a.Scale)), append(p.Discountables, a.Discountable)
		p.ArchivedAts = append(p.ArchivedAts, a.ArchivedAt)
		if c.bars {
			bars[a.ID] = c.barcodes
		}
	}
	if err := query(tx).SyncArticles(ctx, p); err != nil {
		return fmt.Errorf("save articles: %w", err)
	}
	s.articles.Forget(p.Codes...)
	return saveBarcodes(ctx, tx, bars)
}
