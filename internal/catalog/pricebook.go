package catalog

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/org"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/postgres"
)

// book is what prices depend on, as one revision of the catalogue has it: all
// lists, all tax classes, and those articles that were asked for. Rows that are
// read under a revision are never older than it, and whoever changes them leaves
// another revision behind: a book whose revision is the current one is right.
type book struct {
	revision int64
	lists    map[PriceListID]*PriceList
	taxes    map[string]TaxClass

	mu       sync.RWMutex
	articles map[string]*entry // by code
}

// entry is an article with all its prices.
type entry struct {
	article Article // without its categories: they move without a new revision
	prices  map[PriceListID]priced
}

// keptPrices bounds a book: what a large retailer sells on a day.
const keptPrices = 50_000

// Prices returns what the articles that exist under the codes cost by the list
// that wins; one that no list prices is there with Priced false. A change counts
// from the moment it is committed, in every process: each call asks which revision
// is the current one, and only what is not known of it is read, at once for all
// codes. What moves seldom, the tree of categories and the regions of stores, is
// seen within five seconds.
func (s *Service) Prices(ctx context.Context, q postgres.Querier, ask PriceQuery) (map[string]Quoted, error) {
	b, err := s.book(ctx, q)
	if err != nil {
		return nil, err
	}
	entries, err := b.entries(ctx, q, coded.Possible(ask.Codes))
	if err != nil {
		return nil, err
	}
	p, err := s.spotOf(ctx, q, ask.Channel, ask.Store)
	if err != nil {
		return nil, err
	}
	lists := b.holding(ask, p)
	quoted := make(map[string]Quoted, len(entries))
	for code, e := range entries {
		quoted[code] = b.quote(e, lists, ask)
	}
	return quoted, s.file(ctx, q, quoted)
}

// Good is what a basket must know of an article and its price. It is shared with
// other baskets, and nobody may change what it points at.
type Good struct {
	Article    *Article // nil: there is none of that code. Without its categories
	Categories []string // codes: its category, then each above it
	Price      *Price   // nil: no list prices it
	Taxed      TaxClass // zero: no tax is known
}

// CostIn returns the cost of one unit where it is known in a currency.
func (g *Good) CostIn(currency string) (amount int64, known bool) {
	return g.Article.Cost.Amount, g.Article.Cost.Currency == currency && currency != ""
}

// Goods returns what Prices says in the order of the codes, without copying it.
func (s *Service) Goods(ctx context.Context, q postgres.Querier, ask PriceQuery) ([]Good, error) {
	b, err := s.book(ctx, q)
	if err != nil {
		return nil, err
	}
	entries, err := b.inOrder(ctx, q, ask.Codes)
	if err != nil {
		return nil, err
	}
	p, err := s.spotOf(ctx, q, ask.Channel, ask.Store)
	if err != nil {
		return nil, err
	}
	lists, goods, categories := b.holding(ask, p), make([]Good, len(ask.Codes)), make([]CategoryID, 0, len(ask.Codes))
	for i, e := range entries {
		if e == nil {
			continue
		}
		goods[i] = Good{Article: &e.article, Price: e.price(lists, ask.At), Taxed: b.taxes[e.article.Tax]}
		categories = append(categories, e.article.Category)
	}
	t, err := s.treeWith(ctx, q, categories)
	if err != nil {
		return nil, err
	}
	for i := range goods {
		if a := goods[i].Article; a != nil {
			goods[i].Categories = t.Path(a.Category)
		}
	}
	return goods, nil
}

// inOrder returns what the book says of each code; nil where there is no article.
func (b *book) inOrder(ctx context.Context, q postgres.Querier, codes []string) ([]*entry, error) {
	list, all := make([]*entry, len(codes)), true
	b.mu.RLock()
	for i, code := range codes {
		list[i] = b.articles[code]
		all = all && list[i] != nil
	}
	b.mu.RUnlock()
	if all {
		return list, nil
	}
	found, err := b.entries(ctx, q, coded.Possible(codes))
	for i, code := range codes {
		list[i] = found[code]
	}
	return list, err
}

// price returns the price by the first list that has one.
func (e *entry) price(lists []*PriceList, at time.Time) *Price {
	for _, l := range lists {
		if p := e.prices[l.ID].at(at); p != nil {
			return p
		}
	}
	return nil
}

// file puts what was quoted under its categories.
func (s *Service) file(ctx context.Context, q postgres.Querier, quoted map[string]Quoted) error {
	ids := make([]CategoryID, 0, len(quoted))
	for _, a := range quoted {
		ids = append(ids, a.Category)
	}
	t, err := s.treeWith(ctx, q, ids)
	if err != nil {
		return err
	}
	for code, a := range quoted {
		a.Categories = t.Path(a.Category)
		quoted[code] = a
	}
	return nil
}

// holding returns the lists that are asked, the one that wins first.
func (b *book) holding(ask PriceQuery, p spot) []*PriceList {
	var lists []*PriceList
	for _, l := range b.lists {
		if l.holds(ask.At, ask.Currency, p) {
			lists = append(lists, l)
		}
	}
	slices.SortFunc(lists, func(l, m *PriceList) int { return l.goesBefore(m, p) })
	return lists
}

// quote returns the price of the first list that has one.
func (b *book) quote(e *entry, lists []*PriceList, ask PriceQuery) Quoted {
	quoted := Quoted{Article: e.article, Taxed: b.taxes[e.article.Tax]}
	if p := e.price(lists, ask.At); p != nil {
		quoted.Priced, quoted.Amount, quoted.List, quoted.Of, quoted.Price = true, p.Amount, b.lists[p.List].Code, p.Article, *p
		quoted.From, quoted.Until = p.From, p.Until
		quoted.Member, quoted.IsMember = p.For(ask.Level)
	}
	return quoted
}

