package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
)

// ByExample says that a column was taken for a field because of what stands in it.
const ByExample How = "example"

// enough is which share of a column's samples, in percent, must read as a field before
// the column is taken for it without a heading that says so.
const enough = 90

// openingBinding ties an opening's mapping to the columns of a file.
type openingBinding struct {
	*binding
	kind    OpeningKind
	columns map[Field]boundSource
	own     []member.Field // of the retailer's own, in the order in which they are shown
	asked   []OwnColumn    // for consents, in the order in which they are asked
}

func (b *openingBinding) has(f Field) bool { return b.columns[f].any() }

// checkOpening finds what no file can make right in a mapping. Errors: ErrBadMapping, ErrBadOpening.
func checkOpening(k OpeningKind, m Mapping) error {
	if !k.Valid() {
		return ErrBadOpening.With("kind", string(k))
	}
	for f := range m.Fields {
		if !k.takes(f) {
			return ErrBadMapping.With("field", string(f), "fields", openingFields[k])
		}
	}
	if err := m.checkTexts(); err != nil {
		return err
	}
	m.Fields = nil
	return m.Validate()
}

// SetOpening gives a field of an opening its source as flags write it; see Mapping.Set.
// A word of the file that stands for a tier, template or asset is "word:黄金会员=gold".
func (m *Mapping) SetOpening(k OpeningKind, assignment string) error {
	if word, ok := strings.CutPrefix(assignment, "word:"); ok {
		from, to, ok := strings.Cut(word, "=")
		if from, to = strings.TrimSpace(from), strings.TrimSpace(to); !ok || from == "" || to == "" {
			return ErrBadMapping.With("assignment", assignment)
		}
		if m.Words == nil {
			m.Words = map[string]string{}
		}
		m.Words[from] = to
		return nil
	}
	name, value, ok := strings.Cut(assignment, "=")
	f := Field(strings.TrimSpace(name))
	if !ok || !k.takes(f) {
		return ErrBadMapping.With("assignment", assignment, "fields", openingFields[k])
	}
	m.assign(f, value)
	return nil
}

// bindOpening finds the columns of a mapping in a header: those that it states, then by
// their headings, then by what stands in the first rows.
func bindOpening(k OpeningKind, m Mapping, header []string, own []member.Field, asked []OwnColumn, samples [][]string, reads func(Field, string) bool) (*openingBinding, []*errs.Error) {
	b := &openingBinding{binding: &binding{mapping: m, header: header}, kind: k, columns: map[Field]boundSource{}, own: own, asked: asked}
	problems := b.strangers()
	taken := map[int]bool{}
	for _, f := range b.fields() {
		source, stated := m.Fields[f]
		if !stated {
			continue
		}
		bound, problem := b.locate(f, source)
		if problem != nil {
			problems = append(problems, problem)
			continue
		}
		b.columns[f] = bound
		if len(bound.columns) == 1 {
			taken[bound.columns[0]] = true
		}
		if bound.any() {
			r := Recognised{Field: f, Columns: b.names(bound), Constant: source.Constant, How: ByHand, Confidence: 100}
			if m.Name != "" && !source.byHand {
				r.How, r.Mapping = ByMapping, m.Name
			}
			b.explain = append(b.explain, r)
		}
	}
	if m.Guess {
		if problem := b.byHeading(taken, samples, reads); problem != nil {
			problems = append(problems, problem)
		}
		if problem := b.byOwnName(taken, samples, reads); problem != nil {
			problems = append(problems, problem)
		}
		b.byConsentName(taken, samples, reads)
		b.byExample(taken, samples, reads)
	}
	order := b.fields()
	slices.SortStableFunc(b.explain, func(x, y Recognised) int { return slices.Index(order, x.Field) - slices.Index(order, y.Field) })
	used := map[int]bool{}
	for _, s := range b.columns {
		for _, c := range s.columns {
			used[c] = true
		}
	}
	for c, name := range header {
		if !used[c] && name != "" {
			b.unused = append(b.unused, name)
		}
	}
	if problem := b.lacks(); problem != nil {
		problems = append(problems, problem)
	}
	return b, problems
}

// byHeading takes columns for the fields of which they have a name. A heading that the
// file has twice is taken for nothing: nobody can tell which one is meant.
func (b *openingBinding) byHeading(taken map[int]bool, samples [][]string, reads func(Field, string) bool) *errs.Error {
	folded := make([]string, len(b.header))
	times := map[string]int{}
	for i, h := range b.header {
		folded[i] = foldHeading(h)
		times[folded[i]]++
	}
	for _, f := range b.order() {
		if _, stated := b.mapping.Fields[f]; stated || !b.wanted(f) {
			continue
		}
		var fits []int
		for _, name := range openingNames[f] {
			c := slices.Index(folded, name)
			if c < 0 || taken[c] || slices.Contains(fits, c) || !b.suits(f, folded[c]) {
				continue
			}
			if times[name] > 1 {
				return ErrTwoColumns.With("column", b.header[c], "field", string(f))
			}
			fits = append(fits, c)
		}
		if len(fits) == 0 {
			continue
		}
		taken[fits[0]] = true
		r := Recognised{Field: f, How: ByName, Confidence: support(f, fits[0], samples, reads)}
		for _, c := range fits[1:] {
			r.AlsoFits = append(r.AlsoFits, b.header[c])
		}
		b.bound(r, fits[0])
	}
	return nil
}

