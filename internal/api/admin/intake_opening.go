package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/inbox"
	"habitue/internal/api/messages"
	"habitue/internal/intake"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// Hindrance is why an import of an earlier system's members cannot be taken back.
type Hindrance struct {
	Code    string    `json:"code" doc:"Stable code" zh:"稳定代码" example:"intake.hindered.balance"`
	Text    string    `json:"text" doc:"In the reader's language" zh:"说明" example:"3 位会员的期初余额已被使用或预占"`
	Members int64     `json:"members" doc:"How many members it is about" zh:"涉及会员数" example:"3"`
	First   []edge.ID `json:"first" doc:"Some of them" zh:"其中几位"`
}

// ParityAsk is what an earlier system says of itself.
type ParityAsk struct {
	System string            `json:"system" maxLength:"32" doc:"The system, as its imports call it" zh:"原系统名称（导入时所填）" example:"old-crm"`
	Totals []intake.OldTotal `json:"totals" minItems:"1" maxItems:"200" doc:"Its totals" zh:"原系统合计"`
}

type (
	hindrancesReply struct{ Body edge.Page[Hindrance] }
	parityAsk       struct{ Body ParityAsk }
	parityReply     struct{ Body edge.Page[intake.ParityLine] }
)

func (h *handlers) intakeOpenings(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-import-hindrances", Method: "GET", Path: "/intake/runs/{id}/hindrances", Tag: "intake", Permission: staff.IntakeRun,
		Summary: edge.Words{Chinese: "撤回导入的妨碍", English: "What keeps an import from being taken back"},
		Errors:  []*errs.Error{intake.ErrNoSuchRun, intake.ErrNotAnOpening},
	}, h.listHindrances)
	edge.Register(e, edge.Operation{
		ID: "undo-import", Method: "POST", Path: "/intake/runs/{id}/undo", Tag: "intake", Permission: staff.IntakeRun, Status: http.StatusAccepted,
		Summary: edge.Words{Chinese: "撤回会员、余额、等级或优惠券的导入", English: "Take an import of members, balances, tiers or coupons back"},
		Description: edge.Words{Chinese: "立即返回，进度另查。有任何内容依赖于它时整批拒绝。",
			English: "Answers at once; the progress can be read. It is refused as a whole while anything depends on it."},
		Errors: []*errs.Error{intake.ErrNoSuchRun, intake.ErrNotAnOpening, intake.ErrHindered, intake.ErrNotUndone, inbox.ErrFull, inbox.ErrElsewhere},
	}, h.undoRun)
	edge.Register(e, edge.Operation{
		ID: "compare-totals", Method: "POST", Path: "/intake/parity", Tag: "intake", Permission: staff.IntakeRun,
		Summary: edge.Words{Chinese: "与原系统合计比对", English: "Compare an earlier system's totals with what was brought in"},
		Errors:  []*errs.Error{intake.ErrTooManyRows},
	}, h.compareTotals)
}

func (h *handlers) listHindrances(ctx context.Context, in *oneRun) (*hindrancesReply, error) {
	list, err := h.Intake.Hindrances(ctx, h.DB, edge.As[intake.RunID](in.ID))
	if err != nil {
		return nil, err
	}
	l := edge.From(ctx).Language
	return &hindrancesReply{Body: edge.PageOf(edge.Each(list, func(one intake.Hindrance) Hindrance {
		return Hindrance{Code: one.Code, Text: messages.Text(l, one.Code, errs.Params("members", one.Members)...), Members: one.Members,
			First: edge.Each(one.First, func(m member.ID) edge.ID { return edge.IDOf(m) })}
	}), "")}, nil
}

func (h *handlers) undoRun(ctx context.Context, in *oneRun) (*runReply, error) {
	if err := h.Inbox.Free(); err != nil {
		return nil, err
	}
	if err := h.Intake.Undoable(ctx, edge.As[intake.RunID](in.ID)); err != nil {
		return nil, err
	}
	run, err := h.changeRun(ctx, in, "intake.undo", h.Intake.BeginUndo)
	if err != nil {
		return nil, err
	}
	h.Inbox.Retried(run.ID)
	return h.runReply(ctx, run)
}

func (h *handlers) compareTotals(ctx context.Context, in *parityAsk) (*parityReply, error) {
	lines, err := h.Intake.Parity(ctx, h.DB, in.Body.System, in.Body.Totals)
	return &parityReply{Body: edge.PageOf(lines, "")}, err
}
