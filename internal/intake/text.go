package intake

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"habitue/internal/order"
	"habitue/internal/platform/i18n"
)

// maxReference leaves room for what a refund within a sale is called, in bytes.
const maxReference = order.MaxReference - len(returnSuffix)

// bare takes off a value what programs put around it: blanks of any sort, the
// apostrophe by which spreadsheets (and our own error files) keep a text from
// being a formula, and the ="0012" that keeps its zeros.
func bare(b []byte) []byte {
	b = trim(b)
	if len(b) > 1 && b[0] == '\'' && (isDigit(b[1]) || strings.IndexByte(formulaStarts, b[1]) >= 0) {
		return trim(b[1:])
	}
	if len(b) > 3 && b[0] == '=' && b[1] == '"' && b[len(b)-1] == '"' {
		return trim(b[2 : len(b)-1])
	}
	return b
}

// trim is bytes.TrimSpace with a short way for the common case.
func trim(b []byte) []byte {
	if n := len(b); n == 0 || plain(b[0]) && plain(b[n-1]) {
		return b
	}
	return bytes.TrimFunc(b, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' })
}

func plain(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// oneLine makes a text readable on one line; nearly all are so already.
func oneLine(b []byte) []byte {
	for i, c := range b {
		if c < ' ' || c >= 0x7f || c == ' ' && i > 0 && b[i-1] == ' ' {
			return []byte(i18n.Clean(string(b), len(b)))
		}
	}
	return b
}

// damaged recognises a long number that a spreadsheet has shortened to 2.01E+11.
func damaged(b []byte) bool {
	e := bytes.IndexAny(b, "eE")
	if e < 1 || e+2 >= len(b) || b[e+1] != '+' || !isDigit(b[0]) {
		return false
	}
	return len(bytes.Trim(b[:e], "0123456789.")) == 0 && len(bytes.Trim(b[e+2:], "0123456789")) == 0
}

// nobody are values that stand for "no customer" in real files. Without this
// list all walk-in customers of a shop would become one very good customer.
var nobody = map[string]bool{
	"0": true, "-": true, "--": true, "/": true, "null": true, "none": true, "nil": true, "n/a": true, "na": true, "nan": true, `\n`: true,
	"guest": true, "walk-in": true, "walkin": true, "anonymous": true,
	"散客": true, "非会员": true, "无": true, "游客": true, "匿名": true,
}

func isNobody(b []byte) bool {
	return len(b) == 0 || len(b) <= 12 && nobody[strings.ToLower(string(b))]
}
