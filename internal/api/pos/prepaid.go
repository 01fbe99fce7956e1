package pos

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
	"habitue/internal/staff"
)

// NewTopUp is a top-up that somebody wants.
type NewTopUp struct {
	MemberID edge.ID    `json:"member_id,omitempty" doc:"The member" zh:"会员编号"`
	Member   *Buyer     `json:"member,omitempty" doc:"The member, by what the till knows" zh:"会员身份"`
	Pay      edge.Minor `json:"pay" minimum:"1" doc:"Price of a tier of the rule in force" zh:"充值金额，须为现行规则的档位"`
	Store    string     `json:"store,omitempty" maxLength:"64" doc:"Code of the store; of staff who work in one store only, that one when absent" zh:"门店代码；仅在一家门店工作的员工可缺省" example:"S001"`
	Till     string     `json:"till,omitempty" maxLength:"200" doc:"Till" zh:"收银台" example:"T7"`
	Cashier  string     `json:"cashier,omitempty" maxLength:"200" doc:"Cashier" zh:"收银员" example:"小李"`
}

// WithdrawTopUp takes a top-up back.
type WithdrawTopUp struct {
	Reason string `json:"reason" minLength:"1" maxLength:"200" doc:"Why" zh:"原因" example:"不想要了"`
}

// NewPrepaidGift is stored value that a member gives to another.
type NewPrepaidGift struct {
	FromMemberID edge.ID    `json:"from_member_id" doc:"Who gives" zh:"转出会员"`
	ToMemberID   edge.ID    `json:"to_member_id" doc:"Who gets" zh:"转入会员"`
	Amount       edge.Minor `json:"amount" minimum:"1" doc:"How much, principal and bonus together" zh:"金额（本金与赠送金合计）"`
}

type (
	// TopUpPath names a top-up.
	TopUpPath struct {
		ID edge.ID `path:"id" doc:"Id of the top-up" zh:"充值编号"`
	}
	topUpReply struct{ Body view.TopUp }
)

var topUpErrors = []*errs.Error{prepaid.ErrOff, prepaid.ErrNoTier, prepaid.ErrNotActive, prepaid.ErrOverLimit, prepaid.ErrTooOften, org.ErrNoStore, org.ErrStoreNeeded,
	order.ErrUnknownMember, member.ErrUnknown, member.ErrBadIdentity, idempotency.ErrBodyDiffers}

func (h *handlers) topUps(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "open-top-up", Method: "POST", Path: "/prepaid/top-ups", Tag: "prepaid", Permission: staff.PrepaidSell, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "售卖充值", English: "Sell a top-up of stored value"},
		Description: edge.Words{Chinese: "赠送与退款办法以提交时的规则为准。一刻钟内付款有效。",
			English: "What it gives and how it is given back is fixed by the rule of now. It is to be paid within a quarter of an hour."},
		Errors: topUpErrors,
	}, h.openTopUp)
	edge.Register(e, edge.Operation{
		ID: "get-top-up", Method: "GET", Path: "/prepaid/top-ups/{id}", Tag: "prepaid", Permission: staff.PrepaidRead,
		Summary: edge.Words{Chinese: "一笔充值及其付款", English: "One top-up with its charges"},
		Errors:  []*errs.Error{prepaid.ErrNoTopUp},
	}, h.getTopUp)
	edge.Register(e, edge.Operation{
		ID: "pay-top-up", Method: "POST", Path: "/prepaid/top-ups/{id}/pay", Tag: "prepaid", Permission: staff.PrepaidSell, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "支付充值", English: "Pay a top-up"},
		Description: edge.Words{Chinese: "柜台收取的即时入账；由机构收取的到账后自动入账。",
			English: "What is taken at the counter gives the value at once; what a provider collects, when it is paid."},
		Errors: []*errs.Error{prepaid.ErrNoTopUp, prepaid.ErrNotOpen, payment.ErrTenders, payment.ErrNoMethod, payment.ErrNeedsSlip, idempotency.ErrBodyDiffers},
	}, h.payTopUp)
	edge.Register(e, edge.Operation{
		ID: "cancel-top-up", Method: "POST", Path: "/prepaid/top-ups/{id}/cancel", Tag: "prepaid", Permission: staff.PrepaidSell,
		Summary: edge.Words{Chinese: "取消未付的充值", English: "Cancel a top-up that is not paid"},
		Errors:  []*errs.Error{prepaid.ErrNoTopUp, prepaid.ErrNotOpen},
	}, h.cancelTopUp)
	edge.Register(e, edge.Operation{
		ID: "withdraw-top-up", Method: "POST", Path: "/prepaid/top-ups/{id}/withdraw", Tag: "prepaid", Permission: staff.PrepaidSell, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "撤回未使用的充值，全额退款", English: "Take an unused top-up back, whole"},
		Description: edge.Words{Chinese: "冷静期过后还需 prepaid:refund 权限。",
			English: "After its cooling time it needs prepaid:refund as well."},
		Errors: []*errs.Error{prepaid.ErrNoTopUp, prepaid.ErrUsed, prepaid.ErrHeld, staff.ErrMayNot, idempotency.ErrBodyDiffers},
	}, h.withdrawTopUp)
	edge.Register(e, edge.Operation{
		ID: "give-stored-value", Method: "POST", Path: "/prepaid/gifts", Tag: "prepaid", Permission: staff.PrepaidSell, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "转赠储值", English: "Give stored value to another member"},
		Description: edge.Words{Chinese: "本金与赠送金按转出方的比例转出；收到的只能消费，不可退现。",
			English: "Principal and bonus go in the giver's proportion; what is received can be spent, and is never paid out."},
		Errors: []*errs.Error{prepaid.ErrInvalid, prepaid.ErrNoGiving, prepaid.ErrGivenEnough, prepaid.ErrOverLimit, member.ErrUnknown, idempotency.ErrBodyDiffers},
	}, h.giveStoredValue)
}

