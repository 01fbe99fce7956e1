package notice_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

const said notice.Kind = "test.said"

// room is a bus on a database of its own, and what its listener heard.
type room struct {
	db    *pgtest.DB
	clock *clock.Fake
	ids   *id.Source
	bus   *notice.Bus

	mu    sync.Mutex
	heard map[int64][]int64
}

func newRoom(t *testing.T) *room {
	t.Helper()
	db := pgtest.New(t)
	r := &room{db: db, clock: clock.NewFake(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)), ids: id.New(db.DB), heard: map[int64][]int64{}}
	r.bus = r.another()
	return r
}

// another returns a second bus on the same database, as another process has.
func (r *room) another() *notice.Bus {
	return notice.New(r.db.DB, r.ids, r.clock, slog.New(slog.DiscardHandler))
}

func (r *room) hear(_ context.Context, member int64, ids []int64) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.heard[member] = append(r.heard[member], ids...)
	return nil
}

func (r *room) speak(t *testing.T, refs ...notice.Ref) {
	t.Helper()
	err := r.db.InTx(t.Context(), func(tx postgres.Tx) error { return r.bus.Speak(t.Context(), tx, said, refs...) })
	if err != nil {
		t.Fatal(err)
	}
}

func (r *room) drain(t *testing.T) {
	t.Helper()
	if err := r.bus.DrainNow(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (r *room) waiting(t *testing.T) (due, parked int64) {
	t.Helper()
	list, err := r.bus.Backlog(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range list {
		due, parked = due+w.Due, parked+w.Parked
	}
	return due, parked
}

func TestEveryListenerHearsWhatWasCommittedOnceAndNothingElse(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	other := map[int64]bool{}
	notice.Hear(r.bus, said, "one", r.hear)
	notice.Hear(r.bus, said, "two", func(_ context.Context, m int64, _ []int64) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		other[m] = true
		return nil
	})
	r.speak(t, notice.Ref{Member: 7, ID: 70}, notice.Ref{Member: 8, ID: 80}, notice.Ref{Member: 7, ID: 71})
	undone := errors.New("undone")
	err := r.db.InTx(t.Context(), func(tx postgres.Tx) error {
		if err := r.bus.Speak(t.Context(), tx, said, notice.Ref{Member: 9, ID: 90}); err != nil {
			return err
		}
		return undone
	})
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	r.drain(t)
	slices.Sort(r.heard[7])
	if !slices.Equal(r.heard[7], []int64{70, 71}) || !slices.Equal(r.heard[8], []int64{80}) || len(r.heard) != 2 {
		t.Fatalf("heard %v", r.heard)
	}
	if len(other) != 2 {
		t.Fatalf("the other heard %v", other)
	}
	r.drain(t)
	if len(r.heard[8]) != 1 {
		t.Fatal("told again after it was acted on")
	}
	if due, parked := r.waiting(t); due+parked != 0 {
		t.Fatalf("%d due, %d parked", due, parked)
	}
}

func TestFailureIsToldAgainLaterAndDoesNotStopOthers(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	broken := true
	notice.Hear(r.bus, said, "listener", func(ctx context.Context, m int64, ids []int64) error {
		if m == 13 && broken {
			panic("thirteen")
		}
		return r.hear(ctx, m, ids)
	})
	r.speak(t, notice.Ref{Member: 13, ID: 1})
	r.speak(t, notice.Ref{Member: 14, ID: 2})
	r.drain(t)
	if len(r.heard[14]) != 1 || len(r.heard[13]) != 0 {
		t.Fatalf("heard %v", r.heard)
	}
	broken = false
	r.drain(t)
	if len(r.heard[13]) != 0 {
		t.Fatal("told again at once, without a pause")
	}
	r.clock.Advance(time.Minute)
	r.drain(t)
	if len(r.heard[13]) != 1 {
		t.Fatal("never told again")
	}
}

func TestWhatKeepsFailingIsParkedWithItsError(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	notice.Hear(r.bus, said, "listener", func(context.Context, int64, []int64) error { return errors.New("no such thing") })
	r.speak(t, notice.Ref{Member: 1, ID: 1})
	for range notice.MaxAttempts {
		r.drain(t)
		r.clock.Advance(time.Hour)
	}
	if due, parked := r.waiting(t); due != 0 || parked != 1 {
		t.Fatalf("%d due, %d parked", due, parked)
	}
	var why string
	if err := r.db.QueryRow(t.Context(), `SELECT error FROM notice.pending`).Scan(&why); err != nil || why != "no such thing" {
		t.Fatalf("%q, %v", why, err)
	}
}

// Two processes share the work: together they hear everything, and what one is
// telling the other leaves alone.
func TestTwoProcessesShareTheWork(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	second := r.another()
	notice.Hear(r.bus, said, "listener", r.hear)
	notice.Hear(second, said, "listener", r.hear)
	const n = 500
	for i := range int64(n) {
		r.speak(t, notice.Ref{Member: i % 50, ID: i})
	}
	var wait sync.WaitGroup
	for _, b := range []*notice.Bus{r.bus, second} {
		wait.Go(func() {
			if err := b.DrainNow(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	seen := map[int64]int{}
	for _, ids := range r.heard {
		for _, i := range ids {
			seen[i]++
		}
	}
	for i := range int64(n) {
		if seen[i] != 1 {
			t.Fatalf("notice %d was told %d times", i, seen[i])
		}
	}
}

func TestRunningListenersWakeAtANoticeAndFinishTheBatchInHandAtStop(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	started, goOn := make(chan bool), make(chan bool)
	notice.Hear(r.bus, said, "listener", func(ctx context.Context, m int64, ids []int64) error {
		started <- true
		<-goOn
		return r.hear(ctx, m, ids)
	})
	r.bus.Start(t.Context())
	r.speak(t, notice.Ref{Member: 1, ID: 1})
	<-started
	stopped := make(chan bool)
	go func() { r.bus.Stop(); close(stopped) }()
	goOn <- true
	<-stopped
	if len(r.heard[1]) != 1 {
		t.Fatal("the batch in hand was dropped")
	}
	if due, parked := r.waiting(t); due+parked != 0 {
		t.Fatalf("%d due, %d parked", due, parked)
	}
}

func TestListenersOfOneNameAreRefused(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	notice.Hear(r.bus, said, "same", r.hear)
	defer func() {
		if got := fmt.Sprint(recover()); got != "notice: two listeners named same" {
			t.Fatalf("recovered %q", got)
		}
	}()
	notice.Hear(r.bus, said, "same", r.hear)
}

func TestPausedListenerIsToldNothingUntilItGoesOn(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	second := r.another()
	notice.Hear(r.bus, said, "listener", r.hear)
	notice.Hear(second, said, "listener", r.hear)
	r.tx(t, func(tx postgres.Tx) error {
		if fresh, err := r.bus.Pause(t.Context(), tx, "listener", "a look"); err != nil || !fresh {
			t.Errorf("paused %t, %v", fresh, err)
		}
		fresh, err := r.bus.Pause(t.Context(), tx, "listener", "again")
		if fresh {
			t.Error("paused twice")
		}
		return err
	})
	r.speak(t, notice.Ref{Member: 1, ID: 1})
	r.drain(t)
	if err := second.DrainNow(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(r.heard) != 0 {
		t.Fatalf("heard %v", r.heard)
	}
	list, err := second.Listeners(t.Context())
	if err != nil || len(list) != 1 || list[0].Due != 1 || list[0].Kind != said || list[0].Reason != "a look" || list[0].PausedAt.IsZero() {
		t.Fatalf("%+v, %v", list, err)
	}
	r.tx(t, func(tx postgres.Tx) error { return r.bus.Resume(t.Context(), tx, "listener") })
	r.drain(t)
	if len(r.heard[1]) != 1 {
		t.Fatalf("heard %v", r.heard)
	}
	err = r.db.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := r.bus.Pause(t.Context(), tx, "nobody", "")
		return err
	})
	if !errors.Is(err, notice.ErrNoListener) {
		t.Error(err)
	}
}

func TestParkedNoticesAreHeardAgainOrGivenUp(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	broken := true
	notice.Hear(r.bus, said, "listener", func(ctx context.Context, m int64, ids []int64) error {
		if broken {
			return errors.New("no such thing")
		}
		return r.hear(ctx, m, ids)
	})
	for member := range int64(4) {
		r.speak(t, notice.Ref{Member: member, ID: 10 * member})
	}
	for range notice.MaxAttempts {
		r.drain(t)
		r.clock.Advance(time.Hour)
	}
	first, err := r.bus.Parked(t.Context(), "", notice.Spot{}, 2)
	if err != nil || len(first) != 2 || first[0].Error != "no such thing" || first[0].Attempts != notice.MaxAttempts || first[0].Kind != said {
		t.Fatalf("%+v, %v", first, err)
	}
	rest, err := r.bus.Parked(t.Context(), "listener", first[1].Spot(), 10)
	if err != nil || len(rest) != 2 {
		t.Fatalf("%+v, %v", rest, err)
	}
	broken = false
	r.tx(t, func(tx postgres.Tx) error {
		dropped, err := r.bus.Drop(t.Context(), tx, first[0].Spot())
		if err == nil && (len(dropped.Refs) != 1 || dropped.Refs[0] != first[0].Refs[0]) {
			t.Errorf("dropped %+v", dropped)
		}
		return errors.Join(err, r.bus.Retry(t.Context(), tx, first[1].Spot()))
	})
	r.drain(t)
	if len(r.heard) != 1 || len(r.heard[first[1].Refs[0].Member]) != 1 {
		t.Fatalf("heard %v", r.heard)
	}
	for _, gone := range first {
		err := r.db.InTx(t.Context(), func(tx postgres.Tx) error { return r.bus.Retry(t.Context(), tx, gone.Spot()) })
		if !errors.Is(err, notice.ErrNotParked) {
			t.Errorf("retry of what is not parked: %v", err)
		}
	}
	r.tx(t, func(tx postgres.Tx) error {
		n, err := r.bus.RetryAll(t.Context(), tx, "listener")
		if n != 2 {
			t.Errorf("retried %d", n)
		}
		return err
	})
	r.drain(t)
	if due, parked := r.waiting(t); due+parked != 0 || len(r.heard) != 3 {
		t.Errorf("%d due, %d parked, heard %v", due, parked, r.heard)
	}
}

func (r *room) tx(t *testing.T, do func(tx postgres.Tx) error) {
	t.Helper()
	if err := r.db.InTx(t.Context(), do); err != nil {
		t.Fatal(err)
	}
}

// A fact that more listeners hear than there are connections reaches all of them: those
// who claimed it leave their handlers a connection.
func TestListenersDoNotWaitForEachOthersConnections(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	few, err := postgres.Open(t.Context(), db.Config().ConnString(), postgres.Options{MaxConns: 4})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(few.Close)
	now := clock.NewFake(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	bus := notice.New(few, id.New(few), now, slog.New(slog.DiscardHandler))
	const listeners, facts = 12, 20
	heard := make(chan int64, listeners*facts)
	for n := range listeners {
		notice.Hear(bus, said, fmt.Sprintf("test.listener_%d", n), func(ctx context.Context, _ int64, ids []int64) error {
			return few.InTx(ctx, func(tx postgres.Tx) error {
				for _, one := range ids {
					heard <- one
				}
				return nil
			})
		})
	}
	bus.Start(t.Context())
	t.Cleanup(bus.Stop)
	within := time.After(15 * time.Second) // a batch gives up after 20
	for fact := range int64(facts) {
		err := few.InTx(t.Context(), func(tx postgres.Tx) error {
			return bus.Speak(t.Context(), tx, said, notice.Ref{Member: 1, ID: fact})
		})
		if err != nil {
			t.Fatal(err)
		}
		for range listeners {
			select {
			case <-heard:
			case <-within:
				t.Fatalf("fact %d was not heard by all", fact)
			}
		}
	}
}
