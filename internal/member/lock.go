package member

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// maxMerges bounds how far a merged member leads on.
const maxMerges = 16

// Lock lets nobody else work on the member until tx ends, and returns the member
// who stands for him: himself, or the one into whom he was merged, who is then
// locked as well. Whoever locks several does so in ascending order.
// Errors: ErrUnknown.
func (s *Service) Lock(ctx context.Context, tx postgres.Tx, id ID) (ID, error) {
	for range maxMerges {
		into, err := query(tx).Lock(ctx, int64(id))
		if errors.Is(err, pgx.ErrNoRows) {
			return 0, ErrUnknown.With("member", int64(id))
		}
		if err != nil {
			return 0, fmt.Errorf("lock member %d: %w", id, err)
		}
		if into == nil {
			return id, nil
		}
		id = ID(*into)
	}
	return 0, fmt.Errorf("lock member %d: merged in a circle", id)
}

// Absorbed returns whoever was merged into a member, at once or by way of others, in
// ascending order.
func (s *Service) Absorbed(ctx context.Context, q postgres.Querier, into ID) ([]ID, error) {
	list, err := query(q).Absorbed(ctx, int64(into))
	if err != nil {
		return nil, fmt.Errorf("find who was merged into %d: %w", into, err)
	}
	ids := make([]ID, len(list))
	for i, id := range list {
		ids[i] = ID(id)
	}
	return ids, nil
}