// book returns the current book. A transaction that has itself changed what prices
// depend on has one of its own, since it may still take that back.
func (s *Service) book(ctx context.Context, q postgres.Querier) (*book, error) {
	r, err := query(q).Revision(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask for the revision of the catalogue: %w", err)
	}
	if kept := s.prices.Load(); kept != nil && kept.revision == r.Stamp && r.Settled {
		return kept, nil
	}
	b := &book{revision: r.Stamp, lists: map[PriceListID]*PriceList{}, taxes: map[string]TaxClass{}, articles: map[string]*entry{}}
	lists, err := s.PriceLists(ctx, q)
	if err != nil {
		return nil, err
	}
	for i := range lists {
		b.lists[lists[i].ID] = &lists[i]
	}
	taxes, err := s.TaxClasses(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, t := range taxes {
		b.taxes[t.Code] = t
	}
	if r.Settled {
		s.prices.Store(b)
	}
	return b, nil
}

// entries returns what the book says of the codes, and reads what it does not know.
func (b *book) entries(ctx context.Context, q postgres.Querier, codes []string) (map[string]*entry, error) {
	found := make(map[string]*entry, len(codes))
	var unknown []string
	b.mu.RLock()
	for _, code := range codes {
		if e := b.articles[code]; e != nil {
			found[code] = e
		} else {
			unknown = append(unknown, code)
		}
	}
	b.mu.RUnlock()
	if len(unknown) == 0 {
		return found, nil
	}
	fresh, err := readEntries(ctx, q, unknown)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.articles)+len(fresh) > keptPrices {
		b.articles = map[string]*entry{}
	}
	for code, e := range fresh {
		b.articles[code], found[code] = e, e
	}
	return found, nil
}

func readEntries(ctx context.Context, q postgres.Querier, codes []string) (map[string]*entry, error) {
	rows, err := query(q).ArticlesByCodes(ctx, codes)
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	entries := make(map[string]*entry, len(rows))
	byID := make(map[ArticleID]*entry, len(rows))
	for _, r := range rows {
		e := &entry{articleOf(r.CatalogArticle, r.BrandCode), map[PriceListID]priced{}}
		entries[e.article.Code], byID[e.article.ID] = e, e
	}
	prices, err := query(q).PricesOfCodes(ctx, codes)
	if err != nil {
		return nil, fmt.Errorf("read prices: %w", err)
	}
	for _, r := range prices {
		e := byID[ArticleID(r.OfArticle)]
		if e == nil { // made between the two reads
			continue
		}
		p, known := priceOf(r.CatalogPrice), e.prices[PriceListID(r.CatalogPrice.ListID)]
		if p.Article == e.article.ID {
			known.own = append(known.own, p)
		} else {
			known.general = append(known.general, p)
		}
		e.prices[p.List] = known
	}
	return entries, nil
}

// PricesOf returns what an article costs by every list and at every time, but not
// what it has from the article of which it is a variant.
func (s *Service) PricesOf(ctx context.Context, q postgres.Querier, article ArticleID) ([]Price, error) {
	rows, err := query(q).PricesOfArticle(ctx, int64(article))
	if err != nil {
		return nil, fmt.Errorf("read prices of article %d: %w", article, err)
	}
	list := make([]Price, len(rows))
	for i, r := range rows {
		list[i] = priceOf(r.CatalogPrice)
	}
	return list, nil
}

func priceOf(r catalogdb.CatalogPrice) Price {
	return Price{List: PriceListID(r.ListID), Article: ArticleID(r.ArticleID), From: r.FromAt.UTC(), Until: postgres.Value(r.UntilAt).UTC(),
		Amount: r.Amount, Member: r.Member}
}

// spotOf finds the regions in which a store lies.
func (s *Service) spotOf(ctx context.Context, q postgres.Querier, channel, store string) (spot, error) {
	p := spot{channel: channel, store: store}
	if store == "" {
		return p, nil
	}
	at, _, err := s.org.StoreByCode(ctx, q, store)
	if err != nil || at.Region == 0 {
		return p, err
	}
	regions, err := s.regions.Through([]struct{}{{}}, func([]struct{}) (map[struct{}]map[org.RegionID]org.Region, error) {
		list, err := s.org.Regions(ctx, q)
		byID := make(map[org.RegionID]org.Region, len(list))
		for _, r := range list {
			byID[r.ID] = r
		}
		return map[struct{}]map[org.RegionID]org.Region{{}: byID}, err
	})
	if err != nil {
		return p, err
	}
	byID := regions[struct{}{}]
	for id := at.Region; id != 0 && len(p.regions) <= maxDepth; id = byID[id].Parent {
		p.regions = append(p.regions, byID[id].Code)
	}
	return p, nil
}

// revise runs a change of what prices depend on. Two such changes follow one
// another; what is kept in memory is asked anew once the change is committed.
func (s *Service) revise(ctx context.Context, tx postgres.Tx, change func() error) error {
	if err := query(tx).LockRevision(ctx); err != nil {
		return fmt.Errorf("lock the revision of the catalogue: %w", err)
	}
	if err := change(); err != nil {
		return err
	}
	stamp, err := s.ids.Next(ctx)
	if err != nil {
		return err
	}
	if err := query(tx).Revise(ctx, stamp); err != nil {
		return fmt.Errorf("revise the catalogue: %w", err)
	}
	return nil
}
