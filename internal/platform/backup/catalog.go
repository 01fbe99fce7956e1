package backup

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// bookkeeping names the tables that migrations write for themselves.
var bookkeeping = []string{"public.goose_db_version", postgres.JobSchema + ".river_migration"}

// ours is the condition on pg_namespace n and pg_class c that a relation is of
// ours: not the system's, not of an extension.
const ours = `n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
	AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')`

// listTables reads which tables and columns are to be saved. What is left out
// is said in the package's documentation.
func listTables(ctx context.Context, q postgres.Querier) ([]table, error) {
	rows, err := q.Query(ctx, `
		SELECT n.nspname, c.relname,
		       array_agg(a.attname::text ORDER BY a.attnum),
		       coalesce(pn.nspname, ''), coalesce(p.relname, ''), coalesce(pg_get_expr(c.relpartbound, c.oid), '')
		FROM pg_class c
		JOIN pg_namespace n ON n.oid = c.relnamespace
		LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
		LEFT JOIN pg_class p ON p.oid = i.inhparent
		LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		     AND a.attgenerated = '' AND NOT (a.atthasdef AND a.atttypid = 'xid8'::regtype)
		WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND `+ours+`
		  AND n.nspname || '.' || c.relname <> ALL ($1)
		  AND split_part(coalesce(obj_description(c.oid, 'pg_class'), ''), ':', 1) !~ '\mrebuildable\M'
		GROUP BY c.oid, n.nspname, c.relname, pn.nspname, p.relname, c.relpartbound
		ORDER BY 1, 2`, bookkeeping)
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (t table, err error) {
		var p partition
		err = row.Scan(&t.Schema, &t.Name, &t.Columns, &p.Schema, &p.Name, &p.Bound)
		if p.Name != "" {
			t.Partition = &p
		}
		return t, err
	})
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	return list, nil
}

// readSequences reads where the sequences stand. They do not follow snapshots:
// read after the rows, none stands before a value that the rows use.
func readSequences(ctx context.Context, q postgres.Querier) ([]sequence, error) {
	rows, err := q.Query(ctx, `
		SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind = 'S' AND c.relpersistence = 'p' AND `+ours+`
		  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
		      AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
		      AND d.refobjid = ANY (SELECT to_regclass(b) FROM unnest($1::text[]) b))
		ORDER BY 1, 2`, bookkeeping)
	if err != nil {
		return nil, fmt.Errorf("list sequences: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (s sequence, err error) {
		err = row.Scan(&s.Schema, &s.Name)
		return s, err
	})
	for i := 0; err == nil && i < len(list); i++ {
		s := &list[i]
		err = q.QueryRow(ctx, "SELECT last_value, is_called FROM "+pgx.Identifier{s.Schema, s.Name}.Sanitize()).
			Scan(&s.Value, &s.Called)
	}
	if err != nil {
		return nil, fmt.Errorf("read sequences: %w", err)
	}
	return list, nil
}

// schemaVersion reads the version of the migrations; 0 where there were none.
func schemaVersion(ctx context.Context, q postgres.Querier) (int64, error) {
	var there bool
	if err := q.QueryRow(ctx, "SELECT to_regclass('public.goose_db_version') IS NOT NULL").Scan(&there); err != nil || !there {
		return 0, err
	}
	var version int64
	err := q.QueryRow(ctx, "SELECT coalesce(max(version_id), 0) FROM public.goose_db_version WHERE is_applied").Scan(&version)
	if err != nil {
		return 0, fmt.Errorf("read schema version: %w", err)
	}
	return version, nil
}

// plainText makes COPY write the same text on every version and for every role.
const plainText = `SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
	SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL client_encoding = 'UTF8';
	SET LOCAL search_path = pg_catalog; SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0;
	SET LOCAL idle_in_transaction_session_timeout = 0`
