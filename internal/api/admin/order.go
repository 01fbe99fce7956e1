package admin

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/pdf"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Receipt is what stands on a receipt that is attached to a member.
type Receipt struct {
	MemberID  edge.ID    `json:"member_id" doc:"Whose it shall be" zh:"补登给哪位会员"`
	Reference string     `json:"reference" minLength:"1" maxLength:"100" doc:"The number on the receipt" zh:"小票单号" example:"T7-20260912-0183"`
	Amount    edge.Minor `json:"amount" doc:"What was paid, as on the receipt" zh:"小票实付金额"`
	Date      string     `json:"date" format:"date" doc:"Business day on the receipt" zh:"小票日期（营业日）" example:"2026-09-12"`
	Reason    string     `json:"reason,omitempty" maxLength:"200" doc:"Why only now; required above the amount of the policy" zh:"补登原因；超过限额时必填" example:"顾客忘带会员码"`
}

// OrderPath names an order.
type OrderPath struct {
	ID edge.ID `path:"id" doc:"Id of the order" zh:"订单编号"`
}

type (
	foundOrdersReply struct{ Body edge.Page[view.FoundOrder] }
	orderPageReply   struct{ Body view.OrderPage }
)

// orderSearch is what a list of everybody's orders takes.
type orderSearch struct {
	edge.Paging
	From       string `query:"from" format:"date" doc:"First business day" zh:"营业日起（含）" example:"2026-09-01"`
	Until      string `query:"until" format:"date" doc:"Last business day" zh:"营业日止（含）" example:"2026-09-30"`
	Store      string `query:"store" maxLength:"64" doc:"Code of the store" zh:"门店代码" example:"S001"`
	Channel    string `query:"channel" maxLength:"64" doc:"Code of the channel" zh:"渠道代码" example:"mini"`
	WithMember string `query:"with_member" enum:"yes,no" doc:"Only with, or only without a member" zh:"只看会员订单或非会员订单" example:"no"`
	Refunded   string `query:"refunded" enum:"yes,no" doc:"Only those of which something came back, or nothing" zh:"只看有退款或无退款" example:"yes"`
	MinPaid    string `query:"min_paid" pattern:"^[0-9]{1,13}$" doc:"Paid at least, in minor units of the order's currency" zh:"实付下限（最小货币单位）" example:"10000"`
	MaxPaid    string `query:"max_paid" pattern:"^[0-9]{1,13}$" doc:"Paid at most, in minor units of the order's currency" zh:"实付上限（最小货币单位）" example:"50000"`
	Article    string `query:"article" maxLength:"64" doc:"Code of an article on a line" zh:"含商品代码" example:"TEA-0042"`
	Reference  string `query:"reference" maxLength:"120" doc:"The number of an order or of one of its refunds, exactly; asked alone or with its source" zh:"订单或其退款的单号，精确匹配；只能单独或与来源同用" example:"T7-20260912-0183"`
	Source     string `query:"source" maxLength:"80" doc:"Which system reported the number" zh:"单号的来源系统" example:"till"`
}

const ordersCursor = "orders"

