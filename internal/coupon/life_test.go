package coupon_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"habitue/internal/coupon"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

func (c *counter) buy(m member.ID, local string) order.ID {
	return c.Buy(m, local, programtest.Item("latte", 3, 120_00)).ID
}

func TestACouponIsLockedRedeemedAndGivenBack(t *testing.T) {
	t.Parallel()
	c := open(t)
	m := c.Join()
	one := c.give(m, c.live())
	if err := c.lock(m, "till:1", one.ID); err != nil {
		t.Fatal(err)
	}
	if err := c.lock(m, "till:1", one.ID); err != nil { // the same again
		t.Fatal(err)
	}
	if c.usable(m) != 0 {
		t.Fatal("a locked coupon can be used")
	}
	if err := c.lock(m, "till:2", one.ID); !errors.Is(err, coupon.ErrLockedElsewhere) {
		t.Fatal(err)
	}
	o := c.buy(m, "2026-01-01 00:05")
	for range 2 {
		if err := c.redeem("till:1", o); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.redeem("till:1", o+1); !errors.Is(err, coupon.ErrKeyReused) {
		t.Fatal(err)
	}
	if err := c.unlock("till:1"); !errors.Is(err, coupon.ErrUsed) {
		t.Fatal(err)
	}
	if err := c.lock(m, "till:2", one.ID); !errors.Is(err, coupon.ErrUsed) {
		t.Fatal(err)
	}
	for range 2 {
		c.must(func(ctx context.Context, tx postgres.Tx) error {
			back, err := c.Coupons.Return(ctx, tx, coupon.Returning{Member: m, Order: o, Key: "return:1"})
			if len(back) != 1 || !back[0].Back {
				t.Errorf("returned %+v", back)
			}
			return err
		})
	}
	c.want(m, one.ID, coupon.Held)
	if err := c.lock(m, "till:3", one.ID); err != nil {
		t.Fatal(err)
	}
	if err := c.unlock("till:3"); err != nil {
		t.Fatal(err)
	}
	_, line, err := c.Coupons.TimeLine(t.Context(), c.DB, m, one.ID)
	want := []coupon.Verb{coupon.Issue, coupon.Lock, coupon.Redeem, coupon.Return, coupon.Lock, coupon.Unlock}
	if err != nil || !slices.Equal(verbs(line), want) {
		t.Fatalf("time line %v %v, want %v", verbs(line), err, want)
	}
	c.Hear()
	if len(c.heard[coupon.IssuedNotice]) != 1 || len(c.heard[coupon.RedeemedNotice]) != 1 {
		t.Errorf("heard %v", c.heard)
	}
	c.check()
}

func TestWhatReturnsFollowsTheTemplate(t *testing.T) {
	t.Parallel()
	for _, k := range []struct {
		rule   coupon.OnReturn
		later  time.Duration
		back   bool
		status coupon.Status
	}{
		{coupon.Lost, time.Hour, false, coupon.Redeemed},
		{coupon.GivenBackIfValid, time.Hour, true, coupon.Held},
		{coupon.GivenBackIfValid, 40 * 24 * time.Hour, false, coupon.Redeemed},
		{coupon.GivenBack, 40 * 24 * time.Hour, true, coupon.Held},
	} {
		t.Run(fmt.Sprintf("%s_after_%s", k.rule, k.later), func(t *testing.T) {
			t.Parallel()
			c := open(t)
			m := c.Join()
			one := c.give(m, c.live(func(b *coupon.Terms) { b.OnReturn = k.rule }))
			c.Clock.Advance(10 * 24 * time.Hour)
			if err := errors.Join(c.lock(m, "k", one.ID)); err != nil {
				t.Fatal(err)
			}
			o := c.buy(m, "2026-01-11 00:00")
			if err := c.redeem("k", o); err != nil {
				t.Fatal(err)
			}
			left := one.ExpiresAt.Sub(c.Clock.Now())
			c.Clock.Advance(k.later)
			var back []coupon.Returned
			c.must(func(ctx context.Context, tx postgres.Tx) (err error) {
				back, err = c.Coupons.Return(ctx, tx, coupon.Returning{Member: m, Order: o, Key: "r"})
				return err
			})
			if len(back) != 1 || back[0].Back != k.back {
				t.Fatalf("%+v", back)
			}
			c.want(m, one.ID, k.status)
			if is := c.is(m, one.ID); k.rule == coupon.GivenBack && is.ExpiresAt != c.Clock.Now().Add(left) {
				t.Errorf("ends at %s, and had %s left", is.ExpiresAt, left)
			}
			c.check()
		})
	}
}

func TestTimeEndsLocksAndCoupons(t *testing.T) {
	t.Parallel()
	c := open(t)
	m := c.Join()
	template := c.live(func(b *coupon.Terms) { b.Validity.Days = 7 })
	one, two := c.give(m, template), c.give(m, template)
	if err := c.lock(m, "slow", one.ID); err != nil {
		t.Fatal(err)
	}
	c.Clock.Advance(15 * time.Minute)
	if c.usable(m) != 2 {
		t.Fatal("a lock holds past its time")
	}
	if err := c.redeem("slow", 1); !errors.Is(err, coupon.ErrLockOver) {
		t.Fatal(err)
	}
	if err := c.unlock("slow"); err != nil {
		t.Fatal(err)
	}
	if err := c.lock(m, "quick", one.ID); err != nil { // before any job came by
		t.Fatal(err)
	}
	// Taken to the checkout in time, it is redeemed although it ends meanwhile.
	c.Clock.Set(one.ExpiresAt.Add(-time.Minute))
	c.jobs()
	c.Hear()
	if len(c.heard[coupon.ExpiringNotice]) != 2 {
		t.Errorf("announced %v", c.heard[coupon.ExpiringNotice])
	}
	if err := c.lock(m, "last", one.ID, two.ID); err != nil {
		t.Fatal(err)
	}
	c.Clock.Advance(2 * time.Minute)
	o := c.buy(m, "2026-01-09 00:00")
	if err := c.redeem("last", o); err != nil {
		t.Fatal(err)
	}
	three := c.give(m, template)
	c.Clock.Advance(9 * 24 * time.Hour)
	c.want(m, three.ID, coupon.Expired)
	if err := c.lock(m, "late", three.ID); !errors.Is(err, coupon.ErrExpired) {
		t.Fatal(err)
	}
	c.jobs()
	_, line, err := c.Coupons.TimeLine(t.Context(), c.DB, m, three.ID)
	if err != nil || line[len(line)-1].Verb != coupon.Expire || !line[len(line)-1].At.Equal(three.ExpiresAt) {
		t.Fatalf("%+v %v", line, err)
	}
	c.check()
}

// TestOfManyTillsOneGetsTheCoupon lets 64 want one coupon at one instant.
func TestOfManyTillsOneGetsTheCoupon(t *testing.T) {
	t.Parallel()
	c := open(t)
	m := c.Join()
	one := c.give(m, c.live())
	var mu sync.Mutex
	got, told := 0, 0
	all(64, func(n int) {
		err := c.lock(m, fmt.Sprintf("till:%d", n), one.ID)
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err == nil:
			got++
		case errors.Is(err, coupon.ErrLockedElsewhere):
			told++
		default:
			t.Error(err)
		}
	})
	if got != 1 || told != 63 {
		t.Fatalf("%d tills got it and %d were told", got, told)
	}
	c.check()
}

