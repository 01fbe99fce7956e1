package member

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/platform/postgres"
)

// lately is how many of those whom somebody invited are named by when they joined.
const lately = 20

// Invited is who joined because a member invited them. Who they are is theirs to tell.
type Invited struct {
	Joined int
	Lately []time.Time // when the latest joined, the last one first
}

// Invited returns who joined by the invitation of a member, or of whoever was merged
// into him. Who came in twice and was merged is one.
func (s *Service) Invited(ctx context.Context, q postgres.Querier, id ID) (Invited, error) {
	kin, err := s.Absorbed(ctx, q, id)
	if err != nil {
		return Invited{}, err
	}
	all := postgres.IDs(append(kin, id))
	n, err := query(q).CountInvited(ctx, all)
	if err != nil {
		return Invited{}, fmt.Errorf("count whom member %d invited: %w", id, err)
	}
	when, err := query(q).InvitedLately(ctx, all, lately)
	if err != nil {
		return Invited{}, fmt.Errorf("read whom member %d invited: %w", id, err)
	}
	invited := Invited{Joined: int(n), Lately: when}
	for i := range when {
		when[i] = when[i].UTC()
	}
	return invited, nil
}
