package member

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
)

// Bearer is whom an identity leads to, and who brought it there: the member himself, or
// one who has become him. What is done under the identity is kept under who brought it,
// so that it is his again when the two are told apart.
type Bearer struct {
	Member ID // whom it leads to
	Own    ID // whose own it is; Member where nobody brought it
}

// Bearer resolves an identity as Resolve does, and says who brought it.
// Errors: ErrBadIdentity, ErrUnknown.
func (s *Service) Bearer(ctx context.Context, q postgres.Querier, k Key) (Bearer, error) {
	folded, err := s.foldAny(ctx, q, k)
	if err != nil {
		return Bearer{}, err
	}
	owners, err := s.owners(ctx, q, folded)
	if err != nil {
		return Bearer{}, err
	}
	owner, ok := owners[folded]
	if !ok {
		return Bearer{}, ErrUnknown.With("kind", string(folded.kind))
	}
	brought, err := readBearers(ctx, q, s.indexing(), owners)
	if own, ok := brought[folded]; ok {
		return Bearer{owner, own}, err
	}
	return Bearer{owner, owner}, err
}

// Bearers resolves identities as ResolveMany does, and says who brought each.
func (s *Service) Bearers(ctx context.Context, q postgres.Querier, keys []Key) (map[Key]Bearer, error) {
	asked, owners, err := s.ownersOf(ctx, q, keys)
	if err != nil {
		return nil, err
	}
	brought, err := readBearers(ctx, q, s.indexing(), owners)
	if err != nil {
		return nil, err
	}
	found := make(map[Key]Bearer, len(owners))
	for k, folded := range asked {
		owner, ok := owners[folded]
		if !ok {
			continue
		}
		found[k] = Bearer{owner, owner}
		if own, ok := brought[folded]; ok {
			found[k] = Bearer{owner, own}
		}
	}
	return found, nil
}

// readBearers says of the identities that came to their owners by merges who brought
// them. While an index key is exchanged an identity may stand under either of two with
// each whom it came by.
func readBearers(ctx context.Context, q postgres.Querier, x indexing, owners map[key]ID) (map[key]ID, error) {
	if len(owners) == 0 {
		return nil, nil
	}
	asked := slices.Collect(maps.Keys(owners))
	var p memberdb.BearersParams
	x.eachBlind(asked, func(no int, k key, blind []byte) {
		p.Nos, p.Kinds = append(p.Nos, int32(no)), append(p.Kinds, string(k.kind))
		p.Blinds, p.Owners = append(p.Blinds, blind), append(p.Owners, int64(owners[k]))
	})
	rows, err := query(q).Bearers(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("find who brought identities: %w", err)
	}
	brought := make(map[key]ID, len(rows))
	for _, r := range rows {
		brought[asked[r.No]] = ID(r.MemberID)
	}
	return brought, nil
}
