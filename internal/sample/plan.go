package sample

import (
	"math"
	"slices"
	"sort"
)

// plan says who comes when and where: all that one customer's history owes to the
// others. That is the tempo, which makes the number of orders come out, and the running
// numbers of the tills. It takes 12 bytes an order; what is bought is decided later,
// from the customer's own stream of randomness.
type plan struct {
	tempo   float64
	visits  []visit // of members, one after the other
	first   []int   // where each member's visits begin in visits; one more than members
	walkIns []visit // of the others, in the order of time
}

// visit is an order without its contents.
type visit struct {
	at      uint32 // local seconds since the first midnight: day × 86,400 + clock time
	number  uint32 // the store's running number on that day
	store   uint16
	channel uint8
	joining bool // made in the minutes after joining
}

const secondsPerDay = 86_400

func (v visit) day() int { return int(v.at / secondsPerDay) }

func (v visit) second() int { return int(v.at % secondsPerDay) }

func (g *Generator) buildPlan() plan {
	target := int(math.Round(float64(g.config.Orders) * (1 - WithoutMember)))
	joiners := g.pickJoiners(target)
	clocks := g.buildClocks()
	tempo := g.findTempo(clocks, target-joiners.count)
	p := plan{tempo: tempo, visits: make([]visit, 0, target), first: make([]int, 0, g.config.Members+1)}
	for i := range g.habits {
		p.first = append(p.first, len(p.visits))
		if joiners.joined[i] {
			p.visits = append(p.visits, g.joiningVisit(i))
		}
		p.visits = g.appendVisits(p.visits, clocks, tempo, i)
		slices.SortFunc(p.visits[p.first[i]:], func(a, b visit) int { return int(a.at) - int(b.at) })
	}
	p.first = append(p.first, len(p.visits))
	p.walkIns = g.planWalkIns(g.config.Orders - len(p.visits))
	g.number(p.visits, p.walkIns)
	return p
}

// joiners are the members who buy in the minutes after joining: most of those who join
// at a till, fewer of those who join by phone.
type joiners struct {
	joined []bool
	count  int
}

var joiningShare = [channelCount]float64{Till: 0.92, MiniProgram: 0.62, App: 0.45}

// pickJoiners leaves at least half of the orders to later visits, also where a Config
// asks for more members than orders.
func (g *Generator) pickJoiners(target int) joiners {
	j := joiners{joined: make([]bool, len(g.habits))}
	damp := min(1, 0.5*float64(target)/float64(len(g.habits)))
	for i := range g.habits {
		h := &g.habits[i]
		r := newRandom(g.config.Seed, streamVisitPlace, i)
		if h.joinDay >= 0 && j.count < target && r.chance(damp*joiningShare[h.joinedBy]) {
			j.joined[i] = true
			j.count++
		}
	}
	return j
}

func (g *Generator) joiningVisit(i int) visit {
	h := &g.habits[i]
	r := newRandom(g.config.Seed, streamVisitPlace, i)
	second := uint32(h.joinSecond) + 40 + uint32(r.below(400))
	return visit{at: uint32(h.joinDay)*secondsPerDay + second, store: uint16(h.home), channel: h.joinedBy, joining: true}
}

// clocks hold, for each persona, how much inclination to buy has passed by the end of
// each day: the sum of the days' weights.
type clocks [personaCount]chooser

// Members come for the member day (walk-ins hardly notice it), and on their birthday
// they have as much inclination as in a fortnight.
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
