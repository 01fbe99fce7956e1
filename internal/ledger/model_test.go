package ledger_test

import (
	"slices"
	"time"
)

// model keeps every single point apart and moves it from hand to hand.
type model struct {
	now    time.Time
	lots   []*modelLot
	spends []*modelSpend
	holds  []*modelHold
	owed   int64
}

// modelHold has taken points out of their lots until it ends.
type modelHold struct {
	from []*modelLot
	ends time.Time
	over bool
}

type modelLot struct {
	live, lapsed     int64
	matures, expires time.Time
	credited         time.Time
	order            int
}

// modelSpend remembers each point's lot, in the order in which they were drawn.
type modelSpend struct{ from []*modelLot }

func (m *model) earn(n int64, matures, expires time.Time) int {
	l := &modelLot{live: n, matures: matures, expires: expires, credited: m.now, order: len(m.lots)}
	m.lots = append(m.lots, l)
	if !matures.After(m.now) {
		m.repay(l)
	}
	return len(m.lots) - 1
}

func (m *model) repay(l *modelLot) {
	for l.live > 0 && m.owed > 0 {
		l.live--
		m.owed--
	}
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
				l.lapsed += l.live
				l.live = 0
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

func (m *model) usable(l *modelLot) bool { return !l.matures.After(m.now) && l.expires.After(m.now) }

func (m *model) balance() (available, pending, owed int64) {
	for _, l := range m.lots {
		switch {
		case l.matures.After(m.now):
			pending += l.live
		case l.expires.After(m.now):
			available += l.live
		}
	}
	return max(available-m.owed, 0), pending, m.owed
}

// hold sets points aside; false: there are too few.
func (m *model) hold(n int64, ends time.Time) (*modelHold, bool) {
	if available, _, _ := m.balance(); available < n {
		return nil, false
	}
	h := &modelHold{ends: ends}
	m.take(n, func(l *modelLot) { h.from = append(h.from, l) })
	m.holds = append(m.holds, h)
	return h, true
}

// release puts back what is left; what has no lot to live in any more lapses.
func (m *model) release(h *modelHold) {
	for _, l := range h.from {
		if l.expires.After(m.now) {
			l.live++
		} else {
			l.lapsed++
		}
	}
	h.from, h.over = nil, true
}

// capture spends the first n points that the hold took.
func (m *model) capture(h *modelHold, n int64) int {
	m.spends = append(m.spends, &modelSpend{from: slices.Clone(h.from[:n])})
	if h.from = h.from[n:]; len(h.from) == 0 {
		h.over = true
	}
	return len(m.spends) - 1
}

func (m *model) held() (n int64) {
	for _, h := range m.holds {
		n += int64(len(h.from))
	}
	return n
}

func (m *model) spend(n int64) (int, bool) {
	if available, _, _ := m.balance(); available < n {
		return 0, false
	}
	s := &modelSpend{}
	m.take(n, func(l *modelLot) { s.from = append(s.from, l) })
	m.spends = append(m.spends, s)
	return len(m.spends) - 1, true
}

// take draws up to n usable points one by one and returns how many it did not find.
func (m *model) take(n int64, each func(*modelLot)) int64 {
	for _, l := range m.sorted() {
		for n > 0 && l.live > 0 && m.usable(l) {
			l.live--
			n--
			each(l)
		}
	}
	return n
}

func (m *model) takeBack(index int, n int64) {
	l := m.lots[index]
	for ; n > 0 && l.live > 0; n-- {
		l.live--
	}
	for ; n > 0 && l.lapsed > 0; n-- {
		l.lapsed--
	}
	m.owed += m.take(n, func(*modelLot) {})
}

func (m *model) giveBack(index int, n int64) {
	s := m.spends[index]
	touched := map[*modelLot]bool{}
	for ; n > 0; n-- {
		l := s.from[len(s.from)-1]
		s.from = s.from[:len(s.from)-1]
		l.live++
		touched[l] = true
		m.repay(l)
	}
	for l := range touched {
		if !l.expires.After(m.now) { // points has no grace: it expires again at once
			l.lapsed += l.live
			l.live = 0
		}
	}
}