func TestStockAndLimitsAreNeverExceeded(t *testing.T) {
	t.Parallel()
	c := open(t)
	template := c.live(func(b *coupon.Terms) { b.Stock, b.PerMember = 10, 1 })
	members := make([]member.ID, 32)
	for i := range members {
		members[i] = c.Join()
	}
	var mu sync.Mutex
	got, out, had := 0, 0, 0
	all(64, func(n int) { // two requests of each member
		err := c.try(func(ctx context.Context, tx postgres.Tx) error {
			_, err := c.Coupons.Claim(ctx, tx, members[n/2], template.ID, fmt.Sprintf("claim:%d", n))
			return err
		})
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err == nil:
			got++
		case errors.Is(err, coupon.ErrSoldOut):
			out++
		case errors.Is(err, coupon.ErrHadThem):
			had++
		default:
			t.Error(err)
		}
	})
	if got != 10 || got+out+had != 64 {
		t.Fatalf("%d got one, %d came too late, %d had theirs", got, out, had)
	}
	c.check()
}

// all runs something n times at once.
func all(n int, do func(n int)) {
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { do(i) })
	}
	group.Wait()
}

func TestAGiftIsTakenOnceOrComesBack(t *testing.T) {
	t.Parallel()
	c := open(t)
	giver, taker, third := c.Join(), c.Join(), c.Join()
	template := c.live(func(b *coupon.Terms) { b.Giveable = true })
	one := c.give(giver, template)
	offer := func(m member.ID, id coupon.ID) (g coupon.Gift) {
		c.must(func(ctx context.Context, tx postgres.Tx) (err error) {
			g, err = c.Coupons.Offer(ctx, tx, m, id)
			return err
		})
		return g
	}
	take := func(secret string, m member.ID) error {
		return c.try(func(ctx context.Context, tx postgres.Tx) error {
			_, err := c.Coupons.Take(ctx, tx, secret, m)
			return err
		})
	}
	g := offer(giver, one.ID)
	if err := c.lock(giver, "k", one.ID); !errors.Is(err, coupon.ErrOffered) {
		t.Fatal(err)
	}
	if err := take(g.Secret, giver); !errors.Is(err, coupon.ErrOwnGift) {
		t.Fatal(err)
	}
	c.Clock.Advance(24 * time.Hour) // nobody came
	if err := take(g.Secret, taker); !errors.Is(err, coupon.ErrGiftOver) {
		t.Fatal(err)
	}
	c.want(giver, one.ID, coupon.Held)
	before := offer(giver, one.ID)
	g = offer(giver, one.ID)
	if err := take(before.Secret, taker); !errors.Is(err, coupon.ErrGiftOver) { // another link took its place
		t.Fatal(err)
	}
	var mu sync.Mutex
	got := 0
	all(8, func(n int) {
		m := []member.ID{taker, third}[n%2]
		if err := take(g.Secret, m); err == nil {
			mu.Lock()
			got++
			mu.Unlock()
		} else if !errors.Is(err, coupon.ErrGiftTaken) {
			t.Error(err)
		}
	})
	if got != 4 { // the one who got it is told so each time
		t.Errorf("%d were told that they got it", got)
	}
	c.want(giver, one.ID, coupon.Given)
	has := taker
	if c.is(taker, one.ID).Status != coupon.Held {
		has = third
	}
	c.want(has, one.ID, coupon.Held)
	g = offer(has, one.ID) // and back again
	if err := take(g.Secret, giver); err != nil {
		t.Fatal(err)
	}
	c.want(giver, one.ID, coupon.Held)
	_, line, err := c.Coupons.TimeLine(t.Context(), c.DB, giver, one.ID)
	if err != nil || line[0].Verb != coupon.Issue || line[len(line)-1].Verb != coupon.Receive {
		t.Fatalf("%v %v", verbs(line), err)
	}
	kept := c.give(giver, c.live())
	c.refused(coupon.ErrNotGiveable, func(ctx context.Context, tx postgres.Tx) error {
		_, err := c.Coupons.Offer(ctx, tx, giver, kept.ID)
		return err
	})
	c.check()
}