func (h *handlers) orders(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-orders", Method: "GET", Path: "/orders", Tag: "order", Permission: staff.OrderRead,
		Summary: edge.Words{Chinese: "订单列表与查询", English: "List and search orders"},
		Description: edge.Words{Chinese: "按发生时间从新到旧。按营业日、门店与单号即时查询；其余条件由分析副本回答，可能晚几秒。",
			English: "Newest first. Days, stores and numbers are answered up to this moment; the other filters by the replica, which may be some seconds behind."},
		Errors: []*errs.Error{edge.ErrBadCursor, order.ErrUnknownStore, order.ErrUnknownChannel},
	}, h.listOrders)
	edge.Register(e, edge.Operation{
		ID: "get-order", Method: "GET", Path: "/orders/{id}", Tag: "order", Permission: staff.OrderRead,
		Summary: edge.Words{Chinese: "一张订单：明细、退款、积分与原因", English: "One order: lines, refunds, what it brought and why"},
		Errors:  []*errs.Error{order.ErrNotFound},
	}, h.getOrder)
	edge.Register(e, edge.Operation{
		ID: "get-receipt", Method: "GET", Path: "/orders/{id}/receipt.pdf", Tag: "order", Permission: staff.OrderRead, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "电子小票（PDF）", English: "The receipt of an order, as a PDF"},
		Errors:  []*errs.Error{order.ErrNotFound, pdf.ErrNoFont},
		Answer:  view.PDFAnswer,
	}, h.receiptOfOrder)
	edge.Register(e, edge.Operation{
		ID: "attach-order", Method: "POST", Path: "/orders/{id}/attach", Tag: "order", Permission: staff.OrderAttach, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "补登：把非会员小票记到会员名下", English: "Late entry: attach a receipt to a member"},
		Description: edge.Words{Chinese: "单号、金额、日期须与小票一致；积分按购买时的规则与等级计算。每张小票只能补登一次。",
			English: "Number, amount and day must be those of the receipt; it earns by the rule and level of when it was bought. A receipt is attached once."},
		Errors: []*errs.Error{order.ErrInvalid, order.ErrUnknownMember, order.ErrMemberGone, order.ErrNotFound, order.ErrHasMember,
			order.ErrReceiptDiffers, order.ErrAttachedBefore, order.ErrTooLate, order.ErrReasonMissing, order.ErrMemberDay, order.ErrMemberMonth,
			order.ErrStaffDay, order.ErrStaffMonth, order.ErrOwnPurchase, edge.ErrRateLimited, idempotency.ErrBodyDiffers},
	}, h.attachOrder)
}

