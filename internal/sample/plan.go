package sample

import (
	"math"
	"slices"
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
