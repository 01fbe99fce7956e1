package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/system"
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

// About is which program runs on what, and how its parts stand.
type About struct {
	Program    string         `json:"program" doc:"Version of the program" zh:"程序版本" example:"0.1.0"`
	Go         string         `json:"go" doc:"Version of Go that it was built with" zh:"Go 版本" example:"go1.26.0"`
	PostgreSQL string         `json:"postgresql" doc:"Version of PostgreSQL" zh:"PostgreSQL 版本" example:"18.1"`
	DuckDB     *string        `json:"duckdb" doc:"Version of the replica's engine; null where this process keeps none, or it is being made" zh:"分析副本引擎版本；本进程未启用或正在重建时为 null" example:"v1.5.0"`
	Schema     int64          `json:"schema" doc:"Version of the database's schema" zh:"数据库结构版本" example:"21"`
	Known      int64          `json:"schema_known" doc:"The newest that this program knows" zh:"本程序支持的最新结构版本" example:"21"`
	Private    bool           `json:"private" doc:"The PostgreSQL is the program's own" zh:"是否为程序自带的 PostgreSQL"`
	Roles      []string       `json:"roles" doc:"What the process does that answered" zh:"应答进程承担的角色"`
	StartedAt  edge.Time      `json:"started_at" doc:"Since when it runs" zh:"启动时间" example:"2026-09-12T01:00:00Z"`
	States     []PartState    `json:"states" doc:"What must be right, as /readyz has it" zh:"健康状态，与 /readyz 一致"`
	Pools      []DatabasePool `json:"pools" doc:"Pools of connections to the database" zh:"数据库连接池"`
}

// PartState is one thing that must be right.
type PartState struct {
	Name   string `json:"name" enum:"database,schema,disk,notices,replica,check" doc:"What" zh:"检查项"`
	Level  string `json:"level" enum:"good,open,warning,bad" doc:"open: nobody has looked yet; bad: requests are turned away" zh:"级别；open 表示尚未检查，bad 表示拒绝请求"`
	Detail string `json:"detail" doc:"What was seen, for the log and for support" zh:"详情" example:"40960 MiB free"`
}

// DatabasePool is a pool of connections.
type DatabasePool struct {
	Name        string  `json:"name" doc:"What it is for" zh:"用途" example:"interactive"`
	Used        int64   `json:"used" doc:"Connections in use" zh:"使用中" example:"2"`
	Idle        int64   `json:"idle" doc:"Connections that rest" zh:"空闲" example:"3"`
	Most        int64   `json:"most" doc:"Connections at most" zh:"上限" example:"12"`
	Waits       int64   `json:"waits" doc:"How often somebody waited for one, since the start" zh:"启动以来的等待次数" example:"0"`
	WaitSeconds float64 `json:"wait_seconds" doc:"How long in all" zh:"累计等待秒数" example:"0"`
}

// TableSize is how large a table is.
type TableSize struct {
	Schema     string `json:"schema" doc:"Schema, which is the capability's word" zh:"所属模块" example:"orders"`
	Name       string `json:"name" doc:"Table" zh:"表" example:"line"`
	Class      string `json:"class" doc:"Class of the table; empty for the job queue's own" zh:"表的类别；任务队列自己的表为空" example:"member"`
	Rows       *int64 `json:"rows" doc:"About so many rows; null where nobody counted yet" zh:"约有行数；尚未统计为 null" example:"120000"`
	Bytes      int64  `json:"bytes" doc:"On disk, with indexes" zh:"占用字节（含索引）" example:"8388608"`
	IndexBytes int64  `json:"index_bytes" doc:"Indexes alone" zh:"索引字节" example:"2097152"`
}

type (
	statusReply struct{ Body Status }
	aboutReply  struct{ Body About }
	tablesReply struct{ Body edge.Page[TableSize] }
)

func (h *handlers) system(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-system-status", Method: "GET", Path: "/system/status", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "系统状态", English: "How the program is"},
	}, h.getStatus)
	edge.Register(e, edge.Operation{
		ID: "get-system-about", Method: "GET", Path: "/system/about", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "版本、健康与连接", English: "Versions, health and connections"},
	}, h.getSystemAbout)
	edge.Register(e, edge.Operation{
		ID: "list-system-tables", Method: "GET", Path: "/system/tables", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "各表行数与大小", English: "Rows and sizes of tables"},
		Description: edge.Words{Chinese: "行数是 PostgreSQL 的估计；尚未统计过的为 null。",
			English: "Rows are PostgreSQL's estimates; null where it has not counted yet."},
	}, h.listTables)
	h.systemNotices(e)
	h.systemJobs(e)
	h.systemReplica(e)
	h.systemKeys(e)
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

func (h *handlers) getSystemAbout(ctx context.Context, _ *struct{}) (*aboutReply, error) {
	about, err := h.System.About(ctx)
	if err != nil {
		return nil, err
	}
	return &aboutReply{Body: About{
		Program: about.Program, Go: about.Go, PostgreSQL: about.PostgreSQL, DuckDB: edge.OrNull(about.DuckDB),
		Schema: about.Schema, Known: about.Known, Private: h.System.Private, Roles: h.System.Roles,
		StartedAt: edge.At(h.System.Started),
		States:    edge.Each(h.System.States(ctx), shownState), Pools: edge.Each(h.System.Pools, shownPool),
	}}, nil
}

func shownState(s system.State) PartState {
	level := "bad"
	switch {
	case s.Open:
		level = "open"
	case s.OK:
		level = "good"
	case s.Warn:
		level = "warning"
	}
	return PartState{Name: s.Name, Level: level, Detail: s.Detail}
}

func shownPool(p system.Pool) DatabasePool {
	s := p.Stat()
	return DatabasePool{Name: p.Name, Used: int64(s.AcquiredConns()), Idle: int64(s.IdleConns()), Most: int64(s.MaxConns()),
		Waits: s.EmptyAcquireCount(), WaitSeconds: s.EmptyAcquireWaitTime().Seconds()}
}

func (h *handlers) listTables(ctx context.Context, _ *struct{}) (*tablesReply, error) {
	list, err := h.System.Tables(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return &tablesReply{Body: edge.PageOf(edge.Each(list, func(t system.Table) TableSize {
		size := TableSize{Schema: t.Schema, Name: t.Name, Class: t.Kind, Bytes: t.Bytes, IndexBytes: t.IndexBytes}
		if t.Rows >= 0 {
			size.Rows = &t.Rows
		}
		return size
	}), "")}, nil
}
