package admin

import (
	"context"
	"net/http"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// PaymentStatement is a provider's day that was compared with ours.
type PaymentStatement struct {
	Provider  string     `json:"provider" doc:"Provider" zh:"支付机构" example:"sandbox"`
	Day       string     `json:"day" format:"date" doc:"Day of the provider's calendar" zh:"账单日" example:"2026-09-12"`
	ReadAt    edge.Time  `json:"read_at" doc:"When it was compared" zh:"对账时间"`
	Lines     int        `json:"lines" doc:"Lines of it" zh:"笔数"`
	Collected edge.Minor `json:"collected" doc:"Collected, in minor units" zh:"收款合计（分）"`
	Returned  edge.Minor `json:"returned" doc:"Given back" zh:"退款合计（分）"`
	Open      int        `json:"open" doc:"Differences that nobody has settled" zh:"未处理的差异"`
}

// PaymentDifference is where a provider and we disagree.
type PaymentDifference struct {
	ID        edge.ID               `json:"id" doc:"Id" zh:"编号"`
	Provider  string                `json:"provider" doc:"Provider" zh:"支付机构" example:"sandbox"`
	Day       string                `json:"day" format:"date" doc:"The day it concerns" zh:"日期" example:"2026-09-12"`
	Kind      string                `json:"kind" enum:"unknown_here,missing_there,amount,state,misfit,refund_failed" doc:"In what" zh:"差异类型" example:"amount"`
	Reference string                `json:"reference" doc:"Our reference" zh:"商户单号" example:"HC73014444121"`
	Number    *string               `json:"number" doc:"The provider's number" zh:"机构流水号"`
	Ours      *edge.Minor           `json:"ours" doc:"The amount we hold for right" zh:"我方金额（分）"`
	Theirs    *edge.Minor           `json:"theirs" doc:"The amount the provider tells" zh:"机构金额（分）"`
	Currency  string                `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	FoundAt   edge.Time             `json:"found_at" doc:"When it was found" zh:"发现时间"`
	SettledAt *edge.Time            `json:"settled_at" doc:"When it was settled; null: open" zh:"处理时间；null 为未处理"`
	SettledBy edge.Maybe[view.Doer] `json:"settled_by" doc:"Who settled it" zh:"处理人"`
	Note      *string               `json:"note" doc:"How" zh:"处理说明"`
}

// PaymentDayAsk is a provider's day that shall be compared.
type PaymentDayAsk struct {
	Provider string `json:"provider" minLength:"1" maxLength:"40" doc:"Provider" zh:"支付机构" example:"sandbox"`
	Day      string `json:"day" format:"date" doc:"Day of the provider's calendar; over" zh:"账单日（已过）" example:"2026-09-12"`
}

// Settlement says how a difference was put in order.
type Settlement struct {
	Note string `json:"note" minLength:"1" maxLength:"500" doc:"How it was put in order" zh:"处理说明" example:"已退现金 1.00 元"`
}

type (
	statementsReply  struct{ Body edge.Page[PaymentStatement] }
	differencesReply struct{ Body edge.Page[PaymentDifference] }
)

const (
	paymentDayCursor = "statement"
	differenceCursor = "difference"
)

func (h *handlers) reconciling(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-payment-statements", Method: "GET", Path: "/payments/statements", Tag: "payment", Permission: staff.PaymentRead,
		Summary: edge.Words{Chinese: "对账记录", English: "Days that were reconciled"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listStatements)
	edge.Register(e, edge.Operation{
		ID: "reconcile-payment-day", Method: "POST", Path: "/payments/statements", Tag: "payment", Permission: staff.PaymentSettle, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "取账单并对账", English: "Fetch a day's statement and compare it"},
		Description: edge.Words{Chinese: "每天自动进行；机构当日未答或事后补账时可手动再取，已有的差异不会重复。",
			English: "Done by itself each day. Again by hand where the provider did not answer, or has corrected his books; a difference is noted once."},
		Errors: []*errs.Error{payment.ErrNoProvider, payment.ErrDayNotOver, payment.ErrSilent},
	}, h.reconcileDay)
	edge.Register(e, edge.Operation{
		ID: "list-payment-differences", Method: "GET", Path: "/payments/differences", Tag: "payment", Permission: staff.PaymentRead,
		Summary: edge.Words{Chinese: "对账差异", English: "Where providers and we disagree"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listDifferences)
	edge.Register(e, edge.Operation{
		ID: "settle-payment-difference", Method: "POST", Path: "/payments/differences/{id}/settle", Tag: "payment", Permission: staff.PaymentSettle,
		Status:  http.StatusNoContent,
		Summary: edge.Words{Chinese: "处理一条差异", English: "Say how a difference was put in order"},
		Errors:  []*errs.Error{payment.ErrNoDifference, payment.ErrSettled, payment.ErrNeedsNote},
	}, h.settleDifference)
}

func (h *handlers) listStatements(ctx context.Context, in *edge.Paging) (*statementsReply, error) {
	position, err := in.AfterText(paymentDayCursor)
	if err != nil {
		return nil, err
	}
	var after payment.StatementPlace
	if position != "" {
		day, provider, _ := strings.Cut(position, " ")
		after = payment.StatementPlace{Day: dayOf(day), Provider: provider}
	}
	list, err := h.Payment.Statements(ctx, h.DB, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(t payment.Statement) string {
		return edge.TextCursor(paymentDayCursor, t.Day.Format(time.DateOnly)+" "+t.Provider)
	})
	return &statementsReply{Body: edge.PageOf(edge.Each(list, func(t payment.Statement) PaymentStatement {
		return PaymentStatement{Provider: t.Provider, Day: t.Day.Format(time.DateOnly), ReadAt: edge.At(t.ReadAt), Lines: t.Lines,
			Collected: edge.Minor(t.Collected), Returned: edge.Minor(t.Returned), Open: t.Open}
	}), next)}, nil
}

func (h *handlers) reconcileDay(ctx context.Context, in *struct{ Body PaymentDayAsk }) (*struct{}, error) {
	if err := h.Payment.Reconcile(ctx, in.Body.Provider, dayOf(in.Body.Day)); err != nil {
		return nil, err
	}
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.note(ctx, tx, "payment.reconcile", staff.Subject{Kind: "statement", ID: in.Body.Provider + " " + in.Body.Day}, nil, nil)
	})
}

// differenceSearch is what a list of differences takes.
type differenceSearch struct {
	edge.Paging
	Open     bool   `query:"open" doc:"Only those that nobody has settled" zh:"只看未处理"`
	Settled  bool   `query:"settled" doc:"Only those that somebody has settled" zh:"只看已处理"`
	Kind     string `query:"kind" enum:"unknown_here,missing_there,amount,state,misfit,refund_failed" doc:"Only of this kind" zh:"差异类型"`
	Provider string `query:"provider" maxLength:"40" doc:"Only of this provider" zh:"支付机构" example:"sandbox"`
	Day      string `query:"day" format:"date" doc:"Only of this day" zh:"账单日" example:"2026-09-12"`
}

func (in *differenceSearch) filter() (payment.DifferenceFilter, error) {
	f := payment.DifferenceFilter{Kind: in.Kind, Provider: in.Provider, Day: dayOf(in.Day)}
	if in.Open && in.Settled {
		return f, edge.ErrRequest.Field("open", "http.not_both", "other", "settled")
	}
	if in.Open || in.Settled {
		f.Settled = &in.Settled
	}
	position, err := edge.Position(differenceCursor, in.Cursor, 1)
	if position != nil {
		f.Before = position[0]
	}
	return f, err
}

func (h *handlers) listDifferences(ctx context.Context, in *differenceSearch) (*differencesReply, error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	list, err := h.Payment.Differences(ctx, h.DB, f, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(d payment.Difference) string { return edge.Cursor(differenceCursor, d.ID) })
	who := make([]string, len(list))
	for i, d := range list {
		who[i] = doerOf(d.SettledBy)
	}
	doers, err := h.Reader.Doers(ctx, h.DB, who...)
	return &differencesReply{Body: edge.PageOf(edge.Each(list, func(d payment.Difference) PaymentDifference {
		shown := PaymentDifference{ID: edge.IDOf(d.ID), Provider: d.Provider, Day: d.Day.Format(time.DateOnly), Kind: d.Kind, Reference: d.Reference,
			Number: postgres.Optional(d.Number), Ours: maybeMinor(d.Ours), Theirs: maybeMinor(d.Theirs), Currency: d.Currency,
			FoundAt: edge.At(d.FoundAt), SettledAt: edge.AtUnlessZero(d.SettledAt), Note: postgres.Optional(d.Note)}
		if d.SettledBy != 0 {
			shown.SettledBy = edge.Some(doers(doerOf(d.SettledBy)))
		}
		return shown
	}), next)}, err
}

func doerOf(account int64) string { return staff.Principal{Kind: staff.Person, ID: account}.String() }

func maybeMinor(v *int64) *edge.Minor {
	if v == nil {
		return nil
	}
	m := edge.Minor(*v)
	return &m
}

func (h *handlers) settleDifference(ctx context.Context, in *struct {
	ID   edge.ID `path:"id" doc:"Id of the difference" zh:"差异编号"`
	Body Settlement
}) (*struct{}, error) {
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Payment.SettleDifference(ctx, tx, edge.As[int64](in.ID), in.Body.Note, actOf(ctx, in.Body.Note))
	})
}
