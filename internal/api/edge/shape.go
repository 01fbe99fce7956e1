package edge

import (
	"encoding"
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/platform/money"
)

// shape is how a body that is as it should be is read in one pass over its text,
// made once from the type and the schema of it. It says no more than whether a body
// is such a one: whatever is not, or might not be, is read the long way, which says
// what is wrong with it. What it lets pass the long way lets pass, too, and reads
// alike.
type shape struct {
	kind    reflect.Kind // Struct, Slice, String, Int64 or Bool
	instant bool         // a struct that is a time
	pointer bool         // to such a one

	fields   []shapeField // of a struct
	required uint64       // by place among the fields

	element    *shape // of a list
	few, many  int    // how long a list or a text may be
	least, top float64

	pattern *regexp.Regexp
	choices []string
}

// shapeField has no shape where the field may be left out and is not understood: a
// body that has it is read the long way.
type shapeField struct {
	name string
	at   []int
	*shape
}

const (
	idFormat   = "id" // of ids, which means nothing to the long way
	timeFormat = "date-time"
	mostFields = 64
	unbounded  = 1 << 40
)

// shapeOf returns the shape of a type under its schema; nil where it knows none.
func shapeOf(t reflect.Type, s *huma.Schema, schemas huma.Registry, within ...reflect.Type) *shape {
	for s.Ref != "" {
		s = schemas.SchemaFromRef(s.Ref)
	}
	of := &shape{few: 0, many: unbounded, least: -money.MaxSafe, top: money.MaxSafe}
	if t.Kind() == reflect.Pointer {
		t, of.pointer = t.Elem(), true
	}
	if t == reflect.TypeFor[time.Time]() && s.Type == huma.TypeString && s.Format == timeFormat && s.Enum == nil && s.Pattern == "" {
		of.kind, of.instant = reflect.Struct, true
		return of
	}
	if readsItself(t) || slices.Contains(within, t) || unusual(s) {
		return nil
	}
	switch of.kind = t.Kind(); of.kind {
	case reflect.Struct:
		return of.object(t, s, schemas, append(within, t))
	case reflect.Slice:
		return of.list(t, s, schemas, within)
	case reflect.String:
		return of.text(s)
	case reflect.Int, reflect.Int64:
		of.kind = reflect.Int64
		return of.number(s)
	case reflect.Bool:
		if s.Type == huma.TypeBoolean && s.Enum == nil {
			return of
		}
	}
	return nil
}

func readsItself(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[json.Unmarshaler]()) || p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// unusual reports whether a schema says what only the long way understands.
func unusual(s *huma.Schema) bool {
	return s.OneOf != nil || s.AnyOf != nil || s.AllOf != nil || s.Not != nil || s.Discriminator != nil || s.ReadOnly || s.WriteOnly ||
		s.ContentEncoding != "" || s.ExclusiveMinimum != nil || s.ExclusiveMaximum != nil || s.MultipleOf != nil || s.UniqueItems ||
		s.MinProperties != nil || s.MaxProperties != nil || len(s.DependentRequired) > 0
}

func (of *shape) object(t reflect.Type, s *huma.Schema, schemas huma.Registry, within []reflect.Type) *shape {
	if more, is := s.AdditionalProperties.(bool); s.Type != huma.TypeObject || !is || more || !of.addFields(t, nil, s, schemas, within) {
		return nil
	}
	if len(of.fields) > mostFields || len(of.fields) != len(s.Properties) {
		return nil
	}
	for i := range of.fields {
		if slices.ContainsFunc(of.fields[:i], func(f shapeField) bool { return f.name == of.fields[i].name }) {
			return nil
		}
		if slices.Contains(s.Required, of.fields[i].name) {
			if of.fields[i].shape == nil {
				return nil
			}
			of.required |= 1 << i
		}
	}
	return of
}

func (of *shape) addFields(t reflect.Type, at []int, s *huma.Schema, schemas huma.Registry, within []reflect.Type) bool {
	for i := range t.NumField() {
		f, at := t.Field(i), append(slices.Clone(at), i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			if f.Type.Kind() != reflect.Struct || !of.addFields(f.Type, at, s, schemas, within) {
				return false
			}
			continue
		case !f.IsExported() || name == "-":
			continue
		case name == "" || strings.Contains(options, "string"):
			return false
		}
		property := s.Properties[name]
		if property == nil {
			return false
		}
		of.fields = append(of.fields, shapeField{name, at, shapeOf(f.Type, property, schemas, within...)})
	}
	return true
}

func (of *shape) list(t reflect.Type, s *huma.Schema, schemas huma.Registry, within []reflect.Type) *shape {
	if s.Type != huma.TypeArray || s.Items == nil || t.Elem().Kind() == reflect.Uint8 {
		return nil
	}
	of.bounds(s.MinItems, s.MaxItems)
	if of.element = shapeOf(t.Elem(), s.Items, schemas, within...); of.element == nil {
		return nil
	}
	return of
}

func (of *shape) bounds(few, many *int) {
	if few != nil {
		of.few = *few
	}
	if many != nil {
		of.many = *many
	}
}

func (of *shape) text(s *huma.Schema) *shape {
	if s.Type != huma.TypeString || s.Format != "" && s.Format != idFormat {
		return nil
	}
	of.bounds(s.MinLength, s.MaxLength)
	if s.Pattern != "" {
		of.pattern = regexp.MustCompile(s.Pattern)
	}
	for _, choice := range s.Enum {
		text, is := choice.(string)
		if !is {
			return nil
		}
		of.choices = append(of.choices, text)
	}
	return of
}

