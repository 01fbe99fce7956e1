package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

type (
	postingsReply struct{ Body edge.Page[view.PostingRecord] }
	postingReply  struct{ Body view.PostingRecord }
	lotsReply     struct{ Body edge.Page[view.Lot] }
	holdsReply    struct{ Body edge.Page[view.MemberHold] }
)

// postingSearch is by what a posting is found.
type postingSearch struct {
	edge.Paging
	Number        string  `query:"number" maxLength:"120" doc:"Number of an order, or of one of its refunds: whatever these caused; asked alone, answered at once and on one page" zh:"订单号或退款单号：由其引起的全部记账；单独使用，即时，一页给全" example:"T7-20260912-0183"`
	MemberID      edge.ID `query:"member_id" doc:"Only this member's, as they stand now; of everybody they are found a few seconds late" zh:"只看此会员（即时）；不限会员时晚数秒"`
	ReferenceKind string  `query:"reference_kind" pattern:"^[a-z][a-z_]{0,39}$" doc:"What caused it; with reference_id" zh:"业务来源类型，与 reference_id 同用" example:"order"`
	ReferenceID   edge.ID `query:"reference_id" doc:"Id of what caused it" zh:"业务来源编号"`
	Key           string  `query:"key" maxLength:"200" doc:"Its key; with member_id, because keys are a member's" zh:"记账键，须同时给出会员" example:"earn:73014444033"`
	HoldID        edge.ID `query:"hold_id" doc:"Captures of this hold; with member_id" zh:"此预占的扣款，须同时给出会员"`
	MovedSearch
}

// MovedSearch is what everybody's postings of a period are found by. It is
// exported because it is embedded.
type MovedSearch struct {
	Asset   string    `query:"asset" maxLength:"40" doc:"Everybody's that moved this asset; with from and until" zh:"变动此资产的所有记账，与 from、until 同用" example:"points"`
	Account string    `query:"account" enum:"issued,redeemed,expired,adjusted,donated,transferred,merged,partner,paid,carried" doc:"Only those that moved it on this side of the house" zh:"只看此机构科目" example:"redeemed"`
	From    time.Time `query:"from" doc:"Of those that occurred since" zh:"发生时间起" example:"2026-08-31T16:00:00Z"`
	Until   time.Time `query:"until" doc:"Of those that occurred before" zh:"发生时间止（不含）" example:"2026-09-30T16:00:00Z"`
}

// memberLots says which lots of a member are wanted.
type memberLots struct {
	MemberPath
	edge.Paging
	Asset         string    `query:"asset" maxLength:"40" doc:"Only this asset" zh:"只看此资产" example:"points"`
	Which         string    `query:"which" enum:"open,spent,expired,all" default:"open" doc:"Those of which something is left, that were spent, that expired, or all" zh:"有剩余的、已用完的、已到期的，或全部" example:"open"`
	ExpiresBefore time.Time `query:"expires_before" doc:"Only those that end before: what expires when" zh:"只看在此之前到期的" example:"2026-12-31T16:00:00Z"`
	PostingID     edge.ID   `query:"posting_id" doc:"Only those that this posting opened or drew from" zh:"只看此记账产生或抽取的批次"`
}

// memberHolds says which holds of a member are wanted.
type memberHolds struct {
	MemberPath
	edge.Paging
	Which string `query:"which" enum:"open,all" default:"all" doc:"Those that still hold, or all" zh:"仍有效的，或全部" example:"open"`
}

func (h *handlers) ledger(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "find-postings", Method: "GET", Path: "/ledger/postings", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "查找记账", English: "Find postings"},
		Description: edge.Words{Chinese: "按订单或退款单号、会员、业务来源、记账键或预占查找，新的在前；只在某些门店工作的员工须给出单号或会员。",
			English: "By the number of an order or refund, by member, by what caused them, by key or by hold, newest first. Who works in certain stores names the number or the member."},
		Errors: []*errs.Error{member.ErrUnknown, edge.ErrBadCursor},
	}, h.findPostings)
	edge.Register(e, edge.Operation{
		ID: "get-posting", Method: "GET", Path: "/ledger/postings/{id}", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "一笔记账", English: "One posting"},
		Description: edge.Words{Chinese: "含分录、抽取与产生的批次、冲正关系。给出会员则即时，否则晚数秒。",
			English: "With its entries, the lots it drew and opened, what it reverses and what reversed it. At once where the member is named, else a few seconds late."},
		Errors: []*errs.Error{ledger.ErrNoPosting},
	}, h.getPosting)
	edge.Register(e, edge.Operation{
		ID: "list-member-lots", Method: "GET", Path: "/members/{id}/lots", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "会员批次", English: "A member's lots"},
		Description: edge.Words{Chinese: "按抽取顺序：先到期的在前，永久的在后。",
			English: "In the order in which they are drawn: first expiring first, those that never expire last."},
		Errors: []*errs.Error{member.ErrUnknown, edge.ErrBadCursor},
	}, h.listLots)
	edge.Register(e, edge.Operation{
		ID: "list-member-holds", Method: "GET", Path: "/members/{id}/holds", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "会员预占", English: "A member's holds, newest first"},
		Errors:  []*errs.Error{member.ErrUnknown, edge.ErrBadCursor},
	}, h.listHolds)
}

