package edge

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
)

const (
	maxSafe  = money.MaxSafe
	maxDepth = 32 // of a JSON document
	fewKeys  = 16 // up to here a list is searched faster than a map is made
)

// What is refused in a document before anybody looks at its meaning.
var (
	ErrMalformed   = errs.New(errs.Invalid, "http.malformed_json")
	ErrInvalidText = errs.New(errs.Invalid, "http.invalid_text")
	ErrRequest     = errs.New(errs.Invalid, "http.invalid_request")
)

// The codes of single wrong fields that Inspect finds.
const (
	codeTooDeep    = "http.too_deep"
	codeTwice      = "http.key_twice"
	codeText       = "http.invalid_text"
	codeOutOfRange = "http.number_out_of_range"
	codeNotWhole   = "http.not_whole_number"
	codeUnknown    = "http.unknown_field"
	codeMissing    = "http.required"
	codeWrongType  = "http.wrong_type"
	codeWrongValue = "http.wrong_value"
	codeUnknownGET = "http.unknown_parameter"
	codeNotInteger = "http.not_integer"
	codeBadTime    = "http.bad_time"
	codeBadDate    = "http.bad_date"
	codeNotInEnum  = "http.not_one_of"
	codeTooSmall   = "http.too_small"
	codeTooLarge   = "http.too_large"
	codeTooShort   = "http.too_short"
	codeTooLong    = "http.too_long"
	codePattern    = "http.wrong_pattern"
	codeTooFew     = "http.too_few"
	codeTooMany    = "http.too_many"
	codeNotUnique  = "http.not_unique"
	codeNotEmail   = "http.not_email"
	codeAmbiguous  = "http.ambiguous"
)

// Inspect looks a JSON document over for what encoding/json lets pass and a
// business must not guess about: a key twice in one object, text that is not
// UTF-8 or holds a NUL, numbers that lose digits on the way, endless nesting.
func Inspect(doc []byte) error {
	if !utf8.Valid(doc) {
		return ErrInvalidText
	}
	if !json.Valid(doc) {
		return malformed(doc)
	}
	s := scan{doc: doc, stack: make([]frame, 0, 4)}
	return s.run()
}

// malformed says where a document stops being JSON.
func malformed(doc []byte) error {
	var syntax *json.SyntaxError
	err := json.Unmarshal(doc, &struct{}{})
	if !errors.As(err, &syntax) {
		return ErrMalformed.Because(err)
	}
	return ErrMalformed.With("offset", syntax.Offset).Because(err)
}

// scan walks a document that is known to be JSON.
type scan struct {
	doc   []byte
	at    int
	stack []frame
}

// frame is one open object or array.
type frame struct {
	object bool
	index  int             // of the element, in an array
	key    string          // of the member, in an object
	keys   []string        // seen, while they are few
	many   map[string]bool // seen, once they are not
	value  bool            // a key has been read; its value comes
}

func (s *scan) run() error {
	for s.at < len(s.doc) {
		if err := s.token(); err != nil {
			return err
		}
	}
	return nil
}

func (s *scan) token() error {
	switch c := s.doc[s.at]; c {
	case '{', '[':
		if len(s.stack) == maxDepth {
			return s.refuse(codeTooDeep, "max", maxDepth)
		}
		s.stack = append(s.stack, frame{object: c == '{'})
	case '}', ']':
		s.stack = s.stack[:len(s.stack)-1]
	case ',':
		top := &s.stack[len(s.stack)-1]
		top.index++
		top.value = false
	case '"':
		return s.text()
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return s.number()
	}
	s.at++ // also blanks, colons and the letters of true, false, null
	return nil
}

func (s *scan) text() error {
	start := s.at
	plain := true
	for s.at++; s.doc[s.at] != '"'; s.at++ {
		if s.doc[s.at] == '\\' {
			plain = false
			s.at++
		}
	}
	s.at++
	raw := s.doc[start:s.at]
	if !plain && !soundEscapes(raw) {
		return s.refuse(codeText)
	}
	if len(s.stack) == 0 {
		return nil
	}
	top := &s.stack[len(s.stack)-1]
	if !top.object || top.value {
		return nil
	}
	top.value = true
	top.key = string(raw[1 : len(raw)-1])
	if !plain {
		json.Unmarshal(raw, &top.key) // known to be valid
	}
	if top.seen() {
		return s.refuse(codeTwice)
	}
	return nil
}

// seen notes the frame's key and reports whether it was there before.
func (f *frame) seen() bool {
	if f.many != nil {
		twice := f.many[f.key]
		f.many[f.key] = true
		return twice
	}
	for _, k := range f.keys {
		if k == f.key {
			return true
		}
	}
	f.keys = append(f.keys, f.key)
	if len(f.keys) > fewKeys {
		f.many = map[string]bool{}
		for _, k := range f.keys {
			f.many[k] = true
		}
	}
	return false
}

// soundEscapes reports whether the \u escapes of a JSON string make characters:
// no NUL, which PostgreSQL cannot keep, and no half of a surrogate pair.
func soundEscapes(raw []byte) bool {
	for i := 0; i < len(raw)-1; i++ {
		if raw[i] != '\\' {
			continue
		}
		i++
		if raw[i] != 'u' {
			continue
		}
		unit := hex4(raw[i+1:])
		i += 4
		switch {
		case unit == 0, 0xDC00 <= unit && unit <= 0xDFFF:
			return false
		case 0xD800 <= unit && unit <= 0xDBFF:
			if i+6 >= len(raw) || raw[i+1] != '\\' || raw[i+2] != 'u' {
				return false
			}
			if low := hex4(raw[i+3:]); low < 0xDC00 || low > 0xDFFF {
				return false
			}
			i += 6
		}
	}
	return true
}

func hex4(raw []byte) uint64 {
	n, _ := strconv.ParseUint(string(raw[:4]), 16, 32) // known to be hexadecimal
	return n
}

func (s *scan) number() error {
	start := s.at
	whole := true
	for ; s.at < len(s.doc) && strings.IndexByte("+-0123456789.eE", s.doc[s.at]) >= 0; s.at++ {
		if c := s.doc[s.at]; c == '.' || c == 'e' || c == 'E' {
			whole = false
		}
	}
	if !whole {
		return s.refuse(codeNotWhole)
	}
	if n, err := strconv.ParseInt(string(s.doc[start:s.at]), 10, 64); err != nil || !money.Safe(n) {
		return s.refuse(codeOutOfRange, "max", int64(maxSafe))
	}
	return nil
}

// refuse names the place in the document: lines[3].quantity.
func (s *scan) refuse(code string, pairs ...any) error {
	var b strings.Builder
	for _, f := range s.stack {
		switch {
		case !f.object:
			b.WriteString("[" + strconv.Itoa(f.index) + "]")
		case f.key != "":
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(f.key)
		}
	}
	return ErrRequest.Field(b.String(), code, pairs...)
}
