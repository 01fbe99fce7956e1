package coupon_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"habitue/internal/coupon"
	"habitue/internal/coupon/coupontest"
	"habitue/internal/coupon/terms"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
	"habitue/internal/staff"
)

func (c *counter) handOut(by staff.Account, t coupon.TemplateID, n int, members ...member.ID) (h coupon.Handout, err error) {
	err = c.try(func(ctx context.Context, tx postgres.Tx) (err error) {
		h, err = c.Coupons.HandOut(ctx, tx, coupon.HandingOut{Members: members, Items: []coupon.Item{{Template: t, Quantity: n}}, Reason: "goodwill",
			Act: staff.Act{By: by.Principal()}})
		return err
	})
	return h, err
}

func (c *counter) approve(id staff.ApprovalID, hash []byte, by staff.Account) error {
	err := c.try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := c.Staff.Approve(ctx, tx, staff.Decision{Approval: id, Seen: hash, Now: hash, By: by.Principal()})
		return err
	})
	c.Hear()
	return err
}

func TestAboveTheLimitASecondPersonLooks(t *testing.T) {
	t.Parallel()
	c := open(t)
	template := c.live()
	var members []member.ID
	for range 21 {
		members = append(members, c.Join())
	}
	few, err := c.handOut(c.boss, template.ID, 2, members[:10]...) // twenty coupons
	if err != nil || few.Status() != "done" || few.Done != 10 {
		t.Fatalf("%+v %v", few, err)
	}
	if c.usable(members[0]) != 2 {
		t.Fatal("what was handed out is not there")
	}
	many, err := c.handOut(c.boss, template.ID, 1, members...)
	if err != nil || many.Status() != "asked" || many.Approval == 0 {
		t.Fatalf("%+v %v", many, err)
	}
	c.jobs()
	if c.usable(members[20]) != 0 {
		t.Fatal("given although nobody agreed")
	}
	if err := c.approve(many.Approval, many.Hash(), c.boss); !errors.Is(err, staff.ErrOwnAsking) {
		t.Fatal(err)
	}
	if err := c.approve(many.Approval, many.Hash(), c.other); err != nil {
		t.Fatal(err)
	}
	c.jobs()
	c.jobs()
	many, err = c.Coupons.HandoutOf(t.Context(), c.DB, coupontest.Number(many.ID))
	if err != nil || many.Status() != "done" || many.Done != 21 || c.usable(members[20]) != 1 {
		t.Fatalf("%+v %v", many, err)
	}
	c.check()
}

func TestWhoCannotGetOneStopsNobody(t *testing.T) {
	t.Parallel()
	c := open(t)
	template := c.live()
	m := c.Join()
	h, err := c.handOut(c.boss, template.ID, 1, m, m, 999_999_999)
	if err != nil || h.Done != 1 || h.Failed != 1 || h.Members != 2 {
		t.Fatalf("%+v %v", h, err)
	}
	faults, err := c.Coupons.Faults(t.Context(), c.DB, h.ID, 0, 10)
	if err != nil || len(faults) != 1 || faults[0].Code != "member.unknown" {
		t.Fatalf("%+v %v", faults, err)
	}
	c.refused(coupon.ErrNoReason, func(ctx context.Context, tx postgres.Tx) error {
		_, err := c.Coupons.HandOut(ctx, tx, coupon.HandingOut{Members: []member.ID{m}, Items: []coupon.Item{{Template: template.ID, Quantity: 1}}, Reason: "none",
			Act: staff.Act{By: c.boss.Principal()}})
		return err
	})
	c.check()
}

func TestTheSameIssueGivesNothingTwice(t *testing.T) {
	t.Parallel()
	c := open(t)
	template := c.live()
	m := c.Join()
	for range 2 {
		c.must(func(ctx context.Context, tx postgres.Tx) error {
			list, err := c.Coupons.Issue(ctx, tx, coupon.Issuing{Member: m, Items: []coupon.Item{{Template: template.ID, Quantity: 3}}, Key: "birthday:2026", Source: coupon.ByRule, Rule: "birthday"})
			if len(list) != 3 {
				t.Errorf("%d coupons", len(list))
			}
			return err
		})
	}
	if n := c.usable(m); n != 3 {
		t.Fatalf("%d coupons", n)
	}
	c.check()
}

