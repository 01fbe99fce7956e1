package pricing

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing/internal/pricingdb"
)

// GroupEnded is the notice that a group has succeeded or failed: one for each
// seat, with the id of what the seat is for.
const GroupEnded notice.Kind = "pricing.group_ended"

// Seating takes a seat.
type Seating struct {
	Key     string // of what it is for; unique in the world
	Subject int64  // what it is for, told when the group ends
	Member  member.ID
	Group   Group // as a quote names it; without an id it is opened
	Once    bool  // a member is in one open group of the promotion
}

// Sit takes a seat in a group, or opens one. The group's row is the lock: of all
// who want its last seat, one gets it. On an error tx is to be rolled back.
// Errors: ErrNeedsMember, ErrGroupFull, ErrGroupOver, ErrInGroup, ErrNoGroup.
func (s *Service) Sit(ctx context.Context, tx postgres.Tx, in Seating) (Group, error) {
	if in.Member == 0 {
		return Group{}, ErrNeedsMember
	}
	g, err := s.enter(ctx, tx, in)
	if err != nil {
		return Group{}, err
	}
	var once *string
	if in.Once {
		text := strconv.FormatInt(int64(g.Promotion), 10) + ":" + strconv.FormatInt(int64(in.Member), 10)
		once = &text
	}
	err = query(tx).AddSeat(ctx, pricingdb.AddSeatParams{
		Key: in.Key, GroupID: int64(g.ID), MemberKey: int64(in.Member), SubjectID: in.Subject, Once: once, TakenAt: s.Clock.Now(),
	})
	if postgres.IsUnique(err) {
		return Group{}, ErrInGroup.With("promotion", int64(g.Promotion))
	}
	if err != nil {
		return Group{}, fmt.Errorf("take a seat in group %d: %w", g.ID, err)
	}
	return g, nil
}

// enter opens the group of a seat, or counts the seat in one that is there.
func (s *Service) enter(ctx context.Context, tx postgres.Tx, in Seating) (Group, error) {
	if in.Group.ID != 0 {
		g, err := s.lockGroup(ctx, tx, in.Group.ID)
		if err != nil {
			return g, err
		}
		if err := g.room(s.Clock.Now()); err != nil {
			return g, err
		}
		g.Taken++
		if err := query(tx).TakeSeat(ctx, int64(g.ID)); err != nil {
			return g, fmt.Errorf("take a seat in group %d: %w", g.ID, err)
		}
		return g, nil
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Group{}, err
	}
	g := in.Group
	g.ID, g.State, g.Opener, g.Taken = GroupID(id), GroupOpen, in.Member, 1
	if err := query(tx).AddGroup(ctx, pricingdb.AddGroupParams{
		ID: id, PromotionID: int64(g.Promotion), Version: int32(g.Version), Size: int32(g.Size),
		OpenerKey: int64(g.Opener), OpenedAt: g.OpenedAt, ClosesAt: g.ClosesAt,
	}); err != nil {
		return g, fmt.Errorf("open a group of promotion %d: %w", g.Promotion, err)
	}
	return g, nil
}

// SeatIsPaid counts a seat as paid. The one that fills the group lets it succeed.
// What was paid while the group was open counts, also where its time was over by
// then and nobody had ended it. Again changes nothing.
// Errors: ErrGroupOver where the group has failed or the seat was left.
func (s *Service) SeatIsPaid(ctx context.Context, tx postgres.Tx, key string) (Group, error) {
	g, seat, err := s.lockSeat(ctx, tx, key)
	if err != nil || seat.State == SeatPaid && g.State != GroupFailed {
		return g, err
	}
	if g.State != GroupOpen || seat.State != SeatHeld {
		return g, ErrGroupOver.With("group", int64(g.ID))
	}
	now := s.Clock.Now()
	if err := query(tx).PaySeat(ctx, key, &now); err != nil {
		return g, fmt.Errorf("pay a seat in group %d: %w", g.ID, err)
	}
	if g.Paid++; g.Paid == g.Size {
		return g, s.endGroup(ctx, tx, &g, GroupSucceeded)
	}
	return g, s.saveGroup(ctx, tx, g)
}

// Leave gives a seat up for somebody else. A group that everybody has left has
// failed. Of one that has failed a seat is left as it is; again changes nothing.
// Errors: ErrGroupSucceeded, where what was bought together stands.
func (s *Service) Leave(ctx context.Context, tx postgres.Tx, key string) error {
	g, seat, err := s.lockSeat(ctx, tx, key)
	switch {
	case err != nil || seat.State == SeatLeft || g.State == GroupFailed:
		return err
	case g.State == GroupSucceeded:
		return ErrGroupSucceeded.With("group", int64(g.ID))
	}
	if err := query(tx).LeaveSeat(ctx, key); err != nil {
		return fmt.Errorf("leave group %d: %w", g.ID, err)
	}
	g.Taken--
	if seat.State == SeatPaid {
		g.Paid--
	}
	if g.Taken == 0 {
		return s.endGroup(ctx, tx, &g, GroupFailed)
	}
	return s.saveGroup(ctx, tx, g)
}

