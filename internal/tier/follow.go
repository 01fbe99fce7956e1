package tier

import (
	"context"
	"fmt"
	"slices"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
	"habitue/internal/tier/internal/tierdb"
)

// Follower reckons levels anew when members become one, or two again: a level is
// what the history of all of them makes it.
func (s *Service) Follower() member.Follower { return follower{s} }

type follower struct{ tiers *Service }

// Preview implements member.Follower.
func (f follower) Preview(ctx context.Context, tx postgres.Tx, m member.Merging, undo bool) ([]member.Effect, error) {
	code, members := "tier.merge.level", []member.ID{m.From, m.Into}
	mine := func(member.ID, tierdb.CarriedRow) bool { return true }
	after := func(_ member.ID, all map[member.ID][]order.Spent) []order.Spent {
		return joined(all[m.From], all[m.Into])
	}
	if undo {
		code = "tier.merge.levels"
		brought, err := f.tiers.Members.Brought(ctx, tx, m.From)
		if err != nil {
			return nil, err
		}
		for _, b := range brought {
			if b != m.From {
				members = append(members, b)
			}
		}
		after = func(one member.ID, all map[member.ID][]order.Spent) []order.Spent {
			return parted(one == m.From, brought, all[m.Into], all)
		}
		mine = func(one member.ID, r tierdb.CarriedRow) bool {
			return slices.Contains(brought, member.ID(r.MemberID)) == (one == m.From)
		}
	}
	now, err := f.tiers.Tracks(ctx, tx, m.Into)
	if err != nil {
		return nil, err
	}
	then, err := f.tiers.tracks(ctx, tx, after, mine, members...)
	if err != nil {
		return nil, err
	}
	at := f.tiers.Clock.Now()
	return []member.Effect{{Code: code, Params: map[string]any{
		"was": now[m.Into].At(at).Level, "into": then[m.Into].At(at).Level, "from": then[m.From].At(at).Level,
	}}}, nil
}

// joined is two histories as one.
func joined(a, b []order.Spent) []order.Spent {
	return slices.SortedFunc(slices.Values(slices.Concat(a, b)), order.Spent.Compare)
}

// parted is what of a history is of those who go, or of those who stay.
func parted(going bool, brought []member.ID, whole []order.Spent, all map[member.ID][]order.Spent) []order.Spent {
	goes := map[order.ID]bool{}
	for _, b := range brought {
		for _, e := range all[b] {
			goes[e.Order] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(whole), func(e order.Spent) bool { return goes[e.Order] != going })
}

// Merge implements member.Follower. Who was absorbed keeps the level he had; no
// review of it comes due any more.
func (f follower) Merge(ctx context.Context, tx postgres.Tx, m member.Merging) error {
	if err := query(tx).CarriedMoved(ctx, int64(m.Into), int64(m.From), false, []int64{}); err != nil {
		return fmt.Errorf("move levels that were carried over: %w", err)
	}
	if err := f.reckon(ctx, tx, m, m.Into); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE tier.standing SET review_at = NULL, xid = pg_current_xact_id() WHERE member_id = $1 AND ladder_id = $2`,
		int64(m.From), int64(ladderID))
	if err != nil {
		return fmt.Errorf("end reviews of member %d: %w", m.From, err)
	}
	return nil
}

// Unmerge implements member.Follower.
func (f follower) Unmerge(ctx context.Context, tx postgres.Tx, m member.Merging) error {
	brought, err := f.tiers.Members.Brought(ctx, tx, m.From)
	if err != nil {
		return err
	}
	err = query(tx).CarriedMoved(ctx, int64(m.From), int64(m.Into), true, postgres.IDs(brought))
	if err != nil {
		return fmt.Errorf("move levels that were carried over: %w", err)
	}
	return f.reckon(ctx, tx, m, m.From, m.Into)
}

// reckon stores where members stand, with the standings of both locked.
func (f follower) reckon(ctx context.Context, tx postgres.Tx, m member.Merging, members ...member.ID) error {
	stored, err := f.tiers.lock(ctx, tx, m.From, m.Into)
	if err != nil {
		return err
	}
	tracks, err := f.tiers.Tracks(ctx, tx, members...)
	if err != nil {
		return err
	}
	now := f.tiers.Clock.Now()
	for id, was := range stored {
		was.Since = now // the way of the joint history is not retold: one change leads to what is
		stored[id] = was
	}
	return f.tiers.keep(ctx, tx, stored, tracks)
}
