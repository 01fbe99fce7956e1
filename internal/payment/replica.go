package payment

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read. Keys and slips stay here.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "payment.charge", Key: []string{"member_id", "id"}, Change: replica.Updated, Sorted: "asked_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "subject_kind", Type: replica.Text},
				{Name: "subject_id", Type: replica.BigInt},
				{Name: "method", Type: replica.Text},
				{Name: "amount", Type: replica.BigInt},
				{Name: "currency", Type: replica.Text},
				{Name: "state", Type: replica.Text},
				{Name: "refunded_amount", Type: replica.BigInt},
				{Name: "store_id", Type: replica.BigInt, Null: true},
				{Name: "asked_at", Type: replica.Timestamp},
				{Name: "paid_at", Type: replica.Timestamp, Null: true},
			},
		},
		{
			Name: "payment.refund", Key: []string{"member_id", "id"}, Change: replica.Updated, Sorted: "asked_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "charge_id", Type: replica.BigInt},
				{Name: "amount", Type: replica.BigInt},
				{Name: "currency", Type: replica.Text},
				{Name: "state", Type: replica.Text},
				{Name: "asked_at", Type: replica.Timestamp},
				{Name: "done_at", Type: replica.Timestamp, Null: true},
			},
		},
	}
}
