package ledger

import (
	"context"
	"fmt"
	"slices"
	"time"

	"habitue/internal/ledger/internal/ledgerdb"
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
	db, now := ledgerdb.New(q), s.Clock.Now()
	ids := postgres.IDs(members)
	accounts, err := db.Accounts(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read accounts: %w", err)
	}
	lots, err := db.LiveLots(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read lots: %w", err)
	}
	holds, err := db.OpenHolds(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read holds: %w", err)
	}
	over := unpinOver(lots, holds, now)
	byKey := map[accountKey][]ledgerdb.LiveLotsRow{}
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

type accountKey struct {
	member int64
	asset  int16
}

// unpinOver frees what holds pin that timed out and were not recorded as over,
// and says how much that is of each account.
func unpinOver(lots []ledgerdb.LiveLotsRow, holds []ledgerdb.OpenHoldsRow, now time.Time) map[accountKey]int64 {
	over := map[accountKey]int64{}
	for _, h := range holds {
		if h.ExpiresAt.After(now) {
			continue
		}
		over[accountKey{h.MemberID, h.AssetID}] += h.Amount - h.Captured
		for _, pin := range pinsLeft(h.Lots, h.Amounts, h.Captured) {
			i := slices.IndexFunc(lots, func(l ledgerdb.LiveLotsRow) bool { return l.MemberID == h.MemberID && l.ID == int64(pin.Lot) })
			if i >= 0 {
				lots[i].Pinned -= pin.Amount
			}
		}
	}
	return over
}

// count adds up what an account's lots hold at an instant.
func (b *Balance) count(lots []ledgerdb.LiveLotsRow, now time.Time) {
	b.repay(lots, now)
	for _, l := range lots {
		b.add(l, now)
	}
	b.Available = max(b.Available-b.Owed, 0)
}

// repay lets the lots that matured since the last recording pay what is owed, in
// the order in which they matured, as Settle will record it: also a lot that has
// expired meanwhile has paid before.
func (b *Balance) repay(lots []ledgerdb.LiveLotsRow, now time.Time) {
	if b.Owed == 0 {
		return
	}
	var due []*ledgerdb.LiveLotsRow
	for i := range lots {
		if l := &lots[i]; !l.Matured && !l.MaturesAt.After(now) {
			due = append(due, l)
		}
	}
	slices.SortStableFunc(due, func(x, y *ledgerdb.LiveLotsRow) int { return x.MaturesAt.Compare(y.MaturesAt) })
	for _, l := range due {
		pays := min(b.Owed, l.Remaining)
		l.Remaining -= pays
		b.Owed -= pays
	}
}

func (b *Balance) add(l ledgerdb.LiveLotsRow, now time.Time) {
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
