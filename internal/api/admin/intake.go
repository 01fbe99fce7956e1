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
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/platform/table"
	"habitue/internal/staff"
)

// Run is one file brought in, or tried.
type Run struct {
	ID         edge.ID                    `json:"id" doc:"Id" zh:"编号"`
	Kind       string                     `json:"kind" enum:"orders,members,balances,tiers,coupons" doc:"What the file holds" zh:"类型" example:"orders"`
	FileName   string                     `json:"file_name" doc:"Name of the file" zh:"文件名" example:"orders-2026.csv.gz"`
	FileID     *edge.ID                   `json:"file_id" doc:"The file, while it is kept" zh:"仍保留的文件编号" example:"73014444034"`
	DryRun     bool                       `json:"dry_run" doc:"Whether nothing is changed" zh:"是否只试算" example:"false"`
	Status     string                     `json:"status" enum:"waiting,reading,applying,done,failed,refused,cancelled,undoing,undone" doc:"Where it is" zh:"状态" example:"applying"`
	Phase      string                     `json:"phase" doc:"What is being done, in the reader's language" zh:"当前阶段" example:"写入订单"`
	Done       int64                      `json:"done" doc:"How far the phase came" zh:"本阶段已处理" example:"120000"`
	Total      int64                      `json:"total" doc:"How far it has to go; 0 while unknown" zh:"本阶段总量；未知为 0" example:"392692"`
	Rate       float64                    `json:"rate" doc:"Lines per second since its turn came" zh:"开始以来每秒行数" example:"24150.5"`
	By         string                     `json:"by" doc:"Who asked for it" zh:"发起人" example:"staff:73014444033"`
	ByName     *string                    `json:"by_name" doc:"Their name" zh:"发起人姓名" example:"李店长"`
	ReceivedAt edge.Time                  `json:"received_at" doc:"When it was asked for" zh:"发起时间" example:"2026-09-12T04:20:00Z"`
	BegunAt    *edge.Time                 `json:"begun_at" doc:"When its turn came" zh:"开始时间" example:"2026-09-12T04:20:01Z"`
	UpdatedAt  edge.Time                  `json:"updated_at" doc:"Last sign of life" zh:"最近更新时间" example:"2026-09-12T04:20:17Z"`
	FinishedAt *edge.Time                 `json:"finished_at" doc:"When it ended" zh:"结束时间" example:"2026-09-12T04:20:18Z"`
	Lines      int64                      `json:"lines" doc:"Lines applied so far" zh:"已写入行数" example:"120000"`
	Applied    edge.Maybe[intake.Applied] `json:"applied" doc:"What it changed, or a dry run would; null while it runs" zh:"写入（或试算）结果；进行中为 null"`
	WrongRows  int64                      `json:"wrong_rows" doc:"Rows that were refused, with those held back beside them" zh:"被拒绝的行数（含同单连带）" example:"0"`
	Asked      edge.Maybe[FileRun]        `json:"asked" doc:"How it was asked for; null where it came from the command line" zh:"发起时的选项；来自命令行时为 null"`
	MayRetry   bool                       `json:"may_retry" doc:"Whether it can be done again from where it stopped" zh:"能否重试（从中断处继续）" example:"false"`
	Wrong      []WrongRow                 `json:"wrong" doc:"The first errors, by row" zh:"前几处错误，按行"`
	Report     edge.Maybe[intake.Outcome] `json:"report" doc:"What came of it; null while it runs and in lists" zh:"结果；进行中及列表中为 null"`
	Opening    edge.Maybe[intake.Opened]  `json:"opening" doc:"Of members, balances, tiers and coupons of an earlier system: what was found and came of it; null in lists" zh:"原系统期初的清洗与导入结果；列表中为 null"`
	Error      edge.Maybe[RunError]       `json:"error" doc:"Why it was refused or failed" zh:"失败原因"`
}

