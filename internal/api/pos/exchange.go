package pos

import (
	"context"
	"errors"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

// ExchangePlanned is what somebody would give back and take instead.
type ExchangePlanned struct {
	Return GoodsBack `json:"return" doc:"What comes back" zh:"退回的商品"`
	Basket Basket    `json:"basket" doc:"What is taken instead, by the same buyer" zh:"换购的商品，须为同一顾客"`
}

// ExchangeAgreed agrees on an exchange.
type ExchangeAgreed struct {
	Return  GoodsBack    `json:"return" doc:"What comes back" zh:"退回的商品"`
	Sale    Commitment   `json:"sale" doc:"What is taken instead, with the digest of the plan" zh:"换购的商品，附试算摘要"`
	Tenders []TenderPart `json:"tenders,omitempty" maxItems:"20" doc:"How the difference is paid; absent: it is paid as of any checkout" zh:"补差价的付款方式；缺省则随后支付该结账"`
}

// ExchangeAnswer is what came of an exchange: it was done, or the price is another.
type ExchangeAnswer struct {
	Code     *string                   `json:"code" doc:"checkout.price_changed where the price is another; null: done" zh:"价格已变时为 checkout.price_changed；null 为已完成"`
	Exchange edge.Maybe[view.Exchange] `json:"exchange" doc:"The exchange; null where the price is another" zh:"换货；价格已变时为 null"`
	Quote    edge.Maybe[view.Quote]    `json:"quote" doc:"The quote as it is now, where the price is another" zh:"价格已变时的新报价"`
}

func (h *handlers) exchanges(e *edge.Edge) {
	known := append(append([]*errs.Error{checkout.ErrOtherBuyer, checkout.ErrOtherCurrency}, returnErrors...), quoteErrors...)
	edge.Register(e, edge.Operation{
		ID: "plan-exchange", Method: "POST", Path: "/exchanges/plan", Tag: "checkout", Permission: staff.CheckoutSell,
		Summary: edge.Words{Chinese: "换货试算，不执行", English: "What an exchange would come to, without doing it"},
		Description: edge.Words{Chinese: "退回的券、限额、积分与储值可立即用于换购，已计入试算。",
			English: "Coupons, limits, points and stored value that come back can be used at once for what is taken instead; the plan counts them."},
		Errors: known,
	}, h.planExchange)
	edge.Register(e, edge.Operation{
		ID: "exchange-goods", Method: "POST", Path: "/exchanges", Tag: "checkout", Permission: staff.CheckoutSell, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "换货：退货与换购一次完成", English: "Take goods back and sell others, in one"},
		Description: edge.Words{Chinese: "退款抵付换购；多退少补。任一侧不成立则全部不发生。还需 checkout:return 权限。",
			English: "The money of the return pays for the new goods; the difference is paid or goes back. Where either side fails, neither is done. Needs checkout:return as well."},
		Errors: append([]*errs.Error{checkout.ErrPriceChanged, payment.ErrTenders, coupon.ErrLockedElsewhere, pricing.ErrUsedUp, ledger.ErrInsufficient,
			payment.ErrNoMethod, payment.ErrNeedsSlip, idempotency.ErrBodyDiffers}, known...),
	}, h.exchange)
}

func (h *handlers) planExchange(ctx context.Context, in *struct{ Body ExchangePlanned }) (*struct{ Body view.ExchangePlan }, error) {
	r, err := h.returning(ctx, h.DB, in.Body.Return)
	if err != nil {
		return nil, err
	}
	ask, err := h.ask(ctx, h.DB, in.Body.Basket)
	if err != nil {
		return nil, err
	}
	p, err := h.Checkout.PlanExchange(ctx, r, ask)
	if err != nil {
		return nil, err
	}
	return &struct{ Body view.ExchangePlan }{view.ExchangePlanOf(p, edge.From(ctx).Language)}, nil
}

func (h *handlers) exchange(ctx context.Context, in *struct {
	edge.Keyed
	Body ExchangeAgreed
}) (*edge.Answer[ExchangeAnswer], error) {
	if in.Key == "" {
		return nil, edge.ErrRequest.Field("Idempotency-Key", "http.required")
	}
	call := edge.From(ctx)
	if !call.Principal.May(staff.CheckoutReturn) {
		return nil, staff.ErrMayNot.With("permission", string(staff.CheckoutReturn))
	}
	if err := h.Checkout.Ready(ctx, h.DB); err != nil {
		return nil, err
	}
	var asked []payment.ChargeID
	answer, err := edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (a ExchangeAnswer, err error) {
		swap := checkout.Exchanging{Tenders: tendersOf(in.Body.Tenders)}
		if swap.Return, err = h.returning(ctx, tx, in.Body.Return); err != nil {
			return a, err
		}
		swap.Return.Key = in.Key
		if swap.Sale, err = h.commitment(ctx, tx, in.Body.Sale); err != nil {
			return a, err
		}
		done, err := h.Checkout.Exchange(ctx, tx, swap)
		if err != nil {
			return a, err
		}
		asked = unasked(done.Charges)
		return ExchangeAnswer{Exchange: edge.Some(view.ExchangeOf(done, call.Language))}, nil
	})
	h.askFor(ctx, asked)
	var now *checkout.Changed
	if !errors.As(err, &now) {
		return answer, err
	}
	code := checkout.ErrPriceChanged.Code
	return edge.AnswerOf(http.StatusConflict, ExchangeAnswer{Code: &code, Quote: edge.Some(view.QuoteOf(now.Now, call.Language))})
}
