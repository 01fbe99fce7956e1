package payment

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// Notified takes a provider's notification. What he said before changes nothing
// and is answered alike, so that he stops saying it.
//
// Errors: ErrNoProvider, ErrForged, ErrBadReport.
func (s *Service) Notified(ctx context.Context, provider string, header http.Header, body []byte) error {
	p, err := s.provider(provider)
	if err != nil {
		return err
	}
	r, err := p.Read(header, body)
	if err != nil {
		return err
	}
	if r.ID == "" {
		return ErrBadReport
	}
	return s.DB.InTx(ctx, func(tx postgres.Tx) error { return s.heard(ctx, tx, provider, r) })
}

// heard applies a notification and keeps it. Whether it was heard before need not
// be known first: what is applied depends on where the charge is.
func (s *Service) heard(ctx context.Context, tx postgres.Tx, provider string, r Report) error {
	v, err := s.apply(ctx, tx, provider, r)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO payment.report (provider, id, reference, state, amount, currency, verdict, received_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
		provider, r.ID, r.Reference, string(r.State), r.Amount, r.Currency, string(v), s.Clock.Now()); err != nil {
		return fmt.Errorf("keep report: %w", err)
	}
	return nil
}

// verdict is what came of a report.
type verdict string

const (
	applied verdict = "applied"
	known   verdict = "known"  // it says what we knew
	misfit  verdict = "misfit" // it is about no charge of ours, or about another amount
)

// apply brings a charge to where a report says that it is.
func (s *Service) apply(ctx context.Context, tx postgres.Tx, provider string, r Report) (verdict, error) {
	c, err := s.locked(ctx, tx, provider, r.Reference)
	if errors.Is(err, ErrNoCharge) {
		return misfit, s.differ(ctx, tx, difference{Provider: provider, Kind: "unknown_here", Reference: r.Reference, Number: r.Number,
			Theirs: &r.Amount, Currency: r.Currency})
	}
	if err != nil {
		return "", err
	}
	switch {
	case r.State == Paid && (r.Amount != c.Amount || r.Currency != c.Currency):
		return misfit, s.differ(ctx, tx, difference{Provider: provider, Kind: "misfit", Reference: r.Reference, Number: r.Number,
			Ours: &c.Amount, Theirs: &r.Amount, Currency: r.Currency})
	case r.State == Paid && c.State != Paid:
		return applied, s.paid(ctx, tx, c, r)
	case r.State == Closed && c.State == Pending:
		_, err := s.giveUp(ctx, tx, c.key(), c.ID, true)
		return applied, err
	}
	return known, nil
}

// paid settles a charge.
func (s *Service) paid(ctx context.Context, tx postgres.Tx, c Charge, r Report) error {
	now := s.Clock.Now()
	c.Late, c.State, c.PaidAt = c.State == Closed, Paid, r.PaidAt
	if c.PaidAt.IsZero() || c.PaidAt.After(now) {
		c.PaidAt = now
	}
	if _, err := tx.Exec(ctx, `UPDATE payment.charge SET state = 'paid', paid_at = $3, late = $4, slip = $5, told = true, next_at = NULL,
		xid = pg_current_xact_id() WHERE member_id = $1 AND id = $2`,
		c.key(), int64(c.ID), c.PaidAt, c.Late, postgres.Optional(r.Number)); err != nil {
		return fmt.Errorf("settle charge: %w", err)
	}
	if c.Member != 0 && r.Payer != "" { // kept blind, and nowhere else
		if err := s.Members.LeaveMarks(ctx, tx, c.Member, member.Mark{Kind: member.PayerMark, System: c.Provider, Name: r.Payer}); err != nil {
			return err
		}
	}
	return s.speak(ctx, tx, &c)
}

// locked finds a provider's charge by its reference and locks it.
func (s *Service) locked(ctx context.Context, tx postgres.Tx, provider, reference string) (Charge, error) {
	id := numberOf(reference, chargePrefix)
	if id == 0 {
		return Charge{}, ErrNoCharge.With("reference", reference)
	}
	var key int64
	err := tx.QueryRow(ctx, `SELECT member_id FROM payment.reference WHERE id = $1`, id).Scan(&key)
	if errors.Is(err, pgx.ErrNoRows) {
		return Charge{}, ErrNoCharge.With("reference", reference)
	}
	if err != nil {
		return Charge{}, fmt.Errorf("find charge: %w", err)
	}
	c, err := one(ctx, tx, `WHERE member_id = $1 AND id = $2 FOR UPDATE`, key, id)
	if err == nil && c.Provider != provider {
		err = ErrNoCharge.With("reference", reference)
	}
	return c, err
}

