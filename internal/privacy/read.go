package privacy

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Filter says which requests are wanted; what is empty wants all.
type Filter struct {
	Member  member.ID // and of whoever was merged into him
	Kind    Kind
	Status  Status
	Overdue bool
}

const selectRequests = `
	SELECT member_id, id, kind, status, via, money, asked_by, asked_at, due_at, coalesce(answered_by, ''), answered_at, note, answer, about FROM privacy.request `

// Get returns a request. Errors: ErrNoRequest.
func (s *Service) Get(ctx context.Context, q postgres.Querier, id ID) (Request, error) {
	list, err := s.read(ctx, q, `WHERE id = $1`, int64(id))
	if err != nil {
		return Request{}, err
	}
	if len(list) == 0 {
		return Request{}, ErrNoRequest.With("request", int64(id))
	}
	return list[0], nil
}

// List returns a page of requests, the latest first, before one; 0: from the latest.
func (s *Service) List(ctx context.Context, q postgres.Querier, f Filter, before ID, limit int) ([]Request, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	kin, err := s.kin(ctx, q, f.Member)
	if err != nil {
		return nil, err
	}
	return s.read(ctx, postgres.Anew(q), `
		WHERE id < $1 AND ($2::bigint[] IS NULL OR member_id = ANY ($2)) AND ($3 = '' OR kind = $3) AND ($4 = '' OR status = $4)
		  AND (NOT $5 OR status = 'open' AND due_at < $6) ORDER BY id DESC LIMIT $7`,
		int64(before), kin, string(f.Kind), string(f.Status), f.Overdue, s.Clock.Now(), limit)
}

// kin is a member and whoever was merged into him; nil for everybody.
func (s *Service) kin(ctx context.Context, q postgres.Querier, m member.ID) ([]int64, error) {
	if m == 0 {
		return nil, nil
	}
	absorbed, err := s.Members.Absorbed(ctx, q, m)
	return postgres.IDs(append(absorbed, m)), err
}

// Counts says how many requests wait.
type Counts struct{ Open, Overdue int64 }

// Count counts what is open.
func (s *Service) Count(ctx context.Context, q postgres.Querier) (c Counts, err error) {
	err = q.QueryRow(ctx, `SELECT count(*), count(*) FILTER (WHERE due_at < $1) FROM privacy.request WHERE status = 'open'`, s.Clock.Now()).Scan(&c.Open, &c.Overdue)
	if err != nil {
		return c, fmt.Errorf("count requests: %w", err)
	}
	return c, nil
}

func (s *Service) read(ctx context.Context, q postgres.Querier, where string, args ...any) ([]Request, error) {
	rows, err := q.Query(ctx, selectRequests+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read requests: %w", err)
	}
	type sealed struct {
		Request
		note, answer []byte
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r sealed, err error) {
		var answered *time.Time
		err = row.Scan(&r.Member, &r.ID, &r.Kind, &r.Status, &r.Via, &r.Money, &r.AskedBy, &r.AskedAt, &r.DueAt, &r.AnsweredBy, &answered, &r.note, &r.answer, &r.About)
		r.AskedAt, r.DueAt, r.AnsweredAt = r.AskedAt.UTC(), r.DueAt.UTC(), postgres.Value(answered).UTC()
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("read requests: %w", err)
	}
	found := make([]Request, len(list))
	for i, r := range list {
		if r.Note, err = s.Members.Unseal(ctx, q, r.Member, noteAt(r.ID), r.note); err == nil {
			r.Answer, err = s.Members.Unseal(ctx, q, r.Member, answerAt(r.ID), r.answer)
		}
		if err != nil && !errors.Is(err, member.ErrErased) {
			return nil, fmt.Errorf("open request %d: %w", r.ID, err)
		}
		found[i] = r.Request
	}
	return found, nil
}

// Forgetter closes what an erased member had asked for, and what was said with it. The
// receipts stay.
func (s *Service) Forgetter() member.Forgetter { return forgetter{s} }

type forgetter struct{ privacy *Service }

// Foresee implements member.Forgetter.
func (forgetter) Foresee(context.Context, postgres.Tx, member.Forgetting) ([]member.Loss, error) {
	return nil, nil
}

// Forget implements member.Forgetter.
func (f forgetter) Forget(ctx context.Context, tx postgres.Tx, of member.Forgetting) error {
	_, err := tx.Exec(ctx, `
		UPDATE privacy.request SET note = NULL, answer = NULL, status = CASE WHEN status = 'open' THEN 'done' ELSE status END,
			answered_by = coalesce(answered_by, $2), answered_at = coalesce(answered_at, $3), xid = pg_current_xact_id()
		WHERE member_id = ANY ($1::bigint[])`, postgres.IDs(of.All()), ByTime, f.privacy.Clock.Now())
	if err != nil {
		return fmt.Errorf("close requests of member %d: %w", of.Member, err)
	}
	return nil
}
