package main

import (
	"fmt"
	"io"

	"habitue/internal/bench"
)

// benchCoupons measures how codes are made.
type benchCoupons struct {
	Codes  []int `default:"100000,1000000" help:"Sizes of batches."`
	Rounds int   `default:"3" help:"Rounds; the median is told."`
	JSON   bool  `help:"Print JSON."`
}

// Run implements the command.
func (c *benchCoupons) Run(s *session) error {
	s.json = c.JSON
	if len(c.Codes) == 0 || c.Rounds < 1 {
		return errUsage.With("why", "--codes ≥ 1, --rounds ≥ 1")
	}
	r, err := bench.Coupons(s.ctx, bench.CouponsOptions{PGBin: s.config.PGBin, Codes: c.Codes, Rounds: c.Rounds, Log: s.err})
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		for _, b := range r.Batches {
			fmt.Fprintf(w, "%d codes in %.2f s, a bare COPY in %.2f s (%.2f of its rate)\n", b.Codes, b.Program, b.Copy, b.Ratio)
		}
	})
}
