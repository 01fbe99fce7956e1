package edge

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// ID is the id of a row as it stands in JSON and in paths: text, because a
// JSON reader may round a large number.
type ID string

// IDOf writes an id.
func IDOf[T ~int64](id T) ID { return ID(strconv.FormatInt(int64(id), 10)) }

// As reads an id that has the pattern of its schema; none at all is zero. One
// that is too large to be anybody's must not read as none: it becomes the
// largest number, which no row has.
func As[T ~int64](id ID) T {
	if id == "" {
		return 0
	}
	n, err := strconv.ParseInt(string(id), 10, 64)
	if err != nil {
		return math.MaxInt64
	}
	return T(n)
}

// Schema implements huma.SchemaProvider.
func (ID) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: idFormat, Pattern: `^[1-9][0-9]{0,18}$`, Examples: []any{"73014444033"}}
}

// Minor is an amount of money in the currency's minor unit.
type Minor int64

// Schema implements huma.SchemaProvider.
func (Minor) Schema(huma.Registry) *huma.Schema { return safeInteger("minor", 3600) }

// Points is an amount of points, growth or another unit that is not money.
type Points int64

// Schema implements huma.SchemaProvider.
func (Points) Schema(huma.Registry) *huma.Schema { return safeInteger("points", 36) }

func safeInteger(format string, example int) *huma.Schema {
	low, high := float64(-maxSafe), float64(maxSafe)
	return &huma.Schema{Type: huma.TypeInteger, Format: format, Minimum: &low, Maximum: &high, Examples: []any{example}}
}

// Maybe is a value of a reply that may be null.
type Maybe[T any] struct{ value *T }

// Some is a value that is there.
func Some[T any](v T) Maybe[T] { return Maybe[T]{&v} }

// Get returns the value, and whether it is there.
func (m Maybe[T]) Get() (v T, ok bool) {
	if m.value == nil {
		return v, false
	}
	return *m.value, true
}

// MarshalJSON implements json.Marshaler.
func (m Maybe[T]) MarshalJSON() ([]byte, error) { return json.Marshal(m.value) }

// UnmarshalJSON implements json.Unmarshaler.
func (m *Maybe[T]) UnmarshalJSON(raw []byte) error { return json.Unmarshal(raw, &m.value) }

// Schema implements huma.SchemaProvider.
func (Maybe[T]) Schema(r huma.Registry) *huma.Schema {
	return &huma.Schema{AnyOf: []*huma.Schema{r.Schema(reflect.TypeFor[T](), true, ""), {Type: "null"}}}
}

// Page is one page of a list.
type Page[T any] struct {
	Items      []T     `json:"items" doc:"The rows of this page" zh:"本页的行"`
	NextCursor *string `json:"next_cursor" doc:"Where the next page begins; null on the last" zh:"下一页的起点；最后一页为 null" example:"bWVtYmVyOjczMDE0NDQ0MDMz"`
}

// PageOf makes a page; an empty next means that it is the last.
func PageOf[T any](items []T, next string) Page[T] {
	p := Page[T]{Items: items}
	if p.Items == nil {
		p.Items = []T{}
	}
	if next != "" {
		p.NextCursor = &next
	}
	return p
}

// Each translates a list; the result is never null in JSON.
func Each[A, B any](list []A, translate func(A) B) []B {
	out := make([]B, len(list))
	for i, a := range list {
		out[i] = translate(a)
	}
	return out
}

// Paging is what every list takes.
type Paging struct {
	Cursor string `query:"cursor" maxLength:"400" doc:"next_cursor of the page before" zh:"上一页的 next_cursor"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Rows per page" zh:"每页行数"`
}

// Keyed is what an operation takes that moves value and may be sent again.
type Keyed struct {
	Key string `header:"Idempotency-Key" minLength:"1" maxLength:"200" pattern:"^[!-~]+$" doc:"Chosen by the caller; the same key and body gets the first answer again" zh:"由调用方选定；同一键与同一内容得到第一次的答复" example:"till-7-20260912-000183"`
}

// Answer is the reply to a Keyed request: written once, replayed byte by byte.
type Answer[T any] struct {
	Status   int
	Replayed string `header:"Idempotency-Replayed" doc:"true when this is the first answer again"`
	Body     Written[T]
}

// AnswerOf is an answer that is written now.
func AnswerOf[T any](status int, body T) (*Answer[T], error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("write answer: %w", err)
	}
	return &Answer[T]{Status: status, Body: text}, nil
}

// Written is a T that is already JSON.
type Written[T any] []byte

// MarshalJSON implements json.Marshaler.
func (w Written[T]) MarshalJSON() ([]byte, error) { return w, nil }

// Schema implements huma.SchemaProvider.
func (Written[T]) Schema(r huma.Registry) *huma.Schema {
	return r.Schema(reflect.TypeFor[T](), true, "")
}

// EntryID is the id of a leg of a posting: "73014444033-2".
type EntryID string

// Schema implements huma.SchemaProvider.
func (EntryID) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: `^[1-9][0-9]{0,18}-[0-9]{1,5}$`, Examples: []any{"73014444033-2"}}
}

// Strings writes a list of any kind of text.
func Strings[T ~string](list []T) []string {
	return Each(list, func(v T) string { return string(v) })
}

// After reads the id after which a list that is ordered by id continues.
func (p Paging) After(list string) (int64, error) {
	position, err := Position(list, p.Cursor, 1)
	if err != nil || position == nil {
		return 0, err
	}
	return position[0], nil
}

// Cut takes the row too many off a list that was asked for one more than a
// page, and says where the next page begins.
func Cut[T any](list []T, limit int, cursor func(last T) string) (page []T, next string) {
	if len(list) <= limit {
		return list, ""
	}
	return list[:limit], cursor(list[limit-1])
}

// Time is an instant of a reply: RFC 3339 in UTC, whatever the zone of the
// machine that reads it from the database.
type Time struct{ time.Time }

// At makes the time of a reply.
func At(t time.Time) Time { return Time{t} }

// AtOrNull makes the time of a reply that may be missing.
func AtOrNull(t *time.Time) *Time {
	if t == nil {
		return nil
	}
	return &Time{*t}
}

// AtUnlessZero makes the time of a reply; the zero time is none.
func AtUnlessZero(t time.Time) *Time {
	if t.IsZero() {
		return nil
	}
	return &Time{t}
}

// OrNull makes a text of a reply; the empty one is none.
func OrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// MarshalJSON implements json.Marshaler.
func (t Time) MarshalJSON() ([]byte, error) { return t.UTC().MarshalJSON() }

// Schema implements huma.SchemaProvider.
func (Time) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date-time"}
}
