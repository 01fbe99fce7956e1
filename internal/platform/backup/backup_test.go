package backup

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres/pgtest"
)

// shop is a schema with what makes a restore hard: keys in a ring and to
// themselves, generated and transaction columns, identities, partitions made by
// hand, awkward names, rows that the migration itself brings.
const shop = `
	CREATE SCHEMA "sh'op";
	CREATE TABLE "sh'op"."ta ble" (
		id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		boss bigint REFERENCES "sh'op"."ta ble",
		favourite bigint,
		name text COLLATE "C" NOT NULL UNIQUE,
		twice text GENERATED ALWAYS AS (name || name) STORED,
		x xid8 NOT NULL DEFAULT pg_current_xact_id());
	INSERT INTO "sh'op"."ta ble" (name) VALUES ('from the migration');
	CREATE TABLE "sh'op".thing (
		id bigserial PRIMARY KEY, owner bigint NOT NULL REFERENCES "sh'op"."ta ble",
		raw bytea, doc jsonb, list text[], f float8, n numeric, at timestamptz, span interval, day date, ok boolean);
	CREATE UNIQUE INDEX "un ique" ON "sh'op".thing (id, owner);
	CREATE INDEX partly ON "sh'op".thing USING gin (doc jsonb_path_ops) WHERE n > 1;
	CREATE TABLE "sh'op".part (thing bigint, owner bigint, FOREIGN KEY (thing, owner) REFERENCES "sh'op".thing (id, owner));
	ALTER TABLE "sh'op"."ta ble" ADD FOREIGN KEY (favourite) REFERENCES "sh'op".thing;
	CREATE TABLE "sh'op".event (at timestamptz NOT NULL, what text) PARTITION BY RANGE (at);
	CREATE INDEX ON "sh'op".event (what);
	CREATE TABLE "sh'op".cache (n int);
	COMMENT ON TABLE "sh'op".cache IS 'local rebuildable: computed again when it is missing';
	CREATE UNLOGGED TABLE "sh'op".scratch (n int);
	CREATE SEQUENCE "sh'op".block;` + gooseRows

// gooseRows is what the migrations' own bookkeeping would hold.
const gooseRows = `
	CREATE TABLE public.goose_db_version (id serial, version_id bigint, is_applied bool);
	INSERT INTO public.goose_db_version (version_id, is_applied) VALUES (0, true), (3, true);`

const rows = `
	INSERT INTO "sh'op"."ta ble" (name, boss) SELECT E'tab\t line\n back\\ 银卡 ' || g, 1 FROM generate_series(1, 2000) g;
	INSERT INTO "sh'op".thing (owner, raw, doc, list, f, n, at, span, day, ok)
		SELECT g, sha256(g::text::bytea), jsonb_build_object('k', g, '名', '常客'), ARRAY['a,"', NULL, '\.', '{}'], 1/g::float8, 1e30/g,
		       timestamptz '2026-02-03 04:05:06.789012+08' + g * interval '1 day', g * interval '1 month 3 days', 'infinity', NULL
		FROM generate_series(1, 2000) g;
	UPDATE "sh'op"."ta ble" SET favourite = 2002 - id WHERE id > 1;
	CREATE TABLE "sh'op".event_2026 PARTITION OF "sh'op".event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
	INSERT INTO "sh'op".part VALUES (7, 7), (NULL, 1);
	INSERT INTO "sh'op".event VALUES ('2026-05-05', 'x');
	INSERT INTO "sh'op".cache VALUES (1);
	SELECT setval('"sh''op".block', 77, false);`

// newShop returns a database with the shop and, if wanted, its rows.
func newShop(t *testing.T) *pgtest.DB {
	t.Helper()
	db := pgtest.Empty(t)
	run(t, db.DSN, shop+rows)
	return db
}

func migrateShop(ctx context.Context, dsn string, version int64) error {
	if version == 0 {
		return nil // the shop has one version
	}
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, shop)
	return err
}