// RunError is why a run ended badly.
type RunError struct {
	Code string `json:"code" doc:"Stable code" zh:"稳定代码" example:"intake.no_such_column"`
	Text string `json:"text" doc:"In the reader's language" zh:"说明" example:"找不到列 InvoiceDate。"`
}

// WrongRow is one thing that is wrong with a row of a file.
type WrongRow struct {
	Row    int64  `json:"row" doc:"Row as a spreadsheet counts" zh:"行号（表头为 1）" example:"17"`
	Column string `json:"column" doc:"Its column" zh:"列" example:"InvoiceDate"`
	Code   string `json:"code" doc:"Stable code" zh:"稳定代码" example:"intake.time_unreadable"`
	Text   string `json:"text" doc:"In the reader's language" zh:"说明" example:"“昨天”不是可识别的时间。"`
}

type (
	runReply  struct{ Body Run }
	runsReply struct{ Body edge.Page[Run] }
	oneRun    struct {
		ID edge.ID `path:"id" doc:"Id of the run" zh:"导入编号"`
	}
	runsFilter struct {
		edge.Paging
		Status string `query:"status" enum:"running,waiting,reading,applying,done,failed,refused,cancelled,undoing,undone" doc:"Only those; running: all that have not ended" zh:"只看某状态；running 表示未结束的全部"`
	}
	ordersFile struct {
		Preset   string `query:"preset" maxLength:"60" doc:"Saved or built-in mapping of columns; found by the header when absent" zh:"列映射预设；缺省按表头识别" example:"online-retail"`
		FileName string `query:"file_name" maxLength:"200" doc:"Name of the file" zh:"文件名" example:"orders-2026.csv.gz"`
		DryRun   bool   `query:"dry_run" doc:"Say what would happen and change nothing" zh:"只试算，不写入"`
	}
	fileReply struct{ Body func(http.ResponseWriter) }
)

