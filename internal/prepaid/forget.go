package prepaid

import (
	"context"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Forgetter keeps members from being erased while they pay for stored value, and
// blanks why some was paid out. That what is left is paid out first, the ledger sees
// to.
func (s *Service) Forgetter() member.Forgetter {
	return forgetter{member.Texts{`UPDATE prepaid.refund SET reason = '' WHERE member_id = ANY ($1::bigint[])`}}
}

type forgetter struct{ member.Texts }

// Foresee implements member.Forgetter.
func (forgetter) Foresee(ctx context.Context, tx postgres.Tx, f member.Forgetting) ([]member.Loss, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM prepaid.top_up WHERE member_id = ANY ($1::bigint[]) AND state = 'open'`, postgres.IDs(f.All())).Scan(&n)
	if err != nil {
		return nil, fmt.Errorf("count open top-ups of member %d: %w", f.Member, err)
	}
	if n == 0 {
		return nil, nil
	}
	return []member.Loss{{Bar: member.Open, Effect: member.Effect{Code: "prepaid.erase.open", Params: map[string]any{"top_ups": n}}}}, nil
}
