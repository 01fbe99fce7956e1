package event

import "time"

// visitor is a browser or app, or somebody who is no member yet, and whose what was
// done under it is.
type visitor struct {
	id    int64
	owner int64     // the first who was known by it: a member, or minus a visitor; 0: nobody was
	first time.Time // when he was first known by it
	until time.Time // up to when what was done is his
	other time.Time // when somebody else was first known by it; zero: nobody was
	seen  time.Time
}

// somebody is who is known by a visitor and of whom nothing may be kept.
const somebody = 0

// identified says that who was known by the visitor at an instant, and reports whether
// that is news. The news may come in any order. What is the owner's ends where anybody
// else is known to begin: of two who share a device nobody can say who did what
// between.
func (v *visitor) identified(who int64, at time.Time) bool {
	before := *v
	switch {
	case who != somebody && who == v.owner:
		if at.Before(v.first) {
			v.first = at
		}
		if at.After(v.until) && (v.other.IsZero() || at.Before(v.other)) {
			v.until = at
		}
	case who != somebody && v.owner == 0 && (v.other.IsZero() || at.Before(v.other)):
		v.owner, v.first, v.until = who, at, at
	case v.owner != 0 && at.Before(v.first): // he was there before, and we hear of it now
		v.other = earlier(v.other, v.first)
		v.owner, v.first, v.until = who, at, at
		if who == somebody {
			v.other, v.first, v.until = at, time.Time{}, time.Time{}
		}
	default:
		v.other = earlier(v.other, at)
		if v.owner != 0 && v.until.After(v.other) {
			v.until = v.first // what lies between may be of either
		}
	}
	return *v != before
}

// earlier is the earlier of two instants of which the first may not be.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// forever is until when somebody's own account is his.
var forever = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
