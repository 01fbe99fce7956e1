package privacy

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sweep"
	"habitue/internal/staff"
)

// Keeping is how it is decided how long a holding is kept.
type Keeping string

// By whom it is decided.
const (
	ByPolicy Keeping = "policy" // by the rule, within bounds
	Fixed    Keeping = "fixed"  // by what it is for, and not longer
	Always   Keeping = "always" // nobody may take it away
)

// Holding is a kind of data that is kept.
type Holding struct {
	Code  string
	By    Keeping
	Days  int // unless the policy says otherwise
	Least int // what the policy may say
	Most  int
}

const year = 365

// holdings are all there are. Of those that go by policy the bounds are what law or
// the thing itself wants at least, and what nobody can give a reason for beyond.
var holdings = []Holding{
	{Code: "sessions", By: ByPolicy, Days: 180, Least: 30, Most: 3 * year},
	{Code: "marks", By: ByPolicy, Days: 2 * year, Least: 30, Most: 3 * year},
	{Code: "answers", By: ByPolicy, Days: 30, Least: int(idempotency.Keep / (24 * time.Hour)), Most: 400},
	{Code: "notes", By: ByPolicy, Days: 3 * year, Least: 90, Most: 10 * year},
	{Code: "identity_changes", By: ByPolicy, Days: 3 * year, Least: 180, Most: 10 * year},
	{Code: "consent_evidence", By: ByPolicy, Days: 5 * year, Least: 3 * year, Most: 20 * year},
	{Code: "tag_reasons", By: ByPolicy, Days: 3 * year, Least: 90, Most: 10 * year},
	{Code: "trail_reasons", By: ByPolicy, Days: 3 * year, Least: 180, Most: 10 * year},
	{Code: "behaviour", By: ByPolicy, Days: 400, Least: 30, Most: 3 * year},
	{Code: "requests", By: ByPolicy, Days: 3 * year, Least: 3 * year, Most: 10 * year},
	{Code: "codes", By: Fixed},
	{Code: "staff_sessions", By: Fixed},
	{Code: "traces", By: Fixed},
	{Code: "import_files", By: Fixed},
	{Code: "copies", By: Fixed},
	{Code: "orders", By: Always},
	{Code: "ledger", By: Always},
	{Code: "payments", By: Always},
	{Code: "consents", By: Always},
	{Code: "trail", By: Always},
}

// Holdings are all kinds of data that rules of retention speak of.
func Holdings() []Holding { return holdings }

func holding(code string) (Holding, bool) {
	for _, h := range holdings {
		if h.Code == code && h.By == ByPolicy {
			return h, true
		}
	}
	return Holding{}, false
}

// aged is what goes of each holding: of those above by their names, of those below as
// the wiring says.
func (d Deps) aged() map[string]sweep.Aging {
	all := map[string]sweep.Aging{"answers": idempotency.Aged, "trail_reasons": staff.ReasonsAged, "requests": requestsAged, "behaviour": d.Behaviour}
	for code, rows := range member.Aged() {
		all[code] = rows
	}
	return all
}

