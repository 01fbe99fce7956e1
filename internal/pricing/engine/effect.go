package engine

import (
	"math"
	"math/bits"
	"sort"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/money"
)

// unlimited stands for no limit in sums that must not overflow.
const unlimited = math.MaxInt64 / 4

// effect is what an offer does to a basket as it stands. What it takes of each line
// stands in pricing.take once it is settled, until the next one is reckoned.
type effect struct {
	off     int64
	weights []int64 // by which off is yet to be divided among the lines; nil: it is
	pieces  int64
	worth   int64 // of gifts that are not in the basket, for weighing
	due     []int64
	cut     string
	short   int64  // what the cut kept back
	why     string // where it does nothing
	need    int64
	have    int64
}

func (e *effect) nothing() bool { return e.off == 0 && e.worth == 0 }

// effect reckons what c takes, where entry is what the lines cost when its stage
// began, net what they cost now, and room what the margin floor leaves. It is good
// until the next one is reckoned. How it falls on the lines is settled where
// somebody wants to know: often nothing comes behind that does.
func (p *pricing) effect(c *candidate, entry, net []int64, room int64) *effect {
	e := &p.now
	*e = effect{}
	p.raw(c, entry, net, e)
	if e.off > 0 {
		if most := c.Terms.Benefit.Cap; most > 0 && e.off > most {
			p.settle(c, e)
			e.weights, e.off, e.cut, e.short = p.take, most, CutByCap, e.off-most
		}
		p.keepFloor(c, e, room)
	}
	if left := c.Left.Money; left != nil && e.off > *left {
		*e = effect{why: WhyBudget, need: e.off, have: *left}
	}
	if e.nothing() && e.why == "" {
		e.why = WhyNoGain
	}
	return e
}

// settle divides what is taken among the lines of the offer.
func (p *pricing) settle(c *candidate, e *effect) {
	if e.weights != nil {
		p.divide(c, e.off, e.weights)
		e.weights = nil
	}
}

// divide takes off in proportion to weights by line.
func (p *pricing) divide(c *candidate, off int64, weights []int64) {
	list, parts := p.weights[:len(c.writes)], p.parts[:len(c.writes)]
	for i, l := range c.writes {
		list[i] = weights[l]
	}
	money.SpreadInto(parts, off, list)
	for i, l := range c.writes {
		p.take[l] = parts[i]
	}
	p.noteRest(c, off, list, parts)
}

// noteRest keeps how much of each line's part came to it by the largest remainder
// alone, when a quote is written down; the search does not ask.
func (p *pricing) noteRest(c *candidate, total int64, weights, parts []int64) {
	if p.rest == nil {
		return
	}
	for i, rest := range leftOver(total, weights, parts) {
		p.rest[c.writes[i]] = rest
	}
}

// leftOver is how much of each part is more than its share rounded down.
func leftOver(total int64, weights, parts []int64) []int64 {
	var sum int64
	for _, w := range weights {
		sum += w
	}
	rests := make([]int64, len(parts))
	for i, w := range weights {
		if sum > 0 {
			share, _ := money.MulDiv(total, w, sum)
			rests[i] = parts[i] - share
		}
	}
	return rests
}

// keepFloor cuts what is taken of lines with a floor to the room there is.
func (p *pricing) keepFloor(c *candidate, e *effect, room int64) {
	if room >= unlimited {
		return
	}
	p.settle(c, e)
	known := int64(0)
	weights := p.weights[:len(c.writes)]
	clear(weights)
	for i, l := range c.writes {
		if p.lines[l].least > 0 {
			weights[i] = p.take[l]
			known += p.take[l]
		}
	}
	if known <= room {
		return
	}
	parts := p.parts[:len(c.writes)]
	money.SpreadInto(parts, room, weights)
	for i, l := range c.writes {
		if p.lines[l].least > 0 {
			p.take[l] = parts[i]
		}
	}
	p.noteRest(c, room, weights, parts)
	e.off -= known - room
	e.cut, e.short = CutByFloor, known-room
	if e.off == 0 {
		e.why = WhyFloor
	}
}

// floored is how much of what was just taken counts against the margin floor.
func (p *pricing) floored(c *candidate) (sum int64) {
	for _, l := range c.writes {
		if p.lines[l].least > 0 {
			sum += p.take[l]
		}
	}
	return sum
}

// times tells how often a threshold is met by so much, 0 where it is not.
func times(c *candidate, amount, pieces int64) (n int64) {
	t, b := &c.Terms.Threshold, &c.Terms.Benefit
	n = unlimited
	if t.Amount > 0 {
		n = amount / t.Amount
	}
	if t.Pieces > 0 {
		n = min(n, pieces/t.Pieces)
	}
	switch {
	case n <= 0:
		return n
	case !b.Every:
		n = 1
	}
	if b.Times > 0 {
		n = min(n, b.Times)
	}
	return n
}

