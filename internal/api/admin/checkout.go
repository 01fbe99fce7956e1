package admin

import (
	"context"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/checkout"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// checkoutSearch is what a list of everybody's checkouts takes.
type checkoutSearch struct {
	edge.Paging
	Number   string    `query:"number" maxLength:"120" doc:"Number of an order or refund, id of a checkout, or number of a payment; asked alone" zh:"订单号、退款单号、结账编号或收款单号，只能单独使用" example:"CK73014444121"`
	State    string    `query:"state" enum:"open,waiting,paid,cancelled,expired" doc:"Only those" zh:"状态" example:"paid"`
	Store    string    `query:"store" maxLength:"64" doc:"Code of the store" zh:"门店代码" example:"S001"`
	MemberID edge.ID   `query:"member_id" doc:"Only this member's" zh:"会员编号"`
	From     time.Time `query:"from" doc:"Agreed on since" zh:"提交时间起（含）" example:"2026-08-31T16:00:00Z"`
	Until    time.Time `query:"until" doc:"Agreed on before" zh:"提交时间止（不含）" example:"2026-09-30T16:00:00Z"`
}

type (
	// CheckoutPath names a checkout.
	CheckoutPath struct {
		ID edge.ID `path:"id" doc:"Id of the checkout" zh:"结账编号"`
	}
	foundCheckoutsReply    struct{ Body edge.Page[view.FoundCheckout] }
	explainedCheckoutReply struct{ Body view.ExplainedCheckout }
)

const checkoutsCursor = "checkouts"

func (h *handlers) checkouts(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-checkouts", Method: "GET", Path: "/checkouts", Tag: "checkout", Permission: staff.CheckoutRead,
		Summary: edge.Words{Chinese: "结账列表与查询", English: "List and find checkouts"},
		Description: edge.Words{Chinese: "按提交时间从新到旧；按单号查询时，订单、退款、结账与收款的编号均可。",
			English: "Newest first. By number, whichever it is: of the order, of a refund, of the checkout or of one of its payments."},
		Errors: []*errs.Error{edge.ErrBadCursor, order.ErrUnknownStore},
	}, h.listCheckouts)
	edge.Register(e, edge.Operation{
		ID: "explain-checkout", Method: "GET", Path: "/checkouts/{id}/explanation", Tag: "checkout", Permission: staff.CheckoutRead,
		Summary: edge.Words{Chinese: "解释一次结账的每一分钱", English: "The reason for every cent of a checkout"},
		Description: edge.Words{Chinese: "逐行：原价、各优惠及其规则版本、分摊余数、积分与储值及其批次、应付；付款、退款、退货、所得积分与报价时的差异、未用优惠与次优方案。",
			English: "Line by line: list price, each offer with its version, left-over units, points and stored value with their lots, what was payable; payments, refunds, returns, what it earned against what was said, what was refused, and the runner-up."},
		Errors: []*errs.Error{checkout.ErrNoCheckout},
	}, h.explainCheckout)
}

func (h *handlers) listCheckouts(ctx context.Context, in *checkoutSearch) (*foundCheckoutsReply, error) {
	list, next, err := h.findCheckouts(ctx, in)
	if err != nil {
		return nil, err
	}
	shown, err := h.Reader.FoundCheckouts(ctx, h.DB, edge.From(ctx), list)
	return &foundCheckoutsReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) findCheckouts(ctx context.Context, in *checkoutSearch) (list []checkout.Checkout, next string, err error) {
	position, err := edge.Position(checkoutsCursor, in.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	scope := edge.From(ctx).Scope()
	if number := strings.TrimSpace(in.Number); number != "" {
		if in.State != "" || in.Store != "" || in.MemberID != "" || !in.From.IsZero() || !in.Until.IsZero() {
			return nil, "", edge.ErrRequest.Field("number", "http.not_both", "other", "filters")
		}
		found, err := h.Reader.Checkouts.ByNumber(ctx, h.DB, number)
		for _, c := range found {
			if scope.Sees(c.StoreID) {
				list = append(list, c)
			}
		}
		return list, "", err
	}
	f := checkout.Filter{State: checkout.State(in.State), Member: edge.As[member.ID](in.MemberID), From: in.From, Until: in.Until}
	if f.Stores, err = h.storesAsked(ctx, in.Store); err != nil {
		return nil, "", err
	}
	if position != nil {
		f.Before = checkout.Place{At: time.UnixMicro(position[0]).UTC(), ID: checkout.ID(position[1])}
	}
	if list, err = h.Reader.Checkouts.List(ctx, h.DB, f, in.Limit+1); err != nil {
		return nil, "", err
	}
	list, next = edge.Cut(list, in.Limit, func(c checkout.Checkout) string {
		return edge.Cursor(checkoutsCursor, c.OpenedAt.UnixMicro(), int64(c.ID))
	})
	return list, next, nil
}

// storesAsked are the stores whose rows are asked for, as far as they are seen;
// no code asks for all of them. Errors: order.ErrUnknownStore.
func (h *handlers) storesAsked(ctx context.Context, code string) ([]org.StoreID, error) {
	scope := edge.From(ctx).Scope()
	if code == "" {
		return scope.Narrow(), nil
	}
	stores, err := h.Reader.Org.StoresByCodes(ctx, h.DB, code)
	if err != nil {
		return nil, err
	}
	store, ok := stores[code]
	if !ok {
		return nil, order.ErrUnknownStore.With("code", code)
	}
	return scope.Narrow(store.ID), nil
}

func (h *handlers) explainCheckout(ctx context.Context, in *CheckoutPath) (*explainedCheckoutReply, error) {
	c, err := h.Reader.Checkouts.Get(ctx, h.DB, edge.As[checkout.ID](in.ID))
	if err != nil {
		return nil, err
	}
	if !edge.From(ctx).Scope().Sees(c.StoreID) {
		return nil, checkout.ErrNoCheckout.With("checkout", string(in.ID))
	}
	shown, err := h.Reader.ExplainCheckout(ctx, h.DB, edge.From(ctx), c)
	return &explainedCheckoutReply{Body: shown}, err
}
