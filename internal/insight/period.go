package insight

import (
	"time"

	"habitue/internal/platform/clock"
)

// Period is [From, Until) of business days, each as midnight UTC of its date.
type Period struct{ From, Until time.Time }

// What a period may be: longer ones than MaxDays would scan for seconds and be
// no help on a page.
const (
	MaxDays     = 1100
	defaultDays = 30
)

const day = 24 * time.Hour

// Days returns how many days the period has.
func (p Period) Days() int { return int(p.Until.Sub(p.From) / day) }

// Before returns the period of the same length that ends where p begins.
func (p Period) Before() Period { return Period{p.From.AddDate(0, 0, -p.Days()), p.From} }

// LastYear returns the same days a year earlier; 29 February is then the 28th.
func (p Period) LastYear() Period {
	return Period{clock.AddMonths(p.From, -12), clock.AddMonths(p.Until, -12)}
}

// last returns the n days that end where p ends.
func (p Period) last(n int) Period { return Period{p.Until.AddDate(0, 0, -n), p.Until} }

func (p Period) contains(d time.Time) bool { return !d.Before(p.From) && d.Before(p.Until) }

// validate says what is wrong with a period that somebody asked for.
func (p Period) validate() error {
	if n := p.Days(); n < 1 || n > MaxDays {
		return ErrBadPeriod.With("max", MaxDays)
	}
	return nil
}
