package program

import (
	"maps"
	"slices"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/program/engine"
	"habitue/internal/tier"
)

// Warning is something about a draft that is allowed and yet seldom meant: a
// code with its values, put into words for the reader elsewhere.
type Warning struct {
	Code   string
	Params []errs.Param
}

func warning(code string, pairs ...any) Warning { return Warning{code, errs.Params(pairs...)} }

// What is dear: the trade gives 1 to 5 % back, so that 10 % is a slip of a zero
// or a decision, and three tenths of an order is never meant.
const (
	dearBps      = 1_000
	dearOrderBps = 3_000
	jump         = 3 // halves: one and a half times as much, or as little
)

// RuleWarnings looks at a draft by itself, where so many points are worth 1 of
// the currency.
func RuleWarnings(r engine.Rule, ladder tier.Ladder, perMajor int64) []Warning {
	var list []Warning
	if r.PointsRate == 0 && len(r.Bonuses) == 0 {
		list = append(list, warning("nothing"))
	}
	known := map[string]bool{}
	before, beforeName := money.RateBps(0), ""
	for _, level := range ladder.Levels {
		known[level.Code] = true
		rate := r.LevelRate(level.Code)
		if cash := int64(rate) / max(perMajor, 1); cash >= dearBps {
			list = append(list, warning("level_dear", "level", level.Code, "bps", cash))
		}
		if rate < before {
			list = append(list, warning("level_falls", "level", level.Code, "before", beforeName))
		}
		before, beforeName = rate, level.Code
	}
	for _, code := range slices.Sorted(maps.Keys(r.Levels)) {
		if !known[code] {
			list = append(list, warning("level_unknown", "level", code))
		}
	}
	return list
}

// warnings looks at what a draft does to the sample.
func (t Trial) warnings(draft engine.Rule, perMajor int64) []Warning {
	var list []Warning
	if len(t.Orders) == 0 {
		return list
	}
	if cash := t.CashBps(t.Draft.Points, perMajor); cash >= dearBps {
		list = append(list, warning("sample_dear", "bps", cash))
	}
	switch live, draft := t.Live.Points, t.Draft.Points; {
	case live > 0 && draft*2 >= live*jump:
		list = append(list, warning("sample_rises", "live", live, "draft", draft))
	case live > 0 && draft*jump <= live*2:
		list = append(list, warning("sample_falls", "live", live, "draft", draft))
	}
	if n := t.dearOrders(perMajor); n > 0 {
		list = append(list, warning("orders_dear", "orders", n, "bps", int64(dearOrderBps)))
	}
	return append(list, t.unmet(draft)...)
}

func (t Trial) dearOrders(perMajor int64) (n int) {
	for _, o := range t.Orders {
		one := Trial{Currency: t.Currency, Spending: o.Order.Spending}
		if one.CashBps(o.Draft.Points, perMajor) >= dearOrderBps {
			n++
		}
	}
	return n
}

// unmet names the multipliers and bonuses that no order of the sample met: it
// does not show what they cost.
func (t Trial) unmet(draft engine.Rule) []Warning {
	met := map[string]bool{}
	for _, o := range t.Orders {
		for _, why := range o.Draft.Why {
			met[why.ID] = true
		}
	}
	var list []Warning
	for _, m := range draft.Multipliers {
		if !met[m.ID] {
			list = append(list, warning("unmet", "name", m.Name))
		}
	}
	for _, b := range draft.Bonuses {
		if !met[b.ID] {
			list = append(list, warning("unmet", "name", b.Name))
		}
	}
	return list
}
