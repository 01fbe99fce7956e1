package coupon

import (
	"context"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Forgetter cancels the coupons of members who are erased, and blanks what was noted
// with them.
func (s *Service) Forgetter() member.Forgetter { return forgetter{s} }

type forgetter struct{ coupons *Service }

var changeNotes = member.Texts{`UPDATE coupon.change SET note = NULL WHERE member_id = ANY ($1::bigint[]) AND note IS NOT NULL`}

// Foresee implements member.Forgetter.
func (f forgetter) Foresee(ctx context.Context, tx postgres.Tx, of member.Forgetting) ([]member.Loss, error) {
	list, err := f.coupons.inHand(ctx, tx, of.Member)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	locked := 0
	for _, c := range list {
		if c.Status == Locked {
			locked++
		}
	}
	losses := []member.Loss{{Effect: member.Effect{Code: "coupon.erase.cancelled", Params: map[string]any{"coupons": len(list)}}}}
	if locked > 0 {
		losses = append(losses, member.Loss{Bar: member.Open, Effect: member.Effect{Code: "coupon.erase.locked", Params: map[string]any{"coupons": locked}}})
	}
	return losses, nil
}

// inHand are the coupons that a member may still use or has out, as they are now.
func (s *Service) inHand(ctx context.Context, tx postgres.Tx, m member.ID) ([]*Coupon, error) {
	rows, err := query(tx).CouponsInHand(ctx, int64(m), mostFollow)
	if err != nil {
		return nil, fmt.Errorf("read coupons of member %d: %w", m, err)
	}
	now := s.Clock.Now()
	var list []*Coupon
	b := s.begin(now)
	for _, c := range couponsOf(rows) {
		if b.settle(c); !c.due().IsZero() {
			list = append(list, c)
		}
	}
	return list, nil
}

// Forget implements member.Forgetter. What a checkout has locked stays until that is
// over.
func (f forgetter) Forget(ctx context.Context, tx postgres.Tx, of member.Forgetting) error {
	rows, err := query(tx).CouponsInHand(ctx, int64(of.Member), mostFollow)
	if err != nil {
		return fmt.Errorf("read coupons of member %d: %w", of.Member, err)
	}
	now := f.coupons.Clock.Now()
	b := f.coupons.begin(now)
	for _, c := range couponsOf(rows) {
		if b.settle(c); c.Status != Held && c.Status != Offered {
			continue
		}
		if err := query(tx).EndGifts(ctx, &now, int64(c.ID)); err != nil {
			return fmt.Errorf("end the offer of coupon %d: %w", c.ID, err)
		}
		c.Status, c.Until = Cancelled, zero
		b.change(c, Change{Verb: Cancel, Staff: of.Staff})
	}
	if err := b.save(ctx, tx); err != nil {
		return err
	}
	return changeNotes.Forget(ctx, tx, of)
}
