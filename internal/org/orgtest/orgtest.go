// Package orgtest gives tests of other capabilities a retailer to work with.
package orgtest

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/postgres"
)

// Now is where the clock of New stands: a Tuesday morning in Shanghai.
var Now = time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)

// New returns the service over db.
func New(t testing.TB, db *postgres.DB) *org.Service {
	t.Helper()
	return org.New(org.Deps{IDs: IDs(t, db), Clock: clock.NewFake(Now)})
}

// IDs returns a source of ids with a connection of its own. Over the pool of the
// transactions that wait for ids it would wait for them in turn, as soon as they
// are as many as its connections.
func IDs(t testing.TB, db *postgres.DB) *id.Source {
	t.Helper()
	cfg := db.Config()
	cfg.MaxConns = 1
	pool, err := pgxpool.NewWithConfig(t.Context(), cfg)
	if err != nil {
		t.Fatalf("open a pool for ids: %v", err)
	}
	t.Cleanup(pool.Close)
	return id.New(&postgres.DB{Pool: pool})
}

// Store makes a store and returns its id.
func Store(t testing.TB, tx postgres.Tx, s *org.Service, code string) org.StoreID {
	t.Helper()
	ids, err := s.EnsureStores(t.Context(), tx, code)
	if err != nil {
		t.Fatalf("make store %s: %v", code, err)
	}
	return ids[code]
}

// Channel makes a channel and returns its id.
func Channel(t testing.TB, tx postgres.Tx, s *org.Service, code string) org.ChannelID {
	t.Helper()
	ids, err := s.EnsureChannels(t.Context(), tx, code)
	if err != nil {
		t.Fatalf("make channel %s: %v", code, err)
	}
	return ids[code]
}
