package event

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"habitue/internal/platform/postgres"
)

// months remembers of which months this process knows that they are there.
type months struct {
	mu    sync.Mutex
	there map[string]bool
}

// monthsAhead is how many months are made before they begin.
const monthsAhead = 2

// monthLock lets one make and drop months at a time, in whatever process.
const monthLock = 7_221_042

// month is the month of an instant, and when the next begins, in UTC.
func month(at time.Time) (from, until time.Time) {
	at = at.UTC()
	from = time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
	return from, from.AddDate(0, 1, 0)
}

func tableOf(from time.Time) string { return from.Format("event_2006_01") }

// MakeMonths makes this month and those that follow, where they are not there.
func (s *Service) MakeMonths(ctx context.Context) error {
	from, _ := month(s.Clock.Now())
	for n := range monthsAhead + 1 {
		if err := s.ready(ctx, from.AddDate(0, n, 0)); err != nil {
			return err
		}
	}
	return nil
}

// ready makes the month of an instant unless it is there. It has a transaction of its
// own: who waits for the month would hold the lock of all others until he is done.
func (s *Service) ready(ctx context.Context, at time.Time) error {
	from, until := month(at)
	name := tableOf(from)
	s.months.mu.Lock()
	defer s.months.mu.Unlock()
	if s.months.there[name] {
		return nil
	}
	err := s.DB.InTx(ctx, func(tx postgres.Tx) error { return makeMonth(ctx, tx, name, from, until) })
	if err != nil {
		return fmt.Errorf("make %s: %w", name, err)
	}
	if s.months.there == nil {
		s.months.there = map[string]bool{}
	}
	s.months.there[name] = true
	return nil
}

// gone reports whether an error says that the month is not there any more, and lets it be
// looked for again: somebody dropped it by hand, or took it off.
func (s *Service) gone(at time.Time, err error) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) || pg.Code != "23514" {
		return false
	}
	from, _ := month(at)
	s.months.mu.Lock()
	defer s.months.mu.Unlock()
	delete(s.months.there, tableOf(from))
	return true
}

// makeMonth makes an empty table first and attaches it then: unlike one that is made as a
// partition, it keeps nobody from reading and writing meanwhile.
func makeMonth(ctx context.Context, tx postgres.Tx, name string, from, until time.Time) error {
	if there, err := isThere(ctx, tx, name); err != nil || there {
		return err
	}
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(monthLock)); err != nil {
		return err
	}
	if there, err := isThere(ctx, tx, name); err != nil || there {
		return err // another process was quicker
	}
	table := pgx.Identifier{"event", name}.Sanitize()
	return postgres.AsOwner(ctx, tx, func() error {
		_, err := tx.Exec(ctx, `CREATE TABLE `+table+` (LIKE event.event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, fmt.Sprintf(`ALTER TABLE event.event ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')`,
			table, from.Format(time.RFC3339), until.Format(time.RFC3339)))
		return err
	})
}

// isThere asks the catalogue's rows: to_regclass would tell what this session has seen of
// it last, which may be from before it waited.
func isThere(ctx context.Context, q postgres.Querier, name string) (there bool, err error) {
	err = q.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = 'event' AND c.relname = $1)`, name).Scan(&there)
	return there, err
}

// kept is a month that is there.
type kept struct {
	name        string
	from, until time.Time
}

// keptMonths are the months that are there, the oldest first.
func keptMonths(ctx context.Context, q postgres.Querier) ([]kept, error) {
	rows, err := q.Query(ctx, `SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
		WHERE i.inhparent = to_regclass($1) AND NOT i.inhdetachpending ORDER BY 1`, "event.event")
	if err != nil {
		return nil, fmt.Errorf("list months: %w", err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("list months: %w", err)
	}
	var list []kept
	for _, name := range names {
		at, err := time.Parse("event_2006_01", name)
		if err != nil {
			continue // somebody attached it by hand: not ours to drop
		}
		from, until := month(at)
		list = append(list, kept{name, from, until})
	}
	return list, nil
}
