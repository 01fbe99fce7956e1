package pos

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/checkout"
	"habitue/internal/order"
	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/staff"
)

// Tenders are how a checkout is paid.
type Tenders struct {
	Tenders []TenderPart `json:"tenders" maxItems:"20" doc:"By which methods, coming to what is payable" zh:"各支付方式，合计等于应付"`
}

// TenderPart is so much by one method.
type TenderPart struct {
	Method string     `json:"method" minLength:"1" maxLength:"40" doc:"Code of the method" zh:"支付方式代码" example:"cash"`
	Amount edge.Minor `json:"amount" minimum:"1" doc:"How much" zh:"金额（分）"`
	Slip   string     `json:"slip,omitempty" maxLength:"64" doc:"Number of the slip, of what was taken at the counter" zh:"凭证号（柜台收取的）" example:"0042"`
}

// GoodsBack is what comes back of a checkout.
type GoodsBack struct {
	CheckoutID edge.ID         `json:"checkout_id,omitempty" doc:"The checkout" zh:"结账编号"`
	OrderID    edge.ID         `json:"order_id,omitempty" doc:"Or the order that came of it" zh:"或其订单编号"`
	Lines      []GoodsBackLine `json:"lines" minItems:"1" maxItems:"500" doc:"What comes back" zh:"退货行"`
	Reason     string          `json:"reason" minLength:"1" maxLength:"200" doc:"Why" zh:"原因" example:"不合适"`
}

// GoodsBackLine is so much of a line.
type GoodsBackLine struct {
	No       int   `json:"no" minimum:"1" maximum:"10000" doc:"Number of the basket's line" zh:"行号" example:"1"`
	Quantity int64 `json:"quantity" minimum:"1" maximum:"1000000" doc:"How much of it" zh:"数量" example:"1"`
}

// ReturnDone is a return that was done.
type ReturnDone struct {
	ID         edge.ID         `json:"id" doc:"Id of the return" zh:"退货编号"`
	CheckoutID edge.ID         `json:"checkout_id" doc:"The checkout" zh:"结账编号"`
	RefundID   edge.ID         `json:"refund_id" doc:"The refund that was recorded with the order" zh:"退款记录编号"`
	Back       view.ReturnBack `json:"back" doc:"What was given back" zh:"退还明细"`
}

type (
	// CheckoutPath names a checkout.
	CheckoutPath struct {
		ID edge.ID `path:"id" doc:"Id of the checkout" zh:"结账编号"`
	}
	checkoutReply struct{ Body view.Checkout }
)

var returnErrors = []*errs.Error{checkout.ErrNoCheckout, checkout.ErrNoSale, checkout.ErrNotPaid, checkout.ErrNothing, checkout.ErrInvalid, engine.ErrNotSold}

func (h *handlers) checkouts(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-checkout", Method: "GET", Path: "/checkouts/{id}", Tag: "checkout", Permission: staff.CheckoutSell,
		Summary: edge.Words{Chinese: "一次结账及其付款", English: "One checkout with its charges"},
		Errors:  []*errs.Error{checkout.ErrNoCheckout},
	}, h.getCheckout)
	edge.Register(e, edge.Operation{
		ID: "pay-checkout", Method: "POST", Path: "/checkouts/{id}/pay", Tag: "checkout", Permission: staff.CheckoutSell, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "付款", English: "Pay a checkout"},
		Description: edge.Words{Chinese: "柜台收取的即时完成；由机构收取的返回付款二维码，到账后自动完成。拼团的付清后为 waiting，成团后才成为订单，未成团则原路退回。",
			English: "What is taken at the counter completes it at once; of what a provider collects, the payer's code is returned, and the checkout is completed when it is paid. One of a group is then waiting: it becomes an order when the group is full, or everything goes back."},
		Errors: []*errs.Error{checkout.ErrNoCheckout, checkout.ErrNotOpen, pricing.ErrGroupOver, payment.ErrTenders, payment.ErrNoMethod, payment.ErrNeedsSlip, idempotency.ErrBodyDiffers},
	}, h.payCheckout)
	edge.Register(e, edge.Operation{
		ID: "cancel-checkout", Method: "POST", Path: "/checkouts/{id}/cancel", Tag: "checkout", Permission: staff.CheckoutSell,
		Summary: edge.Words{Chinese: "取消结账，释放占用；成团前即退团", English: "Cancel a checkout and let go what it holds; before its group succeeds, leave that"},
		Errors:  []*errs.Error{checkout.ErrNoCheckout, checkout.ErrNotOpen},
	}, h.cancelCheckout)
	edge.Register(e, edge.Operation{
		ID: "plan-return", Method: "POST", Path: "/returns/plan", Tag: "checkout", Permission: staff.CheckoutReturn,
		Summary: edge.Words{Chinese: "退货试算，不执行", English: "What a return would give, without doing it"},
		Errors:  returnErrors,
	}, h.planReturn)
	edge.Register(e, edge.Operation{
		ID: "return-goods", Method: "POST", Path: "/returns", Tag: "checkout", Permission: staff.CheckoutReturn, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "退货：按保留商品重新计价", English: "Take goods back, pricing again what is kept"},
		Description: edge.Words{Chinese: "金额、积分、储值按原路退回；任何退货顺序都不会使会员获利。自带金额的退款请用 /refunds。",
			English: "Money, points and stored value go back the way they came; no sequence of returns is a profit. A till that brings its own amounts uses /refunds."},
		Errors: append([]*errs.Error{idempotency.ErrBodyDiffers}, returnErrors...),
	}, h.returnGoods)
}

