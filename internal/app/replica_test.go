package app

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/config"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/platform/replica"
)

// filled is a program with the small sample retailer in it.
func filled(t *testing.T) *App {
	t.Helper()
	a := open(t, configure(t, pgtest.New(t)))
	_, err := a.FillDemo(t.Context(), true, func(Progress) {})
	must(t, err)
	return a
}

// one returns the first column of the only row.
func one[T any](t *testing.T, by replica.Analyst, sql string) T {
	t.Helper()
	list, err := replica.Collect(t.Context(), by, sql, nil, func(rows replica.Rows) (v T, err error) { return v, rows.Scan(&v) })
	must(t, err)
	if len(list) != 1 {
		t.Fatalf("%s: %d rows", sql, len(list))
	}
	return list[0]
}

func TestReplicaEqualsTheSampleRetailer(t *testing.T) {
	t.Parallel()
	a := filled(t)
	must(t, a.KeepReplica(t.Context(), func() error {
		found, err := a.Replica.Compare(t.Context())
		must(t, err)
		if found.Tables != len(replicated()) || found.Rows < 10_000 || len(found.Differences) > 0 {
			t.Errorf("%+v", found)
		}
		for _, table := range replicated() {
			sql := "SELECT count(*) FROM " + table.Name
			if in, here := one[int64](t, replica.Postgres{DB: a.db.analysis}, sql), one[int64](t, a.Analyst, sql); in != here {
				t.Errorf("%s: %d of %d rows", table.Name, here, in)
			}
		}
		return nil
	}))
}

// changes are a lawful change of each table whose rows are written again, how to
// see it, and rows for a table that the sample leaves empty.
var changes = map[string]struct{ set, see, rows string }{
	"member.label": {"source = 'other'", "source = 'other'",
		`INSERT INTO member.label (member_id, label, source, since) SELECT member_id, 'tea', 'test', joined_at FROM member.member`},
	"profile.rfm": {"m = 5", "m = 5",
		`INSERT INTO profile.rfm (member_id, brand_id, as_of, orders, spend, r, f, m, class, since, rule_version, rule_no)
		 SELECT member_id, 0, '2026-01-01', 0, 0, 0, 0, 0, 'none', '2026-01-01', 1, 0 FROM member.member`},
	"member.member":  {"birth_month = 12, birth_day = 24", "birth_month = 12", ""},
	"orders.orders":  {"refunded_amount = least(1, paid_amount)", "refunded_amount = 1", ""},
	"orders.line":    {"refunded_quantity = quantity", "refunded_quantity = quantity", ""},
	"orders.buyer":   {"first_date = '1995-05-05'", "first_date = '1995-05-05'", ""},
	"ledger.account": {"owed = owed + 77777", "owed >= 77777", ""},
	"ledger.lot":     {"expired = 1, remaining = 0", "expired = 1", ""},
	"coupon.coupon": {"status = 'cancelled', due_at = NULL", "status = 'cancelled'",
		`INSERT INTO coupon.coupon (member_id, id, template_id, version, source, issue_key, issue_no, born, status, issued_at, valid_from, expires_at, due_at)
		 SELECT member_id, member_id, 1, 1, 'rule', 'test', 1, true, 'held', '2026-01-01', '2026-01-01', '2027-01-01', '2027-01-01' FROM member.member`},
	"payment.charge": {"refunded_amount = 1", "refunded_amount = 1",
		`INSERT INTO payment.charge (member_id, id, key, subject_kind, subject_id, method, amount, currency, state, asked_at, paid_at)
		 SELECT member_id, member_id, 'test', 'checkout', member_id, 'cash', 100, 'CNY', 'paid', '2026-01-01', '2026-01-01' FROM member.member`},
	"payment.refund": {"state = 'done', done_at = '2026-01-02', next_at = NULL", "state = 'done'",
		`INSERT INTO payment.refund (member_id, id, key, charge_id, amount, currency, reason, state, asked_at, next_at)
		 SELECT member_id, id, 'test', id, 1, 'CNY', 'return', 'due', '2026-01-01', '2026-01-01' FROM payment.charge`},
	"prepaid.top_up": {"state = 'expired', ended_at = '2026-01-02'", "state = 'expired'",
		`INSERT INTO prepaid.top_up (member_id, id, state, currency, principal, bonus, terms, opened_at, expires_at)
		 SELECT member_id, member_id, 'open', 'CNY', 100, 0, '{}', '2026-01-01', '2026-01-02' FROM member.member`},
	"checkout.checkout": {"state = 'expired', ended_at = '2026-01-02'", "state = 'expired'",
		`INSERT INTO checkout.checkout (member_id, id, state, source, reference, store, channel, currency, payable, sale, spent, opened_at, expires_at)
		 SELECT member_id, member_id, 'open', 'test', 'test', '', '', 'CNY', 0, '{}', '{}', '2026-01-01', '2026-01-02' FROM member.member`},
	"tier.standing": {"ladder_version = 999", "ladder_version = 999", ""},
}

