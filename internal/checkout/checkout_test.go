package checkout_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/coupon/coupontest"
	"habitue/internal/coupon/terms"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/payment"
	"habitue/internal/payment/sandbox"
	"habitue/internal/platform/check"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/program/programtest"
	"habitue/internal/staff"
)

// counter is a shop with a till.
type counter struct {
	*programtest.Shop
	till    *checkout.Service
	coupons *coupon.Service
	pricing *pricing.Service
	pay     *payment.Service
	wallet  *sandbox.Wallet
	cards   *prepaid.Service
	keys    atomic.Int64
}

func open(t testing.TB) *counter {
	t.Helper()
	s := &counter{Shop: programtest.Open(t)}
	db, log := s.DB.DB, slog.New(slog.DiscardHandler)
	s.coupons = coupon.New(coupon.Deps{DB: db, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Org: s.Org, Staff: s.Staff, Catalog: s.Catalog,
		Members: s.Members, Orders: s.Orders})
	s.pricing = pricing.New(pricing.Deps{DB: db, IDs: s.IDs, Clock: s.Clock, Org: s.Org, Staff: s.Staff, Catalog: s.Catalog,
		Members: s.Members, Orders: s.Orders, Tiers: s.Tiers, Notices: s.Bus})
	s.wallet = sandbox.New(sandbox.Options{Key: []byte("k"), Clock: s.Clock, Zone: time.UTC, Tell: func(ctx context.Context, h http.Header, body []byte) error {
		return s.pay.Notified(ctx, sandbox.Name, h, body)
	}})
	s.pay = payment.New(payment.Deps{DB: db, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Staff: s.Staff, Members: s.Members, Log: log,
		Providers: map[string]payment.Provider{sandbox.Name: s.wallet}})
	s.cards = prepaid.New(prepaid.Deps{DB: db, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Org: s.Org, Staff: s.Staff, Members: s.Members,
		Ledger: s.Ledger, Coupons: s.coupons, Payment: s.pay, Log: log})
	s.Tx(func(ctx context.Context, tx postgres.Tx) error { return s.cards.Seed(ctx, tx) })
	s.till = checkout.New(checkout.Deps{DB: db, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Org: s.Org, Members: s.Members, Orders: s.Orders,
		Ledger: s.Ledger, Tiers: s.Tiers, Coupons: s.coupons, Program: s.Program, Pricing: s.pricing, Payment: s.pay, Prepaid: s.cards, Log: log})
	notice.Hear(s.Bus, payment.Settled, "prepaid.on_settled", s.cards.OnSettled)
	notice.Hear(s.Bus, payment.Settled, "checkout.on_settled", s.till.OnSettled)
	notice.Hear(s.Bus, pricing.GroupEnded, "checkout.on_group_ended", s.till.OnGroupEnded)
	return s
}

// off gives so much off from an amount on, as a promotion that is live.
func (s *counter) off(amount, from int64, limits pricing.Limits) {
	s.T.Helper()
	s.promote(limits, terms.Offer{Benefit: terms.Benefit{Kind: terms.AmountOff, Amount: amount}, Threshold: terms.Threshold{Amount: from}})
}

// flash sells pieces of an article at a price, so many of them.
func (s *counter) flash(article string, price, pieces int64) {
	s.T.Helper()
	s.promote(pricing.Limits{Total: pricing.Limit{Pieces: pieces}},
		terms.Offer{On: terms.Goods{Articles: []string{article}}, Benefit: terms.Benefit{Kind: terms.FixedPrice, Amount: price}})
}

func (s *counter) promote(limits pricing.Limits, offer terms.Offer) {
	s.T.Helper()
	act := staff.Act{By: staff.Operator}
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		p, draft, err := s.pricing.Create(ctx, tx, pricing.Rule{Name: i18n.Of("促销", "Promotion"), Limits: limits, Offer: offer}, act)
		if err != nil {
			return err
		}
		_, err = s.pricing.Rules(p.ID).Publish(ctx, tx, draft.Number, time.Time{}, act)
		return err
	})
	s.pricing.Forget()
}

func line(no int, article string, quantity, unit int64) pricing.AskLine {
	return pricing.AskLine{No: no, Article: article, Quantity: quantity, Unit: &unit}
}

