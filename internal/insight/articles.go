package insight

import (
	"context"

	"golang.org/x/sync/errgroup"

	"habitue/internal/catalog"
)

// Article is what was sold of an article, before refunds.
type Article struct {
	ID                      catalog.ArticleID
	Total, Before, LastYear Amount // Count is pieces
}

// Articles are those of which most was sold.
type Articles struct {
	Compared
	List  []Article
	Known map[catalog.ArticleID]catalog.Article
}

// Ranking says what "most" is.
type Ranking string

// The rankings.
const (
	BySales  Ranking = "sales"
	ByPieces Ranking = "pieces"
)

type soldArticle struct{ id, pieces, paid int64 }

func articleQuestion(name string) question[soldArticle] {
	return newQuestion(name, func(a *soldArticle) []any { return []any{&a.id, &a.pieces, &a.paid} })
}

var (
	rankings              = map[Ranking]question[soldArticle]{BySales: articleQuestion("articles_by_sales"), ByPieces: articleQuestion("articles_by_pieces")}
	namedArticlesQuestion = articleQuestion("articles_named")
)

// Articles returns the articles of which most was sold, and what was sold of
// these before. Errors: ErrBadPeriod, ErrSeveralCurrencies.
func (s *Service) Articles(ctx context.Context, a Ask, by Ranking, limit int) (Articles, error) {
	sc, err := s.settled(ctx, a)
	if err != nil {
		return Articles{}, err
	}
	top, err := ask(ctx, s, rankings[by], sc.args(int64(limit))...)
	if err != nil {
		return Articles{}, err
	}
	ids := make([]int64, len(top))
	named := make([]catalog.ArticleID, len(top))
	place := make(map[int64]*Article, len(top))
	list := make([]Article, len(top))
	for i, t := range top {
		ids[i], named[i] = t.id, catalog.ArticleID(t.id)
		list[i] = Article{ID: named[i], Total: Amount{t.paid, t.pieces}}
		place[t.id] = &list[i]
	}
	earlier := make([][]soldArticle, 2)
	group, asking := errgroup.WithContext(ctx)
	for i, p := range []Period{sc.Before(), sc.LastYear()} {
		group.Go(func() (err error) {
			earlier[i], err = ask(asking, s, namedArticlesQuestion, sc.during(p).args(ids)...)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return Articles{}, err
	}
	for i, rows := range earlier {
		for _, r := range rows {
			*[]*Amount{&place[r.id].Before, &place[r.id].LastYear}[i] = Amount{r.paid, r.pieces}
		}
	}
	known, err := s.Catalog.ArticlesByIDs(ctx, s.DB, named...)
	return Articles{sc.compared(), list, known}, err
}
