package engine

import (
	"cmp"
	"slices"

	"habitue/internal/coupon/terms"
)

// score is how good a combination is; the parts of it add up over components.
type score struct{ off, gifts, coupons, offers int64 }

func (a score) plus(b score) score {
	return score{a.off + b.off, a.gifts + b.gifts, a.coupons + b.coupons, a.offers + b.offers}
}

// better compares two scores under an objective.
func (o Objective) better(a, b score) bool {
	gifts, coupons := cmp.Compare(a.gifts, b.gifts), cmp.Compare(b.coupons, a.coupons)
	off := cmp.Compare(a.off, b.off)
	switch o {
	case FewestCoupons:
		return cmp.Or(off, coupons, gifts, cmp.Compare(b.offers, a.offers)) > 0
	case MarginBest:
		off = -off
	}
	return cmp.Or(off, gifts, coupons, cmp.Compare(b.offers, a.offers)) > 0
}

// What is decided of an offer before the walk.
const (
	free = iota
	must
	never
)

// outcome is a set of offers and what it comes to.
type outcome struct {
	score
	chosen []bool
	valid  bool
}

// trial is what simulate needs of memory.
type trial struct {
	net, entry []int64
	got        []bool
}

// search finds the best set among candidates that share neither lines nor
// exclusions with any others.
type search struct {
	p     *pricing
	seq   []*candidate // in the order in which they are applied
	not   [][]int      // which exclude each other, by place in seq
	after [][]int      // which later ones touch what each writes
	room  int64

	mode    []int
	settled []bool
	ub      []int64 // the most that each can take under what is decided
	reach   []int64 // and of list prices
	clique  []int
	tied    []int   // places that anything excludes, in their order
	alone   []int64 // by place, the most that later ones take that nothing excludes
	high    []int64 // scratch of bound, by clique
	blocked []int   // how many chosen ones exclude it
	chosen  []bool
	nets    [][]int64
	trials  [3]trial
	wanted  []bool // scratch of improve, full and settle
	with    []bool
	hold    set

	best, second outcome
	spare        []bool // memory of a third outcome
	used, budget int
	stopped      bool
	open         int64 // the best that can be where the walk did not go
	lid          int64 // the most that any set comes to, lines looked at one by one
	ceiling      int64 // and under what is decided of member prices
}

func newSearch(p *pricing, members []int, room int64) search {
	n, lines := len(members), len(p.lines)
	s := search{p: p, room: room, seq: p.seqs.take(n), not: p.lists.take(n), after: p.lists.take(n)}
	place := p.ints.take(len(p.cands))
	for i, m := range members {
		place[m], s.seq[i] = i, p.cands[m]
	}
	for i, c := range s.seq {
		s.not[i] = p.ints.take(len(c.not))
		for k, m := range c.not {
			s.not[i][k] = place[m]
		}
	}
	s.mode, s.clique, s.blocked = p.ints.take(n), p.ints.take(n), p.ints.take(n)
	s.settled, s.chosen, s.wanted, s.with = p.flags.take(n), p.flags.take(n), p.flags.take(n), p.flags.take(n)
	s.best.chosen, s.second.chosen, s.spare = p.flags.take(n), p.flags.take(n), p.flags.take(n)
	s.ub, s.reach, s.alone, s.high = p.amounts.take(n), p.amounts.take(n), p.amounts.take(n+1), p.amounts.take(n)
	s.hold = p.newSet(lines)
	s.nets = p.prices.take(n + 1)
	for i := range s.nets {
		s.nets[i] = p.amounts.take(lines)
	}
	for i := range s.trials {
		s.trials[i] = trial{net: p.amounts.take(lines), entry: p.amounts.take(lines), got: p.flags.take(n)}
	}
	s.cover()
	s.listen()
	return s
}

