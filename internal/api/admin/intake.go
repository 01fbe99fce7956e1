package admin

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/api/inbox"
	"habitue/internal/api/messages"
	"habitue/internal/intake"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/staff"
)

// Run is one file brought in.
type Run struct {
	ID         edge.ID                    `json:"id" doc:"Id" zh:"编号"`
	Kind       string                     `json:"kind" doc:"What the file holds" zh:"类型" example:"orders"`
	FileName   string                     `json:"file_name" doc:"Name of the file" zh:"文件名" example:"orders-2026.csv.gz"`
	DryRun     bool                       `json:"dry_run" doc:"Whether nothing is changed" zh:"是否只试算" example:"false"`
	Status     string                     `json:"status" enum:"reading,applying,done,failed,refused" doc:"Where it is" zh:"状态" example:"applying"`
	Phase      string                     `json:"phase" doc:"What is being done, in the reader's language" zh:"当前阶段" example:"写入订单"`
	Done       int64                      `json:"done" doc:"How far the phase came" zh:"本阶段已处理" example:"120000"`
	Total      int64                      `json:"total" doc:"How far it has to go; 0 while unknown" zh:"本阶段总量；未知为 0" example:"392692"`
	Rate       float64                    `json:"rate" doc:"Lines per second since the file was begun" zh:"开始以来每秒行数" example:"24150.5"`
	ReceivedAt edge.Time                  `json:"received_at" doc:"When it arrived" zh:"收到时间" example:"2026-09-12T04:20:00Z"`
	FinishedAt *edge.Time                 `json:"finished_at" doc:"When it ended" zh:"结束时间" example:"2026-09-12T04:20:18Z"`
	Report     edge.Maybe[intake.Outcome] `json:"report" doc:"What came of it; null while it runs" zh:"结果；进行中为 null"`
	Error      edge.Maybe[RunError]       `json:"error" doc:"Why it was refused or failed" zh:"失败原因"`
}

// RunError is why a run ended badly.
type RunError struct {
	Code string `json:"code" doc:"Stable code" zh:"稳定代码" example:"intake.no_such_column"`
	Text string `json:"text" doc:"In the reader's language" zh:"说明" example:"找不到列 InvoiceDate。"`
}

type (
	runReply struct{ Body Run }
	oneRun   struct {
		ID edge.ID `path:"id" doc:"Id of the run" zh:"导入编号"`
	}
	ordersFile struct {
		Preset   string `query:"preset" maxLength:"60" doc:"Saved or built-in mapping of columns; found by the header when absent" zh:"列映射预设；缺省按表头识别" example:"online-retail"`
		FileName string `query:"file_name" maxLength:"200" doc:"Name of the file" zh:"文件名" example:"orders-2026.csv.gz"`
		DryRun   bool   `query:"dry_run" doc:"Say what would happen and change nothing" zh:"只试算，不写入"`
	}
	fileReply struct{ Body func(huma.Context) }
)

func (h *handlers) intake(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "import-orders", Method: "POST", Path: "/intake/orders", Tag: "intake", Permission: staff.IntakeRun, Status: http.StatusAccepted,
		Summary: edge.Words{Chinese: "导入订单文件", English: "Bring in a file of orders"},
		Description: edge.Words{Chinese: "请求体即文件（CSV 或 .csv.gz，最大 2 GiB，流式接收）。立即返回导入编号，进度另查。",
			English: "The body is the file itself (CSV or .csv.gz, up to 2 GiB, streamed). Answers with a run whose progress can be read."},
		File:   []string{"text/csv", "application/gzip"},
		Errors: []*errs.Error{inbox.ErrFull, inbox.ErrElsewhere, intake.ErrNoSuchPreset, httpx.ErrBodyTooLarge, httpx.ErrBodyCut, edge.ErrMediaType},
	}, h.importOrders)
	edge.Register(e, edge.Operation{
		ID: "get-import", Method: "GET", Path: "/intake/runs/{id}", Tag: "intake", Permission: staff.IntakeRun,
		Summary: edge.Words{Chinese: "导入进度与结果", English: "Progress and outcome of a run"},
		Errors:  []*errs.Error{intake.ErrNoSuchRun},
	}, h.getRun)
	edge.Register(e, edge.Operation{
		ID: "get-import-errors", Method: "GET", Path: "/intake/runs/{id}/errors", Tag: "intake", Permission: staff.IntakeRun, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "导入错误行（CSV）", English: "Rows that were refused, as CSV"},
		Errors:  []*errs.Error{intake.ErrNoSuchRun},
		Answer: &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{
			"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}}},
	}, h.getRunErrors)
}

