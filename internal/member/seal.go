package member

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// Seal seals a text under the key of a member, for a capability that keeps something
// he or somebody else wrote of him. It opens at the same place only, and never again
// once he was erased. Errors: ErrUnknown, ErrErased.
func (s *Service) Seal(ctx context.Context, q postgres.Querier, id ID, at, text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	data, err := s.dataKey(ctx, q, id)
	if err != nil {
		return nil, err
	}
	return data.Seal(text, place(id, at, firstVersion)), nil
}

// Unseal opens what Seal sealed. Errors: ErrErased, secret.ErrSealed.
func (s *Service) Unseal(ctx context.Context, q postgres.Querier, id ID, at string, sealed []byte) (string, error) {
	if sealed == nil {
		return "", nil
	}
	data, err := s.dataKey(ctx, q, id)
	if err != nil {
		return "", err
	}
	return data.Open(sealed, place(id, at, firstVersion))
}

func (s *Service) dataKey(ctx context.Context, q postgres.Querier, id ID) (*secret.DataKey, error) {
	row, err := query(q).DataKey(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, ErrErased.With("member", int64(id))
	}
	if err != nil {
		return nil, fmt.Errorf("read key of member %d: %w", id, err)
	}
	return s.keys.Unwrap(secret.Wrapped{MasterKeyID: row.MasterKeyID, Key: row.Wrapped}, owner(id))
}
