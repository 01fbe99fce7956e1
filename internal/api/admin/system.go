package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Status is how the program is.
type Status struct {
	Version string    `json:"version" doc:"Version of the program" zh:"程序版本" example:"0.1.0"`
	Schema  int64     `json:"schema" doc:"Version of the database's schema" zh:"数据库结构版本" example:"10"`
	Backlog []Backlog `json:"backlog" doc:"What listeners still have to hear" zh:"待处理的通知"`
}

// Backlog is what one listener still has to hear.
type Backlog struct {
	Listener      string  `json:"listener" doc:"Name of the listener" zh:"监听者" example:"program.on_order_paid"`
	Due           int64   `json:"due" doc:"Waiting" zh:"待处理" example:"0"`
	Parked        int64   `json:"parked" doc:"Set aside after repeated failure" zh:"多次失败后搁置" example:"0"`
	OldestSeconds float64 `json:"oldest_seconds" doc:"Age of the oldest that waits" zh:"最早一条的等待秒数" example:"0.2"`
}

type statusReply struct{ Body Status }

func (h *handlers) system(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-system-status", Method: "GET", Path: "/system/status", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "系统状态", English: "How the program is"},
	}, h.getStatus)
}

func (h *handlers) getStatus(ctx context.Context, _ *struct{}) (*statusReply, error) {
	schema, _, err := postgres.SchemaVersion(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	waiting, err := h.Notices.Backlog(ctx)
	if err != nil {
		return nil, err
	}
	reply := &statusReply{Body: Status{Version: h.Version, Schema: schema, Backlog: []Backlog{}}}
	for _, w := range waiting {
		reply.Body.Backlog = append(reply.Body.Backlog, Backlog{
			Listener: w.Listener, Due: w.Due, Parked: w.Parked, OldestSeconds: w.OldestSeconds})
	}
	return reply, nil
}
