package job

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"habitue/internal/platform/postgres"
)

const (
	maxTime     = 5 * time.Minute // of one run; a job takes the rest next time
	rescueAfter = maxTime + time.Minute
	side        = 2 // jobs that run at the same time
)

// Func does one run of a job.
type Func func(ctx context.Context) error

// Jobs is what this process offers to run. Jobs are added before Start.
type Jobs struct {
	db      *postgres.DB
	log     *slog.Logger
	metrics metrics

	byName map[string]Func
	every  []*river.PeriodicJob
	work   *river.Workers
	client *river.Client[pgx.Tx]
}

// New returns a runner over db without jobs.
func New(db *postgres.DB, to prometheus.Registerer, log *slog.Logger) *Jobs {
	return &Jobs{db: db, log: log, metrics: newMetrics(to), byName: map[string]Func{}, work: river.NewWorkers()}
}

// Every adds a job that runs at the start of the program and then at each
// interval, under a name such as "ledger.settle_due".
func (j *Jobs) Every(name string, interval time.Duration, do Func) {
	if _, twice := j.byName[name]; twice {
		panic("job: two jobs named " + name)
	}
	j.byName[name] = do
	river.AddWorkerArgs(j.work, named{name}, &worker{jobs: j, name: name})
	j.every = append(j.every, river.NewPeriodicJob(river.PeriodicInterval(interval),
		func() (river.JobArgs, *river.InsertOpts) { return named{name}, &once },
		&river.PeriodicJobOpts{RunOnStart: true}))
}

// once keeps a job from being queued while it waits or runs. One attempt: the
// next interval is the retry.
var once = river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByState: []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateScheduled,
}}}

// Start lets jobs run until Stop.
func (j *Jobs) Start(ctx context.Context) error {
	client, err := river.NewClient(riverpgxv5.New(j.db.Pool), &river.Config{
		Schema:               postgres.JobSchema,
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: side}},
		Workers:              j.work,
		PeriodicJobs:         j.every,
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

// Soon lets a job run once tx has committed, as soon as somebody is free, besides
// its intervals. One that waits or runs already is not queued again: it finds
// what is due by itself.
func (j *Jobs) Soon(ctx context.Context, tx postgres.Tx, name string) error {
	client, err := river.NewClient(riverpgxv5.New(j.db.Pool), &river.Config{Schema: postgres.JobSchema, Logger: slog.New(quiet{j.log.Handler()})})
	if err != nil {
		return fmt.Errorf("make job queue: %w", err)
	}
	if _, err := client.InsertTx(ctx, tx, named{name}, &once); err != nil {
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
func (j *Jobs) RunNow(ctx context.Context, name string) error {
	if _, ok := j.byName[name]; !ok {
		return fmt.Errorf("no job named %s", name)
	}
	return j.run(ctx, name)
}

// quiet passes on what River says from warnings upwards: what it tells of single
// runs we tell ourselves.
type quiet struct{ slog.Handler }

func (q quiet) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && q.Handler.Enabled(ctx, l)
}

func (q quiet) WithAttrs(a []slog.Attr) slog.Handler { return quiet{q.Handler.WithAttrs(a)} }
func (q quiet) WithGroup(g string) slog.Handler      { return quiet{q.Handler.WithGroup(g)} }
