package engine

import (
	"slices"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
)

// Facts are what earning must know of member and place.
type Facts struct {
	Level                string // in force when the order occurred
	Store, Channel       string // codes
	BirthMonth, BirthDay int    // 0: unknown
	Rounding             Rounding
}

// Rounding says how fractions of an order's points and growth become whole; the
// zero value drops them.
type Rounding struct{ Points, Growth money.Rounding }

// Order is what earning must know of an order.
type Order struct {
	Currency string
	Day      time.Time // the business day in the shop's zone, as midnight UTC
	Minute   int       // of the shop's clock, 0 … 1439
	Lines    []Line
	Stored   int64 // of what was paid for the lines: by stored value
}

// total is what was paid for all lines, discounts taken off.
func (o Order) total() (sum int64) {
	for _, l := range o.Lines {
		sum += l.Paid
	}
	return sum
}

// MaxAmount is the largest total of an order that can be reckoned, in minor units.
const MaxAmount = 1_000_000_000_000

// Line is one line of an order. Amounts are minor units actually paid.
type Line struct {
	No         int
	Kind       string // goods, delivery, service, tip, discount, other
	Article    string
	Categories []string // its own and every one above
	Brand      string
	Quantity   int64
	Paid       int64
	Earns      bool
}

func (l Line) item() terms.Item {
	return terms.Item{Article: l.Article, Categories: l.Categories, Brand: l.Brand}
}

// LineEarned is what one line earned.
type LineEarned struct {
	No             int
	Points, Growth int64
}

// Reason is one step of why an order earned what it earned: a code with its
// values, put into words for the reader elsewhere.
type Reason struct {
	Code   string        `json:"code"`
	ID     string        `json:"id,omitempty"`   // of the multiplier or bonus
	Name   i18n.Text     `json:"name,omitempty"` // its name when the order was reckoned
	Level  string        `json:"level,omitempty"`
	Amount int64         `json:"amount,omitempty"` // minor units
	Rate   money.RateBps `json:"rate_bps,omitempty"`
	Points int64         `json:"points,omitempty"`
	Lines  []int         `json:"lines,omitempty"` // empty: all
}

// The codes of reasons.
const (
	WhyBase        = "base"           // so much paid, at this rate
	WhyLevel       = "level"          // the tier's rate
	WhyMultiplier  = "multiplier"     // a multiplier applied
	WhyPaidBy      = "paid_by"        // one that is bound to stored value: so much was paid by it
	WhyCapped      = "capped"         // level × multipliers would exceed the cap
	WhyBonus       = "bonus"          // points given once
	WhyExcluded    = "excluded"       // lines the rule excludes
	WhyNotGoods    = "not_goods"      // delivery, tips, discounts do not earn
	WhyNeverEarns  = "never_earns"    // the article never earns
	WhyDiscounted  = "discount_lines" // so much taken off the goods before reckoning
	WhyBelowMin    = "below_minimum"  // the order is smaller than the rule asks
	WhyBelowOne    = "below_one"      // less than one point
	WhyNothingPaid = "nothing_paid"   // goods cost nothing
)

// Earned is what an order earns and why.
type Earned struct {
	Points, Growth int64
	Lines          []LineEarned // the lines that may earn, in the order's order
	Why            []Reason
}

// Earn reckons what an order earns under a rule. The same input always gives
// the same answer; the order of lines does not change the sum.
func Earn(r Rule, f Facts, o Order) Earned {
	e := reckoning{rule: r, facts: f, order: o}
	e.sortOut()
	if len(e.lines) == 0 || e.base == 0 {
		if len(e.lines) > 0 {
			e.because(Reason{Code: WhyNothingPaid})
		}
		return e.nothing()
	}
	if e.base < r.MinPaid {
		e.because(Reason{Code: WhyBelowMin, Amount: r.MinPaid})
		return e.nothing()
	}
	e.because(Reason{Code: WhyBase, Amount: e.base, Rate: r.PointsRate})
	return e.earn()
}

