package staff

import (
	"sync"
	"time"
)

const (
	failuresPerLock = 5
	firstLock       = 15 * time.Minute
	longestLock     = 24 * time.Hour
)

// lockAfter returns how long an account is locked once it failed so often in a
// row; zero while it is not yet.
func lockAfter(failures int) time.Duration {
	if failures == 0 || failures%failuresPerLock != 0 {
		return 0
	}
	rounds := failures/failuresPerLock - 1
	return min(firstLock<<min(rounds, 10), longestLock)
}

// retry tells how many seconds are left until t, at least one.
func retry(now, t time.Time) int { return max(int(t.Sub(now).Seconds()+0.999), 1) }

// strangers counts failures of e-mails that have no account, so that being
// locked out does not tell that there is one. It lives in memory and forgets
// everything when it is full: then no lock-out at all tells nothing either.
type strangers struct {
	mu    sync.Mutex
	tries map[string]*stranger
}

type stranger struct {
	failures    int
	lockedUntil time.Time
}

const strangersKept = 10_000

func newStrangers() *strangers { return &strangers{tries: map[string]*stranger{}} }

// attempt counts one try, or returns until when the e-mail is locked.
func (s *strangers) attempt(email string, now time.Time) (lockedUntil time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	one := s.tries[email]
	if one == nil {
		if len(s.tries) >= strangersKept {
			clear(s.tries)
		}
		one = &stranger{}
		s.tries[email] = one
	}
	if one.lockedUntil.After(now) {
		return one.lockedUntil
	}
	one.failures++
	if d := lockAfter(one.failures); d > 0 {
		one.lockedUntil = now.Add(d)
	}
	return time.Time{}
}
