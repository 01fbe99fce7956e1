package replica

import (
	"context"

	"habitue/internal/platform/postgres"
)

// Postgres lets PostgreSQL itself answer analytic SQL: on a sharded
// installation, in tests that compare the engines, and until a replica is there.
// The pool must be one that may scan and join freely.
type Postgres struct{ DB postgres.Querier }

// Query implements Analyst.
func (p Postgres) Query(ctx context.Context, sql string, args ...any) (Rows, error) {
	return p.DB.Query(ctx, sql, args...)
}
