package tier

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var shanghai = time.FixedZone("CST", 8*3600)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 12, 0, 0, 0, shanghai) }

func yuan(v float64) int64 { return int64(v*100 + 0.5) }

func buys(l Ladder, events ...Event) *Track {
	t := NewTrack([]Version{{Number: 1, Ladder: l}}, shanghai)
	for _, e := range events {
		t.Add(e)
	}
	return t
}

func wantLevel(t *testing.T, got Standing, level string) {
	t.Helper()
	if got.Level != level {
		t.Fatalf("level %s (since %s, spend %d), want %s", got.Level, got.Since, got.Spend, level)
	}
}

// monthly is the ladder of a shop that looks at every month by itself.
func monthly() Ladder {
	return Ladder{
		Levels: []Level{
			{Code: "none"},
			{Code: "bronze", Threshold: 1, Keep: 1},
			{Code: "silver", Threshold: yuan(500), Keep: yuan(300)},
			{Code: "gold", Threshold: yuan(1000), Keep: yuan(800)},
		},
		Window: Window{Kind: "calendar", Unit: "month"}, Fall: "one",
	}
}

func TestMonthlyLadderMovesAtExactlyItsThresholds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name          string
		first, second float64 // spent in January and in February
		want          string  // on 1 March
	}{
		{"one cent below silver stays bronze", 499.99, 499.99, "bronze"},
		{"silver from 500 and kept with 300", 500, 300, "silver"},
		{"silver falls below 300", 500, 299.99, "bronze"},
		{"gold is kept with 800", 1000, 800, "gold"},
		{"gold falls below 800", 1000, 799.99, "silver"},
		{"bronze falls at nothing", 10, 0, "none"},
		{"450 a month never leaves bronze", 450, 450, "bronze"},
		{"450 a month keeps silver once reached", 500, 450, "silver"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			track := buys(monthly(),
				Event{At: day(2026, 1, 10), Order: 1, Amount: yuan(c.first)},
				Event{At: day(2026, 2, 10), Order: 2, Amount: yuan(c.second)})
			wantLevel(t, track.At(day(2026, 3, 1)), c.want)
		})
	}
}

func TestRollingYearUpAtOnceKeptOrFallenAtReview(t *testing.T) {
	t.Parallel()
	bought := []Event{{At: day(2025, 1, 10), Order: 1, Amount: yuan(900)}, {At: day(2025, 3, 1), Order: 2, Amount: yuan(100)}}
	t.Run("up_at_the_purchase_that_reaches_it", func(t *testing.T) {
		t.Parallel()
		track := buys(Default(), bought...)
		wantLevel(t, track.Before(day(2025, 3, 1)), "basic")
		s := track.At(day(2025, 3, 1))
		wantLevel(t, s, "silver")
		if !s.ReviewAt.Equal(day(2026, 3, 1)) {
			t.Fatalf("review at %s", s.ReviewAt)
		}
	})
	t.Run("falls_a_year_later_without_four_fifths", func(t *testing.T) {
		t.Parallel()
		track := buys(Default(), append(bought, Event{At: day(2025, 9, 1), Order: 3, Amount: yuan(699.99)})...)
		wantLevel(t, track.At(day(2026, 2, 28)), "silver")
		wantLevel(t, track.At(day(2026, 3, 1)), "basic")
	})
	t.Run("kept_with_four_fifths_the_reaching_purchase_counting", func(t *testing.T) {
		t.Parallel()
		track := buys(Default(), append(bought, Event{At: day(2025, 9, 1), Order: 3, Amount: yuan(700)})...)
		s := track.At(day(2026, 3, 1))
		wantLevel(t, s, "silver")
		if !s.ReviewAt.Equal(day(2027, 3, 1)) {
			t.Fatalf("next review at %s", s.ReviewAt)
		}
	})
	t.Run("a_purchase_of_the_same_instant_does_not_see_itself", func(t *testing.T) {
		t.Parallel()
		at := day(2025, 3, 1)
		track := buys(Default(), Event{At: at, Order: 1, Amount: yuan(1000)}, Event{At: at, Order: 2, Amount: yuan(10)})
		wantLevel(t, track.Before(at), "basic")
	})
}

func TestRefundOfWhatReachedALevelTakesItBack(t *testing.T) {
	t.Parallel()
	track := buys(Default(),
		Event{At: day(2025, 1, 1), Order: 1, Amount: yuan(400)},
		Event{At: day(2025, 2, 1), Order: 2, Amount: yuan(600)},
		Event{At: day(2025, 2, 5), Order: 2, Refund: 9, Amount: yuan(1)})
	wantLevel(t, track.At(day(2025, 2, 4)), "silver")
	wantLevel(t, track.At(day(2025, 2, 5)), "basic")
	last := track.Changes()[len(track.Changes())-1]
	if last.Cause != CauseRefund || last.Ref != 9 || last.To != "basic" {
		t.Fatalf("change %+v", last)
	}
}

func TestLadderChangesMidwayByCodeNotByPlace(t *testing.T) {
	t.Parallel()
	next := Default()
	next.Levels = append(next.Levels[:1:1], append([]Level{{Code: "bronze", Threshold: yuan(200)}}, next.Levels[1:]...)...)
	track := NewTrack([]Version{{Number: 1, Ladder: Default()}, {Number: 2, From: day(2025, 6, 1), Ladder: next}}, shanghai)
	track.Add(Event{At: day(2025, 1, 1), Order: 1, Amount: yuan(1200)})
	wantLevel(t, track.At(day(2025, 7, 1)), "silver")
}

// Asking in between, in any order of arrival, never changes what comes out.
func TestTrackIsAFunctionOfItsHistory(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 25).Draw(t, "events")
		events := make([]Event, 0, n)
		for i := range n {
			at := day(2024, 1, 1).Add(time.Duration(rapid.IntRange(0, 900).Draw(t, "day")) * 24 * time.Hour)
			e := Event{At: at, Order: int64(i + 1), Amount: yuan(float64(rapid.IntRange(0, 2500).Draw(t, "amount")))}
			if len(events) > 0 && rapid.IntRange(0, 4).Draw(t, "kind") == 0 {
				of := events[rapid.IntRange(0, len(events)-1).Draw(t, "of")]
				if of.Refund == 0 && !at.Before(of.At) {
					e = Event{At: at, Order: of.Order, Refund: int64(1000 + i), Amount: rapid.Int64Range(0, of.Amount).Draw(t, "back")}
				}
			}
			events = append(events, e)
		}
		asked := buys(Default())
		for _, i := range rapid.Permutation(indexes(n)).Draw(t, "arrival") {
			asked.Add(events[i])
			asked.At(day(2024, 1, 1).Add(time.Duration(rapid.IntRange(0, 1200).Draw(t, "ask")) * 24 * time.Hour))
		}
		whole := buys(Default(), events...)
		end := day(2027, 6, 1)
		if a, w := asked.At(end), whole.At(end); a != w {
			// Events of one instant keep the order of arrival, which may decide the cause but not the level.
			if a.Level != w.Level || a.Spend != w.Spend {
				t.Fatalf("asked in between %+v, at once %+v", a, w)
			}
		}
	})
}

func indexes(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}