func TestACouponKeepsToItsVersion(t *testing.T) {
	t.Parallel()
	c := open(t)
	template := c.live()
	m := c.Join()
	c.give(m, template)
	rules, act := c.Coupons.Rules(template), staff.Act{By: c.boss.Principal()}
	c.must(func(ctx context.Context, tx postgres.Tx) error {
		v, err := rules.Draft(ctx, tx, coupontest.Terms(func(b *coupon.Terms) { b.Offer.Benefit.Amount = 30_00 }), act)
		if err != nil {
			return err
		}
		a, err := c.Staff.Ask(ctx, tx, staff.Asking{Kind: rules.Kind, Subject: rules.Subject(v.Number), Hash: v.Hash, Note: "more", By: act.By})
		if err != nil {
			return err
		}
		_, err = c.Staff.Approve(ctx, tx, staff.Decision{Approval: a.ID, Seen: v.Hash, Now: v.Hash, By: c.other.Principal()})
		return err
	})
	c.Hear()
	c.Clock.Advance(time.Minute)
	c.give(m, template)
	list, err := c.Coupons.Usable(t.Context(), c.DB, m)
	if err != nil || len(list) != 2 || list[0].Version != 1 || list[0].Terms.Offer.Benefit.Amount != 20_00 || list[1].Version != 2 || list[1].Terms.Offer.Benefit.Amount != 30_00 {
		t.Fatalf("%+v %v", list, err)
	}
	c.must(func(ctx context.Context, tx postgres.Tx) error {
		_, err := c.Coupons.End(ctx, tx, template.ID, act)
		return err
	})
	c.refused(coupon.ErrEnded, func(ctx context.Context, tx postgres.Tx) error {
		_, err := c.Coupons.Claim(ctx, tx, m, template.ID, "late")
		return err
	})
	if c.usable(m) != 2 {
		t.Error("an ended template took coupons away")
	}
}

func TestCodesAreClaimedOnce(t *testing.T) {
	t.Parallel()
	c := open(t)
	template := c.live(func(b *coupon.Terms) { b.Stock, b.Claim.Open = 100, false })
	m, other := c.Join(), c.Join()
	order := func(n int) (b coupon.Batch, err error) {
		err = c.try(func(ctx context.Context, tx postgres.Tx) (err error) {
			b, err = c.Coupons.OrderBatch(ctx, tx, coupon.Ordering{Template: template.ID, Count: n, Reason: "promotion", Act: staff.Act{By: c.boss.Principal()}})
			return err
		})
		return b, err
	}
	b, err := order(60)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := order(60); !errors.Is(err, coupon.ErrSoldOut) {
		t.Fatal(err)
	}
	c.jobs()
	codes, err := c.Coupons.Codes(t.Context(), c.DB, b.ID, "", 100)
	if err != nil || len(codes) != 60 {
		t.Fatalf("%d codes, %v", len(codes), err)
	}
	claim := func(m member.ID, typed string) error {
		return c.try(func(ctx context.Context, tx postgres.Tx) error {
			_, err := c.Coupons.ClaimCode(ctx, tx, m, typed)
			return err
		})
	}
	typed := strings.ToLower(coupon.ShowCode(codes[0].Code))
	for range 2 {
		if err := claim(m, typed); err != nil {
			t.Fatal(err)
		}
	}
	if err := claim(other, typed); !errors.Is(err, coupon.ErrCodeUsed) {
		t.Fatal(err)
	}
	if c.usable(m) != 1 {
		t.Fatal("one code gave more than one coupon, or none")
	}
	c.check()
}