func (s *counter) quote(ask checkout.Ask) checkout.Quote {
	s.T.Helper()
	q, err := s.till.Quote(s.T.Context(), s.DB.DB, ask)
	if err != nil {
		s.T.Fatal(err)
	}
	return q
}

func (s *counter) commit(ask checkout.Ask, digest string) (c checkout.Checkout, err error) {
	err = s.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
		c, err = s.till.Open(ctx, tx, checkout.Commit{Ask: ask, Digest: digest, Source: "till"})
		return err
	})
	return c, err
}

func (s *counter) agreed(ask checkout.Ask) checkout.Checkout {
	s.T.Helper()
	c, err := s.commit(ask, s.quote(ask).Digest)
	if err != nil {
		s.T.Fatal(err)
	}
	return c
}

func (s *counter) tender(c checkout.Checkout, tenders ...checkout.Tender) (paid checkout.Checkout, charges []payment.Charge) {
	s.T.Helper()
	s.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		paid, charges, err = s.till.Pay(ctx, tx, c.ID, tenders)
		return err
	})
	return paid, charges
}

// buy pays an agreed basket in cash.
func (s *counter) buy(ask checkout.Ask) checkout.Checkout {
	s.T.Helper()
	c := s.agreed(ask)
	c, _ = s.tender(c, cash(c.Payable)...)
	if c.State != checkout.Paid {
		s.T.Fatalf("%+v", c)
	}
	return c
}

func (s *counter) bring(c checkout.Checkout, lines map[int]int64) (r checkout.Returned, err error) {
	key := fmt.Sprintf("return:%d", s.keys.Add(1))
	err = s.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
		r, err = s.till.Return(ctx, tx, checkout.Returning{Checkout: c.ID, Key: key, Lines: lines, Reason: "unwanted"})
		return err
	})
	return r, err
}

func (s *counter) proven() {
	s.T.Helper()
	s.Check()
	proofs := append(payment.Proofs(), append(pricing.Proofs(), append(checkout.Proofs(), append(s.cards.Proofs(), s.coupons.Proofs()...)...)...)...)
	results, err := check.Run(s.T.Context(), s.DB.Owner(s.T), proofs)
	if err != nil {
		s.T.Fatal(err)
	}
	for _, r := range results {
		if !r.Holds {
			s.T.Errorf("%s: %v", r.Name, r.Broken)
		}
	}
}

// given is a member with so many points and one coupon of 20 off 100.
func (s *counter) given(points int64) (member.ID, coupon.Coupon) {
	s.T.Helper()
	m := s.Join()
	if points > 0 {
		s.Tx(func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.Ledger.Do(ctx, tx, ledger.Posting{Member: m, Key: "start", Reason: ledger.Adjust,
				Credits: []ledger.Credit{{Asset: ledger.Points, Amount: points, From: ledger.Adjusted, ExpiresAt: s.Clock.Now().AddDate(1, 0, 0)}}})
			return err
		})
	}
	template := coupontest.Live(s.T, s.DB.DB, s.coupons)
	return m, coupontest.Give(s.T, s.DB.DB, s.coupons, m, template.ID, 1)[0]
}

func (s *counter) status(c coupon.Coupon, want coupon.Status) {
	s.T.Helper()
	found, err := s.coupons.ByIDs(s.T.Context(), s.DB.DB, c.Member, c.ID)
	if err != nil || found[c.ID].At(s.Clock.Now()).Status != want {
		s.T.Errorf("coupon is %+v, %v; want %s", found[c.ID], err, want)
	}
}

