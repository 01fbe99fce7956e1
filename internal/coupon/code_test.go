package coupon

import (
	"errors"
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/i18n"
)

func TestEveryWrongSignAndEverySwapIsFound(t *testing.T) {
	t.Parallel()
	codes, err := makeCodes(50)
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range codes {
		if read, err := ReadCode(" " + strings.ToLower(ShowCode(code)) + " "); err != nil || read != code {
			t.Fatalf("%s reads as %s, %v", code, read, err)
		}
		for i := range code {
			for j := range len(codeSigns) {
				if wrong := code[:i] + codeSigns[j:j+1] + code[i+1:]; wrong != code {
					if _, err := ReadCode(wrong); !errors.Is(err, ErrBadCode) {
						t.Fatalf("%s passes for %s", wrong, code)
					}
				}
			}
			for j := range i {
				swapped := []byte(code)
				swapped[i], swapped[j] = swapped[j], swapped[i]
				if _, err := ReadCode(string(swapped)); string(swapped) != code && !errors.Is(err, ErrBadCode) {
					t.Fatalf("%s passes for %s", swapped, code)
				}
			}
		}
	}
	for _, typed := range []string{"", "0", codes[0][:11], codes[0] + "2", "OOOO-IIII-1111", "满减满减满减满减满减满减"} {
		if _, err := ReadCode(typed); !errors.Is(err, ErrBadCode) {
			t.Errorf("%q is taken for a code", typed)
		}
	}
}

func TestCodesAreUnlikeEachOther(t *testing.T) {
	t.Parallel()
	codes, err := makeCodes(100_000)
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool, len(codes))
	var counts [codeLength][256]int
	for _, code := range codes {
		if seen[code] {
			t.Fatalf("%s twice", code)
		}
		seen[code] = true
		for i := range code {
			counts[i][code[i]]++
		}
	}
	// 3,125 are expected of each sign at each place, with a deviation of 55.
	for i := range counts {
		for j := range len(codeSigns) {
			if n := counts[i][codeSigns[j]]; n < 2700 || n > 3550 {
				t.Errorf("%c stands %d times at place %d", codeSigns[j], n, i)
			}
		}
	}
}

func TestValidityEndsWithItsDay(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	issued := time.Date(2026, 1, 1, 15, 30, 0, 0, zone)
	for _, c := range []struct {
		validity    Validity
		from, until string
	}{
		{Validity{Days: 7}, "2026-01-01 15:30", "2026-01-09 00:00"},
		{Validity{Days: 7, After: 1}, "2026-01-02 00:00", "2026-01-10 00:00"},
		{Validity{Until: "2026-01-01"}, "2026-01-01 15:30", "2026-01-02 00:00"},
		{Validity{From: "2026-02-01", Until: "2026-02-28"}, "2026-02-01 00:00", "2026-03-01 00:00"},
	} {
		from, until := c.validity.Of(issued, zone)
		const layout = "2006-01-02 15:04"
		if f, u := from.In(zone).Format(layout), until.In(zone).Format(layout); f != c.from || u != c.until {
			t.Errorf("%+v: %s to %s, want %s to %s", c.validity, f, u, c.from, c.until)
		}
	}
}

func TestWhatATemplateCannotBe(t *testing.T) {
	t.Parallel()
	bad := Terms{Name: i18n.Of("券", ""), Validity: Validity{Days: 3, Until: "2026-02-30"}, Stock: -1, PerMember: -1, OnReturn: "gone", Claim: Claiming{From: "2026-02-02", Until: "2026-02-01"}}
	err := bad.Validate()
	if !errors.Is(err, ErrBadTemplate) {
		t.Fatal(err)
	}
	for _, field := range []string{"name", "validity", "stock", "per_member", "on_return", "claim.until"} {
		if !strings.Contains(err.Error(), field) {
			t.Errorf("%s is not named in %v", field, err)
		}
	}
}