func TestAWordHasStockAndALimit(t *testing.T) {
	t.Parallel()
	c := open(t)
	template := c.live()
	act := staff.Act{By: c.boss.Principal()}
	c.must(func(ctx context.Context, tx postgres.Tx) error {
		_, err := c.Coupons.CreateWord(ctx, tx, coupon.Word{Word: "双11 gift", Template: template.ID, Stock: 3, PerMember: 1}, act)
		return err
	})
	claim := func(m member.ID, key string) error {
		return c.try(func(ctx context.Context, tx postgres.Tx) error {
			_, err := c.Coupons.ClaimWord(ctx, tx, m, "双11GIFT", key)
			return err
		})
	}
	m := c.Join()
	for range 2 {
		if err := claim(m, "a"); err != nil {
			t.Fatal(err)
		}
	}
	if err := claim(m, "b"); !errors.Is(err, coupon.ErrHadThem) {
		t.Fatal(err)
	}
	if err := errors.Join(claim(c.Join(), "a"), claim(c.Join(), "a")); err != nil {
		t.Fatal(err)
	}
	if err := claim(c.Join(), "a"); !errors.Is(err, coupon.ErrSoldOut) {
		t.Fatal(err)
	}
	c.must(func(ctx context.Context, tx postgres.Tx) error { return c.Coupons.EndWord(ctx, tx, "双11gift", act) })
	if err := claim(c.Join(), "a"); !errors.Is(err, coupon.ErrCodeOver) {
		t.Fatal(err)
	}
	c.check()
}

func TestTheFunnelSaysWhyCouponsWereNotUsed(t *testing.T) {
	t.Parallel()
	c := open(t)
	template := c.live(func(b *coupon.Terms) { b.Validity.Days, b.Offer.On = 10, terms.Goods{Articles: []string{"latte"}} })
	unseen, idle, elsewhere, short, enough, used := c.Join(), c.Join(), c.Join(), c.Join(), c.Join(), c.Join()
	ids := map[member.ID]coupon.ID{}
	for _, m := range []member.ID{unseen, idle, elsewhere, short, enough, used} {
		ids[m] = c.give(m, template).ID
		if m != unseen {
			c.must(func(ctx context.Context, tx postgres.Tx) error { return c.Coupons.See(ctx, tx, m, []coupon.ID{ids[m]}) })
		}
	}
	c.Buy(elsewhere, "2026-01-02 10:00", programtest.Item("tea", 1, 500_00))
	c.Buy(short, "2026-01-02 10:00", programtest.Item("latte", 1, 80_00))
	c.Buy(enough, "2026-01-02 10:00", programtest.Item("latte", 1, 150_00))
	if err := c.lock(used, "k", ids[used]); err != nil {
		t.Fatal(err)
	}
	o := c.Buy(used, "2026-01-02 10:01", programtest.Item("latte", 1, 150_00))
	if err := c.redeem("k", o.ID); err != nil {
		t.Fatal(err)
	}
	c.Clock.Advance(20 * 24 * time.Hour)
	f, err := c.Coupons.Funnel(t.Context(), template.ID)
	if err != nil {
		t.Fatal(err)
	}
	if f.Issued != 6 || f.Seen != 5 || f.Locked != 1 || f.Redeemed != 1 || f.Expired != 5 {
		t.Errorf("%+v", f)
	}
	got := map[coupon.NotUsed]coupon.Unredeemed{}
	for _, u := range f.Unredeemed {
		got[u.Reason] = u
	}
	for reason, band := range map[coupon.NotUsed]int{coupon.NeverSeen: -1, coupon.NeverBought: -1, coupon.OutOfScope: -1, coupon.BelowThreshold: 3, coupon.NotTaken: -1} {
		if u := got[reason]; u.Coupons != 1 || u.Band != band || !u.Over {
			t.Errorf("%s: %+v", reason, u)
		}
	}
	if got[coupon.BelowThreshold].Short != 20_00 {
		t.Errorf("short of %d", got[coupon.BelowThreshold].Short)
	}
}
