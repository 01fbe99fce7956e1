package engine_test

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"habitue/internal/pricing/engine"
	"habitue/internal/pricing/engine/shop"
)

func evaluateAll(b *testing.B, lines, promotions, coupons int) {
	r := rand.New(rand.NewPCG(1, 2))
	inputs := make([]engine.Input, 100)
	for i := range inputs {
		inputs[i] = shop.Basket(r, lines, promotions, coupons)
	}
	// On a machine that is shared the clock on the wall says little; what a thread
	// worked is the same everywhere.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var took, worked []time.Duration
	exact, missed, off := 0, int64(0), int64(0)
	b.ResetTimer()
	for i := range b.N {
		begin, busy := time.Now(), threadTime(b)
		q, err := engine.Evaluate(inputs[i%len(inputs)])
		took, worked = append(took, time.Since(begin)), append(worked, threadTime(b)-busy)
		if err != nil {
			b.Fatal(err)
		}
		if q.Exact {
			exact++
		}
		missed += q.Missed
		off += q.Totals.List - q.Totals.Net
	}
	slices.Sort(took)
	slices.Sort(worked)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(worked[len(worked)*99/100].Microseconds())/1000, "p99-cpu-ms")
	b.ReportMetric(100*float64(missed)/float64(max(off, 1)), "missed-at-most-%-of-off")
	b.ReportMetric(100*float64(exact)/float64(b.N), "exact-%")
}

// threadTime is how long this thread has worked.
func threadTime(b *testing.B) time.Duration {
	const thread = 1 // RUSAGE_THREAD
	var u syscall.Rusage
	if err := syscall.Getrusage(thread, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func BenchmarkEvaluate(b *testing.B) {
	b.Run("50_lines_2000_promotions_10_coupons", func(b *testing.B) { evaluateAll(b, 50, 2_000, 10) })
	b.Run("20_lines_50_promotions_5_coupons", func(b *testing.B) { evaluateAll(b, 20, 50, 5) })
}
