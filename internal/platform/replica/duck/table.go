package duck

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"habitue/internal/platform/replica"
)

// format is counted up when what this package makes of a table changes, so that
// copies of the former kind are made anew.
const format = 1

// table is a declared table with the pieces of SQL that both engines need.
type table struct {
	replica.Table
	schema, name string
	ident        string // "orders"."line"
	columns      string // "member_id", "order_id", …
}

func newTable(t replica.Table) *table {
	schema, name, _ := strings.Cut(t.Name, ".")
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return &table{Table: t, schema: schema, name: name, ident: ident(schema) + "." + ident(name), columns: idents(names)}
}

func idents(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = ident(n)
	}
	return strings.Join(quoted, ", ")
}

func ident(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// shape tells one set of declarations from another.
func shape(tables []replica.Table) string {
	text, err := json.Marshal(tables)
	if err != nil {
		panic(fmt.Sprintf("duck: tables cannot be written down: %v", err)) // plain words and numbers
	}
	sum := sha256.Sum256(fmt.Appendf(text, "%d", format))
	return hex.EncodeToString(sum[:8])
}

// create makes the table. It has no primary key: that would cost 180 MB for a
// million rows, and the follower keeps keys apart by itself.
func (t *table) create() string { return t.createAs("TABLE " + t.ident) }

func (t *table) createAs(what string) string {
	var b strings.Builder
	for i, c := range t.Columns {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s %s", ident(c.Name), c.Type)
		if !c.Null {
			b.WriteString(" NOT NULL")
		}
	}
	return "CREATE OR REPLACE " + what + " (" + b.String() + ")"
}

// read asks PostgreSQL for rows, all where no condition is given.
func (t *table) read(condition string) string {
	text := "SELECT " + t.columns + " FROM " + t.ident
	if condition != "" {
		text += " WHERE " + condition
	}
	return text
}

// written is the condition for rows that such transactions wrote.
func (t *table) written(xid string) string {
	if t.With == nil {
		return xid
	}
	return t.withRows() + xid + ")"
}

// leftAlone is the condition for rows that such transactions did not write, where a
// row's own transaction does not say it.
func (t *table) leftAlone(xid string) string {
	if t.With == nil || t.Change != replica.Updated {
		return ""
	}
	return " AND NOT " + t.withRows() + xid + ")"
}

func (t *table) withRows() string {
	return "(" + idents(t.With.Ours) + ") IN (SELECT " + idents(t.With.Theirs) + " FROM " + newTable(replica.Table{Name: t.With.Table}).ident + " WHERE "
}

// column returns the declared column, or nil.
func (t *table) column(name string) *replica.Column {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return &t.Columns[i]
		}
	}
	return nil
}

// sameKey is the condition that two rows have one key.
func (t *table) sameKey(a, b string) string {
	parts := make([]string, len(t.Key))
	for i, k := range t.Key {
		parts[i] = a + "." + ident(k) + " = " + b + "." + ident(k)
	}
	return strings.Join(parts, " AND ")
}