// cover divides the offers into cliques of such as exclude each other: of each at
// most one is applied, so that the bound takes one of each.
func (s *search) cover() {
	cliques := s.p.lists.take(len(s.seq))[:0]
	s.tied = s.p.ints.take(len(s.seq))[:0]
	for i := range s.seq {
		at := -1
		if len(s.not[i]) > 0 {
			s.tied = append(s.tied, i)
			at = slices.IndexFunc(cliques, func(c []int) bool {
				return !slices.ContainsFunc(c, func(j int) bool { return !slices.Contains(s.not[i], j) })
			})
		}
		if at < 0 {
			at = len(cliques)
			cliques = append(cliques, s.p.ints.take(len(s.not[i]) + 1)[:0])
		}
		cliques[at] = append(cliques[at], i)
		s.clique[i] = at
	}
}

// listen lists who comes after each offer and looks at what that takes.
func (s *search) listen() {
	for i, c := range s.seq {
		list := s.p.ints.take(len(s.seq) - i)[:0]
		for j := i + 1; j < len(s.seq); j++ {
			if s.seq[j].touch.meets(c.written) {
				list = append(list, j)
			}
		}
		s.after[i] = list
	}
}

// run searches. Which offers that do away with member prices are taken is decided
// first, because that changes what everything begins with.
func (s *search) run(seeds [2][]bool, budget int) {
	s.budget = budget
	strippers := s.p.ints.take(len(s.seq))[:0]
	for i, c := range s.seq {
		if len(c.strips) > 0 {
			strippers = append(strippers, i)
		}
	}
	for l := range s.nets[0] {
		s.nets[0][l] = s.p.lines[l].list
	}
	for i, c := range s.seq {
		s.reach[i] = s.p.most(c, s.nets[0])
	}
	for _, seed := range seeds {
		s.try(seed)
	}
	s.improve()
	if s.lid = unlimited; len(s.seq) >= manyOffers {
		s.lid = s.relax()
	}
	s.decide(strippers)
	if !s.best.valid {
		// It had to stop before anything to which nothing can be added, or there is
		// none: what is added may take its effect from what was there.
		all := s.wanted
		for i := range all {
			all[i] = true
		}
		for _, i := range strippers {
			all[i] = false
		}
		now, got, _ := s.simulate(&s.trials[0], all, false)
		s.keep(outcome{score: now, chosen: got, valid: true})
	}
}

func (s *search) decide(strippers []int) {
	if s.used >= s.budget {
		s.stopped = true
	}
	might := s.might()
	if s.stopped {
		s.open = max(s.open, might)
		return
	} else if s.best.valid && s.p.in.Objective != MarginBest && might < s.best.off {
		return
	}
	if len(strippers) == 0 {
		s.ceiling = might
		s.root()
		return
	}
	s.used += 1 + len(s.seq)/32
	i, others := strippers[0], strippers[1:]
	if !slices.ContainsFunc(s.not[i], func(j int) bool { return s.mode[j] == must }) {
		s.mode[i] = must
		s.decide(others)
	}
	s.mode[i] = never
	s.decide(others)
	s.mode[i] = free
}

// might is the most that can come of what is decided so far: everything from list
// prices, less the member prices that are done away with for certain.
func (s *search) might() int64 {
	base := s.base(s.nets[0], func(i int) bool { return s.mode[i] == must })
	return min(s.atMost()-s.lost(base), s.lid)
}

// base fills in what the lines cost before any offer, where these are applied.
func (s *search) base(base []int64, applied func(i int) bool) []int64 {
	for l := range base {
		base[l] = s.p.lines[l].member
	}
	for i, c := range s.seq {
		if applied(i) {
			for _, l := range c.strips {
				base[l] = s.p.lines[l].list
			}
		}
	}
	return base
}

// lost is what doing away with member prices costs beyond the best base.
func (s *search) lost(base []int64) (n int64) {
	for l := range base {
		n += base[l] - s.p.lines[l].member
	}
	return n
}

// root walks all sets under what is decided of member prices.
func (s *search) root() {
	base := s.base(s.nets[0], func(i int) bool { return s.mode[i] == must })
	s.used += 1 + len(s.seq)/4
	for i, c := range s.seq {
		s.ub[i] = 0
		if s.mode[i] != never {
			s.ub[i] = s.p.most(c, base)
		}
	}
	for i := len(s.seq) - 1; i >= 0; i-- {
		s.alone[i] = s.alone[i+1]
		if len(s.not[i]) == 0 {
			s.alone[i] += s.ub[i]
		}
	}
	s.settle(base)
	room := s.room
	if room < unlimited {
		room = s.p.roomOf(base)
	}
	s.walk(0, 0, 0, score{off: -s.lost(base)}, room)
}

