package terms_test

import (
	"strings"
	"testing"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
)

func TestConditionsNameTheFirstThatIsNotMet(t *testing.T) {
	t.Parallel()
	friday := time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)
	base := terms.Occasion{Level: "gold", Labels: []string{"vip"}, Store: "S1", Channel: "store", Day: friday, Minute: 21 * 60, BirthMonth: 11, BirthDay: 29}
	for _, c := range []struct {
		name string
		when terms.When
		want string
	}{
		{"none_is_always", terms.When{}, ""},
		{"another_level", terms.When{Levels: []string{"silver"}}, "levels"},
		{"any_label_will_do", terms.When{Labels: []string{"new", "vip"}}, ""},
		{"no_label", terms.When{Labels: []string{"new"}}, "labels"},
		{"who_bought_before", terms.When{First: true}, "first_order"},
		{"friday", terms.When{Weekdays: []int{5}}, ""},
		{"not_friday", terms.When{Weekdays: []int{1, 7}}, "weekdays"},
		{"evening", terms.When{Hours: []terms.Hours{{From: "20:00", Until: "22:00"}}}, ""},
		{"until_is_exclusive", terms.When{Hours: []terms.Hours{{From: "20:00", Until: "21:00"}}}, "hours"},
		{"past_midnight", terms.When{Hours: []terms.Hours{{From: "20:30", Until: "02:00"}}}, ""},
		{"to_the_end_of_the_day", terms.When{Hours: []terms.Hours{{From: "20:30", Until: "24:00"}}}, ""},
		{"birthday_week", terms.When{Birthday: "week"}, ""},
		{"birthday", terms.When{Birthday: "day"}, "birthday"},
		{"the_day_before", terms.When{Until: "2026-11-26"}, "until"},
		{"mid_autumn", terms.When{Festival: "mid_autumn"}, "festival"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.when.Unmet(base); got != c.want {
				t.Errorf("unmet is %q, want %q", got, c.want)
			}
		})
	}
}

func TestConditionsThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	bad := errs.New(errs.Invalid, "terms.test")
	got := terms.When{
		MonthDays: []int{0}, Weekdays: []int{8}, Hours: []terms.Hours{{From: "24:00", Until: "25:00"}, {From: "08:00", Until: "08:00"}},
		From: "2026-02-30", Birthday: "year", Festival: "halloween", Before: 61,
	}.Validate(bad, "when")
	for _, path := range []string{"month_days", "weekdays", "hours", "when.from", "birthday", "festival", "days_before"} {
		if !strings.Contains(got.Error(), path) {
			t.Errorf("%q is not named in %s", path, got)
		}
	}
	if len(got.Fields) != 8 {
		t.Errorf("%d fields: %v", len(got.Fields), got.Fields)
	}
}
