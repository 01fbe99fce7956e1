package tier

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/tier/internal/tierdb"
)

// lock makes sure that members have a standing to lock, and locks it until tx ends.
func (s *Service) lock(ctx context.Context, tx postgres.Tx, members ...member.ID) (map[member.ID]tierdb.LockStandingsRow, error) {
	slices.Sort(members)
	stored, err := s.locked(ctx, tx, members)
	if err != nil || len(stored) == len(members) {
		return stored, err
	}
	live, err := s.Ladders.Live(ctx, tx)
	if err != nil {
		return nil, err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO tier.standing (member_id, ladder_id, level, since, ladder_version)
		SELECT unnest($1::bigint[]), $2, $3, $5, $4 ON CONFLICT DO NOTHING`,
		postgres.IDs(members), int64(ladderID), live.Body.Levels[0].Code, live.Number, ever)
	if err != nil {
		return nil, fmt.Errorf("open standings: %w", err)
	}
	return s.locked(ctx, tx, members)
}

func (s *Service) locked(ctx context.Context, tx postgres.Tx, members []member.ID) (map[member.ID]tierdb.LockStandingsRow, error) {
	rows, err := query(tx).LockStandings(ctx, postgres.IDs(members), ladderID)
	if err != nil {
		return nil, fmt.Errorf("lock standings: %w", err)
	}
	stored := make(map[member.ID]tierdb.LockStandingsRow, len(rows))
	for _, r := range rows {
		stored[member.ID(r.MemberID)] = r
	}
	return stored, nil
}

// Keep stores where the tracks say the members stand now, with the changes that
// led there, and states them.
func (s *Service) Keep(ctx context.Context, tx postgres.Tx, tracks map[member.ID]*Track) error {
	members := slices.Collect(maps.Keys(tracks))
	stored, err := s.lock(ctx, tx, members...)
	if err != nil {
		return err
	}
	return s.keep(ctx, tx, stored, tracks)
}

// keep is Keep for members whose standings are locked already.
func (s *Service) keep(ctx context.Context, tx postgres.Tx, stored map[member.ID]tierdb.LockStandingsRow, tracks map[member.ID]*Track) error {
	now := s.Clock.Now()
	var w postgres.Writes
	var spoken []notice.Ref
	changes := postgres.Rows{Schema: "tier", Table: "change", Columns: []string{
		"member_id", "id", "ladder_id", "from_level", "to_level", "cause", "ref_id", "spend", "ladder_version",
		"effective_at", "recorded_at",
	}}
	for _, m := range slices.Sorted(maps.Keys(tracks)) {
		was := stored[m]
		standing := tracks[m].At(now)
		for _, c := range news(was, standing, tracks[m].Changes(), now) {
			id, err := s.IDs.Next(ctx)
			if err != nil {
				return err
			}
			changes.Values = append(changes.Values, []any{
				int64(m), id, int64(ladderID), c.From, c.To, string(c.Cause), postgres.Null(c.Ref), c.Spend, int32(c.Version), c.At, now,
			})
			spoken = append(spoken, notice.Ref{Member: int64(m), ID: id})
		}
		if standing.sameAs(was) {
			continue
		}
		w.Update(`UPDATE tier.standing SET level = $3, since = $4, review_at = $5, ladder_version = $6,
			xid = pg_current_xact_id() WHERE member_id = $1 AND ladder_id = $2`,
			int64(m), int64(ladderID), standing.Level, sinceOrEver(standing.Since), postgres.Null(standing.ReviewAt), int32(standing.Version))
	}
	w.Insert(changes)
	if err := w.Flush(ctx, tx); err != nil {
		return err
	}
	return s.Notices.Speak(ctx, tx, Changed, spoken...)
}

// news returns the changes to be recorded: what happened since the last one
// recorded. Where the history itself has changed behind it (an order reported
// late), the way is not retold; one change leads from what was to what is.
func news(was tierdb.LockStandingsRow, is Standing, changes []Change, now time.Time) []Change {
	fresh := slices.DeleteFunc(slices.Clone(changes), func(c Change) bool { return !c.At.After(was.Since) })
	if len(fresh) > 0 && fresh[0].From == was.Level {
		return fresh
	}
	if was.Level == is.Level {
		return nil
	}
	last := Change{Cause: CauseHistory, Spend: is.Spend, Version: is.Version}
	if len(changes) > 0 {
		last = changes[len(changes)-1]
	}
	last.From, last.To, last.At = was.Level, is.Level, now
	return []Change{last}
}

func (s Standing) sameAs(was tierdb.LockStandingsRow) bool {
	return s.Level == was.Level && int32(s.Version) == was.LadderVersion && sinceOrEver(s.Since).Equal(was.Since) &&
		s.ReviewAt.Equal(postgres.Value(was.ReviewAt))
}

// ever stands for "always had the lowest level".
var ever = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)

func sinceOrEver(t time.Time) time.Time {
	if t.IsZero() {
		return ever
	}
	return t
}
