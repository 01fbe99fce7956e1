package payment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
)

// NewRefund is money to be given back.
type NewRefund struct {
	Charge ChargeID
	Key    string // unique of the member; the same again gets the refund of then
	Amount int64
	Reason string // a code of whoever asks
}

// Refund gives a part of a charge back to where it came from: cash is in the
// cashier's hand, a provider is told by the job. Under the lock of the charge, so
// that two who ask at once never get more than was paid.
//
// Errors: ErrInvalid, ErrNoCharge, ErrNotPaid, ErrTooMuch, ErrKeyReused.
func (s *Service) Refund(ctx context.Context, tx postgres.Tx, n NewRefund) (Refund, error) {
	if n.Key == "" || len(n.Key) > maxKey || n.Amount <= 0 {
		return Refund{}, ErrInvalid.Field("amount", "payment.bad_amount")
	}
	c, err := s.lock(ctx, tx, n.Charge)
	if err != nil {
		return Refund{}, err
	}
	before, err := refunds(ctx, tx, `WHERE member_id = $1 AND key = $2`, c.key(), n.Key)
	if err != nil {
		return Refund{}, err
	}
	if len(before) > 0 {
		if r := before[0]; r.Charge == n.Charge && r.Amount == n.Amount {
			return r, nil
		}
		return Refund{}, ErrKeyReused.With("key", n.Key)
	}
	if c.State != Paid {
		return Refund{}, ErrNotPaid.With("charge", int64(c.ID))
	}
	if n.Amount > c.Left() {
		return Refund{}, ErrTooMuch.With("charge", int64(c.ID), "left", money.Amount{Minor: c.Left(), Currency: c.Currency}, "asked", money.Amount{Minor: n.Amount, Currency: c.Currency})
	}
	now := s.Clock.Now()
	r := Refund{State: RefundDone, DoneAt: now}
	if c.Provider != "" {
		r.State, r.DoneAt, r.NextAt = RefundDue, time.Time{}, now
	}
	return s.writeRefund(ctx, tx, c, n, r)
}

// lock returns a charge and keeps it from changing until tx ends. Errors: ErrNoCharge.
func (s *Service) lock(ctx context.Context, tx postgres.Tx, id ChargeID) (Charge, error) {
	found, err := s.Charge(ctx, tx, id)
	if err != nil {
		return Charge{}, err
	}
	return one(ctx, tx, `WHERE member_id = $1 AND id = $2 FOR UPDATE`, found.key(), int64(id))
}

