package ledger

import (
	"context"
	"fmt"
	"math"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// HoldPlace is where a page of holds ended.
type HoldPlace struct {
	RecordedAt time.Time
	ID         HoldID
}

// Place returns where a page that ends with h continues.
func (h Hold) Place() HoldPlace { return HoldPlace{h.RecordedAt, h.ID} }

// Holds returns a page of a member's holds, newest first, after the place where
// the page before ended; open ones only, where asked. One whose time is over
// counts as over although no job has recorded it. One that went to another member
// with its value is among that one's.
func (s *Service) Holds(ctx context.Context, q postgres.Querier, m member.ID, open bool, after *HoldPlace, limit int) ([]Hold, error) {
	before, now := HoldPlace{never, math.MaxInt64}, s.Clock.Now()
	if after != nil {
		before = *after
	}
	rows, err := q.Query(ctx, selectHolds+`
		WHERE h.member_id = $1 AND h.state <> 'moved' AND (h.recorded_at, h.id) < ($2::timestamptz, $3::bigint)
		  AND (NOT $4 OR (h.state = 'held' AND h.expires_at > $5))`+groupHolds+`
		ORDER BY h.recorded_at DESC, h.id DESC LIMIT $6`,
		m, before.RecordedAt, before.ID, open, now, limit)
	if err != nil {
		return nil, fmt.Errorf("read holds: %w", err)
	}
	defer rows.Close()
	var list []Hold
	for rows.Next() {
		h, err := scanHold(rows)
		if err != nil {
			return nil, fmt.Errorf("read holds: %w", err)
		}
		if h.State == Held && !h.ExpiresAt.After(now) {
			h.State, h.Lots = TimedOut, nil
		}
		list = append(list, *h)
	}
	return list, rows.Err()
}
