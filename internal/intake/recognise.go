package intake

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"habitue/internal/platform/errs"
)

// Recognised explains one field: where it comes from and how we came to think so.
type Recognised struct {
	Field    Field    `json:"field"`
	Columns  []string `json:"columns,omitempty"`
	Constant string   `json:"constant,omitempty"`
	How      How      `json:"how"`
	Mapping  string   `json:"mapping,omitempty"`   // the one that said so
	AlsoFits []string `json:"also_fits,omitempty"` // columns whose names fit too

	Confidence int `json:"confidence,omitempty"` // of an opening: which share of the first rows reads as the field, in percent
}

// How is how we came to think that a field stands somewhere.
type How string

// The ways: somebody said so for this file, its mapping says so, or a column
// has such a name.
const (
	ByHand    How = "stated"
	ByMapping How = "mapping"
	ByName    How = "name"
)

// binding is a mapping tied to the columns of one file.
type binding struct {
	mapping Mapping
	header  []string
	sources [fieldCount]boundSource
	explain []Recognised
	unused  []string
	times   []int // columns that may be the time by their names, the likeliest first
}

// boundSource is where a field stands in a row.
type boundSource struct {
	columns  []int
	constant []byte
}

func (s boundSource) any() bool { return len(s.columns) > 0 || len(s.constant) > 0 }

// bind finds the columns of a mapping in a header.
// Errors: ErrNoSuchColumn, ErrTwoColumns, ErrFieldMissing, ErrNoHeader.
func bind(m Mapping, header []string) (*binding, error) {
	b, problems := bindAll(m, header)
	if len(problems) > 0 {
		return nil, problems[0]
	}
	return b, nil
}

// bindAll is bind for who wants to know everything that is wrong; what a field
// was stated to be and cannot be stays open.
func bindAll(m Mapping, header []string) (*binding, []*errs.Error) {
	b := &binding{mapping: m, header: header}
	var problems []*errs.Error
	taken := map[int]bool{}
	for i, f := range fields {
		source, stated := m.Fields[f]
		if !stated {
			continue
		}
		bound, problem := b.locate(f, source)
		if problem != nil {
			problems = append(problems, problem)
			continue
		}
		b.sources[i] = bound
		if len(bound.columns) == 1 { // a column that is only a part may be something for itself: customer+date
			taken[bound.columns[0]] = true
		}
		if bound.any() {
			r := Recognised{Field: f, Columns: b.names(bound), Constant: source.Constant, How: ByHand}
			if m.Name != "" && !source.byHand {
				r.How, r.Mapping = ByMapping, m.Name
			}
			b.explain = append(b.explain, r)
		}
	}
	if m.Guess {
		b.guess(taken)
	}
	b.findUnused()
	if problem := b.complete(); problem != nil {
		problems = append(problems, problem)
	}
	return b, problems
}

func (b *binding) findUnused() {
	b.unused = nil
	used := map[int]bool{}
	for _, s := range b.sources {
		for _, c := range s.columns {
			used[c] = true
		}
	}
	for c, name := range b.header {
		if !used[c] && name != "" {
			b.unused = append(b.unused, name)
		}
	}
}

// locate finds the columns of a stated source. A column may contain a + in its
// name: only when there is none of that name the parts are looked for.
func (b *binding) locate(f Field, s Source) (boundSource, *errs.Error) {
	bound := boundSource{constant: []byte(s.Constant)}
	var names []string
	for _, name := range s.Columns {
		if slices.Contains(b.header, name) || !strings.Contains(name, "+") {
			names = append(names, name)
			continue
		}
		for part := range strings.SplitSeq(name, "+") {
			names = append(names, strings.TrimSpace(part))
		}
	}
	for _, name := range names {
		c, err := b.column(f, name)
		if err != nil {
			return boundSource{}, err
		}
		bound.columns = append(bound.columns, c)
	}
	return bound, nil
}

// column finds one column: by its very name, else by a name that folds alike.
func (b *binding) column(f Field, name string) (int, *errs.Error) {
	for _, same := range []func(string) bool{
		func(h string) bool { return h == name },
		func(h string) bool { return foldHeading(h) == foldHeading(name) },
	} {
		c := slices.IndexFunc(b.header, same)
		if c < 0 {
			continue
		}
		if slices.IndexFunc(b.header[c+1:], same) >= 0 {
			return 0, ErrTwoColumns.With("column", name, "field", string(f))
		}
		return c, nil
	}
	return 0, ErrNoSuchColumn.With("column", name, "field", string(f), "columns", strings.Join(b.header, ", "))
}

// guess gives the fields that nobody stated the column with the likeliest name.
func (b *binding) guess(taken map[int]bool) {
	folded := make([]string, len(b.header))
	for i, h := range b.header {
		folded[i] = foldHeading(h)
	}
	for i, f := range fields {
		if _, stated := b.mapping.Fields[f]; stated {
			continue
		}
		var fits []int
		for _, name := range columnNames[f] {
			if c := slices.Index(folded, name); c >= 0 && !taken[c] && !slices.Contains(fits, c) {
				fits = append(fits, c)
			}
		}
		if len(fits) == 0 {
			continue
		}
		if f == FieldTime {
			b.times = fits
		}
		taken[fits[0]] = true
		b.sources[i] = boundSource{columns: fits[:1]}
		r := Recognised{Field: f, Columns: []string{b.header[fits[0]]}, How: ByName}
		for _, c := range fits[1:] {
			r.AlsoFits = append(r.AlsoFits, b.header[c])
		}
		b.explain = append(b.explain, r)
	}
}

// complete makes sure that orders can be made of what was found.
func (b *binding) complete() *errs.Error {
	missing := b.missing()
	if len(missing) == 0 {
		return nil
	}
	if b.looksLikeData() {
		return ErrNoHeader.With("first", strings.Join(b.header, ", "))
	}
	return ErrFieldMissing.With("field", string(missing[0]), "columns", strings.Join(b.header, ", "))
}

// missing lists the fields without which no order can be made.
func (b *binding) missing() []Field {
	var list []Field
	for _, f := range []Field{FieldOrder, FieldTime} {
		if !b.source(f).any() {
			list = append(list, f)
		}
	}
	if !b.source(FieldAmount).any() && !b.source(FieldPrice).any() {
		list = append(list, FieldAmount)
	}
	return list
}

// looksLikeData says that the first row has numbers where names should be.
func (b *binding) looksLikeData() bool {
	numbers := 0
	for _, h := range b.header {
		if strings.IndexFunc(h, unicode.IsLetter) < 0 && strings.IndexFunc(h, unicode.IsDigit) >= 0 {
			numbers++
		}
	}
	return numbers >= 2
}

func (b *binding) source(f Field) boundSource { return b.sources[fieldIndex[f]] }

func (b *binding) names(s boundSource) []string {
	var names []string
	for _, c := range s.columns {
		names = append(names, b.header[c])
	}
	return names
}

// columnName is how messages name the place of a field.
func (b *binding) columnName(f Field) string {
	if names := b.names(b.source(f)); len(names) > 0 {
		return strings.Join(names, "+")
	}
	return string(f)
}

// foldHeading makes headings comparable: width, case, blanks, punctuation and a
// remark in brackets (实付金额（元）) do not matter.
func foldHeading(h string) string {
	h = width.Fold.String(h)
	if i := strings.IndexAny(h, "(["); i > 0 {
		h = h[:i]
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, h)
}
