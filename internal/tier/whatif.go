package tier

import (
	"context"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Move is how many members would stand on another level.
type Move struct {
	From, To string // codes: of the ladder in force, of the draft
	Members  int64
}

// Gap is what lies between keeping a level and reaching it: a member who spends
// so much keeps the level once it was reached and never reaches it otherwise.
type Gap struct {
	Level         string
	Keep, Reach   int64 // spending in the window: from, below
	Holds, Misses int64 // members within it who have the level, or more; who have not
}

// WhatIf is where members would stand if a draft had held since ever, beside
// where they stand now.
type WhatIf struct {
	Currency string
	Members  int64            // who ever bought something
	LookedAt int64            // of them: all, or an even sample
	Now      map[string]int64 // members by level
	Draft    map[string]int64
	Moves    []Move // from the lowest level of the ladder in force up
	Gaps     []Gap
}

// Bounds of a what-if: beyond so many members an even sample is looked at.
const (
	whatIfMembers = 20_000
	whatIfBatch   = 1_000
)

// WhatIf reckons the members' levels from their histories under a draft, as if
// it had always held, and under the ladders in force. It writes nothing; what
// publishing does is gentler, because standings move at the next purchase,
// refund or review. Errors: ErrBadLadder.
func (s *Service) WhatIf(ctx context.Context, q postgres.Querier, draft Ladder) (WhatIf, error) {
	if err := draft.Validate(); err != nil {
		return WhatIf{}, err
	}
	live, err := s.Ladders.Live(ctx, q)
	if err != nil {
		return WhatIf{}, err
	}
	total, err := query(q).CountStandings(ctx, ladderID)
	if err != nil {
		return WhatIf{}, fmt.Errorf("count standings: %w", err)
	}
	tally := newTally(live.Body, draft)
	tally.Members = total
	oneIn := (total + whatIfMembers - 1) / whatIfMembers
	for after := int64(0); ; {
		ids, err := query(q).SampleStandings(ctx, ladderID, after, max(oneIn, 1), whatIfBatch)
		if err != nil {
			return WhatIf{}, fmt.Errorf("sample standings: %w", err)
		}
		if len(ids) == 0 {
			return tally.result(), nil
		}
		if err := s.tally(ctx, q, tally, ids); err != nil {
			return WhatIf{}, err
		}
		after = ids[len(ids)-1]
	}
}

func (s *Service) tally(ctx context.Context, q postgres.Querier, t *tally, ids []int64) error {
	members := make([]member.ID, len(ids))
	for i, id := range ids {
		members[i] = member.ID(id)
	}
	tracks, err := s.Tracks(ctx, q, members...)
	if err != nil {
		return err
	}
	now := s.Clock.Now()
	for _, track := range tracks {
		t.Currency = track.Currency
		t.count(track.At(now), track.under(t.draft).At(now))
	}
	return nil
}

// under returns a track of the same history as if a ladder had always held.
func (t *Track) under(l Ladder) *Track {
	other := NewTrack([]Version{{Ladder: l}}, t.zone)
	other.Currency = t.Currency
	for _, e := range t.events {
		other.Add(e)
	}
	return other
}

// tally counts members one by one.
type tally struct {
	WhatIf
	live, draft Ladder
	moves       map[[2]string]int64
}

func newTally(live, draft Ladder) *tally {
	t := &tally{live: live, draft: draft, moves: map[[2]string]int64{}}
	t.Now, t.Draft = map[string]int64{}, map[string]int64{}
	for _, l := range draft.Levels[1:] {
		if l.Keep < l.Threshold {
			t.Gaps = append(t.Gaps, Gap{Level: l.Code, Keep: l.Keep, Reach: l.Threshold})
		}
	}
	return t
}

func (t *tally) count(now, draft Standing) {
	t.LookedAt++
	t.Now[now.Level]++
	t.Draft[draft.Level]++
	if now.Level != draft.Level {
		t.moves[[2]string{now.Level, draft.Level}]++
	}
	for i := range t.Gaps {
		g := &t.Gaps[i]
		switch {
		case draft.Spend < g.Keep || draft.Spend >= g.Reach:
		case draft.Rank >= t.draft.rank(g.Level):
			g.Holds++
		default:
			g.Misses++
		}
	}
}

func (t *tally) result() WhatIf {
	for _, from := range t.live.Levels {
		for _, to := range t.draft.Levels {
			if n := t.moves[[2]string{from.Code, to.Code}]; n > 0 {
				t.Moves = append(t.Moves, Move{from.Code, to.Code, n})
			}
		}
	}
	return t.WhatIf
}
