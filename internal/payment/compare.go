package payment

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// Compared is what came of holding lines of a provider against what we know.
type Compared struct {
	Lines   int            // that stand for these days by now
	New     int            // that were not told before
	Again   int            // that were
	Applied int            // charges of which we had not heard and that are paid by it
	Found   map[string]int // differences that were not known, by kind
	Cleared int            // differences of before: what was missing is told
}

// moved is a line with the day of the statement on which it stands.
type moved struct {
	Moved
	day time.Time
}

func (m moved) key() string { return m.Reference + "\x00" + m.Number }

// ours is a charge or refund of ours that a line names.
type ours struct {
	amount   int64 // of a refund below zero
	currency string
	state    string
	slip     string
}

// compare holds what a provider says that he moved in [from, until] against what we
// know, both ways, and notes where they differ. What he collected and we had not
// heard of is applied first: a lost notification is no difference once it is made
// good. Only such charges are locked; the others are read, all in one trip.
//
// Lines are kept. One that is told again, in whatever statement, changes nothing; what
// was missing on its day and stands on another one is settled by that.
func (s *Service) compare(ctx context.Context, tx postgres.Tx, provider string, from, until time.Time, lines []moved) (Compared, error) {
	out := Compared{Found: map[string]int{}}
	lines, clashes := distinct(lines)
	fresh, err := s.keepLines(ctx, tx, provider, lines)
	if err != nil {
		return out, err
	}
	out.New, out.Again = fresh, len(lines)-fresh
	known, err := s.knownTo(ctx, tx, provider, lines)
	if err != nil {
		return out, err
	}
	twice, err := s.twice(ctx, tx, provider, lines, known)
	if err != nil {
		return out, err
	}
	found := append(clashes, twice...)
	for i := range found {
		found[i].Provider = provider
	}
	for _, m := range lines {
		o, is := known[m.Reference]
		if isTwice := slices.ContainsFunc(twice, func(d difference) bool { return d.Reference == m.Reference && d.Number == m.Number }); isTwice {
			continue
		}
		d, apply := judge(m, o, is)
		if d != nil {
			d.Provider = provider
			found = append(found, *d)
		}
		if !apply {
			continue
		}
		v, err := s.apply(ctx, tx, provider, Report{Reference: m.Reference, Number: m.Number, State: Paid, Amount: m.Amount, Currency: m.Currency, PaidAt: m.At})
		if err != nil {
			return out, err
		}
		if v == applied {
			out.Applied++
		}
	}
	missing, err := s.missing(ctx, tx, provider, from, until)
	if err != nil {
		return out, err
	}
	if err := s.differAll(ctx, tx, append(found, missing...), out.Found); err != nil {
		return out, err
	}
	if out.Cleared, err = s.clear(ctx, tx, provider, lines); err != nil {
		return out, err
	}
	out.Lines, err = s.keepDays(ctx, tx, provider, from, until)
	return out, err
}

// distinct leaves each line once, in the order of references, and tells where one
// number is said to have moved two amounts.
func distinct(lines []moved) (list []moved, clashes []difference) {
	list = slices.Clone(lines)
	slices.SortStableFunc(list, func(a, b moved) int {
		return cmp.Or(cmp.Compare(a.Reference, b.Reference), cmp.Compare(a.Number, b.Number))
	})
	return slices.CompactFunc(list, func(a, b moved) bool {
		if a.key() != b.key() {
			return false
		}
		if a.Amount != b.Amount || a.Currency != b.Currency {
			ours, theirs := size(a.Amount), size(b.Amount)
			clashes = append(clashes, difference{Kind: "amount", Reference: b.Reference, Number: b.Number, Ours: &ours, Theirs: &theirs, Currency: b.Currency, Day: b.day})
		}
		return true
	}), clashes
}

func size(amount int64) int64 { return max(amount, -amount) }

// judge says what a line is beside what we know of it: a difference, or a charge that
// is to be applied. Where it says what we know it is neither.
func judge(m moved, o ours, known bool) (d *difference, apply bool) {
	theirs := size(m.Amount)
	d = &difference{Reference: m.Reference, Number: m.Number, Theirs: &theirs, Currency: m.Currency, Day: m.day}
	refund := strings.HasPrefix(m.Reference, refundPrefix)
	switch {
	case !known, refund != (m.Amount < 0):
		d.Kind = "unknown_here"
		return d, false
	case m.Amount != o.amount || m.Currency != o.currency:
		mine := size(o.amount)
		if d.Kind, d.Ours = "misfit", &mine; refund {
			d.Kind = "amount"
		}
		return d, false
	case refund && RefundState(o.state) == RefundFailed:
		mine := size(o.amount)
		d.Kind, d.Ours = "state", &mine
		return d, false
	}
	return nil, !refund && State(o.state) != Paid
}

