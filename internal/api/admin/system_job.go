package admin

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/job"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Job is what happens because of the time alone, and how it stands.
type Job struct {
	Name            string             `json:"name" doc:"Name of the job" zh:"任务" example:"ledger.settle_due"`
	Queue           string             `json:"queue" enum:"default,long,replica" doc:"Where it waits for its turn" zh:"队列"`
	IntervalSeconds *int64             `json:"interval_seconds" doc:"It runs at whole intervals; null: not" zh:"运行间隔秒数；不按间隔运行为 null" example:"60"`
	NightlyAt       *string            `json:"nightly_at" doc:"It runs once a night; null: not. Without either it runs on demand" zh:"每晚运行时刻；两者皆空表示仅按需运行" example:"03:30"`
	Zone            *string            `json:"zone" doc:"In which zone that is" zh:"时区" example:"Asia/Shanghai"`
	State           string             `json:"state" enum:"resting,queued,running" doc:"What it is doing" zh:"状态"`
	NextAt          *edge.Time         `json:"next_at" doc:"When it runs next by itself" zh:"下次运行时间"`
	Last            edge.Maybe[JobRun] `json:"last" doc:"The latest run; null: none yet" zh:"最近一次运行；尚无为 null"`
	DoneAt          *edge.Time         `json:"done_at" doc:"When it last came to its end" zh:"最近一次成功时间"`
}

// JobRun is the latest run of a job.
type JobRun struct {
	BegunAt edge.Time  `json:"begun_at" doc:"When it began" zh:"开始时间" example:"2026-09-12T01:00:00Z"`
	EndedAt *edge.Time `json:"ended_at" doc:"When it ended; null while it runs, or where its process was killed" zh:"结束时间；运行中或进程被终止时为 null"`
	Outcome *string    `json:"outcome" enum:"done,failed,cut_off" doc:"What became of it" zh:"结果"`
	Error   *string    `json:"error" doc:"Why it failed" zh:"失败原因"`
}

// Asked is work that goes on in the background.
type Asked struct {
	Job string `json:"job" doc:"Name of the job that does it" zh:"执行任务" example:"check.nightly"`
}

type (
	jobsReply  struct{ Body edge.Page[Job] }
	askedReply struct{ Body Asked }
)

func (h *handlers) systemJobs(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-jobs", Method: "GET", Path: "/system/jobs", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "定时任务", English: "Jobs"},
	}, h.listJobs)
	edge.Register(e, edge.Operation{
		ID: "run-job", Method: "POST", Path: "/system/jobs/{job}/run", Tag: "system", Permission: staff.SystemOperate, Status: http.StatusAccepted,
		Summary: edge.Words{Chinese: "立即运行任务", English: "Run a job now"},
		Description: edge.Words{Chinese: "在后台进行；已在等待或运行时不会重复排队。",
			English: "Goes on in the background. One that waits or runs already is not queued again."},
		Errors: []*errs.Error{job.ErrNone},
	}, h.runJob)
}

func (h *handlers) listJobs(ctx context.Context, _ *struct{}) (*jobsReply, error) {
	list, err := h.System.Jobs.List(ctx, h.DB, h.Clock.Now())
	return &jobsReply{Body: edge.PageOf(edge.Each(list, shownJob), "")}, err
}

func shownJob(s job.Standing) Job {
	j := Job{Name: s.Name, Queue: string(s.Queue), State: string(s.State), NextAt: edge.AtUnlessZero(s.NextAt)}
	switch {
	case s.When.Interval > 0:
		j.IntervalSeconds = postgres.Optional(int64(s.When.Interval.Seconds()))
	case s.When.Zone != nil:
		j.NightlyAt = edge.OrNull(fmt.Sprintf("%02d:%02d", s.When.Nightly/time.Hour, s.When.Nightly%time.Hour/time.Minute))
		j.Zone = edge.OrNull(s.When.Zone.String())
	}
	if r := s.Last; r != nil {
		j.DoneAt = edge.AtUnlessZero(r.DoneAt)
		j.Last = edge.Some(JobRun{BegunAt: edge.At(r.BegunAt), EndedAt: edge.AtUnlessZero(r.EndedAt),
			Outcome: edge.OrNull(string(r.Outcome)), Error: edge.OrNull(r.Error)})
	}
	return j
}

func (h *handlers) runJob(ctx context.Context, in *struct {
	Job string `path:"job" maxLength:"80" doc:"Name of the job" zh:"任务" example:"ledger.settle_due"`
}) (*askedReply, error) {
	return h.askJob(ctx, in.Job)
}

// askJob has a job run soon, in whichever process works off its queue.
func (h *handlers) askJob(ctx context.Context, name string) (*askedReply, error) {
	err := h.operate(ctx, staff.Entry{Action: "system.run_job", Subject: staff.Subject{Kind: "job", ID: name}},
		func(tx postgres.Tx) (any, error) { return nil, h.System.Jobs.Soon(ctx, tx, name) })
	if err != nil {
		return nil, err
	}
	return &askedReply{Body: Asked{Job: name}}, nil
}
