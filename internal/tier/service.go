package tier

import (
	"context"
	"errors"
	"time"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/job"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
	"habitue/internal/tier/internal/tierdb"
)

// Changed says that a member's level changed.
const Changed notice.Kind = "tier.changed"

// ladderID is the one ladder of the foundation; several tracks are more ids.
const ladderID = 1

// Deps is what the tiers need.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Notices *notice.Bus
	Org     *org.Service
	Staff   *staff.Service
	Members *member.Service
	Orders  *order.Service
}

// Service keeps standings.
type Service struct {
	Deps
	// Ladders are the versions of the ladder.
	Ladders staff.Rules[Ladder]
}

// New returns the tiers over their dependencies.
func New(d Deps) *Service {
	return &Service{Deps: d, Ladders: staff.Rules[Ladder]{
		Book:  rulebook.New[Ladder]("tier.ladder", ladderID, d.Clock),
		Staff: d.Staff, Kind: staff.PublishLadder, Owner: "tier",
	}}
}

func query(q postgres.Querier) *tierdb.Queries { return tierdb.New(q.(tierdb.DBTX)) }

// Seed makes the default ladder hold where there is none.
func (s *Service) Seed(ctx context.Context, tx postgres.Tx) error {
	return s.Ladders.Seed(ctx, tx, Default())
}

// Tracks returns a track for each member with what the member spent so far.
// Spending is counted in the retailer's currency; orders in others do not move
// a level, because a total over currencies would need dated rates.
func (s *Service) Tracks(ctx context.Context, q postgres.Querier, members ...member.ID) (map[member.ID]*Track, error) {
	return s.tracks(ctx, q, func(m member.ID, all map[member.ID][]order.Spent) []order.Spent { return all[m] }, nil, members...)
}

// fewMembers have so few rows that readers of them may share a trip.
const fewMembers = 16

// tracks is Tracks of histories that reckoned takes from those of all members asked, and of
// the levels that are mine; nil: each has his.
func (s *Service) tracks(ctx context.Context, q postgres.Querier, reckoned func(member.ID, map[member.ID][]order.Spent) []order.Spent,
	mine func(member.ID, tierdb.CarriedRow) bool, members ...member.ID) (map[member.ID]*Track, error) {
	settings, versions, zone, err := s.ladders(ctx, q)
	if err != nil {
		return nil, err
	}
	var history map[member.ID][]order.Spent
	var carried map[member.ID][]Event
	readers := []func(context.Context, postgres.Querier) error{
		func(ctx context.Context, q postgres.Querier) (err error) {
			history, err = s.Orders.History(ctx, q, settings.Currency, members...)
			return err
		},
		func(ctx context.Context, q postgres.Querier) (err error) {
			carried, err = s.carried(ctx, q, mine, members)
			return err
		},
	}
	if len(members) > fewMembers {
		err = errors.Join(readers[0](ctx, q), readers[1](ctx, q))
	} else {
		err = postgres.Together(ctx, q, readers...)
	}
	if err != nil {
		return nil, err
	}
	tracks := make(map[member.ID]*Track, len(members))
	for _, m := range members {
		t := NewTrack(versions, zone)
		t.Currency = settings.Currency
		for _, e := range reckoned(m, history) {
			t.Add(Event{At: e.At, Known: e.RecordedAt, Order: int64(e.Order), Refund: int64(e.Refund), Amount: e.Amount})
		}
		for _, e := range carried[m] {
			t.Add(e)
		}
		tracks[m] = t
	}
	return tracks, nil
}

// ladders are the retailer's settings, every version of the ladder, and where its days are.
func (s *Service) ladders(ctx context.Context, q postgres.Querier) (org.Settings, []Version, *time.Location, error) {
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return settings, nil, nil, err
	}
	zone, err := org.Location(settings.Zone)
	if err != nil {
		return settings, nil, nil, err
	}
	published, err := s.Ladders.Published(ctx, q)
	if err != nil {
		return settings, nil, nil, err
	}
	versions := make([]Version, len(published))
	for i, v := range published {
		versions[i] = Version{Number: v.Number, From: v.From, Ladder: v.Body}
	}
	return settings, versions, zone, nil
}

// liveLadder is the one in force, and where its days are.
func (s *Service) liveLadder(ctx context.Context, q postgres.Querier) (Ladder, *time.Location, error) {
	_, versions, zone, err := s.ladders(ctx, q)
	if err != nil {
		return Ladder{}, nil, err
	}
	return NewTrack(versions, zone).version(s.Clock.Now()).Ladder, zone, nil
}

// OnOrderPaid makes a member's standing right after purchases.
func (s *Service) OnOrderPaid(ctx context.Context, m member.ID, _ []order.ID) error {
	return s.refresh(ctx, m)
}

// OnRefunded makes a member's standing right after refunds.
func (s *Service) OnRefunded(ctx context.Context, m member.ID, _ []order.RefundID) error {
	return s.refresh(ctx, m)
}

// ReviewDue holds the reviews that fell due. It returns how many members it
// looked at.
func (s *Service) ReviewDue(ctx context.Context) (int, error) {
	now := s.Clock.Now()
	find := func(ctx context.Context, after int64, limit int32) ([]int64, error) {
		return query(s.DB).MembersDue(ctx, &now, ladderID, after, limit)
	}
	return job.EachDue(ctx, find, func(ctx context.Context, m int64) error { return s.refresh(ctx, member.ID(m)) })
}

func (s *Service) refresh(ctx context.Context, m member.ID) error {
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		m, err := s.Members.Lock(ctx, tx, m) // who stands for the member, if he was merged
		if err != nil {
			return err
		}
		// The lock comes before the history, so that the last one to write has seen everything.
		stored, err := s.lock(ctx, tx, m)
		if err != nil {
			return err
		}
		tracks, err := s.Tracks(ctx, tx, m)
		if err != nil {
			return err
		}
		return s.keep(ctx, tx, stored, tracks)
	})
}
