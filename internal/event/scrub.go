package event

import (
	"regexp"
	"strings"

	"habitue/internal/platform/i18n"
)

// What in a text may say who somebody is: addresses of e-mail, and numbers as long as
// those of phones, cards and identity papers, however they are grouped.
var (
	mail   = regexp.MustCompile(`[^\s/:;,，。（）()<>"']*[@＠][^\s/:;,，。（）()<>"']*`)
	number = regexp.MustCompile(`\+?[0-9０-９](?:[ .()\-－·]{0,2}[0-9０-９]){6,}[xXＸｘ]?`)
)

// hidden stands where something was taken out.
const hidden = "…"

// harmless is a text on one line, without what may say who somebody is, of so many
// characters at most.
func harmless(text string, most int) string {
	text = i18n.Clean(cut(text, 4*most), 4*most)
	text = number.ReplaceAllString(mail.ReplaceAllString(text, hidden), hidden)
	return i18n.Clean(text, most)
}

// cut shortens a text of any size before work is spent on it.
func cut(text string, most int) string {
	if len(text) <= 4*most {
		return text
	}
	return strings.ToValidUTF8(text[:4*most], "")
}

// harmlessPath is where a page lies: no host, nothing behind ? or #, where forms and
// links put names and tokens.
func harmlessPath(path string) string {
	path = cut(path, longestPath)
	if _, rest, ok := strings.Cut(path, "://"); ok {
		_, path, ok = strings.Cut(rest, "/")
		if path = "/" + path; !ok {
			path = "/"
		}
	}
	if i := strings.IndexAny(path, "?#;"); i >= 0 {
		path = path[:i]
	}
	if strings.Contains(path, "%") { // what is escaped is not looked through
		path, _, _ = strings.Cut(path, "%")
		path += hidden
	}
	return harmless(path, longestPath)
}

var codes = regexp.MustCompile(`^[\pL\pN][\pL\pN ._:/#+\-]{0,63}$`)

// code is a number of an article, which may well be long; "" where it is none.
func code(text string) string {
	text = strings.TrimSpace(text)
	if len(text) > 4*longestSKU || !codes.MatchString(text) || mobile.MatchString(text) {
		return ""
	}
	return text
}

// mobile is a number that reads as a phone and as no article's.
var mobile = regexp.MustCompile(`^(\+[0-9 \-]{8,}|(00|\+)?86?[ \-]?1[3-9][0-9][ \-]?[0-9]{4}[ \-]?[0-9]{4}|1[3-9][0-9]{9})$`)
