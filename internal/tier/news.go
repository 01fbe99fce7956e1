package tier

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// newsAge bounds what is news to a member who never looked: an old history that came
// with him from another system is none.
const newsAge = 90 * 24 * time.Hour

// ErrNoLevel says that the ladder has no such level.
var ErrNoLevel = errs.New(errs.Invalid, "tier.no_level")

// News is that a member has another level than he saw last. What went up and down again
// meanwhile is none.
type News struct {
	Progress       // where he stands now
	From     Level // what he saw last
	Up       bool
}

// News returns what a member was not told yet, and whether there is anything.
func (s *Service) News(ctx context.Context, q postgres.Querier, m member.ID) (News, bool, error) {
	p, err := s.Progress(ctx, q, m)
	if err != nil {
		return News{}, false, err
	}
	saw, err := s.saw(ctx, q, m)
	if err != nil {
		return News{}, false, err
	}
	rank := slices.IndexFunc(p.Ladder.Levels, func(l Level) bool { return l.Code == saw })
	if rank < 0 || rank == p.Rank { // a level that the ladder has no more is no news
		return News{}, false, nil
	}
	return News{Progress: p, From: p.Ladder.Levels[rank], Up: p.Rank > rank}, true, nil
}

// saw returns the code of the level that a member saw last. Who never looked had, until
// lately, the one before his last change.
func (s *Service) saw(ctx context.Context, q postgres.Querier, m member.ID) (string, error) {
	level, err := query(q).Seen(ctx, int64(m))
	if err == nil {
		return level, nil
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return "", fmt.Errorf("read the level that member %d saw: %w", m, err)
	}
	last, err := s.Changes(ctx, q, m, nil, 1)
	if err != nil || len(last) == 0 || last[0].At.Before(s.Clock.Now().Add(-newsAge)) {
		return "", err
	}
	return last[0].From, nil
}

// See notes the level that a member saw as his own. Errors: ErrNoLevel.
func (s *Service) See(ctx context.Context, tx postgres.Tx, m member.ID, level string) error {
	live, _, err := s.liveLadder(ctx, tx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(live.Levels, func(l Level) bool { return l.Code == level }) {
		return ErrNoLevel.With("level", level)
	}
	if err := query(tx).See(ctx, int64(m), level, s.Clock.Now()); err != nil {
		return fmt.Errorf("note the level that member %d saw: %w", m, err)
	}
	return nil
}
