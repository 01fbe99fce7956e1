package terms_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"habitue/internal/coupon/terms"
)

// Whatever is said to follow holds on every occasion, and some things do follow.
func TestWhatIsImpliedHoldsOnEveryOccasion(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 1))
	some := func(of ...string) (list []string) {
		for _, one := range of {
			if r.IntN(3) == 0 {
				list = append(list, one)
			}
		}
		return list
	}
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	when := func() terms.When {
		w := terms.When{Levels: some("gold", "silver"), Labels: some("vip", "new"), Stores: some("S1", "S2"), Channels: some("store"),
			From: pick("", "", "2026-09-20"), Until: pick("", "", "2026-10-02", "2026-09-25"), Birthday: pick("", "", "day", "week", "month"), First: r.IntN(4) == 0}
		if r.IntN(3) == 0 {
			w.Festival, w.Before, w.After = "mid_autumn", r.IntN(5), r.IntN(5)
		}
		for d := 1; d <= 7; d++ {
			if r.IntN(6) == 0 {
				w.Weekdays = append(w.Weekdays, d)
			}
		}
		for range r.IntN(3) {
			w.Hours = append(w.Hours, terms.Hours{From: pick("08:00", "22:00"), Until: pick("12:00", "09:30", "02:00")})
		}
		return w
	}
	followed := 0
	for range 20_000 {
		narrow, wide := when(), when()
		if !narrow.Implies(wide) {
			continue
		}
		followed++
		for range 20 {
			o := terms.Occasion{Level: pick("", "gold", "silver"), Labels: some("vip", "new"), Store: pick("S1", "S2", "S3"), Channel: pick("store", "web"),
				Day: time.Date(2026, 9, 18+r.IntN(20), 0, 0, 0, 0, time.UTC), Minute: r.IntN(24 * 60), BirthMonth: 9, BirthDay: 20 + r.IntN(10), First: r.IntN(2) == 0}
			if narrow.Holds(o) && !wide.Holds(o) {
				t.Fatalf("seed %d: %+v holds, and %+v does not, on %+v", seed, narrow, wide, o)
			}
		}
	}
	if followed < 100 {
		t.Fatalf("seed %d: only %d followed", seed, followed)
	}
}

func TestConditionsOfOneImplyThoseOfAnother(t *testing.T) {
	t.Parallel()
	hours := func(from, until string) []terms.Hours { return []terms.Hours{{From: from, Until: until}} }
	for _, c := range []struct {
		name         string
		narrow, wide terms.When
		want         bool
	}{
		{"anything_implies_nothing_asked", terms.When{First: true}, terms.When{}, true},
		{"everybody_does_not_imply_gold", terms.When{}, terms.When{Levels: []string{"gold"}}, false},
		{"one_of_two", terms.When{Stores: []string{"S1"}}, terms.When{Stores: []string{"S2", "S1"}}, true},
		{"an_hour_within_two_that_meet", terms.When{Hours: hours("09:00", "11:00")}, terms.When{Hours: append(hours("08:00", "10:00"), hours("10:00", "12:00")...)}, true},
		{"past_midnight", terms.When{Hours: hours("23:00", "01:00")}, terms.When{Hours: hours("22:00", "02:00")}, true},
		{"without_an_end_it_outlasts", terms.When{From: "2026-11-01"}, terms.When{Until: "2026-11-30"}, false},
		{"the_birthday_lies_in_its_month", terms.When{Birthday: "day"}, terms.When{Birthday: "month"}, true},
		{"its_week_may_not", terms.When{Birthday: "week"}, terms.When{Birthday: "month"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.narrow.Implies(c.wide); got != c.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestGoodsLieWithinOthers(t *testing.T) {
	t.Parallel()
	above := func(c string) []string { return map[string][]string{"latte": {"coffee", "drinks"}}[c] }
	latte, drinks := terms.Goods{Categories: []string{"latte"}}, terms.Goods{Categories: []string{"drinks"}, Articles: []string{"cup"}}
	if !latte.Within(drinks, above) || latte.Within(drinks, nil) || drinks.Within(latte, above) {
		t.Error("a category lies within what stands above it, where that is known")
	}
	if !(terms.Goods{Articles: []string{"cup"}}).Within(drinks, nil) || (terms.Goods{Brands: []string{"b"}}).Within(drinks, nil) {
		t.Error("articles and brands go by their codes")
	}
}

func TestFeastsFallOnTheirDays(t *testing.T) {
	t.Parallel()
	day := func(text string) time.Time { d, _ := time.Parse(time.DateOnly, text); return d }
	got := terms.FeastsBetween(day("2026-02-01"), day("2026-09-30"))
	want := []terms.Feast{{"spring_festival", day("2026-02-17")}, {"lantern", day("2026-03-03")}, {"dragon_boat", day("2026-06-19")},
		{"qixi", day("2026-08-19")}, {"mid_autumn", day("2026-09-25")}}
	if len(got) != len(want) {
		t.Fatalf("%v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got[i], want[i])
		}
	}
}
