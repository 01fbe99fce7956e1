package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// LatePolicy bounds late entries.
type LatePolicy struct {
	WindowDays  int        `json:"window_days" minimum:"0" maximum:"366" doc:"So many days after the purchase a receipt may be attached" zh:"购买后多少天内可补登" example:"30"`
	ReasonAbove edge.Minor `json:"reason_above" doc:"Above this amount a reason is required and the entry is flagged" zh:"超过此金额须注明原因并标记"`
	MemberDay   int        `json:"member_day" minimum:"0" maximum:"10000" doc:"Receipts for one member in a day" zh:"每位会员每天上限" example:"3"`
	MemberMonth int        `json:"member_month" minimum:"0" maximum:"10000" doc:"Receipts for one member in a calendar month" zh:"每位会员每月上限" example:"10"`
	StaffDay    int        `json:"staff_day" minimum:"0" maximum:"10000" doc:"Receipts by one of the staff in a day" zh:"每位员工每天上限" example:"20"`
	StaffMonth  int        `json:"staff_month" minimum:"0" maximum:"10000" doc:"Receipts by one of the staff in a calendar month" zh:"每位员工每月上限" example:"200"`
}

// LateSum is what somebody attached in a time.
type LateSum struct {
	By        view.Doer             `json:"by" doc:"Who attached" zh:"补登人"`
	Currency  string                `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Entries   int64                 `json:"entries" doc:"Receipts attached" zh:"补登笔数" example:"12"`
	Members   int64                 `json:"members" doc:"Different members" zh:"涉及会员数" example:"9"`
	Flagged   int64                 `json:"flagged" doc:"Of them above the amount from which a reason is due" zh:"其中超限额笔数" example:"1"`
	Amount    edge.Minor            `json:"amount" doc:"What was paid in all" zh:"合计金额"`
	LastAt    edge.Time             `json:"last_at" doc:"The last one" zh:"最近一次" example:"2026-09-14T02:00:00Z"`
	Favourite edge.Maybe[Favourite] `json:"favourite" doc:"For whom most were attached" zh:"补登最多的会员"`
}

// Favourite is the member for whom somebody attached most.
type Favourite struct {
	MemberID edge.ID `json:"member_id" doc:"Id of the member" zh:"会员编号"`
	Entries  int64   `json:"entries" doc:"Receipts attached, in all currencies" zh:"补登笔数" example:"4"`
}

type (
	lateEntriesReply struct{ Body edge.Page[view.LateEntry] }
	lateSumsReply    struct{ Body edge.Page[LateSum] }
	latePolicyReply  struct{ Body LatePolicy }
)

const lateCursor = "late"

func (h *handlers) lateEntries(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-late-entries", Method: "GET", Path: "/orders/late", Tag: "order", Permission: staff.OrderReview,
		Summary: edge.Words{Chinese: "补登记录", English: "List late entries"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listLateEntries)
	edge.Register(e, edge.Operation{
		ID: "sum-late-entries", Method: "GET", Path: "/orders/late/staff", Tag: "order", Permission: staff.OrderReview,
		Summary: edge.Words{Chinese: "按员工统计补登", English: "Late entries by who made them"},
		Description: edge.Words{Chinese: "笔数从多到少；给少数会员补登很多的人会显眼。缺省为最近 30 天。",
			English: "Most first; whoever attaches many for few members stands out. The last 30 days when absent."},
	}, h.sumLateEntries)
	edge.Register(e, edge.Operation{
		ID: "get-late-policy", Method: "GET", Path: "/orders/late/policy", Tag: "order", Permission: staff.OrderRead,
		Summary: edge.Words{Chinese: "补登规则", English: "What bounds late entries"},
	}, h.getLatePolicy)
	edge.Register(e, edge.Operation{
		ID: "set-late-policy", Method: "PUT", Path: "/orders/late/policy", Tag: "order", Permission: staff.OrderPolicy,
		Summary: edge.Words{Chinese: "修改补登规则", English: "Change what bounds late entries"},
		Errors:  []*errs.Error{order.ErrInvalid},
	}, h.setLatePolicy)
}

func (h *handlers) listLateEntries(ctx context.Context, in *struct {
	edge.Paging
	By      string `query:"by" maxLength:"40" pattern:"^((staff|key):[0-9]{1,19})?$" doc:"Only one principal's" zh:"只看某位补登人" example:"staff:73014444033"`
	Flagged bool   `query:"flagged" doc:"Only those above the amount from which a reason is due" zh:"只看超限额" example:"true"`
}) (*lateEntriesReply, error) {
	position, err := edge.Position(lateCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	var after *order.Spot
	if position != nil {
		after = &order.Spot{At: time.UnixMicro(position[0]).UTC(), ID: order.ID(position[1])}
	}
	list, err := h.Reader.Orders.LateEntries(ctx, h.DB, order.LateFilter{By: in.By, Flagged: in.Flagged, Stores: edge.From(ctx).Scope().Narrow()}, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(e order.LateEntry) string {
		return edge.Cursor(lateCursor, e.RecordedAt.UnixMicro(), int64(e.Order))
	})
	shown, err := h.Reader.LateEntries(ctx, h.DB, edge.From(ctx).Language, list)
	return &lateEntriesReply{Body: edge.PageOf(shown, next)}, err
}

// lateDays is the time that is summed when nothing else is asked.
const lateDays = 30

func (h *handlers) sumLateEntries(ctx context.Context, in *struct {
	From  string `query:"from" format:"date" doc:"First day, in the retailer's zone" zh:"起始日（含）" example:"2026-09-01"`
	Until string `query:"until" format:"date" doc:"Last day" zh:"截止日（含）" example:"2026-09-30"`
}) (*lateSumsReply, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	days, err := settings.DayAt(nil)
	if err != nil {
		return nil, err
	}
	until, from := dayOf(in.Until), dayOf(in.From)
	if until.IsZero() {
		until = days.Of(h.Clock.Now())
	}
	if from.IsZero() {
		from = until.AddDate(0, 0, 1-lateDays)
	}
	list, err := h.Reader.Orders.LateByStaff(ctx, h.DB, from, until, edge.From(ctx).Scope().Narrow()...)
	if err != nil {
		return nil, err
	}
	who := make([]string, len(list))
	for i, s := range list {
		who[i] = s.By
	}
	doers, err := h.Reader.Doers(ctx, h.DB, who...)
	return &lateSumsReply{Body: edge.PageOf(edge.Each(list, func(s order.LateSum) LateSum {
		return LateSum{By: doers(s.By), Currency: s.Currency, Entries: s.Entries, Members: s.Members, Flagged: s.Flagged,
			Amount: edge.Minor(s.Amount), LastAt: edge.At(s.Last), Favourite: favouriteOf(s.Favourite, s.Most)}
	}), "")}, err
}

func favouriteOf(m member.ID, entries int64) edge.Maybe[Favourite] {
	if m == 0 {
		return edge.Maybe[Favourite]{}
	}
	return edge.Some(Favourite{MemberID: edge.IDOf(m), Entries: entries})
}

func (h *handlers) getLatePolicy(ctx context.Context, _ *struct{}) (*latePolicyReply, error) {
	p, err := h.Reader.Orders.LatePolicy(ctx, h.DB)
	return &latePolicyReply{Body: latePolicyOf(p)}, err
}

func (h *handlers) setLatePolicy(ctx context.Context, in *struct{ Body LatePolicy }) (*latePolicyReply, error) {
	c, b := edge.From(ctx), in.Body
	var after order.LatePolicy
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		before, saved, err := h.Reader.Orders.SaveLatePolicy(ctx, tx, order.LatePolicy{
			WindowDays: b.WindowDays, ReasonAbove: int64(b.ReasonAbove), MemberDay: b.MemberDay, MemberMonth: b.MemberMonth,
			StaffDay: b.StaffDay, StaffMonth: b.StaffMonth,
		})
		if err != nil {
			return err
		}
		after = saved
		return h.Staff.Audit(ctx, tx, staff.Entry{
			By: c.Principal, Action: "order.late_policy", Subject: staff.Subject{Kind: "late_policy", ID: "1"},
			Before: latePolicyOf(before), After: latePolicyOf(saved), Address: c.Address,
		})
	})
	if err != nil {
		return nil, err
	}
	return &latePolicyReply{Body: latePolicyOf(after)}, nil
}

func latePolicyOf(p order.LatePolicy) LatePolicy {
	return LatePolicy{WindowDays: p.WindowDays, ReasonAbove: edge.Minor(p.ReasonAbove), MemberDay: p.MemberDay, MemberMonth: p.MemberMonth,
		StaffDay: p.StaffDay, StaffMonth: p.StaffMonth}
}
