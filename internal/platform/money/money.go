// Package money is exact arithmetic on value: amounts are whole numbers of the
// currency's minor unit, rates are basis points, and every division says how
// it rounds and where the remainder goes.
package money

import (
	"cmp"
	"math/bits"
	"slices"
)

// MaxSafe is the largest value that a JSON reader keeps exactly: 2^53 − 1.
// Amounts and points outside ±MaxSafe are refused at every edge.
const MaxSafe = 1<<53 - 1

// RateBps is a rate in basis points: 10,000 is one.
type RateBps int64

// One is the rate that changes nothing.
const One RateBps = 10_000

// exponents lists currencies whose minor unit is not a hundredth (ISO 4217).
var exponents = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
	"UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}

// Amount is so much of a currency, as the parameter of what is said to people: a
// refusal that names an amount says it as they write it.
type Amount struct {
	Minor    int64
	Currency string
}

// Exponent returns how many decimals the minor unit of the currency stands for.
func Exponent(currency string) int {
	if e, ok := exponents[currency]; ok {
		return e
	}
	return 2
}

// MinorPerMajor returns how many minor units make one of the currency.
func MinorPerMajor(currency string) int64 {
	n := int64(1)
	for range Exponent(currency) {
		n *= 10
	}
	return n
}

// Safe reports whether v may leave the program as a JSON number.
func Safe(v int64) bool { return -MaxSafe <= v && v <= MaxSafe }

// MulDiv returns ⌊a·b/c⌋ without overflow in between, and false when the
// result does not fit. It needs a, b ≥ 0 and c > 0.
func MulDiv(a, b, c int64) (int64, bool) {
	if a < 0 || b < 0 || c <= 0 {
		panic("money: MulDiv of a negative")
	}
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi >= uint64(c) {
		return 0, false
	}
	q, _ := bits.Div64(hi, lo, uint64(c))
	return int64(q), q < 1<<63
}

// Portion returns what is due when done of whole pieces have been counted off a
// total of which taken went before: the exact share rounded down, and everything
// that is left with the last piece. It is never below zero for a total that is
// not; whoever takes piece by piece has in the end taken total.
func Portion(total, whole, done, taken int64) int64 {
	if whole <= 0 || done >= whole {
		return max(total-taken, 0)
	}
	due, _ := MulDiv(max(total, 0), max(done, 0), whole)
	return max(due-taken, 0)
}

// Spread splits total over the weights so that the parts sum to total: each
// part is its exact share rounded down, and what is left goes one by one to
// the largest remainders, ties to the earlier. Weights must not be negative;
// when all are zero the first part takes everything.
func Spread(total int64, weights []int64) []int64 {
	parts := make([]int64, len(weights))
	SpreadInto(parts, total, weights)
	return parts
}

// few is up to how many parts are spread without asking for memory.
const few = 64

// SpreadInto is Spread into parts that the caller has; there must be as many as
// weights.
func SpreadInto(parts []int64, total int64, weights []int64) {
	clear(parts)
	if len(weights) == 0 || total == 0 {
		return
	}
	if total < 0 {
		SpreadInto(parts, -total, weights)
		for i := range parts {
			parts[i] = -parts[i]
		}
		return
	}
	var sum uint64
	for _, w := range weights {
		sum += uint64(w)
	}
	if sum == 0 {
		parts[0] = total
		return
	}
	var fewRemainders [few]uint64
	var fewOrder [few]int
	remainders, order := fewRemainders[:], fewOrder[:0]
	if len(weights) > few {
		remainders, order = make([]uint64, len(weights)), make([]int, 0, len(weights))
	}
	left := total
	for i, w := range weights {
		hi, lo := bits.Mul64(uint64(total), uint64(w))
		q, r := bits.Div64(hi, lo, sum) // w ≤ sum, so the quotient fits
		parts[i] = int64(q)
		left -= int64(q)
		if r > 0 { // there are at least as many of these as units are left
			remainders[i] = r
			order = append(order, i)
		}
	}
	if left == 0 {
		return
	}
	largestFirst(order, remainders)
	for _, i := range order[:left] {
		parts[i]++
	}
}

// largestFirst puts places in the order of what was left at them, ties to the earlier.
func largestFirst(order []int, of []uint64) {
	if len(order) > few {
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(of[b], of[a]) })
		return
	}
	for i := 1; i < len(order); i++ { // faster than to sort, as long as they are few
		at, j := order[i], i
		for ; j > 0 && of[order[j-1]] < of[at]; j-- {
			order[j] = order[j-1]
		}
		order[j] = at
	}
}
