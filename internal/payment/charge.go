package payment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// Begin makes a charge. What is taken at the counter is paid at once; a provider
// is told by Ask, once tx is committed. The same key again gets the charge of
// then, as it is now.
//
// Errors: ErrInvalid, ErrNoMethod, ErrNeedsSlip, ErrNeedsEnd, ErrKeyReused.
func (s *Service) Begin(ctx context.Context, tx postgres.Tx, n NewCharge) (Charge, error) {
	methods, err := s.Methods(ctx, tx)
	if err != nil {
		return Charge{}, err
	}
	return s.beginBy(ctx, tx, n, methods)
}

// beginBy is Begin where the ways to pay are known.
func (s *Service) beginBy(ctx context.Context, tx postgres.Tx, n NewCharge, methods []Method) (Charge, error) {
	if err := n.Validate(); err != nil {
		return Charge{}, err
	}
	m, err := methodAmong(methods, n.Method)
	if err != nil {
		return Charge{}, err
	}
	if m.Reference && n.Slip == "" {
		return Charge{}, ErrNeedsSlip.With("method", n.Method)
	}
	now := s.Clock.Now()
	if m.Provider != "" && !n.Until.After(now) {
		return Charge{}, ErrNeedsEnd
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Charge{}, err
	}
	c := Charge{Member: n.Member, ID: ChargeID(id), Key: n.Key, Subject: n.Subject, Method: m.Code, Provider: m.Provider, Amount: n.Amount,
		Currency: n.Currency, State: Paid, Store: n.Store, Slip: n.Slip, AskedAt: now, PaidAt: now}
	var next time.Time
	if m.Provider != "" {
		c.State, c.PaidAt, c.ExpiresAt = Pending, time.Time{}, n.Until
		next = now.Add(firstAsk)
	}
	tag, err := tx.Exec(ctx, `
		WITH made AS (
			INSERT INTO payment.charge (member_id, id, key, subject_kind, subject_id, method, provider, amount, currency, state, store_id, slip,
				asked_at, expires_at, paid_at, next_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (member_id, key) DO NOTHING
			RETURNING id, member_id)
		INSERT INTO payment.reference (id, member_id) SELECT id, member_id FROM made`,
		c.key(), id, c.Key, c.Subject.Kind, c.Subject.ID, c.Method, postgres.Optional(c.Provider), c.Amount, c.Currency, string(c.State),
		postgres.Optional(int64(c.Store)), postgres.Optional(c.Slip), now, postgres.Optional(c.ExpiresAt), postgres.Optional(c.PaidAt), postgres.Optional(next))
	if err != nil {
		return Charge{}, fmt.Errorf("write charge: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return s.again(ctx, tx, c)
	}
	return c, nil // what is paid at once is in the caller's hands
}

// again answers a key that is taken.
func (s *Service) again(ctx context.Context, tx postgres.Tx, asked Charge) (Charge, error) {
	known, err := one(ctx, tx, `WHERE member_id = $1 AND key = $2`, asked.key(), asked.Key)
	if err != nil {
		return Charge{}, err
	}
	same := known.Subject == asked.Subject && known.Method == asked.Method && known.Amount == asked.Amount && known.Currency == asked.Currency
	if !same {
		return Charge{}, ErrKeyReused.With("key", asked.Key)
	}
	return known, nil
}

// speak states what became of a charge that is no longer pending.
func (s *Service) speak(ctx context.Context, tx postgres.Tx, c *Charge) error {
	if c.State == Pending {
		return nil
	}
	return s.Notices.Speak(ctx, tx, Settled, notice.Ref{Member: c.key(), ID: int64(c.ID)})
}

// Ask tells a charge's provider to collect and returns the charge with what the
// payer needs. Where the provider does not answer, the charge stays pending and
// is asked for again: by the next call, or by the job.
//
// Errors: ErrNoCharge, ErrNoProvider, ErrSilent.
func (s *Service) Ask(ctx context.Context, id ChargeID) (Charge, error) {
	c, err := s.Charge(ctx, s.DB, id)
	if err != nil || c.State != Pending || c.Payer != "" {
		return c, err
	}
	p, err := s.provider(c.Provider)
	if err != nil {
		return c, err
	}
	asking, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	payer, err := p.Collect(asking, Collect{Reference: c.Reference(), Amount: c.Amount, Currency: c.Currency, Until: c.ExpiresAt})
	if errors.Is(err, ErrRefused) {
		return s.close(ctx, c, true)
	}
	if err != nil {
		s.Log.WarnContext(ctx, "provider does not collect", "provider", c.Provider, "charge_id", int64(c.ID), "error", err)
		return c, ErrSilent.With("provider", c.Provider)
	}
	if _, err := s.DB.Exec(ctx, `UPDATE payment.charge SET payer = $3, xid = pg_current_xact_id() WHERE member_id = $1 AND id = $2`,
		c.key(), int64(id), payer); err != nil {
		return c, fmt.Errorf("keep what the payer needs: %w", err)
	}
	c.Payer = payer
	return c, nil
}

func (s *Service) provider(name string) (Provider, error) {
	p, ok := s.Providers[name]
	if !ok {
		return nil, ErrNoProvider.With("provider", name)
	}
	return p, nil
}

// close gives a charge up in a transaction of its own.
func (s *Service) close(ctx context.Context, c Charge, told bool) (closed Charge, err error) {
	err = s.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		closed, err = s.giveUp(ctx, tx, c.key(), c.ID, told)
		return err
	})
	return closed, err
}

