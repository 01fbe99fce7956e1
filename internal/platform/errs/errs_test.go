package errs_test

import (
	"errors"
	"fmt"
	"testing"

	"habitue/internal/platform/errs"
)

var errShort = errs.New(errs.Exhausted, "test.short")

func TestErrorMatchesItsSentinelThroughCopiesAndWraps(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("post: %w", errShort.With("short", 40).Because(errors.New("disk")))
	if !errors.Is(err, errShort) {
		t.Fatal("a copy with parameters no longer matches its sentinel")
	}
	if errors.Is(err, errs.New(errs.Exhausted, "test.other")) {
		t.Fatal("another code matches")
	}
	if got, want := err.Error(), "post: test.short short=40: disk"; got != want {
		t.Fatalf("text %q, want %q", got, want)
	}
	if len(errShort.Params) != 0 {
		t.Fatal("With changed the sentinel")
	}
	if errs.KindOf(err) != errs.Exhausted || errs.KindOf(errors.New("x")) != errs.Internal {
		t.Fatal("kind lost")
	}
}
