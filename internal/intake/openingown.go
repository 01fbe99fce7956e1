package intake

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/staff"
)

// Fields of the retailer's own are columns, too: named by their code in a mapping
// (field:size), and in a file by their names, their code, or field:size.

const ownMark = "field:"

// ownHeads are what stands in a heading before the code of a field.
var ownHeads = []string{ownMark, "字段:", "字段："}

func ownColumn(code string) Field { return Field(ownMark + code) }

// own returns the code of a field of the retailer's own.
func (f Field) own() (code string, ok bool) {
	code, ok = strings.CutPrefix(string(f), ownMark)
	return code, ok && code != ""
}

// takes reports whether files of the kind may have a field; whether there is such a field
// of the retailer's own shows when the file is read.
func (k OpeningKind) takes(f Field) bool {
	_, own := f.own()
	return k.has(f) || (own || f.asks() != nil) && k == OpenMembers
}

// fields are those of the kind with the retailer's own and consents behind them.
func (b *openingBinding) fields() []Field {
	list := OpeningFields(b.kind)
	if b.kind == OpenMembers {
		for _, f := range b.own {
			list = append(list, ownColumn(f.Code))
		}
		for _, c := range b.asked {
			list = append(list, c.Field)
		}
	}
	return list
}

// strangers refuses fields of the mapping that there are no more.
func (b *openingBinding) strangers() (problems []*errs.Error) {
	known := b.fields()
	for _, f := range slices.Sorted(maps.Keys(b.mapping.Fields)) {
		if _, own := f.own(); (own || f.asks() != nil) && !slices.Contains(known, f) {
			problems = append(problems, ErrBadMapping.With("field", string(f), "fields", known))
		}
	}
	return problems
}

// byOwnName takes columns for the fields of the retailer's own whose name, in any language,
// or code is their heading. What two fields are called tells neither.
func (b *openingBinding) byOwnName(taken map[int]bool, samples [][]string, reads func(Field, string) bool) *errs.Error {
	if b.kind != OpenMembers {
		return nil
	}
	called := map[string]Field{}
	for _, f := range b.own {
		for _, name := range append(texts(f.Name), f.Code) {
			word := foldWord(name)
			if other, twice := called[word]; twice && other != ownColumn(f.Code) {
				called[word] = ""
			} else if !twice {
				called[word] = ownColumn(f.Code)
			}
		}
	}
	known, found := b.fields(), map[Field]bool{}
	for c, heading := range b.header {
		f := called[foldWord(heading)]
		if code, explicit := behind(strings.TrimSpace(heading), ownHeads); explicit {
			if f = ownColumn(strings.ToLower(code)); !slices.Contains(known, f) {
				continue
			}
		}
		if _, stated := b.mapping.Fields[f]; f == "" || taken[c] || stated {
			continue
		}
		if found[f] {
			return ErrTwoColumns.With("column", heading, "field", b.named(f))
		}
		found[f], taken[c] = true, true
		b.bound(Recognised{Field: f, How: ByName, Confidence: support(f, c, samples, reads)}, c)
	}
	return nil
}

// named is a field as whoever reads a refusal knows it.
func (b *openingBinding) named(f Field) string {
	if own, ok := b.ownOf(f); ok {
		return ownNames(own)
	}
	if at := slices.IndexFunc(b.asked, func(c OwnColumn) bool { return c.Field == f }); at >= 0 {
		return bothNames(b.asked[at].Name)
	}
	return string(f)
}

// ownOf returns a field of the retailer's own.
func (b *openingBinding) ownOf(f Field) (member.Field, bool) {
	code, _ := f.own()
	at := slices.IndexFunc(b.own, func(one member.Field) bool { return one.Code == code })
	if at < 0 {
		return member.Field{}, false
	}
	return b.own[at], true
}

// concealed are the columns of which nobody is shown a value: those that hold what is
// personal, or what only some may see.
func (b *openingBinding) concealed() map[Field]bool {
	list := map[Field]bool{FieldAddress: true}
	for _, f := range b.own {
		list[ownColumn(f.Code)] = f.Personal || len(f.Readers) > 0
	}
	return list
}

// conceal leaves the first character, and the places of the others.
func conceal(text string) string {
	runes := []rune(clipText(text))
	for i := 1; i < len(runes); i++ {
		if runes[i] != ' ' {
			runes[i] = '*'
		}
	}
	return string(runes)
}

