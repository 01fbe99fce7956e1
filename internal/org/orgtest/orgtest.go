// Package orgtest gives tests of other capabilities a retailer to work with.
package orgtest

import (
	"testing"
	"time"

	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/postgres"
)

// Now is where the clock of New stands: a Tuesday morning in Shanghai.
var Now = time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)

// New returns the service over db.
func New(db *postgres.DB) *org.Service {
	return org.New(org.Deps{IDs: id.New(db), Clock: clock.NewFake(Now)})
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
