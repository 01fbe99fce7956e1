package tier

import (
	"context"
	"fmt"
	"slices"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/tier/internal/tierdb"
)

// Carried is a level that a member brought from the system before this one. It is an event
// of his history: from AsOf on he has it, unless he has a higher one, and at Until it is
// reviewed like any other.
type Carried struct {
	Member member.ID
	Level  string // code
	AsOf   time.Time
	Until  time.Time // zero: for a term of the ladder, from now
}

// CarryOver gives members the levels they brought, and stores where they stand then. ref is
// the import that tells it; the same again changes nothing.
func (s *Service) CarryOver(ctx context.Context, tx postgres.Tx, ref int64, list []Carried) error {
	ladder, zone, err := s.liveLadder(ctx, tx)
	if err != nil {
		return err
	}
	// Who has the lowest level brings nothing.
	list = slices.DeleteFunc(slices.Clone(list), func(c Carried) bool { return ladder.rank(c.Level) == 0 })
	if len(list) == 0 {
		return nil
	}
	now := s.Clock.Now()
	members := make([]member.ID, len(list))
	levels, asOf, until := make([]string, len(list)), make([]time.Time, len(list)), make([]time.Time, len(list))
	for i, c := range list {
		if c.Until.IsZero() {
			c.Until = ladder.Window.review(now, zone)
		}
		members[i], levels[i], asOf[i], until[i] = c.Member, c.Level, c.AsOf, c.Until
	}
	stored, err := s.lock(ctx, tx, slices.Clone(members)...)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `
		INSERT INTO tier.carried (member_id, ladder_id, ref_id, level, as_of, until, holder_id, recorded_at)
		SELECT m, $2, $3, l, a, u, m, $7 FROM unnest($1::bigint[], $4::text[], $5::timestamptz[], $6::timestamptz[]) r (m, l, a, u)
		ON CONFLICT DO NOTHING`, postgres.IDs(members), int64(ladderID), ref, levels, asOf, until, now); err != nil {
		return fmt.Errorf("carry levels over: %w", err)
	}
	tracks, err := s.Tracks(ctx, tx, members...)
	if err != nil {
		return err
	}
	return s.keep(ctx, tx, stored, tracks)
}

// CarryBack takes the levels that an import told back: members stand where their history
// leaves them without.
func (s *Service) CarryBack(ctx context.Context, tx postgres.Tx, ref int64, members ...member.ID) error {
	stored, err := s.lock(ctx, tx, slices.Clone(members)...)
	if err != nil {
		return err
	}
	now := s.Clock.Now()
	if _, err := tx.Exec(ctx, `
		UPDATE tier.carried SET undone_at = $4, xid = pg_current_xact_id()
		WHERE member_id = ANY ($1) AND ladder_id = $2 AND ref_id = $3 AND undone_at IS NULL`, postgres.IDs(members), int64(ladderID), ref, now); err != nil {
		return fmt.Errorf("take levels back: %w", err)
	}
	tracks, err := s.Tracks(ctx, tx, members...)
	if err != nil {
		return err
	}
	for id, was := range stored {
		was.Since = now // the way is not retold: one change leads back
		stored[id] = was
	}
	return s.keep(ctx, tx, stored, tracks)
}

// carried are the levels that members brought, and those who became they; mine says whose
// one is, and nil that it is its holder's.
func (s *Service) carried(ctx context.Context, q postgres.Querier, mine func(m member.ID, brought tierdb.CarriedRow) bool,
	members []member.ID) (map[member.ID][]Event, error) {
	rows, err := query(q).Carried(ctx, postgres.IDs(members), ladderID)
	if err != nil {
		return nil, fmt.Errorf("read levels that were carried over: %w", err)
	}
	found := make(map[member.ID][]Event, len(rows))
	for _, r := range rows {
		e := Event{At: r.AsOf, Known: r.RecordedAt, Level: r.Level, Until: r.Until}
		if mine == nil {
			found[member.ID(r.HolderID)] = append(found[member.ID(r.HolderID)], e)
			continue
		}
		for _, m := range members {
			if mine(m, r) {
				found[m] = append(found[m], e)
			}
		}
	}
	return found, nil
}