// bound is the most that offers from place d on can still take.
func (s *search) bound(d int) int64 {
	clear(s.high)
	total := s.alone[d]
	for _, i := range s.tied {
		if i < d || s.blocked[i] > 0 {
			continue
		}
		if k := s.clique[i]; s.ub[i] > s.high[k] {
			total += s.ub[i] - s.high[k]
			s.high[k] = s.ub[i]
		}
	}
	return total
}

// atMost is the most that all that were not decided against can take of list prices.
func (s *search) atMost() (total int64) {
	clear(s.high)
	for i, reach := range s.reach {
		if s.mode[i] == never || s.blocked[i] > 0 {
			continue
		}
		if k := s.clique[i]; reach > s.high[k] {
			total += reach - s.high[k]
			s.high[k] = reach
		}
	}
	return total
}

// hopeless reports whether nothing better lies below.
func (s *search) hopeless(d int, now score) bool {
	if !s.best.valid {
		return false
	}
	if s.p.in.Objective == MarginBest {
		return now.off > s.best.off
	}
	// What nothing excludes often suffices.
	return now.off+s.alone[d] < s.best.off && now.off+s.bound(d) < s.best.off
}

func (s *search) walk(d, level, entry int, now score, room int64) {
	if s.stopped || s.used >= s.budget {
		s.stopped = true
		s.open = max(s.open, min(now.off+s.bound(d), s.ceiling))
		return
	}
	s.used += 1 + len(s.seq)/32
	if s.hopeless(d, now) {
		return
	}
	if d == len(s.seq) {
		s.arrive(now)
		return
	}
	c := s.seq[d]
	if d > 0 && s.seq[d-1].stage != c.stage {
		entry = level
	}
	taken := false
	if s.mode[d] != never && s.blocked[d] == 0 {
		e := s.p.effect(c, s.nets[entry], s.nets[level], room)
		if taken = !e.nothing(); taken {
			with, next, less := now.plus(scoreOf(c, e)), level, room
			s.choose(d, 1)
			if room < unlimited || s.heard(d) {
				s.p.settle(c, e)
				next++
				copy(s.nets[next], s.nets[level])
				for _, l := range c.writes {
					s.nets[next][l] -= s.p.take[l]
				}
				if room < unlimited {
					less -= s.p.floored(c)
				}
			}
			s.walk(d+1, next, entry, with, less)
			s.choose(d, -1)
		}
	}
	if s.mode[d] == must || taken && s.settled[d] {
		return
	}
	s.walk(d+1, level, entry, now, room)
}

// heard reports whether anything that may still be taken looks at what the offer at
// a place takes.
func (s *search) heard(d int) bool {
	for _, j := range s.after[d] {
		if s.blocked[j] == 0 && s.mode[j] != never {
			return true
		}
	}
	return false
}

func scoreOf(c *candidate, e *effect) score {
	v := score{off: e.off, gifts: e.worth, offers: 1}
	if c.Source == terms.FromCoupon {
		v.coupons = 1
	}
	return v
}

func (s *search) choose(d, by int) {
	s.chosen[d] = by > 0
	for _, j := range s.not[d] {
		s.blocked[j] += by
	}
}

// arrive keeps a set that was walked to its end, if it is one of the two best.
func (s *search) arrive(now score) {
	if s.p.in.Objective == MarginBest && !s.full(s.chosen) {
		return
	}
	s.keep(outcome{score: now, chosen: s.chosen, valid: true})
}

// full reports whether nothing can be added that would then take something off:
// every offer that was left out is excluded by one that was taken, or does nothing
// in its place. One that does away with member prices is tried with that.
func (s *search) full(set []bool) bool {
	t := &s.trials[2]
	if _, _, idle := s.simulate(t, set, true); !idle {
		return false
	}
	for i, c := range s.seq {
		if len(c.strips) == 0 || set[i] || slices.ContainsFunc(s.not[i], func(j int) bool { return set[j] }) {
			continue
		}
		copy(s.with, set)
		s.with[i] = true
		if _, got, _ := s.simulate(t, s.with, false); got[i] {
			return false
		}
	}
	return true
}

