package checkout_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/coupon/coupontest"
	"habitue/internal/coupon/terms"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/payment"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	spending "habitue/internal/program/engine"
	"habitue/internal/program/programtest"
	"habitue/internal/staff"
)

// sells publishes another rule of stored value from now on.
func (s *counter) sells(change func(*prepaid.Rule)) {
	s.T.Helper()
	rule := prepaid.DefaultRule()
	change(&rule)
	act := staff.Act{By: staff.Operator}
	s.Clock.Advance(time.Second)
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		draft, err := s.cards.Rules.Draft(ctx, tx, rule, act)
		if err != nil {
			return err
		}
		_, err = s.cards.Rules.Publish(ctx, tx, draft.Number, time.Time{}, act)
		return err
	})
}

func (s *counter) opened(m member.ID, pay int64) (t prepaid.TopUp, err error) {
	err = s.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
		t, err = s.cards.Open(ctx, tx, prepaid.Opening{Member: m, Pay: pay})
		return err
	})
	return t, err
}

func (s *counter) payTopUp(t prepaid.TopUp, tenders ...payment.Tender) (paid prepaid.TopUp, charges []payment.Charge) {
	s.T.Helper()
	s.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		paid, charges, err = s.cards.Pay(ctx, tx, t.ID, tenders)
		return err
	})
	return paid, charges
}

// topUp sells a top-up for cash.
func (s *counter) topUp(m member.ID, pay int64) prepaid.TopUp {
	s.T.Helper()
	t, err := s.opened(m, pay)
	if err != nil {
		s.T.Fatal(err)
	}
	t, _ = s.payTopUp(t, cash(pay)...)
	if t.State != prepaid.Paid {
		s.T.Fatalf("%+v", t)
	}
	return t
}

func (s *counter) onCard(m member.ID) prepaid.Card {
	s.T.Helper()
	c, err := s.cards.Card(s.T.Context(), s.DB.DB, m, "")
	if err != nil {
		s.T.Fatal(err)
	}
	return c
}

func (s *counter) has(m member.ID, principal, bonus int64) {
	s.T.Helper()
	if c := s.onCard(m); c.Principal.Available != principal || c.Bonus.Available != bonus {
		s.T.Errorf("on the card are %d + %d, want %d + %d", c.Principal.Available, c.Bonus.Available, principal, bonus)
	}
}

func (s *counter) refunding(in prepaid.Refunding) (r prepaid.Refunded, err error) {
	in.Reason = "wanted back"
	if in.Key == "" {
		in.Key = fmt.Sprintf("refund:%d", s.keys.Add(1))
	}
	in.Act = staff.Act{By: staff.Operator}
	err = s.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
		r, err = s.cards.Refund(ctx, tx, in)
		return err
	})
	return r, err
}

// spend buys something for stored value alone.
func (s *counter) spend(m member.ID, amount int64) checkout.Checkout {
	s.T.Helper()
	return s.buy(checkout.Ask{Member: m, Points: engine.None, Stored: engine.All, Lines: []pricing.AskLine{line(1, "tea", 1, amount)}})
}

// 1,000 + 400 of which 700 was spent: 500 pro rata, 300 principal-first, 700 bonus-first.
func TestClosingACardGivesBackByThePolicyOfItsSale(t *testing.T) {
	t.Parallel()
	for draw, want := range map[spending.Draw]int64{spending.ProRata: 500_00, spending.PrincipalFirst: 300_00, spending.BonusFirst: 700_00} {
		t.Run(string(draw), func(t *testing.T) {
			t.Parallel()
			s := open(t)
			m := s.Join()
			s.sells(func(r *prepaid.Rule) { r.Draw = draw })
			s.topUp(m, 1_000_00)
			s.has(m, 1_000_00, 400_00)
			// What is sold tomorrow follows another policy; this card keeps its own.
			s.sells(func(r *prepaid.Rule) { r.Draw = spending.PrincipalFirst })
			s.spend(m, 700_00)
			r, err := s.refunding(prepaid.Refunding{Member: m, Close: true})
			if err != nil || r.Money != want {
				t.Fatalf("%+v, %v", r, err)
			}
			s.has(m, 0, 0)
			s.topUp(m, 200_00)
			if c := s.onCard(m); c.Draw != spending.PrincipalFirst {
				t.Errorf("an empty card is sold anew by %s", c.Draw)
			}
			s.proven()
		})
	}
}

