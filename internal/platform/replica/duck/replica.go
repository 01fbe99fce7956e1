package duck

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/prometheus/client_golang/prometheus"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

// Deps are what a Replica works with.
type Deps struct {
	DB      *postgres.DB // the primary; it must be allowed to scan
	Tables  []replica.Table
	Folder  string
	Memory  int64 // bytes
	Threads int   // 0: all
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer // nil: nobody counts
}

// Replica keeps the copy and answers from it. It implements replica.Analyst.
type Replica struct {
	Deps
	shape string

	// One thing is done to the copy at a time: a step, a fill, a comparison.
	work      sync.Mutex
	tables    []*table
	folder    *folder
	mark      mark
	marked    time.Time
	compared  int64 // up to which transaction the copy was compared, or opened
	samples   samples
	looks     map[string]string // of the tables that are copied whole
	looked    string            // the picture in which they were last looked at
	lookAgain time.Time
	failures  int
	because   string // a copy is made anew, if that is known already

	mu     sync.Mutex
	held   bool    // the folder is ours
	engine *engine // answers; nil where nothing does
	status replica.Status
	total  int64

	cancel   context.CancelFunc
	done     chan struct{}
	reported chan struct{}
}

// New returns a Replica that does nothing yet.
func New(d Deps) *Replica {
	r := &Replica{Deps: d, shape: shape(d.Tables), looks: map[string]string{}}
	r.status.State = replica.Stopped
	for _, t := range d.Tables {
		r.tables = append(r.tables, newTable(t))
	}
	if d.Metrics != nil {
		d.Metrics.MustRegister(&figures{r})
	}
	return r
}

// Open takes the folder and opens the copy that lies there, if one does.
//
// Errors: replica.ErrHeld.
func (r *Replica) Open(ctx context.Context) (err error) {
	r.work.Lock()
	defer r.work.Unlock()
	if r.folder, err = openFolder(r.Folder); err != nil {
		return err
	}
	r.hold(true, replica.Building)
	path, _, err := r.folder.newest()
	if err == nil {
		err = r.folder.clean(path)
	}
	if err == nil && path != "" {
		err = r.reopen(ctx, path, r.Memory)
	}
	if err != nil && path != "" {
		// It is a copy. One that cannot be opened is made anew.
		r.Log.WarnContext(ctx, "replica cannot be opened and is made anew by whoever follows", "error", err)
		r.because, err = "unreadable", nil
	}
	return err
}

// reopen opens a copy and lets it answer. What belongs to it is checked against
// the database by the next step.
func (r *Replica) reopen(ctx context.Context, path string, memory int64) error {
	e, err := openEngine(ctx, path, r.limits(memory))
	if err != nil {
		return err
	}
	if r.mark, err = e.readMark(ctx); err == nil {
		r.looks, err = e.readLooks(ctx)
	}
	if err == nil && r.mark.shape != r.shape {
		err = stale{"other_tables"}
	}
	if err != nil {
		return errors.Join(err, e.close())
	}
	r.looked, r.samples, r.compared = "", nil, r.mark.watermark
	r.publish(e)
	return nil
}

func (r *Replica) limits(memory int64) limits {
	return limits{memory: memory, threads: r.Threads, spill: r.folder.spill()}
}

// discard forgets the copy that there is.
func (r *Replica) discard() error {
	err := r.withdraw()
	return errors.Join(err, r.folder.clean(""))
}

// Close lets the folder go. The copy stays and is gone on with.
func (r *Replica) Close() error {
	r.work.Lock()
	defer r.work.Unlock()
	if r.folder == nil {
		return nil
	}
	if r.engine != nil {
		r.engine.end() // whoever asks goes away with us
	}
	err := errors.Join(r.withdraw(), r.folder.release())
	r.folder = nil
	r.hold(false, replica.Stopped)
	return err
}

func (r *Replica) hold(held bool, s replica.State) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held, r.status.State, r.status.Problem = held, s, ""
}

// publish lets an engine answer.
func (r *Replica) publish(e *engine) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.engine = e
	r.status.Answers = true
	r.status.AsOf = r.mark.asOf
}

// withdraw lets nobody ask any more, waits for whoever does, and closes.
func (r *Replica) withdraw() error {
	r.mu.Lock()
	e := r.engine
	r.engine, r.status.Answers = nil, false
	r.mu.Unlock()
	if e == nil {
		return nil
	}
	return e.close()
}

// Query implements replica.Analyst.
//
// Errors: replica.ErrBuilding, replica.ErrStopped.
func (r *Replica) Query(ctx context.Context, sql string, args ...any) (replica.Rows, error) {
	r.mu.Lock()
	e, s := r.engine, r.status
	if e != nil {
		e.users.Add(1)
	}
	r.mu.Unlock()
	switch {
	case e != nil:
		return e.ask(ctx, sql, args)
	case s.State == replica.Building:
		var p replica.Progress
		if s.Building != nil {
			p = *s.Building
		}
		return nil, replica.ErrBuilding.With("percent", p.Percent())
	default:
		return nil, replica.ErrStopped
	}
}

// Start opens the copy and follows the database until Stop. A first copy is made
// in the background. Where the folder cannot be had, such as while a check
// compares the copy, it is tried again: nobody who sells waits for analysis.
func (r *Replica) Start(ctx context.Context) {
	ctx, r.cancel = context.WithCancel(context.WithoutCancel(ctx))
	r.done, r.reported = make(chan struct{}), make(chan struct{})
	go r.run(ctx)
	go r.report(ctx)
}

