package backup

import (
	"context"
	"fmt"
	"slices"
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

// part is something of a table that is taken off before the load, and the
// statements that do it and undo it.
type part struct{ name, drop, add string }

// takeOff takes off what would be looked at for every row: foreign keys, which
// set again are checked all at once and make the order of tables indifferent,
// and indexes that belong to no constraint, which are built faster than grown.
// Those of partitions hang on their parents'. In the order in which they are
// to be set again: a foreign key may need an index.
func takeOff(ctx context.Context, tx pgx.Tx) ([]part, error) {
	rows, err := tx.Query(ctx, `
		SELECT 1, i.relname, format('DROP INDEX %I.%I', n.nspname, i.relname), pg_get_indexdef(i.oid)
		FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid AND NOT i.relispartition
		JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype <> 'f') AND `+ours+`
		UNION ALL
		SELECT 2, k.conname, format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname),
		       format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid))
		FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE k.contype = 'f' AND k.conparentid = 0 AND `+ours+`
		ORDER BY 1, 2`)
	if err != nil {
		return nil, fmt.Errorf("list keys and indexes: %w", err)
	}
	parts, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (p part, err error) {
		var order int
		err = row.Scan(&order, &p.name, &p.drop, &p.add)
		return p, err
	})
	if err != nil {
		return nil, fmt.Errorf("list keys and indexes: %w", err)
	}
	for _, p := range slices.Backward(parts) {
		if _, err := tx.Exec(ctx, p.drop); err != nil {
			return nil, fmt.Errorf("take off %s: %w", p.name, err)
		}
	}
	return parts, nil
}

// setAgain undoes takeOff.
func setAgain(ctx context.Context, tx pgx.Tx, parts []part) error {
	for _, p := range parts {
		if _, err := tx.Exec(ctx, p.add); err != nil {
			return fmt.Errorf("set %s again: %w", p.name, err)
		}
	}
	return nil
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
