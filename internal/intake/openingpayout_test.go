package intake_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"habitue/internal/intake"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/payment"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
	"habitue/internal/staff"
)

// Principal of the earlier system is the member's own money: it is paid out by hand with the
// number that proves it, once, after whatever has a charge to go back to, and never while a
// checkout holds some of it.
func TestPrincipalThatWasBroughtIsPaidOut(t *testing.T) {
	t.Parallel()
	m := moving(t)
	o := m.open(m.asking(intake.OpenMembers, "手机,储值余额,赠送余额\n13800138001,100.00,40.00\n"))
	wang := m.by(member.Phone, "13800138001")
	card := func() prepaid.Card {
		t.Helper()
		c, err := m.cards.Card(t.Context(), m.DB, wang, "")
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	wants := func(principal, bonus, opened, refundable int64) {
		t.Helper()
		if c := card(); c.Principal.Available != principal || c.Bonus.Available != bonus || c.Opened != opened || c.Refundable() != refundable {
			t.Errorf("principal %d, bonus %d, opened %d, refundable %d; want %d, %d, %d, %d",
				c.Principal.Available, c.Bonus.Available, c.Opened, c.Refundable(), principal, bonus, opened, refundable)
		}
	}
	pay := func(r prepaid.Refunding, want error) (out prepaid.Refunded) {
		t.Helper()
		r.Member, r.Reason, r.Act = wang, "leaves", staff.Act{By: staff.Operator}
		err := m.DB.InTx(t.Context(), func(tx postgres.Tx) (err error) {
			out, err = m.cards.Refund(t.Context(), tx, r)
			return err
		})
		if !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
		return out
	}
	cash := prepaid.Payout{Method: "cash", Reference: "T20260105-17"}
	wants(100_00, 40_00, 100_00, 100_00)

	for _, wrong := range []prepaid.Payout{{}, {Method: "cash"}, {Method: "cash", Reference: "给王小姐"}, {Reference: "T1"}} {
		pay(prepaid.Refunding{Amount: 30_00, Key: "a", Payout: wrong}, prepaid.ErrNeedsPayout)
	}
	pay(prepaid.Refunding{Amount: 30_00, Key: "a", Payout: prepaid.Payout{Method: "shells", Reference: "T1"}}, payment.ErrNoMethod)
	pay(prepaid.Refunding{Amount: 100_01, Key: "a", Payout: cash}, prepaid.ErrTooMuch)
	tried, err := m.cards.TryRefund(t.Context(), prepaid.Refunding{Member: wang, Amount: 30_00, Reason: "-", Act: staff.Act{By: staff.Operator}})
	if err != nil || tried.Opened != 30_00 || tried.Bonus != 12_00 {
		t.Errorf("tried %+v: %v", tried, err)
	}
	wants(100_00, 40_00, 100_00, 100_00)

	// A checkout holds some: nothing is paid out until it has ended.
	held := ledger.Amount{Asset: card().Principal.Asset, Amount: 10_00}
	var set ledger.Answer
	m.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		set, err = m.Ledger.Do(ctx, tx, ledger.Authorisation{Member: wang, Key: "h", Asset: held.Asset, Amount: held.Amount, ExpiresAt: m.Clock.Now().Add(time.Hour)})
		return err
	})
	pay(prepaid.Refunding{Amount: 30_00, Key: "a", Payout: cash}, prepaid.ErrHeld)
	m.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := m.Ledger.Do(ctx, tx, ledger.Release{Member: wang, Hold: set.Hold.ID, Key: "h:let_go"})
		return err
	})

	// A part, and the same again: paid once.
	first := pay(prepaid.Refunding{Amount: 30_00, Key: "a", Payout: cash}, nil)
	again := pay(prepaid.Refunding{Amount: 30_00, Key: "a", Payout: cash}, nil)
	if first.ID != again.ID || again.Opened != 30_00 || again.Payout != cash {
		t.Errorf("%+v, again %+v", first.Refund, again.Refund)
	}
	wants(70_00, 28_00, 70_00, 70_00)

	// Meanwhile he tops up: that goes back to where it came from, and goes first.
	m.Tx(func(ctx context.Context, tx postgres.Tx) error {
		t, err := m.cards.Open(ctx, tx, prepaid.Opening{Member: wang, Pay: 200_00})
		if err != nil {
			return err
		}
		_, _, err = m.cards.Pay(ctx, tx, t.ID, []payment.Tender{{Method: "cash", Amount: 200_00}})
		return err
	})
	wants(270_00, 78_00, 70_00, 270_00)
	if part := pay(prepaid.Refunding{Amount: 150_00, Key: "b"}, nil); part.Opened != 0 || len(part.Sources) != 1 {
		t.Errorf("%+v", part)
	}
	whole := pay(prepaid.Refunding{Close: true, Key: "c", Payout: cash}, nil)
	if whole.Money != 120_00 || whole.Opened != 70_00 || len(whole.Sources) != 1 || whole.Sources[0].Amount != 50_00 {
		t.Errorf("%+v", whole)
	}
	wants(0, 0, 0, 0)
	pay(prepaid.Refunding{Close: true, Key: "d", Payout: cash}, prepaid.ErrTooMuch)

	// The import cannot be taken back any more, and the books say what happened.
	list, err := m.in.Hindrances(t.Context(), m.DB, o.Run)
	if err != nil || len(list) == 0 {
		t.Errorf("hindrances %v: %v", list, err)
	}
	results, err := check.Run(t.Context(), m.DB.Owner(t), m.cards.Proofs())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if !r.Holds {
			t.Errorf("%s: %v", r.Name, r.Broken)
		}
	}
	m.proven()
}
