// Package errs is how the parts of the program say what went wrong: one of a
// few kinds, a stable code that clients and documents may rely on, parameters
// for the sentence shown to the reader, and the cause for the log.
//
//	var ErrInsufficient = errs.New(errs.Exhausted, "ledger.insufficient_balance")
//
//	return ErrInsufficient.With("short", 40)
//
// Callers branch with errors.Is, which compares codes. The text a person reads
// is made at the edge from code and parameters, in the reader's language. An
// error that is not an *Error is Internal: its text goes to the log only.
package errs

import (
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
)

// Kind tells what a caller can do about an error.
type Kind uint8

// The kinds. Internal is the zero value: what nobody classified is our fault.
const (
	Internal    Kind = iota // a fault of ours
	Invalid                 // the input is wrong; asking again with the same is useless
	NotFound                // what was named does not exist, or not for this reader
	Conflict                // true at another time: somebody was first
	Denied                  // this reader may not
	Exhausted               // a balance, a limit or a stock does not suffice
	Unavailable             // not now; try again
)

var kindNames = [...]string{"internal", "invalid", "not_found", "conflict", "denied", "exhausted", "unavailable"}

func (k Kind) String() string { return kindNames[k] }

// Error is a kind, a code, what the sentence needs, and the cause.
type Error struct {
	Kind   Kind
	Code   string  // "ledger.insufficient_balance": capability.what
	Params []Param // for the reader's sentence, in the order given
	Fields []Field // which inputs are wrong, where the input has parts
	cause  error
}

// Param is one named value of an error's sentence.
type Param struct {
	Name  string
	Value any
}

// Field names one wrong part of an input by its path ("lines[3].quantity").
type Field struct {
	Path   string
	Code   string
	Params []Param
}

// New returns an error to be kept in a package variable and compared with errors.Is.
func New(kind Kind, code string) *Error { return &Error{Kind: kind, Code: code} }

// With returns a copy that also carries the named values, given as name, value pairs.
func (e *Error) With(pairs ...any) *Error {
	c := *e
	c.Params = append(slices.Clone(e.Params), Params(pairs...)...)
	return &c
}

// Because returns a copy with its cause. The cause is for the log, never for the reader.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.cause = cause
	return &c
}

// Field returns a copy that also names a wrong part of the input.
func (e *Error) Field(path, code string, pairs ...any) *Error {
	c := *e
	c.Fields = append(slices.Clone(e.Fields), Field{Path: path, Code: code, Params: Params(pairs...)})
	return &c
}

// Params makes a list of parameters from name, value pairs.
func Params(pairs ...any) []Param {
	if len(pairs)%2 != 0 {
		panic("errs: parameters come in pairs of name and value")
	}
	list := make([]Param, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, Param{Name: pairs[i].(string), Value: pairs[i+1]})
	}
	return list
}

// Error says code, parameters, fields and cause, for logs and terminals.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code)
	writeParams(&b, e.Params)
	for _, f := range e.Fields {
		fmt.Fprintf(&b, "; %s: %s", f.Path, f.Code)
		writeParams(&b, f.Params)
	}
	if e.cause != nil {
		fmt.Fprintf(&b, ": %v", e.cause)
	}
	return b.String()
}

func writeParams(b *strings.Builder, params []Param) {
	for _, p := range params {
		fmt.Fprintf(b, " %s=%v", p.Name, p.Value)
	}
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// Is compares codes, so that a sentinel matches every copy made from it.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// Caught, deferred, makes a panic the error of a function whose failure others survive.
func Caught(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
	}
}

// Of returns the classified error inside err, or nil where nobody classified it.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// KindOf returns the kind of err; Internal where nobody classified it.
func KindOf(err error) Kind {
	if e := Of(err); e != nil {
		return e.Kind
	}
	return Internal
}
