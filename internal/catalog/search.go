package catalog

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// Filter chooses articles. The zero value is all of them.
type Filter struct {
	Text     string // part of a code or of a name in any language, whatever its case; or a whole barcode
	Category string // code; with everything below it
	Unfiled  bool   // only those in no category
	Brand    string // code
	Kinds    []Kind
	Earns    *bool
	Archived *bool
	Among    []ArticleID // of these only; nil: of all, empty: of none
	Except   []ArticleID
	Sold     bool  // only what is sold as it is: not an article that has variants
	Discount *bool // whether it may be discounted
}

// Search returns up to limit articles in the order of their codes, behind the
// code after; "" begins. Errors: ErrUnknownCategory.
func (s *Service) Search(ctx context.Context, q postgres.Querier, f Filter, after string, limit int) ([]Article, error) {
	w := &wanting{}
	w.any("a.code > %s::text", after)
	if err := s.narrow(ctx, q, w, f); err != nil {
		return nil, err
	}
	sql := "SELECT a.id FROM catalog.article a WHERE " + strings.Join(w.conditions, " AND ") +
		" ORDER BY a.code LIMIT " + w.param(limit)
	rows, err := q.Query(ctx, sql, w.args...)
	if err != nil {
		return nil, fmt.Errorf("search articles: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[ArticleID])
	if err != nil {
		return nil, fmt.Errorf("search articles: %w", err)
	}
	found, err := s.ArticlesByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	list := make([]Article, len(ids))
	for i, id := range ids {
		list[i] = found[id]
	}
	return list, nil
}

// Get returns an article. Errors: ErrNoArticle.
func (s *Service) Get(ctx context.Context, q postgres.Querier, id ArticleID) (Article, error) {
	found, err := s.ArticlesByIDs(ctx, q, id)
	if err != nil {
		return Article{}, err
	}
	a, ok := found[id]
	if !ok {
		return Article{}, ErrNoArticle
	}
	return a, nil
}

func (s *Service) narrow(ctx context.Context, q postgres.Querier, w *wanting, f Filter) error {
	if f.Text != "" {
		w.any(`(strpos(lower(a.code), lower(%[1]s::text)) > 0 OR EXISTS (
			SELECT FROM jsonb_each_text(a.name) n WHERE strpos(lower(n.value), lower(%[1]s::text)) > 0)
			OR EXISTS (SELECT FROM catalog.barcode b WHERE b.article_id = a.id AND b.code = %[1]s::text))`, f.Text)
	}
	if f.Category != "" {
		t, err := s.Tree(ctx, q)
		if err != nil {
			return err
		}
		below := t.Below(f.Category)
		if len(below) == 0 {
			return ErrUnknownCategory.With("code", f.Category)
		}
		w.any("a.category_id = ANY (%s::bigint[])", postgres.IDs(below))
	}
	if f.Unfiled {
		w.conditions = append(w.conditions, "a.category_id IS NULL")
	}
	if f.Brand != "" {
		w.any("a.brand_id = (SELECT b.id FROM catalog.brand b WHERE b.code = %s::text)", f.Brand)
	}
	if len(f.Kinds) > 0 {
		w.any("a.kind = ANY (%s::text[])", textsOf(f.Kinds))
	}
	if f.Earns != nil {
		w.any("a.earns = %s::boolean", *f.Earns)
	}
	if f.Archived != nil {
		w.any("(a.archived_at IS NOT NULL) = %s::boolean", *f.Archived)
	}
	if f.Among != nil {
		w.any("a.id = ANY (%s::bigint[])", postgres.IDs(f.Among))
	}
	if f.Sold {
		w.conditions = append(w.conditions, "NOT EXISTS (SELECT FROM catalog.article v WHERE v.variant_of = a.id)")
	}
	if f.Discount != nil {
		w.any("a.discountable = %s::boolean", *f.Discount)
	}
	if len(f.Except) > 0 {
		w.any("a.id <> ALL (%s::bigint[])", postgres.IDs(f.Except))
	}
	return nil
}

// wanting is a filter as conditions with parameters. The conditions are ours,
// what somebody typed is a parameter always.
type wanting struct {
	args       []any
	conditions []string
}

// any adds a condition with one parameter.
func (w *wanting) any(condition string, value any) {
	w.conditions = append(w.conditions, fmt.Sprintf(condition, w.param(value)))
}

// param adds a parameter and returns how it is named.
func (w *wanting) param(value any) string {
	w.args = append(w.args, value)
	return "$" + strconv.Itoa(len(w.args))
}

func textsOf[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
