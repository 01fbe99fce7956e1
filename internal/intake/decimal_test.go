package intake

import (
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"habitue/internal/order"
	"habitue/internal/platform/money"
)

func TestDecimalReadsWhatTillsWrite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		comma bool
		want  string // mantissa e-scale; empty: not readable
	}{
		{"12", false, "12e0"}, {"12.50", false, "125e-1"}, {"0.001", false, "1e-3"}, {".5", false, "5e-1"}, {"5.", false, "5e0"},
		{"1,234.50", false, "12345e-1"}, {"1,234,567", false, "1234567e0"}, {"1 234", false, "1234e0"}, {"1'234.5", false, "12345e-1"},
		{"1.234,50", true, "12345e-1"}, {"12,5", true, "125e-1"},
		{"¥12.00", false, "12e0"}, {"￥ 12.5", false, "125e-1"}, {"12元", false, "12e0"}, {"£-3", false, "-3e0"}, {"-£3", false, "-3e0"}, {"$1,000", false, "1000e0"},
		{"-5", false, "-5e0"}, {"5-", false, "-5e0"}, {"(5.25)", false, "-525e-2"}, {"+7", false, "7e0"}, {" 8 ", false, "8e0"},
		{"2.5500000000000003", false, "2550000000e-9"}, {"0.9999999999", false, "1000000000e-9"},
		{"4.440892e-16", false, "0e-9"}, {"25E-1", false, "25e-1"}, {"1e-", false, ""}, {"e-5", false, ""}, {"1e-9999", false, ""},
		{"", false, ""}, {".", false, ""}, {"-", false, ""}, {"--5", false, ""}, {"1,23", false, ""}, {",123", false, ""}, {"12,34,567", false, ""}, {"1.2.3", false, ""},
		{"12.5", true, ""}, {"1E+05", false, ""}, {"0x10", false, ""}, {"NaN", false, ""}, {"十二", false, ""}, {"12 a", false, ""}, {"-(5)", false, ""},
		{"1234567890123456789", false, ""}, {"99999999999999999.99", false, ""}, {"1.0000000001x", false, ""},
	} {
		t.Run(fmt.Sprintf("%q", c.text), func(t *testing.T) {
			t.Parallel()
			got := ""
			if d, ok := parseDecimal([]byte(c.text), c.comma); ok {
				got = fmt.Sprintf("%de-%d", d.mantissa, d.scale)
				if d.scale == 0 {
					got = fmt.Sprintf("%de0", d.mantissa)
				}
			}
			if got != c.want {
				t.Fatalf("read %q, want %q", got, c.want)
			}
		})
	}
}

func TestLineAmountIsTheExactProductRoundedHalfUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		price := decimal{rapid.Int64Range(-1e12, 1e12).Draw(t, "price"), rapid.IntRange(0, maxDecimals).Draw(t, "scale")}
		quantity := Quantity(rapid.Int64Range(-int64(maxQuantity), int64(maxQuantity)).Draw(t, "quantity"))
		currency := rapid.SampledFrom([]string{"CNY", "JPY", "KWD"}).Draw(t, "currency")
		exact := new(big.Rat).Mul(big.NewRat(price.mantissa, int64(powers[price.scale])), big.NewRat(int64(quantity), 1000))
		exact.Mul(exact, big.NewRat(money.MinorPerMajor(currency), 1))
		want := halfUp(exact)
		got, ok := times(price, quantity, currency)
		if inRange := want.CmpAbs(big.NewInt(order.MaxAmount)) <= 0; ok != inRange {
			t.Fatalf("in range %v for %v", ok, want)
		}
		if ok && want.Cmp(big.NewInt(got)) != 0 {
			t.Fatalf("%d, want %v", got, want)
		}
	})
}

// halfUp rounds by magnitude with big numbers.
func halfUp(r *big.Rat) *big.Int {
	num := new(big.Int).Abs(r.Num())
	num.Mul(num, big.NewInt(2)).Add(num, r.Denom())
	num.Quo(num, new(big.Int).Mul(r.Denom(), big.NewInt(2)))
	if r.Sign() < 0 {
		num.Neg(num)
	}
	return num
}

func FuzzDecimal(f *testing.F) {
	for _, s := range []string{"1,234.50", "(5)", "¥-3", "12元", "1E5", "9999999999999999999", "0.0000000005", "1 2 3"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, text string, comma bool) {
		d, ok := parseDecimal([]byte(text), comma)
		if ok && (abs(d.mantissa) > maxMantissa || d.scale < 0 || d.scale > maxDecimals) {
			t.Fatalf("%q gives %+v", text, d)
		}
		if ok {
			d.minor("CNY")
			d.quantity()
		}
	})
}
