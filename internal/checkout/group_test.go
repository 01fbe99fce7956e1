package checkout_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/payment"
	"habitue/internal/platform/heavy"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/program/programtest"
	"habitue/internal/staff"
)

// together sells pots at 30.00 to so many at once, in a day.
func (s *counter) together(size int, change ...func(*pricing.Rule)) pricing.PromotionID {
	s.T.Helper()
	rule := pricing.Rule{
		Name:  i18n.Of("拼团", "Group buy"),
		Offer: terms.Offer{On: terms.Goods{Articles: []string{"pot"}}, Benefit: terms.Benefit{Kind: terms.FixedPrice, Amount: 30_00}},
		Group: &pricing.GroupBuy{Size: size, Minutes: 24 * 60},
	}
	for _, c := range change {
		c(&rule)
	}
	var id pricing.PromotionID
	act := staff.Act{By: staff.Operator}
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		p, draft, err := s.pricing.Create(ctx, tx, rule, act)
		if err != nil {
			return err
		}
		id = p.ID
		_, err = s.pricing.Rules(p.ID).Publish(ctx, tx, draft.Number, time.Time{}, act)
		return err
	})
	s.pricing.Forget()
	return id
}

// pots is a basket of them at 50.00, bought in a group.
func pots(m member.ID, n int64, j pricing.Joining) checkout.Ask {
	return checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "pot", n, 50_00)}, Group: &j, Coupons: []coupon.ID{}}
}

func opening(p pricing.PromotionID) pricing.Joining { return pricing.Joining{Promotion: p} }
func joining(g pricing.GroupID) pricing.Joining     { return pricing.Joining{Group: g} }

func (s *counter) group(id pricing.GroupID) pricing.Group {
	s.T.Helper()
	g, err := s.pricing.Group(s.T.Context(), s.DB.DB, id)
	if err != nil {
		s.T.Fatal(err)
	}
	return g
}

func (s *counter) checkout(id checkout.ID) checkout.Checkout {
	s.T.Helper()
	c, err := s.till.Get(s.T.Context(), s.DB.DB, id)
	if err != nil {
		s.T.Fatal(err)
	}
	return c
}

func (s *counter) cancel(c checkout.Checkout) (err error) {
	return s.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.till.Cancel(ctx, tx, c.ID)
		return err
	})
}

// kept is the money that is kept for a checkout.
func (s *counter) kept(c checkout.Checkout) (sum int64) {
	s.T.Helper()
	charges, err := s.pay.Of(s.T.Context(), s.DB.DB, c.Member, c.Subject())
	if err != nil {
		s.T.Fatal(err)
	}
	for _, charge := range charges {
		sum += charge.Left()
	}
	return sum
}

// fail lets the time of all groups be over.
func (s *counter) fail() {
	s.T.Helper()
	s.Clock.Advance(25 * time.Hour)
	if _, err := s.pricing.FailOverdue(s.T.Context(), 100); err != nil {
		s.T.Fatal(err)
	}
	s.Hear()
}

func TestAFullGroupSucceedsAndOnlyThenItsMembersHaveBought(t *testing.T) {
	t.Parallel()
	s := open(t)
	p := s.together(3)
	var all []checkout.Checkout
	j := opening(p)
	for i := range 3 {
		c := s.agreed(pots(s.Join(), 2, j))
		if c.Payable != 60_00 || c.Group == 0 || i > 0 && c.Group != all[0].Group {
			t.Fatalf("%+v", c)
		}
		j = joining(c.Group)
		s.Clock.Advance(time.Minute)
		c, _ = s.tender(c, cash(60_00)...)
		if c.State != checkout.Waiting || c.Order != 0 {
			t.Fatalf("member %d: %+v", i+1, c)
		}
		if g := s.group(c.Group); g.Paid != i+1 || (g.State == pricing.GroupSucceeded) != (i == 2) {
			t.Fatalf("%+v", g)
		}
		all = append(all, c)
		if i < 2 {
			s.Hear()
			if n := len(s.orders(c.Member)); n != 0 {
				t.Fatalf("%d orders before the group is full", n)
			}
			s.Want(c.Member, ledger.Points, programtest.Balance{})
		}
	}
	full := s.Clock.Now()
	s.Hear()
	for _, c := range all {
		now := s.checkout(c.ID)
		if now.State != checkout.Paid || s.kept(now) != 60_00 {
			t.Errorf("%+v", now)
		}
		o, err := s.Orders.Get(t.Context(), s.DB.DB, c.Member, now.Order)
		if err != nil || o.Paid != 60_00 || !o.OccurredAt.Equal(full.UTC().Truncate(time.Microsecond)) {
			t.Errorf("%+v, %v", o, err)
		}
		s.Want(c.Member, ledger.Points, programtest.Balance{Pending: 60})
	}
	// Hearing of it again changes nothing.
	if err := s.till.OnGroupEnded(t.Context(), all[0].Member, []checkout.ID{all[0].ID}); err != nil {
		t.Fatal(err)
	}
	if n := len(s.orders(all[0].Member)); n != 1 {
		t.Errorf("%d orders", n)
	}
	if err := s.cancel(all[1]); !errors.Is(err, checkout.ErrNotOpen) {
		t.Errorf("leaving what was bought: %v", err)
	}
	s.proven()
}

