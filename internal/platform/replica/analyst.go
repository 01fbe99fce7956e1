package replica

import (
	"context"
	"fmt"
)

// Analyst answers analytic SQL over the declared tables.
type Analyst interface {
	// Query runs one statement with parameters $1, $2 …; a slice may be one, for = ANY($1).
	Query(ctx context.Context, sql string, args ...any) (Rows, error)
}

// Rows are what a query answers, one after the other.
type Rows interface {
	Next() bool
	Scan(dest ...any) error
	Err() error
	Close()
}

// Collect runs a query and makes a value of each row.
func Collect[T any](ctx context.Context, a Analyst, sql string, args []any, row func(Rows) (T, error)) ([]T, error) {
	rows, err := a.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		v, err := row(rows)
		if err != nil {
			return nil, fmt.Errorf("read row: %w", err)
		}
		list = append(list, v)
	}
	return list, rows.Err()
}
