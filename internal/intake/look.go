package intake

import (
	"context"
	"errors"
	"io"
	"strings"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/table"
)

// Look is what the first rows of a file show of it and of a mapping: enough for
// a person to make the mapping right. What a run would be refused for stands
// among Problems.
type Look struct {
	Columns   []Column
	Fields    []Recognised
	Unused    []string
	Missing   []Field   // without which no order can be made
	DateOrder DateOrder // as stated or found; empty where no date needs one
	Problems  []*errs.Error
	Mapping   Mapping // as it would be used, with what the retailer's settings add
	Encoding  table.Encoding
	Delimiter string
	Packed    bool
	Rows      int // that were looked at
}

// Column is one column of a file with what stands in its first rows.
type Column struct {
	Name    string
	Samples []string // personal text is masked
	Filled  int      // of the rows that were looked at
}

// shownRows is how many rows a person is shown.
const shownRows = 20

// Look reads the first rows of a file under a mapping. A mapping that does not
// suit the file is no error.
//
// Errors: ErrBadMapping, those of table.Open, ErrNoRows.
func (s *Service) Look(ctx context.Context, file string, m Mapping) (Look, error) {
	settings, err := s.Org.Settings(ctx, s.DB)
	if err != nil {
		return Look{}, err
	}
	m = Mapping{Currency: settings.Currency, Zone: settings.Zone, Country: settings.Country}.Over(m)
	if err := m.Validate(); err != nil {
		return Look{}, err
	}
	r, err := table.Open(file, m.reading())
	if err != nil {
		return Look{}, err
	}
	defer r.Close()
	b, problems := bindAll(m, r.Header())
	look := Look{Problems: problems, Missing: b.missing()}
	if err := look.read(r, b); err != nil {
		return Look{}, err
	}
	look.Encoding, look.Delimiter, look.Packed = r.Encoding(), string(r.Delimiter()), r.Compressed()
	look.Fields, look.Unused, look.DateOrder = b.explain, b.unused, b.mapping.DateOrder
	look.Mapping = m
	if m.Currency == "" && !b.source(FieldCurrency).any() {
		look.Problems = append(look.Problems, ErrCurrencyMissing)
	}
	if m.Zone == "" {
		look.Problems = append(look.Problems, ErrZoneMissing)
	}
	return look, nil
}

// read looks at the first rows: what stands in the columns, and what the dates say.
func (l *Look) read(r *table.Reader, b *binding) error {
	l.Columns = make([]Column, len(r.Header()))
	for i, name := range r.Header() {
		l.Columns[i].Name = name
	}
	times := b.timeSamples()
	for range sampleRows {
		row, err := r.Next()
		if err != nil {
			if errors.Is(err, io.EOF) && l.Rows == 0 {
				return ErrNoRows
			}
			if e := errs.Of(err); e != nil && !errors.Is(err, io.EOF) {
				l.Problems = append(l.Problems, e)
			}
			break
		}
		l.Rows++
		if row.Fault != nil {
			continue
		}
		l.sample(row)
		for i := range times {
			times[i].look(row)
		}
	}
	dated := b.chooseTime(times)
	var err error
	if b.mapping.DateOrder, err = dated.dates.decide(b.columnName(FieldTime)); err != nil {
		l.Problems = append(l.Problems, errs.Of(err))
	}
	return nil
}

func (l *Look) sample(row *table.Row) {
	for i, text := range copyRow(row) {
		c := &l.Columns[i]
		if strings.TrimSpace(text) != "" {
			c.Filled++
		}
		if len(c.Samples) < shownRows {
			c.Samples = append(c.Samples, maskPersonal(clipText(text)))
		}
	}
}

// widestSample is how many characters of a cell a person is shown.
const widestSample = 60

func clipText(s string) string {
	if r := []rune(s); len(r) > widestSample {
		return string(r[:widestSample]) + "…"
	}
	return s
}

// FieldOf is the field that a problem of a look is about; empty where it is the
// whole file.
func FieldOf(problem *errs.Error) Field {
	switch {
	case errors.Is(problem, ErrDateOrder):
		return FieldTime
	case errors.Is(problem, ErrCurrencyMissing):
		return FieldCurrency
	}
	for _, p := range problem.Params {
		name, ok := p.Value.(string)
		if _, own := Field(name).own(); ok && p.Name == "field" && (own || Field(name).known() || OpenMembers.has(Field(name))) {
			return Field(name)
		}
	}
	return ""
}
