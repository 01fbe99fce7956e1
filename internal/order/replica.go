package order

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read. What tills wrote by hand
// (names, reasons, cashiers, their own numbers) stays here.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "orders.orders", Key: []string{"member_id", "id"}, Change: replica.Updated, Sorted: "local_date",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "source", Type: replica.Text},
				{Name: "store_id", Type: replica.BigInt, Null: true},
				{Name: "channel_id", Type: replica.BigInt, Null: true},
				{Name: "currency", Type: replica.Text},
				{Name: "occurred_at", Type: replica.Timestamp},
				{Name: "recorded_at", Type: replica.Timestamp},
				{Name: "local_date", Type: replica.Date},
				{Name: "local_hour", Type: replica.SmallInt},
				{Name: "list_amount", Type: replica.BigInt},
				{Name: "discount_amount", Type: replica.BigInt},
				{Name: "paid_amount", Type: replica.BigInt},
				{Name: "goods_amount", Type: replica.BigInt},
				{Name: "refunded_amount", Type: replica.BigInt},
				{Name: "run_id", Type: replica.BigInt, Null: true},
				{Name: "moved_to", Type: replica.BigInt, Null: true},
			},
		},
		{
			Name: "orders.buyer", Key: []string{"member_id"}, Change: replica.Updated,
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "first_date", Type: replica.Date},
			},
		},
		{
			Name: "orders.line", Key: []string{"member_id", "order_id", "no"}, Change: replica.Updated, Sorted: "local_date",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "order_id", Type: replica.BigInt},
				{Name: "no", Type: replica.Integer},
				{Name: "local_date", Type: replica.Date},
				{Name: "kind", Type: replica.Text},
				{Name: "article_id", Type: replica.BigInt, Null: true},
				{Name: "code", Type: replica.Text},
				{Name: "quantity", Type: replica.BigInt},
				{Name: "scale", Type: replica.SmallInt},
				{Name: "list_amount", Type: replica.BigInt},
				{Name: "discount_amount", Type: replica.BigInt},
				{Name: "paid_amount", Type: replica.BigInt},
				{Name: "tax_amount", Type: replica.BigInt},
				{Name: "earns", Type: replica.Boolean},
				{Name: "refunded_quantity", Type: replica.BigInt},
				{Name: "refunded_amount", Type: replica.BigInt},
			},
		},
		{
			Name: "orders.refund", Key: []string{"member_id", "id"}, Change: replica.Appended, Sorted: "local_date",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "source", Type: replica.Text},
				{Name: "store_id", Type: replica.BigInt, Null: true},
				{Name: "channel_id", Type: replica.BigInt, Null: true},
				{Name: "currency", Type: replica.Text},
				{Name: "occurred_at", Type: replica.Timestamp},
				{Name: "recorded_at", Type: replica.Timestamp},
				{Name: "local_date", Type: replica.Date},
				{Name: "amount", Type: replica.BigInt},
				{Name: "run_id", Type: replica.BigInt, Null: true},
			},
		},
		{
			Name: "orders.refund_line", Key: []string{"member_id", "refund_id", "no"}, Change: replica.Appended, Sorted: "refund_id",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "refund_id", Type: replica.BigInt},
				{Name: "no", Type: replica.Integer},
				{Name: "order_id", Type: replica.BigInt, Null: true},
				{Name: "line_no", Type: replica.Integer, Null: true},
				{Name: "code", Type: replica.Text},
				{Name: "quantity", Type: replica.BigInt},
				{Name: "scale", Type: replica.SmallInt},
				{Name: "amount", Type: replica.BigInt},
			},
		},
	}
}