func (h *handlers) listOrders(ctx context.Context, in *orderSearch) (*foundOrdersReply, error) {
	list, next, err := h.findOrders(ctx, in)
	if err != nil {
		return nil, err
	}
	shown, err := h.Reader.FoundOrders(ctx, h.DB, edge.From(ctx), list)
	return &foundOrdersReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) findOrders(ctx context.Context, in *orderSearch) (list []order.Summary, next string, err error) {
	position, err := edge.Position(ordersCursor, in.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	filter, err := h.orderFilter(ctx, in)
	if err != nil {
		return nil, "", err
	}
	if in.Reference != "" {
		if !filter.Empty() {
			return nil, "", edge.ErrRequest.Field("reference", "http.not_both", "other", "filters")
		}
		list, err = h.Reader.Orders.ByNumber(ctx, h.DB, in.Source, in.Reference)
		return slices.DeleteFunc(list, func(o order.Summary) bool { return !edge.From(ctx).Scope().Sees(o.Store) }), "", err
	}
	if in.Source != "" {
		return nil, "", edge.ErrRequest.Field("reference", "http.required")
	}
	filter.Stores = edge.From(ctx).Scope().Narrow(filter.Stores...)
	var after *order.Spot
	if position != nil {
		after = &order.Spot{At: time.UnixMicro(position[0]).UTC(), ID: order.ID(position[1])}
	}
	if list, err = h.Reader.Orders.Search(ctx, h.DB, filter, after, in.Limit+1); err != nil {
		return nil, "", err
	}
	list, next = edge.Cut(list, in.Limit, func(o order.Summary) string {
		return edge.Cursor(ordersCursor, o.OccurredAt.UnixMicro(), int64(o.ID))
	})
	return list, next, nil
}

func (h *handlers) orderFilter(ctx context.Context, in *orderSearch) (f order.Filter, err error) {
	f.From, f.Until = dayOf(in.From), dayOf(in.Until)
	f.Member, f.Refunded, f.Article = either(in.WithMember), either(in.Refunded), in.Article
	f.MinPaid, f.MaxPaid = amountOf(in.MinPaid), amountOf(in.MaxPaid)
	if in.Store != "" {
		stores, err := h.Reader.Org.StoresByCodes(ctx, h.DB, in.Store)
		if err != nil {
			return f, err
		}
		store, ok := stores[in.Store]
		if !ok {
			return f, order.ErrUnknownStore.With("code", in.Store)
		}
		f.Stores = []org.StoreID{store.ID}
	}
	if in.Channel != "" {
		channels, err := h.Reader.Org.ChannelsByCodes(ctx, h.DB, in.Channel)
		if err != nil {
			return f, err
		}
		if f.Channel = channels[in.Channel].ID; f.Channel == 0 {
			return f, order.ErrUnknownChannel.With("code", in.Channel)
		}
	}
	return f, nil
}

// dayOf reads a date that has its format; none is zero.
func dayOf(date string) time.Time {
	day, _ := time.Parse(time.DateOnly, date)
	return day
}

func either(answer string) order.Either {
	switch answer {
	case "yes":
		return order.Yes
	case "no":
		return order.No
	}
	return order.Open
}

// amountOf reads an amount that has its pattern.
func amountOf(text string) *int64 {
	if text == "" {
		return nil
	}
	amount := edge.As[int64](edge.ID(text))
	return &amount
}

func (h *handlers) getOrder(ctx context.Context, in *OrderPath) (*orderPageReply, error) {
	o, err := h.seenOrder(ctx, h.DB, edge.As[order.ID](in.ID))
	if err != nil {
		return nil, err
	}
	shown, err := h.Reader.OrderPage(ctx, h.DB, edge.From(ctx), o)
	return &orderPageReply{Body: shown}, err
}

func (h *handlers) receiptOfOrder(ctx context.Context, in *struct {
	OrderPath
	view.ReceiptAsk
}) (*struct{ Body func(http.ResponseWriter) }, error) {
	o, err := h.seenOrder(ctx, h.DB, edge.As[order.ID](in.ID))
	if err != nil {
		return nil, err
	}
	return h.Reader.SendReceipt(ctx, h.DB, edge.From(ctx), o, in.ReceiptAsk, h.Clock.Now())
}

// seenOrder finds an order whose store the caller sees. Errors: order.ErrNotFound.
func (h *handlers) seenOrder(ctx context.Context, q postgres.Querier, id order.ID) (order.Order, error) {
	o, err := h.Reader.Orders.Find(ctx, q, id)
	if err == nil && !edge.From(ctx).Scope().Sees(o.Store) {
		err = order.ErrNotFound
	}
	return o, err
}

func (h *handlers) attachOrder(ctx context.Context, in *struct {
	OrderPath
	edge.Keyed
	Body Receipt
}) (*edge.Answer[view.LateEntry], error) {
	c := edge.From(ctx)
	if err := h.receipts.Take(c.Principal.String()); err != nil {
		return nil, err
	}
	late := order.Late{
		Order: edge.As[order.ID](in.ID), Member: edge.As[member.ID](in.Body.MemberID), Reference: in.Body.Reference,
		Paid: int64(in.Body.Amount), Day: dayOf(in.Body.Date), Reason: i18n.Clean(in.Body.Reason, order.MaxText), By: c.Principal.String(),
	}
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (shown view.LateEntry, err error) {
		if err := h.notTheirOwn(ctx, tx, late.Member); err != nil {
			return shown, err
		}
		if _, err := h.seenOrder(ctx, tx, late.Order); err != nil {
			return shown, err
		}
		entry, fresh, err := h.Reader.Orders.Attach(ctx, tx, late)
		if err != nil {
			return shown, err
		}
		if fresh {
			if err := h.Staff.Audit(ctx, tx, attachEntry(c, late, entry)); err != nil {
				return shown, err
			}
		}
		list, err := h.Reader.LateEntries(ctx, tx, c.Language, []order.LateEntry{entry})
		if err != nil {
			return shown, err
		}
		return list[0], nil
	})
}

func attachEntry(c *edge.Call, late order.Late, e order.LateEntry) staff.Entry {
	return staff.Entry{
		By: c.Principal, Action: "order.attach", Subject: staff.Subject{Kind: "order", ID: string(edge.IDOf(e.Order))},
		Before: map[string]any{"member_id": nil},
		After: map[string]any{"member_id": edge.IDOf(e.Member), "reference": late.Reference, "amount": e.Amount, "currency": e.Currency,
			"flagged": e.Flagged},
		Reason: late.Reason, Address: c.Address,
	}
}

// notTheirOwn refuses a person who attaches a receipt to the member who has the
// same e-mail; it is all by which an account and a member can be the same person.
func (h *handlers) notTheirOwn(ctx context.Context, tx postgres.Tx, m member.ID) error {
	email := edge.From(ctx).Session.Account.Email
	if email == "" {
		return nil
	}
	own, err := h.Reader.Members.Resolve(ctx, tx, member.Email, email)
	if errors.Is(err, member.ErrUnknown) {
		return nil
	}
	if err != nil {
		return err
	}
	if own == m {
		return order.ErrOwnPurchase
	}
	return nil
}
