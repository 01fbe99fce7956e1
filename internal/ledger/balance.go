package ledger

import (
	"cmp"
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
	accounts, lots, holds, err := s.readState(ctx, q, postgres.IDs(members))
	if err != nil {
		return nil, err
	}
	over := unpinOver(lots, holds, now)
	if err := settleOwing(accounts, lots, now); err != nil {
		return nil, err
	}
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
	ExpiresAt         *time.Time // also where it follows from what the member did last
}

// state is an account as recorded.
type state struct {
	MemberID   int64
	AssetID    int16
	Held, Owed int64
}

// readState reads what balances are computed from: accounts and lots as they
// were at one instant, and where something is held, by what.
func (s *Service) readState(ctx context.Context, q postgres.Querier, members []int64) (accounts []state, lots []liveLot, holds []*Hold, err error) {
	c, err := s.configuration(ctx, q)
	if err != nil {
		return nil, nil, nil, err
	}
	// Lots as they are drawn; availability at an instant is computed from these.
	const (
		selectState = `
		SELECT a.member_id, a.asset_id, a.held, a.owed,
		       l.id, l.remaining, l.pinned, l.matured, l.matures_at, l.expires_at, l.idle_months, a.active_at
		FROM ledger.account a
		LEFT JOIN ledger.lot l ON l.member_id = a.member_id AND l.asset_id = a.asset_id AND l.remaining > 0 `
		drawn = ` ORDER BY a.member_id, a.asset_id, l.expires_at NULLS LAST, l.credited_at, l.id`
	)
	var rows pgx.Rows
	if len(members) == 1 {
		// Asked at every counter. For a list PostgreSQL would plan anew each time,
		// which takes longer than the reading.
		rows, err = q.Query(ctx, selectState+`WHERE a.member_id = $1::bigint`+drawn, members[0])
	} else {
		rows, err = q.Query(ctx, selectState+`WHERE a.member_id = ANY ($1::bigint[])`+drawn, members)
	}
	if err != nil {
		return nil, nil, nil, fmt.Errorf("read balances: %w", err)
	}
	defer rows.Close()
	held, moved := false, false
	for rows.Next() {
		var a state
		var l liveLot
		var id, remaining, pinned *int64
		var matured *bool
		var matures, active *time.Time
		var idle *int16
		if err := rows.Scan(&a.MemberID, &a.AssetID, &a.Held, &a.Owed, &id, &remaining, &pinned, &matured, &matures, &l.ExpiresAt, &idle, &active); err != nil {
			return nil, nil, nil, fmt.Errorf("read balances: %w", err)
		}
		if idle != nil && active != nil {
			end := later(*l.ExpiresAt, idleEnd(*active, int(*idle), c.zone))
			l.ExpiresAt, moved = &end, true
		}
		if n := len(accounts); n == 0 || accounts[n-1] != a {
			accounts = append(accounts, a)
			held = held || a.Held > 0
		}
		if id != nil {
			l.MemberID, l.AssetID, l.ID = a.MemberID, a.AssetID, *id
			l.Remaining, l.Pinned, l.Matured, l.MaturesAt = *remaining, *pinned, *matured, *matures
			lots = append(lots, l)
		}
	}
	if moved {
		slices.SortStableFunc(lots, inOrderOfEnd)
	}
	if rows.Err() != nil || !held {
		return accounts, lots, nil, rows.Err()
	}
	holds, err = readHolds(ctx, q, members)
	return accounts, lots, holds, err
}

// inOrderOfEnd sorts lots of one account by when they end, those that never do last.
func inOrderOfEnd(a, b liveLot) int {
	if order := cmp.Or(cmp.Compare(a.MemberID, b.MemberID), cmp.Compare(a.AssetID, b.AssetID)); order != 0 {
		return order
	}
	switch {
	case a.ExpiresAt == nil && b.ExpiresAt == nil:
		return 0
	case a.ExpiresAt == nil:
		return 1
	case b.ExpiresAt == nil:
		return -1
	}
	return a.ExpiresAt.Compare(*b.ExpiresAt)
}

// readHolds reads the holds that are not over, as far as recorded.
func readHolds(ctx context.Context, q postgres.Querier, members []int64) ([]*Hold, error) {
	rows, err := q.Query(ctx, selectHolds+`WHERE h.member_id = ANY ($1::bigint[]) AND h.state = 'held'`+groupHolds, members)
	if err != nil {
		return nil, fmt.Errorf("read holds: %w", err)
	}
	holds, err := pgx.CollectRows(rows, func(pgx.CollectableRow) (*Hold, error) { return scanHold(rows) })
	if err != nil {
		return nil, fmt.Errorf("read holds: %w", err)
	}
	return holds, nil
}

type accountKey struct {
	member int64
	asset  int16
}

// unpinOver frees what holds pin that timed out and were not recorded as over,
// and says how much that is of each account.
func unpinOver(lots []liveLot, holds []*Hold, now time.Time) map[accountKey]int64 {
	over := map[accountKey]int64{}
	for _, h := range holds {
		if h.ExpiresAt.After(now) {
			continue
		}
		over[accountKey{int64(h.Member), int16(h.Asset)}] += h.Left()
		for _, pin := range h.Lots {
			i := slices.IndexFunc(lots, func(l liveLot) bool { return l.MemberID == int64(h.Member) && l.ID == int64(pin.Lot) })
			if i >= 0 {
				lots[i].Pinned -= pin.Amount
			}
		}
	}
	return over
}

// settleOwing lets the value of who owes pay what is due by now and not recorded: it
// pays when it matures and before it expires, in the order of time, as a book
// records it. Of who owes nothing, what is due is left out when it is added up.
func settleOwing(accounts []state, lots []liveLot, now time.Time) error {
	for i := range accounts {
		a := &accounts[i]
		if a.Owed == 0 {
			continue
		}
		var ids int64
		b := newBook(member.ID(a.MemberID), nil, nil, func() (int64, error) { ids++; return ids, nil })
		b.accounts[AssetID(a.AssetID)] = &Account{Asset: AssetID(a.AssetID), Owed: a.Owed}
		settled := map[*Lot]*liveLot{}
		for n := range lots {
			l := &lots[n]
			if l.MemberID != a.MemberID || l.AssetID != a.AssetID {
				continue
			}
			// They come in the order of drawing, which decides ties.
			lot := &Lot{ID: LotID(n + 1), Asset: AssetID(l.AssetID), Amount: l.Remaining, Remaining: l.Remaining, Pinned: l.Pinned,
				Matured: l.Matured, MaturesAt: l.MaturesAt, ExpiresAt: postgres.Value(l.ExpiresAt)}
			b.lots = append(b.lots, lot)
			settled[lot] = l
		}
		if err := b.Settle(now); err != nil {
			return err
		}
		a.Owed = b.accounts[AssetID(a.AssetID)].Owed
		for lot, l := range settled {
			l.Remaining = lot.Remaining + lot.Expired // which readers leave out by its time
		}
	}
	return nil
}

// count adds up what an account's lots hold at an instant.
func (b *Balance) count(lots []liveLot, now time.Time) {
	for _, l := range lots {
		b.add(l, now)
	}
	b.Available = max(b.Available-b.Owed, 0)
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
