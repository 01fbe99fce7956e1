package view

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
)

// The lists of one member that staff and the member himself turn the pages of.
const (
	orderCursor = "order"
	entryCursor = "entry"
)

// OrdersOf shows a page of a member's orders, the latest first, with those of whoever has
// become him.
func (r *Reader) OrdersOf(ctx context.Context, q postgres.Querier, c *edge.Call, m member.ID, p edge.Paging) (page edge.Page[OrderSummary], err error) {
	position, err := edge.Position(orderCursor, p.Cursor, 2)
	if err != nil {
		return page, err
	}
	var after *order.Spot
	if position != nil {
		after = &order.Spot{At: time.UnixMicro(position[0]).UTC(), ID: order.ID(position[1])}
	}
	person, err := r.Members.Person(ctx, q, m)
	if err != nil {
		return page, err
	}
	list, err := r.Orders.List(ctx, q, after, p.Limit+1, person...)
	if err != nil {
		return page, err
	}
	list, next := edge.Cut(list, p.Limit, func(o order.Summary) string {
		return edge.Cursor(orderCursor, o.OccurredAt.UnixMicro(), int64(o.ID))
	})
	shown, err := r.OrderSummaries(ctx, q, c, list)
	return edge.PageOf(shown, next), err
}

// EntriesOf shows a page of a member's movements of an asset ("": of all), the
// latest first.
func (r *Reader) EntriesOf(ctx context.Context, q postgres.Querier, l messages.Language, m member.ID, asset string, p edge.Paging) (page edge.Page[Entry], err error) {
	var of ledger.AssetID
	if asset != "" {
		if of, err = r.AssetByCode(ctx, q, asset); err != nil {
			return page, err
		}
	}
	position, err := edge.Position(entryCursor, p.Cursor, 3)
	if err != nil {
		return page, err
	}
	var after *ledger.Place
	if position != nil {
		after = &ledger.Place{At: time.UnixMicro(position[0]).UTC(), Posting: ledger.PostingID(position[1]), No: int16(position[2])}
	}
	list, err := r.Ledger.Movements(ctx, q, m, of, after, p.Limit+1)
	if err != nil {
		return page, err
	}
	list, next := edge.Cut(list, p.Limit, func(v ledger.Movement) string {
		at := v.Place()
		return edge.Cursor(entryCursor, at.At.UnixMicro(), int64(at.Posting), int64(at.No))
	})
	shown, err := r.Entries(ctx, q, l, m, list)
	return edge.PageOf(shown, next), err
}
