package org

import "habitue/internal/platform/replica"

// Replicated are the tables that analysis may read: where things are, by id and
// code. Names are asked of us, in the reader's language.
func Replicated() []replica.Table {
	return []replica.Table{
		{
			Name: "org.region", Key: []string{"id"}, Change: replica.Whole,
			Columns: []replica.Column{
				{Name: "id", Type: replica.BigInt},
				{Name: "code", Type: replica.Text},
				{Name: "parent_id", Type: replica.BigInt, Null: true},
			},
		},
		{
			Name: "org.brand", Key: []string{"id"}, Change: replica.Whole,
			Columns: []replica.Column{
				{Name: "id", Type: replica.BigInt},
				{Name: "code", Type: replica.Text},
				{Name: "archived_at", Type: replica.Timestamp, Null: true},
			},
		},
		{
			Name: "org.store", Key: []string{"id"}, Change: replica.Whole,
			Columns: []replica.Column{
				{Name: "id", Type: replica.BigInt},
				{Name: "code", Type: replica.Text},
				{Name: "region_id", Type: replica.BigInt, Null: true},
				{Name: "brand_id", Type: replica.BigInt, Null: true},
				{Name: "zone", Type: replica.Text, Null: true},
				{Name: "opened_on", Type: replica.Date, Null: true},
				{Name: "archived_at", Type: replica.Timestamp, Null: true},
			},
		},
		{
			Name: "org.channel", Key: []string{"id"}, Change: replica.Whole,
			Columns: []replica.Column{
				{Name: "id", Type: replica.BigInt},
				{Name: "code", Type: replica.Text},
				{Name: "kind", Type: replica.Text},
				{Name: "archived_at", Type: replica.Timestamp, Null: true},
			},
		},
	}
}
