package id_test

import (
	"sync"
	"testing"

	"habitue/internal/platform/id"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres/pgtest"
)

func TestIdsAreUniqueOverProcessesAndGoroutinesAndSafeAsNumbers(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var wait sync.WaitGroup
	var mu sync.Mutex
	seen := map[int64]bool{}
	for range 4 {
		source := id.New(db.DB) // each as a process of its own
		for range 4 {
			wait.Go(func() {
				ids, err := source.Take(t.Context(), 700)
				if err != nil {
					t.Error(err)
				}
				one, err := source.Next(t.Context())
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				for _, v := range append(ids, one) {
					if seen[v] || v <= 0 || !money.Safe(v) {
						t.Errorf("id %d is not unique or not safe", v)
					}
					seen[v] = true
				}
			})
		}
	}
	wait.Wait()
	if len(seen) != 16*701 {
		t.Fatalf("%d ids", len(seen))
	}
}
