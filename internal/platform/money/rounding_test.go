package money_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"habitue/internal/platform/money"
)

func TestAFractionGoesTheWayOfItsMode(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		mode       money.Mode
		step, a, b int64
		want       int64
	}{
		{"", 0, 199, 100, 1}, {money.Floor, 1, 199, 100, 1}, {money.Floor, 1, 200, 100, 2},
		{money.HalfUp, 1, 149, 100, 1}, {money.HalfUp, 1, 150, 100, 2}, {money.HalfUp, 1, 0, 100, 0}, {money.HalfUp, 1, 1, 3, 0}, {money.HalfUp, 1, 2, 3, 1},
		{money.Ceil, 1, 101, 100, 2}, {money.Ceil, 1, 100, 100, 1}, {money.Ceil, 1, 0, 100, 0},
		{money.Floor, 10, 1999, 100, 10}, {money.HalfUp, 10, 1499, 100, 10}, {money.HalfUp, 10, 1500, 100, 20}, {money.Ceil, 10, 1, 100, 10},
		{money.HalfUp, 5, 749, 100, 5}, {money.HalfUp, 5, 750, 100, 10},
	} {
		if got := (money.Rounding{Mode: c.mode, Step: c.step}).Divide(c.a, c.b); got != c.want {
			t.Errorf("%d/%d %s to %d is %d, want %d", c.a, c.b, c.mode, c.step, got, c.want)
		}
	}
}

func TestRoundingStaysWithinAStepOfTheExactShare(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := money.Rounding{Mode: rapid.SampledFrom([]money.Mode{money.Floor, money.HalfUp, money.Ceil}).Draw(t, "mode"),
			Step: rapid.Int64Range(1, money.MaxStep).Draw(t, "step")}
		a, b := rapid.Int64Range(0, 1<<62).Draw(t, "a"), rapid.Int64Range(1, 1<<40).Draw(t, "b")
		got := r.Divide(a, b)
		off := new(big.Rat).Sub(big.NewRat(a, b), new(big.Rat).SetInt64(got))
		step := new(big.Rat).SetInt64(r.Step)
		half := new(big.Rat).Quo(step, big.NewRat(2, 1))
		zero, minus := new(big.Rat), new(big.Rat).Neg(step)
		ok := got%r.Step == 0
		switch r.Mode {
		case money.Floor:
			ok = ok && off.Cmp(zero) >= 0 && off.Cmp(step) < 0
		case money.Ceil:
			ok = ok && off.Cmp(zero) <= 0 && off.Cmp(minus) > 0
		default:
			ok = ok && off.Cmp(half) < 0 && off.Cmp(new(big.Rat).Neg(half)) >= 0
		}
		if !ok {
			t.Fatalf("%d/%d %s to %d is %d", a, b, r.Mode, r.Step, got)
		}
	})
}
