package tidy

import (
	"fmt"
	"go/ast"
	"path"
	"regexp"
	"strings"
	"testing"
)

// optional is a filter that may be left out: another plan is good with it than without.
var optional = regexp.MustCompile(`(sqlc\.narg\(\w+\)|@\w+|\$\d+)(::[a-z]+(\[\])?)?\)?(\[1\])? (IS NULL|= ''|= 0)[^()]* OR `)

// led is a value that leads to the rows whatever is filtered besides: one plan will do.
var led = regexp.MustCompile(`\b(member_id|template_id|promotion_id|reference) = (ANY \()?(sqlc\.arg\(|@|\$\d)`)

var queryName = regexp.MustCompile(`-- name: (\w+) :(many|one)`)

// query is a statement with a name, as sqlc reads it.
type query struct{ at, dir, name, sql string }

func queries(t *testing.T) (list []query) {
	t.Helper()
	for _, p := range sqlcFiles(t) {
		text := read(t, p)
		names := queryName.FindAllStringSubmatchIndex(text, -1)
		for i, n := range names {
			end := len(text)
			if i+1 < len(names) {
				end = names[i+1][0]
			}
			list = append(list, query{fmt.Sprintf("%s:%d", p, lineOf(text, n[0])), path.Dir(p), text[n[2]:n[3]], text[n[1]:end]})
		}
	}
	return list
}

// wantsPlan reports whether a statement is to be planned for the very values that are asked.
func wantsPlan(sql string) bool { return optional.MatchString(sql) && !led.MatchString(sql) }

// TestListsWithFiltersArePlannedAnew: what may be filtered by this or by that has no one
// plan that is good for all (decision 0054), so it is read through postgres.Anew.
func TestListsWithFiltersArePlannedAnew(t *testing.T) {
	t.Parallel()
	wanted := map[string]query{} // by folder and name
	for _, q := range queries(t) {
		if wantsPlan(q.sql) {
			wanted[q.dir+"."+q.name] = q
		}
	}
	found, called := 0, map[string]bool{}
	for _, f := range everyFile(t) {
		if f.test || f.generated || !strings.HasPrefix(f.dir, "internal/") || f.dir == "internal/platform/postgres" {
			continue
		}
		text := func(n ast.Node) string { return f.text[f.set.Position(n.Pos()).Offset:f.set.Position(n.End()).Offset] }
		for _, d := range f.ast.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			ast.Inspect(fn, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					if s, ok := n.Fun.(*ast.SelectorExpr); ok {
						key := f.dir + "." + s.Sel.Name
						if q, ok := wanted[key]; ok && isQuery(s.X, text) {
							found, called[key] = found+1, true
							if !strings.Contains(text(s.X), "postgres.Anew(") {
								t.Errorf("%s: %s has filters that may be left out and is not read through postgres.Anew (%s)", f.at(n.Pos()), s.Sel.Name, q.at)
							}
						}
					}
				case *ast.BasicLit:
					if wantsPlan(n.Value) {
						found++
						if !strings.Contains(text(fn), "postgres.Anew(") {
							t.Errorf("%s: a statement with filters that may be left out is not read through postgres.Anew", f.at(n.Pos()))
						}
					}
				}
				return true
			})
		}
	}
	for key, q := range wanted {
		if !called[key] {
			t.Errorf("%s: nobody is found who calls %s", q.at, key)
		}
	}
	if found < 10 {
		t.Errorf("looked at %d statements only", found)
	}
}

// isQuery reports whether a method is called on what sqlc made.
func isQuery(x ast.Expr, text func(ast.Node) string) bool {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		name := text(x)
		return name == "q" || name == "db"
	}
	of := text(call.Fun)
	return of == "query" || strings.HasSuffix(of, "db.New")
}

// TestFiltersThatMayBeLeftOutAreKnown: the rule bites.
func TestFiltersThatMayBeLeftOutAreKnown(t *testing.T) {
	t.Parallel()
	for sql, want := range map[string]bool{
		`WHERE at < $1 AND ($2 = '' OR state = $2)`:                                                   true,
		`WHERE (sqlc.narg(day)::date IS NULL OR o.local_date = sqlc.narg(day))`:                       true,
		`WHERE (@source::text = '' OR m.source = @source)`:                                            true,
		`WHERE (($4::bigint[])[1] IS NULL OR store_id = ANY ($4))`:                                    true,
		`WHERE member_id = ANY (@ids::bigint[]) AND (@kind::text = '' OR kind = @k)`:                  false,
		`WHERE e.member_id = sqlc.arg(member_id) AND (sqlc.narg(a)::int IS NULL OR a = sqlc.narg(a))`: false,
		`WHERE expires_at IS NULL OR expires_at > @now`:                                               false,
	} {
		if wantsPlan(sql) != want {
			t.Errorf("%s: %t", sql, !want)
		}
	}
}
