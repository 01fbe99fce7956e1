package checkout_test

import (
	"context"
	"errors"
	"testing"

	"habitue/internal/coupon"
	"habitue/internal/coupon/coupontest"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
	spending "habitue/internal/program/engine"
)

func (s *counter) give(from, to member.ID, amount int64, key string) error {
	return s.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.cards.Give(ctx, tx, prepaid.Handing{From: from, To: to, Amount: amount, Key: key})
		return err
	})
}

// Where the principal is drawn first, the bonus stays for last. Who brings the goods
// of the principal back must not have had the bonus, or another have it, for nothing.
func TestBonusIsNotHadForNothingWherePrincipalGoesFirst(t *testing.T) {
	t.Parallel()
	principalFirst := func(r *prepaid.Rule) {
		r.Draw, r.Giving.Off, r.Giving.Day = spending.PrincipalFirst, false, 10_000_00
	}
	closing := func(s *counter, m member.ID) int64 {
		r, err := s.refunding(prepaid.Refunding{Member: m, Close: true})
		if err != nil && !errors.Is(err, prepaid.ErrTooMuch) {
			s.T.Fatal(err)
		}
		return r.Money
	}
	t.Run("it_is_spent_and_the_goods_before_it_come_back", func(t *testing.T) {
		t.Parallel()
		s := open(t)
		m := s.Join()
		s.sells(principalFirst)
		s.topUp(m, 500_00)
		first := s.spend(m, 500_00)
		s.spend(m, 150_00)
		if _, err := s.bring(first, map[int]int64{1: 1}); err != nil {
			t.Fatal(err)
		}
		s.has(m, 500_00, 0)
		if _, err := s.refunding(prepaid.Refunding{Member: m, Amount: 350_01}); !errors.Is(err, prepaid.ErrTooMuch) {
			t.Errorf("more than 500 less what was had: %v", err)
		}
		// In small steps it comes to the same.
		if _, err := s.refunding(prepaid.Refunding{Member: m, Amount: 100_00}); err != nil {
			t.Fatal(err)
		}
		if got := closing(s, m); got != 250_00 {
			t.Errorf("%d is paid out, 250.00 can be", got)
		}
		s.has(m, 150_00, 0) // stays to be spent
		s.spend(m, 150_00)
		s.proven()
	})
	t.Run("it_is_given_away_and_the_goods_come_back", func(t *testing.T) {
		t.Parallel()
		s := open(t)
		m, friend := s.Join(), s.Join()
		s.sells(principalFirst)
		s.topUp(m, 500_00)
		first := s.spend(m, 499_00)
		if err := s.give(m, friend, 151_00, "g1"); !errors.Is(err, ledger.ErrInsufficient) {
			t.Errorf("bonus without its principal: %v", err)
		}
		if err := s.give(m, friend, 1_00, "g2"); err != nil {
			t.Fatal(err)
		}
		s.has(friend, 77, 23)
		if _, err := s.bring(first, map[int]int64{1: 1}); err != nil {
			t.Fatal(err)
		}
		if got := closing(s, m); got != 499_23 {
			t.Errorf("%d is paid out, want 499.23", got)
		}
		s.proven()
	})
	t.Run("who_used_nothing_gets_everything", func(t *testing.T) {
		t.Parallel()
		s := open(t)
		m := s.Join()
		s.sells(principalFirst)
		s.topUp(m, 500_00)
		s.topUp(m, 200_00)
		sold := s.spend(m, 333_33)
		if _, err := s.bring(sold, map[int]int64{1: 1}); err != nil {
			t.Fatal(err)
		}
		if got := closing(s, m); got != 700_00 {
			t.Errorf("%d is paid out", got)
		}
	})
}

// Top-ups of somebody who was merged away are found by who stands for him: shown,
// counted and paid back to where they came from.
func TestTopUpsOfWhoWasMergedAwayAreFoundByTheLiving(t *testing.T) {
	t.Parallel()
	s := open(t)
	from, into := s.Join(), s.Join()
	template := coupontest.Live(t, s.DB.DB, s.coupons)
	s.sells(func(r *prepaid.Rule) {
		r.Tiers[1].Times, r.Tiers[1].Coupons = 1, []prepaid.Coupons{{Template: template.Code, Quantity: 2}}
	})
	sold := s.topUp(from, 500_00)
	s.topUp(from, 200_00)
	s.topUp(into, 200_00)
	if _, err := s.refunding(prepaid.Refunding{Member: from, Amount: 100_00, Key: "r1"}); err != nil {
		t.Fatal(err)
	}
	m := member.Merging{ID: 7, From: from, Into: into}
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		if err := errors.Join(s.Ledger.Follower().Merge(ctx, tx, m), s.coupons.Follower().Merge(ctx, tx, m)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE member.member SET status = 'merged', merged_into = $2, xid = pg_current_xact_id() WHERE member_id = $1`,
			int64(from), int64(into))
		return err
	})
	card := s.onCard(into)
	if len(card.TopUps) != 3 || card.TopUps[0].ID != sold.ID || card.Refundable() != 800_00 || card.Draw != spending.ProRata {
		t.Fatalf("%+v, refundable %d", card, card.Refundable())
	}
	if _, err := s.opened(into, 500_00); !errors.Is(err, prepaid.ErrTooOften) {
		t.Errorf("once is once, also for two who are one: %v", err)
	}
	again, err := s.refunding(prepaid.Refunding{Member: into, Amount: 100_00, Key: "r1"})
	if err != nil || again.Money != 100_00 || again.Member != from {
		t.Errorf("the same key: %+v, %v", again, err)
	}
	list, err := s.cards.Refunds(t.Context(), s.DB.DB, into)
	if err != nil || len(list) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	done, err := s.refunding(prepaid.Refunding{Member: into, Close: true})
	if err != nil || done.Money != 800_00 || len(done.Sources) != 3 || len(done.Coupons) != 2 {
		t.Fatalf("%+v, %v", done, err)
	}
	wallet, err := s.coupons.Wallet(t.Context(), s.DB.DB, into, nil, 10)
	if err != nil || len(wallet) != 0 && wallet[0].Status == coupon.Held {
		t.Errorf("coupons that came with it stay: %+v, %v", wallet, err)
	}
	s.has(into, 0, 0)
	s.proven()
}