// reckoning is one order on its way through Earn.
type reckoning struct {
	rule  Rule
	facts Facts
	order Order
	lines []*Line // those that may earn
	paid  []int64 // paid for each of them, less its share of discount lines
	base  int64   // sum of paid
	why   []Reason
}

// occasion is what conditions are tested on.
func (e *reckoning) occasion() terms.Occasion {
	return terms.Occasion{
		Level: e.facts.Level, Store: e.facts.Store, Channel: e.facts.Channel,
		Day: e.order.Day, Minute: e.order.Minute, BirthMonth: e.facts.BirthMonth, BirthDay: e.facts.BirthDay,
	}
}

func (e *reckoning) because(r Reason) { e.why = append(e.why, r) }

func (e *reckoning) nothing() Earned {
	lines := make([]LineEarned, len(e.lines))
	for i, l := range e.lines {
		lines[i].No = l.No
	}
	return Earned{Lines: lines, Why: e.why}
}

// sortOut finds the lines that may earn and what was paid for them.
func (e *reckoning) sortOut() {
	var notGoods, never, excluded []int
	goods := make([]*Line, 0, len(e.order.Lines))
	var off int64
	for i := range e.order.Lines {
		l := &e.order.Lines[i]
		switch {
		case l.Kind == "discount":
			off -= l.Paid // paid is negative
			notGoods = append(notGoods, l.No)
		case l.Kind != "goods":
			notGoods = append(notGoods, l.No)
		case l.Paid >= 0:
			goods = append(goods, l)
		}
	}
	// Discounts take off every goods line alike, also those that will not earn.
	paid := make([]int64, len(goods))
	var sum int64
	for i, l := range goods {
		paid[i] = l.Paid
		sum += l.Paid
	}
	off = min(max(off, 0), sum)
	shares := money.Spread(off, paid)
	e.lines, e.paid = make([]*Line, 0, len(goods)), make([]int64, 0, len(goods))
	for i, l := range goods {
		switch {
		case !l.Earns:
			never = append(never, l.No)
		case e.rule.Exclude.Match(l.item()):
			excluded = append(excluded, l.No)
		default:
			e.lines = append(e.lines, l)
			e.paid = append(e.paid, max(paid[i]-shares[i], 0))
			e.base += max(paid[i]-shares[i], 0)
		}
	}
	for _, set := range []struct {
		code string
		nos  []int
	}{{WhyNotGoods, notGoods}, {WhyNeverEarns, never}, {WhyExcluded, excluded}} {
		if len(set.nos) > 0 {
			e.because(Reason{Code: set.code, Lines: set.nos})
		}
	}
	if off > 0 {
		e.because(Reason{Code: WhyDiscounted, Amount: off})
	}
}

// About narrows a rule to what concerns a line: multipliers of other goods and
// the list of what is excluded are left out. Where the line earns nothing,
// whatever the rates, why says so: WhyNotGoods, WhyNeverEarns or WhyExcluded.
func (r Rule) About(l Line) (about Rule, why string) {
	switch {
	case l.Kind != "goods":
		return r, WhyNotGoods
	case !l.Earns:
		return r, WhyNeverEarns
	case r.Exclude.Match(l.item()):
		return r, WhyExcluded
	}
	r.Exclude = terms.Goods{}
	r.Multipliers = slices.DeleteFunc(slices.Clone(r.Multipliers), func(m Multiplier) bool { return !m.On.Empty() && !m.On.Match(l.item()) })
	return r, ""
}

// Names reports whether a rule says something of a line's goods by themselves.
func (r Rule) Names(l Line) bool {
	return r.Exclude.Match(l.item()) || slices.ContainsFunc(r.Multipliers, func(m Multiplier) bool { return m.On.Match(l.item()) })
}

