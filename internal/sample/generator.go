package sample

import "iter"

// Generator holds the small world and the plan of visits, both made by New. It does not
// change afterwards: its methods may be used from several goroutines.
type Generator struct {
	config   Config
	calendar *calendar
	retailer Retailer
	crowds   []chooser // by day: customers of each store
	shifts   []shifts  // by store
	boards   boards    // by day, menu and section: what is on offer
	habits   []habit   // by member
	plan     plan      // who comes when
}

// New builds the world and plans the visits; the orders themselves are made while they
// are asked for. It panics on a Config that Validate refuses.
func New(c Config) *Generator {
	if c.Zone == nil {
		c.Zone = Shanghai()
	}
	if err := c.Validate(); err != nil {
		panic(err)
	}
	g := &Generator{config: c, calendar: newCalendar(c)}
	g.retailer = g.buildRetailer()
	g.crowds = g.buildCrowds()
	g.boards = g.buildBoards()
	g.shifts = make([]shifts, len(g.retailer.Stores))
	for i := range g.shifts {
		g.shifts[i] = newShifts(&g.retailer.Stores[i])
	}
	g.habits = g.buildHabits()
	g.plan = g.buildPlan()
	return g
}

// Config is what the generator was made from.
func (g *Generator) Config() Config { return g.config }

// Retailer is the organisation and the catalogue. The lists are shared: read only.
func (g *Generator) Retailer() Retailer { return g.retailer }

// Customers yields the timelines of all members by index, then those of the customers
// who are no members, in the order of time. Nothing is kept: each timeline is made when
// it is its turn and belongs to the caller.
func (g *Generator) Customers() iter.Seq[Timeline] {
	return func(yield func(Timeline) bool) {
		for i := range g.habits {
			if !yield(g.Timeline(i)) {
				return
			}
		}
		for i := range g.plan.walkIns {
			if !yield(g.walkIn(i)) {
				return
			}
		}
	}
}

func (g *Generator) buildRetailer() Retailer {
	return Retailer{
		Name: retailerName, Brands: brands, Regions: regions, Channels: channels[:],
		Stores: g.buildStores(), Categories: buildCategories(), Articles: g.buildArticles(),
	}
}

// buildCrowds weighs the stores for each day: by age, and by what is around them.
func (g *Generator) buildCrowds() []chooser {
	byDay := make([]chooser, len(g.calendar.days))
	weights := make([]float64, len(g.retailer.Stores))
	for n := range byDay {
		for i := range weights {
			s := &g.retailer.Stores[i]
			weights[i] = s.crowd(n) * s.restEffect(g.calendar.days[n].rest)
		}
		byDay[n] = newChooser(weights...)
	}
	return byDay
}

// crowdBefore weighs the stores that were open on a day before the records.
func (g *Generator) crowdBefore(day int) chooser {
	weights := make([]float64, len(g.retailer.Stores))
	for i := range weights {
		weights[i] = g.retailer.Stores[i].crowd(day)
	}
	return newChooser(weights...)
}

// restEffect empties the office districts on days of rest and fills the streets.
func (s *Store) restEffect(rest bool) float64 {
	switch office := sites[s.site].office; {
	case !rest:
		return 1
	case office:
		return 0.6
	default:
		return 1.2
	}
}