// tables are the media types of files that are taken.
var tables = []string{"text/csv", "application/gzip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

// unreadable is why a file is not even kept.
var unreadable = []*errs.Error{inbox.ErrElsewhere, inbox.ErrNoRoom, httpx.ErrBodyTooLarge, httpx.ErrBodyCut, edge.ErrMediaType,
	table.ErrNotText, table.ErrEmpty, table.ErrTruncated, table.ErrCorrupt, table.ErrRowTooLong, table.ErrManyColumns, table.ErrQuote, sheet.ErrUnreadable}

func (h *handlers) intake(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "import-orders", Method: "POST", Path: "/intake/orders", Tag: "intake", Permission: staff.IntakeRun, Status: http.StatusAccepted,
		Summary: edge.Words{Chinese: "导入订单文件", English: "Bring in a file of orders"},
		Description: edge.Words{Chinese: "请求体即文件（CSV 或 .csv.gz，最大 2 GiB，流式接收）。立即返回导入编号，进度另查。",
			English: "The body is the file itself (CSV or .csv.gz, up to 2 GiB, streamed). Answers with a run whose progress can be read."},
		File: tables, Errors: append([]*errs.Error{inbox.ErrFull, intake.ErrNoSuchPreset}, unreadable...),
	}, h.importOrders)
	edge.Register(e, edge.Operation{
		ID: "list-imports", Method: "GET", Path: "/intake/runs", Tag: "intake", Permission: staff.IntakeRun,
		Summary: edge.Words{Chinese: "导入记录，最新在前", English: "Files brought in, the newest first"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listRuns)
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
	edge.Register(e, edge.Operation{
		ID: "cancel-import", Method: "POST", Path: "/intake/runs/{id}/cancel", Tag: "intake", Permission: staff.IntakeRun,
		Summary:     edge.Words{Chinese: "中断导入", English: "Break a run off"},
		Description: edge.Words{Chinese: "已写入的订单保留；之后可以重试，从中断处继续。", English: "What was applied stays; a retry goes on from there."},
		Errors:      []*errs.Error{intake.ErrNoSuchRun, intake.ErrOver, inbox.ErrElsewhere},
	}, h.cancelRun)
	edge.Register(e, edge.Operation{
		ID: "retry-import", Method: "POST", Path: "/intake/runs/{id}/retry", Tag: "intake", Permission: staff.IntakeRun, Status: http.StatusAccepted,
		Summary: edge.Words{Chinese: "重试失败或中断的导入", English: "Do a run again that failed or was broken off"},
		Errors:  []*errs.Error{intake.ErrNoSuchRun, intake.ErrNotAgain, inbox.ErrNoSuchFile, inbox.ErrFull, inbox.ErrElsewhere},
	}, h.retryRun)
}

// silence is how long a file may pause on its way, in either direction.
const silence = 30 * time.Second

func (h *handlers) importOrders(ctx context.Context, in *ordersFile) (*runReply, error) {
	asked := intake.Asked{Preset: in.Preset}
	if in.Preset == "" {
		asked.Mapping.Guess = true // where no preset says otherwise, columns are found by their names
	} else if _, err := h.Intake.Mapping(ctx, h.DB, in.Preset); err != nil { // before gigabytes are sent in vain
		return nil, err
	}
	if err := h.Inbox.Free(); err != nil {
		return nil, err
	}
	f, err := h.receive(ctx, in.FileName)
	if err != nil {
		return nil, err
	}
	return h.askRun(ctx, inbox.NewRun{File: f.ID, DryRun: in.DryRun, Asked: asked})
}

// receive takes the body of the request as a file.
func (h *handlers) receive(ctx context.Context, name string) (inbox.File, error) {
	c := edge.From(ctx)
	return h.Inbox.Receive(ctx, inbox.Upload{
		Name: name, Size: c.Request.ContentLength, Principal: c.Principal.String(), Body: httpx.SlowBody(c.Writer, c.Request, silence),
	})
}

// askRun queues a run and notes in the trail who lets members, points and
// levels follow from a file.
func (h *handlers) askRun(ctx context.Context, n inbox.NewRun) (*runReply, error) {
	c := edge.From(ctx)
	n.Principal, n.Asked.Language = c.Principal.String(), string(c.Language)
	if !n.DryRun {
		n.Record = func(tx postgres.Tx, run intake.Run) error {
			return h.Staff.Audit(ctx, tx, runEntry(c, "intake.ask", run, map[string]any{"file_name": run.FileName}))
		}
	}
	run, err := h.Inbox.Ask(ctx, n)
	if err != nil {
		return nil, err
	}
	return h.runReply(ctx, run)
}

func (h *handlers) listRuns(ctx context.Context, in *runsFilter) (*runsReply, error) {
	position, err := edge.Position(runCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	f := intake.RunFilter{}
	if position != nil {
		f.Before, f.BeforeID = time.UnixMicro(position[0]), intake.RunID(position[1])
	}
	switch in.Status {
	case "":
	case "running":
		f.Statuses = intake.Unfinished()
	default:
		f.Statuses = []intake.Status{intake.Status(in.Status)}
	}
	list, err := h.Intake.List(ctx, h.DB, f, in.Limit+1)
	if err != nil {
		return nil, err
	}
	page, next := edge.Cut(list, in.Limit, func(r intake.Run) string {
		return edge.Cursor(runCursor, r.StartedAt.UnixMicro(), int64(r.ID))
	})
	shown, err := h.shownRuns(ctx, page...)
	if err != nil {
		return nil, err
	}
	for i := range shown {
		shown[i].Report, shown[i].Opening = edge.Maybe[intake.Outcome]{}, edge.Maybe[intake.Opened]{}
	}
	return &runsReply{Body: edge.PageOf(shown, next)}, nil
}

const runCursor = "run"

func (h *handlers) getRun(ctx context.Context, in *oneRun) (*runReply, error) {
	run, err := h.Intake.Get(ctx, h.DB, edge.As[intake.RunID](in.ID))
	if err != nil {
		return nil, err
	}
	return h.runReply(ctx, run)
}

func (h *handlers) getRunErrors(ctx context.Context, in *oneRun) (*fileReply, error) {
	c := edge.From(ctx)
	run, err := h.Intake.Get(ctx, h.DB, edge.As[intake.RunID](in.ID))
	if err != nil {
		return nil, err
	}
	file, err := h.Inbox.Errors(run.ID)
	if err != nil {
		return nil, err
	}
	return &fileReply{Body: func(answer http.ResponseWriter) {
		answer.Header().Set("Content-Type", "text/csv; charset=utf-8")
		answer.Header().Set("Content-Disposition", `attachment; filename="errors-`+string(in.ID)+`.csv"`)
		answer.WriteHeader(http.StatusOK)
		if file == nil {
			return
		}
		defer file.Close()
		if _, err := io.Copy(httpx.SlowAnswer(c.Writer, silence), file); err != nil {
			panic(http.ErrAbortHandler) // half a file must not look whole
		}
	}}, nil
}

func (h *handlers) cancelRun(ctx context.Context, in *oneRun) (*runReply, error) {
	if h.Inbox == nil {
		return nil, inbox.ErrElsewhere
	}
	run, err := h.changeRun(ctx, in, "intake.cancel", h.Intake.Cancel)
	if err != nil {
		return nil, err
	}
	h.Inbox.Cancelled(run.ID)
	return h.runReply(ctx, run)
}

func (h *handlers) retryRun(ctx context.Context, in *oneRun) (*runReply, error) {
	if err := h.Inbox.Free(); err != nil {
		return nil, err
	}
	run, err := h.Intake.Get(ctx, h.DB, edge.As[intake.RunID](in.ID))
	if err != nil {
		return nil, err
	}
	if run.Asked != nil && !h.Inbox.Has(inbox.FileID(run.Asked.File)) {
		return nil, inbox.ErrNoSuchFile.With("file", run.Asked.File)
	}
	if run, err = h.changeRun(ctx, in, "intake.retry", h.Intake.Retry); err != nil {
		return nil, err
	}
	h.Inbox.Retried(run.ID)
	return h.runReply(ctx, run)
}

type runChange func(ctx context.Context, tx postgres.Tx, id intake.RunID) (intake.Run, error)

// changeRun makes a change of a run and notes it in the trail.
func (h *handlers) changeRun(ctx context.Context, in *oneRun, action string, change runChange) (run intake.Run, err error) {
	c := edge.From(ctx)
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if run, err = change(ctx, tx, edge.As[intake.RunID](in.ID)); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, runEntry(c, action, run, nil))
	})
	return run, err
}

