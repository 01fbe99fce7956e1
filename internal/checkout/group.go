package checkout

import (
	"context"
	"errors"
	"fmt"

	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
)

// sit takes the seat of a checkout in the group of its quote.
func (s *Service) sit(ctx context.Context, tx postgres.Tx, c *Checkout, q pricing.Quoted) error {
	if q.Group == nil {
		return nil
	}
	g, err := s.Pricing.Sit(ctx, tx, pricing.Seating{Key: c.holdKey(), Subject: int64(c.ID), Member: c.Member, Group: *q.Group, Once: q.Once})
	c.Group = g.ID
	return err
}

// wait lets a checkout wait for its group, all of whose charges are paid.
// Errors: pricing.ErrGroupOver.
func (s *Service) wait(ctx context.Context, tx postgres.Tx, c Checkout) (Checkout, error) {
	if _, err := s.Pricing.SeatIsPaid(ctx, tx, c.holdKey()); err != nil {
		return c, err
	}
	c.State = Waiting
	if _, err := tx.Exec(ctx, `UPDATE checkout.checkout SET state = 'waiting', xid = pg_current_xact_id() WHERE member_id = $1 AND id = $2`,
		c.key(), int64(c.ID)); err != nil {
		return c, fmt.Errorf("let checkout wait: %w", err)
	}
	return c, nil
}

// leave gives the seat of a checkout up. Errors: ErrNotOpen where its group has
// succeeded.
func (s *Service) leave(ctx context.Context, tx postgres.Tx, c Checkout) error {
	err := s.Pricing.Leave(ctx, tx, c.holdKey())
	if errors.Is(err, pricing.ErrGroupSucceeded) {
		return ErrNotOpen.With("checkout", int64(c.ID), "state", string(c.State)).Because(err)
	}
	return err
}

// OnGroupEnded hears that the group of checkouts has ended. Where it succeeded they
// become orders; where it failed, or where this is heard so late that what a checkout
// took aside is free again, they end, and what was paid goes back.
func (s *Service) OnGroupEnded(ctx context.Context, _ member.ID, ids []ID) error {
	for _, id := range ids {
		err := s.DB.InTx(ctx, func(tx postgres.Tx) error { return s.groupEnded(ctx, tx, id) })
		if errors.Is(err, ledger.ErrHoldOver) || errors.Is(err, coupon.ErrLockOver) || errors.Is(err, pricing.ErrNotHeld) {
			err = s.DB.InTx(ctx, func(tx postgres.Tx) error { return s.heardTooLate(ctx, tx, id) })
		}
		if err != nil {
			return fmt.Errorf("end checkout %d with its group: %w", id, err)
		}
	}
	return nil
}

func (s *Service) heardTooLate(ctx context.Context, tx postgres.Tx, id ID) error {
	c, err := s.lock(ctx, tx, id)
	if err != nil || c.State != Open && c.State != Waiting {
		return err
	}
	if err := s.undo(ctx, tx, c, Expired); err != nil {
		return err
	}
	_, err = s.close(ctx, tx, c, Expired)
	return err
}

func (s *Service) groupEnded(ctx context.Context, tx postgres.Tx, id ID) error {
	c, err := s.lock(ctx, tx, id)
	if err != nil || c.State != Open && c.State != Waiting {
		return err
	}
	g, err := s.Pricing.Group(ctx, tx, c.Group)
	switch {
	case err != nil:
		return err
	case g.State == pricing.GroupFailed:
		_, err = s.letGo(ctx, tx, c, Expired)
		return err
	case g.State == pricing.GroupOpen:
		return nil
	}
	charges, err := s.Payment.Of(ctx, tx, c.Member, c.Subject())
	if err != nil {
		return err
	}
	_, err = s.complete(ctx, tx, c, charges, g.EndedAt)
	return err
}
