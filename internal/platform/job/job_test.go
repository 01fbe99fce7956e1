package job_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"habitue/internal/platform/job"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// output is a buffer that several goroutines write to.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

func newJobs(t *testing.T) (*job.Jobs, *prometheus.Registry, *output) {
	t.Helper()
	reg, out := prometheus.NewRegistry(), new(output)
	return job.New(pgtest.New(t).DB, reg, slog.New(slog.NewTextHandler(out, nil))), reg, out
}

func start(t *testing.T, j *job.Jobs) {
	t.Helper()
	if err := j.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, j) })
}

func stop(t *testing.T, j *job.Jobs) {
	t.Helper()
	if err := j.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

func wait(t *testing.T, what string, c <-chan struct{}) {
	t.Helper()
	select {
	case <-c:
	case <-time.After(60 * time.Second):
		t.Fatalf("waited in vain: %s", what)
	}
}

func TestJobRunsAtStartAndAgainAlsoAfterItFailed(t *testing.T) {
	t.Parallel()
	j, _, out := newJobs(t)
	var runs atomic.Int32
	again := make(chan struct{})
	j.Every("test.flaky", time.Second, func(context.Context) error {
		switch runs.Add(1) {
		case 1:
			return errors.New("the first run fails")
		case 2:
			panic("the second panics")
		case 3:
			close(again)
		}
		return nil
	})
	start(t, j)
	wait(t, "the third run", again)
	if text := out.String(); !strings.Contains(text, "the first run fails") || !strings.Contains(text, "panic: the second panics") {
		t.Errorf("failures are not logged: %s", text)
	}
	if strings.Contains(out.String(), "Job errored") {
		t.Errorf("a failure is told twice: %s", out)
	}
}

func TestStopWaitsForTheRunInHand(t *testing.T) {
	t.Parallel()
	j, _, _ := newJobs(t)
	begun, finish := make(chan struct{}), make(chan struct{})
	var ended atomic.Bool
	j.Every("test.long", time.Hour, func(ctx context.Context) error {
		close(begun)
		<-finish
		ended.Store(ctx.Err() == nil)
		return nil
	})
	if err := j.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	wait(t, "the run", begun)
	stopped := make(chan struct{})
	go func() { stop(t, j); close(stopped) }()
	close(finish)
	wait(t, "Stop", stopped)
	if !ended.Load() {
		t.Error("the run was broken off")
	}
}

func TestImpatientStopBreaksTheRunOff(t *testing.T) {
	t.Parallel()
	j, _, _ := newJobs(t)
	begun := make(chan struct{})
	j.Every("test.endless", time.Hour, func(ctx context.Context) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	})
	if err := j.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	wait(t, "the run", begun)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := j.Stop(ctx); err != nil {
		t.Error(err)
	}
}

func TestTwoProcessesNeverRunAJobAtOnce(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	var running, most, runs atomic.Int32
	enough := make(chan struct{})
	for range 2 {
		j := job.New(db, prometheus.NewRegistry(), slog.New(slog.DiscardHandler))
		j.Every("test.alone", time.Second, func(context.Context) error {
			if n := running.Add(1); n > most.Load() {
				most.Store(n)
			}
			defer running.Add(-1)
			if runs.Add(1) == 3 {
				close(enough)
			}
			return nil
		})
		start(t, j)
	}
	wait(t, "three runs", enough)
	if most.Load() != 1 {
		t.Errorf("%d runs at once", most.Load())
	}
}

func TestRunNow(t *testing.T) {
	t.Parallel()
	j, reg, _ := newJobs(t)
	broken := errors.New("broken")
	j.Every("test.good", time.Hour, func(context.Context) error { return nil })
	j.Every("test.bad", time.Hour, func(context.Context) error { return broken })
	if err := j.RunNow(t.Context(), "test.good"); err != nil {
		t.Error(err)
	}
	if err := j.RunNow(t.Context(), "test.bad"); !errors.Is(err, broken) {
		t.Error(err)
	}
	if err := j.RunNow(t.Context(), "test.none"); err == nil {
		t.Error("runs what there is not")
	}
	families, err := reg.Gather()
	if err != nil || len(families) != 2 {
		t.Errorf("metrics %v, %v", families, err)
	}
}

