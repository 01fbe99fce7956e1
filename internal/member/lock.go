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
