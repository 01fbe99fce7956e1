package member

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

// How personal text is shown to staff who need not see it: enough to say
// "that is me" by, too little to call or to write to.

const stars = "****"

// MaskName shows the first and, of three or more, the last character of a
// Chinese, Japanese or Korean name (王*明, 王*), and the first letter of others (J***).
func MaskName(name string) string {
	runes := []rune(name)
	switch n := len(runes); {
	case n == 0:
		return ""
	case !unicode.In(runes[0], unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana):
		return string(runes[:1]) + "***"
	case n == 1:
		return "*"
	case n == 2:
		return string(runes[:1]) + "*"
	default:
		return string(runes[0]) + strings.Repeat("*", min(n-2, 4)) + string(runes[n-1])
	}
}

// MaskPhone shows a phone in E.164 as 138****1234; numbers outside China with
// their country code, and short ones with fewer digits.
func MaskPhone(e164 string) string {
	digits, code := "", ""
	if mobile, ok := likeChineseMobile(e164); ok {
		digits = mobile
	} else {
		number, err := phonenumbers.Parse(e164, "")
		if err != nil {
			return maskAll(e164)
		}
		digits = phonenumbers.GetNationalSignificantNumber(number)
		if c := int(number.GetCountryCode()); c != chinaCode {
			code = "+" + strconv.Itoa(c) + " "
		}
	}
	tail := 4
	if len(digits) < 10 {
		tail = 2
	}
	// Four digits at least stay hidden, whatever is left may be shown in front.
	head := min(3, len(digits)-len(stars)-tail)
	if head < 0 {
		return code + stars
	}
	return code + digits[:head] + stars + digits[len(digits)-tail:]
}

const chinaCode = 86

// likeChineseMobile takes the commonest number of all apart without the general
// machinery, which costs more than to open the record that it stands in. Whether there
// are such numbers was asked when it came in.
func likeChineseMobile(e164 string) (digits string, is bool) {
	digits, is = strings.CutPrefix(e164, "+86")
	is = is && len(digits) == 11 && digits[0] == '1' && digits[1] > '2' && !strings.HasPrefix(digits, "179") && allDigits(digits)
	return digits, is // before a number, 179 chooses a carrier
}

// MaskEmail shows the first letter and the domain: a***@example.com.
func MaskEmail(email string) string {
	at := strings.LastIndexByte(email, '@')
	if at < 1 {
		return maskAll(email)
	}
	first := []rune(email[:at])[:1]
	return string(first) + "***" + email[at:]
}

// MaskCard shows the last four characters of a card or a foreign number that
// has at least eight.
func MaskCard(card string) string {
	runes := []rune(card)
	if len(runes) < 8 {
		return maskAll(card)
	}
	return stars + string(runes[len(runes)-4:])
}

// Mask shows an identity as its kind is masked.
func (k Key) Mask() string {
	switch k.Kind {
	case Phone:
		return MaskPhone(k.Value)
	case Email:
		return MaskEmail(k.Value)
	case OIDC:
		issuer, subject, _ := strings.Cut(k.Value, "#")
		_, host, _ := strings.Cut(issuer, "://")
		return host + " " + MaskCard(subject)
	default:
		return MaskCard(k.Value)
	}
}

func maskAll(s string) string {
	if s == "" {
		return ""
	}
	return stars
}