func TestABasketIsQuotedAgreedPaidAndEarns(t *testing.T) {
	t.Parallel()
	s := open(t)
	m, c := s.given(1_000)
	s.off(10_00, 50_00, pricing.Limits{})
	ask := checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 2, 60_00), line(2, "cup", 1, 30_00)}, Points: engine.All}
	q := s.quote(ask)
	// 150 less 10 less 20 leaves 120; 1,000 points pay 10 of it.
	if q.Totals.Net != 120_00 || q.Totals.PointsOff != 10_00 || q.Totals.Payable != 110_00 {
		t.Fatalf("%+v", q.Totals)
	}
	open := s.agreed(ask)
	s.status(c, coupon.Locked)
	s.Want(m, ledger.Points, programtest.Balance{Held: 1_000})
	paid, charges := s.tender(open, checkout.Tender{Method: "cash", Amount: 60_00}, checkout.Tender{Method: "card", Amount: 50_00, Slip: "0042"})
	if paid.State != checkout.Paid || paid.Order == 0 || len(charges) != 2 {
		t.Fatalf("%+v %+v", paid, charges)
	}
	s.status(c, coupon.Redeemed)
	o, err := s.Orders.Get(t.Context(), s.DB.DB, m, paid.Order)
	if err != nil || o.Paid != 110_00 || o.List != 150_00 || len(o.Tenders) != 2 {
		t.Fatalf("%+v, %v", o, err)
	}
	s.Hear()
	s.Want(m, ledger.Points, programtest.Balance{Pending: 110})
	s.proven()
}

func TestAPriceThatChangedIsRefusedWithTheNewOne(t *testing.T) {
	t.Parallel()
	s := open(t)
	m, _ := s.given(0)
	ask := checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 1, 120_00)}}
	q := s.quote(ask)
	s.off(15_00, 100_00, pricing.Limits{})
	_, err := s.commit(ask, q.Digest)
	var now *checkout.Changed
	if !errors.Is(err, checkout.ErrPriceChanged) || !errors.As(err, &now) || now.Now.Totals.Payable != 85_00 {
		t.Fatalf("%v", err)
	}
	if _, err := s.commit(ask, now.Now.Digest); err != nil {
		t.Fatal(err)
	}
	s.proven()
}

func TestOfTwoTillsWithOneCouponOneGetsIt(t *testing.T) {
	t.Parallel()
	s := open(t)
	m, c := s.given(0)
	ask := checkout.Ask{Member: m, Coupons: []coupon.ID{c.ID}, Lines: []pricing.AskLine{line(1, "tea", 1, 120_00)}}
	digest := s.quote(ask).Digest
	var all sync.WaitGroup
	var got, told atomic.Int64
	for range 16 {
		all.Go(func() {
			switch _, err := s.commit(ask, digest); {
			case err == nil:
				got.Add(1)
			case errors.Is(err, coupon.ErrLockedElsewhere), errors.Is(err, checkout.ErrNoCoupon):
				told.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got.Load() != 1 || told.Load() != 15 {
		t.Fatalf("%d got it, %d were told", got.Load(), told.Load())
	}
	s.proven()
}

func TestWhatEndsWithoutBeingPaidHoldsNothing(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"cancelled", "expired"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			m, c := s.given(500)
			s.off(10_00, 50_00, pricing.Limits{Total: pricing.Limit{Money: 10_00}})
			ask := checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 1, 120_00)}, Points: 300}
			open := s.agreed(ask)
			if q := s.quote(checkout.Ask{Lines: ask.Lines}); q.Totals.Promotions != 0 {
				t.Errorf("the budget is taken and still gives %d", q.Totals.Promotions)
			}
			s.tender(open, checkout.Tender{Method: "cash", Amount: 50_00}, checkout.Tender{Method: "sandbox", Amount: open.Payable - 50_00})
			if how == "cancelled" {
				s.Tx(func(ctx context.Context, tx postgres.Tx) error {
					_, err := s.till.Cancel(ctx, tx, open.ID)
					return err
				})
			} else {
				s.Clock.Advance(16 * time.Minute)
				if n, err := s.till.ExpireDue(t.Context(), 10); n != 1 || err != nil {
					t.Fatal(n, err)
				}
			}
			s.status(c, coupon.Held)
			s.Want(m, ledger.Points, programtest.Balance{Available: 500})
			if q := s.quote(checkout.Ask{Lines: ask.Lines}); q.Totals.Promotions != 10_00 {
				t.Errorf("the budget gives %d again", q.Totals.Promotions)
			}
			charges, err := s.pay.Of(t.Context(), s.DB.DB, m, open.Subject())
			if err != nil || charges[0].Left() != 0 || charges[1].State != payment.Closed {
				t.Errorf("%+v, %v", charges, err)
			}
			s.Hear()
			s.proven()
		})
	}
}

