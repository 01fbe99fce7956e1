package insight

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"habitue/internal/ledger"
)

// What the formulas say.
const (
	activeDays     = 30  // a member who bought within them is active
	repurchaseDays = 30  // another purchase within them is a repurchase
	cycleDays      = 180 // over which intervals between purchases are looked at
)

// Compared is what every answer says of its question: the period, those it is
// compared with, and the currency of its amounts.
type Compared struct {
	Period, Before, LastYear Period
	Currency                 string
	Filtered                 bool // something was left out
}

// Overview is the figures of a period.
type Overview struct {
	Compared
	Figures []Figure
}

var (
	buyersQuestion     = newQuestion("buyers", func(n *int64) []any { return []any{n} })
	membersQuestion    = newQuestion("members", func(h *headcount) []any { return []any{&h.all, &h.joined} })
	itemsQuestion      = newQuestion("items", func(i *items) []any { return []any{&i.pieces, &i.paid} })
	repurchaseQuestion = newQuestion("repurchase", func(a *again) []any { return []any{&a.buyers, &a.again} })
	cycleQuestion      = newQuestion("cycle", func(i *intervals) []any { return []any{&i.microseconds, &i.count} })
	pointsQuestion     = newQuestion("points", func(p *points) []any { return []any{&p.issued, &p.redeemed, &p.expired} })
	liabilityQuestion  = newQuestion("liability", func(n *int64) []any { return []any{n} })
)

// Overview returns the figures that a retailer opens first in the morning.
// Errors: ErrBadPeriod, ErrSeveralCurrencies.
func (s *Service) Overview(ctx context.Context, a Ask) (Overview, error) {
	sc, err := s.scope(ctx, a)
	if err != nil {
		return Overview{}, err
	}
	periods := []Period{sc.Period, sc.Before(), sc.LastYear()}
	sold, err := s.sales(ctx, sc, periods...)
	if err != nil {
		return Overview{}, err
	}
	if err := sc.settleCurrency(sold...); err != nil {
		return Overview{}, err
	}
	counted := make([]facts, len(periods))
	group, ctx := errgroup.WithContext(ctx)
	for i, p := range periods {
		counted[i].sold = sc.total(sold[i])
		s.count(ctx, group, sc.during(p), &counted[i])
	}
	if err := group.Wait(); err != nil {
		return Overview{}, err
	}
	return Overview{sc.compared(), figures(sc, counted[0], counted[1], counted[2])}, nil
}

func (sc scope) compared() Compared {
	return Compared{sc.Period, sc.Before(), sc.LastYear(), sc.currency, sc.filtered()}
}

// count asks for what a period's figures are made of.
func (s *Service) count(ctx context.Context, group *errgroup.Group, sc scope, f *facts) {
	active, cycle, ripe := sc.during(sc.last(activeDays)), sc.during(sc.last(cycleDays)), sc.ripe()
	group.Go(into(ctx, s, &f.buyers, buyersQuestion, sc.args()...))
	group.Go(into(ctx, s, &f.active, buyersQuestion, active.args()...))
	group.Go(into(ctx, s, &f.members, membersQuestion, sc.from(), sc.until(), sc.stores, sc.channels))
	group.Go(into(ctx, s, &f.items, itemsQuestion, sc.args()...))
	group.Go(into(ctx, s, &f.again, repurchaseQuestion, ripe.args(ripe.repurchasedUntil())...))
	group.Go(into(ctx, s, &f.intervals, cycleQuestion, cycle.args()...))
	group.Go(into(ctx, s, &f.points, pointsQuestion, sc.from(), sc.until(), int64(ledger.Points)))
	group.Go(into(ctx, s, &f.liability, liabilityQuestion, sc.until(), int64(ledger.Points)))
}

// repurchasedUntil is the day before which another purchase may lie: 720 hours
// after the last moment of the period is at most the day after the 30th.
func (s scope) repurchasedUntil() time.Time { return s.Until.AddDate(0, 0, repurchaseDays+1) }

// into makes work for a group of a question whose answer is one row.
func into[T any](ctx context.Context, s *Service, to *T, q question[T], args ...any) func() error {
	return func() (err error) {
		*to, err = one(ctx, s, q, args...)
		return err
	}
}
