package catalog

import (
	"context"
	"slices"
	"time"

	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// Difference is how an article stands in one channel beside the others.
type Difference string

// The differences. An article may have several.
const (
	OtherPrice Difference = "price"    // channels ask different list prices
	NoPrice    Difference = "no_price" // it has a price in one channel and in another none, or in none at all
	OtherStock Difference = "stock"    // channels report different quantities
	NoStock    Difference = "no_stock" // it has a stock in one channel and in another none
	OldStock   Difference = "old"      // a report is older than a day, and another is not
)

// DifferenceAsk chooses what is compared.
type DifferenceAsk struct {
	Filter
	At       time.Time
	Currency string
	Store    org.Store    // zero: as where no store is named
	Only     []Difference // empty: any, and AsIs says whether those that are the same count too
	AsIs     bool         // also articles that are the same in every channel
}

// Compared is an article in every channel.
type Compared struct {
	Article     Article
	Channels    []InChannel // as many as channels are in use, in their order
	Differences []Difference
}

// InChannel is an article in one channel.
type InChannel struct {
	Channel org.Channel
	Quoted  Quoted
	Stock   *Stock // nil: nobody has said anything
}

// scanned bounds how many articles one page looks at, and scannedAtOnce how many
// are read together.
const (
	scanned       = 4_000
	scannedAtOnce = 200
)

// Differences compares articles over the channels in use, in the order of their
// codes behind the code after. It returns up to limit of those that are asked for,
// and where the next page begins; "" when there is none. A page may be short or
// empty while there is a next one: it looks at so many articles and not at more.
func (s *Service) Differences(ctx context.Context, q postgres.Querier, ask DifferenceAsk, after string, limit int) (list []Compared, next string, err error) {
	channels, err := s.channelsInUse(ctx, q)
	if err != nil {
		return nil, "", err
	}
	for looked := 0; looked < scanned; {
		articles, err := s.Search(ctx, q, ask.Filter, after, scannedAtOnce)
		if err != nil {
			return nil, "", err
		}
		compared, err := s.compare(ctx, q, ask, channels, articles)
		if err != nil {
			return nil, "", err
		}
		for _, c := range compared {
			if !ask.wants(c) {
				continue
			}
			if len(list) == limit {
				return list, list[limit-1].Article.Code, nil
			}
			list = append(list, c)
		}
		looked += len(articles)
		if len(articles) < scannedAtOnce {
			return list, "", nil
		}
		after = articles[len(articles)-1].Code
	}
	return list, after, nil
}

func (a DifferenceAsk) wants(c Compared) bool {
	if len(a.Only) == 0 {
		return a.AsIs || len(c.Differences) > 0
	}
	return slices.ContainsFunc(c.Differences, func(d Difference) bool { return slices.Contains(a.Only, d) })
}

func (s *Service) channelsInUse(ctx context.Context, q postgres.Querier) ([]org.Channel, error) {
	all, err := s.org.Channels(ctx, q)
	return slices.DeleteFunc(all, func(c org.Channel) bool { return !c.ArchivedAt.IsZero() }), err
}

func (s *Service) compare(ctx context.Context, q postgres.Querier, ask DifferenceAsk, channels []org.Channel, articles []Article) ([]Compared, error) {
	codes, ids := make([]string, len(articles)), make([]ArticleID, len(articles))
	list := make([]Compared, len(articles))
	for i, a := range articles {
		codes[i], ids[i], list[i] = a.Code, a.ID, Compared{Article: a, Channels: make([]InChannel, len(channels))}
	}
	stock, err := s.stockAt(ctx, q, ask.Store.ID, ids)
	if err != nil {
		return nil, err
	}
	for n, c := range channels {
		quoted, err := s.Prices(ctx, q, PriceQuery{At: ask.At, Currency: ask.Currency, Channel: c.Code, Store: ask.Store.Code, Codes: codes})
		if err != nil {
			return nil, err
		}
		for i, a := range articles {
			in := InChannel{Channel: c, Quoted: quoted[a.Code]}
			if r, ok := stock[shelf{a.ID, ask.Store.ID, c.ID}]; ok {
				in.Stock = &r
			} else if r, ok := stock[shelf{a.ID, ask.Store.ID, 0}]; ok {
				in.Stock = &r
			}
			list[i].Channels[n] = in
		}
	}
	for i := range list {
		list[i].Differences = list[i].differences(ask.At)
	}
	return list, nil
}

func (s *Service) stockAt(ctx context.Context, q postgres.Querier, store org.StoreID, articles []ArticleID) (map[shelf]Stock, error) {
	all, err := s.StockOf(ctx, q, articles...)
	found := make(map[shelf]Stock, len(all))
	for _, r := range all {
		if r.Store == store {
			found[shelf{r.Article, r.Store, r.Channel}] = r
		}
	}
	return found, err
}

// oldAfter is how long a report of a stock is taken for what there is.
const oldAfter = 24 * time.Hour

// differences says in what the channels differ.
func (c Compared) differences(now time.Time) []Difference {
	var found []Difference
	add := func(d Difference, is bool) {
		if is {
			found = append(found, d)
		}
	}
	var amounts, quantities []int64
	old, young := 0, 0
	for _, in := range c.Channels {
		if in.Quoted.Priced {
			amounts = append(amounts, in.Quoted.Amount)
		}
		if in.Stock != nil {
			quantities = append(quantities, in.Stock.Quantity)
			if now.Sub(in.Stock.CountedAt) > oldAfter {
				old++
			} else {
				young++
			}
		}
	}
	add(OtherPrice, differ(amounts))
	add(NoPrice, len(amounts) < len(c.Channels))
	add(OtherStock, differ(quantities))
	add(NoStock, len(quantities) > 0 && len(quantities) < len(c.Channels))
	add(OldStock, old > 0 && young > 0)
	return found
}

func differ(list []int64) bool { return len(list) > 0 && slices.Min(list) != slices.Max(list) }
