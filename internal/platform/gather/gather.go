// Package gather lets those who read one thing each at the same time share trips to
// the database: what is asked while a trip is under way goes together in the next.
// Nobody waits for a timer, so whoever reads alone reads as fast as alone; and a
// trip begins after it was asked for, so that everybody sees what he wrote before.
package gather

import (
	"context"
	"sync"
	"time"

	"habitue/internal/platform/errs"
)

// Reads are reads of one kind, by a key each. They are safe for concurrent use.
type Reads[K comparable, V any] struct {
	read    func(ctx context.Context, keys []K) (map[K]V, error)
	abreast int
	most    int

	mu     sync.Mutex
	asked  []*asked[K, V]
	abroad int // trips under way
}

// asked is one who waits.
type asked[K comparable, V any] struct {
	key    K
	answer chan answer[V]
}

type answer[V any] struct {
	value V
	found bool
	err   error
}

// New returns reads that take at most so many trips abreast, of at most so many
// keys each. A key that read does not answer is not there. What it answers is shared
// by all who asked for it and must not be changed.
func New[K comparable, V any](abreast, most int, read func(ctx context.Context, keys []K) (map[K]V, error)) *Reads[K, V] {
	return &Reads[K, V]{read: read, abreast: abreast, most: most}
}

// patience bounds a trip: those who share it may wait for different times.
const patience = 30 * time.Second

// One returns what there is of a key, and whether there is anything. A ctx that
// ends stops the waiting only.
func (r *Reads[K, V]) One(ctx context.Context, key K) (value V, found bool, err error) {
	a := &asked[K, V]{key, make(chan answer[V], 1)}
	r.mu.Lock()
	r.asked = append(r.asked, a)
	begin := r.abroad < r.abreast
	if begin {
		r.abroad++
	}
	r.mu.Unlock()
	if begin {
		go r.travel()
	}
	select {
	case got := <-a.answer:
		return got.value, got.found, got.err
	case <-ctx.Done():
		return value, false, ctx.Err()
	}
}

// travel takes one trip after the other until nobody waits.
func (r *Reads[K, V]) travel() {
	for {
		r.mu.Lock()
		n := min(len(r.asked), r.most)
		if n == 0 {
			r.abroad--
			r.asked = nil
			r.mu.Unlock()
			return
		}
		now := r.asked[:n:n]
		r.asked = r.asked[n:]
		r.mu.Unlock()
		r.trip(now)
	}
}

// readSafely is read, whose panic is an error of the trip: of a request it would be one
// of that request, and must not end the program here.
func (r *Reads[K, V]) readSafely(ctx context.Context, keys []K) (values map[K]V, err error) {
	defer errs.Caught(&err)
	return r.read(ctx, keys)
}

func (r *Reads[K, V]) trip(now []*asked[K, V]) {
	// What one of them carries in his context is no business of the others.
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	keys := make([]K, 0, len(now))
	seen := make(map[K]bool, len(now))
	for _, a := range now {
		if !seen[a.key] {
			seen[a.key] = true
			keys = append(keys, a.key)
		}
	}
	values, err := r.readSafely(ctx, keys)
	for _, a := range now {
		v, found := values[a.key]
		a.answer <- answer[V]{v, found, err}
	}
}
