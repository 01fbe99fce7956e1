package i18n

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// OneLine reports whether s is valid UTF-8 of one line that reads as it is
// stored: no control characters, no marks that turn the direction of the text
// around, no code points without a character.
func OneLine(s string) bool {
	return printable(s) || (utf8.ValidString(s) && strings.IndexFunc(s, unreadable) < 0)
}

// printable is the quick answer for what most codes and references are.
func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Clean makes a one-line text of whatever somebody sent: what cannot be read is
// taken out, runs of white space become one space, and it ends after max characters.
func Clean(s string, max int) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unreadable(r):
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > max {
		s = strings.TrimSpace(string([]rune(s)[:max]))
	}
	return s
}

// unreadable tells characters that change how their neighbours read, or are none.
// Joiners (U+200C, U+200D) stay: names in some scripts and emoji need them.
func unreadable(r rune) bool {
	switch {
	case r == 0x200C || r == 0x200D:
		return false
	case r == utf8.RuneError, r >= 0xFFF0 && r <= 0xFFFB:
		return true
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE: // not characters, by definition
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp)
}