// FailOverdue is the job that lets groups fail whose time is over, up to limit of
// them, each by itself. It may run late, twice and beside itself.
func (s *Service) FailOverdue(ctx context.Context, limit int) (int, error) {
	now := s.Clock.Now()
	ids, err := query(s.DB).GroupsOverdue(ctx, now, int32(limit))
	if err != nil {
		return 0, fmt.Errorf("read overdue groups: %w", err)
	}
	for _, id := range ids {
		err := s.DB.InTx(ctx, func(tx postgres.Tx) error {
			g, err := s.lockGroup(ctx, tx, GroupID(id))
			if err != nil || g.State != GroupOpen {
				return err
			}
			return s.endGroup(ctx, tx, &g, GroupFailed)
		})
		if err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

// endGroup ends a group that is locked, and says so to whatever has a seat in it.
func (s *Service) endGroup(ctx context.Context, tx postgres.Tx, g *Group, as GroupState) error {
	g.State, g.EndedAt = as, s.Clock.Now()
	if err := s.saveGroup(ctx, tx, *g); err != nil {
		return err
	}
	rows, err := query(tx).EndSeats(ctx, int64(g.ID))
	if err != nil {
		return fmt.Errorf("end seats of group %d: %w", g.ID, err)
	}
	refs := make([]notice.Ref, len(rows))
	for i, r := range rows {
		refs[i] = notice.Ref{Member: r.MemberKey, ID: r.SubjectID}
	}
	return s.Notices.Speak(ctx, tx, GroupEnded, refs...)
}

func (s *Service) saveGroup(ctx context.Context, tx postgres.Tx, g Group) error {
	err := query(tx).SetGroup(ctx, pricingdb.SetGroupParams{
		ID: int64(g.ID), Taken: int32(g.Taken), Paid: int32(g.Paid), State: string(g.State), EndedAt: postgres.Optional(g.EndedAt),
	})
	if err != nil {
		return fmt.Errorf("write group %d: %w", g.ID, err)
	}
	return nil
}

// lockSeat returns a seat and its group, which is locked before the seat is read.
func (s *Service) lockSeat(ctx context.Context, tx postgres.Tx, key string) (g Group, seat Seat, err error) {
	r, err := query(tx).SeatByKey(ctx, key)
	if errors.Is(err, pgx.ErrNoRows) {
		return g, seat, ErrNoGroup.With("group", key)
	}
	if err != nil {
		return g, seat, fmt.Errorf("read seat %s: %w", key, err)
	}
	if g, err = s.lockGroup(ctx, tx, GroupID(r.GroupID)); err != nil {
		return g, seat, err
	}
	if r, err = query(tx).SeatByKey(ctx, key); err != nil {
		return g, seat, fmt.Errorf("read seat %s: %w", key, err)
	}
	return g, seatOf(r), nil
}

func (s *Service) lockGroup(ctx context.Context, tx postgres.Tx, id GroupID) (Group, error) {
	r, err := query(tx).LockGroup(ctx, int64(id))
	return groupOf(r, id, err)
}

func groupOf(r pricingdb.PricingGroupBuy, id GroupID, err error) (Group, error) {
	if errors.Is(err, pgx.ErrNoRows) {
		return Group{}, ErrNoGroup.With("group", int64(id))
	}
	if err != nil {
		return Group{}, fmt.Errorf("read group %d: %w", id, err)
	}
	return Group{
		ID: GroupID(r.ID), Promotion: PromotionID(r.PromotionID), Version: int(r.Version), Size: int(r.Size), State: GroupState(r.State),
		Opener: member.ID(r.OpenerKey), Taken: int(r.Taken), Paid: int(r.Paid), OpenedAt: r.OpenedAt, ClosesAt: r.ClosesAt, EndedAt: postgres.Value(r.EndedAt),
	}, nil
}

func groupsOf(rows []pricingdb.PricingGroupBuy) []Group {
	list := make([]Group, len(rows))
	for i, r := range rows {
		list[i], _ = groupOf(r, GroupID(r.ID), nil)
	}
	return list
}

func seatOf(r pricingdb.PricingGroupSeat) Seat {
	return Seat{Key: r.Key, Group: GroupID(r.GroupID), Member: member.ID(r.MemberKey), Subject: r.SubjectID, State: SeatState(r.State),
		TakenAt: r.TakenAt, PaidAt: postgres.Value(r.PaidAt)}
}

// closing is when a group that is opened at an instant has to be full.
func (g *GroupBuy) closing(at time.Time) time.Time {
	return at.Add(time.Duration(g.Minutes) * time.Minute).UTC().Truncate(time.Microsecond)
}
