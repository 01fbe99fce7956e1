package admin

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// Run is one file brought in.
type Run struct {
	ID         edge.ID               `json:"id" doc:"Id" zh:"编号"`
	Kind       string                `json:"kind" doc:"What the file holds" zh:"类型" example:"orders"`
	FileName   string                `json:"file_name" doc:"Name of the file" zh:"文件名" example:"orders-2026.csv.gz"`
	Status     string                `json:"status" enum:"reading,applying,done,failed,refused" doc:"Where it is" zh:"状态" example:"applying"`
	Phase      string                `json:"phase" doc:"What is being done, in the reader's language" zh:"当前阶段" example:"写入订单"`
	Done       int64                 `json:"done" doc:"How far it came" zh:"已处理" example:"120000"`
	Total      int64                 `json:"total" doc:"How far it has to go; 0 while unknown" zh:"总量；未知为 0" example:"392692"`
	Rate       float64               `json:"rate" doc:"Lines per second" zh:"每秒行数" example:"24150.5"`
	StartedAt  edge.Time             `json:"started_at" doc:"When it began" zh:"开始时间" example:"2026-09-12T04:20:00Z"`
	FinishedAt *edge.Time            `json:"finished_at" doc:"When it ended" zh:"结束时间" example:"2026-09-12T04:20:18Z"`
	Report     edge.Maybe[RunReport] `json:"report" doc:"What came of it; null while it runs" zh:"结果；进行中为 null"`
	Error      edge.Maybe[RunError]  `json:"error" doc:"Why it was refused or failed" zh:"失败原因"`
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
		Preset   string `query:"preset" maxLength:"60" doc:"Saved or built-in mapping of columns" zh:"列映射预设" example:"online-retail"`
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
		Errors: []*errs.Error{},
	}, h.importOrders)
	edge.Register(e, edge.Operation{
		ID: "get-import", Method: "GET", Path: "/intake/runs/{id}", Tag: "intake", Permission: staff.IntakeRun,
		Summary: edge.Words{Chinese: "导入进度与结果", English: "Progress and outcome of a run"},
		Errors:  []*errs.Error{},
	}, h.getRun)
	edge.Register(e, edge.Operation{
		ID: "get-import-errors", Method: "GET", Path: "/intake/runs/{id}/errors", Tag: "intake", Permission: staff.IntakeRun, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "导入错误行（CSV）", English: "Rows that were refused, as CSV"},
		Errors:  []*errs.Error{},
		Answer: &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{
			"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}}},
	}, h.getRunErrors)
}

func (h *handlers) importOrders(ctx context.Context, in *ordersFile) (*runReply, error) {
	return nil, errs.New(errs.Unavailable, "http.pending")
}

func (h *handlers) getRun(ctx context.Context, in *oneRun) (*runReply, error) {
	return nil, errs.New(errs.Unavailable, "http.pending")
}

func (h *handlers) getRunErrors(ctx context.Context, in *oneRun) (*fileReply, error) {
	return nil, errs.New(errs.Unavailable, "http.pending")
}

// RunReport is what came of a run.
type RunReport json.RawMessage

// MarshalJSON implements json.Marshaler.
func (b RunReport) MarshalJSON() ([]byte, error) { return b, nil }

// Schema implements huma.SchemaProvider.
func (RunReport) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}
}
