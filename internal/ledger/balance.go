package ledger

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Balance is what a member has of an asset at an instant.
type Balance struct {
	Asset     AssetID
	Available int64 // can be spent now: never negative
	Pending   int64 // earned, waiting for the return window
	Held      int64
	Owed      int64 // taken back after it was spent; later earning repays it
	Expiring  []Due // what ends when, soonest first
}

// Due is so much at an instant.
type Due struct {
	Amount int64
	At     time.Time
}

// Balances returns what members have now, by member. It is computed from lots,
// so what matured or expired a moment ago counts although no job has recorded it.
func (s *Service) Balances(ctx context.Context, q postgres.Querier, members ...member.ID) (map[member.ID][]Balance, error) {
	now := s.Clock.Now()
	accounts, lots, holds, err := readState(ctx, q, postgres.IDs(members))
	if err != nil {
		return nil, err
	}
	over := unpinOver(lots, holds, now)
	byKey := map[accountKey][]liveLot{}
	for _, l := range lots {
		k := accountKey{l.MemberID, l.AssetID}
		byKey[k] = append(byKey[k], l)
	}
	result := make(map[member.ID][]Balance, len(members))
	for _, a := range accounts {
		k := accountKey{a.MemberID, a.AssetID}
		b := Balance{Asset: AssetID(a.AssetID), Held: a.Held - over[k], Owed: a.Owed}
		b.count(byKey[k], now)
		result[member.ID(a.MemberID)] = append(result[member.ID(a.MemberID)], b)
	}
	return result, nil
}

// liveLot is a lot of which something is left.
type liveLot struct {
	MemberID, ID      int64
	AssetID           int16
	Remaining, Pinned int64
	Matured           bool
	MaturesAt         time.Time
	ExpiresAt         *time.Time
}

// openHold is a hold that is not over, as far as recorded.
type openHold struct {
	MemberID         int64
	AssetID          int16
	Amount, Captured int64
	ExpiresAt        time.Time
	Lots, Amounts    []int64
}

// state is an account as recorded.
type state struct {
	MemberID   int64
	AssetID    int16
	Held, Owed int64
}

// readState reads what balances are computed from, in one round trip.
func readState(ctx context.Context, q postgres.Querier, members []int64) (accounts []state, lots []liveLot, holds []openHold, err error) {
	var batch pgx.Batch
	batch.Queue(`SELECT member_id, asset_id, held, owed FROM ledger.account WHERE member_id = ANY ($1::bigint[])`, members).
		Query(collect(&accounts))
	// Lots as they are drawn; availability at an instant is computed from these.
	batch.Queue(`
		SELECT member_id, id, asset_id, remaining, pinned, matured, matures_at, expires_at
		FROM ledger.lot WHERE member_id = ANY ($1::bigint[]) AND remaining > 0
		ORDER BY member_id, asset_id, expires_at NULLS LAST, credited_at, id`, members).Query(collect(&lots))
	batch.Queue(`
		SELECT h.member_id, h.asset_id, h.amount, h.captured, h.expires_at,
		       array_agg(p.lot_id ORDER BY p.no), array_agg(p.amount ORDER BY p.no)
		FROM ledger.hold h
		JOIN ledger.hold_lot p ON p.member_id = h.member_id AND p.hold_id = h.id
		WHERE h.member_id = ANY ($1::bigint[]) AND h.state = 'held'
		GROUP BY h.member_id, h.id`, members).Query(collect(&holds))
	if err := q.SendBatch(ctx, &batch).Close(); err != nil {
		return nil, nil, nil, fmt.Errorf("read balances: %w", err)
	}
	return accounts, lots, holds, nil
}

// collect reads rows into a list, column by field.
func collect[T any](into *[]T) func(pgx.Rows) error {
	return func(rows pgx.Rows) (err error) {
		*into, err = pgx.CollectRows(rows, pgx.RowToStructByPos[T])
		return err
	}
}

type accountKey struct {
	member int64
	asset  int16
}

// unpinOver frees what holds pin that timed out and were not recorded as over,
// and says how much that is of each account.
func unpinOver(lots []liveLot, holds []openHold, now time.Time) map[accountKey]int64 {
	over := map[accountKey]int64{}
	for _, h := range holds {
		if h.ExpiresAt.After(now) {
			continue
		}
		over[accountKey{h.MemberID, h.AssetID}] += h.Amount - h.Captured
		for _, pin := range pinsLeft(h.Lots, h.Amounts, h.Captured) {
			i := slices.IndexFunc(lots, func(l liveLot) bool { return l.MemberID == h.MemberID && l.ID == int64(pin.Lot) })
			if i >= 0 {
				lots[i].Pinned -= pin.Amount
			}
		}
	}
	return over
}

// count adds up what an account's lots hold at an instant.
func (b *Balance) count(lots []liveLot, now time.Time) {
	b.repay(lots, now)
	for _, l := range lots {
		b.add(l, now)
	}
	b.Available = max(b.Available-b.Owed, 0)
}

// repay lets the lots that matured since the last recording pay what is owed, in
// the order in which they matured, as Settle will record it: also a lot that has
// expired meanwhile has paid before.
func (b *Balance) repay(lots []liveLot, now time.Time) {
	if b.Owed == 0 {
		return
	}
	var due []*liveLot
	for i := range lots {
		if l := &lots[i]; !l.Matured && !l.MaturesAt.After(now) {
			due = append(due, l)
		}
	}
	slices.SortStableFunc(due, func(x, y *liveLot) int { return x.MaturesAt.Compare(y.MaturesAt) })
	for _, l := range due {
		pays := min(b.Owed, l.Remaining)
		l.Remaining -= pays
		b.Owed -= pays
	}
}

func (b *Balance) add(l liveLot, now time.Time) {
	if l.Remaining == 0 {
		return
	}
	if l.ExpiresAt != nil && !l.ExpiresAt.After(now) {
		return
	}
	if l.MaturesAt.After(now) {
		b.Pending += l.Remaining
	} else {
		b.Available += l.Remaining - l.Pinned
	}
	free := l.Remaining - l.Pinned
	if l.ExpiresAt == nil || free == 0 {
		return
	}
	if n := len(b.Expiring); n > 0 && b.Expiring[n-1].At.Equal(*l.ExpiresAt) {
		b.Expiring[n-1].Amount += free
		return
	}
	b.Expiring = append(b.Expiring, Due{Amount: free, At: *l.ExpiresAt})
}
