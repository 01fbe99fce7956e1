package event

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sweep"
)

// keysKept is for how long a message that is sent again is known.
const keysKept = 30 * 24 * time.Hour

// ForgetKeys deletes at most limit of the messages that were received too long ago to
// come again, and says how many.
func (s *Service) ForgetKeys(ctx context.Context, limit int) (int, error) {
	tag, err := s.DB.Exec(ctx, `DELETE FROM event.key WHERE ctid = ANY (ARRAY (
		SELECT ctid FROM event.key WHERE recorded_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED))`, s.Clock.Now().Add(-keysKept), limit)
	if err != nil {
		return 0, fmt.Errorf("forget messages: %w", err)
	}
	return int(tag.RowsAffected()), nil
}

// Aged is what goes with age: months of which nothing is young enough, as a whole, and
// then visitors who were not seen since.
type Aged struct{}

// dropPatience bounds how long the drop of a month waits for those who read; behind it
// everybody else would wait. It is tried again with the next turn.
const dropPatience = "3s"

// Old implements sweep.Aging. Rows are counted; of what stays the beginning of its month
// is told.
func (Aged) Old(ctx context.Context, q postgres.Querier, before time.Time) (f sweep.Found, err error) {
	list, err := keptMonths(ctx, q)
	if err != nil {
		return f, err
	}
	for _, m := range list {
		any := false
		if m.until.After(before) {
			if !f.Oldest.IsZero() {
				continue
			}
			err := q.QueryRow(ctx, `SELECT EXISTS (SELECT FROM event.event WHERE recorded_at >= $1 AND recorded_at < $2)`, m.from, m.until).Scan(&any)
			if err != nil {
				return f, fmt.Errorf("look into %s: %w", m.name, err)
			}
			if any {
				f.Oldest = m.from
			}
			continue
		}
		n, err := countOf(ctx, q, m)
		if err != nil {
			return f, err
		}
		f.Old += n
	}
	var visitors int64
	err = q.QueryRow(ctx, `SELECT count(*) FROM event.visitor WHERE seen_at < $1`, lastSeen(before)).Scan(&visitors)
	if err != nil {
		return f, fmt.Errorf("count visitors: %w", err)
	}
	f.Old += visitors
	return f, nil
}

// Sweep implements sweep.Aging: one month goes at a time, however many rows it has.
func (Aged) Sweep(ctx context.Context, tx postgres.Tx, before time.Time, most int) (int64, error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(monthLock)); err != nil {
		return 0, fmt.Errorf("wait for who makes months: %w", err)
	}
	list, err := keptMonths(ctx, tx)
	if err != nil {
		return 0, err
	}
	for _, m := range list {
		if m.until.After(before) {
			break
		}
		n, err := countOf(ctx, tx, m)
		if err != nil {
			return 0, err
		}
		if err := drop(ctx, tx, m); err != nil {
			return 0, err
		}
		if n > 0 {
			return n, nil
		}
	}
	// Those whose events went with a month that began after they were last seen have none.
	tag, err := tx.Exec(ctx, `DELETE FROM event.visitor WHERE key IN (
		SELECT key FROM event.visitor WHERE seen_at < $1 ORDER BY seen_at LIMIT $2 FOR UPDATE SKIP LOCKED)`, lastSeen(before), most)
	if err != nil {
		return 0, fmt.Errorf("forget visitors: %w", err)
	}
	return tag.RowsAffected(), nil
}

// lastSeen is before when a visitor was last seen who has no event any more: all of his
// lie in months that are gone.
func lastSeen(before time.Time) time.Time {
	from, _ := month(before)
	return from.Add(-seenEvery)
}

func countOf(ctx context.Context, q postgres.Querier, m kept) (n int64, err error) {
	err = q.QueryRow(ctx, `SELECT count(*) FROM event.event WHERE recorded_at >= $1 AND recorded_at < $2`, m.from, m.until).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", m.name, err)
	}
	return n, nil
}

func drop(ctx context.Context, tx postgres.Tx, m kept) error {
	return postgres.AsOwner(ctx, tx, func() error {
		if _, err := tx.Exec(ctx, `SELECT set_config('lock_timeout', $1, true)`, dropPatience); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DROP TABLE `+pgx.Identifier{"event", m.name}.Sanitize()); err != nil {
			return fmt.Errorf("drop %s: %w", m.name, err)
		}
		return nil
	})
}