// search checks that there is something to search by, and that who sees only
// some stores' rows says whose posting it is.
func (in *postingSearch) search(ctx context.Context, h *handlers) (f ledger.Search, err error) {
	bad := edge.ErrRequest
	if (in.ReferenceKind == "") != (in.ReferenceID == "") {
		bad = bad.Field("reference_id", "http.required")
	}
	largely := in.Key == "" && in.HoldID == "" && in.ReferenceID != "" && edge.From(ctx).Scope().All()
	if in.Asset != "" {
		return in.moved(ctx, h)
	}
	if in.MemberID == "" && !largely {
		bad = bad.Field("member_id", "http.required")
	}
	if len(bad.Fields) > 0 {
		return f, bad
	}
	f = ledger.Search{Member: edge.As[member.ID](in.MemberID), Key: in.Key, Hold: edge.As[ledger.HoldID](in.HoldID)}
	if in.ReferenceKind != "" {
		f.Refs = []ledger.Ref{{Kind: in.ReferenceKind, ID: edge.As[int64](in.ReferenceID)}}
	}
	return f, nil
}

// moved asks for everybody's postings that moved an asset, which is for who reads
// everybody's books.
func (in *postingSearch) moved(ctx context.Context, h *handlers) (f ledger.Search, err error) {
	if !edge.From(ctx).Principal.May(staff.LedgerBooks) {
		return f, staff.ErrMayNot.With("permission", string(staff.LedgerBooks))
	}
	bad := edge.ErrRequest
	for _, other := range []struct {
		name  string
		given bool
	}{{"member_id", in.MemberID != ""}, {"reference_id", in.ReferenceID != ""}, {"key", in.Key != ""}, {"hold_id", in.HoldID != ""}} {
		if other.given {
			bad = bad.Field(other.name, "http.not_both", "other", "asset")
		}
	}
	if in.From.IsZero() {
		bad = bad.Field("from", "http.required")
	}
	if in.Until.IsZero() {
		bad = bad.Field("until", "http.required")
	}
	if len(bad.Fields) > 0 {
		return f, bad
	}
	asset, err := h.asset(ctx, in.Asset)
	return ledger.Search{Passed: &ledger.Passed{Asset: asset, Side: ledger.Side(in.Account), From: in.From, Until: in.Until}}, err
}

const postingCursor = "posting"

