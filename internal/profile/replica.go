package profile

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "profile.rfm", Key: []string{"member_id", "brand_id"}, Change: replica.Updated,
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "brand_id", Type: replica.BigInt},
				{Name: "as_of", Type: replica.Date},
				{Name: "first_order_on", Type: replica.Date, Null: true},
				{Name: "last_order_on", Type: replica.Date, Null: true},
				{Name: "orders", Type: replica.BigInt},
				{Name: "spend", Type: replica.BigInt},
				{Name: "r", Type: replica.SmallInt},
				{Name: "f", Type: replica.SmallInt},
				{Name: "m", Type: replica.SmallInt},
				{Name: "class", Type: replica.Text},
				{Name: "since", Type: replica.Date},
				{Name: "rule_version", Type: replica.Integer},
				{Name: "rule_no", Type: replica.SmallInt},
			},
		},
		{
			Name: "profile.change", Key: []string{"member_id", "id"}, Change: replica.Appended, Sorted: "recorded_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "brand_id", Type: replica.BigInt},
				{Name: "from_class", Type: replica.Text},
				{Name: "to_class", Type: replica.Text},
				{Name: "cause", Type: replica.Text},
				{Name: "as_of", Type: replica.Date},
				{Name: "recorded_at", Type: replica.Timestamp},
			},
		},
	}
}
