package sample

import (
	"cmp"
	"slices"
)

// Where a member buys: mostly at home, sometimes at another store of the city, rarely
// anywhere else (on a journey); mostly through the usual channel.
const (
	homeShare   = 0.80
	secondShare = 0.14
	usualShare  = 0.72
)

// parcelPull is how much more often the web shop is used while a feast's boxes sell.
const parcelPull = 0.06

// place decides store, channel and clock time of a member's visit on a day.
func (g *Generator) place(h *habit, n int, r *random) visit {
	d := &g.calendar.days[n]
	v := visit{store: uint16(g.pickStore(h, n, r)), channel: h.channel}
	if !r.chance(usualShare) {
		v.channel = uint8(anyChannel.pick(r))
	}
	if r.chance(parcelPull * (d.feasts[springFestival] + d.feasts[midAutumn])) {
		v.channel = WebShop
	}
	if n == int(h.joinDay) {
		v.at = g.afterJoining(h, &v, r)
		return v
	}
	v.at = uint32(n*secondsPerDay + g.pickSecondOfDay(&v, d.rest, r))
	return v
}

// pickSecondOfDay draws the clock time of a visit; parcels leave from the flagship.
func (g *Generator) pickSecondOfDay(v *visit, rest bool, r *random) int {
	if v.channel == WebShop {
		v.store = 0
	}
	return g.shifts[v.store][rhythmOf(int(v.channel), rest)].pick(r)
}

// afterJoining puts a visit of the day of joining behind the joining itself, online if
// the stores are about to close.
func (g *Generator) afterJoining(h *habit, v *visit, r *random) uint32 {
	const lastCall = 600
	shift := &g.shifts[v.store][workday]
	if v.channel == WebShop || int(h.joinSecond)+lastCall > shift.until {
		v.channel, v.store = WebShop, 0
		shift = &g.shifts[0][online]
	}
	second := int(h.joinSecond) + 1 + r.below(shift.until-int(h.joinSecond)-1)
	return uint32(int(h.joinDay)*secondsPerDay + second)
}

func (g *Generator) pickStore(h *habit, n int, r *random) int16 {
	x := r.float()
	switch {
	case x < homeShare:
		return h.home
	case x < homeShare+secondShare:
		if g.retailer.Stores[h.second].open(n) {
			return h.second
		}
		return h.home
	default:
		return int16(g.crowds[n].pick(r))
	}
}

// planWalkIns spreads the customers without a card over days and stores. Fewer of them
// remain as the programme grows.
func (g *Generator) planWalkIns(count int) []visit {
	weights := make([]float64, len(g.calendar.days))
	for n := range weights {
		d := &g.calendar.days[n]
		weights[n] = d.demand * g.crowds[n].total() * (1.15 - 0.45*float64(n)/float64(len(weights)))
		if d.memberDay {
			weights[n] *= crowdDayPull
		}
	}
	days := newChooser(weights...)
	visits := make([]visit, count)
	for i := range visits {
		r := newRandom(g.config.Seed, streamWalkIn, i)
		n := days.at((float64(i) + r.float()) / float64(count) * days.total())
		v := visit{store: uint16(g.crowds[n].pick(&r)), channel: uint8(walkChannels.pick(&r))}
		v.at = uint32(n*secondsPerDay + g.pickSecondOfDay(&v, g.calendar.days[n].rest, &r))
		visits[i] = v
	}
	slices.SortFunc(visits, func(a, b visit) int { return cmp.Compare(a.at, b.at) })
	return visits
}

// number gives every visit its place in the day of its store: what the till prints. The
// sort keys hold store, time and the visit's position, so that plain numbers are sorted.
func (g *Generator) number(members, walkIns []visit) {
	const storeShift, timeShift = 64 - 10, 64 - 10 - 29 // 999 stores, 120 months, 30 M visits
	keys := make([]uint64, 0, len(members)+len(walkIns))
	visits := func(i int) *visit {
		if i < len(members) {
			return &members[i]
		}
		return &walkIns[i-len(members)]
	}
	for i := range cap(keys) {
		v := visits(i)
		keys = append(keys, uint64(v.store)<<storeShift|uint64(v.at)<<timeShift|uint64(i))
	}
	slices.Sort(keys)
	before := visit{}
	for _, key := range keys {
		v := visits(int(key & (1<<timeShift - 1)))
		v.number = 1
		if v.store == before.store && v.day() == before.day() {
			v.number = before.number + 1
		}
		before = *v
	}
}
