package ledger

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// MovedFor is what postings changed on the members' side, of all assets together, by
// what caused them; of causes of certain kinds. Who sells value compares it with what
// was sold. It reads all entries.
func (s *Service) MovedFor(ctx context.Context, q postgres.Querier, kinds ...string) (map[Ref]int64, error) {
	rows, err := q.Query(ctx, `
		SELECT p.ref_kind, p.ref_id, sum(e.amount)::bigint
		FROM ledger.posting p JOIN ledger.entry e ON e.member_id = p.member_id AND e.posting_id = p.id
		WHERE p.ref_kind = ANY ($1) AND e.account IN ('available', 'pending')
		GROUP BY p.ref_kind, p.ref_id`, kinds)
	if err != nil {
		return nil, fmt.Errorf("sum entries by cause: %w", err)
	}
	moved := map[Ref]int64{}
	var of Ref
	var sum int64
	if _, err := pgx.ForEachRow(rows, []any{&of.Kind, &of.ID, &sum}, func() error { moved[of] = sum; return nil }); err != nil {
		return nil, fmt.Errorf("sum entries by cause: %w", err)
	}
	return moved, nil
}
