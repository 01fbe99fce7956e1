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
	room  int64
	goods []int // lines that they touch

	mode    []int
	settled []bool
	ub      []int64 // the most that each can take under what is decided
	reach   []int64 // and of list prices
	clique  []int
	high    []int64 // scratch of bound, by clique
	blocked []int   // how many chosen ones exclude it
	chosen  []bool
	nets    [][]int64
	trials  [3]trial

	best, second outcome
	used, budget int
	stopped      bool
	open         int64 // the best that can be where the walk did not go
	lid          int64 // the most that any set comes to, lines looked at one by one
	ceiling      int64 // and under what is decided of member prices
}

func newSearch(p *pricing, members []int, room int64) *search {
	s := &search{p: p, room: room}
	place := make(map[int]int, len(members))
	for i, m := range members {
		place[m] = i
		s.seq = append(s.seq, p.cands[m])
	}
	n := len(s.seq)
	s.not = make([][]int, n)
	for i, c := range s.seq {
		for _, m := range c.not {
			s.not[i] = append(s.not[i], place[m])
		}
	}
	s.mode, s.settled, s.ub = make([]int, n), make([]bool, n), make([]int64, n)
	s.blocked, s.chosen, s.high = make([]int, n), make([]bool, n), make([]int64, n)
	lines := len(p.lines)
	amounts := make([]int64, (n+1+2*len(s.trials))*lines)
	cut := func() (list []int64) {
		list, amounts = amounts[:lines:lines], amounts[lines:]
		return list
	}
	s.nets = make([][]int64, n+1)
	for i := range s.nets {
		s.nets[i] = cut()
	}
	for i := range s.trials {
		s.trials[i] = trial{net: cut(), entry: cut(), got: make([]bool, n)}
	}
	s.cover()
	return s
}

// cover divides the offers into cliques of such as exclude each other: of each at
// most one is applied, so that the bound takes one of each.
func (s *search) cover() {
	s.clique = make([]int, len(s.seq))
	var cliques [][]int
	for i := range s.seq {
		at := slices.IndexFunc(cliques, func(c []int) bool {
			return !slices.ContainsFunc(c, func(j int) bool { return !slices.Contains(s.not[i], j) })
		})
		if at < 0 || len(s.not[i]) == 0 {
			at = len(cliques)
			cliques = append(cliques, nil)
		}
		cliques[at] = append(cliques[at], i)
		s.clique[i] = at
	}
}

// run searches. Which offers that do away with member prices are taken is decided
// first, because that changes what everything begins with.
func (s *search) run(seeds [][]bool, budget int) {
	s.budget = budget
	var strippers []int
	for i, c := range s.seq {
		if len(c.strips) > 0 {
			strippers = append(strippers, i)
		}
	}
	for l := range s.nets[0] {
		s.nets[0][l] = s.p.lines[l].list
	}
	s.reach = make([]int64, len(s.seq))
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
		all := slices.Repeat([]bool{true}, len(s.seq))
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
	return min(s.boundOf(s.reach, 0)-s.lost(base), s.lid)
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
	s.settle(base)
	room := s.room
	if room < unlimited {
		room = s.p.roomOf(base)
	}
	s.walk(0, 0, 0, score{off: -s.lost(base)}, room)
}

// bound is the most that offers from place d on can still take.
func (s *search) bound(d int) int64 { return s.boundOf(s.ub, d) }

func (s *search) boundOf(ub []int64, d int) (total int64) {
	clear(s.high)
	for i := d; i < len(s.seq); i++ {
		if s.mode[i] == never || s.blocked[i] > 0 {
			continue
		}
		if k := s.clique[i]; ub[i] > s.high[k] {
			total += ub[i] - s.high[k]
			s.high[k] = ub[i]
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
	return now.off+s.bound(d) < s.best.off
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
			next := s.nets[level+1]
			copy(next, s.nets[level])
			for _, l := range c.writes {
				next[l] -= s.p.take[l]
			}
			less := room
			if room < unlimited {
				less -= s.p.floored(c)
			}
			s.choose(d, 1)
			s.walk(d+1, level+1, entry, now.plus(scoreOf(c, e)), less)
			s.choose(d, -1)
		}
	}
	if s.mode[d] == must || taken && s.settled[d] {
		return
	}
	s.walk(d+1, level, entry, now, room)
}

func scoreOf(c *candidate, e effect) score {
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
		with := slices.Clone(set)
		with[i] = true
		if _, got, _ := s.simulate(t, with, false); got[i] {
			return false
		}
	}
	return true
}

func (s *search) keep(o outcome) {
	o.chosen = slices.Clone(o.chosen)
	better := s.p.in.Objective.better
	switch {
	case s.best.valid && slices.Equal(o.chosen, s.best.chosen):
	case !s.best.valid || better(o.score, s.best.score):
		s.best, s.second = o, s.best
	case !s.second.valid || better(o.score, s.second.score):
		s.second = o
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
	ranked := make([]int, n)
	for i := range ranked {
		ranked[i] = i
	}
	slices.SortStableFunc(ranked, func(a, b int) int { return cmp.Compare(s.reach[b], s.reach[a]) })
	want := make([]bool, n)
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
