package backup

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// mark is the database's comment while a restore works on it.
const mark = "habitue: a restore has not finished"

// Unfinished tells whether a restore into this database was cut off. Such a
// database must not be served; the next Restore begins anew.
func Unfinished(ctx context.Context, q postgres.Querier) (bool, error) {
	var is bool
	err := q.QueryRow(ctx, `SELECT coalesce(shobj_description(oid, 'pg_database') = $1, false)
		FROM pg_database WHERE datname = current_database()`, mark).Scan(&is)
	if err != nil {
		return false, fmt.Errorf("look for an unfinished restore: %w", err)
	}
	return is, nil
}

// claim takes an empty database for a restore.
func claim(ctx context.Context, db *postgres.DB) error {
	unfinished, err := Unfinished(ctx, db)
	if err != nil {
		return err
	}
	if unfinished {
		if err := wipe(ctx, db); err != nil {
			return err
		}
	}
	var found []string
	err = db.QueryRow(ctx, `SELECT coalesce(array_agg(format('%s.%s', n.nspname, c.relname) ORDER BY 1), '{}')
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'p', 'S', 'm', 'v', 'f') AND `+ours).Scan(&found)
	if err != nil {
		return fmt.Errorf("look into the database: %w", err)
	}
	if len(found) > 0 {
		return ErrNotEmpty.With("found", len(found), "first", found[0]).
			Because(fmt.Errorf("a backup is restored into an empty database only; name a new data folder with --data, or a new database"))
	}
	return comment(ctx, db, "'"+mark+"'")
}

func release(ctx context.Context, db *postgres.DB) error { return comment(ctx, db, "NULL") }

// clear undoes a restore that failed.
func clear(ctx context.Context, db *postgres.DB) error {
	if err := wipe(ctx, db); err != nil {
		return err
	}
	return release(ctx, db)
}

func comment(ctx context.Context, db *postgres.DB, text string) error {
	name := pgx.Identifier{db.Config().ConnConfig.Database}.Sanitize()
	if _, err := db.Exec(ctx, "COMMENT ON DATABASE "+name+" IS "+text); err != nil {
		return fmt.Errorf("mark the database: %w", err)
	}
	return nil
}

// wipe drops every schema that a migration makes. Schema public stays, with
// the rights it has here; what lies in it goes.
func wipe(ctx context.Context, db *postgres.DB) error {
	rows, err := db.Query(ctx, `
		SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace n
		WHERE nspname NOT IN ('public', 'information_schema') AND nspname NOT LIKE 'pg\_%'
		  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e')
		UNION ALL
		SELECT format('DROP TABLE IF EXISTS public.%I CASCADE', c.relname)
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND `+ours)
	if err != nil {
		return fmt.Errorf("clear the database: %w", err)
	}
	drops, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err == nil && len(drops) > 0 {
		_, err = db.Exec(ctx, strings.Join(drops, ";\n"))
	}
	if err != nil {
		return fmt.Errorf("clear the database: %w", err)
	}
	return nil
}

// foreignKey is a constraint and the statement that sets it again.
type foreignKey struct{ name, drop, add string }

// dropForeignKeys takes all foreign keys of ours off. Those of partitions hang
// on their parents'.
func dropForeignKeys(ctx context.Context, tx pgx.Tx) ([]foreignKey, error) {
	rows, err := tx.Query(ctx, `
		SELECT k.conname,
		       format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname),
		       format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid))
		FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE k.contype = 'f' AND k.conparentid = 0 AND `+ours)
	if err != nil {
		return nil, fmt.Errorf("list foreign keys: %w", err)
	}
	keys, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (k foreignKey, err error) {
		err = row.Scan(&k.name, &k.drop, &k.add)
		return k, err
	})
	if err != nil {
		return nil, fmt.Errorf("list foreign keys: %w", err)
	}
	for _, k := range keys {
		if _, err := tx.Exec(ctx, k.drop); err != nil {
			return nil, fmt.Errorf("take foreign key %s off: %w", k.name, err)
		}
	}
	return keys, nil
}

// emptyTables removes the rows that migrations brought; the backup has them as
// they were.
func emptyTables(ctx context.Context, tx pgx.Tx) error {
	tables, err := listTables(ctx, tx)
	if err != nil || len(tables) == 0 {
		return err
	}
	var names []string
	for _, t := range tables {
		names = append(names, t.ident())
	}
	if _, err := tx.Exec(ctx, "TRUNCATE "+strings.Join(names, ", ")); err != nil {
		return fmt.Errorf("empty tables: %w", err)
	}
	return nil
}

// makePartition makes a partition that no migration made.
func makePartition(ctx context.Context, tx pgx.Tx, t table) error {
	var there bool
	if err := tx.QueryRow(ctx, "SELECT to_regclass($1) IS NOT NULL", t.ident()).Scan(&there); err != nil || there {
		return err
	}
	p := t.Partition
	if !bound.MatchString(p.Bound) {
		return damaged("the bounds of %s are no bounds: %s", t.ident(), p.Bound)
	}
	whole := pgx.Identifier{p.Schema, p.Name}.Sanitize()
	if _, err := tx.Exec(ctx, "CREATE TABLE "+t.ident()+" PARTITION OF "+whole+" "+p.Bound); err != nil {
		return fmt.Errorf("make partition %s: %w", t.ident(), err)
	}
	return nil
}
