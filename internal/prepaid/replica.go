package prepaid

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read: what was sold and paid out. By
// which terms stands here.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "prepaid.top_up", Key: []string{"member_id", "id"}, Change: replica.Updated, Sorted: "opened_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "state", Type: replica.Text},
				{Name: "currency", Type: replica.Text},
				{Name: "principal", Type: replica.BigInt},
				{Name: "bonus", Type: replica.BigInt},
				{Name: "refunded", Type: replica.BigInt},
				{Name: "store_id", Type: replica.BigInt, Null: true},
				{Name: "opened_at", Type: replica.Timestamp},
				{Name: "ended_at", Type: replica.Timestamp, Null: true},
			},
		},
		{
			Name: "prepaid.refund", Key: []string{"member_id", "id"}, Change: replica.Appended, Sorted: "refunded_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "currency", Type: replica.Text},
				{Name: "money", Type: replica.BigInt},
				{Name: "bonus", Type: replica.BigInt},
				{Name: "refunded_at", Type: replica.Timestamp},
			},
		},
		{
			Name: "prepaid.gift", Key: []string{"member_id", "id"}, Change: replica.Appended, Sorted: "given_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "taker", Type: replica.BigInt},
				{Name: "currency", Type: replica.Text},
				{Name: "principal", Type: replica.BigInt},
				{Name: "bonus", Type: replica.BigInt},
				{Name: "given_at", Type: replica.Timestamp},
			},
		},
	}
}