// runEntry is what the audit trail says of a run.
func runEntry(c *edge.Call, action string, run intake.Run, after any) staff.Entry {
	return staff.Entry{By: c.Principal, Action: action, Subject: staff.Subject{Kind: "run", ID: string(edge.IDOf(run.ID))},
		After: after, Address: c.Address}
}

func (h *handlers) runReply(ctx context.Context, run intake.Run) (*runReply, error) {
	shown, err := h.shownRuns(ctx, run)
	if err != nil {
		return nil, err
	}
	return &runReply{Body: shown[0]}, nil
}

func (h *handlers) shownRuns(ctx context.Context, runs ...intake.Run) ([]Run, error) {
	names, err := h.Staff.Names(ctx, h.DB, edge.Each(runs, func(r intake.Run) string { return r.Principal })...)
	if err != nil {
		return nil, err
	}
	l := edge.From(ctx).Language
	return edge.Each(runs, func(r intake.Run) Run {
		shown := h.shownRun(r, l)
		shown.ByName = edge.OrNull(names[r.Principal])
		return shown
	}), nil
}

func (h *handlers) shownRun(r intake.Run, l messages.Language) Run {
	run := Run{
		ID: edge.IDOf(r.ID), Kind: r.Kind, FileName: r.FileName, DryRun: r.DryRun, Status: string(r.Status), By: r.Principal,
		Done: r.Applied, Total: r.Total, Lines: r.Applied,
		Wrong: []WrongRow{}, ReceivedAt: edge.At(r.StartedAt), BegunAt: edge.AtUnlessZero(r.BegunAt), UpdatedAt: edge.At(r.UpdatedAt),
		FinishedAt: edge.AtUnlessZero(r.FinishedAt),
	}
	if r.Asked != nil && h.Inbox.Has(inbox.FileID(r.Asked.File)) {
		file := edge.IDOf(inbox.FileID(r.Asked.File))
		run.FileID = &file
		run.MayRetry = r.Status == intake.Failed || r.Status == intake.Cancelled
	}
	if a := r.Asked; a != nil {
		run.Asked = edge.Some(FileRun{Reading: Reading{Kind: string(a.Kind), Preset: a.Preset, Mapping: &a.Mapping}, DryRun: r.DryRun,
			Duplicates: string(a.Duplicates), MaxBad: a.MaxBad, AsOf: edge.AtUnlessZero(a.AsOf), Sample: a.Sample, Totals: a.Totals})
	}
	phase := phaseOf(r.Status)
	if p, here := h.Inbox.Progress(r.ID); here && !r.Status.Over() && p.Phase != "" {
		phase, run.Done, run.Total = string(p.Phase), p.Done, p.Total
		if spent := h.Clock.Now().Sub(r.BegunAt).Seconds(); spent > 0 {
			run.Rate = float64(p.Rows) / spent
		}
	}
	run.Phase = messages.Text(l, "intake.phase."+phase)
	if r.Outcome != nil {
		run.tellOutcome(*r.Outcome, r.Status, l)
	}
	if r.Opened != nil {
		run.tellOpening(*r.Opened, r.Status, l)
	}
	return run
}