// In mainland China a consumer may think better of it within seven days; unused is
// refunded whole, however long ago.
func TestUnusedIsRefundedWhole(t *testing.T) {
	t.Parallel()
	s := open(t)
	m := s.Join(membertest.Name("王芳"))
	template := coupontest.Live(t, s.DB.DB, s.coupons)
	s.sells(func(r *prepaid.Rule) {
		r.Tiers[2].Label = "储值会员"
		r.Tiers[2].Coupons = []prepaid.Coupons{{Template: template.Code, Quantity: 2}}
	})
	first, second := s.topUp(m, 200_00), s.topUp(m, 1_000_00)
	if until := second.CoolsUntil().Sub(second.EndedAt); until != 7*24*time.Hour {
		t.Errorf("cools for %v", until)
	}
	usable := func(want int) {
		t.Helper()
		list, err := s.coupons.Usable(t.Context(), s.DB.DB, m)
		if err != nil || len(list) != want {
			t.Errorf("%d coupons, %v", len(list), err)
		}
		labels, err := s.Members.Labels(t.Context(), s.DB.DB, m)
		if err != nil || (len(labels[m]) == 1) != (want > 0) {
			t.Errorf("%v, %v", labels, err)
		}
	}
	usable(2)
	in := prepaid.Refunding{Member: m, TopUp: second.ID, Key: "once"}
	tried, err := s.cards.TryRefund(t.Context(), prepaid.Refunding{Member: m, TopUp: second.ID, Reason: "trial", Act: staff.Act{By: staff.Operator}})
	if err != nil || tried.Money != 1_000_00 || tried.Bonus != 400_00 || len(tried.Coupons) != 2 || tried.Sources[0].Method != "cash" {
		t.Fatalf("%+v, %v", tried, err)
	}
	s.has(m, 1_200_00, 450_00)
	done, err := s.refunding(in)
	if err != nil || done.Money != 1_000_00 || done.Bonus != 400_00 {
		t.Fatalf("%+v, %v", done, err)
	}
	if again, err := s.refunding(in); err != nil || again.ID != done.ID {
		t.Errorf("again: %+v, %v", again, err)
	}
	usable(0)
	s.has(m, 200_00, 50_00)
	s.spend(m, 10_00)
	if _, err := s.refunding(prepaid.Refunding{Member: m, TopUp: first.ID}); !errors.Is(err, prepaid.ErrUsed) {
		t.Errorf("a used one: %v", err)
	}
	if _, err := s.refunding(prepaid.Refunding{Member: m, Amount: 192_01}); !errors.Is(err, prepaid.ErrTooMuch) {
		t.Errorf("more than there is: %v", err)
	}
	s.proven()
}

