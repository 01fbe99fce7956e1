package catalog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// maxPriority bounds how far a list can be put before others.
const maxPriority = 1_000_000

// PriceLists returns all price lists in the order of their codes.
func (s *Service) PriceLists(ctx context.Context, q postgres.Querier) ([]PriceList, error) {
	rows, err := query(q).PriceLists(ctx)
	if err != nil {
		return nil, fmt.Errorf("list price lists: %w", err)
	}
	list := make([]PriceList, len(rows))
	for i, r := range rows {
		list[i] = priceListOf(r)
	}
	return list, nil
}

// PriceList returns a price list. Errors: ErrNoList.
func (s *Service) PriceList(ctx context.Context, q postgres.Querier, id PriceListID) (PriceList, error) {
	r, err := query(q).PriceList(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return PriceList{}, ErrNoList
	}
	if err != nil {
		return PriceList{}, fmt.Errorf("read price list %d: %w", id, err)
	}
	return priceListOf(r), nil
}

// CountPriced says how many articles each list prices.
func (s *Service) CountPriced(ctx context.Context, q postgres.Querier) (map[PriceListID]int64, error) {
	rows, err := query(q).CountPrices(ctx)
	if err != nil {
		return nil, fmt.Errorf("count priced articles: %w", err)
	}
	n := make(map[PriceListID]int64, len(rows))
	for _, r := range rows {
		n[PriceListID(r.ListID)] = r.Articles
	}
	return n, nil
}

// CreatePriceList makes a list without prices. Errors: ErrCodeTaken and those of a
// list: ErrBadCode, ErrBadName, ErrBadCurrency, ErrBadPriority, ErrBadPeriod, ErrBadPlace.
func (s *Service) CreatePriceList(ctx context.Context, tx postgres.Tx, l PriceList) (PriceList, error) {
	l, err := s.checked(ctx, tx, l)
	if err != nil {
		return l, err
	}
	fresh, err := s.ids.Next(ctx)
	if err != nil {
		return l, err
	}
	err = s.revise(ctx, tx, func() error {
		lists, err := s.PriceLists(ctx, tx)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(lists, func(other PriceList) bool { return other.Code == l.Code }) {
			return ErrCodeTaken.With("code", l.Code)
		}
		return query(tx).InsertPriceList(ctx, catalogdb.InsertPriceListParams{
			ID: fresh, Code: l.Code, Name: l.Name, Currency: l.Currency, Priority: int32(l.Priority),
			Channels: l.Channels, Stores: l.Stores, Regions: l.Regions,
			FromAt: postgres.Optional(l.From), UntilAt: postgres.Optional(l.Until), UpdatedAt: s.clock.Now(),
		})
	})
	if err != nil {
		return l, err
	}
	return s.PriceList(ctx, tx, PriceListID(fresh))
}

// EditPriceList makes a list, as it was seen, what is said here, but for its code
// and its currency, which stay. Errors: ErrNoList, ErrChanged, and those of a list.
func (s *Service) EditPriceList(ctx context.Context, tx postgres.Tx, id PriceListID, seen int, l PriceList, archived bool) (done Changed[PriceList], err error) {
	err = s.revise(ctx, tx, func() error {
		before, err := s.PriceList(ctx, tx, id)
		if err != nil {
			return err
		}
		if before.Version != seen {
			return ErrChanged.With("code", before.Code)
		}
		l.Code, l.Currency = before.Code, before.Currency
		if l, err = s.checked(ctx, tx, l); err != nil {
			return err
		}
		p := catalogdb.UpdatePriceListParams{
			ID: int64(id), Name: l.Name, Priority: int32(l.Priority), Channels: l.Channels, Stores: l.Stores, Regions: l.Regions,
			FromAt: postgres.Optional(l.From), UntilAt: postgres.Optional(l.Until), UpdatedAt: s.clock.Now(),
		}
		if archived {
			at := before.ArchivedAt
			if at.IsZero() {
				at = s.clock.Now()
			}
			p.ArchivedAt = &at
		}
		if err := query(tx).UpdatePriceList(ctx, p); err != nil {
			return fmt.Errorf("change price list %s: %w", l.Code, err)
		}
		after, err := s.PriceList(ctx, tx, id)
		done = Changed[PriceList]{before, after}
		return err
	})
	return done, err
}

