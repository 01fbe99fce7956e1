package insight

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"
)

// Trend is how sales went, piece by piece of a period, whole or split.
type Trend struct {
	Compared
	Starts []time.Time // the days on which the pieces begin
	Series []Series

	// Of the whole alone: members who bought, who joined, and whom there were at
	// the end of each piece.
	Buyers, Joined, Members []int64
}

// dayRow is what one part of a split sold on one day. Count is orders or, of
// categories, pieces.
type dayRow struct {
	day               time.Time
	part, count, sale int64
}

func dayQuestion(name string) question[dayRow] {
	return newQuestion(name, func(r *dayRow) []any { return []any{&r.day, &r.part, &r.count, &r.sale} })
}

type piece struct {
	start time.Time
	count int64
}

func pieceQuestion(name string) question[piece] {
	return newQuestion(name, func(p *piece) []any { return []any{&p.start, &p.count} })
}

var (
	buyersTrendQuestion = pieceQuestion("buyers_trend")
	joinedTrendQuestion = pieceQuestion("joined_trend")
)

// Trend returns sales and orders by day, week or month, split into parts or not.
// Errors: ErrBadPeriod, ErrSeveralCurrencies.
func (s *Service) Trend(ctx context.Context, a Ask, grain Grain, split Split) (Trend, error) {
	sc, err := s.scope(ctx, a)
	if err != nil {
		return Trend{}, err
	}
	periods := []Period{sc.Period, sc.Before(), sc.LastYear()}
	sold, err := s.sales(ctx, sc, periods...)
	if err != nil {
		return Trend{}, err
	}
	if err := sc.settleCurrency(sold...); err != nil {
		return Trend{}, err
	}
	cut := grain.cut(sc.Period)
	t := Trend{Compared: sc.compared(), Starts: cut.starts}
	if split == NoSplit {
		t.Series = []Series{wholeSeries(sc, cut, sold)}
		return t, s.people(ctx, sc, cut, &t)
	}
	t.Series, err = s.split(ctx, sc, cut, split)
	return t, err
}

// wholeSeries is the one series of what is not split.
func wholeSeries(sc scope, cut pieces, sold [][]soldDay) Series {
	v := Series{Key: "all", Sales: make([]int64, len(cut.starts)), Counts: make([]int64, len(cut.starts))}
	for _, d := range sold[0] {
		if d.Currency == sc.currency {
			v.Sales[cut.of(d.Day)] += d.Sales
			v.Counts[cut.of(d.Day)] += d.Orders
		}
	}
	for i, to := range []*Amount{&v.Total, &v.Before, &v.LastYear} {
		sum := sc.total(sold[i])
		*to = Amount{Sales: sum.Sales, Count: sum.Orders}
	}
	return v
}

// people adds who bought, who joined and whom there were.
func (s *Service) people(ctx context.Context, sc scope, cut pieces, t *Trend) error {
	var bought, joined []piece
	var before headcount
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		bought, err = ask(ctx, s, buyersTrendQuestion, sc.args(string(cut.grain))...)
		return err
	})
	group.Go(func() (err error) {
		joined, err = ask(ctx, s, joinedTrendQuestion, sc.from(), sc.until(), sc.stores, sc.channels, sc.days.Zone, int32(sc.days.CutoffMinutes))
		return err
	})
	group.Go(into(ctx, s, &before, membersQuestion, sc.from(), sc.from(), sc.stores, sc.channels))
	if err := group.Wait(); err != nil {
		return err
	}
	t.Buyers, t.Joined, t.Members = make([]int64, len(cut.starts)), make([]int64, len(cut.starts)), make([]int64, len(cut.starts))
	for _, b := range bought {
		t.Buyers[cut.of(b.start)] += b.count
	}
	for _, j := range joined {
		t.Joined[cut.of(j.start)] += j.count
	}
	there := before.all
	for i, n := range t.Joined {
		there += n
		t.Members[i] = there
	}
	return nil
}
