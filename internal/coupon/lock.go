package coupon

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
)

// longestLock bounds for how long a checkout may keep coupons aside: as long as the
// ledger holds value, since a checkout holds both.
const longestLock = 7 * 24 * time.Hour

// Lock takes coupons of a member aside for a checkout until an instant, all or
// none, under a key that is unique in the world. The same again changes nothing;
// another one under the same key is refused. Of two who want one coupon at one
// instant, one gets it.
//
// Errors: ErrBadLock, ErrKeyReused, ErrLockOver, member.ErrUnknown, ErrNoCoupon,
// ErrLockedElsewhere, ErrUsed, ErrOffered, ErrExpired, ErrNotYet, ErrCancelled.
func (s *Service) Lock(ctx context.Context, tx postgres.Tx, m member.ID, coupons []ID, key string, until time.Time) error {
	now := s.Clock.Now()
	wanted := slices.Clone(coupons)
	slices.Sort(wanted)
	wanted = slices.Compact(wanted)
	until = until.UTC().Truncate(time.Microsecond)
	if key == "" || len(key) > 200 || len(wanted) == 0 || len(wanted) != len(coupons) || len(wanted) > mostAtOnce ||
		!until.After(now) || until.After(now.Add(longestLock)) {
		return ErrBadLock
	}
	fresh, err := query(tx).InsertLock(ctx, coupondb.InsertLockParams{Key: key, MemberID: int64(m), CouponIds: postgres.IDs(wanted), Until: until, LockedAt: now})
	if err != nil {
		return fmt.Errorf("lock coupons under %s: %w", key, err)
	}
	if fresh == 0 {
		l, err := s.lockOf(ctx, tx, key)
		switch {
		case err != nil:
			return err
		case l.MemberID != int64(m) || !slices.Equal(l.CouponIds, postgres.IDs(wanted)):
			return ErrKeyReused.With("key", key)
		case l.How != nil || !now.Before(l.Until):
			return ErrLockOver.With("key", key)
		}
		return nil
	}
	b := s.begin(now)
	list, err := s.take(ctx, tx, b, m, wanted)
	if err != nil {
		return err
	}
	for _, c := range list {
		if err := c.Usable(now); err != nil {
			return err
		}
		if c.LockedAt.IsZero() {
			c.LockedAt = now
		}
		c.Status, c.LockKey, c.Until = Locked, key, until
		b.change(c, Change{Verb: Lock, Key: key, Until: until})
	}
	return b.save(ctx, tx)
}

// take locks a member and reads coupons, with what fell due of them by now.
// Errors: member.ErrUnknown, ErrNoCoupon.
func (s *Service) take(ctx context.Context, tx postgres.Tx, b *book, m member.ID, ids []ID) ([]*Coupon, error) {
	holder, err := s.Members.Lock(ctx, tx, m)
	if err != nil {
		return nil, err
	}
	rows, err := query(tx).Coupons(ctx, int64(holder), postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read coupons: %w", err)
	}
	list := couponsOf(rows)
	list = slices.DeleteFunc(list, func(c *Coupon) bool { return c.Status == Given || c.Status == Moved })
	if len(list) != len(ids) {
		return nil, ErrNoCoupon
	}
	for _, c := range list {
		b.settle(c)
	}
	return list, nil
}

func (s *Service) lockOf(ctx context.Context, tx postgres.Tx, key string) (coupondb.CouponLock, error) {
	l, err := query(tx).LockByKey(ctx, key)
	if errors.Is(err, pgx.ErrNoRows) {
		return l, ErrNoLock.With("key", key)
	}
	if err != nil {
		return l, fmt.Errorf("read lock %s: %w", key, err)
	}
	return l, nil
}

// Redemption is what coupons were used for.
type Redemption struct {
	Order order.ID
	Saved map[ID]int64 // what each took off, minor units
}

// Redeem uses the coupons that are locked under a key. The same again changes
// nothing. Errors: ErrNoLock, ErrLockOver, ErrKeyReused (for another order).
func (s *Service) Redeem(ctx context.Context, tx postgres.Tx, key string, r Redemption) ([]Coupon, error) {
	l, err := s.lockOf(ctx, tx, key)
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	switch {
	case r.Order == 0:
		return nil, ErrBadLock
	case postgres.Value(l.How) == "redeemed" && postgres.Value(l.OrderID) != int64(r.Order):
		return nil, ErrKeyReused.With("key", key)
	case postgres.Value(l.How) == "redeemed":
		rows, err := query(tx).CouponsOfOrder(ctx, l.MemberID, int64(r.Order))
		return at(couponsOf(rows), now), err
	case l.How != nil || !now.Before(l.Until):
		return nil, ErrLockOver.With("key", key)
	}
	b := s.begin(now)
	list, err := s.under(ctx, tx, l)
	if err != nil {
		return nil, err
	}
	for _, c := range list {
		c.Status, c.Until, c.RedeemedAt, c.Order, c.Saved, c.ReturnedAt = Redeemed, time.Time{}, now, r.Order, r.Saved[c.ID], time.Time{}
		b.change(c, Change{Verb: Redeem, Key: key, Order: r.Order})
	}
	b.end(key, "redeemed", r.Order)
	if err := b.save(ctx, tx); err != nil {
		return nil, err
	}
	return at(list, now), s.speak(ctx, tx, RedeemedNotice, list)
}

