package ledger

import "habitue/internal/platform/replica"

// byPosting is how entries and draws are found: with their posting.
var byPosting = &replica.With{Table: "ledger.posting", Ours: []string{"member_id", "posting_id"}, Theirs: []string{"member_id", "id"}}

// Replicated are the tables that analysis may read. Keys, notes and what the
// Merkle log needs stay here.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "ledger.asset", Key: []string{"id"}, Change: replica.Whole,
			Columns: []replica.Column{
				{Name: "id", Type: replica.SmallInt},
				{Name: "code", Type: replica.Text},
				{Name: "kind", Type: replica.Text},
				{Name: "brand_id", Type: replica.BigInt, Null: true},
				{Name: "currency", Type: replica.Text, Null: true},
				{Name: "archived_at", Type: replica.Timestamp, Null: true},
			},
		},
		{
			// What is held changes without a posting, and is not copied.
			Name: "ledger.account", Key: []string{"member_id", "asset_id"}, Change: replica.Updated,
			With: &replica.With{Table: "ledger.posting", Ours: []string{"member_id"}, Theirs: []string{"member_id"}},
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "asset_id", Type: replica.SmallInt},
				{Name: "balance", Type: replica.BigInt},
				{Name: "pending", Type: replica.BigInt},
				{Name: "owed", Type: replica.BigInt},
				{Name: "active_at", Type: replica.Timestamp, Null: true},
			},
		},
		{
			Name: "ledger.posting", Key: []string{"member_id", "id"}, Change: replica.Appended, Sorted: "occurred_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "reason", Type: replica.Text},
				{Name: "ref_kind", Type: replica.Text, Null: true},
				{Name: "ref_id", Type: replica.BigInt, Null: true},
				{Name: "rule_id", Type: replica.BigInt, Null: true},
				{Name: "rule_version", Type: replica.Integer, Null: true},
				{Name: "reverses_id", Type: replica.BigInt, Null: true},
				{Name: "staff_id", Type: replica.BigInt, Null: true},
				{Name: "occurred_at", Type: replica.Timestamp},
				{Name: "recorded_at", Type: replica.Timestamp},
			},
		},
		{
			Name: "ledger.entry", Key: []string{"member_id", "posting_id", "no"}, Change: replica.Appended, Sorted: "posting_id",
			With: byPosting,
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "posting_id", Type: replica.BigInt},
				{Name: "no", Type: replica.SmallInt},
				{Name: "asset_id", Type: replica.SmallInt},
				{Name: "account", Type: replica.Text},
				{Name: "amount", Type: replica.BigInt},
			},
		},
		{
			Name: "ledger.lot", Key: []string{"member_id", "id"}, Change: replica.Updated, Sorted: "credited_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "id", Type: replica.BigInt},
				{Name: "asset_id", Type: replica.SmallInt},
				{Name: "posting_id", Type: replica.BigInt},
				{Name: "amount", Type: replica.BigInt},
				{Name: "remaining", Type: replica.BigInt},
				{Name: "expired", Type: replica.BigInt},
				{Name: "matured", Type: replica.Boolean},
				{Name: "matures_at", Type: replica.Timestamp},
				{Name: "expires_at", Type: replica.Timestamp, Null: true},
				{Name: "credited_at", Type: replica.Timestamp},
				{Name: "idle_months", Type: replica.SmallInt, Null: true},
			},
		},
		{
			Name: "ledger.draw", Key: []string{"member_id", "posting_id", "lot_id"}, Change: replica.Appended, Sorted: "posting_id",
			With: byPosting,
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "posting_id", Type: replica.BigInt},
				{Name: "lot_id", Type: replica.BigInt},
				{Name: "amount", Type: replica.BigInt},
			},
		},
	}
}
