package member

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read. Of a person it holds an id
// and what rules may read; nothing by which somebody could be found, the number
// on the card included.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "member.member", Key: []string{"member_id"}, Change: replica.Updated, Sorted: "joined_at",
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "status", Type: replica.Text},
				{Name: "joined_at", Type: replica.Timestamp},
				{Name: "recorded_at", Type: replica.Timestamp},
				{Name: "source", Type: replica.Text},
				{Name: "store_id", Type: replica.BigInt, Null: true},
				{Name: "channel_id", Type: replica.BigInt, Null: true},
				{Name: "birth_month", Type: replica.SmallInt, Null: true},
				{Name: "merged_into", Type: replica.BigInt, Null: true},
			},
		},
		{
			Name: "member.label", Key: []string{"member_id", "label"}, Change: replica.Updated,
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "label", Type: replica.Text},
				{Name: "source", Type: replica.Text},
				{Name: "since", Type: replica.Timestamp},
				{Name: "expires_at", Type: replica.Timestamp, Null: true},
			},
		},
		{
			Name: "member.origin", Key: []string{"member_id"}, Change: replica.Appended,
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "adviser", Type: replica.Text, Null: true},
				{Name: "poster", Type: replica.Text, Null: true},
				{Name: "inviter_id", Type: replica.BigInt, Null: true},
			},
		},
		{
			Name: "member.consent", Key: []string{"member_id", "consent_id"}, Change: replica.Appended,
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "consent_id", Type: replica.BigInt},
				{Name: "purpose", Type: replica.Text},
				{Name: "channel", Type: replica.Text},
				{Name: "granted", Type: replica.Boolean},
				{Name: "text_version", Type: replica.Integer, Null: true},
				{Name: "via", Type: replica.Text},
				{Name: "store_id", Type: replica.BigInt, Null: true},
				{Name: "occurred_at", Type: replica.Timestamp},
				{Name: "recorded_at", Type: replica.Timestamp},
			},
		},
		{
			Name: "member.consent_unsaid", Key: []string{"member_id", "consent_id"}, Change: replica.Appended,
			Columns: []replica.Column{
				{Name: "member_id", Type: replica.BigInt},
				{Name: "consent_id", Type: replica.BigInt},
				{Name: "unsaid_at", Type: replica.Timestamp},
			},
		},
	}
}
