package postgres_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

func TestTransactionIsRunAgainAfterADeadlockAndNotAfterARefusal(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	for code, runs := range map[string]int{"40P01": 3, "40001": 3, "23505": 1} {
		n := 0
		err := db.InTx(t.Context(), func(postgres.Tx) error {
			if n++; n < 3 {
				return fmt.Errorf("write: %w", &pgconn.PgError{Code: code})
			}
			return nil
		})
		if n != runs || (runs == 3) != (err == nil) {
			t.Errorf("%s: %d runs, %v", code, n, err)
		}
	}
}

func TestFewRowsAndManyAreWrittenAlikeParentsFirst(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 63, 64, 1000} {
		db := pgtest.New(t)
		err := db.InTx(t.Context(), func(tx postgres.Tx) error {
			var w postgres.Writes
			parents := postgres.Rows{Schema: "org", Table: "region", Columns: []string{"id", "code", "name"}}
			parents.Values = append(parents.Values, []any{int64(1), "top", map[string]string{"en": "Top"}})
			children := postgres.Rows{Schema: "org", Table: "region", Columns: parents.Columns}
			for i := range n {
				children.Values = append(children.Values, []any{int64(i + 2), fmt.Sprint("r", i), map[string]string{"en": "x"}})
			}
			w.Insert(parents)
			w.Insert(children)
			w.Update(`UPDATE org.region SET parent_id = $1 WHERE id > $1`, int64(1))
			return w.Flush(t.Context(), tx)
		})
		if err != nil {
			t.Fatal(err)
		}
		var got int
		if err := db.QueryRow(t.Context(), `SELECT count(*) FROM org.region WHERE parent_id = 1`).Scan(&got); err != nil || got != n {
			t.Fatalf("%d of %d rows, %v", got, n, err)
		}
	}
}

func TestServingRoleCannotChangeWhatIsAppendOnly(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	for _, statement := range []string{
		`UPDATE ledger.entry SET amount = amount + 1`, `DELETE FROM ledger.entry`, `TRUNCATE ledger.posting CASCADE`,
		`DELETE FROM staff.audit`, `DROP TABLE ledger.lot`, `ALTER TABLE ledger.lot DISABLE TRIGGER ALL`,
	} {
		_, err := db.Exec(t.Context(), statement)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != "42501" {
			t.Errorf("%s: %v", statement, err)
		}
	}
}

func TestMigratingAgainChangesNothingAndANewerSchemaIsRefused(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	if err := postgres.Migrate(t.Context(), db.DSN); err != nil {
		t.Fatal(err)
	}
	have, known, err := postgres.SchemaVersion(t.Context(), db.Owner(t))
	if err != nil || have != known {
		t.Fatalf("version %d of %d, %v", have, known, err)
	}
	_, err = db.Owner(t).Exec(t.Context(), `INSERT INTO public.goose_db_version (version_id, is_applied) VALUES ($1, true)`, known+1)
	if err != nil {
		t.Fatal(err)
	}
	if err := postgres.Migrate(t.Context(), db.DSN); !errors.Is(err, postgres.ErrUnknownSchema) {
		t.Fatal(err)
	}
}

func TestNamesWithoutASchemaFail(t *testing.T) {
	t.Parallel()
	_, err := pgtest.New(t).Exec(t.Context(), `SELECT * FROM entry`)
	if err == nil || !strings.Contains(err.Error(), "does not exist") {
		t.Fatal(err)
	}
}

func TestUnreachableDatabaseIsUnavailable(t *testing.T) {
	t.Parallel()
	_, err := postgres.Open(t.Context(), "host=/nowhere dbname=x", postgres.Options{})
	if !errors.Is(err, postgres.ErrUnavailable) {
		t.Fatal(err)
	}
	if _, err := postgres.Open(t.Context(), "not a dsn", postgres.Options{}); err == nil || errors.Is(err, pgx.ErrNoRows) {
		t.Fatal(err)
	}
}
