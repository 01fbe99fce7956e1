package job

import (
	"context"
	"fmt"
	"strings"
	"time"

	"habitue/internal/platform/postgres"
)

// Outcome is what became of a run.
type Outcome string

// The outcomes. A run that is cut off was told to end, or its process ended.
const (
	Done   Outcome = "done"
	Failed Outcome = "failed"
	CutOff Outcome = "cut_off"
)

// State is what a job is doing.
type State string

// The states.
const (
	Resting State = "resting"
	Queued  State = "queued"
	Running State = "running"
)

// Run is the latest run of a job.
type Run struct {
	BegunAt time.Time
	EndedAt time.Time // zero while it runs
	Outcome Outcome   // empty while it runs
	Error   string
	DoneAt  time.Time // when a run last came to its end; zero: never
}

// Standing is how a job stands.
type Standing struct {
	Name   string
	Queue  Queue
	When   Schedule
	State  State
	NextAt time.Time // zero where it runs on demand alone
	Last   *Run      // nil: never yet
}

// recordTime bounds the note of a run: nobody's work waits for it.
const recordTime = 5 * time.Second

// begun and ended note a run. What cannot be noted is told in the log alone: a
// job matters more than what is known of it.
func (j *Jobs) begun(ctx context.Context, name string, at time.Time) {
	j.note(ctx, name, `INSERT INTO job.run (name, begun_at) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET begun_at = $2, ended_at = NULL, outcome = NULL, error = NULL`, name, at)
}

func (j *Jobs) ended(ctx context.Context, name string, at time.Time, outcome Outcome, err error) {
	var why *string
	var done *time.Time
	if outcome == Done {
		done = &at
	} else {
		text, _, _ := strings.Cut(err.Error(), "\n") // of a panic the log has the stack
		why = &text
	}
	j.note(ctx, name, `UPDATE job.run SET ended_at = $2, outcome = $3, error = $4, done_at = coalesce($5, done_at) WHERE name = $1`,
		name, at, outcome, why, done)
}

func (j *Jobs) note(ctx context.Context, name, sql string, args ...any) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTime)
	defer cancel()
	if _, err := j.db.Exec(ctx, sql, args...); err != nil {
		j.log.WarnContext(ctx, "run of job not noted", "job", name, "error", err)
	}
}

// List tells how every job stands, in the order in which they were added.
func (j *Jobs) List(ctx context.Context, q postgres.Querier, now time.Time) ([]Standing, error) {
	states, err := j.states(ctx, q)
	if err != nil {
		return nil, err
	}
	runs, err := runs(ctx, q)
	if err != nil {
		return nil, err
	}
	list := make([]Standing, len(j.list))
	for i, o := range j.list {
		s := Standing{Name: o.name, Queue: o.queue, When: o.when, State: Resting, Last: runs[o.name]}
		if state, is := states[o.name]; is {
			s.State = state
		}
		if !o.when.never() {
			s.NextAt = o.when.Next(now)
		}
		if s.Last != nil && s.Last.EndedAt.IsZero() && s.State != Running {
			s.Last.Outcome = CutOff // its process was killed
		}
		list[i] = s
	}
	return list, nil
}

// states asks the queue what waits and what runs.
func (j *Jobs) states(ctx context.Context, q postgres.Querier) (map[string]State, error) {
	rows, err := q.Query(ctx, `SELECT kind, bool_or(state = 'running') FROM river.river_job
		WHERE state IN ('available', 'pending', 'running', 'scheduled') GROUP BY kind`)
	if err != nil {
		return nil, fmt.Errorf("read job queue: %w", err)
	}
	defer rows.Close()
	states := map[string]State{}
	for rows.Next() {
		var name string
		var running bool
		if err := rows.Scan(&name, &running); err != nil {
			return nil, fmt.Errorf("read job queue: %w", err)
		}
		states[name] = Queued
		if running {
			states[name] = Running
		}
	}
	return states, rows.Err()
}

func runs(ctx context.Context, q postgres.Querier) (map[string]*Run, error) {
	rows, err := q.Query(ctx, `SELECT name, begun_at, ended_at, coalesce(outcome, ''), coalesce(error, ''), done_at FROM job.run`)
	if err != nil {
		return nil, fmt.Errorf("read runs of jobs: %w", err)
	}
	defer rows.Close()
	runs := map[string]*Run{}
	for rows.Next() {
		var name string
		var r Run
		var ended, done *time.Time
		if err := rows.Scan(&name, &r.BegunAt, &ended, &r.Outcome, &r.Error, &done); err != nil {
			return nil, fmt.Errorf("read runs of jobs: %w", err)
		}
		r.EndedAt, r.DoneAt = postgres.Value(ended), postgres.Value(done)
		runs[name] = &r
	}
	return runs, rows.Err()
}
