package coupon_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"habitue/internal/coupon"
	"habitue/internal/coupon/coupontest"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/check"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
	"habitue/internal/staff"
)

// counter is a shop that gives and takes coupons.
type counter struct {
	*programtest.Shop
	t       *testing.T
	Coupons *coupon.Service
	boss    staff.Account
	other   staff.Account
	mu      sync.Mutex
	heard   map[notice.Kind][]int64
}

func open(t *testing.T) *counter {
	t.Helper()
	c := &counter{Shop: programtest.Open(t), t: t, heard: map[notice.Kind][]int64{}}
	c.Coupons = coupon.New(coupon.Deps{DB: c.DB.DB, IDs: c.IDs, Clock: c.Clock, Notices: c.Bus, Org: c.Org, Staff: c.Staff, Catalog: c.Catalog,
		Members: c.Members, Orders: c.Orders})
	notice.Hear(c.Bus, staff.Approved, "coupon.approved", c.Coupons.OnApproved)
	for _, kind := range []notice.Kind{coupon.IssuedNotice, coupon.RedeemedNotice, coupon.ExpiringNotice} {
		notice.Hear(c.Bus, kind, "test."+string(kind), func(_ context.Context, _ member.ID, ids []coupon.ID) error {
			c.mu.Lock()
			defer c.mu.Unlock()
			for _, id := range ids {
				c.heard[kind] = append(c.heard[kind], int64(id))
			}
			return nil
		})
	}
	person := func(name string, roles ...staff.Role) staff.Account {
		a, err := c.Staff.CreateAccount(t.Context(), staff.NewAccount{Email: name + "@example.com", Name: name, Password: "a long enough one", Roles: roles, By: staff.Operator})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	c.boss, c.other = person("boss", staff.Operations), person("other", staff.Marketing)
	return c
}

func (c *counter) live(change ...func(*coupon.Terms)) coupon.Template {
	c.t.Helper()
	return coupontest.Live(c.t, c.DB.DB, c.Coupons, change...)
}

func (c *counter) give(m member.ID, t coupon.Template) coupon.Coupon {
	c.t.Helper()
	return coupontest.Give(c.t, c.DB.DB, c.Coupons, m, t.ID, 1)[0]
}

// try runs something in a transaction of its own.
func (c *counter) try(do func(context.Context, postgres.Tx) error) error {
	return c.DB.InTx(context.Background(), func(tx postgres.Tx) error { return do(context.Background(), tx) })
}

func (c *counter) must(do func(context.Context, postgres.Tx) error) {
	c.t.Helper()
	if err := c.try(do); err != nil {
		c.t.Fatal(err)
	}
}

// refused wants something to be refused.
func (c *counter) refused(want error, do func(context.Context, postgres.Tx) error) {
	c.t.Helper()
	if err := c.try(do); !errors.Is(err, want) {
		c.t.Fatalf("got %v, want %v", err, want)
	}
}

func (c *counter) lock(m member.ID, key string, ids ...coupon.ID) error {
	return c.try(func(ctx context.Context, tx postgres.Tx) error {
		return c.Coupons.Lock(ctx, tx, m, ids, key, c.Clock.Now().Add(15*time.Minute))
	})
}

func (c *counter) redeem(key string, o order.ID) error {
	return c.try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := c.Coupons.Redeem(ctx, tx, key, coupon.Redemption{Order: o})
		return err
	})
}

func (c *counter) unlock(key string) error {
	return c.try(func(ctx context.Context, tx postgres.Tx) error { return c.Coupons.Unlock(ctx, tx, key) })
}

// is reads a coupon where a member has it.
func (c *counter) is(m member.ID, id coupon.ID) coupon.Coupon {
	c.t.Helper()
	found, err := c.Coupons.ByIDs(c.t.Context(), c.DB, m, id)
	if err != nil {
		c.t.Fatal(err)
	}
	return found[id]
}

func (c *counter) want(m member.ID, id coupon.ID, status coupon.Status) {
	c.t.Helper()
	if is := c.is(m, id); is.Status != status {
		c.t.Fatalf("coupon %d of member %d is %s, want %s", id, m, is.Status, status)
	}
}

// usable counts what a member could use now.
func (c *counter) usable(m member.ID) int {
	c.t.Helper()
	list, err := c.Coupons.Usable(c.t.Context(), c.DB, m)
	if err != nil {
		c.t.Fatal(err)
	}
	return len(list)
}

// jobs lets the jobs of the present instant run.
func (c *counter) jobs() {
	c.t.Helper()
	for _, job := range []func(context.Context) (int, error){c.Coupons.SettleDue, c.Coupons.RemindDue, c.Coupons.GiveDue, c.Coupons.MakeCodes} {
		if _, err := job(context.Background()); err != nil {
			c.t.Fatal(err)
		}
	}
}

// check runs the proofs of coupons.
func (c *counter) check() {
	c.t.Helper()
	results, err := check.Run(context.Background(), c.DB.DB, c.Coupons.Proofs())
	if err != nil {
		c.t.Fatal(err)
	}
	for _, r := range results {
		for _, b := range r.Broken {
			c.t.Errorf("%s: %s", r.Name, b)
		}
	}
}

func verbs(line []coupon.Change) (list []coupon.Verb) {
	for _, c := range line {
		list = append(list, c.Verb)
	}
	return list
}
