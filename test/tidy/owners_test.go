package tidy

import (
	"go/ast"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ownerOf returns the folder that may name a schema. A capability's schema has
// its own word, but for order, which is a reserved word.
func ownerOf(schema string) string {
	switch schema {
	case "orders":
		return "internal/order"
	case "id", "notice", "idempotency", "replica", "job", "system":
		return "internal/platform/" + schema
	case "river":
		return "internal/platform/job"
	default:
		return "internal/" + schema
	}
}

// strangers handle tables of any owner without knowing what they mean: they
// migrate, copy and count.
var strangers = []string{"internal/platform/backup", "internal/platform/pgserver", "internal/platform/postgres"}

// named finds schema.table where PostgreSQL would.
var named = regexp.MustCompile(`\b([a-z_]+)\.([a-z_]+)\b`)

// TestOnlyTheOwnerNamesItsTables holds that a table can be changed by whoever
// owns it, without asking who else reads it.
func TestOnlyTheOwnerNamesItsTables(t *testing.T) {
	t.Parallel()
	known := migrations(t)
	for _, s := range statements(t) {
		if slices.Contains(strangers, s.dir) {
			continue
		}
		for _, m := range named.FindAllStringSubmatch(s.sql, -1) {
			if known.tables[m[0]] && !owns(s.dir, m[1]) {
				t.Errorf("%s: %s names the table %s, which belongs to %s; ask its methods", s.at, s.dir, m[0], ownerOf(m[1]))
			}
		}
	}
	for _, f := range everyFile(t) {
		if f.test || isKit(f.dir) || slices.Contains(strangers, f.dir) {
			continue
		}
		for at, schema := range writtenSchemas(f) {
			if !owns(f.dir, schema) {
				t.Errorf("%s: %s writes rows of schema %s, which belongs to %s", at, f.dir, schema, ownerOf(schema))
			}
		}
	}
}

func owns(dir, schema string) bool {
	return strings.HasPrefix(dir+"/", ownerOf(schema)+"/")
}

// writtenSchemas returns the schemas named by postgres.Rows{Schema: "…"}, by place.
func writtenSchemas(f *file) map[string]string {
	found := map[string]string{}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		pair, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		key, isIdent := pair.Key.(*ast.Ident)
		value, isLit := pair.Value.(*ast.BasicLit)
		if isIdent && isLit && key.Name == "Schema" {
			if schema, err := strconv.Unquote(value.Value); err == nil {
				found[f.at(n.Pos())] = schema
			}
		}
		return true
	})
	return found
}

// TestSchemasHaveOneWord holds that the schema is the capability's word.
func TestSchemasHaveOneWord(t *testing.T) {
	t.Parallel()
	folders := map[string]bool{}
	for _, f := range everyFile(t) {
		folders[f.dir] = true
	}
	for schema := range migrations(t).schemas {
		if !folders[ownerOf(schema)] {
			t.Errorf("db/migrations: schema %s belongs to %s, which does not exist", schema, ownerOf(schema))
		}
	}
}
