package payment

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Difference is where a provider and we disagree.
type Difference struct {
	ID        int64
	Provider  string
	Day       time.Time
	Kind      string // unknown_here, missing_there, amount, state, misfit, refund_failed
	Reference string
	Number    string
	Ours      *int64
	Theirs    *int64
	Currency  string
	FoundAt   time.Time
	SettledAt time.Time // zero: open
	SettledBy int64
	Note      string
}

// difference is one that was found.
type difference struct {
	Provider, Kind, Reference, Number string
	Ours, Theirs                      *int64
	Currency                          string
	Day                               time.Time // zero: today
}

// differ notes a difference, once however often it is found.
func (s *Service) differ(ctx context.Context, tx postgres.Tx, d difference) error {
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return err
	}
	if d.Day.IsZero() {
		d.Day = s.today(d.Provider)
	}
	if len(d.Currency) != 3 {
		d.Currency = "---"
	}
	if _, err := tx.Exec(ctx, `
		INSERT INTO payment.difference (id, provider, day, kind, reference, number, ours, theirs, currency, found_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (provider, kind, reference, number) DO NOTHING`,
		id, d.Provider, d.Day, d.Kind, d.Reference, d.Number, d.Ours, d.Theirs, d.Currency, s.Clock.Now()); err != nil {
		return fmt.Errorf("note difference: %w", err)
	}
	return nil
}

// Statement is a day that was compared.
type Statement struct {
	Provider  string
	Day       time.Time
	ReadAt    time.Time
	Lines     int
	Collected int64
	Returned  int64
	Open      int // differences of the day that nobody has settled
}

// ReconcileDue is the job that compares the days that have not been, of each
// provider, up to yesterday: a provider writes a day's statement in the morning
// after it. A day on which a provider does not answer is compared later.
func (s *Service) ReconcileDue(ctx context.Context, limit int) (n int, err error) {
	for name, p := range s.Providers {
		days, err := s.uncompared(ctx, name, dayOf(s.Clock.Now(), p.Zone()), limit-n)
		if err != nil {
			return n, err
		}
		for _, day := range days {
			if err := s.Reconcile(ctx, name, day); err != nil {
				s.Log.WarnContext(ctx, "statement not compared", "provider", name, "day", day.Format(time.DateOnly), "error", err)
				break
			}
			n++
		}
	}
	return n, nil
}

// today is the day of a provider's calendar.
func (s *Service) today(provider string) time.Time {
	zone := time.UTC
	if p, ok := s.Providers[provider]; ok {
		zone = p.Zone()
	}
	return dayOf(s.Clock.Now(), zone)
}

// uncompared lists the days before today that a provider's charges touch, and
// that have not been compared.
func (s *Service) uncompared(ctx context.Context, provider string, today time.Time, limit int) ([]time.Time, error) {
	rows, err := s.DB.Query(ctx, `
		SELECT d::date FROM generate_series(
			(SELECT min(asked_at) FROM payment.charge WHERE provider = $1)::date, $2::date - 1, interval '1 day') d
		WHERE NOT EXISTS (SELECT FROM payment.statement t WHERE t.provider = $1 AND t.day = d::date)
		ORDER BY 1 LIMIT $3`, provider, today, limit)
	if err != nil {
		return nil, fmt.Errorf("find days to compare: %w", err)
	}
	days, err := pgx.CollectRows(rows, pgx.RowTo[time.Time])
	if err != nil {
		return nil, fmt.Errorf("find days to compare: %w", err)
	}
	return days, nil
}

