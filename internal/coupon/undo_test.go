package coupon_test

import (
	"context"
	"testing"
	"time"

	"habitue/internal/coupon"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

func (c *counter) undo(h coupon.HandoutID) (done coupon.Undone, err error) {
	err = c.try(func(ctx context.Context, tx postgres.Tx) (err error) {
		done, err = c.Coupons.UndoHandout(ctx, tx, coupon.Undoing{Handout: h, Reason: "mistake", Act: staff.Act{By: c.boss.Principal()}})
		return err
	})
	return done, err
}

// handed gives the one coupon of each member of a handout.
func (c *counter) handed(m member.ID) coupon.Coupon {
	c.t.Helper()
	list, err := c.Coupons.Wallet(c.t.Context(), c.DB, m, nil, 10)
	if err != nil || len(list) != 1 {
		c.t.Fatalf("%+v %v", list, err)
	}
	return list[0]
}

func (c *counter) offer(m member.ID, id coupon.ID) (secret string) {
	c.t.Helper()
	c.must(func(ctx context.Context, tx postgres.Tx) error {
		g, err := c.Coupons.Offer(ctx, tx, m, id)
		secret = g.Secret
		return err
	})
	return secret
}

func (c *counter) takeGift(secret string, m member.ID) {
	c.t.Helper()
	c.must(func(ctx context.Context, tx postgres.Tx) error {
		_, err := c.Coupons.Take(ctx, tx, secret, m)
		return err
	})
}

func TestAHandoutIsUndoneAsFarAsNobodyUsedIt(t *testing.T) {
	t.Parallel()
	c := open(t)
	template := c.live(func(b *coupon.Terms) { b.Giveable = true })
	var members []member.ID
	for range 6 {
		members = append(members, c.Join())
	}
	h, err := c.handOut(c.boss, template.ID, 1, members...)
	if err != nil {
		t.Fatal(err)
	}
	used, locked, lost, offered, given := c.handed(members[0]), c.handed(members[1]), c.handed(members[2]), c.handed(members[3]), c.handed(members[4])
	for key, one := range map[string]coupon.Coupon{"used": used, "lost": lost} {
		if err := c.lock(one.Member, key, one.ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.redeem("used", c.buy(used.Member, "2026-01-01 00:05")); err != nil {
		t.Fatal(err)
	}
	taker := c.Join()
	for _, one := range []coupon.Coupon{offered, given} {
		secret := c.offer(one.Member, one.ID)
		if one.ID == given.ID {
			c.takeGift(secret, taker)
		}
	}
	c.Clock.Advance(20 * time.Minute) // the lock of one is over, that of another begins
	if err := c.lock(locked.Member, "locked", locked.ID); err != nil {
		t.Fatal(err)
	}
	done, err := c.undo(h.ID)
	if err != nil || done.Coupons != 4 || done.More {
		t.Fatalf("%+v %v", done, err)
	}
	c.want(members[0], used.ID, coupon.Redeemed)
	c.want(members[1], locked.ID, coupon.Locked)
	c.want(members[2], lost.ID, coupon.Cancelled)
	c.want(members[3], offered.ID, coupon.Cancelled)
	c.want(members[4], given.ID, coupon.Given)
	c.want(taker, given.ID, coupon.Cancelled)
	if err := c.unlock("locked"); err != nil {
		t.Fatal(err)
	}
	if done, err = c.undo(h.ID); err != nil || done.Coupons != 1 {
		t.Fatalf("what a checkout let go is not taken: %+v %v", done, err)
	}
	if done, err = c.undo(h.ID); err != nil || done.Coupons != 0 {
		t.Fatalf("nothing is left, and yet %+v %v", done, err)
	}
	o, err := c.Coupons.OutcomeOf(t.Context(), c.DB, h.ID)
	if want := (coupon.Outcome{Redeemed: 1, Cancelled: 5}); err != nil || o != want {
		t.Fatalf("%+v %v", o, err)
	}
	c.check()
}

func TestALongHandoutIsUndoneInParts(t *testing.T) {
	t.Parallel()
	c := open(t)
	template := c.live()
	var members []member.ID
	for range 230 {
		members = append(members, c.Join())
	}
	h, err := c.handOut(c.boss, template.ID, 1, members...)
	if err != nil {
		t.Fatal(err)
	}
	c.refused(coupon.ErrNotGiven, func(ctx context.Context, tx postgres.Tx) error {
		_, err := c.Coupons.UndoHandout(ctx, tx, coupon.Undoing{Handout: h.ID, Reason: "mistake", Act: staff.Act{By: c.boss.Principal()}})
		return err
	})
	if err := c.approve(h.Approval, h.Hash(), c.other); err != nil {
		t.Fatal(err)
	}
	c.jobs()
	first, err := c.undo(h.ID)
	if err != nil || first.Coupons != 200 || !first.More {
		t.Fatalf("%+v %v", first, err)
	}
	rest, err := c.undo(h.ID)
	if err != nil || rest.Coupons != 30 || rest.More {
		t.Fatalf("%+v %v", rest, err)
	}
	c.check()
}
