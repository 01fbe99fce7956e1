// Package cache keeps what the database said for a short while, where asking
// each time would cost more than being a few seconds behind. It is bounded in
// number and age. What was read inside a transaction that may still roll back
// must not be put in.
package cache

import (
	"sync"
	"time"
)

// Cache maps keys to values that are at most maxAge old. It is safe for concurrent use.
type Cache[K comparable, V any] struct {
	maxAge time.Duration
	limit  int

	mu   sync.Mutex
	kept map[K]entry[V]
}

type entry[V any] struct {
	value V
	at    time.Time
}

// New returns a cache of at most limit values, each forgotten after maxAge.
func New[K comparable, V any](limit int, maxAge time.Duration) *Cache[K, V] {
	return &Cache[K, V]{maxAge: maxAge, limit: limit, kept: map[K]entry[V]{}}
}

// Get returns what is known of the keys, and the keys of which nothing is
// known, each once.
func (c *Cache[K, V]) Get(keys ...K) (known map[K]V, unknown []K) {
	known = make(map[K]V, len(keys))
	var missed map[K]bool
	now := time.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, k := range keys {
		if e, ok := c.kept[k]; ok && now.Sub(e.at) < c.maxAge {
			known[k] = e.value
		} else if !missed[k] {
			if missed == nil {
				missed = map[K]bool{}
			}
			missed[k] = true
			unknown = append(unknown, k)
		}
	}
	return known, unknown
}

// One returns what is known of a key.
func (c *Cache[K, V]) One(k K) (value V, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.kept[k]
	if !ok || time.Since(e.at) >= c.maxAge {
		return value, false
	}
	return e.value, true
}

// Through returns the values of keys: what is known from here, the others from
// read, which are kept. Only what read finds committed, or what nobody will mind
// being rolled back, may be read through.
func (c *Cache[K, V]) Through(keys []K, read func(unknown []K) (map[K]V, error)) (map[K]V, error) {
	known, unknown := c.Get(keys...)
	if len(unknown) == 0 {
		return known, nil
	}
	found, err := read(unknown)
	if err != nil {
		return nil, err
	}
	for k, v := range found {
		c.Put(k, v)
		known[k] = v
	}
	return known, nil
}

// ThroughTx is Through inside a transaction, which sees also what it has made
// itself and may still take back: read hands every value it finds to found, and
// only those that are settled are kept.
func (c *Cache[K, V]) ThroughTx(keys []K, read func(unknown []K, found func(k K, v V, settled bool)) error) (map[K]V, error) {
	known, unknown := c.Get(keys...)
	if len(unknown) == 0 {
		return known, nil
	}
	return known, read(unknown, func(k K, v V, settled bool) {
		known[k] = v
		if settled {
			c.Put(k, v)
		}
	})
}

// Put keeps v under k. A full cache first forgets what is too old, and then
// whatever comes to hand: the working set is expected to fit.
func (c *Cache[K, V]) Put(k K, v V) {
	now := time.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, has := c.kept[k]; !has && len(c.kept) >= c.limit {
		c.makeRoom(now)
	}
	c.kept[k] = entry[V]{v, now}
}

// makeRoom drops an eighth of the cache at least, so that a cache that is too
// small for its use does not walk itself at every Put.
func (c *Cache[K, V]) makeRoom(now time.Time) {
	room := max(c.limit/8, 1)
	for k, e := range c.kept {
		if now.Sub(e.at) >= c.maxAge {
			delete(c.kept, k)
		}
	}
	for k := range c.kept {
		if len(c.kept) <= c.limit-room {
			return
		}
		delete(c.kept, k)
	}
}

// Forget drops the keys, or everything when none is named: this process has
// changed them.
func (c *Cache[K, V]) Forget(keys ...K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(keys) == 0 {
		clear(c.kept)
	}
	for _, k := range keys {
		delete(c.kept, k)
	}
}
