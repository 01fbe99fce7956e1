package money_test

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"habitue/internal/platform/money"
)

func TestSpreadSumsToTheTotalAndStaysWithinOneOfTheExactShare(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(-money.MaxSafe, money.MaxSafe).Draw(t, "total")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1<<40), 1, 40).Draw(t, "weights")
		parts := money.Spread(total, weights)
		var sum, weight int64
		for i := range parts {
			sum += parts[i]
			weight += weights[i]
		}
		if sum != total {
			t.Fatalf("parts sum to %d, not %d", sum, total)
		}
		for i, p := range parts {
			if weight == 0 {
				break
			}
			exact := new(big.Rat).Mul(big.NewRat(total, 1), big.NewRat(weights[i], weight))
			off := new(big.Rat).Sub(big.NewRat(p, 1), exact)
			if off.Abs(off).Cmp(big.NewRat(1, 1)) >= 0 {
				t.Fatalf("part %d is %d, its exact share %s", i, p, exact)
			}
		}
	})
}

func TestSpreadGivesTheRemainderToTheLargestThenTheEarlier(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		total   int64
		weights []int64
		want    []int64
	}{
		{100, []int64{1, 1, 1}, []int64{34, 33, 33}},
		{-100, []int64{1, 1, 1}, []int64{-34, -33, -33}},
		{10, []int64{333, 333, 334}, []int64{3, 3, 4}},
		{5, []int64{0, 0}, []int64{5, 0}},
		{0, []int64{7, 9}, []int64{0, 0}},
	} {
		if got := money.Spread(c.total, c.weights); !slices.Equal(got, c.want) {
			t.Errorf("Spread(%d, %v) = %v, want %v", c.total, c.weights, got, c.want)
		}
	}
}

func TestPortionsAddUpToTheTotalHoweverManySteps(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(0, money.MaxSafe).Draw(t, "total")
		whole := rapid.Int64Range(1, 1_000_000).Draw(t, "whole")
		var done, taken int64
		for done < whole {
			done += rapid.Int64Range(1, whole-done).Draw(t, "step")
			portion := money.Portion(total, whole, done, taken)
			taken += portion
			exact := new(big.Int).Mul(big.NewInt(total), big.NewInt(done))
			if exact.Quo(exact, big.NewInt(whole)); portion < 0 || taken != exact.Int64() {
				t.Fatalf("after %d of %d pieces %d of %d is taken, not %s", done, whole, taken, total, exact)
			}
		}
		if again := money.Portion(total, whole, done, taken); taken != total || again != 0 {
			t.Fatalf("in the end %d of %d is taken, and then %d", taken, total, again)
		}
	})
}

func TestPortionNeverGivesBackWhatWasTakenTooMuch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ total, whole, done, taken, want int64 }{
		{100, 4, 1, 60, 0}, // more was taken than this piece is worth
		{100, 4, 4, 120, 0},
		{100, 4, 4, 60, 40},
		{-100, 4, 2, 0, 0},
		{100, 0, 1, 30, 70},
	} {
		if got := money.Portion(c.total, c.whole, c.done, c.taken); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

func TestMulDivIsExactAndSaysWhenItDoesNotFit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64Min(0).Draw(t, "a"), rapid.Int64Min(0).Draw(t, "b")
		c := rapid.Int64Min(1).Draw(t, "c")
		want := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		want.Quo(want, big.NewInt(c))
		got, ok := money.MulDiv(a, b, c)
		if ok != want.IsInt64() || (ok && got != want.Int64()) {
			t.Fatalf("MulDiv(%d, %d, %d) = %d, %v; want %s", a, b, c, got, ok, want)
		}
	})
}