// Close gives charges of one thing up that are pending; the job tells their
// providers. What is paid stays paid: it is returned, for the caller to give back.
func (s *Service) Close(ctx context.Context, tx postgres.Tx, m member.ID, of Subject) (paid []Charge, err error) {
	list, err := s.Of(ctx, tx, m, of)
	if err != nil {
		return nil, err
	}
	for _, c := range list {
		if c.State == Pending {
			if c, err = s.giveUp(ctx, tx, c.key(), c.ID, false); err != nil {
				return nil, err
			}
		}
		if c.State == Paid {
			paid = append(paid, c)
		}
	}
	return paid, nil
}

// giveUp closes a charge unless it is no longer pending.
func (s *Service) giveUp(ctx context.Context, tx postgres.Tx, key int64, id ChargeID, told bool) (Charge, error) {
	c, err := one(ctx, tx, `WHERE member_id = $1 AND id = $2 FOR UPDATE`, key, int64(id))
	if err != nil || c.State != Pending {
		return c, err
	}
	var next *time.Time
	if !told {
		now := s.Clock.Now()
		next = &now
	}
	if _, err := tx.Exec(ctx, `UPDATE payment.charge SET state = 'closed', told = $3, next_at = $4, attempts = 0, xid = pg_current_xact_id()
		WHERE member_id = $1 AND id = $2`, key, int64(id), told, next); err != nil {
		return c, fmt.Errorf("close charge: %w", err)
	}
	c.State = Closed
	return c, s.speak(ctx, tx, &c)
}

const selectCharge = `
	SELECT member_id, id, key, subject_kind, subject_id, method, coalesce(provider, ''), amount, currency, state, refunded_amount,
	       coalesce(store_id, 0), coalesce(slip, ''), coalesce(payer, ''), asked_at, expires_at, paid_at, late, coalesce(origin_id, 0)
	FROM payment.charge `

func scanCharge(row pgx.CollectableRow) (c Charge, err error) {
	var key int64
	var expires, paid *time.Time
	err = row.Scan(&key, &c.ID, &c.Key, &c.Subject.Kind, &c.Subject.ID, &c.Method, &c.Provider, &c.Amount, &c.Currency, &c.State, &c.Refunded,
		&c.Store, &c.Slip, &c.Payer, &c.AskedAt, &expires, &paid, &c.Late, &c.Origin)
	c.Member, c.ExpiresAt, c.PaidAt = memberOf(key), postgres.Value(expires), postgres.Value(paid)
	return c, err
}

func many(ctx context.Context, q postgres.Querier, where string, args ...any) ([]Charge, error) {
	rows, err := q.Query(ctx, selectCharge+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read charges: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanCharge)
	if err != nil {
		return nil, fmt.Errorf("read charges: %w", err)
	}
	return list, nil
}

func one(ctx context.Context, q postgres.Querier, where string, args ...any) (Charge, error) {
	list, err := many(ctx, q, where, args...)
	if err == nil && len(list) == 0 {
		err = ErrNoCharge
	}
	if err != nil {
		return Charge{}, err
	}
	return list[0], nil
}

// Charge returns a charge. Errors: ErrNoCharge.
func (s *Service) Charge(ctx context.Context, q postgres.Querier, id ChargeID) (Charge, error) {
	var key int64
	err := q.QueryRow(ctx, `SELECT member_id FROM payment.reference WHERE id = $1`, int64(id)).Scan(&key)
	if errors.Is(err, pgx.ErrNoRows) {
		return Charge{}, ErrNoCharge.With("charge", int64(id))
	}
	if err != nil {
		return Charge{}, fmt.Errorf("find charge: %w", err)
	}
	return one(ctx, q, `WHERE member_id = $1 AND id = $2`, key, int64(id))
}

// Of returns the charges of one thing, in the order in which they were made.
func (s *Service) Of(ctx context.Context, q postgres.Querier, m member.ID, of Subject) ([]Charge, error) {
	return many(ctx, q, `WHERE member_id = $1 AND subject_kind = $2 AND subject_id = $3 ORDER BY id`, keyOf(m, of), of.Kind, of.ID)
}
