package coupon

import (
	"context"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Cancelling is what somebody of the staff takes away, or gives back.
type Cancelling struct {
	Member member.ID
	Coupon ID
	Reason string // code of the list
	Act    staff.Act
}

// Cancel takes a coupon away from a member. What a checkout has locked stays
// until that is over. It is not given to somebody else: the stock stays counted.
// Errors: ErrNoReason, member.ErrUnknown, ErrNoCoupon, ErrLockedElsewhere,
// ErrUsed, ErrExpired, ErrCancelled.
func (s *Service) Cancel(ctx context.Context, tx postgres.Tx, c Cancelling) (Coupon, error) {
	if err := s.knows(ctx, tx, c.Reason); err != nil {
		return Coupon{}, err
	}
	now := s.Clock.Now()
	b := s.begin(now)
	list, err := s.take(ctx, tx, b, c.Member, []ID{c.Coupon})
	if err != nil {
		return Coupon{}, err
	}
	is := list[0]
	if is.Status != Offered && !(is.Status == Held && now.Before(is.ValidFrom)) {
		if err := is.Usable(now); err != nil {
			return *is, err
		}
	}
	if err := query(tx).EndGifts(ctx, &now, int64(is.ID)); err != nil {
		return *is, fmt.Errorf("end the offer of coupon %d: %w", is.ID, err)
	}
	is.Status, is.Until = Cancelled, zero
	b.change(is, Change{Verb: Cancel, Staff: c.Act.By.ID, Reason: c.Reason, Note: c.Act.Reason})
	if err := b.save(ctx, tx); err != nil {
		return *is, err
	}
	return *is, s.audit(ctx, tx, c.Act, "coupon.cancel", "member", itoa(is.Member), map[string]string{"coupon": itoa(is.ID), "reason": c.Reason})
}

// Reinstate undoes a cancelling, as long as the coupon is not over.
// Errors: member.ErrUnknown, ErrNoCoupon, ErrNotCancelled, ErrExpired.
func (s *Service) Reinstate(ctx context.Context, tx postgres.Tx, c Cancelling) (Coupon, error) {
	now := s.Clock.Now()
	b := s.begin(now)
	list, err := s.take(ctx, tx, b, c.Member, []ID{c.Coupon})
	if err != nil {
		return Coupon{}, err
	}
	is := list[0]
	switch {
	case is.Status != Cancelled:
		return *is, ErrNotCancelled.With("coupon", int64(is.ID))
	case !now.Before(is.ExpiresAt):
		return *is, ErrExpired.With("coupon", int64(is.ID))
	}
	is.Status = Held
	b.change(is, Change{Verb: Reinstate, Staff: c.Act.By.ID, Note: c.Act.Reason})
	if err := b.save(ctx, tx); err != nil {
		return *is, err
	}
	return *is, s.audit(ctx, tx, c.Act, "coupon.reinstate", "member", itoa(is.Member), map[string]string{"coupon": itoa(is.ID)})
}

// See notes that a member has looked at coupons: the first time counts. Those
// that are not the member's are passed over.
func (s *Service) See(ctx context.Context, tx postgres.Tx, m member.ID, ids []ID) error {
	holder, err := s.Members.Lock(ctx, tx, m)
	if err != nil {
		return err
	}
	rows, err := query(tx).Coupons(ctx, int64(holder), postgres.IDs(ids))
	if err != nil {
		return fmt.Errorf("read coupons: %w", err)
	}
	now := s.Clock.Now()
	b := s.begin(now)
	for _, c := range couponsOf(rows) {
		if c.SeenAt.IsZero() && !c.due().IsZero() {
			c.SeenAt = now
			b.change(c, Change{Verb: See})
		}
	}
	return b.save(ctx, tx)
}
