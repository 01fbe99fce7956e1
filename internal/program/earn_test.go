package program_test

import (
	"context"
	"testing"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/engine"
	"habitue/internal/program/programtest"
)

type balance = programtest.Balance

func TestOrderEarnsOnceAndWaitsForTheReturnWindow(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang := shop.Join()
	o := shop.Buy(wang, "2026-03-10 09:00", programtest.Item("latte", 3, 90_00))
	shop.Hear()
	shop.Want(wang, ledger.Points, balance{Pending: 90})
	shop.Want(wang, ledger.Growth, balance{Available: 90})
	// Heard again, in any company, nothing changes.
	for range 2 {
		if err := shop.Program.OnOrderPaid(context.Background(), wang, []order.ID{o.ID, o.ID}); err != nil {
			t.Fatal(err)
		}
	}
	shop.Want(wang, ledger.Points, balance{Pending: 90})
	// The window closes to the minute, before any job ran.
	shop.Clock.Set(shop.At("2026-03-17 08:59"))
	shop.Want(wang, ledger.Points, balance{Pending: 90})
	shop.Clock.Set(shop.At("2026-03-17 09:00"))
	shop.Want(wang, ledger.Points, balance{Available: 90})
	shop.RunJobs()
	shop.RunJobs()
	shop.Want(wang, ledger.Points, balance{Available: 90})
	// Twelve months, to the end of that month.
	shop.Now("2027-03-31 23:59")
	shop.Want(wang, ledger.Points, balance{Available: 90})
	shop.Now("2027-04-01 00:00")
	shop.Want(wang, ledger.Points, balance{})
	shop.Check()
}

// Case 1 of acceptance.md.
func TestBuyRefundKeepsNoPointsAndSpentOnesAreNotChargedTwice(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang := shop.Join()
	o := shop.Buy(wang, "2026-03-10 09:00", programtest.Item("tea", 4, 100_00), programtest.Item("cake", 1, 50_00))
	shop.Hear()
	t.Run("a_part_takes_its_part", func(t *testing.T) {
		shop.Return(o, "2026-03-11 09:00", 1, 1)
		shop.Hear()
		shop.Want(wang, ledger.Points, balance{Pending: 125})
	})
	t.Run("points_spent_meanwhile_become_a_debt_once", func(t *testing.T) {
		shop.Now("2026-03-20 09:00")
		shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
			_, err := shop.Ledger.Post(ctx, tx, ledger.Posting{
				Member: wang, Key: "spend:1", Reason: ledger.Spend, OccurredAt: shop.Clock.Now(),
				Debits: []ledger.Debit{{Asset: ledger.Points, Amount: 120, To: ledger.Redeemed}},
			})
			return err
		})
		shop.Want(wang, ledger.Points, balance{Available: 5})
		f := shop.Return(o, "2026-03-21 09:00", 1, 3)
		shop.Hear()
		shop.Want(wang, ledger.Points, balance{Owed: 70})
		if err := shop.Program.OnRefunded(context.Background(), wang, []order.RefundID{f.ID}); err != nil {
			t.Fatal(err)
		}
		shop.Want(wang, ledger.Points, balance{Owed: 70})
	})
	t.Run("the_rest_leaves_nothing_but_what_was_spent", func(t *testing.T) {
		shop.Return(o, "2026-03-22 09:00", 2, 1)
		shop.Hear()
		shop.Want(wang, ledger.Points, balance{Owed: 120})
		shop.Want(wang, ledger.Growth, balance{})
	})
	t.Run("later_earning_repays_the_debt_first", func(t *testing.T) {
		shop.Buy(wang, "2026-04-01 09:00", programtest.Item("tea", 1, 130_00))
		shop.Hear()
		shop.Want(wang, ledger.Points, balance{Pending: 130, Owed: 120})
		shop.Now("2026-04-10 09:00")
		shop.Want(wang, ledger.Points, balance{Available: 10})
	})
	shop.Check()
}

