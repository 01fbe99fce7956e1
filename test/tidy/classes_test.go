package tidy

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// declaration is how a table's comment begins: its class, what else holds of
// it, and after the colon what it is, in words.
var declaration = regexp.MustCompile(`^(member|keyed|reference|local|vault)( append-only| rebuildable)?: \S`)

// withoutXid are tables of members that the analytic replica does not follow.
var withoutXid = map[string]string{
	"event.event":     "written once; the replica has no copy of it",
	"ledger.hold_lot": "written and deleted with its hold, whose row tells the replica all it shows",
}

func classes(t testing.TB, q postgres.Querier) []postgres.Class {
	t.Helper()
	list, err := postgres.Classes(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func name(c postgres.Class) string { return c.Schema + "." + c.Table }

// kinds returns the class of each table by its full name.
func kinds(t testing.TB, q postgres.Querier) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, c := range classes(t, q) {
		all[name(c)] = c.Kind
	}
	return all
}

// lines runs a query that returns one text per row.
func lines(t testing.TB, q postgres.Querier, sql string, args ...any) []string {
	t.Helper()
	rows, err := q.Query(t.Context(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestEveryTableDeclaresItsClass(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	for _, c := range classes(t, db) {
		comment := lines(t, db, `SELECT coalesce(obj_description($1::regclass, 'pg_class'), '')`, name(c))[0]
		switch {
		case !declaration.MatchString(comment):
			t.Errorf("table %s: its comment does not begin with its class (member, keyed, reference, local or vault; then append-only or rebuildable; then a colon and what it is), but says %q", name(c), comment)
		case strings.Contains(comment, " rebuildable: ") && c.Kind != "local":
			t.Errorf("table %s: only local tables can be rebuildable; a backup leaves them out", name(c))
		case c.Kind == "vault" && c.Schema != "member":
			t.Errorf("table %s: personal text lies in the vault of schema member and nowhere else", name(c))
		}
	}
}

// TestMemberTablesCanBeSharded holds the shape that lets a table be distributed
// by member as it stands.
func TestMemberTablesCanBeSharded(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	for _, c := range classes(t, db) {
		if c.Kind != "member" && c.Kind != "vault" {
			continue
		}
		table := name(c)
		for _, index := range lines(t, db, `
			SELECT c.relname || ' (' || string_agg(coalesce(a.attname, '(expression)'), ', ' ORDER BY k.no) || ')'
			FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
			CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (att, no)
			LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.att
			WHERE i.indrelid = $1::regclass AND i.indisunique
			GROUP BY c.relname, i.indisprimary HAVING bool_and(a.attname IS DISTINCT FROM 'member_id')
			    OR (i.indisprimary AND (array_agg(a.attname ORDER BY k.no))[1] <> 'member_id')`, table) {
			t.Errorf("table %s: unique index %s must hold member_id, and the primary key must begin with it", table, index)
		}
		if n := lines(t, db, `SELECT count(*)::text FROM pg_index WHERE indrelid = $1::regclass AND indisprimary`, table)[0]; n != "1" {
			t.Errorf("table %s: it has no primary key", table)
		}
		for _, column := range lines(t, db, `
			SELECT a.attname || ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
			FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
			WHERE d.adrelid = $1::regclass AND pg_get_expr(d.adbin, d.adrelid) ~ '\('
			AND pg_get_expr(d.adbin, d.adrelid) <> 'pg_current_xact_id()'`, table) {
			t.Errorf("table %s: column %s: times and values are computed in the program and passed as parameters", table, column)
		}
		if c.Kind == "member" && !excusedFromXid(table) {
			checkXid(t, db, table)
		}
	}
	for table, reason := range withoutXid {
		if kinds(t, db)[table] != "member" || reason == "" {
			t.Errorf("the exception for %s has no table or no reason", table)
		}
	}
}

// excusedFromXid reports whether a table of members needs no transaction of its own.
func excusedFromXid(table string) bool {
	if withoutXid[table] != "" {
		return true
	}
	for _, declare := range replicated {
		for _, r := range declare() {
			if r.Name == table && r.With != nil {
				return true
			}
		}
	}
	return false
}

// checkXid holds what the replica follows changes by.
func checkXid(t testing.TB, q postgres.Querier, table string) {
	t.Helper()
	is := lines(t, q, `SELECT format_type(a.atttypid, NULL) || ' ' || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
		FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
		WHERE a.attrelid = $1::regclass AND a.attname = 'xid'`, table)
	if len(is) != 1 || is[0] != "xid8 true pg_current_xact_id()" {
		t.Errorf("table %s: it needs the column xid xid8 NOT NULL DEFAULT pg_current_xact_id(), and has %q", table, is)
	}
	if len(lines(t, q, `SELECT 'yes' FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
		WHERE i.indrelid = $1::regclass AND a.attname = 'xid' AND i.indpred IS NULL`, table)) == 0 {
		t.Errorf("table %s: no index begins with xid; the replica would read the whole table", table)
	}
}

// TestForeignKeysStayWithinAShard holds that no row is needed from elsewhere.
func TestForeignKeysStayWithinAShard(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	kind := kinds(t, db)
	rows, err := db.Query(t.Context(), `
		SELECT conname, n.nspname || '.' || c.relname, fn.nspname || '.' || f.relname,
		       (SELECT string_agg(a.attname || '>' || b.attname, ' ' ORDER BY k.no)
		        FROM unnest(conkey, confkey) WITH ORDINALITY k (a, b, no)
		        JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.a
		        JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = k.b)
		FROM pg_constraint
		JOIN pg_class c ON c.oid = conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN pg_class f ON f.oid = confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
		WHERE contype = 'f' AND n.nspname <> $1`, postgres.JobSchema)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var key, from, to, columns string
		if err := rows.Scan(&key, &from, &to, &columns); err != nil {
			t.Fatal(err)
		}
		if why := refuseKey(kind[from], kind[to], columns); why != "" {
			t.Errorf("table %s: foreign key %s to %s (%s): %s", from, key, to, columns, why)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// refuseKey says why rows of one class may not point at rows of another.
func refuseKey(from, to, columns string) string {
	ofMember := func(kind string) bool { return kind == "member" || kind == "vault" }
	switch {
	case ofMember(from) && ofMember(to):
		if !strings.HasPrefix(columns, "member_id>member_id") {
			return "it must begin with member_id on both sides, or it leaves the shard"
		}
	case ofMember(from) && to == "reference", from == "reference" && to == "reference",
		from == "local" && (to == "reference" || to == "local"):
	default:
		return fmt.Sprintf("%s rows must not depend on %s rows", from, to)
	}
	return ""
}

// TestTablesActOnNothingByThemselves holds that what a statement does stands in
// the statement.
func TestTablesActOnNothingByThemselves(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ours := ` AND n.nspname NOT IN ('pg_catalog', 'information_schema', '` + postgres.JobSchema + `')`
	for what, sql := range map[string]string{
		"a trigger": `SELECT n.nspname || '.' || c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal`,
		"row level security": `SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE (c.relrowsecurity OR c.relforcerowsecurity)`,
		"a rule": `SELECT n.nspname || '.' || c.relname FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
			JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind <> 'v'`,
	} {
		for _, table := range lines(t, db, sql+ours) {
			t.Errorf("table %s: it has %s, which no shard would run as one database does", table, what)
		}
	}
}

// TestIndexedTextIsComparedByteByByte holds that keys and pages mean the same
// on every server, whatever its collations and their versions.
func TestIndexedTextIsComparedByteByByte(t *testing.T) {
	t.Parallel()
	for _, column := range lines(t, pgtest.New(t), `
		SELECT DISTINCT n.nspname || '.' || c.relname || '.' || a.attname || ' in index ' || x.relname
		FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN pg_class x ON x.oid = i.indexrelid
		CROSS JOIN unnest(i.indkey, i.indcollation) k (att, coll)
		JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.att
		JOIN pg_collation l ON l.oid = k.coll
		WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname NOT IN ('information_schema', 'public', $1) AND l.collname <> 'C'`,
		postgres.JobSchema) {
		t.Errorf("column %s must be text COLLATE \"C\"", column)
	}
}

// TestAppendOnlyTablesCannotBeChanged tries to, with the serving role, which
// PostgreSQL refuses before it looks for rows.
func TestAppendOnlyTablesCannotBeChanged(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var tried []string
	for _, c := range classes(t, db) {
		column := lines(t, db, `SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 1`, name(c))[0]
		for _, sql := range []string{
			fmt.Sprintf("UPDATE %s SET %[2]s = %[2]s WHERE false", name(c), column),
			fmt.Sprintf("DELETE FROM %s WHERE false", name(c)),
		} {
			_, err := db.Exec(t.Context(), sql)
			var pg *pgconn.PgError
			refused := errors.As(err, &pg) && pg.Code == "42501"
			switch {
			case c.AppendOnly && !refused:
				t.Errorf("table %s: it is append-only, yet the serving role may run %q (%v)", name(c), sql, err)
			case !c.AppendOnly && err != nil:
				t.Errorf("table %s: the serving role may not run %q: %v", name(c), sql, err)
			}
		}
		if _, err := db.Exec(t.Context(), "TRUNCATE "+name(c)); err == nil {
			t.Errorf("table %s: the serving role may empty it", name(c))
		}
		if c.AppendOnly {
			tried = append(tried, name(c))
		}
	}
	for _, books := range []string{"ledger.posting", "ledger.entry", "ledger.draw", "staff.audit"} {
		if !slices.Contains(tried, books) {
			t.Errorf("table %s: the books must be append-only, and it does not declare so", books)
		}
	}
}
