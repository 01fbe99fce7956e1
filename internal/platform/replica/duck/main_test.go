package duck

import (
	"log/slog"
	"path/filepath"
	"testing"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/platform/replica"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// The tables of the tests: one of each kind, made beside the program's own.
var (
	sale = replica.Table{Name: "shop.sale", Key: []string{"member_id", "id"}, Change: replica.Updated, Sorted: "day",
		Columns: []replica.Column{{Name: "member_id", Type: replica.BigInt}, {Name: "id", Type: replica.BigInt},
			{Name: "day", Type: replica.Date}, {Name: "amount", Type: replica.BigInt}, {Name: "at", Type: replica.Timestamp},
			{Name: "note", Type: replica.Text, Null: true}, {Name: "open", Type: replica.Boolean},
			{Name: "hour", Type: replica.SmallInt}, {Name: "no", Type: replica.Integer},
			{Name: "parts", Type: replica.BigInts}, {Name: "nos", Type: replica.Integers, Null: true}}}
	entry = replica.Table{Name: "shop.entry", Key: []string{"member_id", "id"}, Change: replica.Appended,
		Columns: []replica.Column{{Name: "member_id", Type: replica.BigInt}, {Name: "id", Type: replica.BigInt}, {Name: "amount", Type: replica.BigInt}}}
	place = replica.Table{Name: "shop.place", Key: []string{"id"}, Change: replica.Whole,
		Columns: []replica.Column{{Name: "id", Type: replica.BigInt}, {Name: "code", Type: replica.Text}}}
	part = replica.Table{Name: "shop.part", Key: []string{"member_id", "entry_id", "no"}, Change: replica.Appended,
		With:    &replica.With{Table: "shop.entry", Ours: []string{"member_id", "entry_id"}, Theirs: []string{"member_id", "id"}},
		Columns: []replica.Column{{Name: "member_id", Type: replica.BigInt}, {Name: "entry_id", Type: replica.BigInt}, {Name: "no", Type: replica.SmallInt}}}
	purse = replica.Table{Name: "shop.purse", Key: []string{"member_id", "asset"}, Change: replica.Updated,
		With:    &replica.With{Table: "shop.entry", Ours: []string{"member_id"}, Theirs: []string{"member_id"}},
		Columns: []replica.Column{{Name: "member_id", Type: replica.BigInt}, {Name: "asset", Type: replica.SmallInt}, {Name: "amount", Type: replica.BigInt}}}
	tables = []replica.Table{sale, entry, place, part, purse}
)

const makeShop = `
	CREATE SCHEMA shop;
	CREATE TABLE shop.sale (member_id bigint, id bigint, day date NOT NULL, amount bigint NOT NULL, at timestamptz NOT NULL, note text,
		open boolean NOT NULL, hour smallint NOT NULL, no int NOT NULL, parts bigint[] NOT NULL, nos int[],
		xid xid8 NOT NULL DEFAULT pg_current_xact_id(), PRIMARY KEY (member_id, id));
	CREATE INDEX ON shop.sale (xid);
	CREATE TABLE shop.entry (member_id bigint, id bigint, amount bigint NOT NULL,
		xid xid8 NOT NULL DEFAULT pg_current_xact_id(), PRIMARY KEY (member_id, id));
	CREATE INDEX ON shop.entry (xid);
	CREATE TABLE shop.part (member_id bigint, entry_id bigint, no smallint, PRIMARY KEY (member_id, entry_id, no));
	CREATE TABLE shop.purse (member_id bigint, asset smallint, amount bigint NOT NULL, PRIMARY KEY (member_id, asset));
	CREATE TABLE shop.place (id bigint PRIMARY KEY, code text NOT NULL);
	GRANT USAGE ON SCHEMA shop TO habitue_app;
	GRANT ALL ON ALL TABLES IN SCHEMA shop TO habitue_app`

// shop is a database with those tables.
type shop struct {
	*pgtest.DB
	scans *postgres.DB
	dir   string
}

func newShop(t testing.TB) *shop {
	t.Helper()
	db := pgtest.New(t)
	_, err := db.Owner(t).Exec(t.Context(), makeShop)
	must(t, err)
	scans, err := postgres.Open(t.Context(), db.DSN, postgres.Options{MaxConns: 4, Scans: true, StatementTimeout: -1})
	must(t, err)
	t.Cleanup(scans.Close)
	return &shop{DB: db, scans: scans, dir: filepath.Join(t.TempDir(), "replica")}
}

func (s *shop) deps(t testing.TB) Deps {
	return Deps{DB: s.scans, Tables: tables, Folder: s.dir, Memory: 128 << 20, Threads: 2, Clock: clock.System{},
		Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
}

// open returns a replica that does something when it is asked to.
func (s *shop) open(t testing.TB) *Replica {
	t.Helper()
	r := New(s.deps(t))
	must(t, r.Open(t.Context()))
	t.Cleanup(func() { must(t, r.Close()) })
	return r
}

func (s *shop) exec(t testing.TB, sql string, args ...any) {
	t.Helper()
	_, err := s.Exec(t.Context(), sql, args...)
	must(t, err)
}

// sell writes n sales of a member.
func (s *shop) sell(t testing.TB, member, from, n int64) {
	t.Helper()
	s.exec(t, `INSERT INTO shop.sale (member_id, id, day, amount, at, note, open, hour, no, parts, nos)
		SELECT $1, i, date '2024-01-01' + (i % 500)::int, i * 7, timestamptz '2024-01-01 10:00:00.123456+08' + make_interval(hours => i::int),
		       CASE WHEN i % 3 = 0 THEN '编号 ' || i END, i % 2 = 0, i % 24, i, ARRAY[i, -i], CASE WHEN i % 5 <> 0 THEN ARRAY[i::int, 3] END
		FROM generate_series($2::bigint, $2 + $3 - 1) i`, member, from, n)
	s.exec(t, `INSERT INTO shop.entry (member_id, id, amount) SELECT $1, i, i FROM generate_series($2::bigint, $2 + $3 - 1) i`, member, from, n)
}

// count returns one number.
func count(t testing.TB, a replica.Analyst, sql string, args ...any) int64 {
	t.Helper()
	list, err := replica.Collect(t.Context(), a, sql, args, func(rows replica.Rows) (n int64, err error) { return n, rows.Scan(&n) })
	must(t, err)
	if len(list) != 1 {
		t.Fatalf("%d rows", len(list))
	}
	return list[0]
}

// equal holds the copy against the database, and that there was something to hold.
func equal(t testing.TB, r *Replica) {
	t.Helper()
	found, err := r.Compare(t.Context())
	must(t, err)
	if found.Tables == 0 || found.Rows == 0 {
		t.Errorf("nothing was compared: %+v", found)
	}
	for _, d := range found.Differences {
		t.Error(d)
	}
}

// copies is how many rows the copy has of a table.
func copies(t testing.TB, r *Replica, table string) int64 {
	t.Helper()
	return count(t, r, "SELECT count(*) FROM "+table)
}