// seenCheckout is a checkout that whoever asks may see: others are not there.
func (h *handlers) seenCheckout(ctx context.Context, q postgres.Querier, id edge.ID) (checkout.Checkout, error) {
	c, err := h.Checkout.Get(ctx, q, edge.As[checkout.ID](id))
	if err == nil && !edge.From(ctx).Scope().Sees(c.StoreID) {
		err = checkout.ErrNoCheckout.With("checkout", string(id))
	}
	return c, err
}

func (h *handlers) getCheckout(ctx context.Context, in *CheckoutPath) (*checkoutReply, error) {
	c, err := h.seenCheckout(ctx, h.DB, in.ID)
	if err != nil {
		return nil, err
	}
	charges, err := h.Payment.Of(ctx, h.DB, c.Member, c.Subject())
	return &checkoutReply{view.CheckoutOf(c, charges)}, err
}

func (h *handlers) payCheckout(ctx context.Context, in *struct {
	CheckoutPath
	edge.Keyed
	Body Tenders
}) (*edge.Answer[view.Checkout], error) {
	tenders := tendersOf(in.Body.Tenders)
	var asked []payment.ChargeID
	answer, err := edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (shown view.Checkout, err error) {
		c, charges, err := h.Checkout.Pay(ctx, tx, edge.As[checkout.ID](in.ID), tenders)
		if c.ID != 0 && !edge.From(ctx).Scope().Sees(c.StoreID) {
			err = checkout.ErrNoCheckout.With("checkout", string(in.ID)) // whatever came of it is undone
		}
		if err != nil {
			return shown, err
		}
		asked = unasked(charges)
		return view.CheckoutOf(c, charges), nil
	})
	if err != nil || len(asked) == 0 {
		return answer, err
	}
	h.askFor(ctx, asked)
	now, err := h.getCheckout(ctx, &in.CheckoutPath)
	if err != nil {
		return nil, err
	}
	return edge.AnswerOf(http.StatusCreated, now.Body)
}

func tendersOf(parts []TenderPart) []checkout.Tender {
	return edge.Each(parts, func(t TenderPart) checkout.Tender {
		return checkout.Tender{Method: t.Method, Amount: int64(t.Amount), Slip: t.Slip}
	})
}

// unasked are the charges of which the provider was not told yet.
func unasked(charges []payment.Charge) (ids []payment.ChargeID) {
	for _, c := range charges {
		if c.State == payment.Pending && c.Payer == "" {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// askFor tells providers to collect, once it is certain that they are to. One that
// does not answer is asked again by the job; what is paid for stays open meanwhile.
func (h *handlers) askFor(ctx context.Context, charges []payment.ChargeID) {
	for _, id := range charges {
		if _, err := h.Payment.Ask(ctx, id); err != nil {
			h.Log.WarnContext(ctx, "charge not asked for", "charge_id", int64(id), "error", err)
		}
	}
}

func (h *handlers) cancelCheckout(ctx context.Context, in *CheckoutPath) (*checkoutReply, error) {
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if _, err := h.seenCheckout(ctx, tx, in.ID); err != nil {
			return err
		}
		_, err := h.Checkout.Cancel(ctx, tx, edge.As[checkout.ID](in.ID))
		return err
	})
	if err != nil {
		return nil, err
	}
	return h.getCheckout(ctx, in)
}

// returning reads what comes back.
func (h *handlers) returning(ctx context.Context, q postgres.Querier, b GoodsBack) (checkout.Returning, error) {
	r := checkout.Returning{Checkout: edge.As[checkout.ID](b.CheckoutID), Lines: map[int]int64{}, Reason: b.Reason}
	if (b.CheckoutID == "") == (b.OrderID == "") {
		return r, edge.ErrRequest.Field("checkout_id", "http.not_both", "other", "order_id")
	}
	if b.OrderID != "" {
		id, err := h.Checkout.OfOrder(ctx, q, edge.As[order.ID](b.OrderID))
		if err != nil {
			return r, err
		}
		r.Checkout = id
	}
	for _, l := range b.Lines {
		r.Lines[l.No] += l.Quantity
	}
	_, err := h.seenCheckout(ctx, q, edge.IDOf(r.Checkout))
	return r, err
}

func (h *handlers) planReturn(ctx context.Context, in *struct{ Body GoodsBack }) (*struct{ Body view.ReturnBack }, error) {
	r, err := h.returning(ctx, h.DB, in.Body)
	if err != nil {
		return nil, err
	}
	back, err := h.Checkout.Plan(ctx, h.DB, r)
	return &struct{ Body view.ReturnBack }{view.BackOf(back)}, err
}

func (h *handlers) returnGoods(ctx context.Context, in *struct {
	edge.Keyed
	Body GoodsBack
}) (*edge.Answer[ReturnDone], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (done ReturnDone, err error) {
		r, err := h.returning(ctx, tx, in.Body)
		if err != nil {
			return done, err
		}
		if r.Key = in.Key; r.Key == "" {
			return done, edge.ErrRequest.Field("Idempotency-Key", "http.required")
		}
		out, err := h.Checkout.Return(ctx, tx, r)
		if err != nil {
			return done, err
		}
		return ReturnDone{ID: edge.IDOf(out.ID), CheckoutID: edge.IDOf(out.Checkout), RefundID: edge.IDOf(out.Refund), Back: view.BackOf(out.Back)}, nil
	})
}
