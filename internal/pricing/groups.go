package pricing

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"habitue/internal/platform/postgres"
)

// Group returns a group. Errors: ErrNoGroup.
func (s *Service) Group(ctx context.Context, q postgres.Querier, id GroupID) (Group, error) {
	r, err := query(q).GroupByID(ctx, int64(id))
	return groupOf(r, id, err)
}

// Seats are the seats of a group in the order in which they were taken, left ones
// among them: the first is the opener's.
func (s *Service) Seats(ctx context.Context, q postgres.Querier, id GroupID) ([]Seat, error) {
	rows, err := query(q).SeatsOf(ctx, int64(id))
	if err != nil {
		return nil, fmt.Errorf("read seats of group %d: %w", id, err)
	}
	list := make([]Seat, len(rows))
	for i, r := range rows {
		list[i] = seatOf(r)
	}
	return list, nil
}

// GroupFilter narrows a list of groups.
type GroupFilter struct {
	Promotion PromotionID
	State     GroupState // "": any
	Before    GroupID    // the last of the page before; 0: the first page
}

// Groups are the groups of a promotion, the newest first.
func (s *Service) Groups(ctx context.Context, q postgres.Querier, f GroupFilter, limit int) ([]Group, error) {
	if f.Before == 0 {
		f.Before = math.MaxInt64
	}
	rows, err := query(q).GroupsOf(ctx, int64(f.Promotion), int64(f.Before), string(f.State), int32(limit))
	if err != nil {
		return nil, fmt.Errorf("read groups of promotion %d: %w", f.Promotion, err)
	}
	return groupsOf(rows), nil
}

// ToJoin are the groups of a promotion in which somebody can take a seat now: those
// first that lack the fewest. There are none of a promotion that is not live.
func (s *Service) ToJoin(ctx context.Context, q postgres.Querier, p PromotionID, limit int) ([]Group, error) {
	now := s.Clock.Now()
	live, err := s.Live(ctx, q, now)
	if err != nil || !slices.ContainsFunc(live, func(l Promotion) bool { return l.ID == p && l.Rule.Group != nil }) {
		return nil, err
	}
	rows, err := query(q).GroupsToJoin(ctx, int64(p), now, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("read groups of promotion %d: %w", p, err)
	}
	return groupsOf(rows), nil
}

// GroupCount is how many groups there are, and how many seats of them are paid.
type GroupCount struct{ Groups, Paid int64 }

// GroupCounts tells how many groups of a promotion there are in each state.
func (s *Service) GroupCounts(ctx context.Context, q postgres.Querier, p PromotionID) (map[GroupState]GroupCount, error) {
	rows, err := query(q).GroupCounts(ctx, int64(p))
	if err != nil {
		return nil, fmt.Errorf("count groups of promotion %d: %w", p, err)
	}
	counts := make(map[GroupState]GroupCount, len(rows))
	for _, r := range rows {
		counts[GroupState(r.State)] = GroupCount{r.Groups, r.Paid}
	}
	return counts, nil
}

// together replaces promotions that are had in groups by the one of the group that
// is asked for: nobody has their price alone.
// Errors: ErrNeedsMember, ErrNoGroupBuy, ErrNoGroup, ErrGroupFull, ErrGroupOver.
func (s *Service) together(ctx context.Context, q postgres.Querier, ask Ask, k *Known, offered []Promotion) ([]Promotion, error) {
	live := slices.DeleteFunc(slices.Clone(offered), func(p Promotion) bool {
		return p.Rule.Group != nil && (ask.Draft == nil || p.ID != ask.Draft.ID)
	})
	if ask.Group == nil {
		return live, nil
	}
	if ask.Member == 0 {
		return nil, ErrNeedsMember
	}
	p, g, err := s.joined(ctx, q, *ask.Group, offered, k.at)
	if err != nil {
		return nil, err
	}
	k.group, k.joins = &g, p.Rule.Group
	return append(live, p), nil
}

// joined is the promotion as the one has it who opens or joins a group of it: in
// the version by which the group was opened.
func (s *Service) joined(ctx context.Context, q postgres.Querier, j Joining, live []Promotion, at time.Time) (p Promotion, g Group, err error) {
	if j.Group != 0 {
		if g, err = s.Group(ctx, q, j.Group); err != nil {
			return p, g, err
		}
		j.Promotion = g.Promotion
	}
	i := slices.IndexFunc(live, func(p Promotion) bool { return p.ID == j.Promotion && p.Rule.Group != nil })
	if i < 0 {
		return p, g, ErrNoGroupBuy.With("promotion", int64(j.Promotion))
	}
	p = live[i]
	if j.Group == 0 {
		g = Group{Promotion: p.ID, Version: p.Version, Size: p.Rule.Group.Size, State: GroupOpen,
			OpenedAt: at.UTC().Truncate(time.Microsecond), ClosesAt: p.Rule.Group.closing(at)}
		p.Rule = p.Rule.forOpener()
		return p, g, nil
	}
	if err := g.room(at); err != nil {
		return p, g, err
	}
	if g.Version != p.Version {
		v, err := s.Rules(p.ID).Get(ctx, q, g.Version)
		if err != nil {
			return p, g, err
		}
		p.Version, p.Rule = g.Version, v.Body
	}
	return p, g, nil
}
