// Package membertest gives tests of other capabilities members to work with.
//
//	members := membertest.Service(t, db)
//	wang := membertest.New(t, tx, members, membertest.Phone("13800001234"))
package membertest

import (
	"log/slog"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// Now is where the clock of Service stands: a Tuesday morning in Shanghai.
var Now = time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)

// Deps returns what a service over db needs, with keys of its own and notices
// that nobody hears. A test may exchange parts before it calls member.New.
func Deps(t testing.TB, db *postgres.DB) member.Deps {
	t.Helper()
	ids, now := orgtest.IDs(t, db), clock.NewFake(Now)
	return member.Deps{
		DB: db, IDs: ids, Clock: now, Keys: secret.New(),
		Notices: notice.New(db, ids, now, slog.New(slog.DiscardHandler)),
		Org:     org.New(org.Deps{IDs: ids, Clock: now}),
	}
}

// Service returns a service over db.
func Service(t testing.TB, db *postgres.DB) *member.Service {
	t.Helper()
	return member.New(Deps(t, db))
}

// Option says one thing about a member that matters to a test.
type Option func(*member.Join)

// Phone gives the member a phone.
func Phone(phone string) Option { return func(j *member.Join) { j.Phone = phone } }

// Card gives the member a card.
func Card(card string) Option { return func(j *member.Join) { j.Card = card } }

// Name gives the member a name.
func Name(name string) Option { return func(j *member.Join) { j.Name = name } }

// External gives the member the number of another system.
func External(system, number string) Option {
	return func(j *member.Join) {
		j.External = append(j.External, member.SystemNumber{System: system, Number: number})
	}
}

// Birthday gives the member a birthday in every year.
func Birthday(month, day int) Option {
	return func(j *member.Join) { j.Birthday = member.Birthday{Month: month, Day: day} }
}

// JoinedAt lets the member have joined at an instant.
func JoinedAt(at time.Time) Option { return func(j *member.Join) { j.JoinedAt = at } }

// At lets the member have joined in a store.
func At(store org.StoreID) Option { return func(j *member.Join) { j.Store = store } }

// New lets somebody join of whom nothing is known but what the options say.
func New(t testing.TB, tx postgres.Tx, s *member.Service, options ...Option) member.Member {
	t.Helper()
	j := member.Join{Source: "test"}
	for _, o := range options {
		o(&j)
	}
	m, err := s.Join(t.Context(), tx, j)
	if err != nil {
		t.Fatalf("let a member join: %v", err)
	}
	return m
}