// seenTopUp is a top-up that whoever asks may see: others are not there.
func (h *handlers) seenTopUp(ctx context.Context, q postgres.Querier, id edge.ID) (prepaid.TopUp, error) {
	t, err := h.Reader.Prepaid.Get(ctx, q, edge.As[prepaid.ID](id))
	if err == nil && !edge.From(ctx).Scope().Sees(t.Store) {
		err = prepaid.ErrNoTopUp.With("top_up", string(id))
	}
	return t, err
}

func (h *handlers) openTopUp(ctx context.Context, in *struct {
	edge.Keyed
	Body NewTopUp
}) (*edge.Answer[view.TopUp], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (shown view.TopUp, err error) {
		store, err := h.Reader.ActsFor(ctx, tx, edge.From(ctx), in.Body.Store, org.ErrNoStore)
		if err != nil {
			return shown, err
		}
		buyer, err := h.buyer(ctx, tx, in.Body.MemberID, in.Body.Member)
		if err != nil {
			return shown, err
		}
		t, err := h.Reader.Prepaid.Open(ctx, tx, prepaid.Opening{Member: buyer.Member, Pay: int64(in.Body.Pay), Store: store, Till: in.Body.Till, Cashier: in.Body.Cashier})
		return view.TopUpOf(t, nil), err
	})
}

func (h *handlers) getTopUp(ctx context.Context, in *TopUpPath) (*topUpReply, error) {
	t, err := h.seenTopUp(ctx, h.DB, in.ID)
	if err != nil {
		return nil, err
	}
	charges, err := h.Payment.Of(ctx, h.DB, t.Member, t.Subject())
	return &topUpReply{view.TopUpOf(t, charges)}, err
}

func (h *handlers) payTopUp(ctx context.Context, in *struct {
	TopUpPath
	edge.Keyed
	Body Tenders
}) (*edge.Answer[view.TopUp], error) {
	var asked []payment.ChargeID
	answer, err := edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (shown view.TopUp, err error) {
		if _, err := h.seenTopUp(ctx, tx, in.ID); err != nil {
			return shown, err
		}
		t, charges, err := h.Reader.Prepaid.Pay(ctx, tx, edge.As[prepaid.ID](in.ID), tendersOf(in.Body.Tenders))
		asked = unasked(charges)
		return view.TopUpOf(t, charges), err
	})
	if err != nil || len(asked) == 0 {
		return answer, err
	}
	h.askFor(ctx, asked)
	now, err := h.getTopUp(ctx, &in.TopUpPath)
	if err != nil {
		return nil, err
	}
	return edge.AnswerOf(http.StatusCreated, now.Body)
}

func (h *handlers) cancelTopUp(ctx context.Context, in *TopUpPath) (*topUpReply, error) {
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if _, err := h.seenTopUp(ctx, tx, in.ID); err != nil {
			return err
		}
		_, err := h.Reader.Prepaid.Cancel(ctx, tx, edge.As[prepaid.ID](in.ID))
		return err
	})
	if err != nil {
		return nil, err
	}
	return h.getTopUp(ctx, in)
}

func (h *handlers) withdrawTopUp(ctx context.Context, in *struct {
	TopUpPath
	edge.Keyed
	Body WithdrawTopUp
}) (*edge.Answer[view.PrepaidRefunded], error) {
	if in.Key == "" {
		return nil, edge.ErrRequest.Field("Idempotency-Key", "http.required")
	}
	call := edge.From(ctx)
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (shown view.PrepaidRefunded, err error) {
		t, err := h.seenTopUp(ctx, tx, in.ID)
		if err != nil {
			return shown, err
		}
		if h.Clock.Now().After(t.CoolsUntil()) && !call.Principal.May(staff.PrepaidRefund) {
			return shown, staff.ErrMayNot.With("permission", string(staff.PrepaidRefund))
		}
		done, err := h.Reader.Prepaid.Refund(ctx, tx, prepaid.Refunding{Member: t.Member, TopUp: t.ID, Key: in.Key, Reason: in.Body.Reason,
			Act: staff.Act{By: call.Principal, Address: call.Address, Reason: in.Body.Reason}})
		if err != nil {
			return shown, err
		}
		return h.Reader.PrepaidRefunded(ctx, tx, done, false, call.Language)
	})
}

func (h *handlers) giveStoredValue(ctx context.Context, in *struct {
	edge.Keyed
	Body NewPrepaidGift
}) (*edge.Answer[view.PrepaidGift], error) {
	if in.Key == "" {
		return nil, edge.ErrRequest.Field("Idempotency-Key", "http.required")
	}
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (view.PrepaidGift, error) {
		g, err := h.Reader.Prepaid.Give(ctx, tx, prepaid.Handing{From: edge.As[member.ID](in.Body.FromMemberID), To: edge.As[member.ID](in.Body.ToMemberID),
			Amount: int64(in.Body.Amount), Key: in.Key})
		return view.PrepaidGiftOf(g), err
	})
}
