package program_test

import (
	"context"
	"testing"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// Orders and returns of before a merge may be heard of after it: what they earn and
// take back is with the one who has the value then, and with whom it was when the two
// are apart again.
func TestWhatIsHeardAfterAMergeFindsTheValue(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	old, kept := shop.Join(), shop.Join()
	first := shop.Buy(old, "2026-03-01 09:00", programtest.Item("latte", 3, 90_00))
	shop.Hear()
	shop.Now("2026-03-09 09:00")
	shop.Want(old, ledger.Points, programtest.Balance{Available: 90})
	shop.Buy(old, "2026-03-09 10:00", programtest.Item("latte", 1, 20_00)) // heard of later
	m := member.Merging{ID: 1, From: old, Into: kept}
	follow := func(fn func(ctx context.Context, tx postgres.Tx, m member.Merging) error) {
		t.Helper()
		shop.Tx(func(ctx context.Context, tx postgres.Tx) error { return fn(ctx, tx, m) })
	}
	follow(shop.Ledger.Follower().Merge)
	shop.Hear()
	shop.Want(old, ledger.Points, programtest.Balance{})
	shop.Want(kept, ledger.Points, programtest.Balance{Available: 90, Pending: 20})

	shop.Return(first, "2026-03-10 09:00", 1, 1)
	shop.Hear()
	shop.Want(kept, ledger.Points, programtest.Balance{Available: 60, Pending: 20})
	follow(shop.Ledger.Follower().Unmerge)
	shop.Return(first, "2026-03-11 09:00", 1, 1)
	shop.Hear()
	shop.Want(old, ledger.Points, programtest.Balance{Available: 30, Pending: 20})
	shop.Want(kept, ledger.Points, programtest.Balance{})
	shop.Check()
}
