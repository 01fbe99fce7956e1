package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// EarningRule is one version of the rules by which orders earn.
type EarningRule struct {
	ID        edge.ID    `json:"id" doc:"Id of the rule" zh:"规则编号"`
	Version   int        `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string     `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time `json:"valid_from" doc:"From when it counts" zh:"生效时间" example:"2026-01-01T00:00:00Z"`
	Body      RuleBody   `json:"body" doc:"The rule" zh:"规则内容"`
	Words     []string   `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
}

// EarningDraft is a version to be made.
type EarningDraft struct {
	Body RuleBody `json:"body" doc:"The rule" zh:"规则内容"`
}

type (
	earningReply  struct{ Body EarningRule }
	earningsReply struct{ Body edge.Page[EarningRule] }
)

func (h *handlers) program(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-earning-rule", Method: "GET", Path: "/program/earning", Tag: "program", Permission: staff.ProgramRead,
		Summary: edge.Words{Chinese: "现行积分获取规则", English: "The earning rule in force"},
	}, h.getEarning)
	edge.Register(e, edge.Operation{
		ID: "list-earning-rules", Method: "GET", Path: "/program/earning/versions", Tag: "program", Permission: staff.ProgramRead,
		Summary: edge.Words{Chinese: "积分获取规则的全部版本", English: "Every version of the earning rule"},
	}, h.listEarnings)
	edge.Register(e, edge.Operation{
		ID: "draft-earning-rule", Method: "POST", Path: "/program/earning/versions", Tag: "program", Permission: staff.ProgramPublish, Status: 201,
		Summary: edge.Words{Chinese: "起草积分获取规则", English: "Draft a version of the earning rule"},
		Errors:  []*errs.Error{},
	}, h.draftEarning)
	edge.Register(e, edge.Operation{
		ID: "publish-earning-rule", Method: "POST", Path: "/program/earning/versions/{version}/publish", Tag: "program", Permission: staff.ProgramPublish,
		Summary: edge.Words{Chinese: "发布积分获取规则", English: "Publish a version of the earning rule"},
		Errors:  []*errs.Error{},
	}, h.publishEarning)
}

func (h *handlers) getEarning(ctx context.Context, _ *struct{}) (*earningReply, error) {
	return nil, errPending
}

func (h *handlers) listEarnings(ctx context.Context, _ *struct{ edge.Paging }) (*earningsReply, error) {
	return nil, errPending
}

func (h *handlers) draftEarning(ctx context.Context, in *struct{ Body EarningDraft }) (*earningReply, error) {
	return nil, errPending
}

func (h *handlers) publishEarning(ctx context.Context, in *publishVersion) (*earningReply, error) {
	return nil, errPending
}
