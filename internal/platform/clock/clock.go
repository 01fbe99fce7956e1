// Package clock tells the time. Everything that decides by the time takes a
// Clock in its Deps, so that a test can stand at any instant without waiting.
package clock

import (
	"sync"
	"time"
	_ "time/tzdata" // shops keep their own zones, also in images without zoneinfo
)

// Clock tells the present instant.
type Clock interface {
	Now() time.Time
}

// System is the machine's clock, in UTC and cut to microseconds: what
// PostgreSQL keeps, so that a time read back equals the time written.
type System struct{}

// Now implements Clock.
func (System) Now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// Fake stands where it was set until somebody moves it.
type Fake struct {
	mu sync.Mutex
	t  time.Time
}

// NewFake returns a clock that stands at t.
func NewFake(t time.Time) *Fake { return &Fake{t: t.UTC().Truncate(time.Microsecond)} }

// Now implements Clock.
func (f *Fake) Now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.t
}

// Set moves the clock to t, also backwards.
func (f *Fake) Set(t time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.t = t.UTC().Truncate(time.Microsecond)
}

// Advance moves the clock by d.
func (f *Fake) Advance(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.t = f.t.Add(d)
}
