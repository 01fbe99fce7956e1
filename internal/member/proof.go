package member

import (
	"context"
	"fmt"

	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
)

// Proofs are what must hold of who is who.
func Proofs() []check.Proof {
	return []check.Proof{
		check.None("member.merged_lead_on",
			func(ctx context.Context, q postgres.Querier) ([]int64, error) { return query(q).OffMerges(ctx) },
			func(id int64) string {
				return fmt.Sprintf("member %d was merged and does not lead to one who lives", id)
			}),
		check.None("member.erased_are_gone",
			func(ctx context.Context, q postgres.Querier) ([]int64, error) { return query(q).Unforgotten(ctx) },
			func(id int64) string {
				return fmt.Sprintf("member %d was erased, and something of him is left", id)
			}),
	}
}
