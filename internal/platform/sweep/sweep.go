// Package sweep takes away rows that are old, some at a time.
//
// Whoever owns a table says by two statements what is old in it and how it goes:
//
//	Count   $1 before                how many are older, and the oldest that is not
//	Remove  $1 before, $2 at most    takes some of them away
//
// Remove passes over rows that somebody else holds (FOR UPDATE SKIP LOCKED), so that
// two who sweep at once share the work, and one that is cut off leaves the rest.
package sweep

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/platform/postgres"
)

// Aging is data that goes with age: rows, or whole partitions of them.
type Aging interface {
	// Old counts what is older than before.
	Old(ctx context.Context, q postgres.Querier, before time.Time) (Found, error)
	// Sweep takes some of it away, and says how many rows; none: there are no more.
	Sweep(ctx context.Context, tx postgres.Tx, before time.Time, most int) (int64, error)
}

// Rows are what goes with age.
type Rows struct{ Count, Remove string }

// Found is what there is of old rows.
type Found struct {
	Old    int64
	Oldest time.Time // of those that stay; zero: none does
}

// Old counts what is older than before.
func (r Rows) Old(ctx context.Context, q postgres.Querier, before time.Time) (f Found, err error) {
	var oldest *time.Time
	if err := q.QueryRow(ctx, r.Count, before).Scan(&f.Old, &oldest); err != nil {
		return f, fmt.Errorf("count old rows: %w", err)
	}
	f.Oldest = postgres.Value(oldest).UTC()
	return f, nil
}

// Sweep takes away at most so many of what is older than before, and says how many.
func (r Rows) Sweep(ctx context.Context, tx postgres.Tx, before time.Time, most int) (int64, error) {
	tag, err := tx.Exec(ctx, r.Remove, before, most)
	if err != nil {
		return 0, fmt.Errorf("remove old rows: %w", err)
	}
	return tag.RowsAffected(), nil
}