func (run *Run) tellOpening(o intake.Opened, status intake.Status, l messages.Language) {
	run.tellProblem(o.Problem, status, l)
	run.WrongRows = o.Rows.Bad
	run.Wrong = wrongRows(append(o.Errors, o.Applied.First...), l)
	o.Problem, o.ErrorFile = nil, ""
	run.Opening = edge.Some(o)
}

func wrongRows(list []intake.RowError, l messages.Language) []WrongRow {
	return edge.Each(list, func(e intake.RowError) WrongRow {
		return WrongRow{Row: e.Row, Column: e.Column, Code: e.Code, Text: intake.Message(e.Code, e.Params, string(l))}
	})
}

// tellProblem says why a run was refused or failed.
func (run *Run) tellProblem(p *intake.Problem, status intake.Status, l messages.Language) {
	if p == nil || status == intake.Cancelled {
		return
	}
	code := p.Code
	if !messages.Has(l, code) { // what nobody classified
		code = "intake.failed"
	}
	run.Error = edge.Some(RunError{Code: code, Text: messages.Text(l, code, p.Params...)})
}

func (run *Run) tellOutcome(o intake.Outcome, status intake.Status, l messages.Language) {
	run.tellProblem(o.Problem, status, l)
	run.WrongRows = o.Plan.Rows.Bad + o.Plan.Rows.HeldBack
	run.Applied = edge.Some(o.Applied)
	run.Wrong = wrongRows(o.Plan.Errors, l)
	o.Problem, o.Plan.ErrorFile = nil, "" // told above and elsewhere; the path is the server's own
	run.Report = edge.Some(o)
}

// phaseOf is what is known of a run that is not in hand here.
func phaseOf(s intake.Status) string {
	switch {
	case s.Over():
		return "ended"
	case s == intake.Waiting:
		return "waiting"
	case s == intake.Applying:
		return string(intake.PhaseApply)
	case s == intake.Undoing:
		return string(intake.PhaseUndo)
	}
	return string(intake.PhaseRead)
}
