package main

import (
	"fmt"
	"io"
	"os"

	"habitue/internal/bench"
)

// benchLedger measures postings.
type benchLedger struct {
	Connections int  `default:"64" help:"Clients at the same time."`
	Members     int  `default:"20000" help:"Members for whom is posted."`
	Postings    int  `default:"20000" help:"Postings of a measurement."`
	Rounds      int  `default:"3" help:"Rounds; medians are told."`
	Entries     int  `default:"0" help:"Bulk-load so many entries afterwards and measure postings once more: 100000000 takes an hour and 60 GB."`
	JSON        bool `help:"Print JSON."`
}

// Run implements the command.
func (c *benchLedger) Run(s *session) error {
	s.json = c.JSON
	if c.Connections < 4 || c.Members < 100 || c.Postings < 400 || c.Rounds < 1 || c.Rounds%2 == 0 {
		return errUsage.With("why", "--connections ≥ 4, --members ≥ 100, --postings ≥ 400, --rounds odd")
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	r, err := bench.Ledger(s.ctx, bench.LedgerOptions{Program: program, PGBin: s.config.PGBin, Connections: c.Connections,
		Members: c.Members, Postings: c.Postings, Rounds: c.Rounds, Entries: c.Entries, Log: s.err})
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "%.0f postings/s over HTTP, bare %.0f/s (%.2f ×), p99 %.1f ms, %.3f ms of processor each (bare %.3f); alone %.1f ms (%.1f × bare)\n",
			r.Distinct.Program.PerSecond, r.Distinct.Baseline.PerSecond, r.Distinct.Ratio, r.Distinct.Program.P99, r.CPUMillis, r.BareCPU, r.Alone.Program.P50, r.Alone.Ratio)
		fmt.Fprintf(w, "a hundred at once %.0f/s (%.2f × the group); one member %.0f/s by 16, %.0f/s by all; reads %.0f/s (%.2f ×); %d MiB\n",
			r.Hundred.Program.PerSecond, r.Hundred.Ratio, r.Hot16.PerSecond, r.Hot.PerSecond, r.Balance.Program.PerSecond, r.Balance.Ratio, r.PeakRSSMiB)
		fmt.Fprintf(w, "the log takes %.0f/s (%.2f × the postings) and has all %.1f s after the last\n", r.Drain.PerSecond, r.Drain.Ratio, r.Drain.BehindSeconds)
		if g := r.Grown; g != nil {
			fmt.Fprintf(w, "behind %d entries %.0f/s, %.2f × the baseline (%.2f of what it was before)\n", g.Entries, g.Postings.Program.PerSecond, g.Postings.Ratio, g.Ratio)
		}
	})
}
