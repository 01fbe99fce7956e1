package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// LotState is where a lot is in its life.
type LotState string

// The states, in the order in which a lot passes them.
const (
	LotPending   LotState = "pending"
	LotAvailable LotState = "available"
	LotSpent     LotState = "spent"
	LotExpired   LotState = "expired"
)

// LotView is a lot as it stands at an instant: what was due by then counts,
// although no job has recorded it.
type LotView struct {
	ID         LotID
	Asset      AssetID
	Posting    PostingID // that opened it
	Reason     Reason    // of that posting
	Ref        Ref       // what caused it
	Amount     int64
	Remaining  int64
	Pinned     int64
	State      LotState
	MaturesAt  time.Time
	ExpiresAt  time.Time // zero: never
	CreditedAt time.Time
	Idle       int // months that it lives from the member's last activity on; 0: its end is fixed
}

// LotPlace is where a page of lots ended.
type LotPlace struct {
	ExpiresAt, CreditedAt time.Time
	ID                    LotID
}

// LotFilter says which lots are wanted; what is zero does not matter.
type LotFilter struct {
	ID            LotID
	Asset         AssetID
	Open          bool      // only those of which something is left
	State         LotState  // only those that are there in their life
	ExpiresBefore time.Time // only those that end before
	Posting       PostingID // only those that it opened, drew from or put back into
}

// never stands for no expiry where lots are put in order.
var never = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// Place returns where a page that ends with l continues.
func (l LotView) Place() LotPlace {
	p := LotPlace{ExpiresAt: l.ExpiresAt, CreditedAt: l.CreditedAt, ID: l.ID}
	if p.ExpiresAt.IsZero() {
		p.ExpiresAt = never
	}
	return p
}

// Lots returns a page of a member's lots in the order in which they are drawn,
// after the place where the page before ended.
func (s *Service) Lots(ctx context.Context, m member.ID, f LotFilter, after LotPlace, limit int) (page []LotView, err error) {
	err = s.DB.Snapshot(ctx, func(tx postgres.Tx) error {
		now := s.Clock.Now()
		live, err := s.liveLots(ctx, tx, m, now)
		if err != nil {
			return err
		}
		page, err = s.readLots(ctx, tx, m, f, after, limit, live, now)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read lots: %w", err)
	}
	return page, nil
}

// liveLots are those of which something is recorded to be left, less what is due
// by now: what timed-out holds pinned is free, what is owed has been repaid.
func (s *Service) liveLots(ctx context.Context, q postgres.Querier, m member.ID, now time.Time) (map[LotID]liveLot, error) {
	accounts, lots, holds, err := s.readState(ctx, q, []int64{int64(m)})
	if err != nil {
		return nil, err
	}
	unpinOver(lots, holds, now)
	if err := settleOwing(accounts, lots, now); err != nil {
		return nil, err
	}
	live := make(map[LotID]liveLot, len(lots))
	for _, l := range lots {
		live[LotID(l.ID)] = l
	}
	return live, nil
}

// readLots reads lots until a page is full: some that are recorded as open are
// not open any more, and in which state one is only its reader knows. One that
// came by a merge may have been opened by another member's posting, of which
// neither reason nor cause is told.
func (s *Service) readLots(ctx context.Context, q postgres.Querier, m member.ID, f LotFilter, after LotPlace, limit int, live map[LotID]liveLot, now time.Time) ([]LotView, error) {
	before := never.AddDate(1, 0, 0)
	if !f.ExpiresBefore.IsZero() {
		before = f.ExpiresBefore
	}
	c, err := s.configuration(ctx, q)
	if err != nil {
		return nil, err
	}
	rows, err := q.Query(ctx, `
		SELECT id, asset_id, posting_id, reason, ref_kind, ref_id, amount, expired, matures_at, expires_at, credited_at, idle_months FROM (
			SELECT l.id, l.asset_id, l.posting_id, p.reason, p.ref_kind, p.ref_id, l.amount, l.remaining, l.expired, l.matures_at,
			       l.credited_at, l.idle_months, `+lotEnd+` AS expires_at
			FROM ledger.lot l
			LEFT JOIN ledger.posting p ON p.member_id = l.member_id AND p.id = l.posting_id
			LEFT JOIN ledger.account a ON a.member_id = l.member_id AND a.asset_id = l.asset_id
			WHERE l.member_id = $1
		) lots
		WHERE ($3::smallint = 0 OR asset_id = $3) AND ($9::bigint = 0 OR id = $9) AND (NOT $4 OR remaining > 0)
		  AND coalesce(expires_at, $5) < $6
		  AND (coalesce(expires_at, $5), credited_at, id) > ($7::timestamptz, $8::timestamptz, $10::bigint)
		  AND ($11::bigint = 0 OR posting_id = $11
		       OR id IN (SELECT lot_id FROM ledger.draw WHERE member_id = $1 AND posting_id = $11))
		ORDER BY coalesce(expires_at, $5), credited_at, id`,
		m, c.zone.String(), f.Asset, f.Open, never, before, after.ExpiresAt, after.CreditedAt, f.ID, after.ID, f.Posting)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var page []LotView
	for len(page) < limit && rows.Next() {
		l, err := scanLotView(rows, live, now)
		if err != nil {
			return nil, err
		}
		if (!f.Open || l.Remaining > 0) && (f.State == "" || f.State == l.State) {
			page = append(page, l)
		}
	}
	return page, rows.Err()
}

// lotEnd is the end of a lot l of an account a in the zone $2, as Book.liveOn has it.
const lotEnd = `CASE WHEN l.idle_months IS NULL OR l.remaining = 0 OR a.active_at IS NULL THEN l.expires_at
	ELSE greatest(l.expires_at,
		(date_trunc('day', a.active_at AT TIME ZONE $2::text) + make_interval(months => l.idle_months, days => 1)) AT TIME ZONE $2::text) END`

func scanLotView(rows pgx.Rows, live map[LotID]liveLot, now time.Time) (l LotView, err error) {
	var expired int64
	var expires *time.Time
	var reason, kind *string
	var ref *int64
	var idle *int16
	err = rows.Scan(&l.ID, &l.Asset, &l.Posting, &reason, &kind, &ref, &l.Amount, &expired, &l.MaturesAt, &expires, &l.CreditedAt, &idle)
	if err != nil {
		return l, err
	}
	l.Reason, l.Ref = Reason(postgres.Value(reason)), Ref{Kind: postgres.Value(kind), ID: postgres.Value(ref)}
	l.ExpiresAt, l.Idle = postgres.Value(expires), int(postgres.Value(idle))
	l.Remaining, l.Pinned = live[l.ID].Remaining, live[l.ID].Pinned
	over := expires != nil && !expires.After(now)
	if over && l.Remaining > l.Pinned {
		expired += l.Remaining - l.Pinned
		l.Remaining = l.Pinned
	}
	switch {
	case l.Remaining == 0 && expired > 0:
		l.State = LotExpired
	case l.Remaining == 0:
		l.State = LotSpent
	case l.MaturesAt.After(now):
		l.State = LotPending
	default:
		l.State = LotAvailable
	}
	return l, nil
}
