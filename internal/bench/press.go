package bench

import (
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
)

// Pair is a measurement beside its baseline.
type Pair struct {
	Program  Run     `json:"program"`
	Baseline Run     `json:"baseline"`
	Ratio    float64 `json:"ratio"` // of rates; where one client asks alone: of the median times
}

// Run is one measurement.
type Run struct {
	PerSecond float64 `json:"per_second"`
	P50       float64 `json:"p50_ms"`
	P95       float64 `json:"p95_ms"`
	P99       float64 `json:"p99_ms"`
}

// request does the i-th request, by one of the clients.
type request func(ctx context.Context, client, i int) error

// press does n requests by so many clients side by side, each as soon as its last
// one is answered.
func press(ctx context.Context, clients, n int, do request) (Run, error) {
	return pressing(ctx, clients, n, do, func(context.Context, int, time.Duration) (time.Duration, error) { return 0, nil })
}

// paced is press at a rate that does not wait for answers: how long a request took
// is counted from when it was due.
func paced(ctx context.Context, clients, n int, perSecond float64, do request) (Run, error) {
	return pressing(ctx, clients, n, do, func(ctx context.Context, i int, passed time.Duration) (late time.Duration, err error) {
		due := time.Duration(float64(i) / perSecond * float64(time.Second))
		if due <= passed {
			return passed - due, nil
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(due - passed):
			return 0, nil
		}
	})
}

// pressing lets clients take turns; wait tells, of a request that could begin now,
// how late that is, or waits until it may.
func pressing(ctx context.Context, clients, n int, do request, wait func(ctx context.Context, i int, passed time.Duration) (time.Duration, error)) (Run, error) {
	waits := make([][]time.Duration, clients)
	group, all := errgroup.WithContext(ctx)
	begun := startWatch()
	for c := range clients {
		group.Go(func() error {
			for i := c; i < n; i += clients {
				late, err := wait(all, i, begun.read())
				if err != nil {
					return err
				}
				asked := startWatch()
				if err := do(all, c, i); err != nil {
					return err
				}
				waits[c] = append(waits[c], late+asked.read())
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return Run{}, err
	}
	took := begun.read()
	list := slices.Sorted(slices.Values(slices.Concat(waits...)))
	at := func(percent int) float64 { return milliseconds(list[len(list)*percent/100]) }
	return Run{PerSecond: float64(n) / took.Seconds(), P50: at(50), P95: at(95), P99: at(99)}, nil
}

// wires gives each of so many clients a connection of its own, when it first asks.
func wires(clients int, address, key string) func(client int) (*wire, error) {
	list := make([]*wire, clients)
	return func(client int) (w *wire, err error) {
		if list[client] == nil {
			list[client], err = dial(address, key)
		}
		return list[client], err
	}
}

// middleOf is the median of a figure over the rounds.
func middleOf[R any](rounds []R, of func(*R) float64) float64 {
	list := make([]float64, len(rounds))
	for i := range rounds {
		list[i] = of(&rounds[i])
	}
	return median(list)
}

// middle is the run of the round whose rate is the median.
func middle[R any](rounds []R, of func(*R) Run) Run {
	rate := middleOf(rounds, func(x *R) float64 { return of(x).PerSecond })
	i := slices.IndexFunc(rounds, func(x R) bool { return of(&x).PerSecond == rate })
	return of(&rounds[i])
}

// middlePair is middle of both sides, with the median of the ratios.
func middlePair[R any](rounds []R, of func(*R) Pair) Pair {
	return Pair{
		Program:  middle(rounds, func(x *R) Run { return of(x).Program }),
		Baseline: middle(rounds, func(x *R) Run { return of(x).Baseline }),
		Ratio:    middleOf(rounds, func(x *R) float64 { return of(x).Ratio }),
	}
}