// alongWith writes rows of a table with which others are written, for the members of
// these rows.
var alongWith = map[string]func(rows string) string{
	"ledger.posting": func(rows string) string {
		return `WITH written AS (
			INSERT INTO ledger.posting (member_id, id, key, body_hash, reason, occurred_at, recorded_at, salt)
			SELECT member_id, max(top) + row_number() OVER (), 'test' || max(top), '', 'earn', '2026-01-01', '2026-01-01', ''
			FROM (SELECT member_id FROM ` + rows + `) r, (SELECT max(id) AS top FROM ledger.posting) p GROUP BY member_id) `
	},
}

func TestChangeOfEveryTableArrives(t *testing.T) {
	t.Parallel()
	a := filled(t)
	must(t, a.KeepReplica(t.Context(), func() error {
		for _, table := range replicated() {
			if table.Change != replica.Updated {
				continue
			}
			c, known := changes[table.Name]
			if !known {
				t.Errorf("table %s: say here how it may change", table.Name)
				continue
			}
			if c.rows != "" {
				_, err := a.db.bulk.Exec(t.Context(), c.rows)
				must(t, err)
				must(t, a.Replica.CatchUp(t.Context()))
			}
			// One row, and thousands as an import does.
			for _, key := range []string{"member_id = (SELECT max(member_id) FROM " + table.Name + ")", "member_id % 3 = 0"} {
				written, seen := "", ", xid = pg_current_xact_id()"
				if table.With != nil {
					written, seen = alongWith[table.With.Table](table.Name+" WHERE "+key), ""
				}
				_, err := a.db.bulk.Exec(t.Context(), written+"UPDATE "+table.Name+" SET "+c.set+seen+" WHERE "+key)
				must(t, err)
				must(t, a.Replica.CatchUp(t.Context()))
				see := "SELECT count(*) FROM " + table.Name + " WHERE " + c.see
				in, here := one[int64](t, replica.Postgres{DB: a.db.analysis}, see), one[int64](t, a.Analyst, see)
				if in != here || in == 0 {
					t.Errorf("%s: %d of %d changed rows", table.Name, here, in)
				}
			}
		}
		found, err := a.Replica.Compare(t.Context())
		must(t, err)
		for _, d := range found.Differences {
			t.Error(d)
		}
		if s := a.Replica.Status(t.Context()); s.Rebuilt != 1 {
			t.Errorf("%+v", s)
		}
		return nil
	}))
}

func TestRestoredBackupMeansANewReplica(t *testing.T) {
	t.Parallel()
	c := configure(t, pgtest.New(t))
	a, err := Open(t.Context(), c, options(t, new(told)))
	must(t, err)
	_, err = a.FillDemo(t.Context(), true, func(Progress) {})
	must(t, err)
	must(t, a.KeepReplica(t.Context(), func() error { return nil }))
	file := filepath.Join(t.TempDir(), "backup.hab")
	_, err = a.Backup(t.Context(), file)
	must(t, err)
	must(t, a.Close(t.Context()))

	c.DatabaseURL = pgtest.Empty(t).DSN
	_, err = Restore(t.Context(), c, options(t, nil).Log, file)
	must(t, err)
	a = open(t, c)
	report, err := a.Check(t.Context())
	must(t, err)
	if !report.Holds || !slices.Contains(report.Warnings, "app.replica_stale") {
		t.Errorf("the check says %+v", report)
	}
	must(t, a.KeepReplica(t.Context(), func() error {
		found, err := a.Replica.Compare(t.Context())
		must(t, err)
		if s := a.Replica.Status(t.Context()); s.Rebuilt != 1 || len(found.Differences) > 0 || found.Rows < 10_000 {
			t.Errorf("%+v, %+v", s, found)
		}
		return nil
	}))
}

