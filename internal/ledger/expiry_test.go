package ledger_test

import (
	"testing"
	"time"

	"habitue/internal/ledger"
)

// TestWhenValueEnds reads days as the last good one, in the retailer's zone.
func TestWhenValueEnds(t *testing.T) {
	t.Parallel()
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	const endOfMonth = "end_of_month"
	for _, c := range []struct {
		rule     ledger.Expiry
		credited string
		last     string // "": never
		zone     *time.Location
	}{
		{ledger.Expiry{Rule: "never"}, "2026-01-31 10:00", "", shanghai},
		{ledger.Expiry{Rule: "days"}, "2026-01-31 23:59", "2026-01-31", shanghai},
		{ledger.Expiry{Rule: "days", N: 30}, "2026-01-31 00:00", "2026-03-02", shanghai},
		{ledger.Expiry{Rule: "days", N: 30}, "2028-01-31 00:00", "2028-03-01", shanghai},
		{ledger.Expiry{Rule: "days", N: 30, Until: endOfMonth}, "2026-01-31 00:00", "2026-03-31", shanghai},
		{ledger.Expiry{Rule: "months", N: 1}, "2026-01-31 12:00", "2026-02-28", shanghai},
		{ledger.Expiry{Rule: "months", N: 1}, "2028-01-31 12:00", "2028-02-29", shanghai},
		{ledger.Expiry{Rule: "months", N: 1}, "2026-05-31 12:00", "2026-06-30", shanghai},
		{ledger.Expiry{Rule: "months", N: 12}, "2028-02-29 12:00", "2029-02-28", shanghai},
		{ledger.Expiry{Rule: "months", N: 48}, "2028-02-29 12:00", "2032-02-29", shanghai},
		{ledger.Expiry{Rule: "months", N: 12, Until: endOfMonth}, "2026-03-10 12:00", "2027-03-31", shanghai},
		{ledger.Expiry{Rule: "months", N: 12, Until: endOfMonth}, "2026-02-28 12:00", "2027-02-28", shanghai},
		{ledger.Expiry{Rule: endOfMonth}, "2026-02-01 00:00", "2026-02-28", shanghai},
		{ledger.Expiry{Rule: endOfMonth, N: 1}, "2026-12-31 23:59", "2027-01-31", shanghai},
		{ledger.Expiry{Rule: "end_of_quarter"}, "2026-03-31 23:59", "2026-03-31", shanghai},
		{ledger.Expiry{Rule: "end_of_quarter", N: 2}, "2026-11-11 09:00", "2027-06-30", shanghai},
		{ledger.Expiry{Rule: "end_of_year"}, "2026-01-01 00:00", "2026-12-31", shanghai},
		{ledger.Expiry{Rule: "end_of_year", N: 1}, "2027-12-31 23:59", "2028-12-31", shanghai},
		{ledger.Expiry{Rule: ledger.ByActivity, N: 6}, "2026-08-31 12:00", "2027-02-28", shanghai},
		{ledger.Expiry{Rule: ledger.ByActivity, N: 6}, "2027-08-31 12:00", "2028-02-29", shanghai},
		{ledger.Expiry{Rule: ledger.ByActivity, N: 1}, "2026-03-31 23:59", "2026-04-30", shanghai},
		// In spring and autumn a day of Berlin has 23 or 25 hours; it ends at its midnight.
		{ledger.Expiry{Rule: "days", N: 1}, "2026-03-28 12:00", "2026-03-29", berlin},
		{ledger.Expiry{Rule: "days", N: 1}, "2026-10-24 12:00", "2026-10-25", berlin},
		{ledger.Expiry{Rule: ledger.ByActivity, N: 1}, "2026-02-28 23:30", "2026-03-28", berlin},
	} {
		if err := c.rule.Validate(); err != nil {
			t.Errorf("%+v: %v", c.rule, err)
		}
		at, err := time.ParseInLocation("2006-01-02 15:04", c.credited, c.zone)
		if err != nil {
			t.Fatal(err)
		}
		end := c.rule.At(at, c.zone)
		if c.last == "" {
			if !end.IsZero() {
				t.Errorf("%+v credited %s ends at %v", c.rule, c.credited, end)
			}
			continue
		}
		local := end.In(c.zone)
		if h, m, s := local.Clock(); h+m+s != 0 || local.AddDate(0, 0, -1).Format(time.DateOnly) != c.last {
			t.Errorf("%+v credited %s ends at %v, want the midnight after %s", c.rule, c.credited, local, c.last)
		}
	}
	for _, bad := range []ledger.Expiry{{}, {Rule: "weeks"}, {Rule: "days", N: -1}, {Rule: "days", N: 3661}, {Rule: "months", Until: "noon"},
		{Rule: ledger.ByActivity}, {Rule: ledger.ByActivity, N: 121}, {Rule: ledger.ByActivity, N: 3, Until: endOfMonth}} {
		if bad.Validate() == nil {
			t.Errorf("%+v is taken for a rule", bad)
		}
	}
}
