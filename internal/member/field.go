package member

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/staff"
)

// FieldKind is what values a field takes.
type FieldKind string

// The kinds. A core field is one that the program knows itself: of it only the
// name, the hint and the weight are the retailer's.
const (
	CoreField    FieldKind = "core"
	TextField    FieldKind = "text"
	NumberField  FieldKind = "number"
	DateField    FieldKind = "date"
	ChoiceField  FieldKind = "choice"
	ChoicesField FieldKind = "choices"
)

// Face is what a member sees of a field on his own page.
type Face string

// The faces.
const (
	Hidden     Face = "hidden"
	Shown      Face = "shown"
	Changeable Face = "changeable"
)

// Field is something that the retailer wants to know of members.
type Field struct {
	Code     string // stays: files and other systems name it by this
	Kind     FieldKind
	Name     i18n.Text
	Hint     i18n.Text // how to fill it in; may be empty
	Choices  []Choice
	Least    string // of numbers and dates; "": any
	Most     string // of numbers and dates; of texts the number of characters
	Required bool   // where it is asked for
	Personal bool   // shown in full for a reason only, and never a label
	Readers  []staff.Role
	Writers  []staff.Role // of either: nobody named means everybody who may
	Face     Face
	Weight   int // in the completeness of what is known
	Place    int
	Ended    bool
	Version  int
}

// Choice is a value to choose. One that ended stays with whoever has it.
type Choice struct {
	Code  string    `json:"code"`
	Name  i18n.Text `json:"name"`
	Ended bool      `json:"ended,omitempty"`
}

// Bounds of fields.
const (
	mostFields   = 100
	mostChoices  = 200
	mostText     = 500 // characters
	mostWeight   = 100
	mostHint     = 200 // characters
	numberDigits = 15
)

var (
	fieldCode  = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)
	choiceCode = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,39}$`)
	number     = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$`)
)

// ReadBy reports whether somebody with the roles may see the field. Nobody's roles
// are nil: they stand for a program, which may what its key may.
func (f Field) ReadBy(roles []staff.Role) bool { return among(f.Readers, roles) || f.WrittenBy(roles) }

// WrittenBy reports whether somebody with the roles may change the field.
func (f Field) WrittenBy(roles []staff.Role) bool {
	if len(f.Writers) == 0 {
		return among(f.Readers, roles)
	}
	return among(f.Writers, roles)
}

func among(named, roles []staff.Role) bool {
	return roles == nil || len(named) == 0 || slices.ContainsFunc(roles, func(r staff.Role) bool { return slices.Contains(named, r) })
}

// Labelled reports whether the values of f are labels, too, by which members are found:
// what anybody may see who may see members.
func (f Field) Labelled() bool {
	return !f.Personal && len(f.Readers) == 0 && (f.Kind == ChoiceField || f.Kind == ChoicesField)
}

// LabelOf is the label of who has a choice.
func (f Field) LabelOf(choice string) string { return ownPrefix + f.Code + "=" + choice }

const ownPrefix = "own:"

// validate tells all that is wrong with f. Errors: ErrBadField with its fields.
func (f Field) validate() error {
	var wrong []errs.Field
	refuse := func(path, code string) { wrong = append(wrong, errs.Field{Path: path, Code: code}) }
	if !fieldCode.MatchString(f.Code) {
		refuse("code", "member.bad_field_code")
	}
	if !slices.Contains([]FieldKind{CoreField, TextField, NumberField, DateField, ChoiceField, ChoicesField}, f.Kind) {
		refuse("kind", "member.bad_field_kind")
	}
	if !f.Name.Valid() {
		refuse("name", "member.bad_field_name")
	}
	for _, hint := range f.Hint {
		if !i18n.OneLine(hint) || utf8.RuneCountInString(hint) > mostHint {
			refuse("hint", "member.bad_field_name")
		}
	}
	if choosing := f.Kind == ChoiceField || f.Kind == ChoicesField; choosing != (len(f.Choices) > 0) || len(f.Choices) > mostChoices || !distinct(f.Choices) {
		refuse("choices", "member.bad_choices")
	}
	if !f.validBounds() {
		refuse("most", "member.bad_bounds")
	}
	for path, roles := range map[string][]staff.Role{"readers": f.Readers, "writers": f.Writers} {
		if slices.ContainsFunc(roles, func(r staff.Role) bool { return !r.Known() }) {
			refuse(path, "member.bad_roles")
		}
	}
	if !slices.Contains([]Face{Hidden, Shown, Changeable}, f.Face) {
		refuse("face", "member.bad_face")
	}
	if f.Weight < 0 || f.Weight > mostWeight {
		refuse("weight", "member.bad_weight")
	}
	if len(wrong) == 0 {
		return nil
	}
	err := *ErrBadField
	err.Fields = wrong
	return &err
}