func (s *counter) orders(m member.ID) []int64 {
	s.T.Helper()
	list, err := s.Orders.List(s.T.Context(), s.DB.DB, nil, 10, m)
	if err != nil {
		s.T.Fatal(err)
	}
	ids := make([]int64, len(list))
	for i, o := range list {
		ids[i] = int64(o.ID)
	}
	return ids
}

func TestOfManyWhoWantTheLastSeatOneGetsIt(t *testing.T) {
	t.Parallel()
	s := open(t)
	p := s.together(2)
	first := s.agreed(pots(s.Join(), 1, opening(p)))
	asks := make([]checkout.Ask, 64)
	for i := range asks {
		asks[i] = pots(s.Join(), 1, joining(first.Group))
	}
	digests := make([]string, len(asks))
	for i, ask := range asks {
		digests[i] = s.quote(ask).Digest
	}
	var all sync.WaitGroup
	var got, told atomic.Int64
	losers := make([]bool, len(asks))
	for i := range asks {
		all.Go(func() {
			switch _, err := s.commit(asks[i], digests[i]); {
			case err == nil:
				got.Add(1)
			case errors.Is(err, pricing.ErrGroupFull):
				told.Add(1)
				losers[i] = true
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got.Load() != 1 || told.Load() != 63 {
		t.Fatalf("%d got it, %d were told", got.Load(), told.Load())
	}
	if g := s.group(first.Group); g.Taken != 2 {
		t.Fatalf("%+v", g)
	}
	// Whoever was told opens another one.
	for i, lost := range losers {
		if lost {
			if again := s.agreed(pots(asks[i].Member, 1, opening(p))); again.Group == first.Group {
				t.Fatalf("%+v", again)
			}
			break
		}
	}
	s.proven()
}

func TestAGroupWhoseTimeIsOverGivesEverythingBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	p := s.together(3, func(r *pricing.Rule) {
		r.Limits = pricing.Limits{Total: pricing.Limit{Pieces: 10}, Member: pricing.Limit{Pieces: 4}}
		r.Offer.Stacking = terms.Stacking{}
	})
	m, c := s.given(1_000)
	ask := checkout.Ask{Member: m, Points: engine.All, Group: &pricing.Joining{Promotion: p},
		Lines: []pricing.AskLine{line(1, "pot", 2, 50_00), line(2, "tea", 1, 100_00)}}
	first := s.agreed(ask)
	// 200 less 40 together less 20 by the coupon leaves 140; 1,000 points pay 10 of it.
	if first.Payable != 130_00 {
		t.Fatalf("%d", first.Payable)
	}
	first, _ = s.tender(first, checkout.Tender{Method: "cash", Amount: 50_00}, checkout.Tender{Method: "card", Amount: 80_00, Slip: "0042"})
	other := s.agreed(pots(s.Join(), 1, joining(first.Group))) // who does not pay
	s.status(c, coupon.Locked)
	s.Want(m, ledger.Points, programtest.Balance{Held: 1_000})
	if all := s.taken("total"); all.pieces != 3 {
		t.Fatalf("%+v", all)
	}
	// What was set aside for a quarter of an hour is the group's for a day.
	s.Clock.Advance(3 * time.Hour)
	if n, err := s.till.ExpireDue(t.Context(), 10); n != 1 || err != nil {
		t.Fatalf("%d ended, %v", n, err)
	}
	s.RunJobs()
	if _, err := s.pricing.ReleaseOverdue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if g := s.group(first.Group); g.Taken != 1 || g.Paid != 1 || s.checkout(other.ID).State != checkout.Expired {
		t.Fatalf("%+v", g)
	}
	s.status(c, coupon.Locked)
	if first = s.checkout(first.ID); first.State != checkout.Waiting {
		t.Fatalf("%+v", first)
	}
	// The job is late, and runs in two places at once, and again.
	s.Clock.Advance(26 * time.Hour)
	if _, err := s.till.Quote(t.Context(), s.DB.DB, pots(s.Join(), 1, joining(first.Group))); !errors.Is(err, pricing.ErrGroupOver) {
		t.Errorf("whoever is too late: %v", err)
	}
	var both sync.WaitGroup
	for range 8 {
		both.Go(func() {
			if _, err := s.pricing.FailOverdue(t.Context(), 10); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	s.Hear()
	if n, err := s.pricing.FailOverdue(t.Context(), 10); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	first = s.checkout(first.ID)
	if first.State != checkout.Expired || first.Order != 0 || s.kept(first) != 0 {
		t.Errorf("%+v, %d is kept", first, s.kept(first))
	}
	s.status(c, coupon.Held)
	s.Want(m, ledger.Points, programtest.Balance{Available: 1_000})
	s.nothingTaken()
	if n := len(s.orders(m)); n != 0 {
		t.Errorf("%d orders", n)
	}
	s.proven()
}

func TestMoneyForAGroupThatHasFailedGoesBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.agreed(pots(s.Join(), 1, opening(s.together(2))))
	c, charges := s.tender(c, checkout.Tender{Method: "sandbox", Amount: 30_00})
	charge, err := s.pay.Ask(t.Context(), charges[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	// The group has failed, and its checkout does not know yet: he pays just then.
	s.Clock.Advance(25 * time.Hour)
	if _, err := s.pricing.FailOverdue(t.Context(), 10); err != nil {
		t.Fatal(err)
	}
	body := []byte(fmt.Sprintf(`{"ID":"x","Reference":%q,"Number":"N","State":"paid","Amount":3000,"Currency":"CNY"}`, charge.Reference()))
	for range 2 {
		if err := s.pay.Notified(t.Context(), "sandbox", s.wallet.Sign(body), body); err != nil {
			t.Fatal(err)
		}
		if err := s.till.OnSettled(t.Context(), c.Member, []payment.ChargeID{charge.ID}); err != nil {
			t.Fatal(err)
		}
	}
	s.Hear()
	if c = s.checkout(c.ID); c.State != checkout.Expired || s.kept(c) != 0 {
		t.Errorf("%+v, %d is kept", c, s.kept(c))
	}
	if err := s.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, _, err := s.till.Pay(ctx, tx, c.ID, cash(30_00))
		return err
	}); !errors.Is(err, checkout.ErrNotOpen) {
		t.Errorf("cash afterwards: %v", err)
	}
	s.proven()
}

func TestWhoLeavesAGroupGivesHisSeatToAnother(t *testing.T) {
	t.Parallel()
	s := open(t)
	p := s.together(2, func(r *pricing.Rule) { r.Group.OneAtOnce = true; r.Limits.Total.Pieces = 10 })
	first := s.agreed(pots(s.Join(), 1, opening(p)))
	first, _ = s.tender(first, cash(30_00)...)
	second := s.agreed(pots(s.Join(), 1, joining(first.Group)))
	if err := s.cancel(first); err != nil {
		t.Fatal(err)
	}
	if first = s.checkout(first.ID); first.State != checkout.Cancelled || s.kept(first) != 0 {
		t.Fatalf("%+v", first)
	}
	if err := s.cancel(first); err != nil {
		t.Fatalf("again: %v", err)
	}
	second, _ = s.tender(second, cash(30_00)...)
	if g := s.group(first.Group); g.Taken != 1 || g.Paid != 1 || g.State != pricing.GroupOpen {
		t.Fatalf("%+v", g)
	}
	third := s.agreed(pots(first.Member, 1, joining(second.Group))) // he comes back after all
	s.tender(third, cash(30_00)...)
	s.Hear()
	if second, third = s.checkout(second.ID), s.checkout(third.ID); second.State != checkout.Paid || third.State != checkout.Paid {
		t.Errorf("%+v %+v", second, third)
	}
	// A group that everybody has left is over at once.
	alone := s.agreed(pots(s.Join(), 1, opening(p)))
	if err := s.cancel(alone); err != nil {
		t.Fatal(err)
	}
	if g := s.group(alone.Group); g.State != pricing.GroupFailed {
		t.Errorf("%+v", g)
	}
	s.Hear()
	s.proven()
}

// Whoever hears of a success only when what was held is free again cannot sell any
// more: the member has everything back, and the others keep their price.
func TestASuccessThatIsHeardOfTooLateGivesBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	p := s.together(2, func(r *pricing.Rule) { r.Limits.Total.Pieces = 10 })
	rich, _ := s.given(500)
	ask := pots(rich, 2, opening(p))
	ask.Points = engine.All
	first := s.agreed(ask)
	if first.Payable == 60_00 {
		t.Fatalf("no points are held: %+v", first)
	}
	s.tender(first, cash(first.Payable)...)
	second := s.agreed(pots(s.Join(), 1, joining(first.Group)))
	s.tender(second, cash(30_00)...)
	s.Clock.Advance(10 * 24 * time.Hour)
	if _, err := s.pricing.ReleaseOverdue(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Hear()
	for _, c := range []checkout.Checkout{first, second} {
		if c = s.checkout(c.ID); c.State != checkout.Expired || s.kept(c) != 0 {
			t.Errorf("%+v, %d is kept", c, s.kept(c))
		}
	}
	s.Want(rich, ledger.Points, programtest.Balance{Available: 500})
	s.nothingTaken()
	s.proven()
}

func TestAPartOfAGroupIsReturnedAndTheOthersKeepTheirPrice(t *testing.T) {
	t.Parallel()
	s := open(t)
	p := s.together(2, func(r *pricing.Rule) { r.Limits.Total.Pieces = 10 })
	first := s.agreed(pots(s.Join(), 3, opening(p)))
	s.tender(first, cash(90_00)...)
	second := s.agreed(pots(s.Join(), 1, joining(first.Group)))
	s.tender(second, cash(30_00)...)
	s.Hear()
	first, second = s.checkout(first.ID), s.checkout(second.ID)
	if r, err := s.bring(second, map[int]int64{1: 1}); err != nil || r.Back.Money != 30_00 {
		t.Fatalf("%+v, %v", r.Back, err)
	}
	if r, err := s.bring(first, map[int]int64{1: 2}); err != nil || r.Back.Money != 60_00 {
		t.Fatalf("what is kept costs as it was sold: %+v, %v", r.Back, err)
	}
	if g := s.group(first.Group); g.State != pricing.GroupSucceeded || s.kept(first) != 30_00 || s.taken("total").pieces != 1 {
		t.Errorf("%+v, %d is kept, %+v", g, s.kept(first), s.taken("total"))
	}
	s.Hear()
	s.proven()
}

func TestOnWhatConditionsAGroupIsJoined(t *testing.T) {
	t.Parallel()
	s := open(t)
	p := s.together(3, func(r *pricing.Rule) {
		r.Group.OneAtOnce, r.Group.NewOnly, r.Group.OpenerAmount = true, true, 25_00
	})
	refused := func(name string, ask checkout.Ask, want error) {
		t.Helper()
		q, err := s.till.Quote(t.Context(), s.DB.DB, ask)
		if err == nil {
			_, err = s.commit(ask, q.Digest)
		}
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	old := s.Join()
	s.buy(checkout.Ask{Member: old, Lines: []pricing.AskLine{line(1, "tea", 1, 10_00)}})
	s.Hear()
	if q := s.quote(checkout.Ask{Member: old, Lines: []pricing.AskLine{line(1, "pot", 1, 50_00)}}); q.Totals.Payable != 50_00 {
		t.Errorf("alone it costs %d", q.Totals.Payable)
	}
	first := s.agreed(pots(old, 1, opening(p)))
	if first.Payable != 25_00 {
		t.Errorf("the opener pays %d", first.Payable)
	}
	refused("who_has_a_group", pots(old, 1, opening(p)), pricing.ErrInGroup)
	regular := s.Join()
	s.buy(checkout.Ask{Member: regular, Lines: []pricing.AskLine{line(1, "tea", 1, 10_00)}})
	s.Hear()
	refused("who_is_not_new", pots(regular, 1, joining(first.Group)), pricing.ErrOnlyNew)
	refused("who_is_no_member", pots(0, 1, joining(first.Group)), pricing.ErrNeedsMember)
	refused("a_group_that_is_not_there", pots(s.Join(), 1, joining(1)), pricing.ErrNoGroup)
	refused("a_promotion_that_is_not_there", pots(s.Join(), 1, opening(1)), pricing.ErrNoGroupBuy)
	other := pots(s.Join(), 1, joining(first.Group))
	other.Lines[0].Article = "tea"
	refused("other_goods", other, checkout.ErrGroupPrice)
	if c := s.agreed(pots(s.Join(), 1, joining(first.Group))); c.Payable != 30_00 {
		t.Errorf("who joins pays %d", c.Payable)
	}
	// A new version is for new groups: this one goes on by its own.
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		rules := s.pricing.Rules(p)
		v, err := rules.Get(ctx, tx, 2)
		if err != nil {
			return err
		}
		v.Body.Offer.Benefit.Amount = 40_00
		draft, err := rules.Draft(ctx, tx, v.Body, staff.Act{By: staff.Operator})
		if err != nil {
			return err
		}
		_, err = rules.Publish(ctx, tx, draft.Number, time.Time{}, staff.Act{By: staff.Operator})
		return err
	})
	s.pricing.Forget()
	s.Clock.Advance(time.Second)
	if c := s.agreed(pots(s.Join(), 1, joining(first.Group))); c.Payable != 30_00 {
		t.Errorf("who joins a group of before pays %d", c.Payable)
	}
	refused("a_full_one", pots(s.Join(), 1, joining(first.Group)), pricing.ErrGroupFull)
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.pricing.End(ctx, tx, p, staff.Act{By: staff.Operator})
		return err
	})
	refused("one_that_was_ended", pots(s.Join(), 1, opening(p)), pricing.ErrNoGroupBuy)
	s.proven()
}

// crowd opens, joins, pays, leaves, waits and returns at random.
type crowd struct {
	*rapid.T
	s         *counter
	promotion pricing.PromotionID
	members   []member.ID
	checkouts []checkout.ID
	groups    []pricing.GroupID
}

func (b *crowd) open(t *rapid.T) { b.agree(t, opening(b.promotion)) }

func (b *crowd) join(t *rapid.T) {
	if len(b.groups) == 0 {
		t.Skip("no group")
	}
	b.agree(t, joining(rapid.SampledFrom(b.groups).Draw(t, "group")))
}

func (b *crowd) agree(t *rapid.T, j pricing.Joining) {
	ask := pots(rapid.SampledFrom(b.members).Draw(t, "member"), rapid.Int64Range(1, 3).Draw(t, "pots"), j)
	if ask.Coupons = nil; rapid.Bool().Draw(t, "points") {
		ask.Points = engine.All
	}
	q, err := b.s.till.Quote(b.s.T.Context(), b.s.DB.DB, ask)
	var c checkout.Checkout
	if err == nil {
		c, err = b.s.commit(ask, q.Digest)
	}
	switch {
	case err == nil:
		b.checkouts = append(b.checkouts, c.ID)
		if !slices.Contains(b.groups, c.Group) {
			b.groups = append(b.groups, c.Group)
		}
	case errors.Is(err, pricing.ErrGroupFull), errors.Is(err, pricing.ErrGroupOver), errors.Is(err, pricing.ErrInGroup),
		errors.Is(err, checkout.ErrGroupPrice), errors.Is(err, pricing.ErrUsedUp):
	default:
		b.Fatal(err)
	}
}

func (b *crowd) some(t *rapid.T) checkout.Checkout {
	if len(b.checkouts) == 0 {
		t.Skip("nobody is there")
	}
	return b.s.checkout(rapid.SampledFrom(b.checkouts).Draw(t, "checkout"))
}

func (b *crowd) pay(t *rapid.T) {
	c := b.some(t)
	err := b.s.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, _, err := b.s.till.Pay(ctx, tx, c.ID, cash(c.Payable))
		return err
	})
	if err != nil && !errors.Is(err, checkout.ErrNotOpen) && !errors.Is(err, pricing.ErrGroupOver) {
		b.Fatal(err)
	}
}