func TestAWalletPaysAndMoneyThatComesTooLateGoesBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	m, c := s.given(0)
	ask := checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 1, 120_00)}}
	pay := func(late bool) (checkout.Checkout, payment.Charge) {
		open := s.agreed(ask)
		open, charges := s.tender(open, checkout.Tender{Method: "sandbox", Amount: open.Payable})
		charge, err := s.pay.Ask(t.Context(), charges[0].ID)
		if err != nil || open.State != checkout.Open {
			t.Fatalf("%+v, %v", open, err)
		}
		if late {
			s.Tx(func(ctx context.Context, tx postgres.Tx) error {
				_, err := s.till.Cancel(ctx, tx, open.ID)
				return err
			})
		}
		if _, err := s.wallet.PayAs(t.Context(), charge.Reference(), "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"); err != nil {
			t.Fatal(err)
		}
		s.Hear()
		open, err = s.till.Get(t.Context(), s.DB.DB, open.ID)
		if err != nil {
			t.Fatal(err)
		}
		charge, err = s.pay.Charge(t.Context(), s.DB.DB, charge.ID)
		if err != nil {
			t.Fatal(err)
		}
		return open, charge
	}
	cancelled, charge := pay(true)
	if cancelled.State != checkout.Cancelled || !charge.Late || charge.Left() != 0 {
		t.Fatalf("%+v %+v", cancelled, charge)
	}
	s.status(c, coupon.Held)
	paid, charge := pay(false)
	if paid.State != checkout.Paid || charge.Left() != 100_00 {
		t.Fatalf("%+v %+v", paid, charge)
	}
	s.status(c, coupon.Redeemed)
	kept, err := s.Members.Marks(t.Context(), s.DB.DB, m)
	if err != nil || len(kept) != 1 || kept[0].Kind != member.PayerMark { // twice by one wallet
		t.Errorf("who paid left %+v, %v", kept, err)
	}
	s.proven()
}

// A wallet that refused and was paid after all pays the checkout that is still
// open; hearing of it again gives nothing back of what was used.
func TestMoneyThatPaidIsKeptHoweverOftenItIsHeard(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.agreed(checkout.Ask{Lines: []pricing.AskLine{line(1, "tea", 1, 38_00)}})
	_, charges := s.tender(c, checkout.Tender{Method: "sandbox", Amount: c.Payable})
	said := func(id, state string) {
		body := []byte(fmt.Sprintf(`{"ID":%q,"Reference":%q,"Number":"N","State":%q,"Amount":3800,"Currency":"CNY"}`, id, charges[0].Reference(), state))
		if err := s.pay.Notified(t.Context(), sandbox.Name, s.wallet.Sign(body), body); err != nil {
			t.Fatal(err)
		}
		s.Hear()
	}
	said("a", "closed")
	said("b", "paid")
	for range 2 {
		if err := s.till.OnSettled(t.Context(), 0, []payment.ChargeID{charges[0].ID}); err != nil {
			t.Fatal(err)
		}
	}
	charge, err := s.pay.Charge(t.Context(), s.DB.DB, charges[0].ID)
	if err != nil || !charge.Late || charge.Left() != 38_00 {
		t.Fatalf("%+v, %v", charge, err)
	}
	if c, err = s.till.Get(t.Context(), s.DB.DB, c.ID); err != nil || c.State != checkout.Paid {
		t.Fatalf("%+v, %v", c, err)
	}
	s.proven()
}

