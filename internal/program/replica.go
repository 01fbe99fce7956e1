package program

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read: what orders earned, line by
// line. Why stands here.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "program.earning", Key: []string{"member_id", "order_id"}, Change: replica.Appended, Sorted: "occurred_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "order_id", Type: replica.BigInt},
				{Name: "posting_id", Type: replica.BigInt, Null: true},
				{Name: "rule_id", Type: replica.BigInt},
				{Name: "rule_version", Type: replica.Integer},
				{Name: "level", Type: replica.Text},
				{Name: "points", Type: replica.BigInt},
				{Name: "growth", Type: replica.BigInt},
				{Name: "line_nos", Type: replica.Integers},
				{Name: "line_points", Type: replica.BigInts},
				{Name: "line_growth", Type: replica.BigInts},
				{Name: "occurred_at", Type: replica.Timestamp},
				{Name: "recorded_at", Type: replica.Timestamp},
			},
		},
		{
			Name: "program.taking", Key: []string{"member_id", "refund_id", "order_id"}, Change: replica.Appended, Sorted: "recorded_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "refund_id", Type: replica.BigInt},
				{Name: "order_id", Type: replica.BigInt},
				{Name: "posting_id", Type: replica.BigInt, Null: true},
				{Name: "points", Type: replica.BigInt},
				{Name: "growth", Type: replica.BigInt},
				{Name: "recorded_at", Type: replica.Timestamp},
			},
		},
	}
}
