package member_test

import (
	"context"
	"testing"

	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/platform/secret"
)

// bundle is a database of the test's own with the service over it.
type bundle struct {
	*member.Service
	t    *testing.T
	db   *postgres.DB
	dsn  string
	deps member.Deps
}

func setup(t *testing.T) *bundle {
	t.Helper()
	db := pgtest.New(t)
	deps := membertest.Deps(t, db.DB)
	return &bundle{member.New(deps), t, db.DB, db.DSN, deps}
}

// in runs fn in a transaction that is committed, and fails the test on its error.
func (b *bundle) in(fn func(ctx context.Context, tx postgres.Tx) error) {
	b.t.Helper()
	if err := b.db.InTx(b.t.Context(), func(tx postgres.Tx) error { return fn(b.t.Context(), tx) }); err != nil {
		b.t.Fatal(err)
	}
}

// join lets one person join.
func (b *bundle) join(j member.Join) (m member.Member, err error) {
	if j.Source == "" {
		j.Source = "test"
	}
	err = b.db.InTx(b.t.Context(), func(tx postgres.Tx) error {
		m, err = b.Join(b.t.Context(), tx, j)
		return err
	})
	return m, err
}

// must is join of somebody who can.
func (b *bundle) must(j member.Join) member.Member {
	b.t.Helper()
	m, err := b.join(j)
	if err != nil {
		b.t.Fatal(err)
	}
	return m
}

// personal opens the vault of one member.
func (b *bundle) personal(id member.ID) member.Personal {
	b.t.Helper()
	found, err := b.Personal(b.t.Context(), b.db, id)
	if err != nil {
		b.t.Fatal(err)
	}
	return found[id]
}

func newKeys() *secret.Keys { return secret.New() }