// shownCell is a cell as the first rows of a file are shown.
func (r *openingReader) shownCell(f Field, text string) string {
	if r.repairs.hidden[f] {
		return conceal(text)
	}
	return maskCell(f, text)
}

// Why a value of a field of the retailer's own is refused.
const (
	rowOwnText   = "intake.own_text"
	rowOwnNumber = "intake.own_number"
	rowOwnDate   = "intake.own_date"
	rowOwnChoice = "intake.own_choice"
	rowOwnBounds = "intake.own_bounds"
)

var ownRefusals = map[string]string{"member.bad_text": rowOwnText, "member.not_a_number": rowOwnNumber, "member.not_a_date": rowOwnDate,
	"member.out_of_bounds": rowOwnBounds}

// readOwn reads the fields of the retailer's own. What does not suit its field refuses
// the row: only the retailer knows what was meant.
func (r *openingReader) readOwn() {
	for _, f := range r.own {
		at := ownColumn(f.Code)
		raw := r.raw(at)
		if raw == "" {
			continue
		}
		v := string(bare([]byte(raw)))
		if v != raw {
			r.repairs.note(Trimmed, r.number, at, raw, v)
		}
		values, why := r.ownValues(f, v)
		if why != "" {
			r.refuse(at, why, "value", clip([]byte(r.shownIn(at, v))))
			if why == rowOwnChoice {
				r.unknownChoices(f, v)
			}
			continue
		}
		if len(values) == 0 {
			if v != "" {
				r.repairs.note(Placeholder, r.number, at, v, "")
			}
			continue
		}
		if r.row.Own == nil {
			r.row.Own = map[string][]string{}
		}
		r.row.Own[f.Code] = values
	}
}

// shownIn is a value as a refusal names it.
func (r *openingReader) shownIn(f Field, v string) string {
	if r.repairs.hidden[f] {
		return conceal(v)
	}
	return v
}

// ownValues cleans what stands in a field of the retailer's own, and folds it as the
// console does what is typed. Nothing: it stands for nothing.
func (r *openingReader) ownValues(f member.Field, v string) (values []string, why string) {
	switch f.Kind {
	case member.TextField:
		if isNobody([]byte(v)) {
			return nil, ""
		}
		v = r.repaired(Trimmed, f, v, string(oneLine([]byte(v))))
		values = []string{v}
	case member.NumberField:
		if v = r.repaired(HalfWidth, f, v, strings.TrimSpace(norm.NFKC.String(v))); isNobody([]byte(v)) && v != "0" {
			return nil, ""
		}
		d, ok := parseDecimal([]byte(v), r.mapping.DecimalComma)
		if !ok {
			return nil, rowOwnNumber
		}
		values = []string{d.trimmed().text()}
	case member.DateField:
		if v = r.repaired(HalfWidth, f, v, strings.TrimSpace(norm.NFKC.String(v))); isNobody([]byte(v)) || strings.Trim(v, "0-/:. ") == "" {
			return nil, ""
		}
		c, ok := r.civil(v)
		if !ok {
			return nil, rowOwnDate
		}
		day := iso(c)
		if c.unix {
			day = time.UnixMicro(r.zone.instant(c)).In(r.zone.location).Format(time.DateOnly)
		}
		values = []string{r.repaired(DateWords, f, v, day)}
	default:
		if values = r.chosen(f, v); len(values) == 0 {
			if isNobody([]byte(v)) {
				return nil, ""
			}
			return nil, rowOwnChoice
		}
	}
	values, wrong := f.Fold(values, nil)
	if wrong == "" {
		return values, ""
	}
	if why = ownRefusals[wrong]; why == "" {
		why = rowOwnChoice
	}
	return nil, why
}

func (r *openingReader) repaired(what Repair, f member.Field, before, after string) string {
	if before != after {
		r.repairs.note(what, r.number, ownColumn(f.Code), before, after)
	}
	return after
}

// between are what stands between several choices in one cell.
const between = "、,，;；|/\n"

// chosen finds the choices that a cell names, by their codes or names; nothing: one of
// them is none.
func (r *openingReader) chosen(f member.Field, v string) []string {
	if c, ok := r.choice(f, v); ok || f.Kind == member.ChoiceField {
		return c
	}
	var codes []string
	for _, part := range choicesIn(v) {
		c, ok := r.choice(f, part)
		if !ok {
			return nil
		}
		codes = append(codes, c...)
	}
	return codes
}

