package engine

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"habitue/internal/coupon/terms"
)

// Evaluate returns the best legal price of a basket, explained.
// Errors: ErrBadBasket.
func Evaluate(in Input) (Quote, error) {
	if err := in.Validate(); err != nil {
		return Quote{}, err
	}
	in.Objective = cmp.Or(in.Objective, CustomerBest)
	if in.Nodes <= 0 {
		in.Nodes = DefaultNodes
	}
	barred := barredSources(in)
	q := evaluate(in, barred)
	if len(barred) > 0 && (q.Totals.Points == 0 && slices.Contains(barred, terms.FromPoints) || q.Totals.Stored == 0 && slices.Contains(barred, terms.FromStoredValue)) {
		// What was asked for cannot be had, so it need not bar anything.
		left := slices.DeleteFunc(slices.Clone(barred), func(s terms.Source) bool {
			return s == terms.FromPoints && q.Totals.Points == 0 || s == terms.FromStoredValue && q.Totals.Stored == 0
		})
		asked := in
		if q.Totals.Points == 0 {
			in.Points.Want = None
		}
		if q.Totals.Stored == 0 {
			in.Stored.Want = None
		}
		spends := refusedSpends(q)
		q = evaluate(in, left)
		in = asked
		q.Refused = append(q.Refused, spends...)
	}
	if in.Points.Want == All && excludesSource(in, terms.FromPoints) {
		// As many points as are best may be none.
		with := in
		without := in
		without.Points.Want = None
		with.Points.Want = All
		b := evaluate(with, append(slices.Clone(barred), terms.FromPoints))
		a := evaluate(without, barred)
		if b.Totals.Payable+b.Totals.Stored < a.Totals.Payable+a.Totals.Stored && b.Totals.Points > 0 {
			q = b
		} else {
			q = a
			q.Refused = append(q.Refused, Refusal{Source: terms.FromPoints, Code: WhyExcluded, Without: excluders(a, in)})
		}
	}
	return q, nil
}

// barredSources are ways of paying that somebody asked for: offers that exclude
// them give way. As many points as are best do not bar: Evaluate tries both.
func barredSources(in Input) (list []terms.Source) {
	if in.Points.Want > 0 && excludesSource(in, terms.FromPoints) {
		list = append(list, terms.FromPoints)
	}
	if in.Stored.Want != None && excludesSource(in, terms.FromStoredValue) {
		list = append(list, terms.FromStoredValue)
	}
	return list
}

func excludesSource(in Input, s terms.Source) bool {
	return slices.ContainsFunc(in.Offers, func(o Offer) bool { return slices.Contains(o.Terms.Stacking.NotWith, s) })
}

// excluders are the applied offers that exclude points.
func excluders(q Quote, in Input) (list []string) {
	for _, a := range q.Applied {
		for _, o := range in.Offers {
			if o.ID == a.Offer && slices.Contains(o.Terms.Stacking.NotWith, terms.FromPoints) {
				list = append(list, o.ID)
			}
		}
	}
	return list
}

func refusedSpends(q Quote) (list []Refusal) {
	for _, r := range q.Refused {
		if r.Offer == "" {
			list = append(list, r)
		}
	}
	return list
}

// evaluate prices a basket without offers that exclude a barred source.
func evaluate(in Input, barred []terms.Source) Quote {
	all := in.Offers
	var held []Refusal
	if len(barred) > 0 {
		in.Offers = nil
		for _, o := range all {
			at := slices.IndexFunc(barred, func(s terms.Source) bool { return slices.Contains(o.Terms.Stacking.NotWith, s) })
			if at < 0 {
				in.Offers = append(in.Offers, o)
				continue
			}
			r := refusal(&o, WhyExcluded)
			r.Without = []string{string(barred[at])}
			held = append(held, r)
		}
	}
	p := prepare(in, memories.Get().(*memory))
	defer p.keep()
	room := p.room()
	comps := p.components(room)
	p.searches = withRoom(p.searches, len(comps))
	used := 0
	for i, members := range comps {
		p.searches = append(p.searches, newSearch(p, members, room))
		s := &p.searches[i]
		s.run(p.seeds(members), (in.Nodes-used)/(len(comps)-i))
		used += s.used
	}
	q := p.conclude(p.searches)
	q.Nodes = used
	for _, r := range held {
		if p.concerns(r.Offer, all) {
			q.Refused = append(q.Refused, r)
		}
	}
	q.Refused = p.inOrder(q.Refused)
	return q
}

