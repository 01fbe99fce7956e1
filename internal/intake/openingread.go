package intake

import (
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
)

// Repair is what cleaning changes in a value.
type Repair string

// The repairs.
const (
	Trimmed     Repair = "trimmed"     // blanks, apostrophes, what a spreadsheet puts around
	HalfWidth   Repair = "half_width"  // full-width letters and digits
	PhoneWords  Repair = "phone"       // separators, country codes, a decimal point behind
	DateWords   Repair = "date"        // the day number of a spreadsheet, Chinese dates, dates without blanks
	NameSpaces  Repair = "name"        // blanks within a name, characters that nobody can see
	Placeholder Repair = "placeholder" // what stands for nothing: 0, -, 无, 1900-01-01
	LeftOut     Repair = "left_out"    // an optional value that cannot be read
	Expired     Repair = "expired"     // a balance or coupon that is over
	Shortened   Repair = "shortened"   // a text that was too long
	AnswerWords Repair = "answer"      // what means yes or no: Y, 1, 已订阅
	Strictest   Repair = "strictest"   // of two answers to one question the no
	Unproven    Repair = "unproven"    // a yes for which no text can be named
)

// openingReader turns rows into what is brought in, and cleans values on the way.
type openingReader struct {
	*openingBinding
	facts   *openingFacts
	zone    zoner
	country string
	system  member.Kind
	now     time.Time
	asOf    time.Time
	repairs *repairs
	seed    maphash.Seed
	used    []int // columns that some field is in

	consented time.Time // when what the row says of consents was said; zero: it does not say

	number int64
	cells  []string
	row    openingRow
	wrong  []RowError
}

func (r *openingReader) refuse(f Field, code string, pairs ...any) {
	r.wrong = append(r.wrong, RowError{Row: r.number, Column: r.column(f), Code: code, Params: errs.Params(pairs...)})
}

// column is how messages name the place of a field.
func (b *openingBinding) column(f Field) string {
	if names := b.names(b.columns[f]); len(names) > 0 {
		return strings.Join(names, "+")
	}
	return b.named(f)
}

// raw is what stands in a field, joined where it is in several columns.
func (r *openingReader) raw(f Field) string {
	s := r.columns[f]
	switch len(s.columns) {
	case 0:
		return string(s.constant)
	case 1:
		return r.at(s.columns[0])
	}
	parts := make([]string, len(s.columns))
	for i, c := range s.columns {
		parts[i] = strings.TrimSpace(r.at(c))
	}
	return strings.TrimSpace(strings.Join(parts, f.joint()))
}

func (r *openingReader) at(column int) string {
	if column >= len(r.cells) {
		return ""
	}
	return r.cells[column]
}

// value is raw without what programs put around it; "" where it stands for nothing.
func (r *openingReader) value(f Field) string {
	raw := r.raw(f)
	if raw == "" {
		return ""
	}
	v := string(bare([]byte(raw)))
	if v != raw {
		r.repairs.note(Trimmed, r.number, f, raw, v)
	}
	if isNobody([]byte(v)) {
		if v != "" && f != FieldPoints && f != FieldGrowth && f != FieldPrincipal && f != FieldBonus && f != FieldAmount {
			r.repairs.note(Placeholder, r.number, f, v, "")
		}
		return ""
	}
	return v
}

// half is value with full-width letters and digits made plain.
func (r *openingReader) half(f Field) string {
	v := r.value(f)
	if isASCII(v) {
		return v
	}
	plain := strings.TrimSpace(norm.NFKC.String(v))
	if plain != v {
		r.repairs.note(HalfWidth, r.number, f, v, plain)
	}
	return plain
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// identify reads only by whom the row is: what tells duplicates apart.
func (r *openingReader) identify(number int64, cells []string) []member.Key {
	r.number, r.cells, r.row, r.wrong = number, cells, openingRow{Row: number}, r.wrong[:0]
	r.readKeys()
	return r.row.Keys
}

// read reads a whole row. The answer is valid until the next one.
func (r *openingReader) read(number int64, cells []string) (*openingRow, []RowError) {
	r.identify(number, cells)
	if len(r.row.Keys) == 0 && len(r.wrong) == 0 {
		r.refuse(r.firstIdentity(), rowNobody)
	}
	if r.kind == OpenMembers {
		r.readPerson()
	}
	r.readLots()
	r.readLevel()
	r.readCoupon()
	if len(r.wrong) == 0 && r.kind != OpenMembers && len(r.row.Lots) == 0 && r.row.Level == "" && r.row.Template == 0 && !r.row.empty() {
		r.refuse(r.firstIdentity(), rowNothing)
	}
	return &r.row, r.wrong
}

// empty is a row whose balances are over or nothing: right, and nothing to do.
func (r *openingRow) empty() bool { return r.Quantity < 0 }

func (r *openingReader) firstIdentity() Field {
	for _, f := range identified {
		if r.has(f) {
			return f
		}
	}
	return FieldPhone
}

// reads says whether a text can be read as a field, to recognise columns by example.
func (r *openingReader) reads(f Field, v string) bool {
	switch f {
	case FieldCustomer, FieldCard:
		_, err := member.Fold(member.Card, v, r.country)
		return err == nil && !damaged([]byte(v))
	case FieldPhone:
		if damaged([]byte(v)) {
			return false
		}
		if _, err := member.Fold(member.Phone, v, r.country); err == nil {
			return true
		}
		_, err := member.Fold(member.Phone, repairPhone(v), r.country)
		return err == nil
	case FieldEmail:
		_, err := member.Fold(member.Email, v, "")
		return err == nil
	case FieldName:
		return readsAsName(v)
	case FieldLevel:
		_, ok := r.facts.level(v)
		return ok
	case FieldTemplate:
		_, ok := r.facts.template(v)
		return ok
	case FieldAsset:
		_, ok := r.facts.asset(v)
		return ok
	case FieldBirthday:
		c, ok := r.civil(norm.NFKC.String(v))
		return ok && !c.unix && c.year > 1920 && c.year <= r.now.Year()-3
	case FieldJoined, FieldExpires, FieldSince, FieldUntil, FieldConsented:
		_, ok := r.civil(norm.NFKC.String(v))
		return ok || strings.Trim(v, "0-/:. ") == ""
	case FieldPoints, FieldGrowth, FieldPrincipal, FieldBonus, FieldAmount, FieldQuantity:
		_, ok := parseDecimal([]byte(norm.NFKC.String(v)), r.mapping.DecimalComma)
		return ok
	}
	if f == FieldConsents {
		return !slices.ContainsFunc(choicesIn(v), func(part string) bool { _, ok := questionNamed(part); return !ok })
	}
	if f.asks() != nil {
		parts := saidCell.FindStringSubmatch(strings.TrimSpace(norm.NFKC.String(v)))
		if parts == nil {
			return false
		}
		_, known := answers[r.facts.meant(parts[1])]
		return known
	}
	if own, ok := r.ownOf(f); ok {
		r.repairs.silent = true
		values, _ := r.ownValues(own, v)
		r.repairs.silent = false
		return len(values) > 0
	}
	return v != ""
}
