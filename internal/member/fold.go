package member

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"
	"golang.org/x/text/unicode/norm"

	"habitue/internal/platform/i18n"
)

// Bounds of identities, in characters. Nothing real is longer.
const (
	maxPhone    = 40
	maxEmail    = 254
	maxCard     = 64
	maxExternal = 200
	maxSystem   = 32
	maxOIDC     = 460
)

// Fold returns the one form of an identity in which it is kept and compared.
// A phone without a country code is at home in the country (ISO 3166). Folding
// what is folded changes nothing. Errors: ErrBadIdentity.
func Fold(kind Kind, value, country string) (string, error) {
	folded, ok := "", false
	if utf8.ValidString(value) {
		switch system, external := kind.System(); {
		case kind == Phone:
			folded, ok = foldPhone(value, country)
		case kind == Email:
			folded, ok = foldEmail(value)
		case kind == Card:
			folded, ok = foldCard(value)
		case external && validSystem(system):
			folded, ok = foldExternal(value)
		case kind == OIDC:
			folded, ok = value, len(value) <= maxOIDC && issuerAndSubject.MatchString(value)
		}
	}
	if !ok {
		return "", ErrBadIdentity.With("kind", i18n.Clean(string(kind), maxSystem*2))
	}
	return folded, nil
}

// issuerAndSubject is how an identity of OpenID Connect is written.
var issuerAndSubject = regexp.MustCompile(`^https?://[!-"$-~]{1,200}#[!-~]{1,255}$`)

// plain undoes what input methods and spreadsheets do to text: full-width
// letters and digits, odd white space at the ends.
func plain(s string, max int) (string, bool) {
	if len(s) > 4*max { // before any work is spent on it
		return "", false
	}
	s = strings.TrimSpace(norm.NFKC.String(s))
	return s, s != "" && utf8.RuneCountInString(s) <= max && i18n.OneLine(s)
}

// foldPhone returns E.164. Letters are refused, though some phones have them on
// their keys: here they come from spreadsheets (1.38E+10) or are extensions,
// behind which sits somebody else.
func foldPhone(value, country string) (string, bool) {
	s, ok := plain(value, maxPhone)
	if !ok || strings.ContainsFunc(s, unicode.IsLetter) {
		return "", false
	}
	if mobile, ok := chineseMobile(s, country); ok {
		return mobile, true
	}
	number, err := phonenumbers.Parse(s, country)
	if err != nil || number.GetExtension() != "" || !phonenumbers.IsValidNumber(number) {
		return "", false
	}
	return phonenumbers.Format(number, phonenumbers.E164), true
}

// chineseMobile folds the commonest form of all without the general machinery,
// which costs fifty times as much.
func chineseMobile(s, country string) (string, bool) {
	digits, international := strings.CutPrefix(s, "+86")
	if !international && country != "CN" {
		return "", false
	}
	if len(digits) != 11 || digits[0] != '1' || !allDigits(digits) {
		return "", false
	}
	switch digits[1] {
	case '3', '8':
		return "+86" + digits, true
	case '5', '9':
		return "+86" + digits, digits[2] != '4'
	}
	return "", false // data cards, satellites, nothing: let the machinery decide
}

func allDigits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// foldEmail lowers the whole address. Providers that tell capitals apart before
// the @ exist on paper only; people who mistype them exist.
func foldEmail(value string) (string, bool) {
	s, ok := plain(value, maxEmail)
	if !ok {
		return "", false
	}
	s = strings.ToLower(s)
	at := strings.LastIndexByte(s, '@')
	if at < 1 || at > 64 || strings.ContainsAny(s, " \"(),:;<>[\\]") || strings.Count(s, "@") != 1 {
		return "", false
	}
	domain := s[at+1:]
	if !strings.Contains(domain, ".") || strings.HasPrefix(domain, ".") || strings.HasSuffix(domain, ".") ||
		strings.Contains(s, "..") {
		return "", false
	}
	return s, true
}

// foldCard makes capitals and takes out the spaces that are printed between the groups.
func foldCard(value string) (string, bool) {
	s, ok := plain(value, maxCard)
	if !ok {
		return "", false
	}
	return strings.ToUpper(strings.Join(strings.Fields(s), "")), true
}

// foldExternal leaves a foreign number as it is: in some systems "aB" is not "Ab".
func foldExternal(value string) (string, bool) {
	s := strings.TrimSpace(value)
	return s, s != "" && utf8.RuneCountInString(s) <= maxExternal && i18n.OneLine(s)
}

func validSystem(system string) bool {
	return system != "" && len(system) <= maxSystem &&
		strings.Trim(system, "abcdefghijklmnopqrstuvwxyz0123456789._-") == ""
}

// readsAsContact reports whether a card is really somebody's phone or e-mail,
// which many shops print on cards: it must not be shown as a member's number.
func readsAsContact(card, country string) bool {
	_, phone := foldPhone(card, country)
	_, email := foldEmail(card)
	return phone || email
}
