package bench

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"

	"habitue/internal/platform/postgres"
)

// Drain is how fast the Merkle log, which follows postings by an outbox, takes
// them while they are acknowledged, and how long it takes after the last of them.
type Drain struct {
	PerSecond     float64 `json:"per_second"`
	Ratio         float64 `json:"ratio"` // to the rate of the postings
	BehindSeconds float64 `json:"behind_seconds"`
}

//go:embed ledger_waiting.sql
var logWaiting string

// drain waits for the log to have what was posted at that rate a moment ago.
func (b *ledgerBench) drain(ctx context.Context, rate float64) (*Drain, error) {
	begun := startWatch()
	for waiting := true; waiting; {
		if err := b.pool.QueryRow(ctx, logWaiting).Scan(&waiting); err != nil {
			return nil, fmt.Errorf("wait for the log: %w", err)
		}
		if !waiting {
			break
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lookEvery):
		}
	}
	behind := begun.read().Seconds()
	d := &Drain{PerSecond: float64(b.Postings) / (float64(b.Postings)/rate + behind), BehindSeconds: behind}
	d.Ratio = d.PerSecond / rate
	return d, nil
}

// LedgerGrown is the rate of postings behind many entries, beside that of
// before. The load takes long enough for the machine to become another: Ratio is
// how postings stand to the baseline, to how they stood to it before.
type LedgerGrown struct {
	Entries  int     `json:"entries"`
	Postings Pair    `json:"postings"`
	Ratio    float64 `json:"ratio"`
	Rates    float64 `json:"ratio_of_rates"` // of the postings alone
	Loaded   float64 `json:"loaded_seconds"`
}

//go:embed ledger_grown.sql
var grownLedger string

// grow loads entries past the program and measures postings of many members again.
func (r *LedgerReport) grow(ctx context.Context, b *ledgerBench) error {
	fmt.Fprintf(b.Log, "%d entries are loaded\n", b.Entries)
	begun := startWatch()
	owner, err := postgres.Open(ctx, b.server.DSN(), postgres.Options{MaxConns: 1, AsOwner: true, StatementTimeout: -1})
	if err != nil {
		return err
	}
	defer owner.Close()
	if _, err := owner.Exec(ctx, strings.ReplaceAll(grownLedger, "{entries}", strconv.Itoa(b.Entries))); err != nil {
		return fmt.Errorf("load entries: %w", err)
	}
	for _, last := range []string{"VACUUM (ANALYZE)", "CHECKPOINT"} {
		if _, err := owner.Exec(ctx, last); err != nil {
			return fmt.Errorf("end the load: %w", err)
		}
	}
	r.Grown = &LedgerGrown{Entries: b.Entries, Loaded: begun.read().Seconds()}
	runs := make([]LedgerReport, b.Rounds)
	for n := range runs {
		fmt.Fprintf(b.Log, "behind them, round %d of %d\n", n+1, b.Rounds)
		d := &runs[n].Distinct
		if d.Program, err = b.press(ctx, b.Connections, b.Postings, b.any, b.over(earning)); err != nil {
			return err
		}
		if d.Baseline, err = b.press(ctx, b.Connections, b.Postings, b.any, barePost(b.pool)); err != nil {
			return err
		}
		d.Ratio = d.Program.PerSecond / d.Baseline.PerSecond
	}
	g := r.Grown
	g.Postings = middlePair(runs, func(x *LedgerReport) Pair { return x.Distinct })
	g.Ratio = g.Postings.Ratio / r.Distinct.Ratio
	g.Rates = g.Postings.Program.PerSecond / r.Distinct.Program.PerSecond
	return nil
}