// Case 4 of acceptance.md.
func TestDiscountDeliveryAndTipLinesNeverEarn(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang := shop.Join()
	discount := programtest.Item("coupon", 1, -30_00)
	discount.Kind = "discount"
	delivery := programtest.Item("delivery", 1, 8_00)
	delivery.Kind = "delivery"
	tip := programtest.Item("tip", 1, 5_00)
	tip.Kind = "tip"
	o := shop.Buy(wang, "2026-03-10 09:00", programtest.Item("tea", 1, 100_00), discount, delivery, tip)
	shop.Hear()
	shop.Want(wang, ledger.Points, balance{Pending: 70})
	if o.Spending != 70_00 {
		t.Fatalf("spending %d", o.Spending)
	}
	earned, err := shop.Program.Earned(context.Background(), shop.DB.DB, wang, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	for _, w := range earned[o.ID].Why {
		codes[w.Code] = true
	}
	if !codes[engine.WhyNotGoods] || !codes[engine.WhyDiscounted] || !codes[engine.WhyBase] {
		t.Fatalf("reasons %+v", earned[o.ID].Why)
	}
}

// Case 3 of acceptance.md.
func TestExpiredPointsCannotBeSpentAndLiveOnesCan(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang := shop.Join()
	shop.Buy(wang, "2026-01-10 09:00", programtest.Item("tea", 1, 40_00))
	shop.Buy(wang, "2026-02-10 09:00", programtest.Item("tea", 1, 60_00))
	shop.Hear()
	shop.Now("2026-12-31 23:59")
	shop.Want(wang, ledger.Points, balance{Available: 100})
	// No job has run since; the clock alone decides.
	shop.Clock.Set(shop.At("2027-02-01 00:00"))
	shop.Want(wang, ledger.Points, balance{Available: 60})
	spend := func(amount int64) error {
		return shop.Try(func(ctx context.Context, tx postgres.Tx) error {
			_, err := shop.Ledger.Post(ctx, tx, ledger.Posting{
				Member: wang, Key: "spend", Reason: ledger.Spend, OccurredAt: shop.Clock.Now(),
				Debits: []ledger.Debit{{Asset: ledger.Points, Amount: amount, To: ledger.Redeemed}},
			})
			return err
		})
	}
	if err := spend(61); err == nil {
		t.Fatal("an expired point was spent")
	}
	if err := spend(60); err != nil {
		t.Fatal(err)
	}
	shop.Want(wang, ledger.Points, balance{})
	moves, err := shop.Ledger.Movements(context.Background(), shop.DB.DB, wang, ledger.Points, nil, 50)
	if err != nil {
		t.Fatal(err)
	}
	expired := false
	for _, m := range moves {
		expired = expired || (m.Reason == ledger.Expire && m.Amount == -40 && m.OccurredAt.Equal(shop.At("2027-02-01 00:00")))
	}
	if !expired {
		t.Fatalf("no dated entry of the expiry in %+v", moves)
	}
	shop.Check()
}

// Case 8 of acceptance.md.
func TestTierFollowsSpendingNotTheBalance(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang := shop.Join()
	first := shop.Buy(wang, "2026-01-05 09:00", programtest.Item("gift", 1, 1000_00))
	shop.Hear()
	wantLevel(t, shop, wang, "silver")
	// Spending all points takes no level; expiry neither.
	shop.Now("2026-02-01 09:00")
	shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := shop.Ledger.Post(ctx, tx, ledger.Posting{
			Member: wang, Key: "all", Reason: ledger.Spend, OccurredAt: shop.Clock.Now(),
			Debits: []ledger.Debit{{Asset: ledger.Points, Amount: 1000, To: ledger.Redeemed}},
		})
		return err
	})
	shop.Hear()
	wantLevel(t, shop, wang, "silver")
	// Silver earns double, and each movement names its reason, order and rule.
	o := shop.Buy(wang, "2026-02-02 09:00", programtest.Item("tea", 1, 10_00))
	shop.Hear()
	shop.Want(wang, ledger.Points, balance{Pending: 20})
	moves, err := shop.Ledger.Movements(context.Background(), shop.DB.DB, wang, ledger.Points, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	if m := moves[0]; m.Reason != ledger.Earn || m.Ref.ID != int64(o.ID) || m.Rule.Version != 1 {
		t.Fatalf("movement %+v", m)
	}
	// The return of what reached it takes the level back.
	shop.Return(first, "2026-02-03 09:00", 1, 1)
	shop.Hear()
	wantLevel(t, shop, wang, "basic")
	shop.Check()
}

