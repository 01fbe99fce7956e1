package intake

import "habitue/internal/platform/table"

// Many tills write the date into one column and the time of day into another.
// Their names do not tell: 日期 may hold the whole moment and 下单时间 only 10:30.
// So the first rows are looked at before one column is taken for the time.

// shape tells what a text says of a moment.
type shape int

const (
	shapeless shape = iota
	dateOnly        // also with the midnight that databases write behind a date
	clockOnly
	moment
)

func shapeOf(text []byte) shape {
	s, c := scanner{b: text}, civil{}
	if !s.done() && s.clock(&c) && s.done() {
		return clockOnly
	}
	c, ok := parseCivil(text, DayMonthYear)
	if !ok {
		if c, ok = parseCivil(text, MonthDayYear); !ok {
			return shapeless
		}
	}
	if c.unix || c.hasOffset || c.hour != 0 || c.minute != 0 || c.second != 0 || c.micro != 0 {
		return moment
	}
	return dateOnly
}

// timeSample is what the first rows show of a source that may be the time.
type timeSample struct {
	source boundSource
	dates  dateSample
	seen   [moment + 1]int
}

func (s *timeSample) look(row *table.Row) {
	text := (&rowReader{}).text(row, s.source, FieldTime.joint())
	if len(text) == 0 {
		return
	}
	s.dates.look(text)
	s.seen[shapeOf(text)]++
}

// all says that every row that has something there has this.
func (s *timeSample) all(want shape) bool {
	for shape, n := range s.seen {
		if n > 0 != (shape == int(want)) {
			return false
		}
	}
	return true
}

// timeSamples are the sources among which chooseTime chooses, the likeliest first.
func (b *binding) timeSamples() []timeSample {
	list := []timeSample{{source: b.source(FieldTime)}}
	for i, c := range b.times {
		if i > 0 {
			list = append(list, timeSample{source: boundSource{columns: []int{c}}})
		}
	}
	for i := range list {
		list[i].dates.order = b.mapping.DateOrder
	}
	return list
}

// chooseTime joins a column of dates and a column of clocks where the time was
// found by its name and is only one of the two. It returns the sample that holds
// the date.
func (b *binding) chooseTime(samples []timeSample) *timeSample {
	first := &samples[0]
	for _, pair := range [][2]shape{{dateOnly, clockOnly}, {clockOnly, dateOnly}} {
		if !first.all(pair[0]) {
			continue
		}
		for i := range samples[1:] {
			other := &samples[1+i]
			if !other.all(pair[1]) {
				continue
			}
			date, clock := first, other
			if pair[0] == clockOnly {
				date, clock = other, first
			}
			b.joinTime(date.source.columns[0], clock.source.columns[0])
			return date
		}
	}
	return first
}

// joinTime takes two columns for the time and explains it.
func (b *binding) joinTime(date, clock int) {
	joined := boundSource{columns: []int{date, clock}}
	b.sources[fieldIndex[FieldTime]] = joined
	for i := range b.explain {
		if b.explain[i].Field != FieldTime {
			continue
		}
		b.explain[i].Columns, b.explain[i].AlsoFits = b.names(joined), nil
		for _, c := range b.times {
			if c != date && c != clock {
				b.explain[i].AlsoFits = append(b.explain[i].AlsoFits, b.header[c])
			}
		}
	}
	b.findUnused()
}
