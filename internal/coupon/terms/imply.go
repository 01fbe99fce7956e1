package terms

import "slices"

// Days are the conditions on the day alone, which hold or not for everybody
// everywhere.
func (w When) Days() When {
	return When{MonthDays: w.MonthDays, Weekdays: w.Weekdays, From: w.From, Until: w.Until, Festival: w.Festival, Before: w.Before, After: w.After}
}

// Implies reports whether the other conditions hold wherever these do. It says yes
// only where that follows from what is written; where it says no, it may be so all
// the same.
func (w When) Implies(other When) bool {
	return narrower(w.Levels, other.Levels) && narrower(w.Labels, other.Labels) &&
		narrower(w.Stores, other.Stores) && narrower(w.Channels, other.Channels) &&
		narrower(w.MonthDays, other.MonthDays) && narrower(w.Weekdays, other.Weekdays) &&
		(other.From == "" || w.From >= other.From) &&
		(other.Until == "" || w.Until != "" && w.Until <= other.Until) &&
		hoursWithin(w.Hours, other.Hours) && birthdayWithin(w.Birthday, other.Birthday) &&
		(other.Festival == "" || w.Festival == other.Festival && w.Before <= other.Before && w.After <= other.After) &&
		(!other.First || w.First)
}

// narrower reports whether whatever a list lets through, another does too; an
// empty list lets everything through.
func narrower[T comparable](list, other []T) bool {
	if len(other) == 0 {
		return true
	}
	return len(list) > 0 && !slices.ContainsFunc(list, func(one T) bool { return !slices.Contains(other, one) })
}

func hoursWithin(list, other []Hours) bool {
	if len(other) == 0 {
		return true
	}
	open := func(list []Hours, minute int) bool {
		return len(list) == 0 || slices.ContainsFunc(list, func(h Hours) bool { return h.include(minute) })
	}
	for minute := range 24 * 60 {
		if open(list, minute) && !open(other, minute) {
			return false
		}
	}
	return true
}

// birthdayWithin: the day lies in the week and in the month; the week may lie in
// two months.
func birthdayWithin(span, other string) bool {
	return other == "" || span == other || span == "day"
}

// Within reports whether whatever these goods match, the others match too. above
// gives a category with every one above it; nil where nothing is known of them.
// Naming nothing matches nothing.
func (g Goods) Within(other Goods, above func(category string) []string) bool {
	all := func(codes []string, covered func(string) bool) bool {
		return !slices.ContainsFunc(codes, func(code string) bool { return !covered(code) })
	}
	return all(g.Articles, func(code string) bool { return slices.Contains(other.Articles, code) }) &&
		all(g.Brands, func(code string) bool { return slices.Contains(other.Brands, code) }) &&
		all(g.Categories, func(code string) bool {
			path := []string{code}
			if above != nil {
				path = append(path, above(code)...)
			}
			return slices.ContainsFunc(path, func(c string) bool { return slices.Contains(other.Categories, c) })
		})
}