// concerns reports whether an offer that gave way is for something in the basket.
func (p *pricing) concerns(id string, all []Offer) bool {
	i := slices.IndexFunc(all, func(o Offer) bool { return o.ID == id })
	return p.find(&candidate{Offer: &all[i]}) && all[i].Terms.When.Holds(p.in.Occasion)
}

// room is what may be taken off the lines with a floor; unlimited where no offer
// can reach it, so that components stay apart.
func (p *pricing) room() int64 {
	if p.in.Margin == nil || !slices.ContainsFunc(p.lines, func(l line) bool { return l.least > 0 }) {
		return unlimited
	}
	base := p.atList()
	var might int64
	for _, c := range p.cands {
		if slices.ContainsFunc(c.writes, func(l int) bool { return p.lines[l].least > 0 }) {
			might += min(p.wish(c, base), math.MaxInt64/8-might)
		}
	}
	for i := range p.lines {
		base[i] = p.lines[i].member
	}
	if room := p.roomOf(base); might > room {
		return room
	}
	return unlimited
}

// roomOf is what the floor leaves of these prices. A price that lies below it by
// itself is nobody's fault and stays.
func (p *pricing) roomOf(base []int64) (room int64) {
	for i := range p.lines {
		if l := &p.lines[i]; l.least > 0 {
			room += base[i] - min(base[i], l.least)
		}
	}
	return room
}

// components divides the candidates into sets that share neither lines nor
// exclusions; where the floor binds it is shared by all. The smallest come first,
// so that they leave what they need not to the larger ones.
func (p *pricing) components(room int64) [][]int {
	parent := p.ints.take(len(p.cands))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	first := p.ints.take(len(p.lines)) // one more than the first that touches the line
	for i, c := range p.cands {
		for w, word := range c.touch {
			for ; word != 0; word &= word - 1 {
				l := w*64 + bits.TrailingZeros64(word)
				if first[l] == 0 {
					first[l] = i + 1
				}
				parent[find(i)] = find(first[l] - 1)
			}
		}
		for _, j := range c.not {
			parent[find(i)] = find(j)
		}
		if room < unlimited {
			parent[find(i)] = find(0)
		}
	}
	return p.byRoot(parent, find)
}

// byRoot lists the members of each component, in the order in which they are met.
func (p *pricing) byRoot(parent []int, find func(int) int) [][]int {
	many, size := 0, p.ints.take(len(parent))
	for i := range parent {
		r := find(i)
		if size[r]++; size[r] == 1 {
			many++
		}
	}
	comps, at := p.lists.take(many)[:0], p.ints.take(len(parent)) // one more than the place of the component
	for i := range parent {
		r := find(i)
		if at[r] == 0 {
			comps = append(comps, p.ints.take(size[r])[:0])
			at[r] = len(comps)
		}
		comps[at[r]-1] = append(comps[at[r]-1], i)
	}
	slices.SortStableFunc(comps, func(a, b []int) int { return cmp.Compare(len(a), len(b)) })
	return comps
}

// seeds are sets that the search begins with: none, and the incumbent.
func (p *pricing) seeds(members []int) [2][]bool {
	none, incumbent := p.flags.take(len(members)), p.flags.take(len(members))
	for i, m := range members {
		incumbent[i] = slices.Contains(p.in.Incumbent, p.cands[m].ID)
	}
	return [2][]bool{none, incumbent}
}
