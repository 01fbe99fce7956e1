package ledger

import (
	"slices"
	"time"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
)

// Expiry is an asset's rule for when its lots end.
type Expiry struct {
	Rule  string `json:"rule" enum:"never,days,months,end_of_month,end_of_quarter,end_of_year,activity"`
	N     int    `json:"n,omitempty" minimum:"0" maximum:"3660"` // so many days or months; for end_of_…: so many further periods
	Until string `json:"until,omitempty" enum:"end_of_month"`    // end_of_month: carried on to the end of that month
}

// ByActivity is the rule by which lots live so many months from whatever the
// member does last in the asset.
const ByActivity = "activity"

// mostIdle bounds the months of a rule by activity.
const mostIdle = 120

var errBadExpiry = errs.New(errs.Invalid, "ledger.bad_expiry_rule")

// Validate says whether the rule is one that At understands.
func (e Expiry) Validate() error {
	known := slices.Contains([]string{"never", "days", "months", "end_of_month", "end_of_quarter", "end_of_year", ByActivity}, e.Rule)
	bad := !known || e.N < 0 || e.N > 3660 || (e.Until != "" && e.Until != "end_of_month")
	if e.Rule == ByActivity {
		bad = bad || e.N < 1 || e.N > mostIdle || e.Until != ""
	}
	if bad {
		return errBadExpiry.With("rule", e.Rule, "n", e.N)
	}
	return nil
}

// At returns the instant from which value credited at t is no longer
// available: always a midnight of the shop's zone, the day after the last good
// one. The zero time is never. By activity it is the end of value with which
// nothing more happens.
func (e Expiry) At(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	y, m, d := local.Date()
	var end time.Time
	switch e.Rule {
	case "days":
		end = time.Date(y, m, d+e.N+1, 0, 0, 0, 0, zone)
	case "months", ByActivity:
		y, m, d = clock.MonthsOn(local, e.N)
		end = time.Date(y, m, d+1, 0, 0, 0, 0, zone)
	case "end_of_month":
		end = time.Date(y, m+time.Month(1+e.N), 1, 0, 0, 0, 0, zone)
	case "end_of_quarter":
		end = time.Date(y, (m-1)/3*3+1+time.Month(3*(1+e.N)), 1, 0, 0, 0, 0, zone)
	case "end_of_year":
		end = time.Date(y+1+e.N, 1, 1, 0, 0, 0, 0, zone)
	default:
		return time.Time{}
	}
	if e.Until == "end_of_month" {
		last := end.AddDate(0, 0, -1)
		end = time.Date(last.Year(), last.Month()+1, 1, 0, 0, 0, 0, zone)
	}
	return end.UTC()
}

// idleEnd is when a lot of so many months ends after a last activity.
func idleEnd(active time.Time, months int, zone *time.Location) time.Time {
	return Expiry{Rule: ByActivity, N: months}.At(active, zone)
}