// keepLines writes the lines and returns how many of them are new.
func (s *Service) keepLines(ctx context.Context, tx postgres.Tx, provider string, lines []moved) (int, error) {
	n := len(lines)
	references, numbers, currencies := make([]string, n), make([]string, n), make([]string, n)
	days, amounts, at := make([]time.Time, n), make([]int64, n), make([]time.Time, n)
	for i, m := range lines {
		references[i], numbers[i], currencies[i], days[i], amounts[i], at[i] = m.Reference, m.Number, m.Currency, m.day, m.Amount, m.At
	}
	tag, err := tx.Exec(ctx, `
		INSERT INTO payment.line (provider, reference, number, day, amount, currency, moved_at, told_at)
		SELECT $1, l.*, $8 FROM unnest($2::text[], $3::text[], $4::date[], $5::bigint[], $6::text[], $7::timestamptz[]) l
		ON CONFLICT DO NOTHING`, provider, references, numbers, days, amounts, currencies, at, s.Clock.Now())
	if err != nil {
		return 0, fmt.Errorf("keep lines of a statement: %w", err)
	}
	return int(tag.RowsAffected()), nil
}

// knownTo reads what the lines name of ours, without locking it.
func (s *Service) knownTo(ctx context.Context, tx postgres.Tx, provider string, lines []moved) (map[string]ours, error) {
	var charges, refunds []int64
	for _, m := range lines {
		if id := numberOf(m.Reference, chargePrefix); id != 0 {
			charges = append(charges, id)
		} else if id := numberOf(m.Reference, refundPrefix); id != 0 {
			refunds = append(refunds, id)
		}
	}
	rows, err := tx.Query(ctx, `
		SELECT 'HC' || c.id, c.amount, c.currency, c.state, coalesce(c.slip, '') FROM payment.reference k
		JOIN payment.charge c ON c.member_id = k.member_id AND c.id = k.id WHERE k.id = ANY ($2) AND c.provider = $1
		UNION ALL
		SELECT 'HR' || r.id, -r.amount, r.currency, r.state, '' FROM payment.reference k
		JOIN payment.refund r ON r.member_id = k.member_id AND r.id = k.id
		JOIN payment.charge c ON c.member_id = r.member_id AND c.id = r.charge_id WHERE k.id = ANY ($3) AND c.provider = $1`,
		provider, charges, refunds)
	if err != nil {
		return nil, fmt.Errorf("read what a statement names: %w", err)
	}
	known := map[string]ours{}
	var reference string
	var o ours
	if _, err := pgx.ForEachRow(rows, []any{&reference, &o.amount, &o.currency, &o.state, &o.slip}, func() error {
		known[reference] = o
		return nil
	}); err != nil {
		return nil, fmt.Errorf("read what a statement names: %w", err)
	}
	return known, nil
}

// twice finds money that was moved more than once for one thing of ours: under
// several numbers of the provider. The one that we know is right; else the first.
func (s *Service) twice(ctx context.Context, tx postgres.Tx, provider string, lines []moved, known map[string]ours) (list []difference, err error) {
	references := make([]string, 0, len(known))
	for reference := range known {
		references = append(references, reference)
	}
	rows, err := tx.Query(ctx, `
		SELECT l.reference, l.number, l.day, l.amount, l.currency FROM payment.line l
		WHERE l.provider = $1 AND l.reference = ANY ($2)
		AND EXISTS (SELECT FROM payment.line o WHERE o.provider = l.provider AND o.reference = l.reference AND o.number <> l.number)
		ORDER BY l.reference, l.moved_at, l.number`, provider, references)
	if err != nil {
		return nil, fmt.Errorf("find what was moved twice: %w", err)
	}
	several := map[string][]difference{}
	var d difference
	var amount int64
	if _, err := pgx.ForEachRow(rows, []any{&d.Reference, &d.Number, &d.Day, &amount, &d.Currency}, func() error {
		one, theirs := d, size(amount)
		one.Kind, one.Theirs = "twice", &theirs
		several[d.Reference] = append(several[d.Reference], one)
		return nil
	}); err != nil {
		return nil, fmt.Errorf("find what was moved twice: %w", err)
	}
	for reference, all := range several {
		right := max(slices.IndexFunc(all, func(d difference) bool { return d.Number == known[reference].slip }), 0)
		list = append(list, slices.Delete(all, right, right+1)...)
	}
	slices.SortFunc(list, func(a, b difference) int {
		return cmp.Or(cmp.Compare(a.Reference, b.Reference), cmp.Compare(a.Number, b.Number))
	})
	return list, nil
}

