package intake

import (
	"errors"
	"io"
	"strings"

	"habitue/internal/platform/table"
)

// Preview is what the first rows of a file show: enough to judge a mapping by.
type Preview struct {
	Header    []string     `json:"header"`
	Columns   []Recognised `json:"columns"`
	Unused    []string     `json:"unused_columns,omitempty"`
	DateOrder DateOrder    `json:"date_order,omitempty"` // as stated or found
	Rows      [][]string   `json:"rows"`                 // the first few
}

const (
	previewRows = 5
	sampleRows  = 1000
)

// Inspect reads the first rows of a file and ties the mapping to its columns.
// Errors: those of table.Open, ErrNoSuchColumn, ErrTwoColumns, ErrFieldMissing,
// ErrNoHeader, ErrNoRows, ErrDateOrder.
func Inspect(file string, m Mapping) (Preview, error) {
	p, _, err := inspect(file, m)
	return p, err
}

func inspect(file string, m Mapping) (Preview, *binding, error) {
	r, err := table.Open(file, m.reading())
	if err != nil {
		return Preview{}, nil, err
	}
	defer r.Close()
	b, err := bind(m, r.Header())
	if err != nil {
		return Preview{}, nil, err
	}
	p := Preview{Header: r.Header()}
	times, read := b.timeSamples(), 0
	for range sampleRows {
		row, err := r.Next()
		if err != nil {
			if !errors.Is(err, io.EOF) || read > 0 {
				break // what is wrong further down is told when the file is read
			}
			return Preview{}, nil, ErrNoRows
		}
		read++
		if row.Fault != nil {
			continue
		}
		if len(p.Rows) < previewRows {
			p.Rows = append(p.Rows, copyRow(row))
		}
		for i := range times {
			times[i].look(row)
		}
	}
	dated := b.chooseTime(times)
	p.Columns, p.Unused = b.explain, b.unused
	if b.mapping.DateOrder, err = dated.dates.decide(b.columnName(FieldTime)); err != nil {
		return Preview{}, nil, err
	}
	p.DateOrder = b.mapping.DateOrder
	return p, b, nil
}

func copyRow(row *table.Row) []string {
	cells := make([]string, len(row.Fields))
	for i, f := range row.Fields {
		cells[i] = strings.ToValidUTF8(string(f), "�")
	}
	return cells
}

// dateSample finds out whether the day or the month comes first.
type dateSample struct {
	order      DateOrder
	dayFirst   bool // a first number is too great for a month
	monthFirst bool // a second one is
	unclear    string
}

func (s *dateSample) look(text []byte) {
	first, second, yes := yearLast(text)
	switch {
	case !yes:
	case first > 12:
		s.dayFirst = true
	case second > 12:
		s.monthFirst = true
	case s.unclear == "":
		s.unclear = clip(text)
	}
}

// decide refuses to guess: a month taken for a day moves sales by months.
func (s *dateSample) decide(column string) (DateOrder, error) {
	switch {
	case s.order != "":
		return s.order, nil
	case s.dayFirst && !s.monthFirst:
		return DayMonthYear, nil
	case s.monthFirst && !s.dayFirst:
		return MonthDayYear, nil
	case s.dayFirst || s.unclear != "":
		return "", ErrDateOrder.With("column", column, "value", s.unclear)
	}
	return "", nil
}
