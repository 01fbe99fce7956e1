package program

import (
	"context"
	"time"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/engine"
)

// Sample says on which orders a draft is tried.
type Sample struct {
	Limit int       // the latest so many
	Day   time.Time // of this business day, as midnight UTC; zero: of any
}

// Tried is one order under the rule in force now and under a draft, with the
// same facts: what the member was and bought when it occurred.
type Tried struct {
	Order       *order.Order
	Level       string
	Live, Draft engine.Earned
}

// Trial is a draft tried on real orders. It writes nothing.
type Trial struct {
	Currency string
	Orders   []Tried // the latest first
	Spending int64   // of all of them, in minor units
	Live     Sum
	Draft    Sum
	Warnings []Warning
}

// Sum is what a sample earns under one rule.
type Sum struct {
	Points, Growth int64
	Earning        int // orders that earn points
}

// CashBps is what the points of a sum are worth of what was spent, where so
// many points are worth 1 of the currency.
func (t Trial) CashBps(points, perMajor int64) int64 {
	if t.Spending <= 0 || perMajor <= 0 {
		return 0
	}
	bps, _ := money.MulDiv(points, int64(money.One)*money.MinorPerMajor(t.Currency), t.Spending*perMajor)
	return bps
}

// Try reckons recent orders under a draft and under the rule in force now. An
// order earns in it what it would earn if it were bought again under either
// rule; what it earned in truth stays what it was. Errors: engine.ErrBadRule.
func (s *Service) Try(ctx context.Context, q postgres.Querier, draft engine.Rule, want Sample, perMajor int64) (Trial, error) {
	if err := draft.Validate(); err != nil {
		return Trial{}, err
	}
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return Trial{}, err
	}
	live, err := s.Earning.Live(ctx, q)
	if err != nil {
		return Trial{}, err
	}
	t := Trial{Currency: settings.Currency}
	orders, err := s.Orders.Recent(ctx, q, want.sampling(settings.Currency, s.Clock.Now()))
	if err != nil {
		return t, err
	}
	if err := s.reckon(ctx, q, orders, func(o *order.Order, f engine.Facts, e engine.Order) {
		t.add(Tried{Order: o, Level: f.Level, Live: engine.Earn(live.Body, f, e), Draft: engine.Earn(draft, f, e)})
	}); err != nil {
		return t, err
	}
	ladder, err := s.Tiers.Ladders.Live(ctx, q)
	if err != nil {
		return t, err
	}
	t.Warnings = append(RuleWarnings(draft, ladder.Body, perMajor), t.warnings(draft, perMajor)...)
	return t, nil
}

func (w Sample) sampling(currency string, now time.Time) order.Sampling {
	if w.Day.IsZero() {
		return order.Sampling{Currency: currency, Since: time.Unix(0, 0), Before: now.Add(time.Hour), Limit: w.Limit}
	}
	// A business day lies within a day around its date, whatever zone and cut-off.
	return order.Sampling{Currency: currency, Since: w.Day.AddDate(0, 0, -1), Before: w.Day.AddDate(0, 0, 3), Day: w.Day, Limit: w.Limit}
}

// reckon calls try for each order with what earning must know of it, as the
// counter would when the order is recorded.
func (s *Service) reckon(ctx context.Context, q postgres.Querier, orders []*order.Order, try func(*order.Order, engine.Facts, engine.Order)) error {
	w, err := s.world(ctx, q, orders)
	if err != nil {
		return err
	}
	var ids []member.ID
	seen := map[member.ID]bool{}
	for _, o := range orders {
		if !seen[o.Member] {
			seen[o.Member] = true
			ids = append(ids, o.Member)
		}
	}
	members, err := s.Members.ByIDs(ctx, q, ids...)
	if err != nil {
		return err
	}
	tracks, err := s.Tiers.Tracks(ctx, q, ids...)
	if err != nil {
		return err
	}
	for _, o := range orders {
		try(o, w.facts(o, members[o.Member], tracks[o.Member].KnownBy(o.RecordedAt)), w.reckonable(o))
	}
	return nil
}

func (t *Trial) add(o Tried) {
	t.Orders = append(t.Orders, o)
	t.Spending += o.Order.Spending
	for sum, e := range map[*Sum]engine.Earned{&t.Live: o.Live, &t.Draft: o.Draft} {
		sum.Points += e.Points
		sum.Growth += e.Growth
		if e.Points > 0 {
			sum.Earning++
		}
	}
}
