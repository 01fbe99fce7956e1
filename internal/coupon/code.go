package coupon

import (
	"crypto/rand"
	"fmt"
	"strings"
)

// Codes are twelve signs: eleven by chance, which is 55 bits, and a check sign.
// Of a million codes that wait, somebody who tries has one chance in 34 billion.
//
// The check is a weighted sum over the field of 32 elements, Σ αⁱ·xᵢ = 0 with a
// primitive α: the code after H. P. Gumm, "A new class of check-digit methods for
// arbitrary number systems", IEEE Transactions on Information Theory 31 (1985),
// 102–105; over such a field it is one of the totally anti-symmetric quasigroups
// of H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004. One wrong
// sign changes its summand by αⁱ·d ≠ 0. Two signs that change places change the
// sum by (αⁱ + αʲ)·d, which is 0 only where αⁱ = αʲ; the order of α is 31, and a
// code has twelve places: so each swap is found, of neighbours or not.
const (
	codeSigns  = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ" // without 0 and O, 1 and I
	codeLength = 12
)

// timesAlpha multiplies by α = x of the field GF(2)[x] / (x⁵ + x² + 1),
// whose polynomial is primitive.
func timesAlpha(v byte) byte {
	v <<= 1
	if v&32 != 0 {
		v ^= 0b100101
	}
	return v
}

// signOf is the value of a sign; 255: it is none.
var signOf = func() (values [256]byte) {
	for i := range values {
		values[i] = 255
	}
	for i := range len(codeSigns) {
		values[codeSigns[i]] = byte(i)
	}
	return values
}()

// checkSign is the last sign, for which the sum is zero: by Horner's rule its own
// weight is one.
func checkSign(signs []byte) byte {
	sum := byte(0)
	for _, v := range signs {
		sum = timesAlpha(sum ^ v)
	}
	return sum
}

// makeCodes returns n codes that nobody can guess.
func makeCodes(n int) ([]string, error) {
	raw := make([]byte, n*(codeLength-1))
	if _, err := rand.Read(raw); err != nil {
		return nil, fmt.Errorf("make codes: %w", err)
	}
	codes := make([]string, n)
	var code [codeLength]byte
	for i := range codes {
		signs := raw[i*(codeLength-1) : (i+1)*(codeLength-1)]
		for j := range signs {
			signs[j] &= 31 // 256 is a multiple of 32: each sign is as likely
			code[j] = codeSigns[signs[j]]
		}
		code[codeLength-1] = codeSigns[checkSign(signs)]
		codes[i] = string(code[:])
	}
	return codes, nil
}

// ReadCode reads a code as somebody types it: with spaces or dashes, in small or
// wide letters. Errors: ErrBadCode, when a sign is wrong or two changed places.
func ReadCode(typed string) (string, error) {
	var signs []byte
	for _, r := range typed {
		if r >= '！' && r <= '～' { // as Chinese keyboards write them
			r -= '！' - '!'
		}
		switch {
		case r == ' ' || r == '-' || r == '　' || r == '–':
			continue
		case r >= 'a' && r <= 'z':
			r -= 'a' - 'A'
		}
		if r > 127 || signOf[byte(r)] == 255 || len(signs) == codeLength {
			return "", ErrBadCode
		}
		signs = append(signs, signOf[byte(r)])
	}
	if len(signs) != codeLength || checkSign(signs[:codeLength-1]) != signs[codeLength-1] {
		return "", ErrBadCode
	}
	var b strings.Builder
	for _, v := range signs {
		b.WriteByte(codeSigns[v])
	}
	return b.String(), nil
}

// LooksLikeCode reports whether somebody meant a code by what they typed: it is
// as long as one, and has nothing but letters and digits.
func LooksLikeCode(typed string) bool {
	n := 0
	for _, r := range strings.ToUpper(typed) {
		switch {
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			n++
		case r != ' ' && r != '-':
			return false
		}
	}
	return n == codeLength
}

// ShowCode writes a code as people read it: in groups of four.
func ShowCode(code string) string {
	if len(code) != codeLength {
		return code
	}
	return code[:4] + "-" + code[4:8] + "-" + code[8:]
}
