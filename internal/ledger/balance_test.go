package ledger_test

import (
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// A debt is paid by the lot that matures first, also when that lot has expired
// before anybody recorded either.
func TestBalanceBeforeTheJobIsTheOneAfterIt(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	start := shop.At("2026-01-01 00:00")
	after := func(days int) time.Time { return start.AddDate(0, 0, days) }
	shop.Clock.Set(start)
	wang := shop.Join()
	post := func(key string, p ledger.Posting) (r ledger.Receipt) {
		t.Helper()
		p.Member, p.Key, p.OccurredAt = wang, key, start
		err := shop.DB.InTx(t.Context(), func(tx postgres.Tx) (err error) {
			r, err = shop.Ledger.Post(t.Context(), tx, p)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	earn := func(key string, amount int64, matures, expires int) ledger.Receipt {
		t.Helper()
		return post(key, ledger.Posting{Reason: ledger.Earn, Credits: []ledger.Credit{{
			Asset: ledger.Points, Amount: amount, From: ledger.Issued, MaturesAt: after(matures), ExpiresAt: after(expires),
		}}})
	}
	spent := earn("spent", 5, 0, 9)
	post("spend", ledger.Posting{Reason: ledger.Spend, Debits: []ledger.Debit{{Asset: ledger.Points, Amount: 5, To: ledger.Redeemed}}})
	earn("late", 7, 3, 9)
	earn("soon", 4, 1, 2)
	post("take back", reversal(spent.Posting, 5))

	for _, c := range []struct {
		day  int
		want programtest.Balance
	}{
		{0, programtest.Balance{Pending: 11, Owed: 5}},
		{1, programtest.Balance{Pending: 7, Owed: 1}}, // 4 paid at once
		{2, programtest.Balance{Pending: 7, Owed: 1}}, // and had nothing left to expire
		{3, programtest.Balance{Available: 6}},
		{9, programtest.Balance{}},
	} {
		shop.Clock.Set(after(c.day))
		if got := shop.Balance(wang, ledger.Points); got != c.want {
			t.Errorf("day %d: %+v, want %+v", c.day, got, c.want)
		}
	}
	shop.Clock.Set(after(3))
	before := shop.Balance(wang, ledger.Points)
	if _, err := shop.Ledger.SettleDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := shop.Balance(wang, ledger.Points); got != before {
		t.Errorf("%+v before the job, %+v after it", before, got)
	}
}