func TestWhoReturnsEverythingEndsWhereHeBegan(t *testing.T) {
	t.Parallel()
	for _, steps := range [][]map[int]int64{
		{{1: 2, 2: 1}}, {{1: 1}, {1: 1}, {2: 1}}, {{2: 1}, {1: 2}}, {{2: 1, 1: 1}, {1: 1}},
	} {
		t.Run(fmt.Sprint(steps), func(t *testing.T) {
			t.Parallel()
			s := open(t)
			m, c := s.given(1_000)
			s.off(10_00, 50_00, pricing.Limits{Total: pricing.Limit{Money: 10_00}})
			sold := s.buy(checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 2, 60_00), line(2, "cup", 1, 30_00)}, Points: engine.All})
			s.Hear()
			s.Clock.Advance(time.Hour)
			var money int64
			for _, lines := range steps {
				r, err := s.bring(sold, lines)
				if err != nil {
					t.Fatal(err)
				}
				money += r.Back.Money
			}
			s.Hear()
			if money != sold.Payable {
				t.Errorf("%d of %d came back", money, sold.Payable)
			}
			s.Want(m, ledger.Points, programtest.Balance{Available: 1_000})
			s.status(c, coupon.Held)
			if q := s.quote(checkout.Ask{Lines: []pricing.AskLine{line(1, "tea", 1, 60_00)}}); q.Totals.Promotions != 10_00 {
				t.Errorf("the budget gives %d", q.Totals.Promotions)
			}
			if _, err := s.bring(sold, map[int]int64{1: 1}); !errors.Is(err, engine.ErrNotSold) {
				t.Errorf("once more: %v", err)
			}
			s.proven()
		})
	}
}

func TestAReturnIsAskedForAgainAndDoneOnce(t *testing.T) {
	t.Parallel()
	s := open(t)
	m, _ := s.given(0)
	sold := s.buy(checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 2, 60_00)}})
	var first checkout.Returned
	for range 2 {
		s.Tx(func(ctx context.Context, tx postgres.Tx) error {
			r, err := s.till.Return(ctx, tx, checkout.Returning{Checkout: sold.ID, Key: "once", Lines: map[int]int64{1: 1}, Reason: "broken"})
			if first.ID != 0 && r.ID != first.ID {
				t.Errorf("another return: %+v", r)
			}
			first = r
			return err
		})
	}
	// 120 less 20 was paid; one that is kept costs 60.
	if first.Back.Money != 40_00 || len(first.Back.Lost) != 1 {
		t.Errorf("%+v", first.Back)
	}
	s.proven()
}

// Who pays by the identity of one who had become him agrees on his own price, with his own
// coupon and points; the order is the other's, and what comes back of it finds its way.
func TestACheckoutIsKeptUnderWhoWasIdentified(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.Members.Follow(s.Orders.Follower(), s.Ledger.Follower(), s.Tiers.Follower(), s.coupons.Follower())
	m, c := s.given(0)
	old := s.Join()
	var merge member.Merge
	s.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		merge, err = s.Members.Merge(ctx, tx, m, old, "one person", 1)
		return err
	})
	sold := s.buy(checkout.Ask{Member: m, Bearer: old, Lines: []pricing.AskLine{line(1, "pot", 2, 100_00)}})
	s.status(c, coupon.Redeemed)
	o, err := s.Orders.Find(t.Context(), s.DB, sold.Order)
	if err != nil || o.Member != old || sold.Member != m || sold.Bearer != old {
		t.Errorf("of %d, identified as %d: %+v %v", m, old, o, err)
	}
	if _, err := s.bring(sold, map[int]int64{1: 1}); err != nil {
		t.Fatal(err)
	}
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.Members.Unmerge(ctx, tx, merge.ID, "two people", 1)
		return err
	})
	if _, err := s.bring(sold, map[int]int64{1: 1}); err != nil {
		t.Fatal(err)
	}
	again := s.buy(checkout.Ask{Member: m, Bearer: m, Lines: []pricing.AskLine{line(1, "pot", 1, 100_00)}})
	if o, err := s.Orders.Find(t.Context(), s.DB, again.Order); err != nil || o.Member != m || again.Bearer != 0 {
		t.Errorf("as himself %+v %v", o, err)
	}
	s.proven()
}

// Whether a member has bought before is asked where a coupon at hand wants to know.
func TestACouponOfTheFirstOrderIsForThat(t *testing.T) {
	t.Parallel()
	s := open(t)
	m := s.Join()
	template := coupontest.Live(t, s.DB.DB, s.coupons, func(c *coupon.Terms) { c.Offer.When.First = true })
	two := coupontest.Give(t, s.DB.DB, s.coupons, m, template.ID, 2)
	ask := checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 2, 60_00)}, Coupons: []coupon.ID{two[0].ID}}
	if q := s.quote(ask); len(q.Applied) != 1 || !q.Input.Occasion.First {
		t.Fatalf("a first order has no coupon of one: %+v", q.Refused)
	}
	s.buy(ask)
	ask.Coupons = nil
	q := s.quote(ask)
	if len(q.Applied) != 0 || len(q.Refused) != 1 || q.Refused[0].What != "first_order" {
		t.Errorf("a second order: %+v, %+v", q.Applied, q.Refused)
	}
	s.proven()
}

