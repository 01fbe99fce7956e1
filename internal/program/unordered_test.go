package program_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// Two members live the same life. Of one everything is heard at once; of the
// other nothing until the end, and then in any order and more than once. They
// end with the same: whatever was delivered late or twice neither doubles nor
// loses a point, nor changes the level by which an order earned.
func TestNoticesInAnyOrderAndTwiceComeToTheSame(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	// Nobody is told: the test delivers by hand.
	rapid.Check(t, func(t *rapid.T) {
		prompt, late := shop.Join(), shop.Join()
		at := shop.At("2026-01-02 09:00")
		var undelivered []func() error
		bought := map[member.ID][]order.Order{}
		for i := range rapid.IntRange(2, 8).Draw(t, "events") {
			at = at.Add(time.Duration(rapid.IntRange(0, 40*24).Draw(t, "hours")) * time.Hour)
			shop.Clock.Set(at)
			item := programtest.Item("tea", int64(rapid.IntRange(1, 5).Draw(t, "pieces")), int64(rapid.IntRange(0, 3000_00).Draw(t, "paid")))
			which, piece := rapid.IntRange(0, 7).Draw(t, "which"), rapid.Int64Range(1, 5).Draw(t, "back")
			for _, m := range []member.ID{prompt, late} {
				deliver := buyOrReturn(t, shop, m, i, at, item, bought, which, piece)
				if deliver == nil {
					continue
				}
				if m == late {
					undelivered = append(undelivered, deliver)
				} else if err := deliver(); err != nil {
					t.Fatal(err)
				}
			}
		}
		undelivered = append(undelivered, undelivered...)
		for _, deliver := range rapid.Permutation(undelivered).Draw(t, "delivery") {
			if err := deliver(); err != nil {
				t.Fatal(err)
			}
		}
		for _, asset := range []ledger.AssetID{ledger.Points, ledger.Growth} {
			if a, b := shop.Balance(prompt, asset), shop.Balance(late, asset); a != b {
				t.Fatalf("asset %d: heard at once %+v, heard late %+v", asset, a, b)
			}
		}
		levels, err := shop.Tiers.Levels(context.Background(), shop.DB.DB, prompt, late)
		if err != nil || levels[prompt].Level.Code != levels[late].Level.Code {
			t.Fatalf("levels %v, %v", levels, err)
		}
	})
	shop.Check()
}

// buyOrReturn reports a purchase, or some pieces of an earlier one back, and
// returns what must be heard of it.
func buyOrReturn(t *rapid.T, shop *programtest.Shop, m member.ID, i int, at time.Time, item order.ReportLine,
	bought map[member.ID][]order.Order, which int, pieces int64) func() error {
	ctx := context.Background()
	reference := fmt.Sprintf("%d-%d", m, i)
	if which < len(bought[m]) {
		var f order.Refund
		err := shop.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
			f, err = shop.Orders.Refund(ctx, tx, order.Return{
				Source: "test", Reference: reference, OccurredAt: at, Order: order.Place{Member: m, ID: int64(bought[m][which].ID)},
				Lines: []order.ReturnLine{{LineNo: 1, Quantity: pieces}},
			})
			return err
		})
		if err != nil {
			return nil // more than was left: refused alike for both
		}
		return func() error {
			if err := shop.Program.OnRefunded(ctx, m, []order.RefundID{f.ID}); err != nil {
				return err
			}
			return shop.Tiers.OnRefunded(ctx, m, []order.RefundID{f.ID})
		}
	}
	var o order.Order
	err := shop.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
		o, err = shop.Orders.Record(ctx, tx, order.Report{
			Source: "test", Reference: reference, Member: m, Currency: "CNY", OccurredAt: at, Lines: []order.ReportLine{item},
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	bought[m] = append(bought[m], o)
	return func() error {
		if err := shop.Tiers.OnOrderPaid(ctx, m, []order.ID{o.ID}); err != nil {
			return err
		}
		return shop.Program.OnOrderPaid(ctx, m, []order.ID{o.ID})
	}
}