// Stop ends what Start began.
func (r *Replica) Stop() error {
	if r.cancel == nil {
		return nil
	}
	r.cancel()
	<-r.done
	<-r.reported
	r.cancel = nil
	return r.Close()
}

const (
	// pollEvery is how long a follower rests, at least.
	pollEvery = time.Second
	// rest is how many times as long as it worked a follower rests: so much of
	// the processors is left to others.
	rest = 3
	// retryAfter is how long it waits when something is wrong.
	retryAfter = 5 * time.Second
)

func (r *Replica) run(ctx context.Context) {
	defer close(r.done)
	for ctx.Err() == nil {
		begun := time.Now()
		more, err := r.next(ctx)
		pause := max(pollEvery, rest*time.Since(begun))
		switch {
		case err != nil && ctx.Err() == nil:
			r.Log.WarnContext(ctx, "replica waits", "error", err)
			pause = max(retryAfter, pause)
		case more:
			pause = 0
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// next opens the copy where that could not be done before, and takes a turn.
func (r *Replica) next(ctx context.Context) (more bool, err error) {
	if !r.holds() {
		if err := r.Open(ctx); err != nil {
			return false, r.problem(err)
		}
	}
	return r.turn(ctx)
}

// holds reports whether the folder is ours.
func (r *Replica) holds() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.held
}

// mostFailures is after how many of its own in a row a copy is made anew.
const mostFailures = 3

// turn does what is next: making a copy, or a step.
func (r *Replica) turn(ctx context.Context) (more bool, err error) {
	r.work.Lock()
	defer r.work.Unlock()
	if r.folder == nil {
		return false, replica.ErrStopped
	}
	switch {
	case r.folder.asked() != "":
		return true, r.problem(r.build(ctx, r.folder.asked()))
	case r.engine == nil:
		return true, r.problem(r.build(ctx, cmp.Or(r.because, "first")))
	}
	more, err = r.step(ctx, r.engine)
	var old stale
	switch {
	case errors.As(err, &old):
		r.Log.WarnContext(ctx, "replica is stale and will be made anew", "why", old.why)
		if err := r.discard(); err != nil {
			return false, r.problem(err)
		}
		return true, r.problem(r.build(ctx, old.why))
	case err == nil:
		r.failures = 0
	case ctx.Err() == nil && !ofDatabase(err):
		if r.failures++; r.failures >= mostFailures {
			r.failures = 0
			err = errors.Join(err, r.discard())
		}
	}
	return more, r.problem(err)
}

// ofDatabase reports whether PostgreSQL refused or does not answer: no fault of
// the copy.
func ofDatabase(err error) bool {
	var refused *pgconn.PgError
	return errors.Is(err, postgres.ErrUnavailable) || errors.As(err, &refused) || pgconn.SafeToRetry(err) || pgconn.Timeout(err)
}

// build makes a new copy beside the one that answers and puts it in its place.
// The two share the memory while it is made.
func (r *Replica) build(ctx context.Context, because string) (err error) {
	current, number, err := r.folder.newest()
	if err != nil {
		return err
	}
	if err := r.folder.clean(current); err != nil {
		return err
	}
	r.begin(because)
	memory := r.Memory
	if r.engine != nil {
		memory /= 2
		if err := errors.Join(r.withdraw(), r.reopen(ctx, current, memory)); err != nil {
			return err
		}
	}
	if err := ensureEpoch(ctx, r.DB, rand.Text(), r.Clock.Now()); err != nil {
		return err
	}
	building, done := r.folder.next(number)
	if err := r.make(ctx, building, memory); err != nil {
		return errors.Join(err, os.RemoveAll(building), os.RemoveAll(building+".wal"))
	}
	if err := r.folder.finish(building, done); err != nil {
		return err
	}
	old := r.engine
	if err := r.reopen(ctx, done, r.Memory); err != nil {
		return err
	}
	if old != nil {
		err = old.close()
	}
	r.because = ""
	r.finished(ctx)
	return errors.Join(err, r.folder.clean(done), os.RemoveAll(r.folder.asking()))
}

// make fills a file and closes it.
func (r *Replica) make(ctx context.Context, path string, memory int64) error {
	e, err := openEngine(ctx, path, r.limits(memory))
	if err != nil {
		return err
	}
	err = r.fill(ctx, e)
	if err == nil {
		err = e.exec(ctx, "CHECKPOINT")
	}
	return errors.Join(err, e.close())
}

// CatchUp returns when everything that was committed before the call is in the
// copy. It works also where nothing follows.
func (r *Replica) CatchUp(ctx context.Context) error {
	var until int64
	if err := r.DB.QueryRow(ctx, `SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint`).Scan(&until); err != nil {
		return fmt.Errorf("catch up: %w", err)
	}
	r.lookNow()
	for {
		if _, err := r.turn(ctx); err != nil {
			return err
		}
		if r.reached(until) {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(flushEvery):
		}
	}
}

// lookNow has the next step look at the small tables, whenever it last did.
func (r *Replica) lookNow() {
	r.work.Lock()
	defer r.work.Unlock()
	r.looked, r.lookAgain = "", time.Time{}
}

func (r *Replica) reached(until int64) bool {
	r.work.Lock()
	defer r.work.Unlock()
	return r.mark.watermark >= until
}