func (e *reckoning) earn() Earned {
	points := e.spread(e.rates(), e.facts.Rounding.Points)
	bonus := e.bonus()
	growth := e.spread(e.flat(), e.facts.Rounding.Growth)
	out := e.nothing()
	for i := range out.Lines {
		out.Lines[i].Points = points[i] + bonus[i]
		out.Lines[i].Growth = growth[i]
		out.Points += out.Lines[i].Points
		out.Growth += growth[i]
	}
	if out.Points == 0 && e.rule.PointsRate > 0 {
		out.Why = append(out.Why, Reason{Code: WhyBelowOne})
	}
	return out
}

// rates returns each line's rate for points: base × level × multipliers.
func (e *reckoning) rates() []money.RateBps {
	level := money.One
	if rate, ok := e.rule.Levels[e.facts.Level]; ok && rate != money.One {
		level = rate
		e.because(Reason{Code: WhyLevel, Level: e.facts.Level, Rate: rate})
	}
	rates := make([]money.RateBps, len(e.lines))
	for i := range rates {
		rates[i] = money.One
	}
	occasion := e.occasion()
	for _, m := range e.rule.Multipliers {
		if m.When.Holds(occasion) {
			e.multiply(m, rates)
		}
	}
	capped := false
	for i := range rates {
		rates[i] = times(rates[i], level)
		if e.rule.MaxRate > 0 && rates[i] > e.rule.MaxRate {
			rates[i], capped = e.rule.MaxRate, true
		}
		rates[i] = min(times(e.rule.PointsRate, rates[i]), maxRate)
	}
	if capped {
		e.because(Reason{Code: WhyCapped, Rate: e.rule.MaxRate})
	}
	return rates
}

// multiply applies one multiplier to the lines it is meant for.
func (e *reckoning) multiply(m Multiplier, rates []money.RateBps) {
	rate := m.of(e.order.Stored, e.order.total())
	if m.Paid != "" && rate == money.One {
		return
	}
	var on []int
	for i, l := range e.lines {
		if !m.On.Empty() && !m.On.Match(l.item()) {
			continue
		}
		on = append(on, l.No)
		if e.rule.Combine == Highest {
			rates[i] = max(rates[i], rate)
		} else {
			rates[i] = min(times(rates[i], rate), maxRate)
		}
	}
	switch {
	case len(on) == 0:
		return
	case len(on) == len(e.lines):
		on = nil
	}
	why := Reason{Code: WhyMultiplier, ID: m.ID, Name: m.Name, Rate: rate, Lines: on}
	if m.Paid != "" {
		why.Code, why.Amount = WhyPaidBy, e.order.Stored
	}
	e.because(why)
}

// flat is growth's rate: the same for every line, no level, no multiplier.
func (e *reckoning) flat() []money.RateBps {
	rates := make([]money.RateBps, len(e.lines))
	for i := range rates {
		rates[i] = e.rule.GrowthRate
	}
	return rates
}

// times multiplies two rates, rounded down to a basis point.
func times(a, b money.RateBps) money.RateBps { return a * b / money.One }

// spread rounds Σ amount × rate once for the order and gives each line its part.
func (e *reckoning) spread(rates []money.RateBps, rounding money.Rounding) []int64 {
	weights := make([]int64, len(e.lines))
	var sum int64
	for i, amount := range e.paid {
		weights[i] = amount * int64(rates[i]) // at most MaxAmount × maxRate: within 64 bits, and so is the sum
		sum += weights[i]
	}
	return money.Spread(rounding.Divide(sum, money.MinorPerMajor(e.order.Currency)*int64(money.One)), weights)
}

// bonus returns the bonuses' points, spread by what was paid.
func (e *reckoning) bonus() []int64 {
	var points int64
	occasion := e.occasion()
	for _, b := range e.rule.Bonuses {
		if e.base >= b.MinPaid && b.When.Holds(occasion) {
			points += b.Points
			e.because(Reason{Code: WhyBonus, ID: b.ID, Name: b.Name, Points: b.Points})
		}
	}
	return money.Spread(points, e.paid)
}

// TakeBack returns what a refund takes of what a line earned, when quantity of
// its bought pieces have been given back in all and taken was taken before.
func TakeBack(earned, bought, quantity, taken int64) int64 {
	return money.Portion(earned, bought, quantity, taken)
}
