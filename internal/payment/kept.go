package payment

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// KeptFor is the money that is kept of each thing of a kind: what was paid less what
// was given back. Proofs compare it with what was sold.
func (s *Service) KeptFor(ctx context.Context, q postgres.Querier, kind string) (map[int64]int64, error) {
	rows, err := q.Query(ctx, `SELECT subject_id, sum(amount - refunded_amount)::bigint FROM payment.charge
		WHERE subject_kind = $1 AND state = 'paid' GROUP BY subject_id`, kind)
	if err != nil {
		return nil, fmt.Errorf("sum charges: %w", err)
	}
	kept := map[int64]int64{}
	var id, sum int64
	if _, err := pgx.ForEachRow(rows, []any{&id, &sum}, func() error { kept[id] = sum; return nil }); err != nil {
		return nil, fmt.Errorf("sum charges: %w", err)
	}
	return kept, nil
}