// unmet is what there is and what is asked for, where a threshold is not met.
func unmet(c *candidate, amount, pieces int64) effect {
	if t := &c.Terms.Threshold; t.Amount > 0 && amount/t.Amount == 0 {
		return effect{why: WhyAmount, need: t.Amount, have: amount}
	}
	return effect{why: WhyPieces, need: c.Terms.Threshold.Pieces, have: pieces}
}

// measure sums what a threshold is tested on; the amount only where there is one.
func (p *pricing) measure(c *candidate, entry []int64) (amount, pieces int64) {
	switch t := &c.Terms.Threshold; {
	case t.Amount == 0:
	case t.Of == terms.BeforeDiscount:
		amount = c.listed
	default:
		amount = sum(c.on, entry)
	}
	return amount, c.pieces
}

func (p *pricing) basis(c *candidate, entry []int64, l int) int64 {
	if c.Terms.Threshold.Of == terms.BeforeDiscount {
		return p.lines[l].list
	}
	return entry[l]
}

// raw is the effect before cap, floor and budget.
func (p *pricing) raw(c *candidate, entry, net []int64, e *effect) {
	clear(p.rest)
	amount, pieces := p.measure(c, entry)
	n := times(c, amount, pieces)
	if n == 0 {
		*e = unmet(c, amount, pieces)
		return
	}
	b := &c.Terms.Benefit
	switch b.Kind {
	case terms.AmountOff:
		off, ok := money.MulDiv(n, b.Amount, 1)
		if !ok {
			off = unlimited
		}
		p.spread(net, min(off, sum(c.writes, net)), e)
	case terms.PercentOff:
		off, _ := money.MulDiv(sum(c.writes, net), int64(b.Rate), int64(money.One))
		p.spread(net, off, e)
	case terms.Delivery:
		off := sum(c.writes, net)
		if b.Amount > 0 {
			off = min(off, b.Amount)
		}
		p.spread(net, off, e)
	case terms.FixedPrice:
		p.fixed(c, net, e)
	case terms.NthPiece:
		p.nth(c, net, pieces, e)
	case terms.BuyGet:
		p.buyGet(c, net, pieces, e)
	case terms.AddOn:
		p.addOn(c, entry, net, n, amount, pieces, e)
	case terms.Gift:
		p.gift(c, entry, net, n, amount, pieces, e)
	case terms.BundlePrice:
		p.bundle(c, net, e)
	case terms.Exchange:
		p.pick(&c.writesBy, net, max(b.Times, 1), dearest)
		p.lower(c, net, b.Amount, e)
	default:
		e.why = WhyNoGain
	}
}

func sum(lines []int, net []int64) (total int64) {
	for _, l := range lines {
		total += net[l]
	}
	return total
}

// spread takes off from the lines in proportion to what they cost.
func (p *pricing) spread(weights []int64, off int64, e *effect) {
	if off <= 0 {
		e.why = WhyNoGain
		return
	}
	e.off, e.weights = off, weights
}

// takeNothing is what is taken before it is said of single lines.
func (p *pricing) takeNothing(c *candidate) {
	for _, l := range c.writes {
		p.take[l] = 0
	}
}

// worthOf is what so many pieces of a line cost now, rounded down.
func (p *pricing) worthOf(l int, net []int64, pieces int64) int64 {
	v, _ := money.MulDiv(net[l], pieces, p.lines[l].pieces)
	return v
}

// Which pieces are picked first.
const (
	cheapest = 1
	dearest  = -1
)

// ordered are lines, and how they were sorted last in each way.
type ordered struct {
	lines         []int
	cheap, dearer []int // empty: not yet
}

// order sorts lines by what a piece of them costs, ties in the canonical order. It
// begins with how the same lines were ordered last: from one set of offers to the
// next little moves, and little is then to be done.
func (p *pricing) order(of *ordered, net []int64, way int) []int {
	sorted := &of.cheap
	if way == dearest {
		sorted = &of.dearer
	}
	if len(*sorted) < len(of.lines) {
		*sorted = p.ints.take(len(of.lines))
		copy(*sorted, of.lines)
	}
	list := *sorted
	for i := 1; i < len(list); i++ {
		l, j := list[i], i
		for ; j > 0 && p.before(l, list[j-1], net, way); j-- {
			list[j] = list[j-1]
		}
		list[j] = l
	}
	return list
}

