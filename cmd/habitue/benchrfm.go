package main

import (
	"fmt"
	"io"

	"habitue/internal/bench"
)

// benchRFM measures value classes.
type benchRFM struct {
	Members int    `default:"50000" help:"Members who buy."`
	Orders  int    `default:"1000000" help:"What they bought in three years."`
	Rounds  int    `default:"3" help:"Rounds; the best is told."`
	Memory  string `default:"1GiB" help:"Limit of the replica's memory."`
	JSON    bool   `help:"Print JSON."`
}

// Run implements the command.
func (c *benchRFM) Run(s *session) error {
	s.json = c.JSON
	if c.Members < 1 || c.Orders < 1 || c.Rounds < 1 {
		return errUsage.With("why", "--members ≥ 1, --orders ≥ 1, --rounds ≥ 1")
	}
	r, err := bench.RFM(s.ctx, bench.RFMOptions{
		PGBin: s.config.PGBin, Members: c.Members, Orders: c.Orders, Rounds: c.Rounds, Memory: c.Memory, Log: s.err})
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "%d members of %d orders in %.2f s, PostgreSQL %.2f s (%.1f ×); %d rows written in %.1f s, none again in %.1f s\n",
			r.Members, r.Orders, r.Replica, r.Postgres, r.Ratio, r.Written, r.WrittenIn, r.AgainIn)
	})
}
