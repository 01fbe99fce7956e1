package main

import (
	"fmt"
	"io"

	"habitue/internal/bench"
)

// benchEvents measures behaviour that comes in.
type benchEvents struct {
	Connections int  `default:"8" help:"Sources at the same time."`
	Batches     int  `default:"1000" help:"Batches of a round."`
	Each        int  `default:"100" help:"Messages of a batch."`
	Members     int  `default:"10000" help:"Members of whom half of the messages are."`
	Visitors    int  `default:"20000" help:"Visitors of whom the others are."`
	Rounds      int  `default:"3" help:"Rounds; medians are told."`
	JSON        bool `help:"Print JSON."`
}

// Run implements the command.
func (c *benchEvents) Run(s *session) error {
	s.json = c.JSON
	if c.Connections < 1 || c.Batches < 100 || c.Each < 1 || c.Each > 1000 || c.Members < 1 || c.Visitors < 1 || c.Rounds%2 == 0 {
		return errUsage.With("why", "--connections, --members, --visitors ≥ 1, --batches ≥ 100, --each 1 to 1000, --rounds odd")
	}
	r, err := bench.Events(s.ctx, bench.EventsOptions{PGBin: s.config.PGBin, Connections: c.Connections, Batches: c.Batches, Each: c.Each,
		Members: c.Members, Visitors: c.Visitors, Rounds: c.Rounds, Log: s.err})
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "%.0f events/s in batches of %d (p50 %.1f ms, p99 %.1f ms), %.2f of a bare insert\n",
			r.PerSecond, r.Batch, r.Batches.Program.P50, r.Batches.Program.P99, r.Batches.Ratio)
	})
}
