package log

import (
	"fmt"
	"log/slog"
	"regexp"
	"strings"
)

// hidden are keys whose values nobody may read, whatever they look like.
var hidden = map[string]bool{
	"password": true, "secret": true, "token": true, "authorization": true, "cookie": true,
	"phone": true, "email": true, "birthday": true, "dsn": true, "database_url": true,
}

// mask replaces what looks like personal data in one attribute. Numbers pass:
// they are ids and figures.
func mask(_ []string, a slog.Attr) slog.Attr {
	if hidden[a.Key] {
		return slog.String(a.Key, "(hidden)")
	}
	switch v := a.Value.Resolve(); v.Kind() {
	case slog.KindString:
		return slog.String(a.Key, Mask(v.String()))
	case slog.KindAny:
		text := fmt.Sprint(v.Any())
		if masked := Mask(text); masked != text || isError(v.Any()) {
			return slog.String(a.Key, masked)
		}
	}
	return a
}

func isError(v any) bool {
	_, ok := v.(error)
	return ok
}

var (
	address = regexp.MustCompile(`[\pL\pN._%+\-]+@[\pL\pN\-]+(\.[\pL\pN\-]+)+`)
	// A Chinese mobile number with its usual separators, or any number with a
	// country code. The character before is kept.
	phone    = regexp.MustCompile(`(^|[^\pL\pN.\-])(\+\d{1,3}[ \-]?)?(1[3-9]\d[ \-]?\d{4}[ \-]?\d{4})\b|(^|[^\pL\pN])\+\d[\d \-]{6,16}\d`)
	password = regexp.MustCompile(`(://[^/\s:@]*):[^/\s@]+@`)
)

// Mask replaces e-mail addresses, telephone numbers and passwords within
// addresses of databases by marks that say what stood there.
func Mask(text string) string {
	if strings.Contains(text, "://") {
		text = password.ReplaceAllString(text, "$1:(hidden)@")
	}
	if strings.Contains(text, "@") {
		text = address.ReplaceAllString(text, "(e-mail)")
	}
	return phone.ReplaceAllString(text, "$1$4(phone)")
}
