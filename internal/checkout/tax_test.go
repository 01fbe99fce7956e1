package checkout

import (
	"testing"

	"habitue/internal/platform/money"
)

func TestTheTaxThatAnAmountHolds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		paid int64
		rate money.RateBps
		want int64
	}{
		{113_00, 1300, 13_00}, {319_00, 1300, 36_70}, {1, 1300, 0}, {5, 1300, 1}, {0, 600, 0}, {106_00, 600, 6_00},
		{3, 10_000, 2}, {1 << 53, 1300, 1036226462934804}, {100, 0, 0},
	} {
		if got := taxIn(c.paid, c.rate); got != c.want {
			t.Errorf("%d at %d: %d, want %d", c.paid, c.rate, got, c.want)
		}
	}
}
