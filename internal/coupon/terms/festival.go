package terms

import (
	"cmp"
	"slices"
	"time"
)

// Feast is a festival on the day it falls on, as midnight UTC.
type Feast struct {
	Festival string
	Day      time.Time
}

// FeastsBetween returns the festivals that rules may name from one day to another,
// both inclusive, in their order.
func FeastsBetween(from, until time.Time) (list []Feast) {
	for name := range festivals {
		for year := from.Year() - 1; year <= until.Year(); year++ { // a lunar year ends in the next one
			if on := feast(name, year); !on.Before(from) && !on.After(until) {
				list = append(list, Feast{name, on})
			}
		}
	}
	slices.SortFunc(list, func(a, b Feast) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Festival, b.Festival)) })
	return list
}
