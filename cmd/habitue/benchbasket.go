package main

import (
	"fmt"
	"io"

	"habitue/internal/bench"
)

// benchBasket measures what baskets cost: quotes, checkouts and the engine.
type benchBasket struct {
	Connections int  `default:"64" help:"Clients at the same time."`
	Members     int  `default:"6000" help:"Members who buy."`
	Lines       int  `default:"20" help:"Lines of a basket."`
	Promotions  int  `default:"50" help:"Live promotions."`
	Coupons     int  `default:"5" help:"Coupons of each member."`
	Quotes      int  `default:"8000" help:"Quotes of a measurement."`
	Checkouts   int  `default:"1500" help:"Checkouts of a measurement."`
	Rounds      int  `default:"3" help:"Rounds; medians are told."`
	JSON        bool `help:"Print JSON."`
}

// Run implements the command.
func (c *benchBasket) Run(s *session) error {
	s.json = c.JSON
	if c.Connections < 1 || c.Lines < 1 || c.Lines > 40 || c.Promotions < 1 || c.Coupons < 1 || c.Quotes < 400 || c.Rounds < 1 || c.Rounds%2 == 0 ||
		c.Checkouts < 100 || c.Members <= c.Checkouts*c.Rounds {
		return errUsage.With("why", "--lines ≤ 40, --quotes ≥ 400, --checkouts ≥ 100, --rounds odd, --members > checkouts × rounds")
	}
	r, err := bench.Basket(s.ctx, bench.BasketOptions{PGBin: s.config.PGBin, Connections: c.Connections, Members: c.Members,
		Lines: c.Lines, Promotions: c.Promotions, Coupons: c.Coupons, Quotes: c.Quotes, Checkouts: c.Checkouts, Rounds: c.Rounds, Log: s.err})
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "%.0f quotes/s, %.2f × a bare read; at a quarter of that p50 %.2f ms, p99 %.2f ms\n",
			r.Quote.Program.PerSecond, r.Quote.Ratio, r.Calm.P50, r.Calm.P99)
		fmt.Fprintf(w, "%.0f checkouts/s committed, paid and heard of, %.2f × their bare statements, p99 %.1f ms; the listeners are done %.1f s after the last\n",
			r.Checkout.Through, r.Checkout.Ratio, r.Checkout.Program.P99, r.Checkout.Drained)
		e := r.Evaluate
		fmt.Fprintf(w, "%d lines, %d promotions, %d coupons: p50 %.2f ms, p99 %.2f ms\n", e.Lines, e.Promotions, e.Coupons, e.P50, e.P99)
	})
}
