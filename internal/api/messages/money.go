package messages

import (
	"strconv"
	"strings"

	"habitue/internal/platform/money"
)

// symbols of currencies that readers know by them; others show their code.
var symbols = map[string]string{"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "HKD": "HK$", "TWD": "NT$", "KRW": "₩"}

// Money writes an amount of minor units for a reader: ¥1,234.50.
func Money(amount int64, currency string) string {
	sign, magnitude := "", uint64(amount)
	if amount < 0 {
		sign, magnitude = "−", -magnitude
	}
	digits := strconv.FormatUint(magnitude, 10)
	decimals := money.Exponent(currency)
	for len(digits) <= decimals {
		digits = "0" + digits
	}
	whole, part := digits[:len(digits)-decimals], digits[len(digits)-decimals:]
	symbol, ok := symbols[currency]
	if !ok {
		symbol = currency + " "
	}
	text := sign + symbol + group(whole)
	if part != "" {
		text += "." + part
	}
	return text
}

// Number writes a whole number with its thousands apart.
func Number(n int64) string {
	text := strconv.FormatInt(n, 10)
	if digits, negative := strings.CutPrefix(text, "-"); negative {
		return "−" + group(digits)
	}
	return group(text)
}

func group(digits string) string {
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// Rate writes basis points as a factor: 15000 is 1.5.
func Rate(r money.RateBps) string {
	text := strconv.FormatFloat(float64(r)/float64(money.One), 'f', 4, 64)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}
