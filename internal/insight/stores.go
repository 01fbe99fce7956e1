package insight

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"habitue/internal/org"
)

// StoreFigures says how a store does.
type StoreFigures struct {
	Total     Amount    // net sales and orders of the period
	LastOrder time.Time // business day; zero: never sold
	Members   int64     // today's members who joined there
}

// A store with a day, and one with a count.
type (
	storeDay struct {
		id  int64
		day time.Time
	}
	storeCount struct{ id, count int64 }
)

var (
	lastOrdersQuestion = newQuestion("stores_last", func(r *storeDay) []any { return []any{&r.id, &r.day} })
	joinedAtQuestion   = newQuestion("stores_members", func(r *storeCount) []any { return []any{&r.id, &r.count} })
)

// Stores returns how each store does, those that nothing is known of left out.
// Errors: ErrBadPeriod, ErrSeveralCurrencies.
func (s *Service) Stores(ctx context.Context, a Ask) (Compared, map[org.StoreID]StoreFigures, error) {
	sc, err := s.settled(ctx, a)
	if err != nil {
		return Compared{}, nil, err
	}
	tomorrow := sc.days.Of(s.Clock.Now()).AddDate(0, 0, 1)
	var sold []dayRow
	var last []storeDay
	var joined []storeCount
	group, asking := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		sold, err = ask(asking, s, splits[ByStore], sc.args()...)
		return err
	})
	group.Go(func() (err error) {
		last, err = ask(asking, s, lastOrdersQuestion, tomorrow)
		return err
	})
	group.Go(func() (err error) {
		joined, err = ask(asking, s, joinedAtQuestion, sc.begin(tomorrow))
		return err
	})
	if err := group.Wait(); err != nil {
		return Compared{}, nil, err
	}
	figures := map[org.StoreID]StoreFigures{}
	change := func(id int64, with func(*StoreFigures)) {
		f := figures[org.StoreID(id)]
		with(&f)
		figures[org.StoreID(id)] = f
	}
	for _, r := range sold {
		change(r.part, func(f *StoreFigures) { f.Total.add(r) })
	}
	for _, r := range last {
		change(r.id, func(f *StoreFigures) { f.LastOrder = r.day })
	}
	for _, r := range joined {
		change(r.id, func(f *StoreFigures) { f.Members = r.count })
	}
	delete(figures, 0) // orders without a store
	return sc.compared(), figures, nil
}
