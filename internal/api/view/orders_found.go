package view

import (
	"cmp"
	"context"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/program"
	"habitue/internal/program/engine"
	"habitue/internal/staff"
)

// FoundOrders shows a page of everybody's orders.
func (r *Reader) FoundOrders(ctx context.Context, q postgres.Querier, c *edge.Call, list []order.Summary) ([]FoundOrder, error) {
	var stores []org.StoreID
	var channels []org.ChannelID
	var members []member.ID
	for _, o := range list {
		stores, channels, members = append(stores, o.Store), append(channels, o.Channel), append(members, o.Member)
	}
	places, err := r.places(ctx, q, c.Language, stores, channels)
	if err != nil {
		return nil, err
	}
	buyers, err := r.Named(ctx, q, c, members...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(o order.Summary) FoundOrder {
		return FoundOrder{
			ID: edge.IDOf(o.ID), Reference: o.Reference, Source: o.Source, Member: buyers(o.Member),
			Store: places.store(o.Store), Channel: places.channel(o.Channel), Currency: o.Currency,
			PaidAmount: edge.Minor(o.Paid), RefundedAmount: edge.Minor(o.Refunded), LinesCount: o.LineCount,
			OccurredAt: edge.At(o.OccurredAt), LocalDate: o.LocalDate.Format(time.DateOnly),
		}
	}), nil
}

// Named names members for one reader; who may not see members sees ids.
func (r *Reader) Named(ctx context.Context, q postgres.Querier, c *edge.Call, ids ...member.ID) (func(member.ID) edge.Maybe[OrderMember], error) {
	ids = slices.DeleteFunc(distinct(ids), func(id member.ID) bool { return id == 0 })
	var known map[member.ID]member.Member
	var personal map[member.ID]member.Personal
	if len(ids) > 0 && c.Principal.May(staff.MemberRead) {
		var err error
		if known, err = r.Members.ByIDs(ctx, q, ids...); err != nil {
			return nil, err
		}
		if personal, err = r.Members.Personal(ctx, q, ids...); err != nil {
			return nil, err
		}
	}
	return func(id member.ID) edge.Maybe[OrderMember] {
		if id == 0 {
			return edge.Maybe[OrderMember]{}
		}
		b := OrderMember{ID: edge.IDOf(id)}
		if m, ok := known[id]; ok {
			b.Number, b.Name = &m.Number, shownName(c, id, personal[id])
		}
		return edge.Some(b)
	}, nil
}

// OrderPage shows an order with all that came of it.
func (r *Reader) OrderPage(ctx context.Context, q postgres.Querier, c *edge.Call, o order.Order) (page OrderPage, err error) {
	if page.Order, err = r.Order(ctx, q, c, o); err != nil {
		return page, err
	}
	page.Zone = o.Zone
	if id, ok := page.MemberID.Get(); ok {
		buyer := edge.As[member.ID](id)
		buyers, err := r.Named(ctx, q, c, buyer)
		if err != nil {
			return page, err
		}
		page.Member = buyers(buyer)
	}
	earned, err := r.Program.Earned(ctx, q, o.Member, o.ID)
	if err != nil {
		return page, err
	}
	e := earned[o.ID]
	if page.Earning, err = r.orderEarning(ctx, q, c.Language, o, e); err != nil {
		return page, err
	}
	page.Nothing = nothing(c.Language, o, e)
	if page.Refunds, err = r.orderRefunds(ctx, q, c.Language, o, e); err != nil {
		return page, err
	}
	page.LateEntry, err = r.lateEntryOf(ctx, q, c.Language, o)
	return page, err
}

func (r *Reader) orderEarning(ctx context.Context, q postgres.Querier, l messages.Language, o order.Order, e *program.Earned) (edge.Maybe[OrderEarning], error) {
	var none edge.Maybe[OrderEarning]
	if e == nil {
		return none, nil
	}
	teller, err := r.teller(ctx, q, l)
	if err != nil {
		return none, err
	}
	shown := OrderEarning{
		Points: edge.Points(e.Points), Growth: edge.Points(e.Growth), TakenPoints: edge.Points(e.TakenPoints), TakenGrowth: edge.Points(e.TakenGrowth),
		Level: Level{Code: e.Level, Name: teller.level(e.Level)}, Rule: RuleVersion{ID: edge.IDOf(e.Rule.ID), Version: e.Rule.Version},
		PostingID: idOrNull(e.Posting), Why: teller.steps(ledger.Points, e.Why, o.Currency),
		Lines: edge.Each(o.Lines, func(line order.Line) EarnedLine { return teller.line(line, e, o.Currency) }),
	}
	if e.Points > 0 {
		rule, err := r.Program.Earning.Get(ctx, q, e.Rule.Version)
		if err != nil {
			return none, err
		}
		shown.MaturesAt = edge.Some(edge.At(o.OccurredAt.AddDate(0, 0, rule.Body.PendingDays)))
	}
	return edge.Some(shown), nil
}

