package member

import (
	"context"

	"habitue/internal/platform/postgres"
)

// Resolve returns the member to whom an identity leads.
// Errors: ErrBadIdentity, ErrUnknown.
func (s *Service) Resolve(ctx context.Context, q postgres.Querier, kind Kind, value string) (ID, error) {
	settings, err := s.org.Settings(ctx, q)
	if err != nil {
		return 0, err
	}
	folded, err := Fold(kind, value, settings.Country)
	if err != nil {
		return 0, err
	}
	blind := s.keys.Blind(string(kind), folded)
	owners, err := readOwners(ctx, q, []string{string(kind)}, [][]byte{blind})
	if err != nil {
		return 0, err
	}
	if id, ok := owners[handle{kind, string(blind)}]; ok {
		return id, nil
	}
	return 0, ErrUnknown.With("kind", string(kind))
}

// ResolveMany returns the members to whom the identities lead, with one query.
// What is unknown, or cannot be an identity of its kind, is not in the answer.
func (s *Service) ResolveMany(ctx context.Context, q postgres.Querier, keys []Key) (map[Key]ID, error) {
	settings, err := s.org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	asked := make(map[Key]handle, len(keys))
	var kinds []string
	var blinds [][]byte
	for _, k := range keys {
		if _, twice := asked[k]; twice {
			continue
		}
		folded, err := Fold(k.Kind, k.Value, settings.Country)
		if err != nil {
			continue
		}
		blind := s.keys.Blind(string(k.Kind), folded)
		asked[k] = handle{k.Kind, string(blind)}
		kinds, blinds = append(kinds, string(k.Kind)), append(blinds, blind)
	}
	owners, err := readOwners(ctx, q, kinds, blinds)
	if err != nil {
		return nil, err
	}
	found := make(map[Key]ID, len(owners))
	for k, h := range asked {
		if id, ok := owners[h]; ok {
			found[k] = id
		}
	}
	return found, nil
}
