package intake

import (
	"slices"
	"strings"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
)

func iso(c civil) string {
	return time.Date(c.year, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// civil reads a date as somebody wrote it, or the day number of a spreadsheet.
func (r *openingReader) civil(v string) (civil, bool) {
	if c, ok := serialDate(v); ok {
		return c, true
	}
	return parseCivil([]byte(v), r.mapping.DateOrder)
}

// serialDate reads the number by which a spreadsheet counts days.
func serialDate(v string) (c civil, ok bool) {
	if len(v) < 5 || !isDigit(v[0]) {
		return c, false
	}
	d, ok := parseDecimal([]byte(v), false)
	if !ok || d.mantissa < 0 {
		return c, false
	}
	whole, rest := d.mantissa/int64(powers[d.scale]), d.mantissa%int64(powers[d.scale])
	if whole < firstSerial || whole > lastSerial || strings.ContainsAny(v, "-,") {
		return c, false
	}
	seconds := (rest*day + int64(powers[d.scale])/2) / int64(powers[d.scale])
	at := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(whole)).Add(time.Duration(seconds) * time.Second)
	return civil{year: at.Year(), month: int(at.Month()), day: at.Day(), hour: at.Hour(), minute: at.Minute(), second: at.Second()}, true
}

// moment reads a time; the end of a day, where it is an end and no hour is told. What
// cannot be read is left out where the row is good without it, and refused elsewhere.
func (r *openingReader) moment(f Field, isEnd, optional bool) (time.Time, bool) {
	v := r.half(f)
	if v == "" {
		return time.Time{}, false
	}
	c, ok := r.civil(v)
	switch {
	case !ok && strings.Trim(v, "0-/:. ") == "":
		r.repairs.note(Placeholder, r.number, f, v, "")
		return time.Time{}, false
	case !ok && optional:
		r.repairs.note(LeftOut, r.number, f, v, "")
		return time.Time{}, false
	case !ok:
		r.refuse(f, rowTime, "value", clip([]byte(v)))
		return time.Time{}, false
	}
	if c.year <= 1900 && !c.unix {
		r.repairs.note(Placeholder, r.number, f, v, "")
		return time.Time{}, false
	}
	if c.year >= 2900 { // 2999-12-31, 9999-12-31: for ever
		r.repairs.note(Placeholder, r.number, f, v, "")
		return time.Time{}, false
	}
	if isEnd && !c.unix && c.hour == 0 && c.minute == 0 && c.second == 0 && !strings.ContainsAny(v, ":时") {
		next := time.Date(c.year, time.Month(c.month), c.day+1, 0, 0, 0, 0, time.UTC)
		c.year, c.month, c.day = next.Year(), int(next.Month()), next.Day()
	}
	if !c.unix && !strings.HasPrefix(v, "19") && !strings.HasPrefix(v, "20") || len(v) < 8 {
		r.repairs.note(DateWords, r.number, f, v, iso(c))
	}
	return time.UnixMicro(r.zone.instant(c)).UTC().Truncate(time.Second), true
}

// dated are the fields whose order of day and month must be known.
var dated = []Field{FieldBirthday, FieldJoined, FieldExpires, FieldSince, FieldUntil, FieldConsented}

// dateOrder finds out, by the first rows, whether day or month comes first.
// Errors: ErrDateOrder.
func (b *openingBinding) dateOrder(samples [][]string) *errs.Error {
	s := dateSample{order: b.mapping.DateOrder}
	column := ""
	list := slices.Clone(dated)
	for _, f := range b.own {
		if f.Kind == member.DateField {
			list = append(list, ownColumn(f.Code))
		}
	}
	for _, f := range list {
		for _, c := range b.columns[f].columns {
			if s.unclear == "" {
				column = b.header[c]
			}
			for _, row := range samples {
				if c >= len(row) {
					continue
				}
				text := bare([]byte(row[c]))
				if _, err := member.ParseBirthday(string(text)); f == FieldBirthday && err == nil {
					continue // 05-02 is the second of May, as exports write it
				}
				s.look(text)
			}
		}
	}
	order, err := s.decide(column)
	if err != nil {
		return errs.Of(err)
	}
	b.mapping.DateOrder = order
	return nil
}
