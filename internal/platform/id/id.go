// Package id hands out ids: whole numbers without meaning or order, unique in
// the whole database, drawn from it in blocks so that most cost no round trip.
package id

import (
	"context"
	"fmt"
	"sync"

	"habitue/internal/platform/postgres"
)

// blockSize is how many ids one value of the sequence stands for.
const blockSize = 1024

// Source hands out ids. It is safe for concurrent use. Ids of a block that was
// not used up are lost when the process ends, which costs nothing.
type Source struct {
	db *postgres.DB

	mu        sync.Mutex
	next, end int64
}

// New returns a source that draws its blocks over db: a pool of its own, for
// transactions that wait for ids may hold every connection of theirs.
func New(db *postgres.DB) *Source { return &Source{db: db} }

// Next returns an id that nobody else has or will have.
func (s *Source) Next(ctx context.Context) (int64, error) {
	first, err := s.take(ctx, 1)
	return first[0], err
}

// Take returns n ids.
func (s *Source) Take(ctx context.Context, n int) ([]int64, error) { return s.take(ctx, n) }

func (s *Source) take(ctx context.Context, n int) ([]int64, error) {
	ids := make([]int64, n)
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range ids {
		if s.next == s.end {
			if err := s.refill(ctx); err != nil {
				return ids, err
			}
		}
		ids[i] = s.next
		s.next++
	}
	return ids, nil
}

// refill draws one block, in its own statement and never inside a caller's
// transaction, so that a rollback cannot hand an id out twice.
func (s *Source) refill(ctx context.Context) error {
	var block int64
	if err := s.db.QueryRow(ctx, "SELECT nextval('id.block')").Scan(&block); err != nil {
		return fmt.Errorf("draw a block of ids: %w", err)
	}
	s.next, s.end = block*blockSize, (block+1)*blockSize
	return nil
}
