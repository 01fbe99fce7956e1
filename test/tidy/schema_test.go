package tidy

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

var update = flag.Bool("update", false, "write db/schema.sql anew")

const golden = "db/schema.sql"

// TestSchemaIsWhatTheMigrationsMake keeps the whole schema readable on one page
// and shows in a review what a migration comes to.
func TestSchemaIsWhatTheMigrationsMake(t *testing.T) {
	t.Parallel()
	got := dump(t, pgtest.New(t))
	path := filepath.Join(root(t), golden)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	have, is := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range is {
		if i >= len(have) || have[i] != is[i] {
			t.Fatalf("%s:%d: the migrations now make %q; look at the change and run go test ./test/tidy -update", golden, i+1, is[i])
		}
	}
	t.Fatalf("%s:%d: the migrations do not make what follows; run go test ./test/tidy -update", golden, len(is))
}

const heading = `-- The schema that all migrations make together, read from the catalogue of a
-- migrated database. It is for reading and comparing: go test ./test/tidy writes
-- it with -update and otherwise holds the database to it. The job queue's own
-- tables (schema river) come with its library and are not shown.
`

// The catalogue, told as SQL. Everything is ordered by name or by position, and
// nothing depends on oids or on the server's version.
const (
	readSchemas = `SELECT 'CREATE SCHEMA ' || nspname || ';' FROM pg_namespace
		WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public', $1) ORDER BY nspname COLLATE "C"`
	readSequences = `SELECT format('CREATE SEQUENCE %I.%I AS %s MINVALUE %s MAXVALUE %s INCREMENT %s START %s;',
		schemaname, sequencename, data_type, min_value, max_value, increment_by, start_value) FROM pg_sequences
		WHERE schemaname NOT IN ('public', $1) ORDER BY (schemaname || '.' || sequencename) COLLATE "C"`
	readColumns = `SELECT format('    %s %s', rpad(quote_ident(a.attname), w.width), format_type(a.atttypid, a.atttypmod)
		|| CASE WHEN a.attcollation NOT IN (0, 100) THEN ' COLLATE ' || quote_ident(l.collname) ELSE '' END
		|| CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
		|| coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), ''))
		FROM pg_attribute a LEFT JOIN pg_collation l ON l.oid = a.attcollation
		LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
		CROSS JOIN (SELECT max(length(quote_ident(attname))) AS width FROM pg_attribute
			WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped) w
		WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`
	readConstraints = `SELECT '    ' || pg_get_constraintdef(oid) FROM pg_constraint
		WHERE conrelid = $1::regclass AND contype IN ('p', 'u', 'f', 'c')
		ORDER BY position(contype::text IN 'pufc'), pg_get_constraintdef(oid) COLLATE "C"`
	readIndexes = `SELECT pg_get_indexdef(indexrelid) || ';' FROM pg_index
		WHERE indrelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)
		ORDER BY pg_get_indexdef(indexrelid) COLLATE "C"`
	readComments = `SELECT format('COMMENT ON %s IS %L;',
		CASE WHEN objsubid = 0 THEN 'TABLE ' || $1 ELSE 'COLUMN ' || $1 || '.' || quote_ident(attname) END, description)
		FROM pg_description LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid
		WHERE objoid = $1::regclass AND classoid = 'pg_class'::regclass ORDER BY objsubid`
)

// dump tells the whole schema.
func dump(t testing.TB, db postgres.Querier) string {
	t.Helper()
	var b strings.Builder
	paragraph := func(list []string) {
		if len(list) > 0 {
			fmt.Fprintf(&b, "%s\n", strings.Join(list, "\n"))
		}
	}
	b.WriteString(heading)
	b.WriteByte('\n')
	paragraph(lines(t, db, readSchemas, postgres.JobSchema))
	b.WriteByte('\n')
	paragraph(lines(t, db, readSequences, postgres.JobSchema))
	for _, c := range classes(t, db) {
		table := name(c)
		body := append(lines(t, db, readColumns, table), lines(t, db, readConstraints, table)...)
		cut := lines(t, db, `SELECT coalesce(' PARTITION BY ' || pg_get_partkeydef($1::regclass), '')`, table)[0]
		fmt.Fprintf(&b, "\nCREATE TABLE %s (\n%s\n)%s;\n", table, strings.Join(body, ",\n"), cut)
		paragraph(lines(t, db, readIndexes, table))
		paragraph(lines(t, db, readComments, table))
	}
	return b.String()
}
