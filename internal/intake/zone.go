package intake

import "time"

// zoner turns what a clock on the wall showed into instants.
//
// When the clock was put forward, some times never were: they are read with the
// offset that ruled before, so 01:30 becomes 02:30. When it was put back, some
// times were twice: the first is meant. Both rules give one answer on any machine.
type zoner struct {
	location *time.Location
	// Between from and until (seconds, with a day's distance to any change) the
	// offset is known; nearly every row of a file falls in there.
	from, until, offset int64
}

const day = 24 * 60 * 60

// instant returns microseconds since 1970.
func (z *zoner) instant(c civil) int64 {
	if c.unix {
		return int64(c.second)*1e6 + int64(c.micro)
	}
	wall := daysSince1970(c.year, c.month, c.day)*day + int64(c.hour)*3600 + int64(c.minute)*60 + int64(c.second)
	if c.hasOffset {
		return (wall-int64(c.offset))*1e6 + int64(c.micro)
	}
	if wall < z.from || wall >= z.until {
		if !z.settle(wall) {
			return z.nearChange(wall)*1e6 + int64(c.micro)
		}
	}
	return (wall-z.offset)*1e6 + int64(c.micro)
}

// settle remembers the stretch of time around wall that has one offset; false
// where a change is less than a day away.
func (z *zoner) settle(wall int64) bool {
	t := time.Unix(wall, 0).In(z.location)
	start, end := t.ZoneBounds()
	from, until := int64(-1<<62), int64(1<<62)
	if !start.IsZero() {
		from = start.Unix() + day
	}
	if !end.IsZero() {
		until = end.Unix() - day
	}
	if wall < from || wall >= until {
		return false
	}
	_, offset := t.Zone()
	z.from, z.until, z.offset = from, until, int64(offset)
	return true
}

// nearChange applies the two rules.
func (z *zoner) nearChange(wall int64) int64 {
	before, after := z.offsetAt(wall-day), z.offsetAt(wall+day)
	first, second := wall-before, wall-after
	switch {
	case z.offsetAt(first) == before && z.offsetAt(second) == after:
		return min(first, second)
	case z.offsetAt(second) == after:
		return second
	}
	return first // it was so before the change, or it never was
}

func (z *zoner) offsetAt(unix int64) int64 {
	_, offset := time.Unix(unix, 0).In(z.location).Zone()
	return int64(offset)
}

// daysSince1970 counts days of the Gregorian calendar: years begin in March, so
// that the leap day is the last of its year.
func daysSince1970(year, month, dayOfMonth int) int64 {
	y, m := int64(year), int64(month)
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + int64(dayOfMonth) - 1 - 719468
}
