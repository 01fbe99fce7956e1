package edge

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"habitue/internal/platform/clock"
)

// maxLimited bounds how many addresses a limiter remembers. Beyond it those
// that have been quiet are forgotten, which forgives them nothing they still owe.
const maxLimited = 20_000

// Limiter lets each key (an address) do something so often a minute.
type Limiter struct {
	clock     clock.Clock
	perMinute int

	mu   sync.Mutex
	keys map[string]*rate.Limiter
}

// NewLimiter returns a limiter with nobody in it.
func NewLimiter(c clock.Clock, perMinute int) *Limiter {
	return &Limiter{clock: c, perMinute: perMinute, keys: map[string]*rate.Limiter{}}
}

// Take uses up one of key's turns, or refuses with ErrRateLimited and the
// seconds until the next.
func (l *Limiter) Take(key string) error {
	now := l.clock.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	one, ok := l.keys[key]
	if !ok {
		if len(l.keys) >= maxLimited {
			l.forgetQuiet(now)
		}
		one = rate.NewLimiter(rate.Every(time.Minute/time.Duration(l.perMinute)), l.perMinute)
		l.keys[key] = one
	}
	if one.AllowN(now, 1) {
		return nil
	}
	wait := (1 - one.TokensAt(now)) / float64(one.Limit())
	return ErrRateLimited.With("retry_s", int(math.Ceil(wait)), "limit", l.perMinute)
}

// forgetQuiet drops those whose turns are all there again. Where an attacker
// fills the table from very many addresses, everybody begins anew.
func (l *Limiter) forgetQuiet(now time.Time) {
	for key, one := range l.keys {
		if one.TokensAt(now) >= float64(l.perMinute) {
			delete(l.keys, key)
		}
	}
	if len(l.keys) >= maxLimited {
		clear(l.keys)
	}
}