// Unlock lets the coupons go that are locked under a key. What was let go, or
// whose time was over, is as it should be. Errors: ErrNoLock, ErrUsed.
func (s *Service) Unlock(ctx context.Context, tx postgres.Tx, key string) error {
	l, err := s.lockOf(ctx, tx, key)
	if err != nil {
		return err
	}
	now := s.Clock.Now()
	switch {
	case postgres.Value(l.How) == "redeemed":
		return ErrUsed.With("key", key)
	case l.How != nil || !now.Before(l.Until):
		return nil
	}
	b := s.begin(now)
	list, err := s.under(ctx, tx, l)
	if err != nil {
		return err
	}
	for _, c := range list {
		c.Status, c.Until, c.LockKey = Held, time.Time{}, ""
		b.change(c, Change{Verb: Unlock, Key: key})
		b.settle(c) // it may have ended meanwhile
	}
	b.end(key, "unlocked", 0)
	return b.save(ctx, tx)
}

// under returns the coupons that a lock holds: under the member who stands for
// the one of whom it was taken.
func (s *Service) under(ctx context.Context, tx postgres.Tx, l coupondb.CouponLock) ([]*Coupon, error) {
	holder, err := s.Members.Lock(ctx, tx, member.ID(l.MemberID))
	if err != nil {
		return nil, err
	}
	rows, err := query(tx).Coupons(ctx, int64(holder), l.CouponIds)
	if err != nil {
		return nil, fmt.Errorf("read coupons: %w", err)
	}
	list := couponsOf(rows)
	if len(list) != len(l.CouponIds) || slices.ContainsFunc(list, func(c *Coupon) bool { return c.Status != Locked || c.LockKey != l.Key }) {
		return nil, ErrLockOver.With("key", l.Key)
	}
	return list, nil
}

// Returning is what comes back of an order that coupons helped to pay.
type Returning struct {
	Member  member.ID // under whom the order is kept
	Order   order.ID
	Coupons []ID // of these; none: of all that the order redeemed
	Key     string
}

// Returned is what became of a coupon.
type Returned struct {
	Coupon
	Back bool // the member can use it again
}

// Return does with redeemed coupons what their templates say. What was returned
// before is left as it is, and told as it is. Errors: member.ErrUnknown.
func (s *Service) Return(ctx context.Context, tx postgres.Tx, r Returning) ([]Returned, error) {
	holder, err := s.Members.Lock(ctx, tx, r.Member)
	if err != nil {
		return nil, err
	}
	rows, err := query(tx).CouponsOfOrder(ctx, int64(r.Member), int64(r.Order))
	if err != nil {
		return nil, fmt.Errorf("read coupons of order %d: %w", r.Order, err)
	}
	now := s.Clock.Now()
	b := s.begin(now)
	var out []Returned
	var home []*Coupon
	for _, c := range couponsOf(rows) {
		if len(r.Coupons) > 0 && !slices.Contains(r.Coupons, c.ID) {
			continue
		}
		if c.Status != Redeemed || !c.ReturnedAt.IsZero() {
			out = append(out, Returned{Coupon: c.At(now), Back: c.Status != Redeemed})
			continue
		}
		v, err := s.version(ctx, tx, c.Template, c.Version)
		if err != nil {
			return nil, err
		}
		back := v.terms.OnReturn == GivenBack || v.terms.OnReturn == GivenBackIfValid && now.Before(c.ExpiresAt)
		c.ReturnedAt = now
		if !back {
			b.change(c, Change{Verb: ReturnOff, Key: r.Key, Order: r.Order})
			out = append(out, Returned{Coupon: c.At(now)})
			continue
		}
		if again := now.Add(c.ExpiresAt.Sub(c.RedeemedAt)); v.terms.OnReturn == GivenBack && again.After(c.ExpiresAt) {
			c.ExpiresAt = again
		}
		c.Status, c.LockKey = Held, ""
		b.change(c, Change{Verb: Return, Key: r.Key, Order: r.Order, Until: c.ExpiresAt})
		home = append(home, c)
		out = append(out, Returned{Coupon: c.At(now), Back: true})
	}
	if holder != r.Member { // the member became another since
		for _, c := range home {
			if err := s.pass(ctx, tx, b, c, passing{to: holder, left: Moved, leave: Move, arrive: Arrive}); err != nil {
				return nil, err
			}
		}
	}
	return out, b.save(ctx, tx)
}
