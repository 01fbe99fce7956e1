package edge

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Appender is an answer that writes its own JSON, exactly as encoding/json would:
// what is asked for thousands of times a second and is long.
type Appender interface {
	AppendJSON(w *Writer)
}

// Writer writes JSON.
type Writer struct{ Text []byte }

// separate puts a comma before what is not the first of a list or object.
func (w *Writer) separate() {
	if n := len(w.Text); n > 0 && w.Text[n-1] != '{' && w.Text[n-1] != '[' && w.Text[n-1] != ':' {
		w.Text = append(w.Text, ',')
	}
}

// Key begins a member of an object. The key is written as it is.
func (w *Writer) Key(key string) {
	w.separate()
	w.Text = append(w.Text, '"')
	w.Text = append(w.Text, key...)
	w.Text = append(w.Text, '"', ':')
}

// Open begins an object or list, where one may stand.
func (w *Writer) Open(bracket byte) {
	w.separate()
	w.Text = append(w.Text, bracket)
}

// Close ends it.
func (w *Writer) Close(bracket byte) { w.Text = append(w.Text, bracket) }

// Null writes null.
func (w *Writer) Null() { w.Text = append(w.Text, "null"...) }

// Int writes a member that is a number.
func (w *Writer) Int(key string, n int64) {
	w.Key(key)
	w.Text = strconv.AppendInt(w.Text, n, 10)
}

// Bool writes a member that is true or false.
func (w *Writer) Bool(key string, b bool) {
	w.Key(key)
	w.Text = strconv.AppendBool(w.Text, b)
}

// String writes a member that is text.
func (w *Writer) String(key, s string) {
	w.Key(key)
	w.text(s)
}

// StringOrNull writes a member that is text or null.
func (w *Writer) StringOrNull(key string, s *string) {
	w.Key(key)
	if s == nil {
		w.Null()
		return
	}
	w.text(*s)
}

// Element writes text into a list.
func (w *Writer) Element(s string) {
	w.separate()
	w.text(s)
}

func (w *Writer) text(s string) {
	if !plainText(s) {
		w.Any(s)
		return
	}
	w.Text = append(w.Text, '"')
	w.Text = append(w.Text, s...)
	w.Text = append(w.Text, '"')
}

// plainText reports whether a text stands in JSON as it is.
func plainText(s string) bool {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c == '"' || c == '\\':
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(s) && !strings.Contains(s, "\u2028") && !strings.Contains(s, "\u2029")
}

// Write implements io.Writer.
func (w *Writer) Write(text []byte) (int, error) {
	w.Text = append(w.Text, text...)
	return len(text), nil
}

// Any writes whatever encoding/json knows.
func (w *Writer) Any(v any) {
	to := json.NewEncoder(w)
	to.SetEscapeHTML(false)
	if err := to.Encode(v); err != nil {
		panic(err) // answers are made of what can be written
	}
	w.Text = w.Text[:len(w.Text)-1] // the line's end
}
