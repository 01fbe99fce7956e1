package engine

import (
	"sort"

	"habitue/internal/platform/money"
)

// picked is how many of the pieces that were picked of some lines lie on others.
func (p *pricing) picked(on, lines []int) (n int64) {
	i := 0
	for _, l := range lines { // both ascend
		for i < len(on) && on[i] < l {
			i++
		}
		if i < len(on) && on[i] == l {
			n += p.count[l]
		}
	}
	return n
}

// pickedWorth is the same of what they count for a threshold.
func (p *pricing) pickedWorth(c *candidate, entry []int64) (amount int64) {
	i := 0
	for _, l := range c.writes {
		for i < len(c.on) && c.on[i] < l {
			i++
		}
		if i < len(c.on) && c.on[i] == l && p.count[l] > 0 {
			part, _ := money.MulDiv(p.basis(c, entry, l), p.count[l], p.lines[l].pieces)
			amount += part
		}
	}
	return amount
}

// bought tells how often the threshold is met by what was not picked.
func (p *pricing) bought(c *candidate, entry []int64, amount, pieces int64, short *effect) int64 {
	amount, pieces = amount-p.pickedWorth(c, entry), pieces-p.picked(c.on, c.writes)
	k := times(c, amount, pieces)
	if k == 0 {
		*short = unmet(c, amount, pieces)
	}
	return k
}

func (p *pricing) addOn(c *candidate, entry, net []int64, n, amount, pieces int64, e *effect) {
	var short effect
	sorted := p.order(&c.writesBy, net, dearest)
	given := sort.Search(int(min(n, c.there)), func(i int) bool {
		p.pickFirst(sorted, int64(i)+1)
		return p.bought(c, entry, amount, pieces, &short) < int64(i)+1
	})
	if given == 0 {
		if c.there == 0 {
			short = effect{why: WhyNoGain}
		}
		*e = short
		return
	}
	p.pickFirst(sorted, int64(given))
	p.lower(c, net, c.Terms.Benefit.Amount, e)
}

// gift makes gifts that are in the basket free, and says which are still due.
func (p *pricing) gift(c *candidate, entry, net []int64, n, amount, pieces int64, e *effect) {
	var short effect
	sets := int64(sort.Search(int(n), func(i int) bool {
		p.give(c, net, int64(i)+1)
		return p.bought(c, entry, amount, pieces, &short) < int64(i)+1
	}))
	if sets == 0 {
		*e = short
		return
	}
	e.due = p.give(c, net, sets)
	p.takeNothing(c)
	for _, l := range c.writes {
		if p.count[l] > 0 {
			p.take[l] = p.worthOf(l, net, p.count[l])
			e.off += p.take[l]
			e.pieces += p.count[l]
		}
	}
	for _, due := range e.due {
		each := max(c.Terms.Benefit.Amount, 1)
		w, ok := money.MulDiv(due, each, 1)
		if !ok {
			w = MaxAmount
		}
		e.worth += min(w, MaxAmount)
	}
}

// give counts off so many sets of gifts, and returns what of each part is not there.
func (p *pricing) give(c *candidate, net []int64, sets int64) (due []int64) {
	for _, l := range c.writes {
		p.count[l] = 0
	}
	due = p.due[:0]
	for i := range c.Terms.Benefit.Parts {
		want := sets * c.Terms.Benefit.Parts[i].Quantity
		for _, l := range p.order(&c.parts[i], net, cheapest) {
			k := min(want, p.lines[l].pieces-p.count[l])
			p.count[l] += k
			want -= k
		}
		due = append(due, want)
	}
	p.due = due
	return due
}

// bundle puts the dearest pieces together as often as that gains something.
// Parts take their pieces in the order in which the offer lists them.
func (p *pricing) bundle(c *candidate, net []int64, e *effect) {
	b := &c.Terms.Benefit
	most := int64(unlimited)
	if b.Times > 0 {
		most = b.Times
	}
	used, one := p.used, p.one
	clear(used)
	var worth, made int64
	for made < most {
		reps := p.oneBundle(c, net, used, one)
		if reps = min(reps, most-made); reps == 0 {
			break
		}
		more := int64(0)
		for _, l := range c.writes {
			more += p.worthOf(l, net, used[l]+reps*one[l]) - p.worthOf(l, net, used[l])
		}
		cost, ok := money.MulDiv(reps, b.Amount, 1)
		if !ok || more <= cost {
			break
		}
		for _, l := range c.writes {
			used[l] += reps * one[l]
		}
		worth, made = worth+more, made+reps
	}
	if made == 0 {
		e.why = WhyNoGain
		return
	}
	pieces := int64(0)
	for _, l := range c.writes {
		p.value[l] = p.worthOf(l, net, used[l])
		pieces += used[l]
	}
	p.spread(p.value, worth-made*b.Amount, e)
	e.pieces = pieces
}

// oneBundle finds the pieces of one more bundle, and how often the same can be
// had again; 0 where there is none.
func (p *pricing) oneBundle(c *candidate, net, used, one []int64) (reps int64) {
	clear(one)
	for i := range c.Terms.Benefit.Parts {
		want := c.Terms.Benefit.Parts[i].Quantity
		for _, l := range p.order(&c.parts[i], net, dearest) {
			k := min(want, p.lines[l].pieces-used[l]-one[l])
			one[l] += k
			want -= k
		}
		if want > 0 {
			return 0
		}
	}
	reps = unlimited
	for _, l := range c.writes {
		if one[l] > 0 {
			reps = min(reps, (p.lines[l].pieces-used[l])/one[l])
		}
	}
	return reps
}