// Look asks a charge's provider what became of it, and applies what he says.
// Errors: ErrNoCharge, ErrNoProvider, ErrSilent.
func (s *Service) Look(ctx context.Context, id ChargeID) (Charge, error) {
	c, err := s.Charge(ctx, s.DB, id)
	if err != nil || c.Provider == "" || c.State == Paid {
		return c, err
	}
	p, err := s.provider(c.Provider)
	if err != nil {
		return c, err
	}
	asking, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	r, err := p.State(asking, c.Reference())
	if err != nil {
		s.Log.WarnContext(ctx, "provider does not answer", "provider", c.Provider, "charge_id", int64(c.ID), "error", err)
		return c, ErrSilent.With("provider", c.Provider)
	}
	r.Reference = c.Reference()
	if err := s.DB.InTx(ctx, func(tx postgres.Tx) error {
		_, err := s.apply(ctx, tx, c.Provider, r)
		return err
	}); err != nil {
		return c, err
	}
	return s.Charge(ctx, s.DB, id)
}

// LookAfter is the job that asks for charges of which nothing was heard, gives up
// those whose time is over and tells providers of those that were given up. It
// handles up to limit of them and returns how many.
func (s *Service) LookAfter(ctx context.Context, limit int) (int, error) {
	due, err := many(ctx, s.DB, `WHERE next_at <= $1 ORDER BY next_at LIMIT $2`, s.Clock.Now(), limit)
	if err != nil {
		return 0, err
	}
	for _, c := range due {
		if err := s.lookAfter(ctx, c); err != nil {
			s.Log.WarnContext(ctx, "charge not looked after", "provider", c.Provider, "charge_id", int64(c.ID), "error", err)
			if err := s.later(ctx, c); err != nil {
				return 0, err
			}
		}
	}
	return len(due), nil
}

// lookAfter does for one charge what is due. A charge is only given up when its
// provider has had a while to tell of what was paid in the last moment, and knows
// nothing of it when he is asked.
func (s *Service) lookAfter(ctx context.Context, c Charge) error {
	p, err := s.provider(c.Provider)
	if err != nil {
		return err
	}
	if c.State == Pending {
		if c, err = s.Look(ctx, c.ID); err != nil {
			return err
		}
		if c.State != Pending {
			return nil
		}
		if s.Clock.Now().Before(c.ExpiresAt.Add(graceAfter)) {
			return s.later(ctx, c)
		}
		if c, err = s.close(ctx, c, false); err != nil {
			return err
		}
	}
	if c.State != Closed {
		return nil
	}
	asking, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	err = p.Close(asking, c.Reference())
	if errors.Is(err, ErrRefused) { // it is paid: hear it from him
		_, err = s.Look(ctx, c.ID)
	}
	if err != nil {
		return err
	}
	_, err = s.DB.Exec(ctx, `UPDATE payment.charge SET told = true, next_at = NULL, xid = pg_current_xact_id()
		WHERE member_id = $1 AND id = $2 AND state = 'closed'`, c.key(), int64(c.ID))
	return err
}

// later puts a charge's next look off, longer each time; one that is about to end
// is looked at when it does.
func (s *Service) later(ctx context.Context, c Charge) error {
	_, err := s.DB.Exec(ctx, `UPDATE payment.charge SET attempts = attempts + 1, xid = pg_current_xact_id(),
		next_at = $3::timestamptz + least($4::interval * power(2, least(attempts, 10)), $5::interval)
		WHERE member_id = $1 AND id = $2 AND next_at IS NOT NULL`,
		c.key(), int64(c.ID), s.Clock.Now(), firstAsk, longestPause)
	if err != nil {
		return fmt.Errorf("put off a look at a charge: %w", err)
	}
	return nil
}

// unable says as a code why something did not succeed.
func unable(err error) string {
	var coded *errs.Error
	switch {
	case errors.As(err, &coded):
		return coded.Code
	case errors.Is(err, context.DeadlineExceeded):
		return "payment.no_answer"
	}
	return "payment.provider_failed"
}

// dayOf is the provider's calendar day of an instant.
func dayOf(at time.Time, zone *time.Location) time.Time {
	y, m, d := at.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
