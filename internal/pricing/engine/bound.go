package engine

import (
	"slices"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/money"
)

// most is what an offer can take at the most where lines cost so much at first:
// no exclusion, no offer before it.
func (p *pricing) most(c *candidate, base []int64) int64 {
	off := p.wish(c, base)
	if c.Left.Money != nil {
		off = min(off, max(*c.Left.Money, 0))
	}
	return off
}

// wish is what an offer would take at the most if its budget held. An offer that
// would take more than its budget takes nothing, unless the margin floor cuts it down
// to that first. Every kind takes less of less, but for the minor unit that rounding
// moves, which is added.
func (p *pricing) wish(c *candidate, base []int64) int64 {
	b := &c.Terms.Benefit
	amount, pieces := p.measure(c, base)
	n := times(c, amount, pieces)
	if n == 0 {
		return 0
	}
	slack := int64(2 * len(c.writes))
	off := int64(0)
	p.now = effect{}
	switch e := &p.now; b.Kind {
	case terms.AmountOff, terms.PercentOff, terms.Delivery:
		p.raw(c, base, base, e)
		off = e.off
	case terms.FixedPrice, terms.NthPiece, terms.Exchange:
		p.raw(c, base, base, e)
		off = e.off + slack
	case terms.BuyGet:
		sets := pieces / b.Buy * b.Get
		if b.Times > 0 {
			sets = min(sets, b.Times*b.Get)
		}
		if len(b.Parts) == 0 { // the number given depends on pieces only
			p.raw(c, base, base, e)
			off = e.off + slack
			break
		}
		p.pick(&c.writesBy, base, sets, dearest)
		p.rated(c, base, b.Rate, e)
		off = e.off + slack
	case terms.AddOn:
		p.pick(&c.writesBy, base, n, dearest)
		p.lower(c, base, b.Amount, e)
		off = e.off + slack
	case terms.Gift:
		for i := range b.Parts {
			want, ok := money.MulDiv(n, b.Parts[i].Quantity, 1)
			if !ok {
				want = unlimited
			}
			p.pick(&c.parts[i], base, want, dearest)
			for _, l := range c.parts[i].lines {
				off += p.worthOf(l, base, p.count[l])
			}
		}
		off += slack
	case terms.BundlePrice:
		off = sum(c.writes, base)
		if disjoint(c.parts) {
			p.raw(c, base, base, e)
			off = min(off, e.off+slack)
		}
	}
	off = min(off, sum(c.writes, base))
	if b.Cap > 0 {
		off = min(off, b.Cap)
	}
	return max(off, 0)
}

func disjoint(parts []ordered) bool {
	for i := range parts {
		for j := range i {
			if slices.ContainsFunc(parts[i].lines, func(l int) bool { return slices.Contains(parts[j].lines, l) }) {
				return false
			}
		}
	}
	return true
}

// settle marks promotions that are taken without a choice, because leaving one
// out never lowers the price: nothing excludes it, and every later offer on its
// lines depends only on the sum of lines among which all of its own are, takes no
// more of a smaller sum than the difference, and has a threshold that is met as
// often whatever is taken before.
func (s *search) settle(base []int64) {
	for i := range s.seq {
		s.settled[i] = false
	}
	if s.p.in.Objective == MarginBest || s.room < unlimited {
		return
	}
	reach := s.hold
	for i, c := range s.seq {
		if c.Source == terms.FromCoupon || len(c.not) > 0 || s.mode[i] != free || c.Terms.Benefit.Kind == terms.Gift {
			continue
		}
		copy(reach, c.touch)
		ok := true
		for j := i + 1; j < len(s.seq) && ok; j++ {
			later := s.seq[j]
			if s.mode[j] == never || !later.touch.meets(reach) {
				continue
			}
			ok = s.steady(j, base) && (!s.writesOn(later, reach) || s.summed(j, reach))
			if ok && s.writesOn(later, reach) {
				for w := range reach {
					reach[w] |= later.touch[w]
				}
			}
		}
		s.settled[i] = ok
	}
}

func (s *search) writesOn(c *candidate, reach set) bool {
	return slices.ContainsFunc(c.writes, reach.has)
}

// summed reports whether an offer depends on the sum of its lines only, and all
// lines of reach are among them.
func (s *search) summed(j int, reach set) bool {
	c := s.seq[j]
	switch c.Terms.Benefit.Kind {
	case terms.AmountOff, terms.PercentOff, terms.Delivery:
	default:
		return false
	}
	return c.written.covers(reach) && (c.Left.Money == nil || *c.Left.Money >= s.ub[j])
}

// steady reports whether the threshold of an offer is met as often whatever the
// offers of earlier stages take.
func (s *search) steady(j int, base []int64) bool {
	c := s.seq[j]
	if c.Terms.Threshold.Amount == 0 || c.Terms.Threshold.Of == terms.BeforeDiscount {
		return true
	}
	if k := c.Terms.Benefit.Kind; k == terms.AddOn || k == terms.Gift {
		// What is given does not count, and what it is worth may change.
		if slices.ContainsFunc(c.writes, func(l int) bool { return slices.Contains(c.on, l) }) {
			return false
		}
	}
	high, pieces := s.p.measure(c, base)
	low := high
	for k, e := range s.seq {
		if e.stage < c.stage && s.mode[k] != never && e.touch.meets(c.touch) {
			low -= s.ub[k]
		}
	}
	return times(c, high, pieces) == times(c, max(low, 0), pieces)
}
