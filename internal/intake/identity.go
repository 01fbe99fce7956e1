package intake

import (
	"bytes"
	"strings"
)

// identityFields are the fields that tell who the customer is. The first that a
// row has is what timelines are grouped by.
var identityFields = [...]Field{FieldCustomer, FieldCard, FieldPhone, FieldEmail}

// identityKinds returns what the identities of the fields are called.
func (m Mapping) identityKinds() [len(identityFields)]string {
	system := m.System
	if system == "" {
		system = "import"
	}
	return [...]string{"external:" + system, "card", "phone", "email"}
}

// defaultPhoneCode is the country of phones that name none: China.
const defaultPhoneCode = "86"

// parsePhone returns a phone number in E.164: +8613800138000.
func parsePhone(b []byte, code string) ([]byte, bool) {
	digits := make([]byte, 0, len(b)+4)
	digits = append(digits, '+')
	plus := bytes.HasPrefix(b, []byte("+"))
	for i, c := range b {
		switch {
		case isDigit(c):
			digits = append(digits, c)
		case i == 0 && c == '+', strings.IndexByte(" -().\t", c) >= 0:
		default:
			return nil, false
		}
	}
	number := digits[1:]
	switch {
	case plus:
	case bytes.HasPrefix(number, []byte("00")):
		digits = append(digits[:1], number[2:]...)
	case bytes.HasPrefix(number, []byte(code)) && len(number) == len(code)+11 && code == defaultPhoneCode:
	default:
		digits = append(append([]byte("+"), code...), bytes.TrimPrefix(number, []byte("0"))...)
	}
	return digits, len(digits) >= 8 && len(digits) <= 16
}

// parseEmail returns an address in lower case.
func parseEmail(b []byte) ([]byte, bool) {
	at := bytes.LastIndexByte(b, '@')
	if at < 1 || at == len(b)-1 || bytes.ContainsAny(b, " \t,;<>\"") {
		return nil, false
	}
	return bytes.ToLower(b), true
}

// parseCard returns a card number without the blanks and dashes it is printed with.
func parseCard(b []byte) ([]byte, bool) {
	number := make([]byte, 0, len(b))
	for _, c := range b {
		if c != ' ' && c != '-' {
			number = append(number, c)
		}
	}
	return number, len(number) > 0
}
