package profile_test

import (
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/errs"
	"habitue/internal/profile"
)

func day(text string) time.Time {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return d
}

func bound(v int64) *int64 { return &v }

// own is a rule with thresholds of the shop's own and one line for each bound.
func own() profile.Rule {
	r := profile.Default()
	r.Recency = profile.Scale{By: profile.ByThreshold, Steps: []int64{180, 90, 30, 7}}
	r.Frequency = profile.Scale{By: profile.ByThreshold, Steps: []int64{2, 3, 5, 10}}
	r.Monetary = profile.Scale{By: profile.ByThreshold, Steps: []int64{100_00, 500_00, 1000_00, 5000_00}}
	return r
}

func TestThresholdsCountFromTheVeryValue(t *testing.T) {
	t.Parallel()
	today := day("2026-03-10")
	for _, c := range []struct {
		last          string
		orders, spend int64
		r, f, m       int
	}{
		{"2026-03-10", 10, 5000_00, 5, 5, 5},
		{"2026-03-03", 9, 4999_99, 5, 4, 4},
		{"2026-03-02", 5, 1000_00, 4, 4, 4},
		{"2026-02-08", 4, 999_99, 4, 3, 3},
		{"2026-02-07", 3, 500_00, 3, 3, 3},
		{"2025-12-10", 2, 499_99, 3, 2, 2},
		{"2025-12-09", 2, 100_00, 2, 2, 2},
		{"2025-09-11", 1, 99_99, 2, 1, 1},
		{"2025-09-10", 1, 0, 1, 1, 1},
	} {
		f := profile.Facts{First: day("2025-01-01"), Last: day(c.last), Orders: c.orders, Spend: c.spend, Of: 1}
		if v := own().Judge(f, today); v.R != c.r || v.F != c.f || v.M != c.m {
			t.Errorf("%+v: scored %d %d %d", c, v.R, v.F, v.M)
		}
	}
}

func TestQuantilesAreFifthsOfThoseWhoAreWorse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		worse, of int64
		want      int
	}{{0, 1, 1}, {0, 10, 1}, {1, 10, 1}, {2, 10, 2}, {3, 10, 2}, {4, 10, 3}, {6, 10, 4}, {7, 10, 4}, {8, 10, 5}, {9, 10, 5},
		{1, 7, 1}, {2, 7, 2}, {6, 7, 5}, {1, 2, 3}} {
		f := profile.Facts{First: day("2026-01-01"), Last: day("2026-01-01"), Worse: [3]int64{c.worse, c.worse, c.worse}, Of: c.of}
		if v := profile.Default().Judge(f, day("2026-03-10")); v.R != c.want || v.F != c.want || v.M != c.want {
			t.Errorf("better than %d of %d: scored %d %d %d, want %d", c.worse, c.of, v.R, v.F, v.M, c.want)
		}
	}
}

func TestFirstLineThatIsMetGivesTheClass(t *testing.T) {
	t.Parallel()
	today := day("2026-07-01")
	// facts scores r, f and m as asked, of five members.
	facts := func(last string, r, f, m int64) profile.Facts {
		return profile.Facts{First: day("2025-07-01"), Last: day(last), Orders: 4, Spend: 1001, Of: 5, Worse: [3]int64{r - 1, f - 1, m - 1}}
	}
	for _, c := range []struct {
		name  string
		facts profile.Facts
		class profile.Class
		line  int
	}{
		{"half_a_year_is_dormant_whatever_was_bought", facts("2026-01-02", 5, 5, 5), profile.Dormant, 1},
		{"a_day_less_is_not", facts("2026-01-03", 5, 5, 5), profile.High, 2},
		{"often_and_much", facts("2026-06-01", 3, 4, 4), profile.High, 2},
		{"seldom_and_very_much", facts("2026-06-01", 3, 1, 5), profile.High, 3},
		{"long_ago_and_very_much", facts("2026-06-01", 2, 3, 5), profile.Medium, 4},
		{"lately_and_little", facts("2026-06-01", 4, 2, 2), profile.Potential, 5},
		{"the_rest", facts("2026-06-01", 3, 2, 4), profile.Low, 0},
	} {
		if v := profile.Default().Judge(c.facts, today); v.Class != c.class || v.Line != c.line {
			t.Errorf("%s: %s by line %d, want %s by %d", c.name, v.Class, v.Line, c.class, c.line)
		}
	}
	rule := profile.Default()
	rule.Classes = []profile.Line{
		{Class: profile.High, When: []profile.Condition{{Of: profile.Average, Min: bound(251)}}},
		{Class: profile.Medium, When: []profile.Condition{{Of: profile.Average, Min: bound(250), Max: bound(250)}, {Of: profile.Tenure, Min: bound(365), Max: bound(365)}}},
	}
	if v := rule.Judge(facts("2026-06-01", 1, 1, 1), today); v.Class != profile.Medium {
		t.Errorf("1001 for 4 orders in 365 days: %+v", v)
	}
}

func TestRulesThatCannotBeUsedAreRefusedFieldByField(t *testing.T) {
	t.Parallel()
	if err := profile.Default().Validate(); err != nil {
		t.Fatal(err)
	}
	if err := own().Validate(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		want   string
		change func(*profile.Rule)
	}{
		{"months: profile.months_out_of_range", func(r *profile.Rule) { r.Months = 121 }},
		{"recency.by: profile.unknown_scale", func(r *profile.Rule) { r.Recency.By = "" }},
		{"recency.by: profile.unknown_scale", func(r *profile.Rule) { r.Recency.By = profile.ByQuantile }},
		{"recency.steps: profile.steps_must_fall", func(r *profile.Rule) { r.Recency.Steps = []int64{7, 30, 90, 180} }},
		{"monetary.steps: profile.steps_must_rise", func(r *profile.Rule) { r.Monetary.Steps = []int64{1, 2, 2, 3} }},
		{"frequency.steps: profile.step_count", func(r *profile.Rule) { r.Frequency.Steps = []int64{1, 2, 3} }},
		{"rest: profile.unknown_class", func(r *profile.Rule) { r.Rest = profile.None }},
		{"classes[0].class: profile.unknown_class", func(r *profile.Rule) { r.Classes[0].Class = "vip" }},
		{"classes[1].when: profile.condition_count", func(r *profile.Rule) { r.Classes[1].When = nil }},
		{"classes[0].when[0].of: profile.unknown_measure", func(r *profile.Rule) { r.Classes[0].When[0].Of = "height" }},
		{"classes[0].when[0]: profile.bounds_missing_or_crossed", func(r *profile.Rule) { r.Classes[0].When[0].Max = bound(179) }},
		{"classes[1].when[0]: profile.bound_out_of_range", func(r *profile.Rule) { r.Classes[1].When[0].Min = bound(6) }},
	} {
		rule := own()
		c.change(&rule)
		e := errs.Of(rule.Validate())
		if e == nil || !strings.Contains(e.Error(), c.want) {
			t.Errorf("%v, want %s", e, c.want)
		}
	}
}
