package sample

import "sort"

// clocks hold, for each persona, how much inclination to buy has passed by the end of
// each day: the sum of the days' weights.
type clocks [personaCount]chooser

// Members come for the member day (walk-ins hardly notice it), and on their birthday
// they have as much inclination as in nine ordinary days.
const (
	memberDayPull  = 2.05
	crowdDayPull   = 1.06
	birthdayWeight = 9.0
)

func (g *Generator) buildClocks() *clocks {
	var all clocks
	for p := range personaCount {
		weights := make([]float64, len(g.calendar.days))
		for n := range weights {
			d := &g.calendar.days[n]
			weights[n] = d.demand * workFactor[p]
			if d.rest {
				weights[n] = d.demand * restFactor[p]
			}
			if d.memberDay {
				weights[n] *= memberDayPull
			}
		}
		all[p] = newChooser(weights...)
	}
	return &all
}

// clock is one member's time: inclination passed since the first day, birthdays added.
type clock struct {
	sums      chooser
	birthdays []int // as days of the records, all of them in [from, until)
	from      int   // the first day
	until     int   // the first day no more
}

func (g *Generator) clockOf(all *clocks, h *habit) clock {
	c := clock{sums: all[h.persona], from: max(0, int(h.joinDay)), until: min(int(h.dropDay), len(g.calendar.days))}
	birthdays := g.calendar.anniversaries[h.birthday]
	for len(birthdays) > 0 && birthdays[0] < c.from {
		birthdays = birthdays[1:]
	}
	for n := len(birthdays); n > 0 && birthdays[n-1] >= c.until; n-- {
		birthdays = birthdays[:n-1]
	}
	c.birthdays = birthdays
	return c
}

// passed is the time that has passed at the end of day n.
func (c *clock) passed(n int) float64 {
	sum := c.sums[n]
	if c.from > 0 {
		sum -= c.sums[c.from-1]
	}
	for _, b := range c.birthdays {
		if b <= n {
			sum += birthdayWeight
		}
	}
	return sum
}

// dayOf is the day on which that much time has passed.
func (c *clock) dayOf(time float64) int {
	return c.from + sort.Search(c.until-1-c.from, func(n int) bool { return c.passed(c.from+n) > time })
}

// findTempo finds the speed at which the members' Poisson processes must run to give
// the wanted number of visits. A faster tempo only adds visits, so bisection ends at
// one that gives the very number (ties aside, which 53 bits do not produce).
func (g *Generator) findTempo(all *clocks, visits int) float64 {
	if visits == 0 {
		return 0
	}
	horizons := make([]float64, len(g.habits))
	sum := 0.0
	for i := range g.habits {
		h := &g.habits[i]
		c := g.clockOf(all, h)
		horizons[i] = h.appetite * c.passed(c.until-1)
		sum += horizons[i]
	}
	count := func(tempo float64) (n int) {
		for i, horizon := range horizons {
			n += g.countVisits(i, tempo*horizon)
		}
		return n
	}
	lo, hi := 0.0, float64(visits)/sum
	for count(hi) < visits {
		lo, hi = hi, hi*1.05
	}
	for range 60 {
		mid := (lo + hi) / 2
		switch n := count(mid); {
		case n == visits:
			return mid
		case n < visits:
			lo = mid
		default:
			hi = mid
		}
	}
	return hi
}

// countVisits counts the events of member i's unit Poisson process before the horizon.
func (g *Generator) countVisits(i int, horizon float64) int {
	r := newRandom(g.config.Seed, streamVisit, i)
	n := 0
	for at := r.exponential(); at < horizon; at += r.exponential() {
		n++
	}
	return n
}

// appendVisits puts the events of the same process on the member's calendar: the k-th
// visit falls on the day on which tempo × appetite × time passed exceeds its mark.
func (g *Generator) appendVisits(visits []visit, all *clocks, tempo float64, i int) []visit {
	h := &g.habits[i]
	c := g.clockOf(all, h)
	speed := tempo * h.appetite
	r := newRandom(g.config.Seed, streamVisit, i)
	place := newRandom(g.config.Seed, streamVisitPlace, -1-i)
	horizon := speed * c.passed(c.until-1)
	for at := r.exponential(); at < horizon; at += r.exponential() {
		visits = append(visits, g.place(h, c.dayOf(at/speed), &place))
	}
	return visits
}
