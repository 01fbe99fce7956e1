package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"habitue/db"
	"habitue/internal/platform/errs"
)

// ErrUnknownSchema says that the database was made by a newer program.
var ErrUnknownSchema = errs.New(errs.Conflict, "postgres.unknown_schema")

// JobSchema is where the job queue keeps its own tables.
const JobSchema = "river"

// Migrate brings the database at dsn to this program's schema. Several
// processes may call it at once; a lock lets one work. The database must be
// reached as its owner.
func Migrate(ctx context.Context, dsn string) error { return MigrateTo(ctx, dsn, 0) }

// MigrateTo brings the schema to the given version of the history; 0 is the newest.
func MigrateTo(ctx context.Context, dsn string, version int64) error {
	pool, err := Open(ctx, dsn, Options{MaxConns: 4, StatementTimeout: -1, AsOwner: true})
	if err != nil {
		return err
	}
	defer pool.Close()
	conn := stdlib.OpenDBFromPool(pool.Pool)
	defer conn.Close()
	history, err := provider(conn)
	if err != nil {
		return err
	}
	if err := refuseNewer(ctx, history); err != nil {
		return err
	}
	if version == 0 {
		_, err = history.Up(ctx)
	} else {
		_, err = history.UpTo(ctx, version)
	}
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if err := migrateJobs(ctx, pool.Pool); err != nil {
		return err
	}
	return grant(ctx, pool)
}

// SchemaVersion returns the version of the database at pool and the newest this program knows.
func SchemaVersion(ctx context.Context, pool *DB) (have, known int64, err error) {
	conn := stdlib.OpenDBFromPool(pool.Pool)
	defer conn.Close()
	history, err := provider(conn)
	if err != nil {
		return 0, 0, err
	}
	sources := history.ListSources()
	known = sources[len(sources)-1].Version
	if have, err = history.GetDBVersion(ctx); err != nil {
		return 0, 0, fmt.Errorf("read schema version: %w", err)
	}
	return have, known, nil
}

func provider(conn *sql.DB) (*goose.Provider, error) {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, fmt.Errorf("make migration lock: %w", err)
	}
	files, err := db.History()
	if err != nil {
		return nil, err
	}
	history, err := goose.NewProvider(goose.DialectPostgres, conn, files,
		goose.WithSessionLocker(locker), goose.WithTableName("public.goose_db_version"))
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	return history, nil
}

func refuseNewer(ctx context.Context, history *goose.Provider) error {
	have, err := history.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	sources := history.ListSources()
	if known := sources[len(sources)-1].Version; have > known {
		return ErrUnknownSchema.With("have", have, "known", known)
	}
	return nil
}

func migrateJobs(ctx context.Context, pool *pgxpool.Pool) error {
	if _, err := pool.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS "+JobSchema); err != nil {
		return fmt.Errorf("make job schema: %w", err)
	}
	m, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Schema: JobSchema})
	if err != nil {
		return fmt.Errorf("read job migrations: %w", err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate jobs: %w", err)
	}
	return nil
}

// Class is what COMMENT ON TABLE declares of a table; see docs/architecture.md.
type Class struct {
	Schema, Table string
	Kind          string // member, keyed, reference, local, vault
	AppendOnly    bool
	Erasable      []string // columns that go blank when a member is erased, append-only or not
}

// Classes reads the declared class of every table of ours. Partitions are parts of theirs
// and are read and written through it.
func Classes(ctx context.Context, q Querier) ([]Class, error) {
	rows, err := q.Query(ctx, `
		SELECT n.nspname, c.relname, coalesce(obj_description(c.oid, 'pg_class'), ''), ARRAY(
			SELECT a.attname::text FROM pg_attribute a
			WHERE a.attrelid = c.oid AND a.attnum > 0 AND col_description(c.oid, a.attnum) LIKE 'erasable:%' ORDER BY 1)
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname <> ALL ($1) AND n.nspname NOT LIKE 'pg\_%'
		ORDER BY 1, 2`, []string{"information_schema", "public", JobSchema})
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	defer rows.Close()
	var list []Class
	for rows.Next() {
		var c Class
		var comment string
		if err := rows.Scan(&c.Schema, &c.Table, &comment, &c.Erasable); err != nil {
			return nil, fmt.Errorf("read table: %w", err)
		}
		declared, _, _ := strings.Cut(comment, ":")
		kind, rest, _ := strings.Cut(strings.TrimSpace(declared), " ")
		c.Kind, c.AppendOnly = kind, rest == "append-only"
		list = append(list, c)
	}
	return list, rows.Err()
}

// grant makes the serving role and gives it what the tables' classes allow:
// everything but changing or deleting what is append-only, of which only what people
// wrote about a member can be blanked.
func grant(ctx context.Context, pool *DB) error {
	if err := makeAppRole(ctx, pool); err != nil {
		if errors.Is(err, errNoRole) {
			return nil
		}
		return err
	}
	classes, err := Classes(ctx, pool)
	if err != nil {
		return err
	}
	var b strings.Builder
	schemas := map[string]bool{JobSchema: true, "id": true}
	for _, c := range classes {
		schemas[c.Schema] = true
		rights := "SELECT, INSERT, UPDATE, DELETE"
		if c.AppendOnly {
			rights = "SELECT, INSERT"
			if len(c.Erasable) > 0 {
				rights += ", UPDATE (" + strings.Join(c.Erasable, ", ") + ")"
			}
			fmt.Fprintf(&b, "REVOKE ALL ON %s.%s FROM %s;\n", c.Schema, c.Table, AppRole)
		}
		fmt.Fprintf(&b, "GRANT %s ON %s.%s TO %s;\n", rights, c.Schema, c.Table, AppRole)
	}
	for s := range schemas {
		fmt.Fprintf(&b, "GRANT USAGE ON SCHEMA %s TO %s;\nGRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA %s TO %s;\n", s, AppRole, s, AppRole)
	}
	fmt.Fprintf(&b, "GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA %s TO %s;\n", JobSchema, AppRole)
	fmt.Fprintf(&b, "GRANT USAGE ON SCHEMA public TO %s;\nGRANT SELECT ON public.goose_db_version TO %s;\n", AppRole, AppRole)
	// Every object of a shared cluster's other databases may be granting to the same role now.
	err = pool.InTx(ctx, func(tx Tx) error {
		if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(7221001)"); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, b.String())
		return err
	})
	if err != nil {
		return fmt.Errorf("grant to %s: %w", AppRole, err)
	}
	return nil
}

var errNoRole = errors.New("the serving role cannot be made here")

func makeAppRole(ctx context.Context, pool *DB) error {
	_, err := pool.Exec(ctx, `DO $$ BEGIN
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '`+AppRole+`') THEN CREATE ROLE `+AppRole+` NOLOGIN; END IF;
		EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`)
	if err == nil {
		_, err = pool.Exec(ctx, `DO $$ BEGIN
			IF NOT pg_has_role(current_user, '`+AppRole+`', 'MEMBER') THEN EXECUTE format('GRANT `+AppRole+` TO %I', current_user); END IF;
			EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errNoRole, err)
	}
	return nil
}
