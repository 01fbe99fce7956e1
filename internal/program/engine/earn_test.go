package engine_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/program/engine"
)

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

func goods(no int, paid int64, categories ...string) engine.Line {
	return engine.Line{No: no, Kind: "goods", Article: "a", Categories: categories, Quantity: 1, Paid: paid, Earns: true}
}

func order(on string, lines ...engine.Line) engine.Order {
	return engine.Order{Currency: "CNY", Day: day(on), Lines: lines}
}

func codes(e engine.Earned) []string {
	var list []string
	for _, w := range e.Why {
		list = append(list, w.Code)
	}
	return list
}

func TestDefaultRuleEarnsAsTheTradeExpects(t *testing.T) {
	t.Parallel()
	rule := engine.Default()
	for _, c := range []struct {
		name  string
		facts engine.Facts
		order engine.Order
		want  int64
		why   []string
	}{
		{"1 yuan is 1 point", engine.Facts{Level: "basic"}, order("2026-03-10", goods(1, 38_00)), 38, []string{"base"}},
		{"fractions are dropped once per order, not per line", engine.Facts{}, order("2026-03-10", goods(1, 50), goods(2, 50), goods(3, 99)), 1, []string{"base"}},
		{"silver doubles: 2 % at 100 points to the yuan", engine.Facts{Level: "silver"}, order("2026-03-10", goods(1, 100_00)), 200, []string{"base", "level"}},
		{"gold trebles: 3 %", engine.Facts{Level: "gold"}, order("2026-03-10", goods(1, 100_00)), 300, []string{"base", "level"}},
		{"member day doubles", engine.Facts{}, order("2026-03-08", goods(1, 100_00)), 200, []string{"base", "multiplier"}},
		{"birthday doubles", engine.Facts{BirthMonth: 3, BirthDay: 10}, order("2026-03-10", goods(1, 100_00)), 200, []string{"base", "multiplier"}},
		{"birthday on 29 February is kept on the 28th", engine.Facts{BirthMonth: 2, BirthDay: 29}, order("2026-02-28", goods(1, 100_00)), 200, []string{"base", "multiplier"}},
		{"gold on its birthday on member day is capped at ten", engine.Facts{Level: "gold", BirthMonth: 3, BirthDay: 8}, order("2026-03-08", goods(1, 100_00)), 1000, []string{"base", "level", "multiplier", "multiplier", "capped"}},
		{"New Year's Eve 2026 adds 100", engine.Facts{}, order("2026-02-16", goods(1, 50_00)), 150, []string{"base", "bonus"}},
		{"the festival asks for 50 yuan", engine.Facts{}, order("2026-02-17", goods(1, 49_99)), 49, []string{"base"}},
		{"the festival is over after six days", engine.Facts{}, order("2026-02-24", goods(1, 50_00)), 50, []string{"base"}},
		{"less than one point says so", engine.Facts{}, order("2026-03-10", goods(1, 99)), 0, []string{"base", "below_one"}},
		{"goods for nothing earn nothing", engine.Facts{}, order("2026-03-10", goods(1, 0)), 0, []string{"nothing_paid"}},
		{"yen have no hundredths", engine.Facts{}, engine.Order{Currency: "JPY", Day: day("2026-03-10"), Lines: []engine.Line{goods(1, 380)}}, 380, []string{"base"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := engine.Earn(rule, c.facts, c.order)
			if got.Points != c.want || !slices.Equal(codes(got), c.why) {
				t.Fatalf("%d points by %v, want %d by %v", got.Points, codes(got), c.want, c.why)
			}
		})
	}
}

func TestRulesByCategoryStoreAndExclusion(t *testing.T) {
	t.Parallel()
	rule := engine.Default()
	rule.Exclude.Categories = []string{"gift-cards"}
	rule.Multipliers = []engine.Multiplier{
		{ID: "leaves", Name: i18n.Of("茶叶", "Leaves"), Rate: 30_000, On: terms.Goods{Categories: []string{"tea"}}},
		{ID: "opening", Name: i18n.Of("新店", "Opening"), Rate: 20_000, When: terms.When{Stores: []string{"S20"}, From: "2026-03-01", Until: "2026-03-31"}},
	}
	o := order("2026-03-10", goods(1, 100_00, "green-tea", "tea"), goods(2, 100_00, "cups"), goods(3, 100_00, "gift-cards"))
	got := engine.Earn(rule, engine.Facts{Store: "S20"}, o)
	if got.Points != 800 || got.Lines[0].Points != 600 || got.Lines[1].Points != 200 || len(got.Lines) != 2 {
		t.Fatalf("multiplied: %+v", got)
	}
	rule.Combine = engine.Highest
	if got := engine.Earn(rule, engine.Facts{Store: "S20"}, o); got.Points != 500 {
		t.Fatalf("highest of: %+v", got)
	}
	if got := engine.Earn(rule, engine.Facts{Store: "S01"}, o); got.Points != 400 {
		t.Fatalf("another store: %+v", got)
	}
}

