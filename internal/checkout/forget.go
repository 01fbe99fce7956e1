package checkout

import (
	"context"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Forgetter keeps members from being erased in the middle of a checkout, and blanks
// why goods were given back.
func (s *Service) Forgetter() member.Forgetter {
	return forgetter{member.Texts{`UPDATE checkout.return SET reason = '' WHERE member_id = ANY ($1::bigint[])`}}
}

type forgetter struct{ member.Texts }

// Foresee implements member.Forgetter.
func (forgetter) Foresee(ctx context.Context, tx postgres.Tx, f member.Forgetting) ([]member.Loss, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM checkout.checkout WHERE member_id = ANY ($1::bigint[]) AND state IN ('open', 'waiting')`,
		postgres.IDs(f.All())).Scan(&n)
	if err != nil {
		return nil, fmt.Errorf("count open checkouts of member %d: %w", f.Member, err)
	}
	if n == 0 {
		return nil, nil
	}
	return []member.Loss{{Bar: member.Open, Effect: member.Effect{Code: "checkout.erase.open", Params: map[string]any{"checkouts": n}}}}, nil
}
