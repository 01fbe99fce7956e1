package admin

import (
	"context"
	"slices"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/order"
	"habitue/internal/payment"
	"habitue/internal/payment/sandbox"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Charge is what is to be paid by one method for one thing.
type Charge struct {
	ID          edge.ID             `json:"id" doc:"Id of the charge" zh:"收款编号" example:"73014444121"`
	MemberID    edge.Maybe[edge.ID] `json:"member_id" doc:"Whose purchase it is; null: nobody's" zh:"会员编号；null 为非会员"`
	SubjectKind string              `json:"subject_kind" doc:"What is paid for" zh:"付款对象类型" example:"checkout"`
	SubjectID   edge.ID             `json:"subject_id" doc:"Its id" zh:"付款对象编号"`
	Method      string              `json:"method" doc:"Code of the method" zh:"支付方式代码" example:"cash"`
	Provider    *string             `json:"provider" doc:"Who collects; null: a person at the counter" zh:"收款机构；null 为柜台收取"`
	Reference   string              `json:"reference" doc:"How the provider knows it" zh:"机构侧的商户单号" example:"HC73014444121"`
	Amount      edge.Minor          `json:"amount" doc:"To be paid, in minor units" zh:"金额（分）"`
	Currency    string              `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	State       string              `json:"state" enum:"pending,paid,closed" doc:"Where it is in its life" zh:"状态" example:"paid"`
	Refunded    edge.Minor          `json:"refunded" doc:"Given back or about to be" zh:"已退或在途"`
	StoreID     edge.Maybe[edge.ID] `json:"store_id" doc:"Where it was taken" zh:"门店编号"`
	Slip        *string             `json:"slip" doc:"Number of the slip, or the provider's own" zh:"凭证号或机构流水号"`
	Payer       *string             `json:"payer" doc:"What the payer needs: the text of a QR code" zh:"付款二维码内容"`
	AskedAt     edge.Time           `json:"asked_at" doc:"When it was asked for" zh:"发起时间"`
	ExpiresAt   *edge.Time          `json:"expires_at" doc:"When it is given up" zh:"超时时间"`
	PaidAt      *edge.Time          `json:"paid_at" doc:"When it was paid" zh:"支付时间"`
	Late        bool                `json:"late" doc:"Paid after it was closed" zh:"关闭后才支付"`
}

// PaymentRefund is money of a charge on its way back.
type PaymentRefund struct {
	ID       edge.ID    `json:"id" doc:"Id" zh:"退款编号"`
	Amount   edge.Minor `json:"amount" doc:"How much" zh:"金额（分）"`
	Currency string     `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Reason   string     `json:"reason" doc:"Why, as a code" zh:"原因代码" example:"return"`
	State    string     `json:"state" enum:"due,done,failed" doc:"Where it is in its life" zh:"状态" example:"done"`
	AskedAt  edge.Time  `json:"asked_at" doc:"When it was asked for" zh:"发起时间"`
	DoneAt   *edge.Time `json:"done_at" doc:"When it was done" zh:"完成时间"`
	Attempts int        `json:"attempts" doc:"How often the provider was told" zh:"尝试次数"`
	NextAt   *edge.Time `json:"next_at" doc:"When he is told again" zh:"下次尝试"`
	Trouble  *string    `json:"trouble" doc:"What the last attempt met with, as a code" zh:"上次失败的代码"`
}

// ChargePage is a charge with what was given back of it.
type ChargePage struct {
	Charge
	Refunds []PaymentRefund `json:"refunds" doc:"Oldest first" zh:"退款（先旧后新）"`
}

type (
	chargesReply struct{ Body edge.Page[Charge] }
	// GivenBack is a refund in a list of everybody's. It is exported because it is shown.
	GivenBack struct {
		PaymentRefund
		ChargeID  edge.ID `json:"charge_id" doc:"The charge" zh:"收款编号"`
		Reference string  `json:"reference" doc:"How the provider knows it" zh:"机构侧的退款单号" example:"HR73014444121"`
	}
	givenBackReply struct{ Body edge.Page[GivenBack] }
	chargeReply    struct{ Body ChargePage }
	chargePath     struct {
		ID edge.ID `path:"id" doc:"Id of the charge" zh:"收款编号"`
	}
)

const (
	chargeCursor    = "charge"
	givenBackCursor = "given_back"
)

func (h *handlers) payments(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-payments", Method: "GET", Path: "/payments", Tag: "payment", Permission: staff.PaymentRead,
		Summary: edge.Words{Chinese: "收款列表", English: "List charges"},
		Errors:  []*errs.Error{edge.ErrBadCursor, order.ErrUnknownStore},
	}, h.listCharges)
	edge.Register(e, edge.Operation{
		ID: "list-payment-refunds", Method: "GET", Path: "/payments/refunds", Tag: "payment", Permission: staff.PaymentRead,
		Summary: edge.Words{Chinese: "原路退款列表", English: "List money on its way back"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listGivenBack)
	edge.Register(e, edge.Operation{
		ID: "get-payment", Method: "GET", Path: "/payments/{id}", Tag: "payment", Permission: staff.PaymentRead,
		Summary: edge.Words{Chinese: "一笔收款及其退款", English: "One charge with its refunds"},
		Errors:  []*errs.Error{payment.ErrNoCharge},
	}, h.getCharge)
	edge.Register(e, edge.Operation{
		ID: "look-at-payment", Method: "POST", Path: "/payments/{id}/look", Tag: "payment", Permission: staff.PaymentCollect,
		Summary: edge.Words{Chinese: "立即向机构查询", English: "Ask the provider now"},
		Errors:  []*errs.Error{payment.ErrNoCharge, payment.ErrNoProvider, payment.ErrSilent},
	}, h.lookAtCharge)
	edge.Register(e, edge.Operation{
		ID: "pay-in-sandbox", Method: "POST", Path: "/payments/{id}/sandbox", Tag: "payment", Permission: staff.PaymentCollect,
		Summary: edge.Words{Chinese: "在沙箱中扮演付款人", English: "Be the payer, in the sandbox"},
		Description: edge.Words{Chinese: "仅在启用沙箱时可用。金额末两位决定行为：01 通知两次，02 晚半分钟，03 丢失，04 拒付，05 金额不符，06 退款被拒。",
			English: "Only where the sandbox is offered. The amount's last two digits tell what happens: 01 told twice, 02 half a minute late, 03 lost, 04 refused, 05 another amount, 06 no refund."},
		Errors: []*errs.Error{payment.ErrNoCharge, payment.ErrNoProvider},
	}, h.payInSandbox)
}

// chargeSearch is what a list of everybody's charges takes.
type chargeSearch struct {
	edge.Paging
	Number string    `query:"number" maxLength:"120" doc:"Our reference of a charge or refund, its id, or what the slip or the provider calls it; asked alone" zh:"商户单号、退款单号、收款编号、凭证号或机构流水号，只能单独使用" example:"HC73014444121"`
	State  string    `query:"state" enum:"pending,paid,closed" doc:"Only those" zh:"状态"`
	Method string    `query:"method" maxLength:"40" doc:"Only by this method" zh:"支付方式"`
	Store  string    `query:"store" maxLength:"64" doc:"Code of the store" zh:"门店代码" example:"S001"`
	From   time.Time `query:"from" doc:"Asked for since" zh:"发起时间起（含）" example:"2026-08-31T16:00:00Z"`
	Until  time.Time `query:"until" doc:"Asked for before" zh:"发起时间止（不含）" example:"2026-09-30T16:00:00Z"`
}

func (h *handlers) listCharges(ctx context.Context, in *chargeSearch) (*chargesReply, error) {
	list, next, err := h.findCharges(ctx, in)
	return &chargesReply{Body: edge.PageOf(edge.Each(list, chargeOf), next)}, err
}

func (h *handlers) findCharges(ctx context.Context, in *chargeSearch) (list []payment.Charge, next string, err error) {
	position, err := edge.Position(chargeCursor, in.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	if number := strings.TrimSpace(in.Number); number != "" {
		if in.State != "" || in.Method != "" || in.Store != "" || !in.From.IsZero() || !in.Until.IsZero() {
			return nil, "", edge.ErrRequest.Field("number", "http.not_both", "other", "filters")
		}
		list, err = h.Payment.ByNumber(ctx, h.DB, number)
		return slices.DeleteFunc(list, func(c payment.Charge) bool { return !edge.From(ctx).Scope().Sees(c.Store) }), "", err
	}
	f := payment.Filter{State: payment.State(in.State), Method: in.Method, From: in.From, Until: in.Until}
	if f.Stores, err = h.storesAsked(ctx, in.Store); err != nil {
		return nil, "", err
	}
	if position != nil {
		f.Before = payment.Place{At: time.UnixMicro(position[0]).UTC(), ID: payment.ChargeID(position[1])}
	}
	if list, err = h.Payment.List(ctx, h.DB, f, in.Limit+1); err != nil {
		return nil, "", err
	}
	list, next = edge.Cut(list, in.Limit, func(c payment.Charge) string {
		return edge.Cursor(chargeCursor, c.AskedAt.UnixMicro(), int64(c.ID))
	})
	return list, next, nil
}

func (h *handlers) listGivenBack(ctx context.Context, in *struct {
	edge.Paging
	State string `query:"state" enum:"due,done,failed" doc:"Only those" zh:"状态"`
}) (*givenBackReply, error) {
	position, err := edge.Position(givenBackCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	f := payment.RefundFilter{State: payment.RefundState(in.State), Stores: edge.From(ctx).Scope().Narrow()}
	if position != nil {
		f.Before = payment.RefundPlace{At: time.UnixMicro(position[0]).UTC(), ID: payment.RefundID(position[1])}
	}
	list, err := h.Payment.Refunds(ctx, h.DB, f, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(r payment.Refund) string {
		return edge.Cursor(givenBackCursor, r.AskedAt.UnixMicro(), int64(r.ID))
	})
	return &givenBackReply{Body: edge.PageOf(edge.Each(list, func(r payment.Refund) GivenBack {
		return GivenBack{PaymentRefund: refundOf(r), ChargeID: edge.IDOf(r.Charge), Reference: r.Reference()}
	}), next)}, nil
}

func (h *handlers) getCharge(ctx context.Context, in *chargePath) (*chargeReply, error) {
	c, err := h.seenCharge(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return h.chargePage(ctx, c)
}

// seenCharge is a charge that whoever asks may see: others are not there for him.
func (h *handlers) seenCharge(ctx context.Context, id edge.ID) (payment.Charge, error) {
	c, err := h.Payment.Charge(ctx, h.DB, edge.As[payment.ChargeID](id))
	if err == nil && !edge.From(ctx).Scope().Sees(c.Store) {
		err = payment.ErrNoCharge
	}
	return c, err
}

func (h *handlers) chargePage(ctx context.Context, c payment.Charge) (*chargeReply, error) {
	refunds, err := h.Payment.RefundsOf(ctx, h.DB, c)
	return &chargeReply{Body: ChargePage{Charge: chargeOf(c), Refunds: edge.Each(refunds, refundOf)}}, err
}

func (h *handlers) lookAtCharge(ctx context.Context, in *chargePath) (*chargeReply, error) {
	c, err := h.seenCharge(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if c, err = h.Payment.Look(ctx, c.ID); err != nil {
		return nil, err
	}
	return h.chargePage(ctx, c)
}

func (h *handlers) payInSandbox(ctx context.Context, in *struct {
	chargePath
	Payer string `query:"payer" maxLength:"64" pattern:"^[!-~]*$" doc:"As what the wallet knows who pays" zh:"钱包侧的付款人标识" example:"o6_bmjrPTlm6_2sgVt7hMZOPfL2M"`
}) (*chargeReply, error) {
	if h.Wallet == nil {
		return nil, payment.ErrNoProvider.With("provider", sandbox.Name)
	}
	c, err := h.seenCharge(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if _, err := h.Wallet.PayAs(ctx, c.Reference(), in.Payer); err != nil {
		return nil, err
	}
	return h.getCharge(ctx, &in.chargePath)
}

func chargeOf(c payment.Charge) Charge {
	return Charge{
		ID: edge.IDOf(c.ID), MemberID: idOrNull(c.Member), SubjectKind: c.Subject.Kind, SubjectID: edge.IDOf(c.Subject.ID),
		Method: c.Method, Provider: postgres.Optional(c.Provider), Reference: c.Reference(), Amount: edge.Minor(c.Amount), Currency: c.Currency,
		State: string(c.State), Refunded: edge.Minor(c.Refunded), StoreID: idOrNull(c.Store), Slip: postgres.Optional(c.Slip),
		Payer: postgres.Optional(c.Payer), AskedAt: edge.At(c.AskedAt), ExpiresAt: edge.AtUnlessZero(c.ExpiresAt), PaidAt: edge.AtUnlessZero(c.PaidAt), Late: c.Late,
	}
}

func refundOf(r payment.Refund) PaymentRefund {
	return PaymentRefund{
		ID: edge.IDOf(r.ID), Amount: edge.Minor(r.Amount), Currency: r.Currency, Reason: r.Reason, State: string(r.State),
		AskedAt: edge.At(r.AskedAt), DoneAt: edge.AtUnlessZero(r.DoneAt), Attempts: r.Attempts, NextAt: edge.AtUnlessZero(r.NextAt), Trouble: postgres.Optional(r.Trouble),
	}
}
