package edge

import (
	"encoding/base64"
	"strconv"
	"strings"

	"habitue/internal/platform/errs"
)

// ErrBadCursor says that a cursor is not one that this list gave out.
var ErrBadCursor = errs.New(errs.Invalid, "http.bad_cursor")

// Cursor writes where the next page of a list begins. The list's name is part
// of it, so that the cursor of one list is not taken for that of another.
func Cursor(list string, position ...int64) string {
	var b strings.Builder
	b.WriteString(list)
	for _, p := range position {
		b.WriteByte(':')
		b.WriteString(strconv.FormatInt(p, 10))
	}
	return base64.RawURLEncoding.EncodeToString([]byte(b.String()))
}

// Position reads a cursor of list with n numbers; nil for the first page.
func Position(list, cursor string, n int) ([]int64, error) {
	if cursor == "" {
		return nil, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return nil, ErrBadCursor
	}
	parts := strings.Split(string(raw), ":")
	if len(parts) != n+1 || parts[0] != list {
		return nil, ErrBadCursor
	}
	position := make([]int64, n)
	for i, part := range parts[1:] {
		if position[i], err = strconv.ParseInt(part, 10, 64); err != nil {
			return nil, ErrBadCursor
		}
	}
	return position, nil
}

// TextCursor writes where the next page of a list begins that is ordered by a text.
func TextCursor(list, position string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(list + ":" + position))
}

// AfterText reads the text behind which a list continues; "" for the first page.
func (p Paging) AfterText(list string) (string, error) {
	if p.Cursor == "" {
		return "", nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	if err != nil {
		return "", ErrBadCursor
	}
	position, ok := strings.CutPrefix(string(raw), list+":")
	if !ok || !soundText(position) {
		return "", ErrBadCursor
	}
	return position, nil
}
