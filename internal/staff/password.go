package staff

import (
	"strings"
	"unicode/utf8"
)

const (
	passwordMin = 10  // characters
	passwordMax = 200 // bytes that are hashed are bounded
)

// passwordFault returns the code of what is wrong with a new password, or "".
func passwordFault(password, email string) string {
	name, _, _ := strings.Cut(email, "@")
	folded := strings.ToLower(strings.TrimSpace(password))
	switch {
	case utf8.RuneCountInString(password) < passwordMin:
		return "staff.password_too_short"
	case len(password) > passwordMax:
		return "staff.password_too_long"
	case folded == email || folded == name:
		return "staff.password_is_email"
	case strings.Count(password, password[:1]) == len(password):
		return "staff.password_one_character"
	}
	return ""
}
