package ledger_test

import (
	"slices"
	"time"
)

// model keeps every single point apart and moves it from hand to hand. A point
// lies in a lot, a lot belongs to a person for ever, and who may use it is whoever
// stands for that person: to merge is to point at another, and nothing moves.
type model struct {
	now    time.Time
	lots   []*modelLot
	spends []*modelSpend
	holds  []*modelHold
	owed   map[int]int64
	into   map[int]int
	merges []*modelMerge

	issued, redeemed int64 // what the house gave and took
}

func newModel(now time.Time) *model {
	return &model{now: now, owed: map[int]int64{}, into: map[int]int{}}
}

type modelMerge struct {
	from, into int
	owed       int64
	undone     bool
}

// modelHold has taken points out of their lots until it ends.
type modelHold struct {
	owner int
	from  []*modelLot
	ends  time.Time
	over  bool
}

type modelLot struct {
	owner            int
	live, lapsed     int64
	held             int64
	matures, expires time.Time
	credited         time.Time
	order            int
}

// modelSpend remembers each point's lot, in the order in which they were drawn.
type modelSpend struct{ from []*modelLot }

// root is who stands for a person.
func (m *model) root(p int) int {
	for {
		into, merged := m.into[p]
		if !merged {
			return p
		}
		p = into
	}
}

// among reports whether a person became one with another directly or by others.
func (m *model) among(p, with int) bool {
	for p != with {
		into, merged := m.into[p]
		if !merged {
			return false
		}
		p = into
	}
	return true
}

func (m *model) open(p int, n int64, matures, expires, credited time.Time) *modelLot {
	l := &modelLot{owner: p, live: n, matures: matures, expires: expires, credited: credited, order: len(m.lots)}
	m.lots = append(m.lots, l)
	if !matures.After(m.now) {
		m.repay(l)
	}
	return l
}

// earn may be late: what would be over by now has paid what is owed and lapsed.
func (m *model) earn(p int, n int64, matures, expires, credited time.Time) *modelLot {
	l := m.open(p, n, matures, expires, credited)
	m.lapse(l)
	m.issued += n
	return l
}

func (m *model) repay(l *modelLot) {
	for l.live > 0 && m.owed[m.root(l.owner)] > 0 {
		l.live--
		m.owed[m.root(l.owner)]--
	}
}

// lapse ends what is left in a lot whose time is over, when it has paid.
func (m *model) lapse(l *modelLot) {
	if l.expires.After(m.now) {
		return
	}
	m.repay(l)
	l.lapsed += l.live
	l.live = 0
}

// until lets time pass hour by hour, which is how fine the test's times are.
func (m *model) until(t time.Time) {
	for m.now.Before(t) {
		m.now = m.now.Add(time.Hour)
		for _, h := range m.holds {
			if h.ends.Equal(m.now) {
				m.release(h)
			}
		}
		for _, l := range m.sorted() {
			switch {
			case l.matures.Equal(m.now):
				m.repay(l)
			case l.expires.Equal(m.now):
				m.lapse(l)
			}
		}
	}
}

// sorted returns lots as they are drawn: first expiring first, then as credited.
func (m *model) sorted() []*modelLot {
	list := slices.Clone(m.lots)
	slices.SortStableFunc(list, func(a, b *modelLot) int {
		if c := a.expires.Compare(b.expires); c != 0 {
			return c
		}
		if c := a.credited.Compare(b.credited); c != 0 {
			return c
		}
		return a.order - b.order
	})
	return list
}

// usable reports whether a person may draw from a lot.
func (m *model) usable(p int, l *modelLot) bool {
	return m.root(l.owner) == m.root(p) && !l.matures.After(m.now) && l.expires.After(m.now)
}

// balance is what a person has by himself: nothing, where another stands for him.
func (m *model) balance(p int) (available, pending, held, owed int64) {
	if m.root(p) != p {
		return 0, 0, 0, 0
	}
	for _, l := range m.lots {
		if m.root(l.owner) != p {
			continue
		}
		held += l.held
		switch {
		case l.matures.After(m.now):
			pending += l.live
		case l.expires.After(m.now):
			available += l.live
		}
	}
	return max(available-m.owed[p], 0), pending, held, m.owed[p]
}

func (m *model) has(p int) int64 {
	available, _, _, _ := m.balance(m.root(p))
	return available
}

