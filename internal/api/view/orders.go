package view

import (
	"context"
	"maps"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/program"
)

// OrderSummaries shows a page of the orders of members who are one.
func (r *Reader) OrderSummaries(ctx context.Context, q postgres.Querier, c *edge.Call, list []order.Summary) ([]OrderSummary, error) {
	var stores []org.StoreID
	var channels []org.ChannelID
	for _, o := range list {
		stores, channels = append(stores, o.Store), append(channels, o.Channel)
	}
	places, err := r.places(ctx, q, c.Language, stores, channels)
	if err != nil {
		return nil, err
	}
	of := map[member.ID][]order.ID{}
	for _, o := range list {
		of[o.Member] = append(of[o.Member], o.ID)
	}
	earned := map[order.ID]*program.Earned{}
	for m, ids := range of {
		own, err := r.Program.Earned(ctx, q, m, ids...)
		if err != nil {
			return nil, err
		}
		maps.Copy(earned, own)
	}
	teller, err := r.teller(ctx, q, c.Language)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(o order.Summary) OrderSummary {
		return OrderSummary{
			ID: edge.IDOf(o.ID), Reference: o.Reference, Source: o.Source, Store: places.store(o.Store), Channel: places.channel(o.Channel),
			Currency: o.Currency, PaidAmount: edge.Minor(o.Paid), RefundedAmount: edge.Minor(o.Refunded),
			ListAmount: edge.Minor(o.List), DiscountAmount: edge.Minor(o.Discounted), LinesCount: o.LineCount,
			OccurredAt: edge.At(o.OccurredAt), LocalDate: o.LocalDate.Format(time.DateOnly),
			Earned: teller.earned(earned[o.ID], o.Currency),
		}
	}), nil
}

// Order shows an order with its lines.
func (r *Reader) Order(ctx context.Context, q postgres.Querier, c *edge.Call, o order.Order) (Order, error) {
	places, err := r.places(ctx, q, c.Language, []org.StoreID{o.Store}, []org.ChannelID{o.Channel})
	if err != nil {
		return Order{}, err
	}
	buyer, err := r.stands(ctx, q, o.Member)
	if err != nil {
		return Order{}, err
	}
	return Order{
		ID: edge.IDOf(o.ID), Reference: o.Reference, Source: o.Source, MemberID: idOrNull(buyer),
		Store: places.store(o.Store), Channel: places.channel(o.Channel), Currency: o.Currency,
		OccurredAt: edge.At(o.OccurredAt), RecordedAt: edge.At(o.RecordedAt), LocalDate: o.LocalDate.Format(time.DateOnly),
		Till: edge.OrNull(o.Till), Cashier: edge.OrNull(o.Cashier), ListAmount: edge.Minor(o.List), DiscountAmount: edge.Minor(o.Discounted),
		PaidAmount: edge.Minor(o.Paid), RefundedAmount: edge.Minor(o.Refunded),
		Tenders: edge.Each(o.Tenders, func(t order.Tender) Tender { return Tender{Kind: t.Kind, Amount: edge.Minor(t.Amount)} }),
		Lines:   edge.Each(o.Lines, lineOf),
	}, nil
}

// stands is who stands for a member: an order stays under whoever was identified, also
// where he has become another.
func (r *Reader) stands(ctx context.Context, q postgres.Querier, m member.ID) (member.ID, error) {
	if m == 0 {
		return 0, nil
	}
	found, err := r.Members.ByIDs(ctx, q, m)
	if known, ok := found[m]; ok {
		return known.Stands(), err
	}
	return m, err
}

func lineOf(l order.Line) OrderLine {
	return OrderLine{
		No: l.No, Kind: string(l.Kind), Code: l.Code, Name: l.Name, Quantity: l.Quantity, Scale: l.Scale,
		ListAmount: edge.Minor(l.List), DiscountAmount: edge.Minor(l.Discounted), PaidAmount: edge.Minor(l.Paid),
		TaxRateBps: l.TaxRateBps, TaxIncluded: l.TaxIncluded, TaxAmount: edge.Minor(l.Tax), Earns: l.Earns,
		RefundedQuantity: l.RefundedQuantity, RefundedAmount: edge.Minor(l.RefundedAmount),
	}
}

// RefundOf shows a refund with its lines.
func RefundOf(r order.Refund) Refund {
	shown := Refund{
		ID: edge.IDOf(r.ID), Reference: r.Reference, Source: r.Source, MemberID: idOrNull(r.Member), Currency: r.Currency,
		Amount: edge.Minor(r.Amount), Reason: edge.OrNull(r.Reason), OccurredAt: edge.At(r.OccurredAt), RecordedAt: edge.At(r.RecordedAt),
		Lines: edge.Each(r.Lines, refundLineOf),
	}
	if orders := r.Orders(); len(orders) == 1 {
		shown.OrderID = edge.Some(edge.IDOf(orders[0]))
	}
	return shown
}

func refundLineOf(l order.RefundLine) RefundLine {
	shown := RefundLine{No: l.No, OrderID: idOrNull(l.Order), Code: l.Code, Name: l.Name,
		Quantity: l.Quantity, Scale: l.Scale, Amount: edge.Minor(l.Amount)}
	if l.LineNo != 0 {
		shown.LineNo = &l.LineNo
	}
	return shown
}

func idOrNull[T ~int64](id T) edge.Maybe[edge.ID] {
	if id == 0 {
		return edge.Maybe[edge.ID]{}
	}
	return edge.Some(edge.IDOf(id))
}
