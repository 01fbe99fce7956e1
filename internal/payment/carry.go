package payment

import (
	"context"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
)

// Carrying takes money of a charge to another thing.
type Carrying struct {
	From   ChargeID
	Key    string // unique of both members; the same again gets the charge of then
	Member member.ID
	To     Subject
	Amount int64
	Reason string // a code of whoever asks
}

// Carry lets money that was paid for one thing pay for another, without going back
// to its source first. The charge that comes of it is paid at once; what is given
// back of it goes to where the money was really collected. Of the first charge it is
// gone as if it had been given back.
//
// Errors: ErrInvalid, ErrNoCharge, ErrNotPaid, ErrTooMuch, ErrKeyReused.
func (s *Service) Carry(ctx context.Context, tx postgres.Tx, in Carrying) (Charge, error) {
	from, err := s.lock(ctx, tx, in.From)
	if err != nil {
		return Charge{}, err
	}
	asked := Charge{Member: in.Member, Key: in.Key, Subject: in.To, Method: from.Method, Provider: from.Provider, Amount: in.Amount, Currency: from.Currency}
	if err := (NewCharge{Key: in.Key, Subject: in.To, Amount: in.Amount, Currency: from.Currency}).Validate(); err != nil {
		return Charge{}, err
	}
	known, err := many(ctx, tx, `WHERE member_id = $1 AND key = $2`, asked.key(), in.Key)
	if err != nil {
		return Charge{}, err
	}
	if len(known) > 0 {
		return s.again(ctx, tx, asked)
	}
	if from.State != Paid {
		return Charge{}, ErrNotPaid.With("charge", int64(from.ID))
	}
	if in.Amount > from.Left() {
		return Charge{}, ErrTooMuch.With("charge", int64(from.ID), "left", money.Amount{Minor: from.Left(), Currency: from.Currency}, "asked", money.Amount{Minor: in.Amount, Currency: from.Currency})
	}
	to, err := s.writeCarried(ctx, tx, from, asked)
	if err != nil {
		return Charge{}, err
	}
	now := s.Clock.Now()
	if _, err := s.writeRefund(ctx, tx, from, NewRefund{Key: in.Key, Amount: in.Amount, Reason: in.Reason},
		Refund{State: RefundDone, DoneAt: now, Carried: to.ID}); err != nil {
		return Charge{}, err
	}
	return to, s.speak(ctx, tx, &to)
}

func (s *Service) writeCarried(ctx context.Context, tx postgres.Tx, from, to Charge) (Charge, error) {
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Charge{}, err
	}
	to.ID, to.State, to.Store, to.Slip, to.AskedAt, to.PaidAt = ChargeID(id), Paid, from.Store, from.Slip, s.Clock.Now(), s.Clock.Now()
	if to.Origin = from.Origin; to.Origin == 0 {
		to.Origin = from.ID
	}
	if _, err := tx.Exec(ctx, `
		INSERT INTO payment.charge (member_id, id, key, subject_kind, subject_id, method, provider, amount, currency, state, store_id, slip,
			asked_at, paid_at, origin_id)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14)`,
		to.key(), id, to.Key, to.Subject.Kind, to.Subject.ID, to.Method, postgres.Optional(to.Provider), to.Amount, to.Currency, string(to.State),
		postgres.Optional(int64(to.Store)), postgres.Optional(to.Slip), to.AskedAt, int64(to.Origin)); err != nil {
		return Charge{}, fmt.Errorf("write carried charge: %w", err)
	}
	if _, err := tx.Exec(ctx, `INSERT INTO payment.reference (id, member_id) VALUES ($1, $2)`, id, to.key()); err != nil {
		return Charge{}, fmt.Errorf("write charge's reference: %w", err)
	}
	return to, nil
}

// collected is how a provider knows the charge that he really collected.
func (c *Charge) collected() string {
	if c.Origin == 0 {
		return c.Reference()
	}
	return (&Charge{ID: c.Origin}).Reference()
}
