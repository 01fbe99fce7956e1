package job

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/riverqueue/river"

	"habitue/internal/platform/errs"
)

// named is a job in River's queue: its name and nothing else.
type named struct{ name string }

// Kind implements river.JobArgs.
func (n named) Kind() string { return n.name }

type worker struct {
	river.WorkerDefaults[named]
	jobs *Jobs
	job  *offered
}

// Timeout implements river.Worker.
func (w *worker) Timeout(*river.Job[named]) time.Duration { return w.job.queue.maxTime() }

// Work implements river.Worker.
func (w *worker) Work(ctx context.Context, _ *river.Job[named]) error { return w.jobs.run(ctx, w.job) }

// run does one run, tells what became of it, and turns a panic into an error.
func (j *Jobs) run(ctx context.Context, o *offered) (err error) {
	begun := time.Now()
	j.begun(ctx, o.name, begun)
	defer func() {
		outcome := j.tell(ctx, o.name, time.Since(begun), err)
		j.ended(ctx, o.name, time.Now(), outcome, err)
	}()
	defer errs.Caught(&err)
	return o.do(ctx)
}

func (j *Jobs) tell(ctx context.Context, name string, took time.Duration, err error) Outcome {
	outcome := Done
	switch {
	case err != nil && ctx.Err() != nil:
		outcome = CutOff
		j.log.WarnContext(ctx, "job cut off", "job", name, "seconds", took.Seconds(), "error", err)
	case err != nil:
		outcome = Failed
		j.log.ErrorContext(ctx, "job failed", "job", name, "seconds", took.Seconds(), "error", err)
	default:
		j.log.DebugContext(ctx, "job done", "job", name, "seconds", took.Seconds())
		j.metrics.success.WithLabelValues(name).SetToCurrentTime()
	}
	j.metrics.seconds.WithLabelValues(name, string(outcome)).Observe(took.Seconds())
	return outcome
}

type metrics struct {
	seconds *prometheus.HistogramVec
	success *prometheus.GaugeVec
}

func newMetrics(to prometheus.Registerer) metrics {
	m := metrics{
		prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "habitue_job_seconds", Help: "How long runs of a job took, by what became of them.",
			Buckets: []float64{.01, .1, 1, 10, 60, 300},
		}, []string{"job", "outcome"}),
		prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "habitue_job_last_success_timestamp_seconds", Help: "When a job last ran to its end.",
		}, []string{"job"}),
	}
	to.MustRegister(m.seconds, m.success)
	return m
}