// writeRefund writes a refund that is where r says, and counts it with its charge.
func (s *Service) writeRefund(ctx context.Context, tx postgres.Tx, c Charge, n NewRefund, r Refund) (Refund, error) {
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Refund{}, err
	}
	now := s.Clock.Now()
	r.Member, r.ID, r.Key, r.Charge, r.Amount, r.Currency, r.Reason, r.AskedAt = c.Member, RefundID(id), n.Key, c.ID, n.Amount, c.Currency, n.Reason, now
	if _, err := tx.Exec(ctx, `
		INSERT INTO payment.refund (member_id, id, key, charge_id, amount, currency, reason, state, asked_at, done_at, next_at, carried_to)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		c.key(), id, r.Key, int64(c.ID), r.Amount, r.Currency, r.Reason, string(r.State), now, postgres.Optional(r.DoneAt), postgres.Optional(r.NextAt),
		postgres.Optional(int64(r.Carried))); err != nil {
		return Refund{}, fmt.Errorf("write refund: %w", err)
	}
	if _, err := tx.Exec(ctx, `INSERT INTO payment.reference (id, member_id) VALUES ($1, $2)`, id, c.key()); err != nil {
		return Refund{}, fmt.Errorf("write refund's reference: %w", err)
	}
	if _, err := tx.Exec(ctx, `UPDATE payment.charge SET refunded_amount = refunded_amount + $3, xid = pg_current_xact_id()
		WHERE member_id = $1 AND id = $2`, c.key(), int64(c.ID), r.Amount); err != nil {
		return Refund{}, fmt.Errorf("count refund: %w", err)
	}
	return r, nil
}

const selectRefund = `
	SELECT member_id, id, key, charge_id, amount, currency, reason, state, asked_at, done_at, attempts, next_at, coalesce(trouble, ''), coalesce(carried_to, 0)
	FROM payment.refund `

func refunds(ctx context.Context, q postgres.Querier, where string, args ...any) ([]Refund, error) {
	rows, err := q.Query(ctx, selectRefund+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read refunds: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Refund, err error) {
		var key int64
		var done, next *time.Time
		err = row.Scan(&key, &r.ID, &r.Key, &r.Charge, &r.Amount, &r.Currency, &r.Reason, &r.State, &r.AskedAt, &done, &r.Attempts, &next, &r.Trouble, &r.Carried)
		r.Member, r.DoneAt, r.NextAt = memberOf(key), postgres.Value(done), postgres.Value(next)
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("read refunds: %w", err)
	}
	return list, nil
}

// RefundsOf returns what was asked to be given back of a charge, oldest first.
func (s *Service) RefundsOf(ctx context.Context, q postgres.Querier, c Charge) ([]Refund, error) {
	return refunds(ctx, q, `WHERE member_id = $1 AND charge_id = $2 ORDER BY id`, c.key(), int64(c.ID))
}

// GiveBackDue is the job that tells providers of refunds, again and again until
// they say that it is done, or that they never will: then a difference asks a
// person to do it. It handles up to limit of them and returns how many.
func (s *Service) GiveBackDue(ctx context.Context, limit int) (int, error) {
	due, err := refunds(ctx, s.DB, `WHERE next_at <= $1 ORDER BY next_at LIMIT $2`, s.Clock.Now(), limit)
	if err != nil {
		return 0, err
	}
	for _, r := range due {
		if err := s.giveBack(ctx, r); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

func (s *Service) giveBack(ctx context.Context, r Refund) error {
	c, err := s.Charge(ctx, s.DB, r.Charge)
	if err != nil {
		return err
	}
	p, err := s.provider(c.Provider)
	if err != nil {
		return s.settleRefund(ctx, c, r, err)
	}
	asking, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	done, err := p.GiveBack(asking, GiveBack{Charge: c.collected(), Reference: r.Reference(), Amount: r.Amount, Currency: r.Currency, Reason: r.Reason})
	if err == nil && !done {
		err = errAtWork
	}
	return s.settleRefund(ctx, c, r, err)
}

// errAtWork says that a provider has taken a refund on and not done it yet.
var errAtWork = errors.New("the provider is at it")

// settleRefund writes down what an attempt came to.
func (s *Service) settleRefund(ctx context.Context, c Charge, r Refund, attempt error) error {
	now := s.Clock.Now()
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		if attempt == nil {
			_, err := tx.Exec(ctx, `UPDATE payment.refund SET state = 'done', done_at = $3, next_at = NULL, trouble = NULL, attempts = attempts + 1,
				xid = pg_current_xact_id() WHERE member_id = $1 AND id = $2 AND state = 'due'`, c.key(), int64(r.ID), now)
			return err
		}
		if !errors.Is(attempt, ErrRefused) {
			if !errors.Is(attempt, errAtWork) {
				s.Log.WarnContext(ctx, "refund not done", "provider", c.Provider, "refund_id", int64(r.ID), "error", attempt)
			}
			_, err := tx.Exec(ctx, `UPDATE payment.refund SET next_at = $3, trouble = $4, attempts = attempts + 1, xid = pg_current_xact_id()
				WHERE member_id = $1 AND id = $2 AND state = 'due'`, c.key(), int64(r.ID), now.Add(pause(r.Attempts)), unable(attempt))
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE payment.refund SET state = 'failed', next_at = NULL, trouble = $3, attempts = attempts + 1,
			xid = pg_current_xact_id() WHERE member_id = $1 AND id = $2 AND state = 'due'`, c.key(), int64(r.ID), unable(attempt)); err != nil {
			return err
		}
		return s.differ(ctx, tx, difference{Provider: c.Provider, Kind: "refund_failed", Reference: r.Reference(), Ours: &r.Amount,
			Currency: r.Currency})
	})
}