// order is in which order fields look for columns: the asset decides what amounts are.
func (b *openingBinding) order() []Field {
	list := OpeningFields(b.kind)
	slices.SortStableFunc(list, func(x, y Field) int {
		first := func(f Field) int {
			if f == FieldAsset {
				return 0
			}
			return 1
		}
		return first(x) - first(y)
	})
	return list
}

// wanted says whether a field still makes sense beside those that were found.
func (b *openingBinding) wanted(f Field) bool {
	switch f {
	case FieldPoints, FieldGrowth, FieldPrincipal, FieldBonus:
		return b.kind != OpenBalances || !b.has(FieldAsset)
	case FieldAmount:
		return b.has(FieldAsset)
	case FieldSince, FieldUntil:
		return b.has(FieldLevel)
	}
	return true
}

// suits keeps headings apart that mean one thing in one kind of file and another in
// another: in a file of members, what just expires is not the points.
func (b *openingBinding) suits(f Field, heading string) bool {
	if f == FieldExpires && b.kind == OpenMembers {
		return strings.HasPrefix(heading, "积分") || strings.HasPrefix(heading, "points")
	}
	return true
}

func (b *openingBinding) bound(r Recognised, column int) {
	b.columns[r.Field] = boundSource{columns: []int{column}}
	r.Columns = []string{b.header[column]}
	b.explain = append(b.explain, r)
}

// exemplary are the fields that can be told by what stands in a column.
var exemplary = []Field{FieldPhone, FieldEmail, FieldLevel, FieldTemplate, FieldAsset, FieldBirthday, FieldName, FieldConsents}

// byExample takes columns that no heading explains for what stands in them.
func (b *openingBinding) byExample(taken map[int]bool, samples [][]string, reads func(Field, string) bool) {
	for _, f := range exemplary {
		if _, stated := b.mapping.Fields[f]; stated || !b.kind.has(f) || b.has(f) || f == FieldAsset && b.kind == OpenBalances && b.someBalance() {
			continue
		}
		best, most := -1, enough-1
		for c := range b.header {
			if s := support(f, c, samples, reads); !taken[c] && s > most {
				best, most = c, s
			}
		}
		if best >= 0 {
			taken[best] = true
			b.bound(Recognised{Field: f, How: ByExample, Confidence: most}, best)
		}
	}
}

func (b *openingBinding) someBalance() bool {
	return b.has(FieldPoints) || b.has(FieldGrowth) || b.has(FieldPrincipal) || b.has(FieldBonus)
}

// support is which share of what stands in a column reads as a field, in percent.
func support(f Field, column int, samples [][]string, reads func(Field, string) bool) int {
	filled, good := 0, 0
	for _, row := range samples {
		if column >= len(row) {
			continue
		}
		v := string(bare([]byte(row[column])))
		if isNobody([]byte(v)) {
			continue
		}
		filled++
		if reads(f, v) {
			good++
		}
	}
	if filled == 0 {
		return 0
	}
	return good * 100 / filled
}

// lacks names the first thing without which the rows mean nothing.
func (b *openingBinding) lacks() *errs.Error {
	missing := Field("")
	switch {
	case !slices.ContainsFunc(identified, b.has):
		missing = FieldPhone
	case b.kind == OpenBalances && !b.someBalance() && !b.has(FieldAsset):
		missing = FieldPoints
	case b.kind == OpenBalances && b.has(FieldAsset) && !b.has(FieldAmount):
		missing = FieldAmount
	case b.kind == OpenTiers && !b.has(FieldLevel):
		missing = FieldLevel
	case b.kind == OpenCoupons && !b.has(FieldTemplate):
		missing = FieldTemplate
	default:
		return nil
	}
	if b.looksLikeData() {
		return ErrNoHeader.With("first", strings.Join(b.header, ", "))
	}
	return ErrFieldMissing.With("field", string(missing), "columns", strings.Join(b.header, ", "))
}

// readsAsName says that a text looks like what a person is called in Chinese.
func readsAsName(v string) bool {
	n := utf8.RuneCountInString(v)
	return n >= 2 && n <= 4 && strings.IndexFunc(v, func(r rune) bool { return !unicode.Is(unicode.Han, r) && r != '*' }) < 0
}
