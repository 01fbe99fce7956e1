package engine_test

import (
	"math/rand/v2"
	"testing"

	"habitue/internal/pricing/engine"
	"habitue/internal/pricing/engine/shop"
)

// A search that has to stop says closely by how much it may have missed the best:
// among two thousand promotions by a quarter of what it took off at the most, where
// adding up what each offer could take said four fifths. What a search forty times as
// long finds lies within what was said.
func TestAStoppedSearchSaysCloselyWhatItMissed(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	var off, missed int64
	for i := range 12 {
		in := shop.Basket(r, 50, 2_000, 10)
		short, err := engine.Evaluate(in)
		if err != nil {
			t.Fatal(err)
		}
		in.Nodes = 40 * engine.DefaultNodes
		long, err := engine.Evaluate(in)
		if err != nil {
			t.Fatal(err)
		}
		if gain := short.Totals.Net - long.Totals.Net; gain < 0 || gain > short.Missed {
			t.Errorf("basket %d: a longer search finds %d more, and %d was said to be missed at the most", i, gain, short.Missed)
		}
		off, missed = off+short.Totals.List-short.Totals.Net, missed+short.Missed
	}
	if 4*missed > off {
		t.Errorf("%d may be missed of %d", missed, off)
	}
}
