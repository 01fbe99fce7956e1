package engine

import (
	"fmt"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
)

// Rule is the body of a version of the earning rules. Rates are in basis
// points: 10,000 gives 1 point for 1 of the order's currency.
type Rule struct {
	PointsRate money.RateBps            `json:"points_rate_bps"`
	GrowthRate money.RateBps            `json:"growth_rate_bps"`
	Levels     map[string]money.RateBps `json:"level_rates_bps"` // by tier level; others earn the base

	Multipliers []Multiplier  `json:"multipliers"`
	Combine     Combine       `json:"combine"`
	MaxRate     money.RateBps `json:"max_rate_bps"` // cap on level × multipliers

	Bonuses []Bonus     `json:"bonuses"`
	Exclude terms.Goods `json:"exclude"` // what earns nothing
	MinPaid int64       `json:"min_paid"`

	PendingDays       int `json:"pending_days"`        // points wait so long for the return window
	GrowthPendingDays int `json:"growth_pending_days"` // growth too
}

// Combine says what happens where several multipliers apply to one line.
type Combine string

// The ways.
const (
	Multiply Combine = "multiply"
	Highest  Combine = "highest"
)

// Multiplier raises (or lowers) the rate of lines when its conditions hold.
type Multiplier struct {
	ID   string        `json:"id"`
	Name i18n.Text     `json:"name"`
	Rate money.RateBps `json:"rate_bps"`
	When terms.When    `json:"when"`
	On   terms.Goods   `json:"on"` // empty: every line that earns
	// Paid narrows it to the part of an order that is paid so: of an order that is paid
	// half by stored value, a double rate counts half. Empty: whatever pays.
	Paid Paying `json:"paid,omitempty" enum:"stored_value"`
}

// Paying is a way of paying to which a benefit is bound.
type Paying string

// ByStoredValue is what members have topped up.
const ByStoredValue Paying = "stored_value"

// of is the rate where so much of a total is paid in the way it asks for.
func (m Multiplier) of(stored, total int64) money.RateBps {
	if m.Paid != ByStoredValue {
		return m.Rate
	}
	if total <= 0 {
		return money.One
	}
	part, _ := money.MulDiv(int64(m.Rate-money.One), min(max(stored, 0), total), total)
	return money.One + money.RateBps(part)
}

// Bonus gives an order so many points once.
type Bonus struct {
	ID      string     `json:"id"`
	Name    i18n.Text  `json:"name"`
	Points  int64      `json:"points"`
	MinPaid int64      `json:"min_paid"` // paid for lines that earn, in minor units
	When    terms.When `json:"when"`
}

// ErrBadRule says that a rule's body cannot be used, and which parts of it.
var ErrBadRule = errs.New(errs.Invalid, "program.bad_rule")

// Bounds on what a rule may give. They keep every product within 64 bits and
// every slip of a zero visible.
const (
	maxBaseRate = 100 * money.One
	maxRate     = 100 * money.One
	maxBonus    = 1_000_000
	maxPending  = 366
)

// Validate says everything that is wrong with a rule.
func (r Rule) Validate() error {
	bad := ErrBadRule
	rate := func(path string, v money.RateBps, high money.RateBps) {
		if v < 0 || v > high {
			bad = bad.Field(path, "program.rate_out_of_range", "rate_bps", int64(v), "max_bps", int64(high))
		}
	}
	rate("points_rate_bps", r.PointsRate, maxBaseRate)
	rate("growth_rate_bps", r.GrowthRate, maxBaseRate)
	rate("max_rate_bps", r.MaxRate, maxRate)
	for level, v := range r.Levels {
		rate("level_rates_bps."+level, v, maxRate)
	}
	if r.Combine != Multiply && r.Combine != Highest {
		bad = bad.Field("combine", "program.unknown_choice", "given", string(r.Combine))
	}
	if r.PendingDays < 0 || r.PendingDays > maxPending || r.GrowthPendingDays < 0 || r.GrowthPendingDays > maxPending {
		bad = bad.Field("pending_days", "program.days_out_of_range", "max", maxPending)
	}
	if r.MinPaid < 0 {
		bad = bad.Field("min_paid", "program.negative_amount")
	}
	seen := map[string]bool{}
	identify := func(path, id string) {
		if id == "" || seen[id] {
			bad = bad.Field(path, "program.id_missing_or_twice", "id", id)
		}
		seen[id] = true
	}
	for i, m := range r.Multipliers {
		path := field("multipliers", i)
		identify(path+".id", m.ID)
		rate(path+".rate_bps", m.Rate, maxRate)
		if m.Paid != "" && m.Paid != ByStoredValue {
			bad = bad.Field(path+".paid", "program.unknown_choice", "given", string(m.Paid))
		} else if m.Paid == ByStoredValue && m.Rate < money.One {
			bad = bad.Field(path+".rate_bps", "program.benefit_below_one")
		}
		bad = validateWhen(bad, path+".when", m.When)
	}
	for i, b := range r.Bonuses {
		path := field("bonuses", i)
		identify(path+".id", b.ID)
		if b.Points < 0 || b.Points > maxBonus || b.MinPaid < 0 {
			bad = bad.Field(path+".points", "program.bonus_out_of_range", "max", maxBonus)
		}
		bad = validateWhen(bad, path+".when", b.When)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// validateWhen refuses what an order's past does not tell: labels come and go, and
// an order that is imported late earns what it would have earned in its time.
func validateWhen(bad *errs.Error, path string, w terms.When) *errs.Error {
	if len(w.Labels) > 0 {
		bad = bad.Field(path+".labels", "program.condition_not_here")
	}
	if w.First {
		bad = bad.Field(path+".first_order", "program.condition_not_here")
	}
	return w.Validate(bad, path)
}

func field(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

// Default is the rule of a new installation: 1 of the currency gives 1 point
// and 1 growth; silver earns double, gold and diamond three times; the 8th of a
// month is member day and doubles, as does the birthday; an order at Spring
// Festival earns 100 more; points wait seven days for the return window.
func Default() Rule {
	return Rule{
		PointsRate: money.One, GrowthRate: money.One,
		Levels:  map[string]money.RateBps{"silver": 20_000, "gold": 30_000, "diamond": 30_000},
		Combine: Multiply, MaxRate: 10 * money.One,
		Multipliers: []Multiplier{
			{ID: "member_day", Name: i18n.Of("会员日", "Member day"), Rate: 20_000, When: terms.When{MonthDays: []int{8}}},
			{ID: "birthday", Name: i18n.Of("生日", "Birthday"), Rate: 20_000, When: terms.When{Birthday: "day"}},
		},
		Bonuses: []Bonus{{
			ID: "spring_festival", Name: i18n.Of("春节", "Spring Festival"), Points: 100, MinPaid: 5_000,
			When: terms.When{Festival: "spring_festival", Before: 1, After: 6},
		}},
		PendingDays: 7,
	}
}

// LevelRate is what a level earns for each 1 of the currency before multipliers
// and bonuses.
func (r Rule) LevelRate(level string) money.RateBps {
	rate, ok := r.Levels[level]
	if !ok {
		rate = money.One
	}
	if r.MaxRate > 0 {
		rate = min(rate, r.MaxRate)
	}
	return min(times(r.PointsRate, rate), maxRate)
}
