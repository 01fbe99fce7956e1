package tier

import (
	"testing"

	"pgregory.net/rapid"
)

func TestABroughtLevelHoldsUntilItsDayUnlessAHigherOneIsReached(t *testing.T) {
	t.Parallel()
	gold := Event{At: day(2026, 1, 1), Level: "gold", Until: day(2026, 7, 1)}
	for _, c := range []struct {
		name   string
		events []Event
		at     string
		want   string
	}{
		{"before_it_was_brought", []Event{gold}, "before", "basic"},
		{"until_its_day", []Event{gold}, "june", "gold"},
		{"down_one_at_the_review", []Event{gold}, "july", "silver"},
		{"kept_by_what_was_bought_meanwhile", []Event{gold, {At: day(2026, 2, 1), Order: 1, Amount: yuan(2400)}}, "july", "gold"},
		{"a_higher_one_is_reached", []Event{gold, {At: day(2026, 2, 1), Order: 1, Amount: yuan(5000)}}, "june", "diamond"},
		{"a_higher_one_stays", []Event{{At: day(2025, 12, 1), Order: 1, Amount: yuan(5000)}, gold}, "june", "diamond"},
		{"a_refund_leaves_it", []Event{gold, {At: day(2026, 2, 1), Order: 1, Amount: yuan(5000)}, {At: day(2026, 2, 9), Order: 1, Refund: 2, Amount: yuan(5000)}}, "june", "gold"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			at := map[string]int{"before": 0, "june": 6, "july": 7}[c.at]
			when := day(2025, 12, 31)
			if at > 0 {
				when = day(2026, 6, 30)
			}
			if at == 7 {
				when = day(2026, 7, 2)
			}
			wantLevel(t, buys(Default(), c.events...).At(when), c.want)
		})
	}
}

// While it lasts, a level that was brought is the least that a member has, and before it
// everything is as without it.
func TestABroughtLevelIsTheLeastWhileItLasts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var bought []Event
		for i := range rapid.IntRange(0, 8).Draw(t, "orders") {
			bought = append(bought, Event{At: day(2025, 1, 1).AddDate(0, 0, rapid.IntRange(0, 500).Draw(t, "day")), Order: int64(i + 1),
				Amount: yuan(float64(rapid.IntRange(0, 4000).Draw(t, "amount")))})
		}
		from := day(2025, 1, 1).AddDate(0, 0, rapid.IntRange(0, 500).Draw(t, "from"))
		brought := Event{At: from, Level: rapid.SampledFrom([]string{"silver", "gold", "diamond"}).Draw(t, "level"), Until: from.AddDate(0, rapid.IntRange(1, 12).Draw(t, "months"), 0)}
		at := day(2025, 1, 1).AddDate(0, 0, rapid.IntRange(0, 800).Draw(t, "at"))
		without, with := buys(Default(), bought...).At(at), buys(Default(), append([]Event{brought}, bought...)...).At(at)
		if at.Before(from) && with != without {
			t.Fatalf("before it was brought: %+v, without it %+v", with, without)
		}
		if !at.Before(from) && at.Before(brought.Until) && with.Rank < (Ladder.rank(Default(), brought.Level)) {
			t.Fatalf("brought %s until %s, on %s %+v", brought.Level, brought.Until, at, with)
		}
		if at.Before(brought.Until) && with.Rank < without.Rank {
			t.Fatalf("with it %+v, without %+v", with, without)
		}
	})
}