func (h *handlers) findPostings(ctx context.Context, in *postingSearch) (*postingsReply, error) {
	if in.Number != "" {
		return h.postingsOfNumber(ctx, in)
	}
	search, err := in.search(ctx, h)
	if err != nil {
		return nil, err
	}
	if search.Member != 0 {
		if _, err := h.member(ctx, in.MemberID); err != nil {
			return nil, err
		}
	}
	position, err := edge.Position(postingCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	var after *ledger.Place
	if position != nil {
		after = &ledger.Place{At: time.UnixMicro(position[0]).UTC(), Posting: ledger.PostingID(position[1])}
	}
	list, err := h.Reader.Ledger.Find(ctx, h.DB, search, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(r *ledger.Record) string {
		return edge.Cursor(postingCursor, r.OccurredAt.UnixMicro(), int64(r.Posting))
	})
	shown, err := h.Reader.Postings(ctx, h.DB, edge.From(ctx).Language, list)
	return &postingsReply{Body: edge.PageOf(shown, next)}, err
}

// postingsPerOrder bounds what is read of one order: it is posted once, and each
// of its refunds takes back once.
const postingsPerOrder = 200

// postingsOfNumber finds what the orders that bear a number, and their refunds,
// caused; of orders that the caller does not see, nothing.
func (h *handlers) postingsOfNumber(ctx context.Context, in *postingSearch) (*postingsReply, error) {
	if in.MemberID != "" || in.ReferenceKind != "" || in.ReferenceID != "" || in.Key != "" || in.HoldID != "" || in.Cursor != "" {
		return nil, edge.ErrRequest.Field("number", "http.not_both", "other", "filters")
	}
	orders, err := h.Reader.Orders.ByNumber(ctx, h.DB, "", in.Number)
	if err != nil {
		return nil, err
	}
	list := []*ledger.Record{}
	for _, o := range orders {
		if o.Member == 0 || !edge.From(ctx).Scope().Sees(o.Store) {
			continue
		}
		caused, err := h.postingsOfOrder(ctx, o)
		if err != nil {
			return nil, err
		}
		list = append(list, caused...)
	}
	shown, err := h.Reader.Postings(ctx, h.DB, edge.From(ctx).Language, list)
	return &postingsReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) postingsOfOrder(ctx context.Context, o order.Summary) ([]*ledger.Record, error) {
	refunds, err := h.Reader.Orders.RefundsOf(ctx, h.DB, o.Member, o.ID)
	if err != nil {
		return nil, err
	}
	refs := []ledger.Ref{{Kind: "order", ID: int64(o.ID)}}
	for _, f := range refunds {
		refs = append(refs, ledger.Ref{Kind: "refund", ID: int64(f.ID)})
	}
	return h.Reader.Ledger.Find(ctx, h.DB, ledger.Search{Member: o.Member, Refs: refs}, nil, postingsPerOrder)
}

func (h *handlers) getPosting(ctx context.Context, in *struct {
	ID       edge.ID `path:"id" doc:"Id of the posting" zh:"记账编号"`
	MemberID edge.ID `query:"member_id" doc:"Whose it is" zh:"会员编号"`
}) (*postingReply, error) {
	search := ledger.Search{Member: edge.As[member.ID](in.MemberID), Posting: edge.As[ledger.PostingID](in.ID)}
	missing := ledger.ErrNoPosting.With("posting", int64(search.Posting))
	if search.Member == 0 && !edge.From(ctx).Scope().All() {
		return nil, missing
	}
	list, err := h.Reader.Ledger.Find(ctx, h.DB, search, nil, 1)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, missing
	}
	shown, err := h.Reader.Postings(ctx, h.DB, edge.From(ctx).Language, list)
	if err != nil {
		return nil, err
	}
	return &postingReply{Body: shown[0]}, nil
}

const lotCursor = "lot"

func (h *handlers) listLots(ctx context.Context, in *memberLots) (*lotsReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	asset, err := h.asset(ctx, in.Asset)
	if err != nil {
		return nil, err
	}
	position, err := edge.Position(lotCursor, in.Cursor, 3)
	if err != nil {
		return nil, err
	}
	var after ledger.LotPlace
	if position != nil {
		after = ledger.LotPlace{ExpiresAt: time.UnixMicro(position[0]).UTC(), CreditedAt: time.UnixMicro(position[1]).UTC(), ID: ledger.LotID(position[2])}
	}
	filter := ledger.LotFilter{Asset: asset, Open: in.Which == "open", ExpiresBefore: in.ExpiresBefore, Posting: edge.As[ledger.PostingID](in.PostingID)}
	switch in.Which {
	case "spent":
		filter.State = ledger.LotSpent
	case "expired":
		filter.State = ledger.LotExpired
	}
	list, err := h.Reader.Ledger.Lots(ctx, m.ID, filter, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(l ledger.LotView) string {
		p := l.Place()
		return edge.Cursor(lotCursor, p.ExpiresAt.UnixMicro(), p.CreditedAt.UnixMicro(), int64(p.ID))
	})
	shown, err := h.Reader.Lots(ctx, h.DB, edge.From(ctx).Language, m.ID, list)
	return &lotsReply{Body: edge.PageOf(shown, next)}, err
}

const holdCursor = "hold"

func (h *handlers) listHolds(ctx context.Context, in *memberHolds) (*holdsReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	position, err := edge.Position(holdCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	var after *ledger.HoldPlace
	if position != nil {
		after = &ledger.HoldPlace{RecordedAt: time.UnixMicro(position[0]).UTC(), ID: ledger.HoldID(position[1])}
	}
	list, err := h.Reader.Ledger.Holds(ctx, h.DB, m.ID, in.Which == "open", after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(held ledger.Hold) string {
		p := held.Place()
		return edge.Cursor(holdCursor, p.RecordedAt.UnixMicro(), int64(p.ID))
	})
	shown, err := h.Reader.Holds(ctx, h.DB, edge.From(ctx).Language, m.ID, list)
	return &holdsReply{Body: edge.PageOf(shown, next)}, err
}
