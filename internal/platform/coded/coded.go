package coded

import (
	"slices"
	"strings"
	"unicode/utf8"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
)

// MaxLength is the longest code, in characters.
const MaxLength = 64

// Valid reports whether something can have the code: one readable line that is
// not too long, with nothing around it.
func Valid(code string) bool {
	return code != "" && code == strings.TrimSpace(code) && utf8.RuneCountInString(code) <= MaxLength && i18n.OneLine(code)
}

// Check returns bad, with the code as far as it can be shown, unless it is valid.
func Check(code string, bad *errs.Error) error {
	if Valid(code) {
		return nil
	}
	return bad.With("code", i18n.Clean(code, MaxLength))
}

// Possible returns the codes that something can have: for the others PostgreSQL
// need not be asked, and would not take some of them.
func Possible(codes []string) []string {
	if !slices.ContainsFunc(codes, impossible) {
		return codes
	}
	return slices.DeleteFunc(slices.Clone(codes), impossible)
}

func impossible(code string) bool { return !Valid(code) }
