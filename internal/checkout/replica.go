package checkout

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read. What a basket was priced from
// stays here.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "checkout.checkout", Key: []string{"member_id", "id"}, Change: replica.Updated, Sorted: "opened_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "state", Type: replica.Text},
				{Name: "store_id", Type: replica.BigInt, Null: true},
				{Name: "currency", Type: replica.Text},
				{Name: "payable", Type: replica.BigInt},
				{Name: "opened_at", Type: replica.Timestamp},
				{Name: "ended_at", Type: replica.Timestamp, Null: true},
				{Name: "order_id", Type: replica.BigInt, Null: true},
			},
		},
		{
			Name: "checkout.return", Key: []string{"member_id", "id"}, Change: replica.Appended, Sorted: "returned_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "checkout_id", Type: replica.BigInt},
				{Name: "refund_id", Type: replica.BigInt},
				{Name: "returned_at", Type: replica.Timestamp},
			},
		},
		{
			Name: "checkout.exchange", Key: []string{"member_id", "return_id"}, Change: replica.Appended, Sorted: "exchanged_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "return_id", Type: replica.BigInt},
				{Name: "checkout_id", Type: replica.BigInt},
				{Name: "carried", Type: replica.BigInt},
				{Name: "given_back", Type: replica.BigInt},
				{Name: "exchanged_at", Type: replica.Timestamp},
			},
		},
	}
}
