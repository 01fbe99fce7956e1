package checkout_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"habitue/internal/checkout"
	"habitue/internal/ledger"
	"habitue/internal/payment"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/program/programtest"
)

// planned is what an exchange would come to.
func (s *counter) planned(c checkout.Checkout, lines map[int]int64, ask checkout.Ask) checkout.Planned {
	s.T.Helper()
	p, err := s.till.PlanExchange(s.T.Context(), checkout.Returning{Checkout: c.ID, Lines: lines, Reason: "size"}, ask)
	if err != nil {
		s.T.Fatal(err)
	}
	return p
}

func (s *counter) tryExchange(in checkout.Exchanging) (done checkout.Exchanged, err error) {
	err = s.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
		done, err = s.till.Exchange(ctx, tx, in)
		return err
	})
	return done, err
}

func (s *counter) exchanging(c checkout.Checkout, lines map[int]int64, ask checkout.Ask) checkout.Exchanging {
	return checkout.Exchanging{
		Return: checkout.Returning{Checkout: c.ID, Key: fmt.Sprintf("return:%d", s.keys.Add(1)), Lines: lines, Reason: "size"},
		Sale:   checkout.Commit{Ask: ask, Digest: s.planned(c, lines, ask).Quote.Digest, Source: "till"},
	}
}

// exchange does what was planned and pays what is missing in cash.
func (s *counter) exchange(c checkout.Checkout, lines map[int]int64, ask checkout.Ask) checkout.Exchanged {
	s.T.Helper()
	plan := s.planned(c, lines, ask)
	in := s.exchanging(c, lines, ask)
	in.Tenders = cash(max(plan.Quote.Totals.Payable-plan.Back.Money, 0))
	done, err := s.tryExchange(in)
	if err != nil {
		s.T.Fatal(err)
	}
	if done.Checkout.State != checkout.Paid || done.Returned.Back.Money != plan.Back.Money || done.Checkout.Payable != plan.Quote.Totals.Payable {
		s.T.Fatalf("planned %+v, done %+v", plan, done)
	}
	return done
}

func (s *counter) charges(c checkout.Checkout) []payment.Charge {
	s.T.Helper()
	list, err := s.pay.Of(s.T.Context(), s.DB.DB, c.Member, c.Subject())
	if err != nil {
		s.T.Fatal(err)
	}
	return list
}

func TestAnExchangePaysWithWhatComesBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                string
		price               int64
		carried, back, paid int64
	}{
		{"dearer_goods_cost_the_difference", 90_00, 60_00, 0, 30_00},
		{"cheaper_goods_give_the_difference_back", 25_00, 25_00, 35_00, 0},
		{"equal_goods_move_no_money", 60_00, 60_00, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			m := s.Join()
			sold := s.buy(checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 2, 60_00)}})
			done := s.exchange(sold, map[int]int64{1: 1}, checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "cup", 1, c.price)}})
			if done.Carried != c.carried || done.GivenBack != c.back || done.Checkout.Payable-done.Carried != c.paid {
				t.Errorf("%+v", done)
			}
			if first := s.charges(sold)[0]; first.Left() != 60_00 {
				t.Errorf("%+v", first)
			}
			// What was taken instead comes back, too: in money that was really paid.
			r, err := s.bring(done.Checkout, map[int]int64{1: 1})
			if err != nil || r.Back.Money != c.price {
				t.Errorf("%+v, %v", r, err)
			}
			s.Hear()
			s.proven()
		})
	}
}

func TestAnExchangeUsesWhatTheReturnSetsFree(t *testing.T) {
	t.Parallel()
	s := open(t)
	m, c := s.given(500)
	s.off(10_00, 50_00, pricing.Limits{Total: pricing.Limit{Money: 10_00}})
	sold := s.buy(checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 1, 140_00)}, Points: engine.All})
	s.Hear()
	s.Clock.Advance(time.Hour)
	done := s.exchange(sold, map[int]int64{1: 1}, checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "pot", 1, 150_00)}, Points: engine.All})
	// 150 less 10 of the promotion, 20 of the coupon and 5 of the points: each is free again.
	if done.Checkout.Payable != 115_00 || done.Carried != 105_00 {
		t.Fatalf("%+v", done.Checkout.Sale.Quote.Totals)
	}
	s.Hear()
	s.status(c, "redeemed")
	s.Want(m, ledger.Points, programtest.Balance{Pending: 115})
	s.proven()
}

func TestAnExchangeIsDoneOnceAndWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	s := open(t)
	m := s.Join()
	sold := s.buy(checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 2, 60_00)}})
	ask := checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "cup", 1, 80_00)}}
	in := s.exchanging(sold, map[int]int64{1: 1}, ask)
	nothing := func(name string) {
		t.Helper()
		returns, err := s.till.Returns(t.Context(), s.DB.DB, sold)
		if err != nil || len(returns) != 0 || s.charges(sold)[0].Left() != 120_00 {
			t.Errorf("%s: %v, %v", name, returns, err)
		}
	}
	refused := func(name string, want error, change func(*checkout.Exchanging)) {
		t.Helper()
		other := in
		change(&other)
		if _, err := s.tryExchange(other); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
		nothing(name)
	}
	refused("another price", checkout.ErrPriceChanged, func(e *checkout.Exchanging) { e.Sale.Digest = "another" })
	refused("too little money", payment.ErrTenders, func(e *checkout.Exchanging) { e.Tenders = cash(19_99) })
	refused("more than was sold", engine.ErrNotSold, func(e *checkout.Exchanging) { e.Return.Lines = map[int]int64{1: 3} })
	refused("somebody else's", checkout.ErrOtherBuyer, func(e *checkout.Exchanging) { e.Sale.Member = s.Join() })
	nothing("planned")

	in.Tenders = cash(20_00)
	first, err := s.tryExchange(in)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.tryExchange(in)
	if err != nil || again.Returned.ID != first.Returned.ID || again.Checkout.ID != first.Checkout.ID || again.Carried != 60_00 {
		t.Errorf("%+v, %v", again, err)
	}
	in.Return.Key = "return:alone"
	if _, err := s.bring(sold, map[int]int64{1: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.tryExchange(checkout.Exchanging{Return: checkout.Returning{Checkout: sold.ID, Key: fmt.Sprintf("return:%d", s.keys.Load())}, Sale: in.Sale}); !errors.Is(err, checkout.ErrInvalid) {
		t.Errorf("the key of a mere return: %v", err)
	}
	s.proven()
}

// What a wallet collected pays for the second goods and is given back by the wallet
// when those come back: under the charge that it knows.
func TestCarriedMoneyGoesBackToWhereItWasCollected(t *testing.T) {
	t.Parallel()
	s := open(t)
	m := s.Join()
	sold := s.agreed(checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 1, 60_00)}})
	_, charges := s.tender(sold, checkout.Tender{Method: "sandbox", Amount: sold.Payable})
	if _, err := s.pay.Ask(t.Context(), charges[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.wallet.Pay(t.Context(), charges[0].Reference()); err != nil {
		t.Fatal(err)
	}
	s.Hear()
	for range 2 { // exchanged, and what it was exchanged for once more
		sold = s.exchange(sold, map[int]int64{1: 1}, checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "cup", 1, 50_00)}}).Checkout
	}
	last := s.charges(sold)[0]
	if last.Origin != charges[0].ID || last.Left() != 50_00 {
		t.Fatalf("%+v", last)
	}
	if _, err := s.bring(sold, map[int]int64{1: 1}); err != nil {
		t.Fatal(err)
	}
	if n, err := s.pay.GiveBackDue(t.Context(), 10); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	refunds, err := s.pay.RefundsOf(t.Context(), s.DB.DB, last)
	if err != nil || len(refunds) != 1 || refunds[0].State != payment.RefundDone {
		t.Fatalf("%+v, %v", refunds, err)
	}
	s.Clock.Advance(24 * time.Hour)
	if n, err := s.pay.ReconcileDue(t.Context(), 5); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if differences, err := s.pay.Differences(t.Context(), s.DB.DB, payment.DifferenceFilter{Settled: new(bool)}, 5); err != nil || len(differences) != 0 {
		t.Errorf("%+v, %v", differences, err)
	}
	s.proven()
}
