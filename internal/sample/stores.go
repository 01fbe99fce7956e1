package sample

import (
	"fmt"
	"math"
	"time"
)

// Three of ten stores open while the records run; a Config with one store has only
// the flagship, which has been there for years.
const (
	openBefore     = 0.7
	yearsBefore    = 5
	launchDays     = 42 // the crowd of an opening fades over six weeks
	launchCrowd    = 0.6
	openerAgeDays  = yearsBefore * 365
	youngestOldDay = 60 // a store that is not new has been open for two months
)

// buildStores founds the stores in the order of their sites.
func (g *Generator) buildStores() []Store {
	stores := make([]Store, g.config.Stores)
	for i := range stores {
		stores[i] = g.buildStore(i)
	}
	return stores
}

func (g *Generator) buildStore(i int) Store {
	r := newRandom(g.config.Seed, streamStore, i)
	row := sites[i%len(sites)]
	town := cities[row.city]
	s := Store{
		Code: fmt.Sprintf("S%0*d", max(2, digits(g.config.Stores)), i+1), Name: storeName(row, i/len(sites)),
		City: town.name, Brand: row.brand, Region: town.region, Zone: g.config.Zone.String(), Tills: 2,
		site: i % len(sites), menu: menu(row.brand),
		size: math.Exp(0.35 * r.normal()),
	}
	if i == 0 {
		s.menu, s.Tills, s.size = everything, 4, 2.2
	} else if s.size > 1.1 {
		s.Tills = 3
	}
	s.Opens, s.Closes = hours(8), hours(22)
	if row.office {
		s.Opens, s.Closes = hours(7), hours(21)
	}
	s.firstDay = g.openingDay(i, &r)
	s.OpenedAt = g.calendar.midnight(s.firstDay)
	for t := range s.Tills {
		s.tillCodes = append(s.tillCodes, fmt.Sprintf("%s-T%d", s.Code, t+1))
	}
	for c := range 2*s.Tills + 1 {
		s.cashiers = append(s.cashiers, fmt.Sprintf("%s-C%02d", s.Code, c+1))
	}
	return s
}

func storeName(row site, again int) Text {
	town := cities[row.city]
	name := Text{town.name.ZH + row.name.ZH + "店", town.name.EN + " " + row.name.EN}
	if again > 0 {
		name.ZH = fmt.Sprintf("%s%s%d店", town.name.ZH, row.name.ZH, again+1)
		name.EN = fmt.Sprintf("%s No. %d", name.EN, again+1)
	}
	return name
}

// openingDay spreads the old stores over five years and the new ones over the records,
// leaving the last tenth so that each new store has some history.
func (g *Generator) openingDay(i int, r *random) int {
	old := max(1, int(math.Ceil(openBefore*float64(g.config.Stores))))
	if i < old {
		share := (float64(i) + 0.5*r.float()) / float64(old)
		return -youngestOldDay - int((1-share)*(openerAgeDays-youngestOldDay))
	}
	share := (float64(i-old) + r.float()) / float64(g.config.Stores-old)
	return int(0.9 * share * float64(len(g.calendar.days)))
}

// crowd is how many customers the store draws on a day, relative to an ordinary day of
// an ordinary store: nobody before it opens, more than usual in its first weeks.
func (s *Store) crowd(day int) float64 {
	age := day - s.firstDay
	if age < 0 {
		return 0
	}
	return s.size * (1 + launchCrowd*max(0, 1-float64(age)/launchDays))
}

// open tells whether the store has opened by a day.
func (s *Store) open(day int) bool { return day >= s.firstDay }

func hours(h int) time.Duration { return time.Duration(h) * time.Hour }

func digits(n int) int { return len(fmt.Sprint(n)) }