func TestRefundHeardBeforeItsOrderEarnsFirst(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang := shop.Join()
	o := shop.Buy(wang, "2026-03-10 09:00", programtest.Item("tea", 3, 100_00))
	f := shop.Return(o, "2026-03-10 10:00", 1, 2)
	if err := shop.Program.OnRefunded(context.Background(), wang, []order.RefundID{f.ID}); err != nil {
		t.Fatal(err)
	}
	shop.Hear()
	shop.Want(wang, ledger.Points, balance{Pending: 34})
	shop.Check()
}

func TestPublishedRuleHoldsFromItsInstantAndIsNamedOnThePosting(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang := shop.Join()
	before := shop.Report(wang, "2026-03-10 09:00", programtest.Item("tea", 1, 100_00))
	shop.Clock.Set(shop.At("2026-03-10 12:00"))
	shop.Rule(func(r *engine.Rule) { r.PointsRate *= 5 })
	shop.Record(before) // reported late: the rule of its own time holds
	after := shop.Buy(wang, "2026-03-10 13:00", programtest.Item("tea", 1, 100_00))
	shop.Hear()
	shop.Want(wang, ledger.Points, balance{Pending: 600})
	earned, err := shop.Program.Earned(context.Background(), shop.DB.DB, wang, after.ID)
	if err != nil || earned[after.ID].Rule.Version != 2 {
		t.Fatalf("rule %+v, %v", earned[after.ID], err)
	}
}

func wantLevel(t *testing.T, shop *programtest.Shop, m member.ID, level string) {
	t.Helper()
	p, err := shop.Tiers.Progress(context.Background(), shop.DB.DB, m)
	if err != nil {
		t.Fatal(err)
	}
	held, err := shop.Tiers.Levels(context.Background(), shop.DB.DB, m)
	if err != nil {
		t.Fatal(err)
	}
	if p.Level != level || held[m].Level.Code != level {
		t.Fatalf("level %s, kept as %s, want %s", p.Level, held[m].Level.Code, level)
	}
}

// TestEarningIsRoundedAsTheAssetSays counts the rule of the asset in force when
// an order occurred, however late the order comes.
func TestEarningIsRoundedAsTheAssetSays(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang := shop.Join()
	before := shop.Report(wang, "2026-03-10 09:00", programtest.Item("latte", 1, 14_99))
	shop.Clock.Set(shop.At("2026-03-11 09:00"))
	shop.AssetRule(ledger.Points, func(r *ledger.AssetRule) { r.Rounding = money.Rounding{Mode: money.HalfUp, Step: 10} })
	shop.Buy(wang, "2026-03-12 09:00", programtest.Item("latte", 1, 14_99))
	shop.Hear()
	shop.Want(wang, ledger.Points, programtest.Balance{Pending: 10})
	shop.Want(wang, ledger.Growth, programtest.Balance{Available: 14})
	o := shop.Buy(wang, "2026-03-12 10:00", programtest.Item("latte", 3, 15_00))
	shop.Hear()
	shop.Want(wang, ledger.Points, programtest.Balance{Pending: 30})
	shop.Record(before)
	shop.Hear()
	shop.Want(wang, ledger.Points, programtest.Balance{Pending: 44})
	shop.Return(o, "2026-03-13 10:00", 1, 2)
	shop.Hear()
	shop.Want(wang, ledger.Points, programtest.Balance{Pending: 44 - 13})
	shop.Return(o, "2026-03-13 11:00", 1, 1)
	shop.Hear()
	shop.Want(wang, ledger.Points, programtest.Balance{Pending: 24})
	shop.Check()
}
