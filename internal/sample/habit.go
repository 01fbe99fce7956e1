package sample

import (
	"math"
	"time"
)

// habit is what moves one member: found once for all members, 48 bytes each, because
// the tempo of the whole (see plan.go) depends on all of them.
type habit struct {
	appetite    float64 // visits per ordinary day, relative; gamma over the members
	generosity  float64 // items in a basket, relative
	sensitivity float64 // 0 … 1: how much a discount decides
	joinDay     int32   // negative for those who joined before the records
	joinSecond  int32
	dropDay     int32 // the first day of no more visits, beyond the end for most
	birthYear   int16
	birthday    int16 // month × 100 + day, 0 where not told
	home        int16
	second      int16 // another store nearby, or home where there is none
	joinedBy    uint8
	channel     uint8 // the usual way of buying
	persona     persona
}

// persona is a weekly life.
type persona uint8

const (
	officeWorker persona = iota
	leisure
	neighbour
	personaCount
)

// restFactor and workFactor say how a persona's days differ.
var (
	restFactor = [personaCount]float64{officeWorker: 0.40, leisure: 1.65, neighbour: 1.05}
	workFactor = [personaCount]float64{officeWorker: 1.20, leisure: 0.72, neighbour: 0.98}
)

// Who comes to stores among office towers, and who to those in shopping streets.
var (
	officePersonas = newChooser(0.68, 0.12, 0.20)
	streetPersonas = newChooser(0.28, 0.42, 0.30)
)

// The numbers of the process; doc.go tells the story that they belong to.
const (
	appetiteShape  = 1.5  // of the gamma distribution of visits per day
	sensitiveShape = 2.0  // of the gamma distribution of price sensitivity …
	sensitiveMean  = 0.32 // … and its mean
	foundingShare  = 0.35 // of the members joined before the records …
	foundingDays   = 730  // … within two years
	joinGrowth     = 0.25 // more join at the end of the records than at their beginning
	tryingShare    = 0.16 // of the joining only try …
	tryingDays     = 12.0 // … and stay for that long, in the mean
	stayingDays    = 640.0
	loyalFactor    = 1.6 // who was a member before the records stays so much longer
	hazardShape    = 1.4 // of the gamma distribution of hazards
)

// joinChannels and usualChannels are weighted by the order of the channels: till,
// mini-program, app, delivery platform, web shop.
var (
	joinChannels  = newChooser(0.56, 0.36, 0.06, 0, 0.02)
	usualChannels = newChooser(0.34, 0.44, 0.08, 0.14, 0)
	anyChannel    = newChooser(0.38, 0.40, 0.06, 0.145, 0.015)
	walkChannels  = newChooser(0.62, 0.09, 0.02, 0.26, 0.01)
)

// buildHabits gives each member a life with the shop.
func (g *Generator) buildHabits() []habit {
	joins := g.buildJoins()
	habits := make([]habit, g.config.Members)
	for i := range habits {
		r := newRandom(g.config.Seed, streamHabit, i)
		h := &habits[i]
		g.join(h, joins, (float64(i)+r.float())/float64(len(habits)), &r)
		h.appetite = r.gamma(appetiteShape)
		h.generosity = math.Exp(0.25*r.normal() + 0.10*(h.appetite-1))
		h.sensitivity = min(0.95, sensitiveMean*r.gamma(sensitiveShape))
		h.persona = g.pickPersona(h.home, &r)
		h.channel = uint8(usualChannels.pick(&r))
		h.second = g.pickSecond(h.home, &r)
		h.dropDay = g.pickDrop(h, &r)
		h.birthYear = int16(g.calendar.start.Year() - 20 - int(44*r.float()*r.float()))
		if r.chance(birthdayShare) {
			birth := time.Date(2001, 1, 1+r.below(365), 0, 0, 0, 0, time.UTC)
			h.birthday = int16(int(birth.Month())*100 + birth.Day())
		}
	}
	return habits
}

// buildJoins weighs the days by how many join: where people are, more each month, and
// more on member days.
func (g *Generator) buildJoins() chooser {
	weights := make([]float64, len(g.calendar.days))
	for n := range weights {
		d := &g.calendar.days[n]
		weights[n] = g.crowds[n].total() * d.demand * (1 + joinGrowth*float64(n)/float64(len(weights)))
		if d.memberDay {
			weights[n] *= 1.5
		}
	}
	return newChooser(weights...)
}

// join decides when, where and how. The position u in [0, 1) rises with the index, so
// that members are numbered by the day on which they joined.
func (g *Generator) join(h *habit, joins chooser, u float64, r *random) {
	if u < foundingShare {
		h.joinDay = int32(foundingDays*math.Pow(u/foundingShare, 0.8)) - foundingDays
		h.joinDay = min(h.joinDay, -1)
		h.home = int16(g.crowdBefore(int(h.joinDay)).pick(r))
	} else {
		h.joinDay = int32(joins.at((u - foundingShare) / (1 - foundingShare) * joins.total()))
		h.home = int16(g.crowds[h.joinDay].pick(r))
	}
	h.joinedBy = uint8(joinChannels.pick(r))
	s := g.shifts[h.home][rhythmOf(int(h.joinedBy), false)]
	// Half an hour before closing is the last moment, so that the first order fits in.
	h.joinSecond = int32(min(s.pick(r), s.until-1800))
}

func (g *Generator) joinedAt(h *habit) time.Time {
	if h.joinDay >= 0 {
		return g.calendar.instant(int(h.joinDay), int(h.joinSecond))
	}
	early := newDay(g.calendar.midnight(int(h.joinDay)))
	return time.Unix(early.base+int64(h.joinSecond), 0).UTC()
}

func (g *Generator) pickPersona(home int16, r *random) persona {
	if sites[g.retailer.Stores[home].site].office {
		return persona(officePersonas.pick(r))
	}
	return persona(streetPersonas.pick(r))
}

// pickSecond is another store of the same city, if there is one.
func (g *Generator) pickSecond(home int16, r *random) int16 {
	stores := g.retailer.Stores
	town := sites[stores[home].site].city
	second, seen := home, 0
	for i := range stores {
		if int16(i) != home && sites[stores[i].site].city == town {
			if seen++; r.below(seen) == 0 {
				second = int16(i)
			}
		}
	}
	return second
}

// pickDrop draws the end of the relation: a constant hazard that differs between
// members (the mixture lets the survivors look ever more loyal), lower for those with
// appetite. Those who were members before the records are survivors already.
func (g *Generator) pickDrop(h *habit, r *random) int32 {
	mean := stayingDays / (0.3 + 0.7*r.gamma(hazardShape)) * math.Sqrt(0.4+0.6*h.appetite)
	switch {
	case h.joinDay < 0:
		mean *= loyalFactor
	case r.chance(tryingShare):
		mean = tryingDays
	}
	stay := min(mean*r.exponential(), 1e6)
	return max(h.joinDay, 0) + 1 + int32(stay)
}