// Goods that come back put back what they drew, also after the card was closed: then
// that can be paid out, and no more.
func TestAReturnOfGoodsIsAnotherActThanClosingTheCard(t *testing.T) {
	t.Parallel()
	s := open(t)
	m := s.Join()
	s.topUp(m, 1_000_00)
	sold := s.spend(m, 700_00)
	if _, err := s.refunding(prepaid.Refunding{Member: m, Close: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.bring(sold, map[int]int64{1: 1}); err != nil {
		t.Fatal(err)
	}
	s.has(m, 500_00, 200_00)
	r, err := s.refunding(prepaid.Refunding{Member: m, Amount: 250_00})
	if err != nil || r.Bonus != 100_00 {
		t.Fatalf("%+v, %v", r, err)
	}
	r, err = s.refunding(prepaid.Refunding{Member: m, Close: true})
	if err != nil || r.Money != 250_00 || r.Bonus != 100_00 {
		t.Fatalf("%+v, %v", r, err)
	}
	s.has(m, 0, 0)
	s.proven()
}

func TestLawAndRuleLimitWhatIsOnACard(t *testing.T) {
	t.Parallel()
	s := open(t)
	named, unnamed := s.Join(membertest.Name("王芳")), s.Join()
	refused := func(m member.ID, pay int64, want error) {
		t.Helper()
		if _, err := s.opened(m, pay); !errors.Is(err, want) {
			t.Errorf("%d: %v, want %v", pay, err, want)
		}
	}
	s.topUp(unnamed, 1_000_00)
	refused(unnamed, 200_00, prepaid.ErrOverLimit)
	for range 4 {
		s.topUp(named, 1_000_00)
	}
	if _, err := s.opened(named, 1_000_00); err != nil { // it waits for its money, and counts
		t.Error(err)
	}
	refused(named, 200_00, prepaid.ErrOverLimit)
	refused(named, 300_00, prepaid.ErrNoTier)
	s.sells(func(r *prepaid.Rule) { r.Tiers[0].Times = 1 })
	once := s.Join()
	first := s.topUp(once, 200_00)
	refused(once, 200_00, prepaid.ErrTooOften)
	if _, err := s.refunding(prepaid.Refunding{Member: once, TopUp: first.ID}); err != nil {
		t.Fatal(err)
	}
	s.topUp(once, 200_00)
	s.sells(func(r *prepaid.Rule) { r.Off = true })
	refused(once, 500_00, prepaid.ErrOff)
	s.proven()
}

// A till that says it before it surprises: a threshold coupon that does not go with
// stored value is named with why.
func TestAThresholdCouponAndStoredValueExcludeEachOtherAndSaySo(t *testing.T) {
	t.Parallel()
	s := open(t)
	m := s.Join()
	s.topUp(m, 200_00)
	template := coupontest.Live(t, s.DB.DB, s.coupons, func(b *coupon.Terms) { b.Offer.Stacking.NotWith = []terms.Source{terms.FromStoredValue} })
	coupontest.Give(t, s.DB.DB, s.coupons, m, template.ID, 1)
	ask := checkout.Ask{Member: m, Points: engine.None, Stored: engine.None, Lines: []pricing.AskLine{line(1, "tea", 1, 120_00)}}
	if q := s.quote(ask); q.Totals.Coupons != 20_00 {
		t.Fatalf("%+v", q.Totals)
	}
	ask.Stored = engine.All
	q := s.quote(ask)
	if q.Totals.Coupons != 0 || q.Totals.Stored != 120_00 || len(q.Refused) == 0 || q.Refused[0].Without == nil {
		t.Errorf("%+v %+v", q.Totals, q.Refused)
	}
}

func TestATopUpHalfPaidOrPaidTooLateGivesItsMoneyBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	m := s.Join()
	sold, err := s.opened(m, 500_00)
	if err != nil {
		t.Fatal(err)
	}
	_, charges := s.payTopUp(sold, payment.Tender{Method: "cash", Amount: 100_00}, payment.Tender{Method: "sandbox", Amount: 400_00})
	if _, err := s.pay.Ask(t.Context(), charges[1].ID); err != nil {
		t.Fatal(err)
	}
	s.has(m, 0, 0)
	s.Clock.Advance(16 * time.Minute)
	if n, err := s.cards.ExpireDue(t.Context(), 10); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if _, err := s.wallet.Pay(t.Context(), charges[1].Reference()); err != nil {
		t.Fatal(err)
	}
	s.Hear()
	for _, c := range charges {
		if c, err := s.pay.Charge(t.Context(), s.DB.DB, c.ID); err != nil || c.Left() != 0 {
			t.Errorf("%+v, %v", c, err)
		}
	}
	s.has(m, 0, 0)
	sold, err = s.opened(m, 500_00)
	if err != nil {
		t.Fatal(err)
	}
	_, charges = s.payTopUp(sold, payment.Tender{Method: "sandbox", Amount: 500_00})
	if _, err := s.pay.Ask(t.Context(), charges[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.wallet.Pay(t.Context(), charges[0].Reference()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s.Hear()
		if err := s.cards.OnSettled(t.Context(), 0, []payment.ChargeID{charges[0].ID}); err != nil {
			t.Fatal(err)
		}
	}
	s.has(m, 500_00, 150_00)
	s.proven()
}

func TestWhatIsGivenIsSpentAndNeverPaidOut(t *testing.T) {
	t.Parallel()
	s := open(t)
	giver, taker := s.Join(), s.Join()
	s.sells(func(r *prepaid.Rule) { r.Giving.Off = false })
	s.topUp(giver, 1_000_00)
	s.topUp(taker, 200_00)
	s.spend(taker, 250_00)
	give := func(amount int64, key string) (g prepaid.Gift, err error) {
		err = s.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
			g, err = s.cards.Give(ctx, tx, prepaid.Handing{From: giver, To: taker, Amount: amount, Key: key})
			return err
		})
		return g, err
	}
	for range 2 { // once, however often it is asked for
		if g, err := give(350_00, "a"); err != nil || g.Principal != 250_00 || g.Bonus != 100_00 {
			t.Fatalf("%+v, %v", g, err)
		}
	}
	s.has(giver, 750_00, 300_00)
	s.has(taker, 250_00, 100_00)
	if _, err := s.refunding(prepaid.Refunding{Member: taker, Close: true}); !errors.Is(err, prepaid.ErrTooMuch) {
		t.Errorf("the taker was paid out what was given: %v", err)
	}
	if _, err := give(150_01, "b"); !errors.Is(err, prepaid.ErrInvalid) {
		t.Errorf("not in steps: %v", err)
	}
	if _, err := give(151_00, "b"); !errors.Is(err, prepaid.ErrGivenEnough) {
		t.Errorf("more than a day's: %v", err)
	}
	if r, err := s.refunding(prepaid.Refunding{Member: giver, Close: true}); err != nil || r.Money != 750_00 {
		t.Errorf("%+v, %v", r, err)
	}
	s.spend(taker, 350_00)
	if _, err := s.cards.Card(t.Context(), s.DB.DB, taker, "CNY"); err != nil {
		t.Fatal(err)
	}
	if _, err := give(1_00, "c"); !errors.Is(err, ledger.ErrInsufficient) {
		t.Errorf("nothing is left: %v", err)
	}
	s.proven()
}

// A benefit that is bound to stored value: what it pays earns double, the quote says
// so before, and what comes back takes its part with it.
func TestWhatStoredValuePaysEarnsMoreWhereTheRuleSaysSo(t *testing.T) {
	t.Parallel()
	s := open(t)
	m := s.Join()
	s.Rule(func(r *spending.Rule) {
		r.Bonuses = nil
		r.Multipliers = []spending.Multiplier{{ID: "stored", Name: i18n.Of("储值双倍", "Double"), Rate: 20_000, Paid: spending.ByStoredValue}}
	})
	s.topUp(m, 200_00)
	ask := checkout.Ask{Member: m, Points: engine.None, Stored: 50_00, Lines: []pricing.AskLine{line(1, "tea", 2, 50_00)}}
	if q := s.quote(ask); q.Totals.Stored != 50_00 || q.Earns.Points != 150 {
		t.Fatalf("the quote says %d points, %+v", q.Earns.Points, q.Totals)
	}
	if q := s.quote(checkout.Ask{Member: m, Points: engine.None, Lines: ask.Lines}); q.Earns.Points != 100 {
		t.Fatalf("without stored value the quote says %d points", q.Earns.Points)
	}
	c := s.buy(ask)
	s.Hear()
	s.Want(m, ledger.Points, programtest.Balance{Pending: 150})
	if _, err := s.bring(c, map[int]int64{1: 1}); err != nil {
		t.Fatal(err)
	}
	s.Hear()
	s.Want(m, ledger.Points, programtest.Balance{Pending: 75})
	if _, err := s.bring(c, map[int]int64{1: 1}); err != nil {
		t.Fatal(err)
	}
	s.Hear()
	s.Want(m, ledger.Points, programtest.Balance{})
	s.has(m, 200_00, 50_00)
	s.proven()
}
