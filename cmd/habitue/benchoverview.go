package main

import (
	"fmt"
	"io"

	"habitue/internal/bench"
)

// benchOverview measures the questions of the overview.
type benchOverview struct {
	Orders int    `default:"1000000" help:"Orders of the retailer that is made; a twentieth of them are members."`
	Memory string `default:"1GiB" help:"Memory of the replica."`
	JSON   bool   `help:"Print JSON."`
}

// Run implements the command.
func (c *benchOverview) Run(s *session) error {
	s.json = c.JSON
	if c.Orders < 1000 {
		return errUsage.With("why", "--orders ≥ 1000")
	}
	r, err := bench.Overview(s.ctx, bench.OverviewOptions{PGBin: s.config.PGBin, Orders: c.Orders, Memory: c.Memory, Log: s.err})
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "slowest %.0f ms, at least %.1f times as fast as PostgreSQL\n", r.Slowest, r.LeastRatio)
	})
}
