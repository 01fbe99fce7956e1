package checkout

import (
	"context"
	"errors"
	"fmt"

	"habitue/internal/ledger"
	"habitue/internal/platform/postgres"
)

// Cancel ends a checkout that is open or waits for its group: what it holds is let
// go, charges are closed, and what was paid of them goes back. Asked for again it
// changes nothing.
// Errors: ErrNoCheckout, ErrNotOpen where it is paid or its group has succeeded.
func (s *Service) Cancel(ctx context.Context, tx postgres.Tx, id ID) (Checkout, error) {
	c, err := s.lock(ctx, tx, id)
	if err != nil {
		return Checkout{}, err
	}
	switch c.State {
	case Paid:
		return c, ErrNotOpen.With("checkout", int64(id), "state", string(c.State))
	case Open, Waiting:
		return s.letGo(ctx, tx, c, Cancelled)
	}
	return c, nil
}

// ExpireDue is the job that ends checkouts whose time is over. It handles up to
// limit of them, each by itself, and returns how many.
func (s *Service) ExpireDue(ctx context.Context, limit int) (int, error) {
	due, err := many(ctx, s.DB, `WHERE state = 'open' AND expires_at <= $1 ORDER BY expires_at LIMIT $2`, s.Clock.Now(), limit)
	if err != nil {
		return 0, err
	}
	for _, one := range due {
		err := s.DB.InTx(ctx, func(tx postgres.Tx) error {
			c, err := s.lock(ctx, tx, one.ID)
			if err != nil || c.State != Open {
				return err
			}
			_, err = s.letGo(ctx, tx, c, Expired)
			return err
		})
		if err != nil {
			return 0, fmt.Errorf("end checkout %d: %w", one.ID, err)
		}
	}
	return len(due), nil
}

// letGo ends a checkout without an order, and leaves its group. Errors: ErrNotOpen
// where that has succeeded.
func (s *Service) letGo(ctx context.Context, tx postgres.Tx, c Checkout, as State) (Checkout, error) {
	if err := s.undo(ctx, tx, c, as); err != nil {
		return c, err
	}
	if c.Group != 0 {
		if err := s.leave(ctx, tx, c); err != nil {
			return c, err
		}
	}
	return s.close(ctx, tx, c, as)
}

// undo lets go what a checkout took aside of its member, and returns what was
// paid of it.
func (s *Service) undo(ctx context.Context, tx postgres.Tx, c Checkout, as State) error {
	if len(c.usedCoupons()) > 0 {
		if err := s.Coupons.Unlock(ctx, tx, c.holdKey()); err != nil {
			return err
		}
	}
	for _, name := range []string{"points", "principal", "bonus"} {
		p := c.Spent.parts()[name]
		if p == nil {
			continue
		}
		_, err := s.Ledger.Do(ctx, tx, ledger.Release{Member: c.Member, Hold: p.Hold, Key: c.holdKey() + ":" + name + ":let_go"})
		if err != nil && !errors.Is(err, ledger.ErrHoldOver) { // whose time was over is free
			return err
		}
	}
	paid, err := s.Payment.Close(ctx, tx, c.Member, c.Subject())
	if err != nil {
		return err
	}
	return s.Payment.Return(ctx, tx, "checkout_"+string(as), paid...)
}

// close writes that a checkout has ended without an order, and frees its limits.
func (s *Service) close(ctx context.Context, tx postgres.Tx, c Checkout, as State) (Checkout, error) {
	c.State, c.EndedAt = as, s.Clock.Now()
	if err := s.end(ctx, tx, &c); err != nil {
		return c, err
	}
	if len(c.claims()) == 0 {
		return c, nil
	}
	return c, s.Pricing.Release(ctx, tx, c.holdKey())
}