func choicesIn(v string) (parts []string) {
	for _, part := range strings.FieldsFunc(v, func(c rune) bool { return strings.ContainsRune(between, c) }) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// unknownChoices lets the mapping explain the words of a cell that are no choices.
func (r *openingReader) unknownChoices(f member.Field, v string) {
	words := []string{v}
	if f.Kind == member.ChoicesField {
		words = choicesIn(v)
	}
	for _, word := range words {
		if _, ok := r.choice(f, word); !ok && !r.repairs.hidden[ownColumn(f.Code)] {
			r.repairs.unknown(ownColumn(f.Code), word)
		}
	}
}

func (r *openingReader) choice(f member.Field, word string) ([]string, bool) {
	word = r.facts.meant(word)
	for _, c := range f.Choices {
		if foldWord(c.Code) == word || slices.ContainsFunc(texts(c.Name), func(name string) bool { return foldWord(name) == word }) {
			return []string{c.Code}, true
		}
	}
	return nil, false
}

// text writes d as fields keep numbers.
func (d decimal) text() string {
	digits, sign := strconv.FormatInt(d.mantissa, 10), ""
	if d.mantissa < 0 {
		digits, sign = digits[1:], "-"
	}
	if d.scale == 0 {
		return sign + digits
	}
	if missing := d.scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	return sign + digits[:len(digits)-d.scale] + "." + digits[len(digits)-d.scale:]
}

// OwnColumn is a field of the retailer's own as a column of a file.
type OwnColumn struct {
	Field Field     `json:"field"`
	Name  i18n.Text `json:"name"`
}

// OwnHeading is under which heading a file has a field of the retailer's own, so that it is
// taken for that field when it is brought in: its name, unless something else is called so.
func OwnHeading(f member.Field, all []member.Field, language string) string {
	name := f.Name.In(language)
	taken := func(word string) bool {
		for _, names := range openingNames {
			if slices.Contains(names, foldHeading(word)) {
				return true
			}
		}
		return slices.ContainsFunc(all, func(o member.Field) bool {
			return o.Code != f.Code && slices.ContainsFunc(append(texts(o.Name), o.Code), func(other string) bool { return foldWord(other) == foldWord(word) })
		})
	}
	if name == "" || taken(name) {
		return ownMark + f.Code
	}
	return name
}

// ownNames are what a field of the retailer's own is called, in both languages.
func ownNames(f member.Field) string { return bothNames(f.Name) }

func bothNames(name i18n.Text) string {
	zh, en := name.In("zh-CN"), name.In("en")
	if zh == en {
		return zh
	}
	return zh + " / " + en
}

// Bringer is who asks for a file to be brought in, as far as it decides what he may say of
// members. The zero value may say everything: a command, a program.
type Bringer struct {
	Roles  []staff.Role `json:"roles"` // nil: whatever the roles of a field, it may be said
	NoTags bool         `json:"no_tags,omitempty"`

	NoConsents bool `json:"no_consents,omitempty"`
}

// mayNot refuses columns that say what is not for who asks to say.
func (b *openingBinding) mayNot(by Bringer) (problems []*errs.Error) {
	for _, f := range b.own {
		at := ownColumn(f.Code)
		if b.has(at) && !f.WrittenBy(by.Roles) {
			problems = append(problems, ErrMayNotBring.With("field", string(at), "name", ownNames(f), "column", b.column(at)))
		}
	}
	if by.NoTags && b.has(FieldTags) {
		problems = append(problems, ErrMayNotBring.With("field", string(FieldTags), "name", "标签 / Tags", "column", b.column(FieldTags)))
	}
	if by.NoConsents {
		for _, f := range append(b.consents(), FieldConsents) {
			if b.has(f) {
				problems = append(problems, ErrMayNotBring.With("field", string(f), "name", "授权 / Consents", "column", b.column(f)))
				break
			}
		}
	}
	return problems
}

// ownTaken are the fields of the retailer's own, and for consents, that columns are taken
// for, with their names.
func (b *openingBinding) ownTaken() (list []OwnColumn) {
	for _, c := range b.ownColumns() {
		if b.has(c.Field) {
			list = append(list, c)
		}
	}
	return list
}

// ownColumns are the fields of the retailer's own that files of the kind may have, and those
// for consents.
func (b *openingBinding) ownColumns() (list []OwnColumn) {
	if b.kind != OpenMembers {
		return nil
	}
	for _, f := range b.own {
		list = append(list, OwnColumn{ownColumn(f.Code), f.Name})
	}
	return append(list, b.asked...)
}
