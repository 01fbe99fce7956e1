package job

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// ErrNone says that there is no job of this name.
var ErrNone = errs.New(errs.NotFound, "job.no_such_job")

// rescueAfter is when a run whose process was killed is given up.
const rescueAfter = maxTime + time.Minute

// Func does one run of a job.
type Func func(ctx context.Context) error

// offered is a job that this process knows.
type offered struct {
	name  string
	do    Func
	queue Queue
	when  Schedule
}

// Jobs is what this process offers to run. Jobs are added before Start.
type Jobs struct {
	db      *postgres.DB
	log     *slog.Logger
	metrics metrics

	list   []*offered
	work   *river.Workers
	client *river.Client[pgx.Tx]
}

// New returns a runner over db without jobs.
func New(db *postgres.DB, to prometheus.Registerer, log *slog.Logger) *Jobs {
	return &Jobs{db: db, log: log, metrics: newMetrics(to), work: river.NewWorkers()}
}

// Every adds a job that runs at the start of the program and then at each
// interval, under a name such as "ledger.settle_due".
func (j *Jobs) Every(name string, interval time.Duration, do Func) {
	j.add(&offered{name, do, Ordinary, Schedule{Interval: interval}})
}

// Add adds a job that waits in the given queue, and does not run at the start of
// the program.
func (j *Jobs) Add(name string, queue Queue, when Schedule, do Func) {
	j.add(&offered{name, do, queue, when})
}

func (j *Jobs) add(o *offered) {
	if j.named(o.name) != nil {
		panic("job: two jobs named " + o.name)
	}
	j.list = append(j.list, o)
	river.AddWorkerArgs(j.work, named{o.name}, &worker{jobs: j, job: o})
}

func (j *Jobs) named(name string) *offered {
	for _, o := range j.list {
		if o.name == name {
			return o
		}
	}
	return nil
}

// periodic is what River's leader queues by itself.
func (j *Jobs) periodic() (list []*river.PeriodicJob) {
	for _, o := range j.list {
		if o.when.never() {
			continue
		}
		list = append(list, river.NewPeriodicJob(o.when,
			func() (river.JobArgs, *river.InsertOpts) { return named{o.name}, o.once() },
			&river.PeriodicJobOpts{RunOnStart: o.queue == Ordinary}))
	}
	return list
}

// waiting are the states of a run that has not ended.
var waiting = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateScheduled,
}

// once keeps a job from being queued while it waits or runs. One attempt: the
// next interval is the retry.
func (o *offered) once() *river.InsertOpts {
	return &river.InsertOpts{MaxAttempts: 1, Queue: string(o.queue), UniqueOpts: river.UniqueOpts{ByState: waiting}}
}

// Start lets the jobs of some queues run until Stop; of all where none is named.
func (j *Jobs) Start(ctx context.Context, of ...Queue) error {
	queues := map[string]river.QueueConfig{}
	for q, n := range places {
		if len(of) == 0 || slices.Contains(of, q) {
			queues[string(q)] = river.QueueConfig{MaxWorkers: n}
		}
	}
	client, err := river.NewClient(riverpgxv5.New(j.db.Pool), &river.Config{
		Schema:               postgres.JobSchema,
		Queues:               queues,
		Workers:              j.work,
		PeriodicJobs:         j.periodic(),
		JobTimeout:           maxTime,
		RescueStuckJobsAfter: rescueAfter,
		// Serving connections do not own the queue's tables and cannot reindex.
		ReindexerSchedule: river.NeverSchedule(),
		Logger:            slog.New(quiet{j.log.Handler()}),
	})
	if err != nil {
		return fmt.Errorf("make job queue: %w", err)
	}
	// The client ends by Stop alone, after the runs in hand.
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("start jobs: %w", err)
	}
	j.client = client
	return nil
}

// Alone gives up the runs of processes that are no more, so that their jobs need
// not wait until their time is over. It is for a process that knows, before Start,
// that no other works on the database.
func (j *Jobs) Alone(ctx context.Context) error {
	_, err := j.db.Exec(ctx, `UPDATE river.river_job SET state = 'discarded', finalized_at = now() WHERE state = 'running'`)
	if err != nil {
		return fmt.Errorf("give up runs of jobs: %w", err)
	}
	return nil
}

// Soon lets a job run once tx has committed, as soon as somebody is free, besides
// its intervals. One that waits or runs already is not queued again: it finds
// what is due by itself.
//
// Errors: ErrNone.
func (j *Jobs) Soon(ctx context.Context, tx postgres.Tx, name string) error {
	o := j.named(name)
	if o == nil {
		return ErrNone.With("job", name)
	}
	client, err := river.NewClient(riverpgxv5.New(j.db.Pool), &river.Config{Schema: postgres.JobSchema, Logger: slog.New(quiet{j.log.Handler()})})
	if err != nil {
		return fmt.Errorf("make job queue: %w", err)
	}
	if _, err := client.InsertTx(ctx, tx, named{name}, o.once()); err != nil {
		return fmt.Errorf("queue job %s: %w", name, err)
	}
	return nil
}

// Stop takes no new run and waits for those in hand; when ctx ends first they
// are told to break off.
func (j *Jobs) Stop(ctx context.Context) error {
	if j.client == nil {
		return nil
	}
	if err := j.client.Stop(ctx); err == nil {
		return nil
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := j.client.StopAndCancel(patience); err != nil {
		return fmt.Errorf("stop jobs: %w", err)
	}
	return nil
}

// RunNow runs a job in the caller's goroutine, whether it is due or not.
//
// Errors: ErrNone and those of the job.
func (j *Jobs) RunNow(ctx context.Context, name string) error {
	o := j.named(name)
	if o == nil {
		return ErrNone.With("job", name)
	}
	return j.run(ctx, o)
}

// quiet passes on what River says from warnings upwards: what it tells of single
// runs we tell ourselves.
type quiet struct{ slog.Handler }

func (q quiet) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && q.Handler.Enabled(ctx, l)
}

func (q quiet) WithAttrs(a []slog.Attr) slog.Handler { return quiet{q.Handler.WithAttrs(a)} }
func (q quiet) WithGroup(g string) slog.Handler      { return quiet{q.Handler.WithGroup(g)} }