func TestBadRulesAreRefusedPartByPart(t *testing.T) {
	t.Parallel()
	rule := engine.Default()
	rule.PointsRate = -1
	rule.Combine = "guess"
	rule.Multipliers[0].ID = rule.Multipliers[1].ID
	rule.Multipliers[1].When = terms.When{MonthDays: []int{32}, From: "2026-02-30", Festival: "halloween"}
	err := rule.Validate()
	if !errors.Is(err, engine.ErrBadRule) {
		t.Fatal(err)
	}
	for _, path := range []string{"points_rate_bps", "combine", "multipliers[1].id", "multipliers[1].when.month_days", "when.from", "when.festival"} {
		if !strings.Contains(err.Error(), path) {
			t.Errorf("%q is not named in %s", path, err)
		}
	}
	if err := engine.Default().Validate(); err != nil {
		t.Fatal(err)
	}
}

// Whatever an order looks like: lines sum to the order, nothing is negative,
// the order of lines does not matter, a discount never earns, and giving back
// every piece in any steps takes back exactly what was earned.
func TestEarningHoldsItsPropertiesForAnyOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule, facts, o := anyRule(t), anyFacts(t), anyOrder(t)
		got := engine.Earn(rule, facts, o)
		var points, growth int64
		for _, l := range got.Lines {
			if l.Points < 0 || l.Growth < 0 {
				t.Fatalf("line %+v", l)
			}
			points, growth = points+l.Points, growth+l.Growth
		}
		if points != got.Points || growth != got.Growth {
			t.Fatalf("lines sum to %d and %d, the order earned %d and %d", points, growth, got.Points, got.Growth)
		}
		shuffled := o
		shuffled.Lines = rapid.Permutation(o.Lines).Draw(t, "shuffled")
		if again := engine.Earn(rule, facts, shuffled); again.Points != got.Points || again.Growth != got.Growth {
			t.Fatalf("in another order of lines %d, %d; before %d, %d", again.Points, again.Growth, got.Points, got.Growth)
		}
		dearer := o
		dearer.Lines = append(slices.Clone(o.Lines), engine.Line{No: 99, Kind: "discount", Paid: -rapid.Int64Range(1, 500_00).Draw(t, "off")})
		if less := engine.Earn(rule, facts, dearer); less.Points > got.Points {
			t.Fatalf("with a discount %d points, without %d", less.Points, got.Points)
		}
		for _, l := range got.Lines {
			returnInSteps(t, l.Points, rapid.Int64Range(1, 50).Draw(t, "pieces"))
		}
	})
}

func returnInSteps(t *rapid.T, earned, pieces int64) {
	var back, taken int64
	for back < pieces {
		back += rapid.Int64Range(1, pieces-back).Draw(t, "returned")
		step := engine.TakeBack(earned, pieces, back, taken)
		if step < 0 || taken+step > earned {
			t.Fatalf("%d of %d pieces: takes %d after %d of %d", back, pieces, step, taken, earned)
		}
		taken += step
	}
	if taken != earned {
		t.Fatalf("everything returned, but only %d of %d taken back", taken, earned)
	}
}

func anyRule(t *rapid.T) engine.Rule {
	rate := func(name string, high int) money.RateBps { return money.RateBps(rapid.IntRange(0, high).Draw(t, name)) }
	r := engine.Default()
	r.PointsRate, r.GrowthRate = rate("points rate", 100_000), rate("growth rate", 100_000)
	r.MaxRate = rate("cap", 1_000_000)
	r.Combine = rapid.SampledFrom([]engine.Combine{engine.Multiply, engine.Highest}).Draw(t, "combine")
	r.Multipliers = append(r.Multipliers, engine.Multiplier{ID: "x", Rate: rate("multiplier", 100_000), On: terms.Goods{Categories: []string{"tea"}}})
	r.Exclude.Brands = []string{"excluded"}
	if err := r.Validate(); err != nil {
		t.Fatal(err)
	}
	return r
}

func anyFacts(t *rapid.T) engine.Facts {
	return engine.Facts{
		Level:      rapid.SampledFrom([]string{"", "basic", "silver", "gold", "diamond", "unheard-of"}).Draw(t, "level"),
		BirthMonth: rapid.IntRange(0, 12).Draw(t, "month"), BirthDay: rapid.IntRange(1, 31).Draw(t, "day"),
	}
}