func (of *shape) number(s *huma.Schema) *shape {
	if s.Type != huma.TypeInteger || s.Enum != nil {
		return nil
	}
	if s.Minimum != nil {
		of.least = *s.Minimum
	}
	if s.Maximum != nil {
		of.top = *s.Maximum
	}
	return of
}

// read reads a body into v, and says whether it is as it should be. Where it is not,
// v is left in pieces.
func (of *shape) read(body []byte, v reflect.Value) bool {
	if of == nil || !utf8.Valid(body) {
		return false
	}
	p := pass{text: string(body)}
	return p.value(of, v) && p.end()
}

// pass goes over a body once.
type pass struct {
	text string
	at   int
}

// next skips blanks and returns the byte that is met, which stays; 0 at the end.
func (p *pass) next() byte {
	for ; p.at < len(p.text); p.at++ {
		if c := p.text[p.at]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c
		}
	}
	return 0
}

func (p *pass) end() bool { return p.next() == 0 && p.at == len(p.text) }

// is takes a byte where it comes next.
func (p *pass) is(c byte) bool {
	if p.next() != c {
		return false
	}
	p.at++
	return true
}

func (p *pass) value(of *shape, v reflect.Value) bool {
	if of.pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch of.kind {
	case reflect.Struct:
		if of.instant {
			return p.instant(v)
		}
		return p.object(of, v)
	case reflect.Slice:
		return p.list(of, v)
	case reflect.String:
		s, ok := p.string()
		if !ok || !of.lets(s) {
			return false
		}
		v.SetString(s)
	case reflect.Int64:
		n, ok := p.number()
		if !ok || float64(n) < of.least || float64(n) > of.top {
			return false
		}
		v.SetInt(n)
	default:
		return p.flag(v)
	}
	return true
}

func (p *pass) object(of *shape, v reflect.Value) bool {
	if !p.is('{') {
		return false
	}
	var seen uint64
	if p.is('}') {
		return of.required == 0
	}
	for due := 0; ; due++ { // most write the fields in their order
		name, ok := p.string()
		if !ok || !p.is(':') {
			return false
		}
		if due >= len(of.fields) || of.fields[due].name != name {
			if due = of.place(name); due < 0 {
				return false
			}
		}
		field := &of.fields[due]
		if seen&(1<<due) != 0 || field.shape == nil || !p.value(field.shape, v.FieldByIndex(field.at)) {
			return false
		}
		seen |= 1 << due
		if p.is('}') {
			return of.required&^seen == 0
		}
		if !p.is(',') {
			return false
		}
	}
}

func (of *shape) place(name string) int {
	for i := range of.fields {
		if of.fields[i].name == name {
			return i
		}
	}
	return -1
}

// roomFor is how many elements of a list room is made for before they are met.
const roomFor = 32

func (p *pass) list(of *shape, v reflect.Value) bool {
	if !p.is('[') {
		return false
	}
	if p.is(']') {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		return of.few == 0
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, min(strings.Count(p.text[p.at:], of.element.opens())+1, roomFor)))
	for n := 0; ; {
		if n == v.Cap() {
			v.Grow(1)
		}
		v.SetLen(n + 1)
		if !p.value(of.element, v.Index(n)) {
			return false
		}
		n++
		if p.is(']') {
			return of.few <= n && n <= of.many
		}
		if !p.is(',') {
			return false
		}
	}
}

// opens is what there is about as many of as elements.
func (of *shape) opens() string {
	if of.kind == reflect.Struct {
		return "{"
	}
	return ","
}

// string takes a text without escapes.
func (p *pass) string() (string, bool) {
	if !p.is('"') {
		return "", false
	}
	begin := p.at
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == '"':
			p.at++
			return p.text[begin : p.at-1], true
		case c == '\\' || c < ' ':
			return "", false
		}
	}
	return "", false
}

func (of *shape) lets(s string) bool {
	if of.few > 0 || len(s) > of.many {
		if n := utf8.RuneCountInString(s); n < of.few || n > of.many {
			return false
		}
	}
	return (of.pattern == nil || of.pattern.MatchString(s)) && (of.choices == nil || slices.Contains(of.choices, s))
}

// digits is how many a number has at the most that JSON keeps.
const digits = 16

func (p *pass) number() (n int64, ok bool) {
	minus := p.is('-')
	begin := p.at
	for ; p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9'; p.at++ {
		if p.at-begin == digits {
			return 0, false
		}
		n = 10*n + int64(p.text[p.at]-'0')
	}
	many := p.at - begin
	if many == 0 || p.text[begin] == '0' && (many > 1 || minus) || !money.Safe(n) {
		return 0, false
	}
	if minus {
		n = -n
	}
	return n, true // a fraction or a power is no end of a number, and is refused for that
}

func (p *pass) instant(v reflect.Value) bool {
	s, ok := p.string()
	return ok && v.Addr().Interface().(*time.Time).UnmarshalText([]byte(s)) == nil
}

func (p *pass) flag(v reflect.Value) bool {
	p.next()
	for _, b := range []bool{true, false} {
		word := "false"
		if b {
			word = "true"
		}
		if strings.HasPrefix(p.text[p.at:], word) {
			p.at += len(word)
			v.SetBool(b)
			return true
		}
	}
	return false
}
