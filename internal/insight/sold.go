package insight

import (
	"context"

	"habitue/internal/catalog"
	"habitue/internal/platform/replica"
)

var soldQuestion = question[int64]{name: "articles_sold", sql: text("articles_sold.sql"), row: func(r replica.Rows) (id int64, err error) {
	return id, r.Scan(&id)
}}

// SoldWithin returns the articles of which anything was sold in the last days,
// today among them.
func (s *Service) SoldWithin(ctx context.Context, days int) ([]catalog.ArticleID, error) {
	sc, err := s.scope(ctx, Ask{})
	if err != nil {
		return nil, err
	}
	tomorrow := sc.days.Of(s.Clock.Now()).AddDate(0, 0, 1)
	found, err := ask(ctx, s, soldQuestion, tomorrow.AddDate(0, 0, -days), tomorrow)
	if err != nil {
		return nil, err
	}
	list := make([]catalog.ArticleID, len(found))
	for i, id := range found {
		list[i] = catalog.ArticleID(id)
	}
	return list, nil
}

// Sold is what was sold of certain articles in a period, before refunds.
// Errors: ErrBadPeriod, ErrSeveralCurrencies.
func (s *Service) Sold(ctx context.Context, a Ask, articles ...catalog.ArticleID) (Compared, map[catalog.ArticleID]Amount, error) {
	sc, err := s.settled(ctx, a)
	if err != nil {
		return Compared{}, nil, err
	}
	ids := make([]int64, len(articles))
	for i, id := range articles {
		ids[i] = int64(id)
	}
	rows, err := ask(ctx, s, namedArticlesQuestion, sc.args(ids)...)
	sold := make(map[catalog.ArticleID]Amount, len(rows))
	for _, r := range rows {
		sold[catalog.ArticleID(r.id)] = Amount{r.paid, r.pieces}
	}
	return sc.compared(), sold, err
}
