package postgres

import (
	"testing"
	"time"
)

// A plan made while a table was empty does not stay: a young connection forgets its
// plans soon, an old one seldom.
func TestPlansAreForgottenSoonAndThenSeldom(t *testing.T) {
	t.Parallel()
	begun := time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)
	var p planAge
	var forgotten []time.Duration
	for passed := time.Duration(0); passed <= 31*time.Minute; passed += time.Second {
		next, forget := p.at(begun.Add(passed))
		if forget {
			forgotten = append(forgotten, passed)
		}
		p = next
	}
	want := []time.Duration{5 * time.Second, 15 * time.Second, 35 * time.Second, 75 * time.Second, 155 * time.Second, 315 * time.Second,
		635 * time.Second, 1235 * time.Second, 1835 * time.Second}
	if len(forgotten) != len(want) {
		t.Fatalf("forgotten at %v", forgotten)
	}
	for i := range want {
		if forgotten[i] != want[i] {
			t.Errorf("forgotten at %v, want %v", forgotten[i], want[i])
		}
	}
}
