package org_test

import (
	"testing"
	"time"

	"habitue/internal/org"
)

func TestLocalDate(t *testing.T) {
	t.Parallel()
	three := 180
	settings := org.Settings{Zone: "Asia/Shanghai"}
	bar := &org.Store{Zone: "America/New_York", CutoffMinutes: &three}
	for _, c := range []struct {
		name, at, want string
		store          *org.Store
	}{
		{"without_a_store_the_retailer's_zone_counts", "2026-03-10T16:00:00Z", "2026-03-11", nil},
		{"a_second_before_midnight_is_still_today", "2026-03-10T15:59:59Z", "2026-03-10", nil},
		{"before_the_cut_off_is_yesterday", "2026-01-01T07:59:59Z", "2025-12-31", bar},
		{"at_the_cut_off_the_day_begins", "2026-01-01T08:00:00Z", "2026-01-01", bar},
		{"the_wall_clock_decides_in_the_night_to_summer_time", "2026-03-08T07:00:00Z", "2026-03-08", bar}, // 03:00 EDT, two hours after midnight
		{"and_in_the_night_to_winter_time", "2026-11-01T07:59:59Z", "2026-10-31", bar},                    // 02:59 EST, four hours after midnight
		{"a_leap_day_is_a_day", "2024-02-29T12:00:00Z", "2024-02-29", bar},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			at, err := time.Parse(time.RFC3339, c.at)
			if err != nil {
				t.Fatal(err)
			}
			got, err := org.LocalDate(at, settings, c.store)
			if err != nil || got.Format(time.DateOnly) != c.want || got.Location() != time.UTC {
				t.Errorf("%s is %v, %v; want %s", c.at, got, err, c.want)
			}
		})
	}
}

func BenchmarkLocalDate(b *testing.B) {
	settings := org.Settings{Zone: "Asia/Shanghai"}
	at := time.Date(2026, 3, 10, 16, 0, 0, 0, time.UTC)
	for b.Loop() {
		if _, err := org.LocalDate(at, settings, nil); err != nil {
			b.Fatal(err)
		}
	}
}
