package payment

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Difference is where a provider and we disagree.
type Difference struct {
	ID        int64
	Provider  string
	Day       time.Time
	Kind      string // unknown_here, missing_there, amount, state, misfit, refund_failed, twice
	Reference string
	Number    string
	Ours      *int64
	Theirs    *int64
	Currency  string
	FoundAt   time.Time
	SettledAt time.Time // zero: open
	SettledBy int64     // 0: nobody, where it was told after all
	Note      string
	ToldOn    time.Time // of what was missing: on whose statement it stood after all

	AskedNote string // how somebody wants it settled, for which a second person has to look
	AskedBy   int64
	Approval  staff.ApprovalID // of that; 0: nobody asked
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
	if d.Day.IsZero() {
		d.Day = s.today(d.Provider)
	}
	return s.differAll(ctx, tx, []difference{d}, map[string]int{})
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
	return dayOf(s.Clock.Now(), s.zoneOf(provider))
}

// Zone is that of a provider's calendar. Errors: ErrNoProvider.
func (s *Service) Zone(provider string) (*time.Location, error) {
	_, err := s.provider(provider)
	return s.zoneOf(provider), err
}

func (s *Service) zoneOf(provider string) *time.Location {
	if p, ok := s.Providers[provider]; ok {
		return p.Zone()
	}
	return time.UTC
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
	told, err := p.Statement(asking, day)
	if err != nil {
		return ErrSilent.With("provider", provider).Because(err)
	}
	lines := make([]moved, len(told))
	for i, m := range told {
		lines[i] = moved{m, day}
	}
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		_, err := s.compare(ctx, tx, provider, day, day, lines)
		return err
	})
}

// Upload compares days of a provider with lines that a person has as a file. A line
// belongs to the day of the provider's calendar on which it moved money; one of
// another day is not for here.
// Errors: ErrNoProvider, ErrDayNotOver, ErrBadDays, ErrOtherDay.
func (s *Service) Upload(ctx context.Context, tx postgres.Tx, provider string, from, until time.Time, told []Moved) (Compared, error) {
	if _, err := s.provider(provider); err != nil {
		return Compared{}, err
	}
	if until.Before(from) || until.Sub(from) > longestUpload {
		return Compared{}, ErrBadDays.With("max", int(longestUpload/(24*time.Hour)))
	}
	if !until.Before(s.today(provider)) {
		return Compared{}, ErrDayNotOver.With("day", until.Format(time.DateOnly))
	}
	lines, zone := make([]moved, len(told)), s.zoneOf(provider)
	for i, m := range told {
		day := dayOf(m.At, zone)
		if day.Before(from) || day.After(until) {
			return Compared{}, ErrOtherDay.With("day", day.Format(time.DateOnly), "reference", m.Reference)
		}
		lines[i] = moved{m, day}
	}
	return s.compare(ctx, tx, provider, from, until, lines)
}

// longestUpload bounds the days of one file.
const longestUpload = 92 * 24 * time.Hour

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
	Before   int64         // id of the last one seen
	Stores   []org.StoreID // only of charges of these, and of money given back on them; empty: of all and of none
}

// Differences returns up to limit differences, the latest first.
func (s *Service) Differences(ctx context.Context, q postgres.Querier, f DifferenceFilter, limit int) ([]Difference, error) {
	return differences(ctx, postgres.Anew(q), `WHERE ($1::bigint = 0 OR id < $1) AND ($2::boolean IS NULL OR $2 = (settled_at IS NOT NULL))
		AND ($3 = '' OR kind = $3) AND ($4 = '' OR provider = $4) AND ($5::date IS NULL OR day = $5)
		AND (cardinality($6::bigint[]) = 0 OR EXISTS (
			SELECT FROM payment.reference k
			LEFT JOIN payment.refund r ON r.member_id = k.member_id AND r.id = k.id
			JOIN payment.charge c ON c.member_id = k.member_id AND c.id = coalesce(r.charge_id, k.id)
			WHERE k.id = substring(reference FROM '^H[CR]([0-9]{1,18})$')::bigint AND c.store_id = ANY ($6)))
		ORDER BY id DESC LIMIT $7`,
		f.Before, f.Settled, f.Kind, f.Provider, postgres.Optional(f.Day), postgres.IDs(f.Stores), limit)
}

func differences(ctx context.Context, q postgres.Querier, where string, args ...any) ([]Difference, error) {
	rows, err := q.Query(ctx, `SELECT id, provider, day, kind, reference, number, ours, theirs, currency, found_at, settled_at, coalesce(settled_by, 0),
		coalesce(note, ''), told_on, coalesce(asked_note, ''), coalesce(asked_by, 0), coalesce(approval_id, 0) FROM payment.difference `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read differences: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (d Difference, err error) {
		var settled, told *time.Time
		err = row.Scan(&d.ID, &d.Provider, &d.Day, &d.Kind, &d.Reference, &d.Number, &d.Ours, &d.Theirs, &d.Currency, &d.FoundAt, &settled, &d.SettledBy,
			&d.Note, &told, &d.AskedNote, &d.AskedBy, &d.Approval)
		d.SettledAt, d.ToldOn = postgres.Value(settled), postgres.Value(told)
		return d, err
	})
	if err != nil {
		return nil, fmt.Errorf("read differences: %w", err)
	}
	return list, nil
}