func distinct(choices []Choice) bool {
	seen := map[string]bool{}
	for _, c := range choices {
		if !choiceCode.MatchString(c.Code) || seen[c.Code] || !c.Name.Valid() {
			return false
		}
		seen[c.Code] = true
	}
	return true
}

func (f Field) validBounds() bool {
	switch f.Kind {
	case NumberField:
		return (f.Least == "" || number.MatchString(f.Least)) && (f.Most == "" || number.MatchString(f.Most)) &&
			(f.Least == "" || f.Most == "" || compared(f.Least, f.Most) <= 0)
	case DateField:
		return (f.Least == "" || isDay(f.Least)) && (f.Most == "" || isDay(f.Most)) && (f.Least == "" || f.Most == "" || f.Least <= f.Most)
	case TextField:
		return f.Least == "" && (f.Most == "" || number.MatchString(f.Most) && !strings.Contains(f.Most, ".") && compared(f.Most, "1") >= 0 && compared(f.Most, "500") <= 0)
	default:
		return f.Least == "" && f.Most == ""
	}
}

// Fold brings values that somebody entered into the form in which they are kept, or
// says by a code what is wrong; had are those of before. No values mean that nothing
// is known.
func (f Field) Fold(values, had []string) (folded []string, wrong string) {
	for _, v := range values {
		if v = strings.TrimSpace(norm.NFC.String(v)); v != "" {
			folded = append(folded, v)
		}
	}
	if len(folded) == 0 {
		return nil, ""
	}
	if len(folded) > 1 && f.Kind != ChoicesField {
		return nil, "member.one_value"
	}
	switch f.Kind {
	case TextField:
		most := mostText
		if f.Most != "" {
			most = int(rat(f.Most).Num().Int64())
		}
		if utf8.RuneCountInString(folded[0]) > most || !i18n.OneLine(folded[0]) {
			return nil, "member.bad_text"
		}
	case NumberField:
		n := strings.TrimPrefix(norm.NFKC.String(folded[0]), "+")
		if !number.MatchString(n) || digitsOf(n) > numberDigits {
			return nil, "member.not_a_number"
		}
		if f.Least != "" && compared(n, f.Least) < 0 || f.Most != "" && compared(n, f.Most) > 0 {
			return nil, "member.out_of_bounds"
		}
		folded[0] = n
	case DateField:
		d := norm.NFKC.String(folded[0])
		if !isDay(d) {
			return nil, "member.not_a_date"
		}
		if f.Least != "" && d < f.Least || f.Most != "" && d > f.Most {
			return nil, "member.out_of_bounds"
		}
		folded[0] = d
	case ChoiceField, ChoicesField:
		return f.foldChoices(folded, had)
	default:
		return nil, "member.not_own"
	}
	return folded, ""
}

// foldChoices puts the choices in the order in which the field names them.
func (f Field) foldChoices(values, had []string) (folded []string, wrong string) {
	for _, c := range f.Choices {
		if slices.Contains(values, c.Code) && (!c.Ended || slices.Contains(had, c.Code)) {
			folded = append(folded, c.Code)
		}
	}
	for _, v := range values {
		if !slices.Contains(folded, v) {
			return nil, "member.not_a_choice"
		}
	}
	return folded, ""
}

func isDay(s string) bool {
	day, err := time.Parse(time.DateOnly, s)
	return err == nil && day.Year() >= firstBirthYear && day.Year() <= lastYear
}

// lastYear is beyond any date that somebody is asked for.
const lastYear = 2200

func rat(s string) *big.Rat {
	r, _ := new(big.Rat).SetString(s)
	return r
}

func compared(a, b string) int { return rat(a).Cmp(rat(b)) }

func digitsOf(s string) int {
	return len(s) - strings.Count(s, ".") - strings.Count(s, "-")
}
