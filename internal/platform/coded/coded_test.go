package coded_test

import (
	"slices"
	"strings"
	"testing"

	"habitue/internal/platform/coded"
	"habitue/internal/platform/errs"
)

func TestCodes(t *testing.T) {
	t.Parallel()
	good := []string{"S01", "南京东路 2", strings.Repeat("长", coded.MaxLength)}
	bad := []string{"", " S01", "S01\t", "S\n01", "S\x0001", "S\u202E01", "\xff", strings.Repeat("a", coded.MaxLength+1)}
	wrong := errs.New(errs.Invalid, "test.bad_code")
	for _, code := range good {
		if err := coded.Check(code, wrong); err != nil || !coded.Valid(code) {
			t.Errorf("%q is refused: %v", code, err)
		}
	}
	for _, code := range bad {
		if errs.Of(coded.Check(code, wrong)) == nil || coded.Valid(code) {
			t.Errorf("%q is taken", code)
		}
	}
	if got := coded.Possible(slices.Concat(bad, good)); !slices.Equal(got, good) {
		t.Errorf("possible: %q", got)
	}
}
