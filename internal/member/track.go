package member

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// Actor is who did something, by an identity that he showed.
type Actor struct {
	Bearer
	Untracked bool // his behaviour is not kept
}

// Actors resolves identities as Bearers does, and says whose behaviour is not kept. What
// is asked of everybody is one look-up; the rest is asked of the few of whom there may be
// something to say.
func (s *Service) Actors(ctx context.Context, q postgres.Querier, keys []Key) (map[Key]Actor, error) {
	asked, owners, err := s.ownersOf(ctx, q, keys)
	if err != nil || len(owners) == 0 {
		return nil, err
	}
	few, err := s.special(ctx, q, slices.Compact(slices.Sorted(maps.Values(owners)))...)
	if err != nil {
		return nil, err
	}
	brought := map[key]ID{}
	for k, owner := range owners {
		if few[owner] {
			brought[k] = owner
		}
	}
	if brought, err = readBearers(ctx, q, s.indexing(), brought); err != nil {
		return nil, err
	}
	untracked, err := s.untracked(ctx, q, few)
	if err != nil {
		return nil, err
	}
	found := make(map[Key]Actor, len(owners))
	for k, folded := range asked {
		owner, ok := owners[folded]
		if !ok {
			continue
		}
		by := Bearer{owner, owner}
		if own, ok := brought[folded]; ok {
			by.Own = own
		}
		found[k] = Actor{by, untracked[owner]}
	}
	return found, nil
}

// Untracked returns those of the members whose behaviour is not kept: who refused to be
// profiled or what no service needs, is restricted, is a minor, or is no member of his own.
func (s *Service) Untracked(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID]bool, error) {
	few, err := s.special(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	return s.untracked(ctx, q, few)
}

// special finds those of members of whom more may be to be asked than of most: who is
// none of his own, is several, is a minor, is restricted or said no to something.
func (s *Service) special(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID]bool, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := q.Query(ctx, `SELECT m.member_id FROM member.member m WHERE m.member_id = ANY ($1::bigint[]) AND (m.status <> 'active'
		OR EXISTS (SELECT FROM member.merge g WHERE g.into_id = m.member_id AND g.undone_at IS NULL)
		OR EXISTS (SELECT FROM member.minor n WHERE n.member_id = m.member_id AND n.ended_at IS NULL)
		OR EXISTS (SELECT FROM member.restriction r WHERE r.member_id = m.member_id AND (r.until IS NULL OR r.until > $2))
		OR EXISTS (SELECT FROM member.consent c WHERE c.member_id = m.member_id AND NOT c.granted))`, postgres.IDs(ids), s.clock.Now())
	if err != nil {
		return nil, fmt.Errorf("find members who are not as most: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[ID])
	if err != nil {
		return nil, fmt.Errorf("find members who are not as most: %w", err)
	}
	few := make(map[ID]bool, len(list))
	for _, id := range list {
		few[id] = true
	}
	return few, nil
}

func (s *Service) untracked(ctx context.Context, q postgres.Querier, few map[ID]bool) (map[ID]bool, error) {
	if len(few) == 0 {
		return nil, nil
	}
	ids := slices.Sorted(maps.Keys(few))
	refused, err := s.Unprofiled(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	may, err := s.mayUse(ctx, q, Question{Analytics, NoWay}, true, ids...)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if !may[id] {
			refused[id] = true
		}
	}
	rows, err := q.Query(ctx, `SELECT coalesce(m.merged_into, m.member_id) FROM member.minor n JOIN member.member m ON m.member_id = n.member_id
		WHERE n.ended_at IS NULL AND (m.member_id = ANY ($1::bigint[]) OR m.merged_into = ANY ($1::bigint[]))`, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("find minors: %w", err)
	}
	minors, err := pgx.CollectRows(rows, pgx.RowTo[ID])
	if err != nil {
		return nil, fmt.Errorf("find minors: %w", err)
	}
	for _, id := range minors {
		refused[id] = true
	}
	return refused, nil
}