// keep keeps an outcome, if it is one of the two best. What was chosen is copied.
func (s *search) keep(o outcome) {
	better := s.p.in.Objective.better
	switch {
	case s.best.valid && slices.Equal(o.chosen, s.best.chosen):
	case !s.best.valid || better(o.score, s.best.score):
		s.best, s.second, s.spare = outcome{o.score, s.spare, true}, s.best, s.second.chosen
		copy(s.best.chosen, o.chosen)
	case !s.second.valid || better(o.score, s.second.score):
		s.second.score, s.second.valid = o.score, true
		copy(s.second.chosen, o.chosen)
	}
}

// simulate applies a set in order, leaving out what does nothing or is excluded
// by what was applied before. Where idle is asked for, it says whether all others
// are excluded or do nothing. What it got is the trial's until that is used again.
func (s *search) simulate(t *trial, want []bool, idle bool) (now score, got []bool, idles bool) {
	net, entry := s.base(t.net, func(i int) bool { return want[i] }), t.entry
	now.off = -s.lost(net)
	room := s.room
	if room < unlimited {
		room = s.p.roomOf(net)
	}
	copy(entry, net)
	got, idles = t.got, true
	clear(got)
	for i, c := range s.seq {
		if i > 0 && s.seq[i-1].stage != c.stage {
			copy(entry, net)
		}
		if !want[i] && !idle {
			continue
		}
		excluded := slices.ContainsFunc(s.not[i], func(j int) bool { return got[j] || idle && want[j] })
		if excluded {
			continue
		}
		e := s.p.effect(c, entry, net, room)
		if e.nothing() {
			continue
		}
		if !want[i] {
			idles = idles && len(c.strips) > 0 // full tries these by themselves
			continue
		}
		got[i] = true
		now = now.plus(scoreOf(c, e))
		if room >= unlimited && !idle && !slices.ContainsFunc(s.after[i], func(j int) bool { return want[j] }) {
			continue // nobody looks at it
		}
		s.p.settle(c, e)
		for _, l := range c.writes {
			net[l] -= s.p.take[l]
		}
		if room < unlimited {
			room -= s.p.floored(c)
		}
	}
	return now, got, idles
}

// try keeps a set that somebody proposes. What it does away with for nothing it
// does not do away with.
func (s *search) try(want []bool) bool {
	now, got, _ := s.simulate(&s.trials[0], want, false)
	for i, c := range s.seq {
		if want[i] && !got[i] && len(c.strips) > 0 {
			var again []bool
			if now, again, _ = s.simulate(&s.trials[1], got, false); !slices.Equal(got, again) {
				return false
			}
			break
		}
	}
	if s.p.in.Objective == MarginBest && !s.full(got) {
		return false
	}
	before := s.best.score
	valid := s.best.valid
	s.keep(outcome{score: now, chosen: got, valid: true})
	return !valid || s.p.in.Objective.better(s.best.score, before)
}

// improve looks for a good set before the walk, so that the walk may leave out
// more, and so that one that has to stop has something: the offers that promise
// most first, then one change at a time while that helps.
func (s *search) improve() {
	n := len(s.seq)
	if s.p.in.Objective == MarginBest || n < 2 {
		return
	}
	ranked := s.p.ints.take(n)
	for i := range ranked {
		ranked[i] = i
	}
	slices.SortStableFunc(ranked, func(a, b int) int { return cmp.Compare(s.reach[b], s.reach[a]) })
	want := s.wanted
	for _, i := range ranked {
		want[i] = !slices.ContainsFunc(s.not[i], func(j int) bool { return want[j] })
	}
	s.try(want)
	if n < 8 {
		return
	}
	for at, vain := 0, 0; vain < n && s.used < s.budget/4; at = (at + 1) % n {
		i := ranked[at]
		s.used += n
		copy(want, s.best.chosen)
		want[i] = !want[i]
		for _, j := range s.not[i] {
			want[j] = want[j] && !want[i]
		}
		if vain++; s.try(want) {
			vain = 0
		}
	}
}