// proofOfReplica is what a check says of the replica.
func proofOfReplica(t *testing.T, a *App) (said, holds bool, broken []string) {
	t.Helper()
	report, err := a.Check(t.Context())
	must(t, err)
	for _, p := range report.Proofs {
		if p.Name == "replica.equals_database" {
			return true, p.Holds, p.Broken
		}
	}
	return false, report.Holds, nil
}

func TestCheckComparesTheReplicaAndHasItHealed(t *testing.T) {
	t.Parallel()
	a := filled(t)
	if said, _, _ := proofOfReplica(t, a); said {
		t.Error("a replica was compared that there is not")
	}
	must(t, a.KeepReplica(t.Context(), func() error { return nil }))
	if said, holds, broken := proofOfReplica(t, a); !said || !holds {
		t.Errorf("%t, %v", said, broken)
	}
	// A change that the replica cannot see: xid is not set.
	var day string
	must(t, a.db.bulk.QueryRow(t.Context(), `UPDATE orders.orders SET run_id = 42 WHERE (member_id, id) =
		(SELECT member_id, id FROM orders.orders ORDER BY id LIMIT 1) RETURNING local_date::text`).Scan(&day))
	said, holds, broken := proofOfReplica(t, a)
	if !said || holds || len(broken) != 1 || !strings.HasPrefix(broken[0], "orders.orders, "+day) {
		t.Fatalf("%t, %t, %v", said, holds, broken)
	}
	must(t, a.KeepReplica(t.Context(), func() error { return nil }))
	if said, holds, broken = proofOfReplica(t, a); !said || !holds {
		t.Errorf("after it was made anew: %v", broken)
	}
}

func TestReplicaIsToldOfAndRebuiltFromOutside(t *testing.T) {
	t.Parallel()
	a := filled(t)
	ask := func() (replica.Status, error) { return ReplicaStatus(t.Context(), a.Config, a.log) }
	if _, err := ask(); !errors.Is(err, replica.ErrMissing) {
		t.Errorf("before there is one: %v", err)
	}
	s, err := a.RebuildReplica(t.Context(), func(Progress) {})
	must(t, err)
	if told, err := ask(); err != nil || told.Rows != s.Rows || told.State != replica.Stopped || told.Rows == 0 {
		t.Errorf("%+v, then %+v, %v", s, told, err)
	}
	a.startReplica(t.Context())
	beside := open(t, a.Config)
	if _, err := beside.RebuildReplica(t.Context(), func(Progress) {}); !errors.Is(err, replica.ErrHeld) {
		t.Errorf("while another keeps it: %v", err)
	}
	for tick := time.NewTicker(10 * time.Millisecond); t.Context().Err() == nil; <-tick.C {
		if a.Replica.Status(t.Context()).Rebuilt == 2 {
			tick.Stop()
			break
		}
	}
	must(t, a.stopReplica())
}

func TestPostgresAnswersWhereNoReplicaIsKept(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*config.Config){
		"another_role": func(c *config.Config) { c.Roles = []string{config.RoleAPI} },
		"by_setting":   func(c *config.Config) { c.Analytics = config.AnalyticsPostgres },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := configure(t, pgtest.New(t))
			change(&c)
			a := open(t, c)
			if a.Replica != nil || one[int64](t, a.Analyst, `SELECT count(*) FROM orders.orders`) != 0 {
				t.Error("it is not PostgreSQL that answers")
			}
			a.startReplica(context.Background())
			must(t, a.stopReplica())
		})
	}
}
