package bench

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"habitue/internal/app"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
)

// OrdersOptions say how hard to press.
type OrdersOptions struct {
	PGBin       string
	Connections int // tills at the same time
	Orders      int // of a round
	Members     int // who buy them
	Rounds      int // odd
	Log         io.Writer
}

// OrdersReport is how many orders a second the program takes over HTTP and acts
// on, and how many a bare pipeline of the same statements reaches. A round's
// time ends when its last order is answered and its last notice is heard.
type OrdersReport struct {
	Bench       string       `json:"bench"`
	Machine     Machine      `json:"machine"`
	Connections int          `json:"connections"`
	OrdersEach  int          `json:"orders_per_round"`
	PerSecond   float64      `json:"orders_per_second"`
	Baseline    float64      `json:"baseline_orders_per_second"`
	Ratio       float64      `json:"ratio"`
	Rounds      []OrderRound `json:"rounds"`
}

// OrderRound is one round.
type OrderRound struct {
	PerSecond  float64 `json:"orders_per_second"`
	Baseline   float64 `json:"baseline_orders_per_second"`
	Ratio      float64 `json:"ratio"`
	AnsweredIn float64 `json:"answered_seconds"`
	DrainedIn  float64 `json:"drained_after_seconds"` // behind the last answer
	P50        float64 `json:"p50_ms"`
	P99        float64 `json:"p99_ms"`
	Statements float64 `json:"statements_per_order"`
}

// warmUp is the share of a round's orders that go before it, unmeasured.
const warmUp = 5

// Orders measures live orders on a private PostgreSQL that syncs as it does for
// merchants. The program and the bare pipeline take turns.
func Orders(ctx context.Context, o OrdersOptions) (r OrdersReport, err error) {
	r = OrdersReport{Bench: "orders", Machine: thisMachine(o.PGBin), Connections: o.Connections, OrdersEach: o.Orders}
	err = scratch(ctx, func(dir string) error { return r.run(ctx, o, dir) })
	if err != nil {
		return r, err
	}
	var live, bare, ratios []float64
	for _, one := range r.Rounds {
		live, bare, ratios = append(live, one.PerSecond), append(bare, one.Baseline), append(ratios, one.Ratio)
	}
	r.PerSecond, r.Baseline, r.Ratio = median(live), median(bare), median(ratios)
	return r, nil
}

// orderBench is what the rounds share.
type orderBench struct {
	OrdersOptions
	*recorded
	sales []sale // that were not sent yet
}

func (r *OrdersReport) run(ctx context.Context, o OrdersOptions, dir string) error {
	log := slog.New(slog.NewTextHandler(o.Log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	return recording(ctx, dir, o.PGBin, log, func(rec *recorded) error {
		b := &orderBench{OrdersOptions: o, recorded: rec}
		if err := b.prepare(ctx); err != nil {
			return err
		}
		for n := range o.Rounds {
			fmt.Fprintf(o.Log, "round %d of %d\n", n+1, o.Rounds)
			one, err := b.round(ctx, fmt.Sprintf("bare_%d", n))
			if err != nil {
				return err
			}
			r.Rounds = append(r.Rounds, one)
		}
		return nil
	})
}

// prepare joins the members and writes down what they are going to buy.
func (b *orderBench) prepare(ctx context.Context) error {
	c := sample.Default(sampleEnd)
	c.Members = b.Members
	// Only members' orders are sent: they are the ones that cause work.
	c.Orders = b.Rounds * (b.Orders + b.Orders/warmUp) * 10 / 5
	g := sample.New(c)
	return b.with(ctx, func(a *app.App) error {
		into := fill.Into{DB: a.Bulk.DB, Org: a.Bulk.Org, Catalog: a.Bulk.Catalog, Members: a.Bulk.Members, Tiers: a.Bulk.Tiers, Program: a.Bulk.Program}
		members, err := fill.Members(ctx, into, g)
		if err != nil {
			return err
		}
		b.sales, err = salesOf(g, members)
		return err
	})
}

// round copies the database, lets the program take a round of orders, and sends
// the very same statements to the copy.
func (b *orderBench) round(ctx context.Context, name string) (r OrderRound, err error) {
	bare, err := b.copy(ctx, name)
	if err != nil {
		return r, err
	}
	var before, units []unit
	err = b.with(ctx, func(a *app.App) error {
		b.record.take()
		return b.serve(ctx, a, func(t *tills) error {
			if _, err := t.sell(ctx, a, b.next(b.Orders/warmUp)); err != nil {
				return err
			}
			before = b.record.take()
			took, err := t.sell(ctx, a, b.next(b.Orders))
			units = b.record.take()
			r = took
			return err
		})
	})
	if err != nil {
		return r, err
	}
	seconds, err := b.bare(ctx, bare, before, units, b.Connections)
	r.Baseline = float64(b.Orders) / seconds
	r.Ratio = r.PerSecond / r.Baseline
	r.Statements = statementsEach(units, b.Orders)
	return r, err
}

func (b *orderBench) next(n int) []sale {
	next := b.sales[:n]
	b.sales = b.sales[n:]
	return next
}

// lookEvery is how often drained looks: seldom enough to cost nothing.
const lookEvery = 25 * time.Millisecond

// drained waits until every notice is heard.
func drained(ctx context.Context, a *app.App) error {
	ctx = unrecorded(ctx)
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		waiting, err := a.Notices.Backlog(ctx)
		if err != nil {
			return err
		}
		due, parked := int64(0), int64(0)
		for _, w := range waiting {
			due, parked = due+w.Due, parked+w.Parked
		}
		switch {
		case parked > 0:
			return fmt.Errorf("%d notices were parked", parked)
		case due == 0:
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}
