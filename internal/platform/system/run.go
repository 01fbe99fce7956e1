package system

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// Kind is what a run did.
type Kind string

// The kinds.
const (
	Check      Kind = "check"      // the proofs of habitue check
	Comparison Kind = "comparison" // of the columnar replica with the database
	Backup     Kind = "backup"
)

// Outcome is what a run came to.
type Outcome string

// The outcomes: all is well, something is not as it must be, the run itself
// failed, or it was broken off.
const (
	Holds  Outcome = "holds"
	Broken Outcome = "broken"
	Failed Outcome = "failed"
	CutOff Outcome = "cut_off"
)

// Keep is how long runs are kept.
const Keep = 180 * 24 * time.Hour

// Record is a run as it is on record.
type Record struct {
	ID          int64
	Kind        Kind
	BegunAt     time.Time
	EndedAt     time.Time       // zero while it goes on
	Outcome     Outcome         // empty while it goes on
	Done, Total int             // parts
	Result      json.RawMessage // what it found, as its kind has it; nil where nothing is known
	Error       string          // why it failed
}

// Run is a run that goes on.
type Run struct {
	s  *Service
	id int64
}

// Begin notes that a run begins. Runs of a kind follow one another, so that one
// which has not ended was broken off.
func (s *Service) Begin(ctx context.Context, kind Kind, total int) (*Run, error) {
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return nil, err
	}
	err = s.DB.InTx(ctx, func(tx postgres.Tx) error {
		now := s.Clock.Now()
		if _, err := tx.Exec(ctx, `UPDATE system.run SET ended_at = $2, outcome = 'cut_off' WHERE kind = $1 AND ended_at IS NULL`, kind, now); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO system.run (id, kind, begun_at, total) VALUES ($1, $2, $3, $4)`, id, kind, now, total)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("begin %s: %w", kind, err)
	}
	return &Run{s, id}, nil
}

// Alone cuts off what processes that are no more had begun; for a process that
// knows that no other works on the database.
func (s *Service) Alone(ctx context.Context) error {
	_, err := s.DB.Exec(ctx, `UPDATE system.run SET ended_at = $1, outcome = 'cut_off' WHERE ended_at IS NULL`, s.Clock.Now())
	if err != nil {
		return fmt.Errorf("cut off runs: %w", err)
	}
	return nil
}

// Progress notes how many parts are done.
func (r *Run) Progress(ctx context.Context, done int) error {
	if _, err := r.s.DB.Exec(ctx, `UPDATE system.run SET done = $2 WHERE id = $1`, r.id, done); err != nil {
		return fmt.Errorf("note progress: %w", err)
	}
	return nil
}

// endTime bounds the note of an end, which is made also when ctx has ended.
const endTime = 5 * time.Second

// End notes what a run came to. Where it failed, failure says why, and is
// returned; one that was told to end is cut off.
func (r *Run) End(ctx context.Context, o Outcome, result any, failure error) error {
	var why *string
	if failure != nil {
		text, _, _ := strings.Cut(failure.Error(), "\n")
		o, result, why = Failed, nil, &text
		if ctx.Err() != nil {
			o = CutOff
		}
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
	defer cancel()
	raw, err := jsonOrNull(result)
	if err == nil {
		_, err = r.s.DB.Exec(ctx, `UPDATE system.run SET ended_at = $2, outcome = $3, result = $4, error = $5,
			done = CASE WHEN $5::text IS NULL THEN total ELSE done END WHERE id = $1 AND ended_at IS NULL`,
			r.id, r.s.Clock.Now(), o, raw, why)
	}
	if err != nil {
		err = fmt.Errorf("note the end: %w", err)
	}
	return errors.Join(failure, err)
}

// Note puts a run on record that is over: one beside which others of its kind may
// go on. failure says why it came to nothing, or is nil.
func (s *Service) Note(ctx context.Context, kind Kind, begun time.Time, result any, failure error) error {
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return err
	}
	o, why := Holds, (*string)(nil)
	if failure != nil {
		text, _, _ := strings.Cut(failure.Error(), "\n")
		o, why = Failed, &text
	}
	raw, err := jsonOrNull(result)
	if err == nil {
		_, err = s.DB.Exec(ctx, `INSERT INTO system.run (id, kind, begun_at, ended_at, outcome, result, error) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			id, kind, begun, s.Clock.Now(), o, raw, why)
	}
	if err != nil {
		return fmt.Errorf("note %s: %w", kind, err)
	}
	return nil
}

func jsonOrNull(v any) ([]byte, error) {
	if v == nil {
		return nil, nil
	}
	return json.Marshal(v)
}

// Latest returns the latest runs of a kind, the newest first.
func (s *Service) Latest(ctx context.Context, q postgres.Querier, kind Kind, limit int) ([]Record, error) {
	rows, err := q.Query(ctx, `
		SELECT id, kind, begun_at, ended_at, coalesce(outcome, ''), done, total, result, coalesce(error, '')
		FROM system.run WHERE kind = $1 ORDER BY begun_at DESC, id DESC LIMIT $2`, kind, limit)
	if err != nil {
		return nil, fmt.Errorf("read runs: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Record, err error) {
		var ended *time.Time
		err = row.Scan(&r.ID, &r.Kind, &r.BegunAt, &ended, &r.Outcome, &r.Done, &r.Total, &r.Result, &r.Error)
		r.EndedAt = postgres.Value(ended)
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("read runs: %w", err)
	}
	return list, nil
}

// Forget deletes runs whose time is over, limit at most, and returns how many.
func (s *Service) Forget(ctx context.Context, limit int) (int, error) {
	tag, err := s.DB.Exec(ctx, `DELETE FROM system.run WHERE id = ANY (ARRAY(
		SELECT id FROM system.run WHERE begun_at < $1 ORDER BY begun_at LIMIT $2))`, s.Clock.Now().Add(-Keep), limit)
	if err != nil {
		return 0, fmt.Errorf("forget runs: %w", err)
	}
	return int(tag.RowsAffected()), nil
}

// Before counts the runs of a kind that came to something and began before an instant.
func (s *Service) Before(ctx context.Context, q postgres.Querier, kind Kind, at time.Time) (n int, err error) {
	err = q.QueryRow(ctx, `SELECT count(*) FROM system.run WHERE kind = $1 AND outcome = 'holds' AND begun_at < $2`, kind, at).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count runs: %w", err)
	}
	return n, nil
}
