package order

import (
	"context"
	"maps"
	"slices"
	"time"

	"habitue/internal/platform/postgres"
)

var (
	orderColumns = []string{
		"member_id", "id", "source", "reference", "store_id", "channel_id", "currency", "occurred_at", "recorded_at",
		"local_date", "zone", "till", "cashier", "list_amount", "discount_amount", "paid_amount", "goods_amount",
		"refunded_amount", "tenders", "payload_hash", "run_id", "local_hour",
	}
	lineColumns = []string{
		"member_id", "order_id", "no", "kind", "article_id", "code", "name", "quantity", "scale", "list_amount",
		"discount_amount", "paid_amount", "tax_rate_bps", "tax_included", "tax_amount", "earns",
		"refunded_quantity", "refunded_amount", "local_date",
	}
	refundColumns = []string{
		"member_id", "id", "source", "reference", "store_id", "channel_id", "currency", "occurred_at", "recorded_at",
		"local_date", "zone", "amount", "reason", "payload_hash", "run_id",
	}
	refundLineColumns = []string{
		"member_id", "refund_id", "no", "order_id", "line_no", "code", "name", "quantity", "scale", "amount",
	}
)

// Write keeps new orders and refunds whose references were claimed, within tx.
// What the refunds give back of the new orders must be noted on them already
// (Order.Return).
func (s *Service) Write(ctx context.Context, tx postgres.Tx, orders []*Order, refunds []*Refund) error {
	return s.write(ctx, tx, orders, refunds, nil)
}

// WriteReturned is Write with earlier orders on which more was returned.
func (s *Service) WriteReturned(ctx context.Context, tx postgres.Tx, orders []*Order, refunds []*Refund, returned []*Order) error {
	return s.write(ctx, tx, orders, refunds, returned)
}

func (s *Service) write(ctx context.Context, tx postgres.Tx, orders []*Order, refunds []*Refund, returned []*Order) error {
	var w postgres.Writes
	head, lines := make([][]any, 0, len(orders)), make([][]any, 0, 8*len(orders))
	for _, o := range orders {
		head = append(head, o.row())
		for i := range o.Lines {
			lines = append(lines, o.lineRow(&o.Lines[i]))
		}
	}
	w.Insert(postgres.Rows{Schema: "orders", Table: "orders", Columns: orderColumns, Values: head})
	w.Insert(postgres.Rows{Schema: "orders", Table: "line", Columns: lineColumns, Values: lines})
	queueBuyers(&w, orders)

	head, lines = make([][]any, 0, len(refunds)), make([][]any, 0, 4*len(refunds))
	for _, r := range refunds {
		head = append(head, r.row())
		for _, l := range r.Lines {
			lines = append(lines, r.lineRow(l))
		}
	}
	w.Insert(postgres.Rows{Schema: "orders", Table: "refund", Columns: refundColumns, Values: head})
	w.Insert(postgres.Rows{Schema: "orders", Table: "refund_line", Columns: refundLineColumns, Values: lines})

	for _, o := range returned {
		o.queueReturned(&w)
	}
	return w.Flush(ctx, tx)
}

// queueBuyers notes since when members buy. Who bought before is neither written
// nor locked again.
func queueBuyers(w *postgres.Writes, orders []*Order) {
	first := map[int64]time.Time{}
	for _, o := range orders {
		m := int64(o.Member)
		if day, known := first[m]; m != 0 && (!known || o.LocalDate.Before(day)) {
			first[m] = o.LocalDate
		}
	}
	if len(first) == 0 {
		return
	}
	members := slices.Sorted(maps.Keys(first)) // two writers must not wait for each other
	days := make([]time.Time, len(members))
	for i, m := range members {
		days[i] = first[m]
	}
	w.Update(`
		INSERT INTO orders.buyer AS b (member_id, first_date)
		SELECT r.member_id, r.day FROM unnest($1::bigint[], $2::date[]) WITH ORDINALITY r (member_id, day, no)
		WHERE NOT EXISTS (SELECT FROM orders.buyer k WHERE k.member_id = r.member_id AND k.first_date <= r.day)
		ORDER BY r.no
		ON CONFLICT (member_id) DO UPDATE SET first_date = excluded.first_date, xid = pg_current_xact_id()
		WHERE excluded.first_date < b.first_date`, members, days)
}

func (o *Order) row() []any {
	return []any{
		key(o.Member, int64(o.ID)), int64(o.ID), o.Source, o.Reference, postgres.Null(int64(o.Store)), postgres.Null(int64(o.Channel)),
		o.Currency, o.OccurredAt, o.RecordedAt, o.LocalDate, o.Zone, postgres.Null(o.Till), postgres.Null(o.Cashier),
		o.List, o.Discounted, o.Paid, o.Spending, o.Refunded, tenders(o.Tenders), o.Hash, postgres.Null(o.Run),
		int16(o.LocalHour),
	}
}

func (o *Order) lineRow(l *Line) []any {
	return []any{
		key(o.Member, int64(o.ID)), int64(o.ID), int32(l.No), string(l.Kind), postgres.Null(int64(l.Article)), l.Code, l.Name,
		l.Quantity, int16(l.Scale), l.List, l.Discounted, l.Paid, l.TaxRateBps, l.TaxIncluded, l.Tax, l.Earns,
		l.RefundedQuantity, l.RefundedAmount, o.LocalDate,
	}
}

func (r *Refund) row() []any {
	return []any{
		r.key(), int64(r.ID), r.Source, r.Reference, postgres.Null(int64(r.Store)), postgres.Null(int64(r.Channel)),
		r.Currency, r.OccurredAt, r.RecordedAt, r.LocalDate, r.Zone, r.Amount, postgres.Null(r.Reason), r.Hash, postgres.Null(r.Run),
	}
}

func (r *Refund) lineRow(l RefundLine) []any {
	return []any{
		r.key(), int64(r.ID), int32(l.No), postgres.Null(int64(l.Order)), postgres.Null(int32(l.LineNo)), l.Code, l.Name,
		l.Quantity, int16(l.Scale), l.Amount,
	}
}

// queueReturned writes how much of an earlier order is given back.
func (o *Order) queueReturned(w *postgres.Writes) {
	member := key(o.Member, int64(o.ID))
	w.Update(`UPDATE orders.orders SET refunded_amount = $3, xid = pg_current_xact_id() WHERE member_id = $1 AND id = $2`,
		member, int64(o.ID), o.Refunded)
	for _, l := range o.Lines {
		if l.RefundedQuantity > 0 || l.RefundedAmount > 0 {
			w.Update(`UPDATE orders.line SET refunded_quantity = $4, refunded_amount = $5, xid = pg_current_xact_id()
				WHERE member_id = $1 AND order_id = $2 AND no = $3`,
				member, int64(o.ID), int32(l.No), l.RefundedQuantity, l.RefundedAmount)
		}
	}
}

func tenders(list []Tender) any {
	if len(list) == 0 {
		return nil
	}
	return list
}