func (b *crowd) leave(t *rapid.T) {
	if err := b.s.cancel(b.some(t)); err != nil && !errors.Is(err, checkout.ErrNotOpen) {
		b.Fatal(err)
	}
}

func (b *crowd) hear(*rapid.T) { b.s.Hear() }

func (b *crowd) wait(t *rapid.T) {
	b.s.Clock.Advance(time.Duration(rapid.IntRange(1, 20*60).Draw(t, "minutes")) * time.Minute)
	ctx := b.s.T.Context()
	if rapid.Bool().Draw(t, "the jobs run") {
		if _, err := b.s.till.ExpireDue(ctx, 100); err != nil {
			b.Fatal(err)
		}
		if _, err := b.s.pricing.FailOverdue(ctx, 100); err != nil {
			b.Fatal(err)
		}
	}
}

// Whatever the members of groups do, and however late what is due is done: who has
// bought has paid the price of the group, all others have everything back, and when
// what was bought comes back too, money, points, coupons and limits are as they were.
func TestNoSequenceInAGroupLosesOrMakesAnything(t *testing.T) {
	t.Parallel()
	s := open(t)
	p := s.together(2, func(r *pricing.Rule) {
		r.Limits = pricing.Limits{Total: pricing.Limit{Pieces: 6}, Member: pricing.Limit{Pieces: 4}}
		r.Group.OneAtOnce, r.Group.OpenerAmount = true, 25_00
	})
	heavy.Check(t, 8, 400, func(t *rapid.T) int {
		b := &crowd{T: t, s: s, promotion: p}
		coupons := map[member.ID]coupon.Coupon{}
		for range 4 {
			m, c := s.given(500)
			b.members, coupons[m] = append(b.members, m), c
		}
		t.Repeat(map[string]func(*rapid.T){"open": b.open, "join": b.join, "pay": b.pay, "leave": b.leave, "wait": b.wait, "hear": b.hear})
		s.fail()
		if _, err := s.till.ExpireDue(s.T.Context(), 100); err != nil {
			t.Fatal(err)
		}
		s.Hear()
		for _, id := range b.checkouts {
			c := s.checkout(id)
			succeeded := s.group(c.Group).State == pricing.GroupSucceeded
			switch {
			case c.State == checkout.Open, c.State == checkout.Waiting:
				t.Fatalf("checkout %d is %s though its group has ended", id, c.State)
			case c.State == checkout.Paid && (!succeeded || s.kept(c) != c.Payable), c.State != checkout.Paid && s.kept(c) != 0:
				t.Fatalf("checkout %d is %s: %d of %d is kept", id, c.State, s.kept(c), c.Payable)
			case c.State != checkout.Paid:
				continue
			}
			if _, err := s.bring(c, map[int]int64{1: c.Sale.Input.Basket.Lines[0].Quantity}); err != nil {
				t.Fatal(err)
			}
			s.Hear()
			if s.kept(c) != 0 {
				t.Fatalf("checkout %d: %d is kept of what came back", id, s.kept(c))
			}
		}
		for m, c := range coupons {
			s.status(c, coupon.Held)
			s.Want(m, ledger.Points, programtest.Balance{Available: 500})
		}
		s.nothingTaken()
		if s.T.(*testing.T).Failed() {
			t.FailNow()
		}
		return 1
	})
	if _, err := s.coupons.SettleDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.proven()
}
