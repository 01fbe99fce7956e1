package tier

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "tier.standing", Key: []string{"member_id", "ladder_id"}, Change: replica.Updated,
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "ladder_id", Type: replica.BigInt},
				{Name: "level", Type: replica.Text},
				{Name: "since", Type: replica.Timestamp},
				{Name: "review_at", Type: replica.Timestamp, Null: true},
				{Name: "ladder_version", Type: replica.Integer},
			},
		},
		{
			Name: "tier.change", Key: []string{"member_id", "id"}, Change: replica.Appended, Sorted: "effective_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "ladder_id", Type: replica.BigInt},
				{Name: "from_level", Type: replica.Text},
				{Name: "to_level", Type: replica.Text},
				{Name: "cause", Type: replica.Text},
				{Name: "ref_id", Type: replica.BigInt, Null: true},
				{Name: "spend", Type: replica.BigInt},
				{Name: "ladder_version", Type: replica.Integer},
				{Name: "effective_at", Type: replica.Timestamp},
				{Name: "recorded_at", Type: replica.Timestamp},
			},
		},
	}
}
