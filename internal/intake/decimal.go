package intake

import (
	"bytes"
	"math/bits"
	"unicode/utf8"

	"habitue/internal/order"
	"habitue/internal/platform/money"
)

// Bounds of what a line may be worth and count.
const (
	maxQuantity = 1_000_000 * QuantityOne   // pieces, kilograms, metres
	maxDecimals = 9                         // kept of a written number
	maxDigits   = 18                        // of a number without its point
	maxMantissa = 1_000_000_000_000_000_000 // 10^maxDigits
)

// decimal is an exact number: mantissa / 10^scale.
type decimal struct {
	mantissa int64
	scale    int
}

// signs of money and units that people write around a number.
var moneySigns = [][]byte{
	[]byte("¥"), []byte("￥"), []byte("£"), []byte("€"), []byte("$"), []byte("元"), []byte("RMB"), []byte("CNY"), []byte("件"), []byte("个"),
}

// parseDecimal reads a number as tills write it: "1,234.50", "¥12", "(3.00)",
// "-5", "5-", with comma as the point when decimalComma says so. Groups of
// thousands must be groups of three: 1,23 is a mistake and not 123. 1E+05 is
// refused, because a spreadsheet that wrote it has lost digits; 4.4E-16 is how
// programs write that they once calculated with floats. A tenth decimal and
// beyond only rounds the ninth.
func parseDecimal(b []byte, decimalComma bool) (decimal, bool) {
	point, group := byte('.'), byte(',')
	if decimalComma {
		point, group = ',', '.'
	}
	b, negative := undress(b)
	b, shift, ok := cutExponent(b)
	if !ok {
		return decimal{}, false
	}
	whole, fraction, hasPoint := bytes.Cut(b, []byte{point})
	if hasPoint && len(whole)+len(fraction) == 0 || len(b) == 0 {
		return decimal{}, false
	}
	var d decimal
	if !d.readWhole(whole, group) || !d.readFraction(fraction) {
		return decimal{}, false
	}
	d.shrink(shift)
	if negative {
		d.mantissa = -d.mantissa
	}
	return d, true
}

// cutExponent takes a negative exponent off the end of a number.
func cutExponent(b []byte) (number []byte, shift int, ok bool) {
	e := bytes.IndexAny(b, "eE")
	if e < 0 {
		return b, 0, true
	}
	digits, found := bytes.CutPrefix(b[e+1:], []byte("-"))
	if !found || e == 0 || len(digits) == 0 || len(digits) > 3 || len(bytes.Trim(digits, "0123456789")) > 0 {
		return nil, 0, false
	}
	for _, c := range digits {
		shift = shift*10 + int(c-'0')
	}
	return b[:e], shift, true
}

// shrink divides by ten as often, keeping maxDecimals of the decimals.
func (d *decimal) shrink(times int) {
	for ; times > 0 && d.mantissa > 0; times-- {
		if d.scale < maxDecimals {
			d.scale++
			continue
		}
		if d.mantissa /= 10; d.mantissa == 0 {
			return
		}
	}
}

// undress takes sign, brackets, money signs and blanks off a number.
func undress(b []byte) (digits []byte, negative bool) {
	b = bytes.TrimSpace(b)
	if n := len(b); n > 2 && b[0] == '(' && b[n-1] == ')' {
		b, negative = b[1:n-1], true
	}
	for pass := 0; pass < 2 && len(b) > 0; pass++ { // a sign may stand before or behind the money sign
		if !negative && b[0] == '-' {
			b, negative = b[1:], true
		} else if pass == 0 && b[0] == '+' {
			b = b[1:]
		}
		if len(b) > 0 && !isDigit(b[0]) || len(b) > 0 && b[len(b)-1] >= utf8.RuneSelf {
			for _, sign := range moneySigns {
				b = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimPrefix(b, sign), sign))
			}
		}
	}
	if n := len(b); !negative && n > 1 && b[n-1] == '-' {
		b, negative = b[:n-1], true
	}
	return b, negative
}

// readWhole reads the digits before the point. Blanks and apostrophes group as
// well as the separator of the language.
func (d *decimal) readWhole(b []byte, group byte) bool {
	sinceGroup, grouped := 0, false
	for i, c := range b {
		switch {
		case isDigit(c):
			sinceGroup++
			if d.mantissa >= maxMantissa/10 {
				return false
			}
			d.mantissa = d.mantissa*10 + int64(c-'0')
		case c == group || c == ' ' || c == '\'':
			if i == 0 || grouped && sinceGroup != 3 || sinceGroup > 3 {
				return false
			}
			grouped, sinceGroup = true, 0
		default:
			return false
		}
	}
	return !grouped || sinceGroup == 3
}

// readFraction reads the digits behind the point.
func (d *decimal) readFraction(b []byte) bool {
	b = bytes.TrimRight(b, "0")
	for i, c := range b {
		if !isDigit(c) {
			return false
		}
		if i == maxDecimals {
			if c >= '5' {
				d.mantissa++
			}
			return len(bytes.Trim(b[i:], "0123456789")) == 0
		}
		if d.mantissa >= maxMantissa/10 {
			return false
		}
		d.mantissa = d.mantissa*10 + int64(c-'0')
		d.scale++
	}
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

var powers = func() (p [maxDigits + 1]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// minor returns d in minor units of the currency, rounded half up by magnitude,
// so that a refund is worth what the sale was. False is out of range.
func (d decimal) minor(currency string) (int64, bool) {
	return times(d, QuantityOne, currency)
}

// quantity returns d in thousandths. False where it has more decimals.
func (d decimal) quantity() (Quantity, bool) {
	if d.scale > 3 || abs(d.mantissa) > uint64(maxQuantity) {
		return 0, false
	}
	return Quantity(d.mantissa * int64(powers[3-d.scale])), true
}

// times returns price × quantity in minor units of the currency, rounded half
// up by magnitude; false where it is out of range.
func times(price decimal, q Quantity, currency string) (int64, bool) {
	hi, lo := bits.Mul64(abs(price.mantissa), abs(int64(q)))
	by := powers[3+price.scale-money.Exponent(currency)] // quantities have three decimals, currencies not more
	lo, carry := bits.Add64(lo, by/2, 0)
	hi += carry
	if hi >= by {
		return 0, false
	}
	amount, _ := bits.Div64(hi, lo, by)
	if amount > order.MaxAmount {
		return 0, false
	}
	if (price.mantissa < 0) != (q < 0) {
		return -int64(amount), true
	}
	return int64(amount), true
}

func abs(v int64) uint64 {
	if v < 0 {
		return uint64(-v)
	}
	return uint64(v)
}