// silence is how long a file may pause on its way, in either direction.
const silence = 30 * time.Second

func (h *handlers) importOrders(ctx context.Context, in *ordersFile) (*runReply, error) {
	c := edge.From(ctx)
	if c.Request.ContentLength > inbox.MaxFile {
		return nil, httpx.ErrBodyTooLarge.With("max_bytes", int64(inbox.MaxFile))
	}
	t, err := h.Inbox.Receive(ctx, inbox.Upload{
		Name: in.FileName, Preset: in.Preset, DryRun: in.DryRun, Principal: c.Principal.String(), Language: string(c.Language),
		Body: httpx.SlowBody(c.Writer, c.Request, silence),
	})
	if err != nil {
		return nil, err
	}
	return &runReply{Body: h.shownRun(t, c.Language)}, nil
}

func (h *handlers) getRun(ctx context.Context, in *oneRun) (*runReply, error) {
	t, err := h.Inbox.Get(edge.As[inbox.ID](in.ID))
	if err != nil {
		return nil, err
	}
	return &runReply{Body: h.shownRun(t, edge.From(ctx).Language)}, nil
}

func (h *handlers) getRunErrors(ctx context.Context, in *oneRun) (*fileReply, error) {
	c := edge.From(ctx)
	file, err := h.Inbox.Errors(edge.As[inbox.ID](in.ID))
	if err != nil {
		return nil, err
	}
	return &fileReply{Body: func(answer huma.Context) {
		answer.SetHeader("Content-Type", "text/csv; charset=utf-8")
		answer.SetHeader("Content-Disposition", `attachment; filename="errors-`+string(in.ID)+`.csv"`)
		answer.SetStatus(http.StatusOK)
		if file == nil {
			return
		}
		defer file.Close()
		if _, err := io.Copy(httpx.SlowAnswer(c.Writer, silence), file); err != nil {
			panic(http.ErrAbortHandler) // half a file must not look whole
		}
	}}, nil
}

func (h *handlers) shownRun(t inbox.Ticket, l messages.Language) Run {
	run := Run{
		ID: edge.IDOf(t.ID), Kind: "orders", FileName: t.FileName, DryRun: t.DryRun, Status: string(t.Status),
		Phase: messages.Text(l, "intake.phase."+phaseOf(t)), Done: t.Progress.Done, Total: t.Progress.Total,
		ReceivedAt: edge.At(t.ReceivedAt), FinishedAt: edge.AtUnlessZero(t.FinishedAt),
	}
	if spent := h.Clock.Now().Sub(t.StartedAt).Seconds(); t.FinishedAt.IsZero() && !t.StartedAt.IsZero() && spent > 0 {
		run.Rate = float64(t.Progress.Rows) / spent
	}
	if t.Outcome != nil {
		report := *t.Outcome
		report.Problem, report.Plan.ErrorFile = nil, "" // told above and elsewhere; the path is the server's own
		run.Report = edge.Some(report)
	}
	if p := t.Problem; p != nil {
		run.Error = edge.Some(RunError{Code: p.Code, Text: messages.Text(l, p.Code, p.Params...)})
	}
	return run
}

func phaseOf(t inbox.Ticket) string {
	switch {
	case !t.FinishedAt.IsZero():
		return "ended"
	case t.StartedAt.IsZero() || t.Progress.Phase == "":
		return "waiting"
	}
	return string(t.Progress.Phase)
}
