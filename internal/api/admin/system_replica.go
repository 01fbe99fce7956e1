package admin

import (
	"context"
	"encoding/json"
	"fmt"

	"habitue/internal/api/edge"
	"habitue/internal/platform/check"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/system"
	"habitue/internal/staff"
)

// CheckRun is a run of the proofs.
type CheckRun struct {
	RunHead
	Done   int64   `json:"done" doc:"Proofs that are made" zh:"已完成项数" example:"12"`
	Total  int64   `json:"total" doc:"Proofs in all" zh:"总项数" example:"20"`
	Proofs []Proof `json:"proofs" doc:"What each came to; empty while it goes on or where it failed" zh:"逐项结果；进行中或失败时为空"`
}

// RunHead is what runs of every kind have.
type RunHead struct {
	ID      edge.ID    `json:"id" doc:"Id of the run" zh:"编号"`
	BegunAt edge.Time  `json:"begun_at" doc:"When it began" zh:"开始时间" example:"2026-09-12T01:00:00Z"`
	EndedAt *edge.Time `json:"ended_at" doc:"When it ended; null while it goes on" zh:"结束时间；进行中为 null"`
	Outcome *string    `json:"outcome" enum:"holds,broken,failed,cut_off" doc:"What it came to; null while it goes on" zh:"结果；进行中为 null"`
	Error   *string    `json:"error" doc:"Why it failed" zh:"失败原因"`
}

// Proof is what one proof came to.
type Proof struct {
	Name    string   `json:"name" doc:"Name of the proof" zh:"核对项" example:"ledger.entries_sum_to_zero"`
	Holds   bool     `json:"holds" doc:"Whether it holds" zh:"是否成立"`
	Seconds float64  `json:"seconds" doc:"How long it took" zh:"耗时（秒）" example:"0.4"`
	Broken  []string `json:"broken" doc:"What breaks it, some of it" zh:"不成立之处（部分）"`
}

// ComparisonRun is a comparison of the replica with the database.
type ComparisonRun struct {
	RunHead
	Everything  bool                `json:"everything" doc:"Of everything; else of what was written since the one before" zh:"是否全部比对；否则只比对上次之后写入的"`
	Tables      int64               `json:"tables" doc:"Tables that were compared" zh:"比对的表数" example:"20"`
	Rows        int64               `json:"rows" doc:"Rows that were compared" zh:"比对的行数" example:"120000"`
	Differ      int64               `json:"differ" doc:"Days of tables that differ, in all" zh:"不一致的（表、日）数" example:"0"`
	Differences []ReplicaDifference `json:"differences" doc:"The first of them" zh:"前若干处不一致"`
}

// ReplicaDifference is a day of a table that is not the same in both.
type ReplicaDifference struct {
	Table        string `json:"table" doc:"Table" zh:"表" example:"orders.line"`
	Day          string `json:"day" doc:"Day, or part of a table without days" zh:"日期，或无日期表的分段" example:"2026-09-12"`
	DatabaseRows int64  `json:"database_rows" doc:"Rows in the database" zh:"数据库行数" example:"120"`
	CopyRows     int64  `json:"copy_rows" doc:"Rows in the replica" zh:"副本行数" example:"119"`
}

// BackupRun is a backup that was made of this installation.
type BackupRun struct {
	RunHead
	File   *string `json:"file" doc:"Where it was written; null where it failed" zh:"文件；失败时为 null" example:"/backup/habitue-2026-09-12.hab"`
	Tables int64   `json:"tables" doc:"Tables in it" zh:"表数" example:"40"`
	Rows   int64   `json:"rows" doc:"Rows in it" zh:"行数" example:"120000"`
	Bytes  int64   `json:"bytes" doc:"Size of the file" zh:"文件大小" example:"8388608"`
}

// Replica is how the columnar replica stands.
type Replica struct {
	State      string             `json:"state" enum:"elsewhere,stopped,building,following,waiting" doc:"What it is doing; elsewhere: another process keeps it, or nobody does" zh:"状态；elsewhere 表示由其他进程维护，或没有副本"`
	Answers    bool               `json:"answers" doc:"Whether analysis is answered from it" zh:"是否可供分析"`
	AsOf       *edge.Time         `json:"as_of" doc:"Everything committed before is in it" zh:"数据截至"`
	LagSeconds float64            `json:"lag_seconds" doc:"How far behind it is" zh:"滞后秒数" example:"1.2"`
	Rows       int64              `json:"rows" doc:"Rows in all tables" zh:"总行数" example:"120000"`
	Bytes      int64              `json:"bytes" doc:"Size on disk" zh:"磁盘占用" example:"8388608"`
	Memory     int64              `json:"memory_bytes" doc:"Memory in use by its engine" zh:"内存占用" example:"8388608"`
	Applied    int64              `json:"applied_rows" doc:"Rows brought into it since the process started" zh:"启动以来同步行数" example:"1200"`
	Rebuilds   int64              `json:"rebuilds" doc:"Times it was made anew since then" zh:"启动以来重建次数" example:"0"`
	Building   edge.Maybe[Filled] `json:"building" doc:"How far a new copy has come" zh:"重建进度"`
	Because    *string            `json:"because" doc:"Why a new copy is made" zh:"重建原因" example:"differs"`
	Problem    *string            `json:"problem" doc:"Why it waits" zh:"等待原因"`
}

// Filled is how far a copy has come.
type Filled struct {
	Table string `json:"table" doc:"Table that is being copied" zh:"正在复制的表" example:"orders.line"`
	Rows  int64  `json:"rows" doc:"Rows copied" zh:"已复制行数" example:"60000"`
	Total int64  `json:"total" doc:"About so many in all" zh:"约计总行数" example:"120000"`
}

