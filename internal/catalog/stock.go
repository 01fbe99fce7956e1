package catalog

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/org"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// maxStock bounds a reported quantity, in thousandths.
const maxStock = 1_000_000_000_000

// StockRow is what a system that keeps stock says of an article.
type StockRow struct {
	Article   string // code
	Store     string // code; empty: what is in no store
	Channel   string // code; empty: for every channel
	Quantity  int64  // thousandths; below zero where more was sold than was known
	CountedAt time.Time
}

// Stock is what was said last.
type Stock struct {
	Article    ArticleID
	Store      org.StoreID   // 0: in none
	Channel    org.ChannelID // 0: for every channel
	Quantity   int64
	CountedAt  time.Time
	ReportedBy string
}

// shelf says where a stock lies and for whom.
type shelf struct {
	article ArticleID
	store   org.StoreID
	channel org.ChannelID
}

func (a shelf) compare(b shelf) int {
	return cmp.Or(cmp.Compare(a.article, b.article), cmp.Compare(a.store, b.store), cmp.Compare(a.channel, b.channel))
}

// ReportStock takes what is said, each row for itself. What was counted before what
// is known already is out of date and changes nothing; the same again is the same.
func (s *Service) ReportStock(ctx context.Context, tx postgres.Tx, rows []StockRow, by string, of org.Scope) ([]RowResult, error) {
	articles, stores, channels, err := s.named(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	rows = slices.Clone(rows)
	results := make([]RowResult, len(rows))
	places := map[shelf]int{}
	now := s.clock.Now()
	for i, r := range rows {
		if r.CountedAt.IsZero() {
			r.CountedAt = now
		}
		at := shelf{articles[r.Article], stores[r.Store].ID, channels[r.Channel].ID}
		wrong := r.wrong(at)
		if wrong == nil && !of.Sees(at.store) {
			wrong = ErrUnknownStore.With("code", r.Store)
		}
		if _, twice := places[at]; twice && wrong == nil {
			wrong = ErrRowTwice
		}
		if wrong != nil {
			results[i] = refusal(r.Article, wrong)
			continue
		}
		places[at] = i
		results[i] = RowResult{Code: r.Article, Outcome: OutOfDate}
		rows[i].CountedAt = r.CountedAt
	}
	p := catalogdb.ReportStockParams{ReportedBy: by}
	// In one order, so that two who report the same goods wait for each other.
	for _, at := range slices.SortedFunc(maps.Keys(places), shelf.compare) {
		r := rows[places[at]]
		p.ArticleIds, p.StoreIds, p.ChannelIds = append(p.ArticleIds, int64(at.article)), append(p.StoreIds, int64(at.store)), append(p.ChannelIds, int64(at.channel))
		p.Quantities, p.CountedAts = append(p.Quantities, r.Quantity), append(p.CountedAts, r.CountedAt)
	}
	written, err := query(tx).ReportStock(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("report stock: %w", err)
	}
	for _, w := range written {
		results[places[shelf{ArticleID(w.ArticleID), org.StoreID(w.StoreID), org.ChannelID(w.ChannelID)}]].Outcome = Edited
	}
	return results, nil
}

// named finds what rows name.
func (s *Service) named(ctx context.Context, tx postgres.Tx, rows []StockRow) (map[string]ArticleID, map[string]org.Store, map[string]org.Channel, error) {
	var codes, storeCodes, channelCodes []string
	for _, r := range rows {
		codes = append(codes, r.Article)
		if r.Store != "" {
			storeCodes = append(storeCodes, r.Store)
		}
		if r.Channel != "" {
			channelCodes = append(channelCodes, r.Channel)
		}
	}
	found, err := query(tx).ArticlesByCodes(ctx, coded.Possible(codes))
	if err != nil {
		return nil, nil, nil, fmt.Errorf("read articles: %w", err)
	}
	articles := map[string]ArticleID{}
	for _, r := range found {
		articles[r.CatalogArticle.Code] = ArticleID(r.CatalogArticle.ID)
	}
	stores, err := s.org.StoresByCodes(ctx, tx, storeCodes...)
	if err != nil {
		return nil, nil, nil, err
	}
	channels, err := s.org.ChannelsByCodes(ctx, tx, channelCodes...)
	return articles, stores, channels, err
}

func (r StockRow) wrong(at shelf) *errs.Error {
	switch {
	case at.article == 0:
		return ErrUnknownArticle.With("code", i18n.Clean(r.Article, coded.MaxLength))
	case at.store == 0 && r.Store != "":
		return ErrUnknownStore.With("code", i18n.Clean(r.Store, coded.MaxLength))
	case at.channel == 0 && r.Channel != "":
		return ErrUnknownChannel.With("code", i18n.Clean(r.Channel, coded.MaxLength))
	case r.Quantity < -maxStock || r.Quantity > maxStock:
		return ErrBadQuantity
	}
	return nil
}

// StockOf returns what was said last of articles, by store and channel.
func (s *Service) StockOf(ctx context.Context, q postgres.Querier, articles ...ArticleID) ([]Stock, error) {
	rows, err := query(q).StockOf(ctx, postgres.IDs(articles))
	if err != nil {
		return nil, fmt.Errorf("read stock: %w", err)
	}
	list := make([]Stock, len(rows))
	for i, r := range rows {
		list[i] = Stock{Article: ArticleID(r.ArticleID), Store: org.StoreID(r.StoreID), Channel: org.ChannelID(r.ChannelID),
			Quantity: r.Quantity, CountedAt: r.CountedAt.UTC(), ReportedBy: r.ReportedBy}
	}
	return list, nil
}
