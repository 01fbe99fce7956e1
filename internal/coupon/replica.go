package coupon

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read. Codes and keys stay here:
// whoever knows one may use it.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "coupon.template", Key: []string{"id"}, Change: replica.Whole,
			Columns: []replica.Column{
				{Name: "id", Type: replica.BigInt},
				{Name: "code", Type: replica.Text},
				{Name: "brand_id", Type: replica.BigInt, Null: true},
				{Name: "currency", Type: replica.Text},
				{Name: "ended_at", Type: replica.Timestamp, Null: true},
			},
		},
		{
			Name: "coupon.coupon", Key: []string{"member_id", "id"}, Change: replica.Updated, Sorted: "issued_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "template_id", Type: replica.BigInt},
				{Name: "version", Type: replica.Integer},
				{Name: "source", Type: replica.Text},
				{Name: "born", Type: replica.Boolean},
				{Name: "status", Type: replica.Text},
				{Name: "issued_at", Type: replica.Timestamp},
				{Name: "valid_from", Type: replica.Timestamp},
				{Name: "expires_at", Type: replica.Timestamp},
				{Name: "seen_at", Type: replica.Timestamp, Null: true},
				{Name: "locked_at", Type: replica.Timestamp, Null: true},
				{Name: "redeemed_at", Type: replica.Timestamp, Null: true},
				{Name: "order_id", Type: replica.BigInt, Null: true},
				{Name: "saved", Type: replica.BigInt, Null: true},
				{Name: "returned_at", Type: replica.Timestamp, Null: true},
			},
		},
	}
}