type (
	checksReply      struct{ Body edge.Page[CheckRun] }
	comparisonsReply struct{ Body edge.Page[ComparisonRun] }
	backupsReply     struct{ Body edge.Page[BackupRun] }
	replicaReply     struct{ Body Replica }
)

func (h *handlers) systemReplica(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-checks", Method: "GET", Path: "/system/checks", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "最近的核对", English: "The latest runs of the proofs"},
		Description: edge.Words{Chinese: "每晚自动进行；立即进行请运行任务 check.nightly。",
			English: "They are made every night; the job check.nightly makes them at once."},
	}, h.listChecks)
	edge.Register(e, edge.Operation{
		ID: "list-comparisons", Method: "GET", Path: "/system/comparisons", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "最近的副本比对", English: "The latest comparisons of the replica with the database"},
		Description: edge.Words{Chinese: "任务 replica.compare_new 比对新写入的，replica.compare_nightly 比对全部。",
			English: "The job replica.compare_new compares what is new, replica.compare_nightly everything."},
	}, h.listComparisons)
	edge.Register(e, edge.Operation{
		ID: "list-backups", Method: "GET", Path: "/system/backups", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "最近的备份", English: "The latest backups"},
		Description: edge.Words{Chinese: "由 habitue backup 记录；其他方式的备份程序不知道。",
			English: "As habitue backup put them on record; of others the program knows nothing."},
	}, h.listBackups)
	edge.Register(e, edge.Operation{
		ID: "get-replica", Method: "GET", Path: "/system/replica", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "分析副本状态", English: "How the columnar replica stands"},
		Description: edge.Words{Chinese: "重建请运行任务 replica.rebuild；新副本完成前由旧副本应答。",
			English: "The job replica.rebuild makes it anew; the former copy answers until the new one is whole."},
	}, h.getReplica)
}

// latestRuns is how many runs of a kind are shown.
const latestRuns = 30

func headOf(r system.Record) RunHead {
	return RunHead{ID: edge.IDOf(r.ID), BegunAt: edge.At(r.BegunAt), EndedAt: edge.AtUnlessZero(r.EndedAt),
		Outcome: edge.OrNull(string(r.Outcome)), Error: edge.OrNull(r.Error)}
}

// runsOf reads the latest runs of a kind and shows each with what it found.
func runsOf[R, S any](ctx context.Context, h *handlers, kind system.Kind, show func(system.Record, R) S) (page edge.Page[S], err error) {
	list, err := h.System.Latest(ctx, h.DB, kind, latestRuns)
	if err != nil {
		return page, err
	}
	shown := make([]S, len(list))
	for i, r := range list {
		var found R
		if r.Result != nil {
			if err := json.Unmarshal(r.Result, &found); err != nil {
				return page, fmt.Errorf("read what %s %d found: %w", kind, r.ID, err)
			}
		}
		shown[i] = show(r, found)
	}
	return edge.PageOf(shown, ""), nil
}

func (h *handlers) listChecks(ctx context.Context, _ *struct{}) (*checksReply, error) {
	page, err := runsOf(ctx, h, system.Check, func(r system.Record, found []check.Result) CheckRun {
		return CheckRun{RunHead: headOf(r), Done: int64(r.Done), Total: int64(r.Total), Proofs: edge.Each(found, func(p check.Result) Proof {
			return Proof{Name: p.Name, Holds: p.Holds, Seconds: p.Seconds, Broken: edge.Strings(p.Broken)}
		})}
	})
	return &checksReply{Body: page}, err
}

// compared is what is on record of a comparison.
type compared struct {
	Everything bool `json:"everything"`
	replica.Comparison
	Differ int64 `json:"differ"`
}

func (h *handlers) listComparisons(ctx context.Context, _ *struct{}) (*comparisonsReply, error) {
	page, err := runsOf(ctx, h, system.Comparison, func(r system.Record, c compared) ComparisonRun {
		return ComparisonRun{RunHead: headOf(r), Everything: c.Everything, Tables: int64(c.Tables), Rows: c.Rows, Differ: c.Differ,
			Differences: edge.Each(c.Differences, func(d replica.Difference) ReplicaDifference {
				return ReplicaDifference{Table: d.Table, Day: d.Day, DatabaseRows: d.Database.Rows, CopyRows: d.Copy.Rows}
			})}
	})
	return &comparisonsReply{Body: page}, err
}

// backedUp is what is on record of a backup.
type backedUp struct {
	File   string `json:"file"`
	Tables int64  `json:"tables"`
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
}

func (h *handlers) listBackups(ctx context.Context, _ *struct{}) (*backupsReply, error) {
	page, err := runsOf(ctx, h, system.Backup, func(r system.Record, b backedUp) BackupRun {
		return BackupRun{RunHead: headOf(r), File: edge.OrNull(b.File), Tables: b.Tables, Rows: b.Rows, Bytes: b.Bytes}
	})
	return &backupsReply{Body: page}, err
}

func (h *handlers) getReplica(ctx context.Context, _ *struct{}) (*replicaReply, error) {
	if h.System.Keeper == nil {
		return &replicaReply{Body: Replica{State: "elsewhere"}}, nil
	}
	s := h.System.Keeper.Status(ctx)
	shown := Replica{State: string(s.State), Answers: s.Answers, AsOf: edge.AtUnlessZero(s.AsOf), LagSeconds: s.Lag, Rows: s.Rows,
		Bytes: s.Bytes, Memory: s.Memory, Applied: s.Applied, Rebuilds: s.Rebuilt,
		Because: edge.OrNull(s.Because), Problem: edge.OrNull(s.Problem)}
	if b := s.Building; b != nil {
		shown.Building = edge.Some(Filled{Table: b.Table, Rows: b.Rows, Total: b.Total})
	}
	return &replicaReply{Body: shown}, nil
}