// An unpaid first order that lets what is for newcomers be used again
// (v2board/v2board#408): what waits for its money counts, until it ends without it.
func TestWhatIsForTheFirstOrderIsHadOnceBeforeItIsPaid(t *testing.T) {
	t.Parallel()
	s := open(t)
	m := s.Join()
	template := coupontest.Live(t, s.DB.DB, s.coupons, func(c *coupon.Terms) { c.Offer.When.First = true })
	two := coupontest.Give(t, s.DB.DB, s.coupons, m, template.ID, 2)
	ask := func(c coupon.Coupon) checkout.Ask {
		return checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 2, 60_00)}, Coupons: []coupon.ID{c.ID}}
	}
	first := s.agreed(ask(two[0]))
	if is, err := s.till.Newcomer(t.Context(), s.DB.DB, m); is || err != nil {
		t.Errorf("is a newcomer: %t, %v", is, err)
	}
	if q := s.quote(ask(two[1])); len(q.Applied) != 0 || len(q.Refused) != 1 || q.Refused[0].What != "first_order" {
		t.Errorf("while the first waits for its money: %+v, %+v", q.Applied, q.Refused)
	}
	if err := s.cancel(first); err != nil {
		t.Fatal(err)
	}
	if is, err := s.till.Newcomer(t.Context(), s.DB.DB, m); !is || err != nil {
		t.Errorf("is a newcomer again: %t, %v", is, err)
	}
	if q := s.quote(ask(two[1])); len(q.Applied) != 1 {
		t.Errorf("the first ended without being paid: %+v", q.Refused)
	}
	s.buy(ask(two[1]))
	s.proven()
}

// Many tills at one instant, each with a coupon of its own for the first order: while
// one agrees the others wait, and are then told of another price.
func TestOfManyFirstOrdersAtOnceOneIsTheFirst(t *testing.T) {
	t.Parallel()
	s := open(t)
	m := s.Join()
	template := coupontest.Live(t, s.DB.DB, s.coupons, func(c *coupon.Terms) { c.Offer.When.First = true })
	const tills = 12
	coupons := coupontest.Give(t, s.DB.DB, s.coupons, m, template.ID, tills)
	asks, digests := make([]checkout.Ask, tills), make([]string, tills)
	for i, c := range coupons {
		asks[i] = checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 2, 60_00)}, Coupons: []coupon.ID{c.ID}}
		digests[i] = s.quote(asks[i]).Digest
	}
	agree := func(ctx context.Context, tx postgres.Tx, i int) error {
		_, err := s.till.Open(ctx, tx, checkout.Commit{Ask: asks[i], Digest: digests[i], Source: "till"})
		return err
	}
	given := errors.New("agreed, and given up")
	err := s.Try(func(ctx context.Context, tx postgres.Tx) error {
		if err := agree(ctx, tx, 0); err != nil {
			return err
		}
		err := s.Try(func(ctx context.Context, tx postgres.Tx) error {
			if _, err := tx.Exec(ctx, `SET LOCAL lock_timeout = '50ms'`); err != nil {
				return err
			}
			return agree(ctx, tx, 1)
		})
		if p := new(pgconn.PgError); !errors.As(err, &p) || p.Code != "55P03" {
			t.Errorf("another does not wait: %v", err)
		}
		return given
	})
	if !errors.Is(err, given) {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	var got, told atomic.Int64
	for i := range asks {
		all.Go(func() {
			var now *checkout.Changed
			switch err := s.Try(func(ctx context.Context, tx postgres.Tx) error { return agree(ctx, tx, i) }); {
			case err == nil:
				got.Add(1)
			case errors.As(err, &now) && len(now.Now.Applied) == 0:
				told.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got.Load() != 1 || told.Load() != tills-1 {
		t.Fatalf("%d got it, %d were told of another price", got.Load(), told.Load())
	}
	s.proven()
}
