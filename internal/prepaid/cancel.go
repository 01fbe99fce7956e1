package prepaid

import (
	"context"
	"fmt"

	"habitue/internal/platform/postgres"
)

// Cancel ends an open top-up: charges are closed, and what was paid of them goes
// back. Asked for again it changes nothing. Errors: ErrNoTopUp, ErrNotOpen where it
// is paid.
func (s *Service) Cancel(ctx context.Context, tx postgres.Tx, id ID) (TopUp, error) {
	t, err := s.lock(ctx, tx, id)
	if err != nil {
		return TopUp{}, err
	}
	switch t.State {
	case Paid:
		return t, ErrNotOpen.With("top_up", int64(id), "state", string(t.State))
	case Open:
		return s.letGo(ctx, tx, t, Cancelled)
	}
	return t, nil
}

// ExpireDue is the job that ends top-ups whose time is over. It handles up to limit
// of them, each by itself, and returns how many.
func (s *Service) ExpireDue(ctx context.Context, limit int) (int, error) {
	due, err := many(ctx, s.DB, `WHERE state = 'open' AND expires_at <= $1 ORDER BY expires_at LIMIT $2`, s.Clock.Now(), limit)
	if err != nil {
		return 0, err
	}
	for _, one := range due {
		err := s.DB.InTx(ctx, func(tx postgres.Tx) error {
			t, err := s.lock(ctx, tx, one.ID)
			if err != nil || t.State != Open {
				return err
			}
			_, err = s.letGo(ctx, tx, t, Expired)
			return err
		})
		if err != nil {
			return 0, fmt.Errorf("end top-up %d: %w", one.ID, err)
		}
	}
	return len(due), nil
}

// letGo ends a top-up of which nothing came.
func (s *Service) letGo(ctx context.Context, tx postgres.Tx, t TopUp, as State) (TopUp, error) {
	paid, err := s.Payment.Close(ctx, tx, t.Member, t.Subject())
	if err != nil {
		return t, err
	}
	if err := s.Payment.Return(ctx, tx, "top_up_"+string(as), paid...); err != nil {
		return t, err
	}
	t.State, t.EndedAt = as, s.Clock.Now()
	return t, s.end(ctx, tx, t)
}