// before reports whether a piece of line a comes before one of line b.
func (p *pricing) before(a, b int, net []int64, way int) bool {
	c := way * compare(net[a], p.lines[b].pieces, net[b], p.lines[a].pieces)
	return c < 0 || c == 0 && a < b
}

// compare compares a·b with c·d.
func compare(a, b, c, d int64) int {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	hj, lp := bits.Mul64(uint64(c), uint64(d))
	switch {
	case hi < hj || hi == hj && lo < lp:
		return -1
	case hi > hj || lo > lp:
		return 1
	}
	return 0
}

// pick counts off n pieces of the lines into p.count, and returns how many there were.
func (p *pricing) pick(of *ordered, net []int64, n int64, way int) (got int64) {
	return p.pickFirst(p.order(of, net, way), n)
}

// pickFirst is pick of lines in the order in which they are picked.
func (p *pricing) pickFirst(sorted []int, n int64) (got int64) {
	for _, l := range sorted {
		p.count[l] = 0
	}
	for _, l := range sorted {
		k := min(n-got, p.lines[l].pieces)
		p.count[l] = k
		if got += k; got == n {
			break
		}
	}
	return got
}

// rated takes a rate off the pieces that were picked, reckoned once for all of them.
func (p *pricing) rated(c *candidate, net []int64, rate money.RateBps, e *effect) {
	var total, pieces int64
	for _, l := range c.writes {
		p.value[l] = p.worthOf(l, net, p.count[l])
		total += p.value[l]
		pieces += p.count[l]
	}
	off, _ := money.MulDiv(total, int64(rate), int64(money.One))
	p.spread(p.value, off, e)
	e.pieces = pieces
}

// lower makes the pieces that were picked cost so much each, where that is less.
func (p *pricing) lower(c *candidate, net []int64, price int64, e *effect) {
	p.takeNothing(c)
	for _, l := range c.writes {
		k := p.count[l]
		if k == 0 {
			continue
		}
		cost, ok := money.MulDiv(price, k, 1)
		if off := p.worthOf(l, net, k) - cost; ok && off > 0 {
			p.take[l] = off
			e.off += off
			e.pieces += k
		}
	}
}

// fixed gives each piece its price; where only so many may be had, those that
// gain the most.
func (p *pricing) fixed(c *candidate, net []int64, e *effect) {
	b := &c.Terms.Benefit
	most := int64(unlimited)
	if b.Times > 0 {
		most = b.Times
	}
	if c.Left.Pieces != nil {
		most = min(most, *c.Left.Pieces)
		if *c.Left.Pieces <= 0 {
			e.why = WhyStock
			return
		}
	}
	for _, l := range c.writes {
		p.value[l] = max(net[l]-amountOf(b.Amount, p.lines[l].Line), 0)
	}
	p.takeNothing(c)
	p.pick(&c.writesBy, p.value, most, dearest)
	for _, l := range c.writes {
		if p.value[l] > 0 && p.count[l] > 0 {
			p.take[l] = p.worthOf(l, p.value, p.count[l])
			e.off += p.take[l]
			e.pieces += p.count[l]
		}
	}
}

func (p *pricing) nth(c *candidate, net []int64, pieces int64, e *effect) {
	b := &c.Terms.Benefit
	n := pieces / b.Nth
	if b.Times > 0 {
		n = min(n, b.Times)
	}
	if n == 0 {
		*e = effect{why: WhyPieces, need: b.Nth, have: pieces}
		return
	}
	p.pick(&c.writesBy, net, n, cheapest)
	p.rated(c, net, b.Rate, e)
}

// buyGet gives as many of the cheapest pieces as the others buy. What is given
// does not buy, also where it is of the same goods.
func (p *pricing) buyGet(c *candidate, net []int64, pieces int64, e *effect) {
	b := &c.Terms.Benefit
	most := c.there
	if b.Times > 0 {
		most = min(most, b.Times*b.Get)
	}
	sorted := p.order(&c.writesBy, net, cheapest)
	given := sort.Search(int(most), func(i int) bool {
		g := int64(i) + 1
		theirs := g // of what is given, how many could have bought
		if !c.own {
			p.pickFirst(sorted, g)
			theirs = p.picked(c.on, c.writes)
		}
		return (pieces-theirs)/b.Buy*b.Get < g
	})
	if given == 0 {
		need := b.Buy
		if len(b.Parts) == 0 {
			need++
		}
		if pieces >= need && c.there == 0 {
			e.why = WhyNoGain
			return
		}
		*e = effect{why: WhyPieces, need: max(need, pieces+1), have: pieces}
		return
	}
	p.pickFirst(sorted, int64(given))
	p.rated(c, net, b.Rate, e)
}