// Reconcile compares a provider's statement of a day with what we know, both
// ways, and notes where they differ. What he collected and we have not heard of
// is applied first: a lost notification is no difference once it is made good.
//
// Errors: ErrNoProvider, ErrDayNotOver, ErrSilent.
func (s *Service) Reconcile(ctx context.Context, provider string, day time.Time) error {
	p, err := s.provider(provider)
	if err != nil {
		return err
	}
	if !day.Before(s.today(provider)) {
		return ErrDayNotOver.With("day", day.Format(time.DateOnly))
	}
	asking, cancel := context.WithTimeout(ctx, 6*askTimeout)
	defer cancel()
	moved, err := p.Statement(asking, day)
	if err != nil {
		return ErrSilent.With("provider", provider).Because(err)
	}
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		t := Statement{Provider: provider, Day: day, Lines: len(moved)}
		told := map[string]bool{}
		for _, m := range moved {
			told[m.Reference] = true
			t.Collected, t.Returned = t.Collected+max(m.Amount, 0), t.Returned+max(-m.Amount, 0)
			if err := s.compare(ctx, tx, provider, day, m); err != nil {
				return err
			}
		}
		if err := s.missing(ctx, tx, provider, day, p.Zone(), told); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `
			INSERT INTO payment.statement (provider, day, read_at, lines, collected, returned) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (provider, day) DO UPDATE SET read_at = excluded.read_at, lines = excluded.lines, collected = excluded.collected, returned = excluded.returned`,
			provider, day, s.Clock.Now(), t.Lines, t.Collected, t.Returned)
		if err != nil {
			return fmt.Errorf("keep statement: %w", err)
		}
		return nil
	})
}

// compare holds one line of a statement against what we know.
func (s *Service) compare(ctx context.Context, tx postgres.Tx, provider string, day time.Time, m Moved) error {
	if strings.HasPrefix(m.Reference, refundPrefix) {
		return s.compareRefund(ctx, tx, provider, day, m)
	}
	// Where it does not fit, apply notes so.
	_, err := s.apply(ctx, tx, provider, Report{Reference: m.Reference, Number: m.Number, State: Paid, Amount: m.Amount, Currency: m.Currency, PaidAt: m.At})
	return err
}

func (s *Service) compareRefund(ctx context.Context, tx postgres.Tx, provider string, day time.Time, m Moved) error {
	var amount int64
	var state string
	back := -m.Amount
	err := tx.QueryRow(ctx, `SELECT r.amount, r.state FROM payment.reference k
		JOIN payment.refund r ON r.member_id = k.member_id AND r.id = k.id
		JOIN payment.charge c ON c.member_id = r.member_id AND c.id = r.charge_id
		WHERE k.id = $1 AND c.provider = $2`, numberOf(m.Reference, refundPrefix), provider).Scan(&amount, &state)
	d := difference{Provider: provider, Reference: m.Reference, Number: m.Number, Theirs: &back, Currency: m.Currency, Day: day}
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		d.Kind = "unknown_here"
	case err != nil:
		return fmt.Errorf("find refund: %w", err)
	case amount != back:
		d.Kind, d.Ours = "amount", &amount
	case RefundState(state) == RefundFailed:
		d.Kind, d.Ours = "state", &amount
	default:
		return nil
	}
	return s.differ(ctx, tx, d)
}

// missing notes what we hold for moved on the day and the statement does not tell.
func (s *Service) missing(ctx context.Context, tx postgres.Tx, provider string, day time.Time, zone *time.Location, told map[string]bool) error {
	from := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
	until := from.AddDate(0, 0, 1)
	rows, err := tx.Query(ctx, `
		SELECT 'HC' || id, amount, currency FROM payment.charge WHERE provider = $1 AND origin_id IS NULL AND state = 'paid' AND paid_at >= $2 AND paid_at < $3
		UNION ALL
		SELECT 'HR' || r.id, r.amount, r.currency FROM payment.refund r JOIN payment.charge c ON c.member_id = r.member_id AND c.id = r.charge_id
		WHERE c.provider = $1 AND r.carried_to IS NULL AND r.state = 'done' AND r.done_at >= $2 AND r.done_at < $3`, provider, from, until)
	if err != nil {
		return fmt.Errorf("read our day: %w", err)
	}
	type ours struct {
		reference, currency string
		amount              int64
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (o ours, err error) {
		return o, row.Scan(&o.reference, &o.amount, &o.currency)
	})
	if err != nil {
		return fmt.Errorf("read our day: %w", err)
	}
	for _, o := range list {
		if told[o.reference] {
			continue
		}
		if err := s.differ(ctx, tx, difference{Provider: provider, Kind: "missing_there", Reference: o.reference, Ours: &o.amount, Currency: o.currency, Day: day}); err != nil {
			return err
		}
	}
	return nil
}

// StatementPlace is where a page of days that were compared ends.
type StatementPlace struct {
	Day      time.Time
	Provider string
}