func run(t *testing.T, dsn, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	must(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(t.Context(), sql)
	must(t, err)
}

func ask(t *testing.T, dsn, sql string) (answer string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	must(t, err)
	defer conn.Close(context.Background())
	must(t, conn.QueryRow(t.Context(), sql).Scan(&answer))
	return answer
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// saved returns a backup of the database.
func saved(t *testing.T, dsn string) []byte {
	t.Helper()
	var file bytes.Buffer
	_, err := Write(t.Context(), dsn, &file)
	must(t, err)
	return file.Bytes()
}

func TestRestoredIsWhatWasSaved(t *testing.T) {
	t.Parallel()
	from, to := newShop(t), pgtest.Empty(t)
	file := saved(t, from.DSN)
	s, err := Restore(t.Context(), to.DSN, bytes.NewReader(file), migrateShop)
	must(t, err)
	if s.Rows != 2001+2000+2+1 || s.SchemaVersion != 3 || s.Bytes != int64(len(file)) {
		t.Errorf("summary %+v", s)
	}
	for _, same := range []string{
		// Everything that a reader can see, generated columns included.
		`SELECT md5(string_agg((t.id, boss, favourite, name, twice)::text, '|' ORDER BY id)) FROM "sh'op"."ta ble" t`,
		`SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM "sh'op".thing t`,
		`SELECT tableoid::regclass || what FROM "sh'op".event`,
		`SELECT last_value::text || is_called FROM "sh'op".block`,
		`SELECT last_value::text || is_called FROM "sh'op".thing_id_seq`,
		`SELECT last_value::text || is_called FROM "sh'op"."ta ble_id_seq"`,
		`SELECT string_agg(conrelid::regclass || pg_get_constraintdef(oid), '|' ORDER BY 1) FROM (SELECT * FROM pg_constraint WHERE contype <> 'n' ORDER BY conname) k WHERE conrelid <> 0`,
		`SELECT string_agg(indexdef, '|' ORDER BY indexname) FROM pg_indexes WHERE schemaname = 'sh''op'`,
		`SELECT max(version_id)::text FROM public.goose_db_version`,
	} {
		if a, b := ask(t, from.DSN, same), ask(t, to.DSN, same); a != b {
			t.Errorf("%s\n was %s\n is  %s", same, a, b)
		}
	}
	for _, empty := range []string{"cache", "scratch"} {
		if n := ask(t, to.DSN, `SELECT count(*)::text FROM "sh'op".`+empty); n != "0" {
			t.Errorf("%s has %s rows", empty, n)
		}
	}
	// Rows are numbered by the transaction that restored them, not by one of
	// another cluster.
	numbered := `SELECT string_agg(DISTINCT x::text, ' ') FROM "sh'op"."ta ble"`
	if now, then := ask(t, to.DSN, numbered), ask(t, from.DSN, numbered); now == then || strings.Contains(now, " ") {
		t.Errorf("transactions were %s and are %s", then, now)
	}
	if n := ask(t, to.DSN, `SELECT reltuples::bigint::text FROM pg_class WHERE relname = 'thing'`); n != "2000" {
		t.Errorf("statistics know %s rows", n)
	}
	unfinished, err := Unfinished(t.Context(), to)
	must(t, err)
	if unfinished {
		t.Error("the restore is not marked as finished")
	}
}

func TestBackupSeesOneMoment(t *testing.T) {
	t.Parallel()
	db := newShop(t)
	// The writer stands still after its first bytes while others change tables
	// that it has not read yet.
	w := &pausing{paused: make(chan struct{}), resume: make(chan struct{})}
	ended := make(chan error, 1)
	go func() { _, err := Write(context.Background(), db.DSN, w); ended <- err }()
	<-w.paused
	run(t, db.DSN, `DELETE FROM "sh'op".event; UPDATE "sh'op".thing SET n = 0`)
	close(w.resume)
	must(t, <-ended)
	to := pgtest.Empty(t)
	s, err := Restore(t.Context(), to.DSN, bytes.NewReader(w.Bytes()), migrateShop)
	must(t, err)
	if s.RowsOf["sh'op.event_2026"] != 1 || ask(t, to.DSN, `SELECT count(*)::text FROM "sh'op".thing WHERE n = 0`) != "0" {
		t.Errorf("a change during the backup is in it: %+v", s)
	}
}

// pausing stops before its second write, when the snapshot is taken.
type pausing struct {
	bytes.Buffer
	writes         int
	paused, resume chan struct{}
}

func (p *pausing) Write(b []byte) (int, error) {
	if p.writes++; p.writes == 2 {
		close(p.paused)
		<-p.resume
	}
	return p.Buffer.Write(b)
}

func TestRestoreRefusesADatabaseInUse(t *testing.T) {
	t.Parallel()
	db := newShop(t)
	file := saved(t, db.DSN)
	_, err := Restore(t.Context(), db.DSN, bytes.NewReader(file), migrateShop)
	if !errors.Is(err, ErrNotEmpty) {
		t.Fatalf("got %v", err)
	}
	if n := ask(t, db.DSN, `SELECT count(*)::text FROM "sh'op".thing`); n != "2000" {
		t.Errorf("%s rows are left", n)
	}
}

func TestFailedRestoreLeavesTheDatabaseEmpty(t *testing.T) {
	t.Parallel()
	file := saved(t, newShop(t).DSN)
	broken := errors.New("the lights went out")
	for name, c := range map[string]struct {
		migrate Migrate
		want    error
	}{
		"when_the_last_migration_fails": {func(ctx context.Context, dsn string, v int64) error {
			if v == 0 {
				return broken
			}
			return migrateShop(ctx, dsn, v)
		}, broken},
		"when_the_program_is_older": {func(ctx context.Context, dsn string, v int64) error { return nil }, ErrNewerSchema},
		"when_a_row_is_refused": {func(ctx context.Context, dsn string, v int64) error {
			conn, err := pgx.Connect(ctx, dsn)
			if err != nil {
				return err
			}
			defer conn.Close(ctx)
			_, err = conn.Exec(ctx, shop+`; ALTER TABLE "sh'op".thing ADD CHECK (id < 1999)`)
			return err
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			to := pgtest.Empty(t)
			_, err := Restore(t.Context(), to.DSN, bytes.NewReader(file), c.migrate)
			if err == nil || c.want != nil && !errors.Is(err, c.want) {
				t.Fatalf("got %v", err)
			}
			_, err = Restore(t.Context(), to.DSN, bytes.NewReader(file), migrateShop)
			must(t, err) // it is empty again
		})
	}
}

func TestRestoreThatWasCutOffIsBegunAnew(t *testing.T) {
	t.Parallel()
	file := saved(t, newShop(t).DSN)
	to := pgtest.Empty(t)
	owner := to.Owner(t)
	must(t, claim(t.Context(), owner))
	must(t, migrateShop(t.Context(), to.DSN, 3))
	unfinished, err := Unfinished(t.Context(), to)
	must(t, err)
	if !unfinished {
		t.Error("nobody would notice")
	}
	_, err = Restore(t.Context(), to.DSN, bytes.NewReader(file), migrateShop)
	must(t, err)
}

func TestFileAppearsWhole(t *testing.T) {
	t.Parallel()
	db := newShop(t)
	path := filepath.Join(t.TempDir(), "shop.backup")
	must(t, os.WriteFile(path, []byte("yesterday's"), 0o644))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := WriteFile(ctx, db.DSN, path); err == nil {
		t.Fatal("a cancelled backup succeeds")
	}
	text, err := os.ReadFile(path)
	must(t, err)
	if string(text) != "yesterday's" {
		t.Error("a failed backup took yesterday's away")
	}
	s, err := WriteFile(t.Context(), db.DSN, path)
	must(t, err)
	info, err := os.Stat(path)
	must(t, err)
	if info.Size() != s.Bytes || info.Mode().Perm() != 0o600 {
		t.Errorf("%d bytes, mode %o", info.Size(), info.Mode().Perm())
	}
	if left, _ := filepath.Glob(path + ".*"); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	if _, err := WriteFile(t.Context(), db.DSN, filepath.Join(path, "x")); errs.KindOf(err) != errs.Internal || !strings.Contains(err.Error(), "write backup") {
		t.Errorf("got %v", err)
	}
}
