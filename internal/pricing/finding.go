package pricing

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/pricing/engine"
)

// Finding is what is provably odd about a promotion as the rules stand: that it
// applies to nothing, or what it comes to beside another one. A finding is a
// statement about every basket, never a guess about likely ones; what cannot be
// proven from the rules and the facts is not said.
type Finding struct {
	Promotion PromotionID
	Code      string
	Others    []PromotionID // which make it so
	What      string        // the limit, or the part
	From      time.Time     // the days that were looked at
	Until     time.Time
}

// The codes of findings, of a promotion by itself.
const (
	FoundOver      = "over"          // its last day has passed: Until
	FoundNoDay     = "no_day"        // no day of From to Until meets its conditions on days
	FoundNoLevel   = "no_level"      // the ladder has none of its levels
	FoundNoStore   = "no_store"      // none of its stores is there
	FoundNoGoods   = "no_goods"      // all goods that it names are excepted
	FoundNoPart    = "no_part"       // all goods of a part of its bundle are excepted: What, from 1
	FoundUsedUp    = "used_up"       // a limit in all is used up: What
	FoundUsedToday = "used_up_today" // a limit of the day is: What
	FoundNoChannel = "no_channel"    // none of its channels is there; a till may name one that is not
)

// And beside another one.
const (
	FoundOutdone = "outdone" // wherever it applies, another one applies, takes at least as much and excludes it
	FoundTwice   = "twice"   // another one says the same
	FoundDoubled = "doubled" // another one says the same, and a basket can have both
)

// Never reports whether a promotion applies to nothing because of it.
func (f Finding) Never() bool {
	return !slices.Contains([]string{FoundUsedToday, FoundNoChannel, FoundOutdone, FoundTwice, FoundDoubled}, f.Code)
}

// Concerns reports whether a finding is of a promotion, or because of it.
func (f Finding) Concerns(id PromotionID) bool {
	return f.Promotion == id || slices.Contains(f.Others, id)
}

// Facts are what findings are proven from, beside the rules.
type Facts struct {
	Today                    time.Time // business day, as midnight UTC
	Levels, Stores, Channels map[string]bool
	Above                    func(category string) []string // a category with every one above it
	Left, LeftToday          map[PromotionID]engine.Left    // of limits in all, and of the day
}

// Findings looks at each promotion by itself and at each pair, and returns what is
// odd, by promotion. Promotions that are off are passed over. One that is yet to
// begin (Begins) has its first day among its conditions, and what its version says in
// Meant. It expects the basket to be priced without a margin floor.
func Findings(promotions []Promotion, facts Facts) (list []Finding) {
	var alive []Promotion
	for _, p := range promotions {
		if p.Rule.Off {
			continue
		}
		found := facts.alone(p)
		list = append(list, found...)
		if !slices.ContainsFunc(found, Finding.Never) {
			alive = append(alive, p)
		}
	}
	// Of what applies to nothing, nothing more needs to be said, nor does it do
	// anything to others.
	for i, p := range alive {
		for _, other := range alive[i+1:] {
			list = append(list, facts.pair(p, other)...)
		}
	}
	list = joined(list)
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Promotion, b.Promotion), cmp.Compare(a.Code, b.Code))
	})
	return list
}

// joined makes one finding of those that say the same of a promotion because of
// several others.
func joined(list []Finding) (out []Finding) {
	type key struct {
		p    PromotionID
		code string
	}
	at := map[key]int{}
	for _, f := range list {
		k := key{f.Promotion, f.Code}
		if i, known := at[k]; known && len(f.Others) > 0 {
			out[i].Others = append(out[i].Others, f.Others...)
			continue
		}
		at[k] = len(out)
		out = append(out, f)
	}
	return out
}

// farAhead is how many years a rule without an end is looked for a day on which it
// holds. A festival and a weekday may meet once in twenty.
const farAhead = 40

// alone is what is odd about a promotion by itself.
func (f Facts) alone(p Promotion) (list []Finding) {
	w, limits := p.Rule.Offer.When, p.Rule.Limits
	say := func(code string) { list = append(list, Finding{Promotion: p.ID, Code: code}) }
	if until, err := time.Parse(time.DateOnly, w.Until); err == nil && until.Before(f.Today) {
		return []Finding{{Promotion: p.ID, Code: FoundOver, Until: until}}
	}
	if from, until, none := f.noDay(w.Days()); none {
		list = append(list, Finding{Promotion: p.ID, Code: FoundNoDay, From: from, Until: until})
	}
	if unknown(w.Levels, f.Levels) {
		say(FoundNoLevel)
	}
	if unknown(w.Stores, f.Stores) {
		say(FoundNoStore)
	}
	if unknown(w.Channels, f.Channels) {
		say(FoundNoChannel)
	}
	list = append(list, f.excepted(p)...)
	if what := usedUp(limits.Total, f.Left[p.ID]); what != "" {
		list = append(list, Finding{Promotion: p.ID, Code: FoundUsedUp, What: what})
	} else if what := usedUp(limits.Day, f.LeftToday[p.ID]); what != "" {
		list = append(list, Finding{Promotion: p.ID, Code: FoundUsedToday, What: what})
	}
	return list
}

// noDay looks for a day on which conditions hold, and returns between which it
// found none.
func (f Facts) noDay(w terms.When) (from, until time.Time, none bool) {
	from, until = f.Today, f.Today.AddDate(farAhead, 0, 0)
	if first, err := time.Parse(time.DateOnly, w.From); err == nil && first.After(from) {
		from, until = first, first.AddDate(farAhead, 0, 0)
	}
	if last, err := time.Parse(time.DateOnly, w.Until); err == nil && last.Before(until) {
		until = last
	}
	for day := from; !day.After(until); day = day.AddDate(0, 0, 1) {
		if w.Holds(terms.Occasion{Day: day}) {
			return from, until, false
		}
	}
	return from, until, true
}

// unknown reports whether codes are asked for and there is none of them.
func unknown(codes []string, known map[string]bool) bool {
	return len(codes) > 0 && !slices.ContainsFunc(codes, func(code string) bool { return known[code] })
}

// excepted looks for goods that are named and wholly taken out again.
func (f Facts) excepted(p Promotion) (list []Finding) {
	o := p.Rule.Offer
	if o.Except.Empty() {
		return nil
	}
	if !o.On.Empty() && o.On.Within(o.Except, f.Above) {
		list = append(list, Finding{Promotion: p.ID, Code: FoundNoGoods})
	}
	if o.Benefit.Kind != terms.BundlePrice {
		return list // other kinds go on without a part
	}
	for i, part := range o.Benefit.Parts {
		if part.Goods.Within(o.Except, f.Above) {
			return append(list, Finding{Promotion: p.ID, Code: FoundNoPart, What: strconv.Itoa(i + 1)})
		}
	}
	return list
}

// usedUp names the limit of which nothing is left. An offer whose budget does not
// cover all that it would take is not applied, so with none left it never is.
func usedUp(l Limit, left engine.Left) string {
	gone := func(limit int64, left *int64) bool { return limit > 0 && left != nil && *left <= 0 }
	switch {
	case gone(l.Money, left.Money):
		return "money"
	case gone(l.Uses, left.Uses):
		return "uses"
	case gone(l.Pieces, left.Pieces):
		return "pieces"
	}
	return ""
}
