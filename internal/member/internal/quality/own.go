package quality

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"habitue/internal/platform/i18n"
)

// Check is what a rule of the retailer's own asks of a field.
type Check string

// The checks.
const (
	Required Check = "required"
	Pattern  Check = "pattern" // a whole text that fits
	Range    Check = "range"   // a number or a day between two
	Choice   Check = "choice"  // one of these
)

// Own is what a rule of the retailer's own asks, as it is kept.
type Own struct {
	Field     string    `json:"field"`
	Check     Check     `json:"check"`
	Pattern   string    `json:"pattern,omitempty"` // RE2: it takes time in proportion to the text, whatever it says
	Least     string    `json:"least,omitempty"`
	Most      string    `json:"most,omitempty"`
	Choices   []string  `json:"choices,omitempty"`
	Dimension Dimension `json:"dimension"`
	Name      i18n.Text `json:"name"`
	Why       i18n.Text `json:"why"`

	pattern *regexp.Regexp
}

// Bounds of rules of the retailer's own.
const (
	MostOwn        = 100
	mostSpec       = 16 << 10
	mostPattern    = 200
	mostRepeats    = 4 // of counted repetitions, which a program is unrolled by
	mostChoices    = 200
	mostChoiceText = 100
	mostWhy        = 300
	mostJudged     = 500 // characters of a value that a pattern sees
)

// ErrSpec says that a rule of the retailer's own cannot be read; Wrong says where.
type ErrSpec struct{ Path string }

func (e ErrSpec) Error() string { return "bad quality rule: " + e.Path }

// Decode reads what a rule of the retailer's own asks, strictly: whatever it accepts can
// be judged, in bounded time. Errors: ErrSpec.
func Decode(body []byte) (*Own, error) {
	if len(body) > mostSpec {
		return nil, ErrSpec{"spec"}
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	var o Own
	if err := d.Decode(&o); err != nil {
		return nil, ErrSpec{"spec"}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, ErrSpec{"spec"}
	}
	return &o, o.Prepare()
}

// Prepare makes sure that o can be judged. Errors: ErrSpec with the part that is wrong.
func (o *Own) Prepare() error {
	if o.Field == "" || len(o.Field) > 40 {
		return ErrSpec{"field"}
	}
	if !slices.Contains(Dimensions(), o.Dimension) {
		return ErrSpec{"dimension"}
	}
	if !o.Name.Valid() {
		return ErrSpec{"name_i18n"}
	}
	for _, why := range o.Why {
		if !utf8.ValidString(why) || utf8.RuneCountInString(why) > mostWhy || !i18n.OneLine(why) {
			return ErrSpec{"why_i18n"}
		}
	}
	if (o.Check == Pattern) != (o.Pattern != "") {
		return ErrSpec{"pattern"}
	}
	if (o.Check == Range) != (o.Least != "" || o.Most != "") {
		return ErrSpec{"least"}
	}
	if (o.Check == Choice) != (len(o.Choices) > 0) {
		return ErrSpec{"choices"}
	}
	switch o.Check {
	case Required:
		return nil
	case Pattern:
		return o.compile()
	case Range:
		return o.bounds()
	case Choice:
		if len(o.Choices) > mostChoices || slices.ContainsFunc(o.Choices, func(c string) bool {
			return c == "" || !utf8.ValidString(c) || utf8.RuneCountInString(c) > mostChoiceText
		}) {
			return ErrSpec{"choices"}
		}
		return nil
	}
	return ErrSpec{"check"}
}

func (o *Own) compile() error {
	if !utf8.ValidString(o.Pattern) || utf8.RuneCountInString(o.Pattern) > mostPattern || strings.Count(o.Pattern, "{") > mostRepeats {
		return ErrSpec{"pattern"}
	}
	pattern, err := regexp.Compile(`^(?:` + o.Pattern + `)$`)
	if err != nil {
		return ErrSpec{"pattern"}
	}
	o.pattern = pattern
	return nil
}

func (o *Own) bounds() error {
	if !isBound(o.Least) {
		return ErrSpec{"least"}
	}
	if !isBound(o.Most) || o.Least != "" && o.Most != "" && (isDay(o.Least) != isDay(o.Most) || less(o.Most, o.Least)) {
		return ErrSpec{"most"}
	}
	return nil
}

var decimal = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,6})?$`)

func isBound(s string) bool { return s == "" || isDay(s) || decimal.MatchString(s) }

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// less compares two days or two numbers.
func less(a, b string) bool {
	if isDay(a) && isDay(b) {
		return a < b
	}
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	return okX && okY && x.Cmp(y) < 0
}

// Rule is the rule that asks o.
func (o *Own) Rule(name string) Rule {
	return Rule{Code: OwnCode(name), Dimension: o.Dimension, Severity: Medium, Weight: 10, Enabled: true, Field: o.Field, Own: o, judge: judgeOwn}
}

// judgeOwn judges a rule of the retailer's own. What is not known is wrong only where it
// is required: one gap is one finding.
func judgeOwn(r Rule, f Facts) (*Fix, bool) {
	values := f.Fields[r.Field].Values
	if len(values) == 0 {
		return nil, r.Own.Check == Required
	}
	return nil, slices.ContainsFunc(values, func(v string) bool { return !r.Own.admits(v) })
}

func (o *Own) admits(v string) bool {
	switch o.Check {
	case Pattern:
		return utf8.RuneCountInString(v) <= mostJudged && o.pattern.MatchString(v)
	case Range:
		if !isBound(v) || o.Least != "" && isDay(o.Least) != isDay(v) || o.Most != "" && isDay(o.Most) != isDay(v) {
			return false
		}
		return (o.Least == "" || !less(v, o.Least)) && (o.Most == "" || !less(o.Most, v))
	case Choice:
		return slices.Contains(o.Choices, v)
	}
	return true
}