// hold sets points aside; false: there are too few.
func (m *model) hold(p int, n int64, ends time.Time) (*modelHold, bool) {
	if m.has(p) < n {
		return nil, false
	}
	h := &modelHold{owner: m.root(p), ends: ends}
	m.take(p, n, func(l *modelLot) { l.held++; h.from = append(h.from, l) })
	m.holds = append(m.holds, h)
	return h, true
}

// release puts back what is left; what has no lot to live in any more lapses.
func (m *model) release(h *modelHold) {
	for _, l := range h.from {
		l.held--
		l.live++
		m.lapse(l)
	}
	h.from, h.over = nil, true
}

// capture spends the first n points that the hold took.
func (m *model) capture(h *modelHold, n int64) *modelSpend {
	s := &modelSpend{from: slices.Clone(h.from[:n])}
	for _, l := range s.from {
		l.held--
	}
	m.redeemed += n
	if h.from = h.from[n:]; len(h.from) == 0 {
		h.over = true
	}
	return s
}

func (m *model) spend(p int, n int64) (*modelSpend, bool) {
	s, ok := m.drawn(p, n)
	if ok {
		m.redeemed += n
	}
	return s, ok
}

func (m *model) drawn(p int, n int64) (*modelSpend, bool) {
	if m.has(p) < n {
		return nil, false
	}
	s := &modelSpend{}
	m.take(p, n, func(l *modelLot) { s.from = append(s.from, l) })
	return s, true
}

// take draws up to n usable points one by one and returns how many it did not find.
func (m *model) take(p int, n int64, each func(*modelLot)) int64 {
	for _, l := range m.sorted() {
		for n > 0 && l.live > 0 && m.usable(p, l) {
			l.live--
			n--
			each(l)
		}
	}
	return n
}

// transfer gives points away, and the lots in which they lie then.
func (m *model) transfer(from, to int, n int64, at time.Time) (*modelSpend, []*modelLot, bool) {
	s, ok := m.drawn(from, n)
	if !ok {
		return nil, nil, false
	}
	var lots []*modelLot
	for i := 0; i < len(s.from); {
		same := i
		for same < len(s.from) && s.from[same] == s.from[i] {
			same++
		}
		lots = append(lots, m.open(to, int64(same-i), m.now, s.from[i].expires, at))
		i = same
	}
	return s, lots, true
}

// claim takes a credit back: what is in its lots, what lapsed there, what is
// elsewhere, and the rest is owed.
func (m *model) claim(lots []*modelLot, n int64) {
	for _, l := range lots {
		for ; n > 0 && l.live > 0; n-- {
			l.live--
		}
		for ; n > 0 && l.lapsed > 0; n-- {
			l.lapsed--
		}
	}
	p := lots[0].owner
	m.owed[m.root(p)] += m.take(p, n, func(*modelLot) {})
}

func (m *model) takeBack(l *modelLot, n int64) {
	m.claim([]*modelLot{l}, n)
	m.issued -= n
}

func (m *model) giveBack(s *modelSpend, n int64) {
	m.putBack(s, n)
	m.redeemed -= n
}

func (m *model) putBack(s *modelSpend, n int64) {
	touched := map[*modelLot]bool{}
	for ; n > 0; n-- {
		l := s.from[len(s.from)-1]
		s.from = s.from[:len(s.from)-1]
		l.live++
		touched[l] = true
		m.repay(l)
	}
	for l := range touched {
		m.lapse(l) // points has no grace: it expires again at once
	}
}

// returned undoes a transfer: the taker's lots pay in reverse, as the giver's get.
func (m *model) returned(s *modelSpend, lots []*modelLot, n int64) {
	last := slices.Clone(lots)
	slices.Reverse(last)
	m.claim(last, n)
	m.putBack(s, n)
}

func (m *model) merge(from, into int) *modelMerge {
	made := &modelMerge{from: from, into: into, owed: m.owed[from]}
	m.into[from] = into
	m.owed[into] += m.owed[from]
	m.owed[from] = 0
	m.merges = append(m.merges, made)
	return made
}

// heldSince reports whether a hold that did not come with the merged person keeps
// points of his.
func (m *model) heldSince(made *modelMerge) bool {
	for _, h := range m.holds {
		if h.over || m.among(h.owner, made.from) {
			continue
		}
		for _, l := range h.from {
			if m.among(l.owner, made.from) {
				return true
			}
		}
	}
	return false
}

func (m *model) unmerge(made *modelMerge) {
	back := min(made.owed, m.owed[made.into])
	m.owed[made.into] -= back
	m.owed[made.from] += back
	delete(m.into, made.from)
	made.undone = true
}
