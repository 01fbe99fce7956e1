package event

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
)

// Proofs are what must hold of behaviour at any instant.
func (s *Service) Proofs() []check.Proof {
	return []check.Proof{{Name: "event.erased_left_nothing", Broken: s.leftByErased}}
}

// leftByErased finds behaviour of members who are erased, page by page.
func (s *Service) leftByErased(ctx context.Context, q postgres.Querier) (broken []string, err error) {
	const page = 1_000
	for after := member.ID(0); ; {
		erased, err := s.Members.ErasedAfter(ctx, q, after, page)
		if err != nil {
			return nil, err
		}
		rows, err := q.Query(ctx, `SELECT DISTINCT member_id FROM event.event WHERE member_id = ANY ($1::bigint[])
			UNION SELECT owner FROM event.visitor WHERE owner = ANY ($1::bigint[])`, postgres.IDs(erased))
		if err != nil {
			return nil, fmt.Errorf("look for behaviour of who is erased: %w", err)
		}
		left, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		if err != nil {
			return nil, fmt.Errorf("look for behaviour of who is erased: %w", err)
		}
		for _, id := range left {
			broken = append(broken, fmt.Sprintf("member %d is erased, and what he did is still there", id))
		}
		if len(erased) < page {
			return broken, nil
		}
		after = erased[len(erased)-1]
	}
}