// TestListTellsOfEveryJob also holds that a job waits where nobody works off its
// queue, and runs where somebody does.
func TestListTellsOfEveryJob(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	j := job.New(db, prometheus.NewRegistry(), slog.New(slog.DiscardHandler))
	again := make(chan struct{})
	j.Every("test.often", time.Hour, func(context.Context) error { return nil })
	j.Add("test.nightly", job.Long, job.Schedule{Nightly: 3*time.Hour + 30*time.Minute, Zone: time.UTC}, func(context.Context) error { panic("at night") })
	j.Add("test.asked", job.Replica, job.Schedule{}, func(context.Context) error { close(again); return nil })
	if err := j.RunNow(t.Context(), "test.nightly"); err == nil {
		t.Error("a panic went unnoticed")
	}
	now := time.Date(2026, 1, 1, 12, 20, 0, 0, time.UTC)
	standing := func(name string) job.Standing {
		list, err := j.List(t.Context(), db, now)
		if err != nil || len(list) != 3 {
			t.Fatalf("%+v, %v", list, err)
		}
		return list[slices.IndexFunc(list, func(s job.Standing) bool { return s.Name == name })]
	}
	night := standing("test.nightly")
	if l := night.Last; l == nil || l.Outcome != job.Failed || l.Error != "panic: at night" || !l.DoneAt.IsZero() {
		t.Errorf("%+v", l)
	}
	if want := time.Date(2026, 1, 2, 3, 30, 0, 0, time.UTC); !night.NextAt.Equal(want) {
		t.Errorf("next at %s", night.NextAt)
	}
	if s := standing("test.often"); s.Last != nil || !s.NextAt.Equal(time.Date(2026, 1, 1, 13, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", s)
	}
	soon := func(name string) error {
		return db.InTx(t.Context(), func(tx postgres.Tx) error { return j.Soon(t.Context(), tx, name) })
	}
	if err := soon("test.none"); !errors.Is(err, job.ErrNone) {
		t.Error(err)
	}
	if err := soon("test.asked"); err != nil {
		t.Fatal(err)
	}
	if err := j.Start(t.Context(), job.Ordinary, job.Long); err != nil {
		t.Fatal(err)
	}
	stop(t, j)
	if s := standing("test.asked"); s.State != job.Queued || !s.NextAt.IsZero() {
		t.Errorf("%+v", s)
	}
	start(t, j)
	wait(t, "the job that was asked for", again)
}

// TestRunOfAKilledProcessIsGivenUp leaves a run as kill -9 does.
func TestRunOfAKilledProcessIsGivenUp(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	j := job.New(db, prometheus.NewRegistry(), slog.New(slog.DiscardHandler))
	ran := make(chan struct{})
	j.Add("test.long", job.Long, job.Schedule{}, func(context.Context) error { close(ran); return nil })
	soon := func() {
		t.Helper()
		if err := db.InTx(t.Context(), func(tx postgres.Tx) error { return j.Soon(t.Context(), tx, "test.long") }); err != nil {
			t.Fatal(err)
		}
	}
	state := func() job.State {
		t.Helper()
		list, err := j.List(t.Context(), db, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return list[0].State
	}
	soon()
	if _, err := db.Exec(t.Context(), `UPDATE river.river_job SET state = 'running', attempt = 1, attempted_at = now()`); err != nil {
		t.Fatal(err)
	}
	if soon(); state() != job.Running {
		t.Errorf("it is %s", state())
	}
	if err := j.Alone(t.Context()); err != nil {
		t.Fatal(err)
	}
	if state() != job.Resting {
		t.Errorf("it is %s", state())
	}
	soon()
	start(t, j)
	wait(t, "the next run", ran)
}
