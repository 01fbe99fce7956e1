package profile

import (
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
)

// Facts are what a member bought until a day, of one brand or (0) of all, and
// how many of the others are worse.
type Facts struct {
	Member member.ID
	Brand  org.BrandID
	First  time.Time // business day of the first purchase
	Last   time.Time
	Orders int64 // within the window
	Spend  int64
	Worse  [3]int64 // how many bought longer ago, less often, for less money
	Of     int64    // how many members there are
}

// Value is what a member is worth as of a day.
type Value struct {
	R, F, M int
	Class   Class
	Line    int // which line of the rule gave the class, from 1; 0: the rest
}

// Judge scores the facts of a member as of a day and gives the class that
// follows. It is the only place where that is decided.
func (r Rule) Judge(f Facts, day time.Time) Value {
	v := Value{
		R: r.Recency.score(-f.Recency(day), f.Worse[0], f.Of, -1),
		F: r.Frequency.score(f.Orders, f.Worse[1], f.Of, 1),
		M: r.Monetary.score(f.Spend, f.Worse[2], f.Of, 1),
	}
	v.Class = r.Rest
	for i, l := range r.Classes {
		if l.holds(f, v, day) {
			v.Class, v.Line = l.Class, i+1
			break
		}
	}
	return v
}

// score is 1 and one more for each step that the value reaches. By quantile, the
// steps are a fifth of the members being worse, two fifths, three, four; members
// of one value have equally many below them, so that none is scored apart.
// Signs turn a scale around on which less is better.
func (s Scale) score(value, worse, of, sign int64) int {
	if s.By == ByQuantile {
		return 1 + int(scores*worse/of)
	}
	at := 1
	for _, step := range s.Steps {
		if value >= sign*step {
			at++
		}
	}
	return at
}

func (l Line) holds(f Facts, v Value, day time.Time) bool {
	for _, c := range l.When {
		if x := c.Of.of(f, v, day); c.Min != nil && x < *c.Min || c.Max != nil && x > *c.Max {
			return false
		}
	}
	return true
}

// of returns the measure of a member.
func (m Measure) of(f Facts, v Value, day time.Time) int64 {
	switch m {
	case ScoreR:
		return int64(v.R)
	case ScoreF:
		return int64(v.F)
	case ScoreM:
		return int64(v.M)
	case Recency:
		return f.Recency(day)
	case Orders:
		return f.Orders
	case Spend:
		return f.Spend
	case Tenure:
		return daysBetween(f.First, day)
	}
	return f.Spend / max(f.Orders, 1) // Average
}

// Recency is how many days before a day the last purchase was.
func (f Facts) Recency(day time.Time) int64 { return daysBetween(f.Last, day) }

func daysBetween(from, to time.Time) int64 { return int64(to.Sub(from) / (24 * time.Hour)) }

// opens returns the last day that no longer counts in the window that ends with
// a day; the zero time when all do.
func (r Rule) opens(day time.Time) time.Time {
	if r.Months == 0 {
		return time.Time{}
	}
	return addMonths(day, -r.Months)
}
