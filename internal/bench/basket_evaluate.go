package bench

import (
	"math/rand/v2"
	"slices"
	"time"

	"habitue/internal/pricing/engine"
	"habitue/internal/pricing/engine/shop"
)

// BasketEvaluate is what the engine takes for large baskets, without anything
// around it.
type BasketEvaluate struct {
	Lines      int     `json:"lines"`
	Promotions int     `json:"promotions"`
	Coupons    int     `json:"coupons"`
	P50        float64 `json:"p50_ms"`
	P99        float64 `json:"p99_ms"`
	Exact      float64 `json:"exact_share"`  // of baskets whose best combination is proved
	Missed     float64 `json:"missed_share"` // of what is taken off: at most so much more could have been
}

// evaluate prices a thousand times in turn a hundred baskets of fifty lines among
// two thousand promotions.
func evaluate() (BasketEvaluate, error) {
	e := BasketEvaluate{Lines: 50, Promotions: 2_000, Coupons: 10}
	r := rand.New(rand.NewPCG(1, 2))
	baskets := make([]engine.Input, 100)
	for i := range baskets {
		baskets[i] = shop.Basket(r, e.Lines, e.Promotions, e.Coupons)
	}
	const times = 1_000
	took := make([]time.Duration, times)
	exact, missed, off := 0, int64(0), int64(0)
	for i := range times {
		begun := startWatch()
		q, err := engine.Evaluate(baskets[i%len(baskets)])
		if err != nil {
			return e, err
		}
		took[i] = begun.read()
		if q.Exact {
			exact++
		}
		missed, off = missed+q.Missed, off+q.Totals.List-q.Totals.Net
	}
	slices.Sort(took)
	e.P50, e.P99 = milliseconds(took[times/2]), milliseconds(took[times*99/100])
	e.Exact, e.Missed = float64(exact)/times, float64(missed)/float64(max(off, 1))
	return e, nil
}
