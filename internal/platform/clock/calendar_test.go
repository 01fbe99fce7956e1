package clock_test

import (
	"testing"
	"time"

	"habitue/internal/platform/clock"
)

func TestAddMonthsKeepsTheDayAndTheTime(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-15 10:30:05", 1, "2026-02-15 10:30:05"},
		{"2026-01-31 10:30:05", 1, "2026-02-28 10:30:05"},
		{"2028-01-31 00:00:00", 1, "2028-02-29 00:00:00"},
		{"2026-03-31 23:59:59", -1, "2026-02-28 23:59:59"},
		{"2026-11-30 12:00:00", 14, "2028-01-30 12:00:00"},
		{"2026-02-20 09:00:00", 2, "2026-04-20 09:00:00"}, // the clocks change in between
		{"2026-12-31 09:00:00", -12, "2025-12-31 09:00:00"},
	} {
		from, err := time.ParseInLocation(time.DateTime, c.from, zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := clock.AddMonths(from, c.n).Format(time.DateTime); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.n, got, c.want)
		}
	}
}