// The words of a request go; that it was asked and answered, and when, stays.
var requestsAged = sweep.Rows{
	Count: `SELECT count(*) FILTER (WHERE answered_at < $1), min(answered_at) FILTER (WHERE answered_at >= $1)
		FROM privacy.request WHERE status <> 'open' AND (note IS NOT NULL OR answer IS NOT NULL)`,
	Remove: `UPDATE privacy.request SET note = NULL, answer = NULL, xid = pg_current_xact_id() WHERE (member_id, id) IN (
		SELECT r.member_id, r.id FROM privacy.request r
		WHERE r.status <> 'open' AND (r.note IS NOT NULL OR r.answer IS NOT NULL) AND r.answered_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
}

// Kept is how a holding stands under a policy.
type Kept struct {
	Holding
	Days   int       // by the policy; 0 where it has no say
	Before time.Time // what is older goes
	sweep.Found
}

// Kept says how every holding stands under a policy: what of it is too old, and which
// is the oldest that stays.
func (s *Service) Kept(ctx context.Context, q postgres.Querier, p Policy) ([]Kept, error) {
	now, aged := s.Clock.Now(), s.aged()
	list := make([]Kept, len(holdings))
	for i, h := range holdings {
		list[i].Holding = h
		if h.By != ByPolicy {
			continue
		}
		k := &list[i]
		k.Days = p.Days(h)
		k.Before = now.AddDate(0, 0, -k.Days).UTC()
		var err error
		if k.Found, err = aged[h.Code].Old(ctx, q, k.Before); err != nil {
			return nil, fmt.Errorf("look at %s: %w", h.Code, err)
		}
	}
	return list, nil
}

// Run is one time that what is too old of a holding was taken away.
type Run struct {
	ID      int64
	Holding string
	Version int // of the rule
	Before  time.Time
	BegunAt time.Time
	EndedAt time.Time // zero: it goes on
	Removed int64
	Oldest  time.Time // that stayed; zero: nothing did
}

const (
	retainedEvery = 24 * time.Hour
	// sweptAtOnce is how many rows one transaction takes away: short enough that nobody
	// waits for it.
	sweptAtOnce = 1_000
	// runsKept is for how long it is known what was taken away when.
	runsKept = 3 * year * 24 * time.Hour
)

// RetainDue takes away what is too old of each holding, once a day, and returns how
// much. A run that was cut off goes on where it was, by the rule under which it began;
// two who run at once share the work.
func (s *Service) RetainDue(ctx context.Context) (removed int, err error) {
	for code, rows := range s.aged() {
		h, ok := holding(code)
		if !ok {
			return removed, fmt.Errorf("nobody knows the holding %s", code)
		}
		n, err := s.retain(ctx, h, rows)
		if removed += int(n); err != nil {
			return removed, fmt.Errorf("take away old %s: %w", code, err)
		}
	}
	_, err = s.DB.Exec(ctx, `DELETE FROM privacy.retention_run WHERE ended_at < $1`, s.Clock.Now().Add(-runsKept))
	return removed, err
}

func (s *Service) retain(ctx context.Context, h Holding, rows sweep.Aging) (removed int64, err error) {
	r, due, err := s.beginRun(ctx, h)
	if err != nil || !due {
		return 0, err
	}
	for {
		var n int64
		err := s.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
			if n, err = rows.Sweep(ctx, tx, r.Before, sweptAtOnce); err != nil || n == 0 {
				return err
			}
			_, err = tx.Exec(ctx, `UPDATE privacy.retention_run SET removed = removed + $2 WHERE id = $1`, r.ID, n)
			return err
		})
		if err != nil {
			return removed, err
		}
		if removed += n; n == 0 {
			break
		}
	}
	found, err := rows.Old(ctx, s.DB, r.Before)
	if err != nil {
		return removed, err
	}
	if found.Old > 0 {
		return removed, nil // somebody holds some still: the next turn goes on
	}
	_, err = s.DB.Exec(ctx, `UPDATE privacy.retention_run SET ended_at = $2, oldest = $3 WHERE id = $1 AND ended_at IS NULL`,
		r.ID, s.Clock.Now(), postgres.Null(found.Oldest))
	return removed, err
}

// beginRun returns the run that is open, or begins one that is due.
func (s *Service) beginRun(ctx context.Context, h Holding) (r Run, due bool, err error) {
	last, err := s.runs(ctx, s.DB, `WHERE holding = $1 ORDER BY begun_at DESC, id DESC LIMIT 1`, h.Code)
	if err != nil {
		return r, false, err
	}
	v, err := s.live(ctx, s.DB)
	if err != nil {
		return r, false, err
	}
	now := s.Clock.Now().UTC().Truncate(time.Microsecond)
	if len(last) > 0 {
		switch l := last[0]; {
		case l.EndedAt.IsZero():
			return l, true, nil
		case l.Version == v.Number && now.Sub(l.BegunAt) < retainedEvery:
			return r, false, nil
		}
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return r, false, err
	}
	_, err = s.DB.Exec(ctx, `INSERT INTO privacy.retention_run (id, holding, rule_version, before, begun_at)
		VALUES ($1, $2, $3, $4, $5) ON CONFLICT (holding) WHERE ended_at IS NULL DO NOTHING`,
		id, h.Code, v.Number, now.AddDate(0, 0, -v.Body.Days(h)), now)
	if err != nil {
		return r, false, fmt.Errorf("begin a run: %w", err)
	}
	open, err := s.runs(ctx, s.DB, `WHERE holding = $1 AND ended_at IS NULL`, h.Code)
	if err != nil || len(open) == 0 {
		return r, false, err // somebody else was through already
	}
	return open[0], true, nil
}

// Runs returns a page of runs, the latest first, before one; 0: from the latest. Those
// that found nothing to take away are left out unless all are wanted.
func (s *Service) Runs(ctx context.Context, q postgres.Querier, all bool, before int64, limit int) ([]Run, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	return s.runs(ctx, q, `WHERE id < $1 AND ($3 OR removed > 0 OR ended_at IS NULL) ORDER BY id DESC LIMIT $2`, before, limit, all)
}

func (s *Service) runs(ctx context.Context, q postgres.Querier, where string, args ...any) ([]Run, error) {
	rows, err := q.Query(ctx, `SELECT id, holding, rule_version, before, begun_at, ended_at, removed, oldest FROM privacy.retention_run `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read runs of retention: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Run, err error) {
		var ended, oldest *time.Time
		err = row.Scan(&r.ID, &r.Holding, &r.Version, &r.Before, &r.BegunAt, &ended, &r.Removed, &oldest)
		r.Before, r.BegunAt, r.EndedAt, r.Oldest = r.Before.UTC(), r.BegunAt.UTC(), postgres.Value(ended).UTC(), postgres.Value(oldest).UTC()
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("read runs of retention: %w", err)
	}
	return list, nil
}
