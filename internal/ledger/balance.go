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

// BalancesNow is Balances of one member as committed now. Who asks at the same time
// shares the trip.
func (s *Service) BalancesNow(ctx context.Context, m member.ID) ([]Balance, error) {
	of, _, err := s.balances.One(ctx, m)
	return of, err
}

// liveLot is a lot of which something is left.
type liveLot struct {
	MemberID, ID      int64
	AssetID           int16
	Remaining, Pinned int64
	Matured           bool
	MaturesAt         time.Time
	ExpiresAt         *time.Time // also where it follows from what the member did last
	credited          *time.Time
	idleMonths        *int16
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
	// One statement, so that accounts and lots are of one instant. It is two scans by
	// index and no join, and what it finds is sorted here: of what one member has,
	// PostgreSQL took three times as long, most of it to get ready.
	const (
		selectAccounts = `
		SELECT member_id, asset_id, 0::bigint, held, owed, false, active_at, NULL::timestamptz, NULL::timestamptz, NULL::smallint
		FROM ledger.account WHERE member_id `
		selectLots = `
		UNION ALL
		SELECT member_id, asset_id, id, remaining, pinned, matured, matures_at, expires_at, credited_at, idle_months
		FROM ledger.lot WHERE remaining > 0 AND member_id `
	)
	var rows pgx.Rows
	if len(members) == 1 {
		// Asked at every counter. For a list PostgreSQL would plan anew each time,
		// which takes longer than the reading.
		rows, err = q.Query(ctx, selectAccounts+`= $1::bigint`+selectLots+`= $1::bigint`, members[0])
	} else {
		rows, err = q.Query(ctx, selectAccounts+`= ANY ($1::bigint[])`+selectLots+`= ANY ($1::bigint[])`, members)
	}
	if err != nil {
		return nil, nil, nil, fmt.Errorf("read balances: %w", err)
	}
	defer rows.Close()
	active := map[accountKey]time.Time{}
	held := false
	for rows.Next() {
		var l liveLot
		var at *time.Time // when the lot matures, or the member was last active
		if err := rows.Scan(&l.MemberID, &l.AssetID, &l.ID, &l.Remaining, &l.Pinned, &l.Matured, &at, &l.ExpiresAt, &l.credited, &l.idleMonths); err != nil {
			return nil, nil, nil, fmt.Errorf("read balances: %w", err)
		}
		if l.ID != 0 {
			l.MaturesAt = *at
			lots = append(lots, l)
			continue
		}
		accounts = append(accounts, state{MemberID: l.MemberID, AssetID: l.AssetID, Held: l.Remaining, Owed: l.Pinned})
		held = held || l.Remaining > 0
		if at != nil {
			active[accountKey{l.MemberID, l.AssetID}] = *at
		}
	}
	if rows.Err() != nil {
		return nil, nil, nil, fmt.Errorf("read balances: %w", rows.Err())
	}
	for i := range lots {
		l := &lots[i]
		if last, ok := active[accountKey{l.MemberID, l.AssetID}]; ok && l.idleMonths != nil {
			end := later(*l.ExpiresAt, idleEnd(last, int(*l.idleMonths), c.zone))
			l.ExpiresAt = &end
		}
	}
	slices.SortFunc(accounts, func(a, b state) int {
		return cmp.Or(cmp.Compare(a.MemberID, b.MemberID), cmp.Compare(a.AssetID, b.AssetID))
	})
	slices.SortFunc(lots, asDrawn)
	if !held {
		return accounts, lots, nil, nil
	}
	holds, err = readHolds(ctx, q, members)
	return accounts, lots, holds, err
}

// asDrawn sorts lots as they are drawn: of one account by when they end, those that
// never do last, and of one end by when they were credited.
func asDrawn(a, b liveLot) int {
	if order := cmp.Or(cmp.Compare(a.MemberID, b.MemberID), cmp.Compare(a.AssetID, b.AssetID), endsBefore(a.ExpiresAt, b.ExpiresAt)); order != 0 {
		return order
	}
	return cmp.Or(a.credited.Compare(*b.credited), cmp.Compare(a.ID, b.ID))
}

// endsBefore compares when two lots end; nil is never.
func endsBefore(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(*b)
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
