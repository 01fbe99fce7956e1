package tier

import (
	"context"
	"fmt"
	"math"
	"time"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
	"habitue/internal/tier/internal/tierdb"
)

// Progress is where a member stands and what is missing to move.
type Progress struct {
	Standing
	Currency string
	Ladder   Ladder
	Next     *Level // nil at the top
	Missing  int64  // to Next, by now's window
	Keep     int64  // threshold to keep the level at the review
	KeepGap  int64  // still to be spent until then, by what will then be in the window

	// What comes if nothing more is bought, while there is something to lose.
	AtReview *Level // where the review will lead by what will then be in the window
	Today    *Level // where a review of this day would lead
}

// Progress returns where a member stands now, reckoned afresh: a review that
// fell due a moment ago counts although no job has held it.
func (s *Service) Progress(ctx context.Context, q postgres.Querier, m member.ID) (Progress, error) {
	tracks, err := s.Tracks(ctx, q, m)
	if err != nil {
		return Progress{}, err
	}
	return tracks[m].progress(s.Clock.Now()), nil
}

func (t *Track) progress(now time.Time) Progress {
	p := Progress{Standing: t.At(now), Currency: t.Currency, Ladder: t.version(now).Ladder}
	levels := p.Ladder.Levels
	if p.Rank+1 < len(levels) {
		p.Next = &levels[p.Rank+1]
		p.Missing = max(p.Next.Threshold-p.Spend, 0)
	}
	if !p.ReviewAt.IsZero() {
		p.Keep = levels[p.Rank].Keep
		last := p.ReviewAt.Add(-time.Microsecond)
		spend := t.spend(p.Ladder.Window.opens(last, t.zone), now)
		p.KeepGap = max(p.Keep-spend, 0)
		p.AtReview = &levels[p.Ladder.afterReview(p.Rank, spend)]
		p.Today = &levels[p.Ladder.afterReview(p.Rank, p.Spend)]
	}
	return p
}

// Level is a member's level in a list.
type Held struct {
	Level Level
	Rank  int
	Since time.Time // zero: always
}

// Levels returns the level of each member; one without a standing has the lowest.
func (s *Service) Levels(ctx context.Context, q postgres.Querier, members ...member.ID) (map[member.ID]Held, error) {
	live, err := s.Ladders.Live(ctx, q)
	if err != nil {
		return nil, err
	}
	rows, err := standings(ctx, q, members)
	if err != nil {
		return nil, fmt.Errorf("read standings: %w", err)
	}
	held := make(map[member.ID]Held, len(members))
	for _, m := range members {
		held[m] = Held{Level: live.Body.Levels[0]}
	}
	for _, r := range rows {
		rank := live.Body.rank(r.Level)
		h := Held{Level: live.Body.Levels[rank], Rank: rank}
		if !r.Since.Equal(ever) {
			h.Since = r.Since
		}
		held[member.ID(r.MemberID)] = h
	}
	return held, nil
}

// standings reads where members stand; for one there is a plan, for a list
// PostgreSQL makes one each time.
func standings(ctx context.Context, q postgres.Querier, members []member.ID) ([]tierdb.StandingsRow, error) {
	if len(members) != 1 {
		return query(q).Standings(ctx, postgres.IDs(members), ladderID)
	}
	rows, err := query(q).Standing(ctx, int64(members[0]), ladderID)
	list := make([]tierdb.StandingsRow, len(rows))
	for i, r := range rows {
		list[i] = tierdb.StandingsRow(r)
	}
	return list, err
}

// Recorded is a change as it was recorded.
type Recorded struct {
	Change
	ID         int64
	RecordedAt time.Time
}

// Spot is where a page of changes ended.
type Spot struct {
	At time.Time
	ID int64
}

// Changes returns a page of a member's changes, the newest first, after a spot
// or from the newest.
func (s *Service) Changes(ctx context.Context, q postgres.Querier, m member.ID, after *Spot, limit int) ([]Recorded, error) {
	before := Spot{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), ID: math.MaxInt64}
	if after != nil {
		before = *after
	}
	rows, err := query(q).Changes(ctx, int64(m), before.At, before.ID, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", err)
	}
	list := make([]Recorded, len(rows))
	for i, r := range rows {
		list[i] = Recorded{ID: r.ID, RecordedAt: r.RecordedAt, Change: Change{
			From: r.FromLevel, To: r.ToLevel, Cause: Cause(r.Cause), Ref: postgres.Value(r.RefID), Spend: r.Spend,
			Version: int(r.LadderVersion), At: r.EffectiveAt,
		}}
	}
	return list, nil
}

// RefOf returns what a change refers to, for a reader of the page.
func (c Change) RefOf() (orderID order.ID, refundID order.RefundID) {
	switch c.Cause {
	case CauseRefund:
		return 0, order.RefundID(c.Ref)
	case CausePurchase:
		return order.ID(c.Ref), 0
	}
	return 0, 0
}

// Proofs are what must hold of the standings.
func Proofs() []check.Proof {
	return []check.Proof{
		check.None("tier.standings_equal_changes",
			func(ctx context.Context, q postgres.Querier) ([]tierdb.StandingsOffHistoryRow, error) {
				return query(q).StandingsOffHistory(ctx)
			},
			func(r tierdb.StandingsOffHistoryRow) string {
				return fmt.Sprintf("member %d stands at %s, the last change led to %s", r.MemberID, r.Level, r.ToLevel)
			}),
	}
}