func anyOrder(t *rapid.T) engine.Order {
	lines := make([]engine.Line, rapid.IntRange(1, 12).Draw(t, "lines"))
	for i := range lines {
		lines[i] = engine.Line{
			No: i + 1, Kind: rapid.SampledFrom([]string{"goods", "goods", "goods", "delivery", "tip"}).Draw(t, "kind"),
			Categories: []string{rapid.SampledFrom([]string{"tea", "cups"}).Draw(t, "category")},
			Brand:      rapid.SampledFrom([]string{"", "excluded"}).Draw(t, "brand"),
			Quantity:   1, Paid: rapid.Int64Range(0, engine.MaxAmount/12).Draw(t, "paid"), Earns: rapid.Bool().Draw(t, "earns"),
		}
	}
	at := day("2025-01-01").AddDate(0, 0, rapid.IntRange(0, 900).Draw(t, "day"))
	return engine.Order{Currency: rapid.SampledFrom([]string{"CNY", "JPY", "KWD"}).Draw(t, "currency"), Day: at, Lines: lines}
}

func FuzzRuleBody(f *testing.F) {
	body, _ := json.Marshal(engine.Default())
	f.Add(body)
	f.Add([]byte(`{"points_rate_bps":9007199254740993,"combine":"multiply"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var r engine.Rule
		if json.Unmarshal(body, &r) != nil || r.Validate() != nil {
			return
		}
		got := engine.Earn(r, engine.Facts{Level: "gold", BirthMonth: 2, BirthDay: 29},
			order("2026-02-28", goods(1, engine.MaxAmount/2), goods(2, engine.MaxAmount/2)))
		if got.Points < 0 || got.Growth < 0 || !money.Safe(got.Points) {
			t.Fatalf("%d points, %d growth", got.Points, got.Growth)
		}
	})
}

// What is bound to stored value counts for as much of an order as it pays.
func TestABenefitIsBoundToWhatStoredValuePays(t *testing.T) {
	t.Parallel()
	r := engine.Default()
	r.PendingDays, r.Bonuses = 0, nil
	r.Multipliers = []engine.Multiplier{{ID: "stored", Name: i18n.Of("储值双倍", "Double"), Rate: 20_000, Paid: engine.ByStoredValue}}
	order := func(stored int64) engine.Order {
		return engine.Order{Currency: "CNY", Day: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC), Stored: stored,
			Lines: []engine.Line{{No: 1, Kind: "goods", Paid: 80_00, Quantity: 1, Earns: true}, {No: 2, Kind: "delivery", Paid: 20_00, Quantity: 1}}}
	}
	for _, c := range []struct {
		stored, points int64
		why            string
	}{
		{0, 80, ""},
		{50_00, 120, engine.WhyPaidBy}, // half of the order, delivery included
		{100_00, 160, engine.WhyPaidBy},
		{999_00, 160, engine.WhyPaidBy}, // more than it cost, as a till may report
		{-5, 80, ""},
	} {
		got := engine.Earn(r, engine.Facts{}, order(c.stored))
		why := ""
		for _, w := range got.Why {
			if w.Code == engine.WhyPaidBy {
				why = w.Code
			}
		}
		if got.Points != c.points || why != c.why {
			t.Errorf("%d by stored value: %d points %q, want %d %q", c.stored, got.Points, why, c.points, c.why)
		}
	}
	r.Multipliers[0].Rate = 5_000
	if r.Validate() == nil {
		t.Error("a benefit that takes away is accepted")
	}
	r.Multipliers[0].Rate, r.Multipliers[0].Paid = 20_000, "cash"
	if r.Validate() == nil {
		t.Error("a way of paying that is not known is accepted")
	}
}

// However much stored value pays, it never earns less, nor more than if it paid all.
func TestMoreStoredValueNeverEarnsLess(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := engine.Default()
		r.Multipliers = append(r.Multipliers, engine.Multiplier{ID: "stored", Rate: money.RateBps(rapid.IntRange(10_000, 50_000).Draw(t, "rate")), Paid: engine.ByStoredValue})
		r.Combine = rapid.SampledFrom([]engine.Combine{engine.Multiply, engine.Highest}).Draw(t, "combine")
		o := engine.Order{Currency: "CNY", Day: time.Date(2026, 9, rapid.SampledFrom([]int{1, 8}).Draw(t, "day"), 0, 0, 0, 0, time.UTC)}
		var total int64
		for no := range rapid.IntRange(1, 5).Draw(t, "lines") {
			paid := rapid.Int64Range(0, 100_000).Draw(t, "paid")
			o.Lines = append(o.Lines, engine.Line{No: no + 1, Kind: "goods", Paid: paid, Quantity: 1, Earns: true})
			total += paid
		}
		with := func(stored int64) int64 {
			o.Stored = stored
			return engine.Earn(r, engine.Facts{Level: "gold"}, o).Points
		}
		some := rapid.Int64Range(0, total).Draw(t, "some")
		more := rapid.Int64Range(some, total).Draw(t, "more")
		if none, a, b, all := with(0), with(some), with(more), with(total); none > a || a > b || b > all {
			t.Fatalf("%d, %d, %d, %d points", none, a, b, all)
		}
	})
}
