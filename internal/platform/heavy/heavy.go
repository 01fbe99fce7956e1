// Package heavy says how much of a proof is to run: make test has minutes, make
// check an hour. Only tests import it.
package heavy

import (
	"os"
	"testing"

	"pgregory.net/rapid"
)

// On reports whether everything is to run (HABITUE_HEAVY).
func On() bool { return os.Getenv("HABITUE_HEAVY") != "" }

// Or is how much of something make test does, and how much make check.
func Or(light, all int) int {
	if On() {
		return all
	}
	return light
}

// Check runs a property on random cases until so many steps are done, of which it
// tells how many it took. Rapid has its own number of cases for each run and its own
// mind about them once one has failed; both are left to it.
func Check(t *testing.T, light, all int, property func(*rapid.T) int) {
	t.Helper()
	steps, want, failed := 0, Or(light, all), false
	for steps < want && !t.Failed() {
		rapid.Check(t, func(t *rapid.T) {
			if steps >= want && !failed {
				return
			}
			defer func() { failed = failed || t.Failed() }()
			steps += property(t)
		})
	}
	t.Logf("%d steps", steps)
}