// missing is what we hold for moved on the days and no statement tells.
func (s *Service) missing(ctx context.Context, tx postgres.Tx, provider string, from, until time.Time) ([]difference, error) {
	zone := s.zoneOf(provider)
	begin := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, zone)
	end := time.Date(until.Year(), until.Month(), until.Day()+1, 0, 0, 0, 0, zone)
	rows, err := tx.Query(ctx, `
		SELECT o.reference, o.amount, o.currency, o.at FROM (
			SELECT 'HC' || id AS reference, amount, currency, paid_at AS at FROM payment.charge
			WHERE provider = $1 AND origin_id IS NULL AND state = 'paid' AND paid_at >= $2 AND paid_at < $3
			UNION ALL
			SELECT 'HR' || r.id, r.amount, r.currency, r.done_at FROM payment.refund r
			JOIN payment.charge c ON c.member_id = r.member_id AND c.id = r.charge_id
			WHERE c.provider = $1 AND r.carried_to IS NULL AND r.state = 'done' AND r.done_at >= $2 AND r.done_at < $3) o
		WHERE NOT EXISTS (SELECT FROM payment.line l WHERE l.provider = $1 AND l.reference = o.reference)
		ORDER BY o.at, o.reference`, provider, begin, end)
	if err != nil {
		return nil, fmt.Errorf("read our days: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (d difference, err error) {
		var amount int64
		var at time.Time
		err = row.Scan(&d.Reference, &amount, &d.Currency, &at)
		d.Provider, d.Kind, d.Ours, d.Day = provider, "missing_there", &amount, dayOf(at, zone)
		return d, err
	})
	if err != nil {
		return nil, fmt.Errorf("read our days: %w", err)
	}
	return list, nil
}

// differAll notes differences, each once however often it is found, and counts those
// that were not known.
func (s *Service) differAll(ctx context.Context, tx postgres.Tx, list []difference, found map[string]int) error {
	n := len(list)
	if n == 0 {
		return nil
	}
	ids, err := s.IDs.Take(ctx, n)
	if err != nil {
		return err
	}
	providers, kinds, references, numbers, currencies := make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	days, mine, theirs := make([]time.Time, n), make([]*int64, n), make([]*int64, n)
	for i, d := range list {
		providers[i], kinds[i], references[i], numbers[i], days[i], mine[i], theirs[i] = d.Provider, d.Kind, d.Reference, d.Number, d.Day, d.Ours, d.Theirs
		if currencies[i] = d.Currency; len(d.Currency) != 3 {
			currencies[i] = "---"
		}
	}
	rows, err := tx.Query(ctx, `
		INSERT INTO payment.difference (id, provider, day, kind, reference, number, ours, theirs, currency, found_at)
		SELECT d.*, $10 FROM unnest($1::bigint[], $2::text[], $3::date[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::text[]) d
		ON CONFLICT (provider, kind, reference, number) DO NOTHING RETURNING kind`,
		ids, providers, days, kinds, references, numbers, mine, theirs, currencies, s.Clock.Now())
	if err != nil {
		return fmt.Errorf("note differences: %w", err)
	}
	var kind string
	if _, err := pgx.ForEachRow(rows, []any{&kind}, func() error { found[kind]++; return nil }); err != nil {
		return fmt.Errorf("note differences: %w", err)
	}
	return nil
}

// clear settles what was missing and is told now.
func (s *Service) clear(ctx context.Context, tx postgres.Tx, provider string, lines []moved) (int, error) {
	references := make([]string, len(lines))
	for i, m := range lines {
		references[i] = m.Reference
	}
	tag, err := tx.Exec(ctx, `
		UPDATE payment.difference d SET settled_at = $3, note = '',
			told_on = (SELECT min(l.day) FROM payment.line l WHERE l.provider = d.provider AND l.reference = d.reference)
		WHERE d.provider = $1 AND d.reference = ANY ($2) AND d.kind = 'missing_there' AND d.settled_at IS NULL`, provider, references, s.Clock.Now())
	if err != nil {
		return 0, fmt.Errorf("settle what is told: %w", err)
	}
	return int(tag.RowsAffected()), nil
}

// keepDays writes down that the days were compared, with what stands on them.
func (s *Service) keepDays(ctx context.Context, tx postgres.Tx, provider string, from, until time.Time) (lines int, err error) {
	err = tx.QueryRow(ctx, `
		WITH days AS (
			INSERT INTO payment.statement (provider, day, read_at, lines, collected, returned)
			SELECT $1, d::date, $4, count(l.day), coalesce(sum(l.amount) FILTER (WHERE l.amount > 0), 0), coalesce(-sum(l.amount) FILTER (WHERE l.amount < 0), 0)
			FROM generate_series($2::date, $3::date, interval '1 day') d LEFT JOIN payment.line l ON l.provider = $1 AND l.day = d::date
			GROUP BY d
			ON CONFLICT (provider, day) DO UPDATE SET read_at = excluded.read_at, lines = excluded.lines, collected = excluded.collected, returned = excluded.returned
			RETURNING lines)
		SELECT coalesce(sum(lines), 0) FROM days`, provider, from, until, s.Clock.Now()).Scan(&lines)
	if err != nil {
		return 0, fmt.Errorf("keep statement: %w", err)
	}
	return lines, nil
}