// Statements returns up to limit days that were compared, the latest first,
// behind a place; the zero place begins.
func (s *Service) Statements(ctx context.Context, q postgres.Querier, after StatementPlace, limit int) ([]Statement, error) {
	if after.Day.IsZero() {
		after.Day = endOfTime
	}
	rows, err := q.Query(ctx, `
		SELECT t.provider, t.day, t.read_at, t.lines, t.collected, t.returned,
		       (SELECT count(*) FROM payment.difference d WHERE d.provider = t.provider AND d.day = t.day AND d.settled_at IS NULL)
		FROM payment.statement t WHERE t.day < $1 OR t.day = $1 AND t.provider > $2 ORDER BY t.day DESC, t.provider LIMIT $3`,
		after.Day, after.Provider, limit)
	if err != nil {
		return nil, fmt.Errorf("read statements: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (t Statement, err error) {
		return t, row.Scan(&t.Provider, &t.Day, &t.ReadAt, &t.Lines, &t.Collected, &t.Returned, &t.Open)
	})
	if err != nil {
		return nil, fmt.Errorf("read statements: %w", err)
	}
	return list, nil
}

// DifferenceFilter narrows a list of differences; what is zero does not matter.
type DifferenceFilter struct {
	Settled  *bool // nil: both
	Kind     string
	Provider string
	Day      time.Time
	Before   int64 // id of the last one seen
}

// Differences returns up to limit differences, the latest first.
func (s *Service) Differences(ctx context.Context, q postgres.Querier, f DifferenceFilter, limit int) ([]Difference, error) {
	rows, err := q.Query(ctx, `
		SELECT id, provider, day, kind, reference, number, ours, theirs, currency, found_at, settled_at, coalesce(settled_by, 0), coalesce(note, '')
		FROM payment.difference WHERE ($1::bigint = 0 OR id < $1) AND ($2::boolean IS NULL OR $2 = (settled_at IS NOT NULL))
		AND ($3 = '' OR kind = $3) AND ($4 = '' OR provider = $4) AND ($5::date IS NULL OR day = $5) ORDER BY id DESC LIMIT $6`,
		f.Before, f.Settled, f.Kind, f.Provider, postgres.Optional(f.Day), limit)
	if err != nil {
		return nil, fmt.Errorf("read differences: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (d Difference, err error) {
		var settled *time.Time
		err = row.Scan(&d.ID, &d.Provider, &d.Day, &d.Kind, &d.Reference, &d.Number, &d.Ours, &d.Theirs, &d.Currency, &d.FoundAt, &settled, &d.SettledBy, &d.Note)
		d.SettledAt = postgres.Value(settled)
		return d, err
	})
	if err != nil {
		return nil, fmt.Errorf("read differences: %w", err)
	}
	return list, nil
}

// maxNote bounds what is said of how a difference was settled.
const maxNote = 500

// SettleDifference says that a person has put a difference in order, and how.
// Errors: ErrNoDifference, ErrSettled, ErrNeedsNote.
func (s *Service) SettleDifference(ctx context.Context, tx postgres.Tx, id int64, note string, act staff.Act) error {
	if note = strings.TrimSpace(note); note == "" || len([]rune(note)) > maxNote {
		return ErrNeedsNote.With("max", maxNote)
	}
	var settled *time.Time
	err := tx.QueryRow(ctx, `SELECT settled_at FROM payment.difference WHERE id = $1 FOR UPDATE`, id).Scan(&settled)
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNoDifference.With("difference", id)
	}
	if err != nil {
		return fmt.Errorf("lock difference: %w", err)
	}
	if settled != nil {
		return ErrSettled
	}
	if _, err := tx.Exec(ctx, `UPDATE payment.difference SET settled_at = $2, settled_by = $3, note = $4 WHERE id = $1`,
		id, s.Clock.Now(), int64(act.By.ID), note); err != nil {
		return fmt.Errorf("settle difference: %w", err)
	}
	return s.Staff.Audit(ctx, tx, staff.Entry{By: act.By, Action: "payment.settle_difference",
		Subject: staff.Subject{Kind: "difference", ID: fmt.Sprint(id)}, Address: act.Address, After: map[string]any{"note": note}})
}