// line tells what one line brought: what raised it, or what kept it from earning.
func (t teller) line(l order.Line, e *program.Earned, currency string) EarnedLine {
	shown := EarnedLine{No: l.No, Why: []Why{}}
	for _, got := range e.Lines {
		if got.No == l.No {
			shown.Points, shown.Growth = edge.Points(got.Points), edge.Points(got.Growth)
			shown.TakenPoints = edge.Points(engine.TakeBack(got.Points, l.Quantity, l.RefundedQuantity, 0))
			shown.TakenGrowth = edge.Points(engine.TakeBack(got.Growth, l.Quantity, l.RefundedQuantity, 0))
		}
	}
	earns := slices.ContainsFunc(e.Lines, func(got engine.LineEarned) bool { return got.No == l.No })
	for _, s := range e.Why {
		here := slices.Contains(s.Lines, l.No)
		switch s.Code {
		case engine.WhyExcluded, engine.WhyNotGoods, engine.WhyNeverEarns:
			if here {
				shown.Why = append(shown.Why, Why{Code: s.Code, Text: messages.Text(t.language, "program.why_line."+s.Code)})
			}
		case engine.WhyLevel, engine.WhyMultiplier, engine.WhyPaidBy, engine.WhyCapped:
			if earns && (here || len(s.Lines) == 0) {
				s.Lines = nil
				shown.Why = append(shown.Why, t.steps(ledger.Points, []engine.Reason{s}, currency)...)
			}
		}
	}
	return shown
}

// nothing says why an order brought no points.
func nothing(l messages.Language, o order.Order, e *program.Earned) edge.Maybe[Reason] {
	code := "no_line_earns"
	switch {
	case o.Member == 0:
		code = "no_member"
	case e == nil:
		code = "not_reckoned"
	case e.Points > 0:
		return edge.Maybe[Reason]{}
	}
	var params []errs.Param
	if e != nil {
		for _, s := range e.Why {
			switch s.Code {
			case engine.WhyBelowMin, engine.WhyBelowOne, engine.WhyNothingPaid:
				code, params = s.Code, errs.Params("amount", messages.Money(s.Amount, o.Currency))
			}
		}
	}
	return edge.Some(Reason{Code: code, Text: messages.Text(l, "order.nothing."+code, params...)})
}

func (r *Reader) orderRefunds(ctx context.Context, q postgres.Querier, l messages.Language, o order.Order, e *program.Earned) ([]OrderRefund, error) {
	refunds, err := r.Orders.RefundsOf(ctx, q, o.Member, o.ID)
	if err != nil {
		return nil, err
	}
	stores := make([]org.StoreID, len(refunds))
	for i, f := range refunds {
		stores[i] = f.Store
	}
	places, err := r.places(ctx, q, l, stores, nil)
	if err != nil {
		return nil, err
	}
	return edge.Each(refunds, func(f order.Refund) OrderRefund {
		shown := OrderRefund{Refund: RefundOf(f), Store: places.store(f.Store)}
		if e == nil {
			return shown
		}
		for _, t := range e.Takings {
			if t.Refund == f.ID {
				shown.TakenPoints, shown.TakenGrowth, shown.PostingID = edge.Points(t.Points), edge.Points(t.Growth), idOrNull(t.Posting)
			}
		}
		return shown
	}), nil
}

func (r *Reader) lateEntryOf(ctx context.Context, q postgres.Querier, l messages.Language, o order.Order) (edge.Maybe[LateEntry], error) {
	var none edge.Maybe[LateEntry]
	if o.Member == 0 {
		return none, nil
	}
	found, err := r.Orders.LateEntriesOf(ctx, q, o.Member, o.ID)
	if err != nil || len(found) == 0 {
		return none, err
	}
	shown, err := r.LateEntries(ctx, q, l, found)
	if err != nil {
		return none, err
	}
	return edge.Some(shown[0]), nil
}

// LateEntries shows receipts that were attached.
func (r *Reader) LateEntries(ctx context.Context, q postgres.Querier, l messages.Language, list []order.LateEntry) ([]LateEntry, error) {
	var stores []org.StoreID
	var who []string
	for _, e := range list {
		stores, who = append(stores, e.Store), append(who, e.By)
	}
	places, err := r.places(ctx, q, l, stores, nil)
	if err != nil {
		return nil, err
	}
	doers, err := r.Doers(ctx, q, who...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(e order.LateEntry) LateEntry {
		by := doers(e.By)
		if e.By == order.ByVisitor {
			by.Name = messages.Text(l, "order.by_visitor")
		}
		return LateEntry{
			OrderID: edge.IDOf(e.Order), MemberID: edge.IDOf(e.Member), By: by, Reason: edge.OrNull(e.Reason), Flagged: e.Flagged,
			Currency: e.Currency, Amount: edge.Minor(e.Amount), Store: places.store(e.Store),
			OccurredAt: edge.At(e.OccurredAt), RecordedAt: edge.At(e.RecordedAt),
		}
	}), nil
}

// Doers names those who did something; who is no more known bears the
// principal as name.
func (r *Reader) Doers(ctx context.Context, q postgres.Querier, principals ...string) (func(string) Doer, error) {
	slices.Sort(principals)
	names, err := r.Staff.Names(ctx, q, slices.Compact(principals)...)
	if err != nil {
		return nil, err
	}
	return func(p string) Doer { return Doer{Principal: p, Name: cmp.Or(names[p], p)} }, nil
}
