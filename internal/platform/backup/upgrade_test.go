package backup

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habitue/internal/platform/heavy"
	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// program puts rows into the program's own schema: one row of each kind of
// table that this package must know how to treat.
const program = `
	INSERT INTO idempotency.key SELECT 'p', 'r', 'k' || g, sha256('x'), 200, '\x00ff', now() FROM generate_series(1, 500) g;
	SELECT nextval('id.block') FROM generate_series(1, 9);
	INSERT INTO river.river_job (args, kind, max_attempts, queue) SELECT jsonb_build_object('lot', g), 'ledger.expire_lots', 5, 'default' FROM generate_series(1, 40) g;`

func TestProgramsOwnSchemaComesBack(t *testing.T) {
	t.Parallel()
	from, to := pgtest.New(t), pgtest.Empty(t)
	run(t, from.DSN, program)
	file := saved(t, from.DSN)
	s, err := Restore(t.Context(), to.DSN, bytes.NewReader(file), postgres.MigrateTo)
	must(t, err)
	sameProgram(t, s, from.DSN, to.DSN)
	// The serving role works on what was restored.
	db, err := postgres.Open(t.Context(), to.DSN, postgres.Options{})
	must(t, err)
	defer db.Close()
	if _, err := db.Exec(t.Context(), `DELETE FROM idempotency.key WHERE key = 'k1'`); err != nil {
		t.Error(err)
	}
}

func sameProgram(t *testing.T, s Summary, from, to string) {
	t.Helper()
	if s.RowsOf["idempotency.key"] != 500 || s.RowsOf["river.river_job"] != 40 {
		t.Errorf("summary %+v", s)
	}
	for _, same := range []string{
		`SELECT md5(string_agg(k::text, '|' ORDER BY key)) FROM idempotency.key k`,
		`SELECT md5(string_agg(j::text, '|' ORDER BY id)) FROM river.river_job j`,
		`SELECT last_value::text FROM id.block`,
		`SELECT last_value::text FROM river.river_job_id_seq`,
		`SELECT string_agg(conrelid::regclass || conname || pg_get_constraintdef(oid), '|' ORDER BY conrelid::regclass::text, conname) FROM pg_constraint WHERE contype = 'f'`,
		// What PostgreSQL 15 and 18 both know of every column.
		`SELECT md5(string_agg(format('%s.%s.%s %s %s', table_schema, table_name, column_name, data_type, column_default), '|'
		     ORDER BY table_schema COLLATE "C", table_name COLLATE "C", column_name COLLATE "C"))
		 FROM information_schema.columns WHERE table_schema !~ '^pg_|information_schema'`,
	} {
		if a, b := ask(t, from, same), ask(t, to, same); a != b {
			t.Errorf("%s\n was %s\n is  %s", same, a, b)
		}
	}
}

func TestBackupIsTheWayToANewMajorVersion(t *testing.T) {
	t.Parallel()
	bundled, err := filepath.Abs("../../../bin/pgsql/bin")
	must(t, err)
	old := binaries(t, "", 15, "apt-get install postgresql-15")
	next := binaries(t, bundled, 18, "tools/postgres/install.sh bin/pgsql")
	from := serve(t, old)
	must(t, postgres.Migrate(t.Context(), from))
	// The shop has values of many types; here it stands beside the program's tables.
	tame := strings.NewReplacer(`"sh'op"`, "shop", "sh''op", "shop", `"ta ble"`, "person", gooseRows, "")
	run(t, from, program+tame.Replace(shop+rows))
	file := saved(t, from)
	to := serve(t, next)
	s, err := Restore(t.Context(), to, bytes.NewReader(file), func(ctx context.Context, dsn string, version int64) error {
		if version == 0 {
			return postgres.Migrate(ctx, dsn)
		}
		run(t, dsn, tame.Replace(shop))
		return postgres.MigrateTo(ctx, dsn, version)
	})
	must(t, err)
	if major := ask(t, to, `SHOW server_version`)[:2]; s.Postgres[:2] != "15" || major != "18" {
		t.Errorf("from %s to %s", s.Postgres, major)
	}
	sameProgram(t, s, from, to)
	same := `SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM shop.thing t`
	if a, b := ask(t, from, same), ask(t, to, same); a != b {
		t.Error("the values of some type came back as others")
	}
}

// binaries finds a PostgreSQL of this major version. make check brings both;
// a plain go test does without, and says what would bring it.
func binaries(t *testing.T, dir string, major int, command string) pgserver.Binaries {
	t.Helper()
	b, err := pgserver.Find(dir, major)
	if err == nil {
		return b
	}
	if heavy.On() {
		t.Fatalf("needs PostgreSQL %d: %s: %v", major, command, err)
	}
	t.Skipf("needs PostgreSQL %d (%s); make check (HABITUE_HEAVY=1) insists on it: %v", major, command, err)
	return b
}

// serve runs a PostgreSQL of these binaries for the test.
func serve(t *testing.T, b pgserver.Binaries) string {
	t.Helper()
	dir, err := os.MkdirTemp("", fmt.Sprintf("habitue-backup-%d-", b.Major))
	must(t, err)
	must(t, os.Chmod(dir, 0o711))
	t.Cleanup(func() { os.RemoveAll(dir) })
	s, err := pgserver.Start(t.Context(), pgserver.Options{DataDir: dir, BinDir: b.Dir, NoSync: true})
	must(t, err)
	t.Cleanup(func() { s.Stop(context.Background()) })
	return s.DSN()
}
