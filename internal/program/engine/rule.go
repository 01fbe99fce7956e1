package engine

import (
	"time"

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

	Bonuses []Bonus `json:"bonuses"`
	Exclude Goods   `json:"exclude"` // what earns nothing
	MinPaid int64   `json:"min_paid"`

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
	When When          `json:"when"`
	On   Goods         `json:"on"` // empty: every line that earns
}

// Bonus gives an order so many points once.
type Bonus struct {
	ID      string    `json:"id"`
	Name    i18n.Text `json:"name"`
	Points  int64     `json:"points"`
	MinPaid int64     `json:"min_paid"` // paid for lines that earn, in minor units
	When    When      `json:"when"`
}

// When is a set of conditions on order and member; all that are given must hold.
type When struct {
	Levels    []string `json:"levels,omitempty"`
	Stores    []string `json:"stores,omitempty"`
	Channels  []string `json:"channels,omitempty"`
	MonthDays []int    `json:"month_days,omitempty"` // member day: 8, or 8, 18, 28
	Weekdays  []int    `json:"weekdays,omitempty"`   // 1 Monday … 7 Sunday
	From      string   `json:"from,omitempty"`       // local dates, both inclusive: 2026-11-01
	Until     string   `json:"until,omitempty"`
	Birthday  string   `json:"birthday,omitempty"` // day, week (3 days around), month
	Festival  string   `json:"festival,omitempty"` // spring_festival, mid_autumn … with days around
	Before    int      `json:"days_before,omitempty"`
	After     int      `json:"days_after,omitempty"`
}

// Goods names lines by what they sell; any match counts.
type Goods struct {
	Articles   []string `json:"articles,omitempty"`
	Categories []string `json:"categories,omitempty"` // with everything below them
	Brands     []string `json:"brands,omitempty"`
}

func (g Goods) empty() bool { return len(g.Articles)+len(g.Categories)+len(g.Brands) == 0 }

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
		bad = m.When.validate(bad, path+".when")
	}
	for i, b := range r.Bonuses {
		path := field("bonuses", i)
		identify(path+".id", b.ID)
		if b.Points < 0 || b.Points > maxBonus || b.MinPaid < 0 {
			bad = bad.Field(path+".points", "program.bonus_out_of_range", "max", maxBonus)
		}
		bad = b.When.validate(bad, path+".when")
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

func (w When) validate(bad *errs.Error, path string) *errs.Error {
	for _, d := range w.MonthDays {
		if d < 1 || d > 31 {
			bad = bad.Field(path+".month_days", "program.unknown_choice", "given", d)
		}
	}
	for _, d := range w.Weekdays {
		if d < 1 || d > 7 {
			bad = bad.Field(path+".weekdays", "program.unknown_choice", "given", d)
		}
	}
	for name, date := range map[string]string{"from": w.From, "until": w.Until} {
		if date == "" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			bad = bad.Field(path+"."+name, "program.bad_date", "given", date)
		}
	}
	if w.From != "" && w.Until != "" && w.Until < w.From {
		bad = bad.Field(path+".until", "program.ends_before_it_begins")
	}
	switch w.Birthday {
	case "", "day", "week", "month":
	default:
		bad = bad.Field(path+".birthday", "program.unknown_choice", "given", w.Birthday)
	}
	if _, known := festivals[w.Festival]; w.Festival != "" && !known {
		bad = bad.Field(path+".festival", "program.unknown_choice", "given", w.Festival)
	}
	if w.Before < 0 || w.After < 0 || w.Before > 60 || w.After > 60 {
		bad = bad.Field(path+".days_before", "program.days_out_of_range", "max", 60)
	}
	return bad
}

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
			{ID: "member_day", Name: i18n.Of("会员日", "Member day"), Rate: 20_000, When: When{MonthDays: []int{8}}},
			{ID: "birthday", Name: i18n.Of("生日", "Birthday"), Rate: 20_000, When: When{Birthday: "day"}},
		},
		Bonuses: []Bonus{{
			ID: "spring_festival", Name: i18n.Of("春节", "Spring Festival"), Points: 100, MinPaid: 5_000,
			When: When{Festival: "spring_festival", Before: 1, After: 6},
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
