package insight

import "time"

// Grain is how long the pieces are into which a period is cut.
type Grain string

// The grains. Weeks begin on Monday.
const (
	ByDay   Grain = "day"
	ByWeek  Grain = "week"
	ByMonth Grain = "month"
)

// start returns the day on which the piece of d begins, also when that lies
// before the period.
func (g Grain) start(d time.Time) time.Time {
	switch g {
	case ByWeek:
		return d.AddDate(0, 0, -(int(d.Weekday())+6)%7)
	case ByMonth:
		return time.Date(d.Year(), d.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	return d
}

// pieces is a period cut up: the days on which its pieces begin.
type pieces struct {
	grain  Grain
	starts []time.Time
	place  map[time.Time]int
}

func (g Grain) cut(p Period) pieces {
	c := pieces{grain: g, place: map[time.Time]int{}}
	for d := p.From; d.Before(p.Until); d = d.AddDate(0, 0, 1) {
		if s := g.start(d); len(c.starts) == 0 || !c.starts[len(c.starts)-1].Equal(s) {
			c.place[s] = len(c.starts)
			c.starts = append(c.starts, s)
		}
	}
	return c
}

// of returns the place of the piece that a day belongs to.
func (c pieces) of(d time.Time) int { return c.place[c.grain.start(d.UTC())] }
