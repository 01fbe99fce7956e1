package order

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"habitue/internal/order/internal/orderdb"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

// Filter chooses orders of everybody. The zero value is all of them.
type Filter struct {
	From, Until time.Time     // business days, both included; zero: open
	Stores      []org.StoreID // empty: any, and none
	Channel     org.ChannelID
	Member      Either // with one, without one
	MinPaid     *int64
	MaxPaid     *int64
	Refunded    Either
	Article     string // code on a line
}

// Either is a question that may be left open.
type Either int

// The answers.
const (
	Open Either = 0
	Yes  Either = 1
	No   Either = -1
)

// recent reports whether an index leads to the page: else a page may have to be
// looked for among all orders there ever were.
func (f Filter) recent() bool {
	return f.Channel == 0 && f.Member == Open && f.MinPaid == nil && f.MaxPaid == nil && f.Refunded == Open && f.Article == ""
}

// Empty reports whether the filter takes every order.
func (f Filter) Empty() bool {
	return f.recent() && len(f.Stores) == 0 && f.From.IsZero() && f.Until.IsZero()
}

// Days that are before and after every order.
var (
	firstDay = earliest.AddDate(0, 0, -2)
	lastDay  = time.Date(9998, 12, 30, 0, 0, 0, 0, time.UTC)
)

func (f Filter) days() (from, until time.Time) {
	from, until = f.From, f.Until
	if from.IsZero() {
		from = firstDay
	}
	if until.IsZero() || until.After(lastDay) {
		until = lastDay
	}
	return from, until
}

// place is a row of orders.orders.
type place struct{ member, id int64 }

// Search returns a page of everybody's orders, newest first, after a spot or
// from the newest. PostgreSQL answers by days and by store, up to this moment;
// what else is asked, the analyst looks up, who may be some seconds behind. An
// order that was attached to a member appears as the member's.
func (s *Service) Search(ctx context.Context, q postgres.Querier, f Filter, after *Spot, limit int) ([]Summary, error) {
	find := s.scan
	if f.recent() {
		find = s.newest
	}
	places, err := find(ctx, q, f, after.orNewest(), limit)
	if err != nil {
		return nil, fmt.Errorf("search orders: %w", err)
	}
	return s.summaries(ctx, q, places)
}

// around is more than a business day can differ from the day in UTC: the zone
// and the cut-off together.
const around = 27 * time.Hour

func (s *Service) newest(ctx context.Context, q postgres.Querier, f Filter, before Spot, limit int) ([]place, error) {
	from, until := f.days()
	arg := orderdb.NewestParams{
		BeforeAt: before.At, BeforeID: int64(before.ID), FromAt: from.Add(-around), UntilAt: until.Add(24*time.Hour + around),
		FromDay: from, UntilDay: until, Lim: int32(limit),
	}
	if len(f.Stores) == 0 {
		rows, err := query(q).Newest(ctx, arg)
		return placesOf(rows, func(r orderdb.NewestRow) place { return place{r.MemberID, r.ID} }), err
	}
	rows, err := query(q).NewestOfStores(ctx, orderdb.NewestOfStoresParams{
		Stores: postgres.IDs(f.Stores), BeforeAt: arg.BeforeAt, BeforeID: arg.BeforeID, FromAt: arg.FromAt, UntilAt: arg.UntilAt,
		FromDay: arg.FromDay, UntilDay: arg.UntilDay, Lim: arg.Lim,
	})
	return placesOf(rows, func(r orderdb.NewestOfStoresRow) place { return place{r.MemberID, r.ID} }), err
}

func placesOf[R any](rows []R, of func(R) place) []place {
	list := make([]place, len(rows))
	for i, r := range rows {
		list[i] = of(r)
	}
	return list
}

var (
	//go:embed analysis/search.sql
	searchSQL string
	//go:embed analysis/search_article.sql
	searchArticleSQL string
)

func (s *Service) scan(ctx context.Context, q postgres.Querier, f Filter, before Spot, limit int) ([]place, error) {
	from, until := f.days()
	low, high := int64(-MaxAmount), int64(MaxAmount)
	if f.MinPaid != nil {
		low = *f.MinPaid
	}
	if f.MaxPaid != nil {
		high = *f.MaxPaid
	}
	stores := []int64{0} // any
	if len(f.Stores) > 0 {
		stores = postgres.IDs(f.Stores)
	}
	sql := searchSQL
	args := []any{before.At, int64(before.ID), from, until, stores, int64(f.Channel), int64(f.Member), low, high, int64(f.Refunded), int64(limit)}
	if f.Article != "" {
		sql, args = searchArticleSQL, append(args, f.Article)
	}
	return replica.Collect(ctx, s.analyst(q), sql, args, func(r replica.Rows) (p place, err error) {
		return p, r.Scan(&p.member, &p.id)
	})
}

// analyst answers what scans many orders; where there is none, PostgreSQL does.
func (s *Service) analyst(q postgres.Querier) replica.Analyst {
	if s.Analyst != nil {
		return s.Analyst
	}
	return replica.Postgres{DB: q}
}

// summaries reads the heads of orders, in the order of the places. One that was
// moved since somebody noted its place is read where it is now.
func (s *Service) summaries(ctx context.Context, q postgres.Querier, places []place) ([]Summary, error) {
	if len(places) == 0 {
		return nil, nil
	}
	members, ids := make([]int64, len(places)), make([]int64, len(places))
	for i, p := range places {
		members[i], ids[i] = p.member, p.id
	}
	rows, err := query(q).ByPlaces(ctx, members, ids)
	if err != nil {
		return nil, fmt.Errorf("read orders: %w", err)
	}
	found := make(map[int64]Summary, len(rows))
	var moved []place
	for _, r := range rows {
		if to := r.OrdersOrder.MovedTo; to != nil {
			moved = append(moved, place{*to, r.OrdersOrder.ID})
			continue
		}
		o, err := orderOf(r.OrdersOrder)
		if err != nil {
			return nil, err
		}
		found[r.OrdersOrder.ID] = Summary{Order: o, LineCount: int(r.Lines)}
	}
	followed, err := s.summaries(ctx, q, moved)
	if err != nil {
		return nil, err
	}
	for _, o := range followed {
		found[int64(o.ID)] = o
	}
	list := make([]Summary, 0, len(places))
	for _, p := range places {
		if o, ok := found[p.id]; ok {
			list = append(list, o)
			delete(found, p.id) // found by its own number and by its refund's: once
		}
	}
	return list, nil
}
