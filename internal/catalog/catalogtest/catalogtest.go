// Package catalogtest gives tests of other capabilities something to sell.
package catalogtest

import (
	"testing"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/org"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
)

// Now is where the clock of New stands: a Tuesday morning in Shanghai.
var Now = time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)

// New returns the service over db.
func New(t testing.TB, db *postgres.DB) *catalog.Service {
	t.Helper()
	ids, now := orgtest.IDs(t, db), clock.NewFake(Now)
	return catalog.New(catalog.Deps{IDs: ids, Clock: now, Org: org.New(org.Deps{IDs: ids, Clock: now})})
}

// Article makes an article and returns it.
func Article(t testing.TB, tx postgres.Tx, s *catalog.Service, input catalog.ArticleInput) catalog.Article {
	t.Helper()
	made, err := s.Ensure(t.Context(), tx, []catalog.ArticleInput{input})
	if err != nil {
		t.Fatalf("make article %s: %v", input.Code, err)
	}
	return made[input.Code]
}
