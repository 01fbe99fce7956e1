package member

import (
	"context"

	"habitue/internal/platform/postgres"
)

// Resolve returns the member to whom an identity leads.
// Errors: ErrBadIdentity, ErrUnknown.
func (s *Service) Resolve(ctx context.Context, q postgres.Querier, kind Kind, value string) (ID, error) {
	k, err := s.folded(ctx, q, kind, value)
	if err != nil {
		return 0, err
	}
	owners, err := s.owners(ctx, q, k)
	if err != nil {
		return 0, err
	}
	if id, ok := owners[k]; ok {
		return id, nil
	}
	return 0, ErrUnknown.With("kind", string(kind))
}

// ResolveNow is Resolve as committed now, in a trip that is shared with whoever asks at
// the same time.
// Errors: ErrBadIdentity, ErrUnknown.
func (s *Service) ResolveNow(ctx context.Context, kind Kind, value string) (ID, error) {
	k, err := s.folded(ctx, s.db, kind, value)
	if err != nil {
		return 0, err
	}
	id, found, err := s.resolving.One(ctx, k)
	if err == nil && !found {
		err = ErrUnknown.With("kind", string(kind))
	}
	return id, err
}

func (s *Service) folded(ctx context.Context, q postgres.Querier, kind Kind, value string) (key, error) {
	settings, err := s.org.Settings(ctx, q)
	if err != nil {
		return key{}, err
	}
	folded, err := Fold(kind, value, settings.Country)
	return key{kind, folded}, err
}

// ResolveMany returns the members to whom the identities lead, with one query.
// What is unknown, or cannot be an identity of its kind, is not in the answer.
func (s *Service) ResolveMany(ctx context.Context, q postgres.Querier, keys []Key) (map[Key]ID, error) {
	asked, owners, err := s.ownersOf(ctx, q, keys)
	if err != nil {
		return nil, err
	}
	found := make(map[Key]ID, len(owners))
	for k, folded := range asked {
		if id, ok := owners[folded]; ok {
			found[k] = id
		}
	}
	return found, nil
}

// ownersOf folds the keys that are identities, and reads whose those are.
func (s *Service) ownersOf(ctx context.Context, q postgres.Querier, keys []Key) (asked map[Key]key, owners map[key]ID, err error) {
	settings, err := s.org.Settings(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	asked = make(map[Key]key, len(keys))
	var want []key
	for _, k := range keys {
		if _, twice := asked[k]; twice {
			continue
		}
		folded, err := Fold(k.Kind, k.Value, settings.Country)
		if err != nil {
			continue
		}
		asked[k] = key{k.Kind, folded}
		want = append(want, asked[k])
	}
	owners, err = s.owners(ctx, q, want...)
	return asked, owners, err
}