func TestCouponsFollowWhenMembersBecomeOne(t *testing.T) {
	t.Parallel()
	c := open(t)
	from, into := c.Join(), c.Join()
	template := c.live(func(b *coupon.Terms) { b.OnReturn = coupon.GivenBack })
	kept, locked, used := c.give(from, template), c.give(from, template), c.give(from, template)
	if err := errors.Join(c.lock(from, "used", used.ID)); err != nil {
		t.Fatal(err)
	}
	o := c.buy(from, "2026-01-01 00:05")
	if err := errors.Join(c.redeem("used", o), c.lock(from, "open", locked.ID)); err != nil {
		t.Fatal(err)
	}
	follower, m := c.Coupons.Follower(), member.Merging{ID: 77, From: from, Into: into}
	c.must(func(ctx context.Context, tx postgres.Tx) error {
		effects, err := follower.Preview(ctx, tx, m, false)
		if len(effects) != 1 || effects[0].Params["coupons"] != 2 {
			t.Errorf("%+v", effects)
		}
		return errors.Join(err, follower.Merge(ctx, tx, m), follower.Merge(ctx, tx, m))
	})
	c.want(into, kept.ID, coupon.Held)
	c.want(into, locked.ID, coupon.Locked)
	c.want(from, used.ID, coupon.Redeemed)
	c.check()
	c.must(func(ctx context.Context, tx postgres.Tx) error {
		return errors.Join(follower.Unmerge(ctx, tx, m), follower.Unmerge(ctx, tx, m))
	})
	c.want(from, kept.ID, coupon.Held)
	c.want(from, locked.ID, coupon.Locked)
	if err := c.unlock("open"); err != nil {
		t.Fatal(err)
	}
	c.check()
}

func TestWhatIsTakenAwayCanBeGivenBack(t *testing.T) {
	t.Parallel()
	c := open(t)
	m := c.Join()
	one := c.give(m, c.live())
	away := coupon.Cancelling{Member: m, Coupon: one.ID, Reason: "mistake"}
	away.Act.By = c.boss.Principal()
	cancel := func(ctx context.Context, tx postgres.Tx) error { _, err := c.Coupons.Cancel(ctx, tx, away); return err }
	back := func(ctx context.Context, tx postgres.Tx) error {
		_, err := c.Coupons.Reinstate(ctx, tx, away)
		return err
	}
	c.refused(coupon.ErrNotCancelled, back)
	c.must(cancel)
	c.refused(coupon.ErrCancelled, cancel)
	c.must(back)
	c.want(m, one.ID, coupon.Held)
	if err := c.lock(m, "k", one.ID); err != nil {
		t.Fatal(err)
	}
	c.refused(coupon.ErrLockedElsewhere, cancel)
	c.check()
}
