package prepaid

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

const selectTopUp = `
	SELECT member_id, id, state, currency, principal, bonus, terms, coalesce(store_id, 0), coalesce(till, ''), coalesce(cashier, ''),
	       opened_at, expires_at, ended_at, coalesce(holder, 0), coalesce(posting_id, 0), refunded, coalesce(missing, '')
	FROM prepaid.top_up `

func scanTopUp(row pgx.CollectableRow) (t TopUp, err error) {
	var terms []byte
	var ended *time.Time
	if err := row.Scan(&t.Member, &t.ID, &t.State, &t.Currency, &t.Principal, &t.Bonus, &terms, &t.Store, &t.Till, &t.Cashier,
		&t.OpenedAt, &t.ExpiresAt, &ended, &t.Holder, &t.Posting, &t.Refunded, &t.Missing); err != nil {
		return t, err
	}
	t.EndedAt = postgres.Value(ended)
	return t, json.Unmarshal(terms, &t.Terms)
}

func many(ctx context.Context, q postgres.Querier, where string, args ...any) ([]TopUp, error) {
	rows, err := q.Query(ctx, selectTopUp+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read top-ups: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanTopUp)
	if err != nil {
		return nil, fmt.Errorf("read top-ups: %w", err)
	}
	return list, nil
}

// Get returns a top-up. Errors: ErrNoTopUp.
func (s *Service) Get(ctx context.Context, q postgres.Querier, id ID) (TopUp, error) {
	return s.find(ctx, q, id, "")
}

// lock returns a top-up and keeps it from changing until tx ends.
func (s *Service) lock(ctx context.Context, tx postgres.Tx, id ID) (TopUp, error) {
	return s.find(ctx, tx, id, " FOR UPDATE")
}

func (s *Service) find(ctx context.Context, q postgres.Querier, id ID, how string) (TopUp, error) {
	var m int64
	err := q.QueryRow(ctx, `SELECT member_id FROM prepaid.place WHERE id = $1`, int64(id)).Scan(&m)
	if errors.Is(err, pgx.ErrNoRows) {
		return TopUp{}, ErrNoTopUp.With("top_up", int64(id))
	}
	if err != nil {
		return TopUp{}, fmt.Errorf("find top-up: %w", err)
	}
	list, err := many(ctx, q, `WHERE member_id = $1 AND id = $2`+how, m, int64(id))
	if err != nil {
		return TopUp{}, err
	}
	if len(list) == 0 {
		return TopUp{}, ErrNoTopUp.With("top_up", int64(id))
	}
	return list[0], nil
}

// Filter narrows a list of top-ups.
type Filter struct {
	State  State // "": any
	Scope  org.Scope
	Before Place // of the last one seen
}

// Place is where a page of top-ups ends.
type Place struct {
	At time.Time
	ID ID
}

// List returns up to limit top-ups, the newest first.
func (s *Service) List(ctx context.Context, q postgres.Querier, f Filter, limit int) ([]TopUp, error) {
	before := f.Before
	if before.At.IsZero() {
		before = Place{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	}
	return many(ctx, postgres.Anew(q), `WHERE (opened_at, id) < ($1, $2) AND ($3 = '' OR state = $3) AND (($4::bigint[])[1] IS NULL OR store_id = ANY ($4))
		ORDER BY opened_at DESC, id DESC LIMIT $5`, before.At, int64(before.ID), string(f.State), postgres.IDs(f.Scope.Narrow()), limit)
}
