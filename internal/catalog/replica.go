package catalog

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read, without names.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "catalog.brand", Key: []string{"id"}, Change: replica.Whole,
			Columns: []replica.Column{
				{Name: "id", Type: replica.BigInt},
				{Name: "code", Type: replica.Text},
			},
		},
		{
			Name: "catalog.category", Key: []string{"id"}, Change: replica.Whole,
			Columns: []replica.Column{
				{Name: "id", Type: replica.BigInt},
				{Name: "code", Type: replica.Text},
				{Name: "parent_id", Type: replica.BigInt, Null: true},
			},
		},
		{
			Name: "catalog.article", Key: []string{"id"}, Change: replica.Whole,
			Columns: []replica.Column{
				{Name: "id", Type: replica.BigInt},
				{Name: "code", Type: replica.Text},
				{Name: "kind", Type: replica.Text},
				{Name: "category_id", Type: replica.BigInt, Null: true},
				{Name: "brand_id", Type: replica.BigInt, Null: true},
				{Name: "earns", Type: replica.Boolean},
				{Name: "archived_at", Type: replica.Timestamp, Null: true},
			},
		},
	}
}
