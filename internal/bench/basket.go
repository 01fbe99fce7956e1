package bench

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"habitue/internal/app"
	"habitue/internal/member"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
	"habitue/internal/staff"
)

// BasketOptions say how hard to press.
type BasketOptions struct {
	PGBin       string
	Connections int
	Members     int
	Lines       int
	Promotions  int
	Coupons     int // of each member
	Quotes      int // of a measurement
	Checkouts   int // of a measurement; at most one of each member
	Rounds      int // odd
	Log         io.Writer
}

// BasketReport is what baskets cost over HTTP and in the engine, beside a bare
// point read behind net/http and a bare pipeline of the statements that a checkout
// writes. The figures are medians of the rounds, in which both take turns.
type BasketReport struct {
	Bench       string  `json:"bench"`
	Machine     Machine `json:"machine"`
	Connections int     `json:"connections"`
	Lines       int     `json:"lines"`
	Promotions  int     `json:"promotions"`
	Coupons     int     `json:"coupons"`

	Quote    Pair           `json:"quote"` // all clients, as fast as it goes
	Calm     Run            `json:"calm"`  // quotes at a quarter of that rate
	Checkout BasketCheckout `json:"checkout"`
	Evaluate BasketEvaluate `json:"evaluate"`
	Durable  string         `json:"durable"`
}

// BasketCheckout is commit and payment, each durable, until every listener has heard
// of them, beside a bare pipeline of the same statements.
type BasketCheckout struct {
	Program    Run     `json:"program"`               // until answered: commit and payment together
	Through    float64 `json:"per_second_through"`    // until the listeners have heard
	Drained    float64 `json:"drained_after_seconds"` // behind the last answer
	Baseline   float64 `json:"baseline_per_second"`   // of what Through did
	Ratio      float64 `json:"ratio"`                 // of Through to Baseline
	Statements float64 `json:"statements_per_checkout"`
}

// Basket measures on a private PostgreSQL that syncs as it does for merchants.
func Basket(ctx context.Context, o BasketOptions) (r BasketReport, err error) {
	r = BasketReport{Bench: "basket", Machine: thisMachine(o.PGBin), Connections: o.Connections, Lines: o.Lines, Promotions: o.Promotions,
		Coupons: o.Coupons, Durable: "fsync and synchronous_commit on"}
	if r.Evaluate, err = evaluate(); err != nil {
		return r, err
	}
	return r, scratch(ctx, func(dir string) error { return r.run(ctx, o, dir) })
}

// basketBench is what the measurements share.
type basketBench struct {
	BasketOptions
	*recorded
	members []member.ID
	goods   []string // codes
	store   string
	channel string
	next    int // whose turn it is to check out
}

func (r *BasketReport) run(ctx context.Context, o BasketOptions, dir string) error {
	log := slog.New(slog.NewTextHandler(o.Log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	return recording(ctx, dir, o.PGBin, log, func(rec *recorded) error {
		b := &basketBench{BasketOptions: o, recorded: rec}
		fmt.Fprintf(b.Log, "%d members join, %d promotions, %d coupons each\n", b.Members, b.Promotions, b.Coupons)
		if err := b.with(ctx, func(a *app.App) error { return b.furnish(ctx, a) }); err != nil {
			return err
		}
		return r.measure(ctx, b)
	})
}

func (b *basketBench) furnish(ctx context.Context, a *app.App) (err error) {
	s := sample.Default(sampleEnd)
	s.Members, s.Orders = b.Members, 1
	g := sample.New(s)
	c := a.Bulk
	into := fill.Into{DB: c.DB, Org: c.Org, Catalog: c.Catalog, Members: c.Members, Tiers: c.Tiers, Program: c.Program}
	if b.members, err = fill.Members(ctx, into, g); err != nil {
		return err
	}
	if err := settle(ctx, c); err != nil {
		return err
	}
	world := g.Retailer()
	for i := range world.Articles {
		b.goods = append(b.goods, world.Articles[i].SKU)
	}
	b.store, b.channel = world.Stores[0].Code, world.Channels[0].Code
	who, err := c.Staff.CreateAccount(ctx, staff.NewAccount{Email: "bench@example.com", Name: "bench", Password: "a long enough password",
		Roles: []staff.Role{staff.Operations}, By: staff.Operator})
	if err != nil {
		return err
	}
	act := staff.Act{By: who.Principal()}
	if err := b.promote(ctx, c, act, &world); err != nil {
		return err
	}
	return b.give(ctx, c, act)
}

// measure lets program and baseline take turns.
func (r *BasketReport) measure(ctx context.Context, b *basketBench) error {
	var rounds []BasketReport
	for n := range b.Rounds {
		fmt.Fprintf(b.Log, "round %d of %d\n", n+1, b.Rounds)
		one, err := b.round(ctx, fmt.Sprintf("bare_%d", n))
		if err != nil {
			return err
		}
		rounds = append(rounds, one)
	}
	r.Quote = middlePair(rounds, func(x *BasketReport) Pair { return x.Quote })
	r.Calm = middle(rounds, func(x *BasketReport) Run { return x.Calm })
	middling := middleOf(rounds, func(x *BasketReport) float64 { return x.Checkout.Ratio })
	for _, one := range rounds {
		if one.Checkout.Ratio == middling {
			r.Checkout = one.Checkout
		}
	}
	return nil
}

// round copies the database, lets the program price baskets and sell some, and
// says the very same of the selling to the copy.
func (b *basketBench) round(ctx context.Context, name string) (r BasketReport, err error) {
	bare, err := b.copy(ctx, name)
	if err != nil {
		return r, err
	}
	var units []unit
	err = b.with(ctx, func(a *app.App) error {
		return serving(ctx, a, []staff.Permission{staff.CheckoutSell}, func(address, key string) error {
			t := &till{basketBench: b, wire: wires(b.Connections, address, key)}
			if err := b.quotes(ctx, a, t, &r); err != nil {
				return err
			}
			units, err = t.checkouts(ctx, a, &r.Checkout)
			return err
		})
	})
	if err != nil {
		return r, err
	}
	seconds, err := b.bare(ctx, bare, nil, units, b.Connections)
	r.Checkout.Baseline = float64(b.Checkouts) / seconds
	r.Checkout.Ratio = r.Checkout.Through / r.Checkout.Baseline
	return r, err
}

// quotes measures quotes beside bare reads, and at a quarter of their rate, once
// the program has what it keeps in mind.
func (b *basketBench) quotes(ctx context.Context, a *app.App, t *till, r *BasketReport) (err error) {
	b.record.paused.Store(true)
	defer b.record.paused.Store(false)
	if _, err := press(ctx, b.Connections, b.Quotes/4, t.quote); err != nil {
		return err
	}
	if r.Quote.Program, err = press(ctx, b.Connections, b.Quotes, t.quote); err != nil {
		return err
	}
	read, done := pointRead(a, b.Connections, b.members)
	r.Quote.Baseline, err = press(ctx, b.Connections, b.Quotes, read)
	done()
	if err != nil {
		return err
	}
	r.Quote.Ratio = r.Quote.Program.PerSecond / r.Quote.Baseline.PerSecond
	r.Calm, err = paced(ctx, b.Connections, b.Quotes/4, r.Quote.Program.PerSecond/4, t.quote)
	return err
}
