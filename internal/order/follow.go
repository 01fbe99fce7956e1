package order

import (
	"context"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Follower says which orders go when members become two again. Nothing moves: an order
// stays under whose identity was shown when it came in (member.Bearer), and so goes back
// with him.
func (s *Service) Follower() member.Follower { return follower{s} }

type follower struct{ orders *Service }

// Preview implements member.Follower: of an undoing, how many orders came in since the
// merge under identities of who goes.
func (f follower) Preview(ctx context.Context, tx postgres.Tx, m member.Merging, undo bool) ([]member.Effect, error) {
	if !undo {
		return nil, nil
	}
	brought, err := f.orders.Members.Brought(ctx, tx, m.From)
	if err != nil {
		return nil, err
	}
	n, err := query(tx).CountSince(ctx, postgres.IDs(brought), m.MadeAt)
	if err != nil {
		return nil, fmt.Errorf("count orders since merge %d: %w", m.ID, err)
	}
	return []member.Effect{{Code: "order.merge.returns", Params: map[string]any{"orders": n}}}, nil
}

// Merge implements member.Follower.
func (follower) Merge(context.Context, postgres.Tx, member.Merging) error { return nil }

// Unmerge implements member.Follower.
func (follower) Unmerge(context.Context, postgres.Tx, member.Merging) error { return nil }
