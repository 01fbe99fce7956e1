package ledger

import (
	"time"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
)

// Expiry is an asset's rule for when its lots end.
type Expiry struct {
	Rule  string `json:"rule"`            // never, days, months, end_of_month, end_of_quarter, end_of_year
	N     int    `json:"n,omitempty"`     // so many days or months; for end_of_…: so many further periods
	Until string `json:"until,omitempty"` // end_of_month: carried on to the end of that month
}

var errBadExpiry = errs.New(errs.Invalid, "ledger.bad_expiry_rule")

// Validate says whether the rule is one that At understands.
func (e Expiry) Validate() error {
	known := map[string]bool{"never": true, "days": true, "months": true, "end_of_month": true, "end_of_quarter": true, "end_of_year": true}
	if !known[e.Rule] || e.N < 0 || e.N > 3660 || (e.Until != "" && e.Until != "end_of_month") {
		return errBadExpiry.With("rule", e.Rule, "n", e.N)
	}
	return nil
}

// At returns the instant from which value credited at t is no longer
// available: always a midnight of the shop's zone, the day after the last good
// one. The zero time is never.
func (e Expiry) At(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	y, m, d := local.Date()
	var end time.Time
	switch e.Rule {
	case "days":
		end = time.Date(y, m, d+e.N+1, 0, 0, 0, 0, zone)
	case "months":
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