// checked says what is wrong with a list, and brings its places in order.
func (s *Service) checked(ctx context.Context, q postgres.Querier, l PriceList) (PriceList, error) {
	if err := coded.Check(l.Code, ErrBadCode); err != nil {
		return l, err
	}
	switch {
	case !l.Name.Valid():
		return l, ErrBadName.With("code", l.Code)
	case !isCurrency(l.Currency):
		return l, ErrBadCurrency.With("currency", i18n.Clean(l.Currency, coded.MaxLength))
	case l.Priority < -maxPriority || l.Priority > maxPriority:
		return l, ErrBadPriority.With("max", maxPriority)
	case !l.Until.IsZero() && !l.From.Before(l.Until):
		return l, ErrBadPeriod
	}
	l.From, l.Until = l.From.Truncate(time.Second), l.Until.Truncate(time.Second)
	l.Channels, l.Stores, l.Regions = inOrder(l.Channels), inOrder(l.Stores), inOrder(l.Regions)
	channels, err := s.org.ChannelsByCodes(ctx, q, l.Channels...)
	if err != nil {
		return l, err
	}
	stores, err := s.org.StoresByCodes(ctx, q, l.Stores...)
	if err != nil {
		return l, err
	}
	regions, err := s.org.Regions(ctx, q)
	if err != nil {
		return l, err
	}
	known := map[string]bool{}
	for _, r := range regions {
		known[r.Code] = true
	}
	for _, code := range l.Channels {
		if _, ok := channels[code]; !ok {
			return l, ErrBadPlace.With("code", i18n.Clean(code, coded.MaxLength))
		}
	}
	for _, code := range l.Stores {
		if _, ok := stores[code]; !ok {
			return l, ErrBadPlace.With("code", i18n.Clean(code, coded.MaxLength))
		}
	}
	for _, code := range l.Regions {
		if !known[code] {
			return l, ErrBadPlace.With("code", i18n.Clean(code, coded.MaxLength))
		}
	}
	return l, nil
}

// inOrder sorts codes and leaves out what is there twice; it is never nil, since
// NULL is no list.
func inOrder(codes []string) []string {
	sorted := append([]string{}, codes...)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

func isCurrency(code string) bool {
	if len(code) != 3 {
		return false
	}
	return !slices.ContainsFunc([]byte(code), func(c byte) bool { return c < 'A' || c > 'Z' })
}

func priceListOf(r catalogdb.CatalogPriceList) PriceList {
	return PriceList{
		ID: PriceListID(r.ID), Code: r.Code, Name: r.Name, Currency: r.Currency, Priority: int(r.Priority),
		Channels: r.Channels, Stores: r.Stores, Regions: r.Regions,
		From: postgres.Value(r.FromAt).UTC(), Until: postgres.Value(r.UntilAt).UTC(),
		ArchivedAt: postgres.Value(r.ArchivedAt).UTC(), UpdatedAt: r.UpdatedAt.UTC(), Version: int(r.Version),
	}
}

// PricedArticle is an article with its prices by one list, in the order in which they begin.
type PricedArticle struct {
	Article Article
	Prices  []Price
}

// PricedArticles returns up to limit articles that a list prices, in the order of
// their codes behind the code after; "" begins. Part narrows them to those whose
// code or name holds it.
func (s *Service) PricedArticles(ctx context.Context, q postgres.Querier, list PriceListID, part, after string, limit int) ([]PricedArticle, error) {
	rows, err := query(postgres.Anew(q)).PricedCodes(ctx, catalogdb.PricedCodesParams{ListID: int64(list), Part: part, After: after, Most: int32(limit)})
	if err != nil {
		return nil, fmt.Errorf("list priced articles: %w", err)
	}
	ids := make([]ArticleID, len(rows))
	for i, r := range rows {
		ids[i] = ArticleID(r.ID)
	}
	articles, err := s.ArticlesByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	prices, err := query(q).PricesOfList(ctx, int64(list), postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read prices of list %d: %w", list, err)
	}
	priced := make([]PricedArticle, len(ids))
	place := make(map[ArticleID]int, len(ids))
	for i, id := range ids {
		priced[i].Article, place[id] = articles[id], i
	}
	for _, r := range prices {
		at := &priced[place[ArticleID(r.ArticleID)]]
		at.Prices = append(at.Prices, priceOf(r))
	}
	return priced, nil
}
