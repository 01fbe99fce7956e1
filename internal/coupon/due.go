package coupon

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/job"
	"habitue/internal/platform/postgres"
)

// SettleDue records ends of locks, of offers and of coupons for every member of
// whom one has come. The rows come out the same however late or often it runs.
func (s *Service) SettleDue(ctx context.Context) (int, error) {
	now := s.Clock.Now()
	find := func(ctx context.Context, after int64, limit int32) ([]int64, error) {
		return query(s.DB).MembersDue(ctx, now, after, limit)
	}
	return job.EachDue(ctx, find, func(ctx context.Context, m int64) error {
		return s.each(ctx, m, func(ctx context.Context, tx postgres.Tx, b *book) error {
			rows, err := query(tx).CouponsDue(ctx, m, b.now)
			if err != nil {
				return fmt.Errorf("read what is due: %w", err)
			}
			for _, c := range couponsOf(rows) {
				b.settle(c)
			}
			return b.save(ctx, tx)
		})
	})
}

// RemindDue says coupon.expiring of coupons whose end is near, once each.
func (s *Service) RemindDue(ctx context.Context) (int, error) {
	now := s.Clock.Now()
	find := func(ctx context.Context, after int64, limit int32) ([]int64, error) {
		return query(s.DB).MembersToRemind(ctx, now, after, limit)
	}
	return job.EachDue(ctx, find, func(ctx context.Context, m int64) error {
		return s.each(ctx, m, func(ctx context.Context, tx postgres.Tx, b *book) error {
			rows, err := query(tx).CouponsToRemind(ctx, m, b.now)
			if err != nil {
				return fmt.Errorf("read what is to be announced: %w", err)
			}
			var near []*Coupon
			for _, c := range couponsOf(rows) {
				if c.At(b.now).Status != Expired {
					near = append(near, c)
				}
				_, err := tx.Exec(ctx, `UPDATE coupon.coupon SET remind_at = NULL, xid = pg_current_xact_id() WHERE member_id = $1 AND id = $2`, c.Member, c.ID)
				if err != nil {
					return fmt.Errorf("note a reminder: %w", err)
				}
			}
			return s.speak(ctx, tx, ExpiringNotice, near)
		})
	})
}

// each works on a member's coupons in a transaction of its own, with the member locked.
func (s *Service) each(ctx context.Context, m int64, do func(context.Context, postgres.Tx, *book) error) error {
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		if _, err := s.Members.Lock(ctx, tx, member.ID(m)); err != nil {
			return err
		}
		return do(ctx, tx, s.begin(s.Clock.Now()))
	})
}

// keepKeys is for how long a checkout may repeat itself: behind it the key of a
// lock, or the hash of a link, is forgotten. The coupons remember what became of them.
const keepKeys = 400 * 24 * time.Hour

// ForgetKeys deletes keys of locks and links that are long over, at most so many
// of each, and returns how many.
func (s *Service) ForgetKeys(ctx context.Context, limit int) (int, error) {
	before := s.Clock.Now().Add(-keepKeys)
	locks, err := query(s.DB).ForgetLocks(ctx, before, int32(limit))
	if err != nil {
		return 0, fmt.Errorf("forget locks: %w", err)
	}
	gifts, err := query(s.DB).ForgetGifts(ctx, before, int32(limit))
	if err != nil {
		return int(locks), fmt.Errorf("forget links: %w", err)
	}
	return int(max(locks, gifts)), nil
}
