package admin

import (
	"context"
	"encoding/json"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// AuditEntry is one act of the audit trail.
type AuditEntry struct {
	ID          edge.ID   `json:"id" doc:"Id" zh:"编号"`
	At          edge.Time `json:"at" doc:"When" zh:"时间" example:"2026-09-12T01:00:00Z"`
	Principal   string    `json:"principal" doc:"Who: staff:<id>, key:<id>, or operator for the command line" zh:"操作者：staff:编号、key:编号，或命令行 operator" example:"staff:17"`
	Name        *string   `json:"name" doc:"Name of who it was" zh:"操作者名称" example:"李店长"`
	Action      string    `json:"action" doc:"What was done" zh:"操作" example:"staff.change_roles"`
	SubjectKind string    `json:"subject_kind" doc:"Kind of what it was done to" zh:"对象类型" example:"account"`
	SubjectID   string    `json:"subject_id" doc:"Id of what it was done to" zh:"对象编号" example:"18"`
	Before      any       `json:"before" doc:"State before; null where there is nothing to compare" zh:"操作前；无可比较时为 null"`
	After       any       `json:"after" doc:"State after" zh:"操作后"`
	Reason      *string   `json:"reason" doc:"Why, as it was given" zh:"理由" example:"离职"`
	Address     *string   `json:"address" doc:"From where" zh:"来源地址" example:"203.0.113.7"`
}

type (
	auditSearch struct {
		edge.Paging
		Principal   string    `query:"principal" maxLength:"40" doc:"Only what this one did" zh:"只看此操作者" example:"staff:17"`
		Action      string    `query:"action" maxLength:"80" doc:"Only this act" zh:"只看此操作" example:"staff.change_roles"`
		SubjectKind string    `query:"subject_kind" maxLength:"40" doc:"Only what was done to this kind" zh:"只看此类对象" example:"account"`
		SubjectID   string    `query:"subject_id" maxLength:"40" doc:"Only what was done to this one" zh:"只看此对象" example:"18"`
		Since       time.Time `query:"since" doc:"Not before" zh:"不早于" example:"2026-09-01T00:00:00Z"`
	}
	auditReply struct{ Body edge.Page[AuditEntry] }
)

func (h *handlers) trail(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-audit", Method: "GET", Path: "/staff/audit", Tag: "staff", Permission: staff.StaffRead,
		Summary: edge.Words{Chinese: "操作日志", English: "The audit trail"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listAudit)
}

const auditCursor = "audit"

func (h *handlers) listAudit(ctx context.Context, in *auditSearch) (*auditReply, error) {
	position, err := edge.Position(auditCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	var after *staff.TrailSpot
	if position != nil {
		after = &staff.TrailSpot{At: time.UnixMicro(position[0]), ID: position[1]}
	}
	list, err := h.Staff.Trail(ctx, h.DB, staff.TrailFilter{
		Principal: in.Principal, Action: in.Action, Subject: staff.Subject{Kind: in.SubjectKind, ID: in.SubjectID}, Since: in.Since,
	}, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(r staff.Recorded) string { return edge.Cursor(auditCursor, r.At.UnixMicro(), r.ID) })
	names, err := h.Staff.Names(ctx, h.DB, edge.Each(list, func(r staff.Recorded) string { return r.Principal })...)
	if err != nil {
		return nil, err
	}
	return &auditReply{Body: edge.PageOf(edge.Each(list, func(r staff.Recorded) AuditEntry {
		return AuditEntry{
			ID: edge.IDOf(r.ID), At: edge.At(r.At), Principal: r.Principal, Name: edge.OrNull(names[r.Principal]), Action: r.Action,
			SubjectKind: r.Subject.Kind, SubjectID: r.Subject.ID, Before: stateOf(r.Before), After: stateOf(r.After),
			Reason: edge.OrNull(r.Reason), Address: edge.OrNull(r.Address),
		}
	}), next)}, nil
}

// stateOf hands a stored state on as it is.
func stateOf(raw json.RawMessage) any {
	if raw == nil {
		return nil
	}
	return raw
}
