package job_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"habitue/internal/platform/job"
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
