package tidy

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// statement is a piece of SQL, or a string that may be one, and where it stands.
type statement struct {
	at, dir string
	sql     string
}

// statements returns the SQL of the program: every file that sqlc reads, statement
// by statement, and every string of its Go files, joined where + joins them. What
// sqlc made of the former is not looked at twice.
func statements(t testing.TB) []statement {
	t.Helper()
	var list []statement
	for _, p := range sqlcFiles(t) {
		list = append(list, split(p, read(t, p))...)
	}
	for _, f := range everyFile(t) {
		if !f.test && !f.generated && !isKit(f.dir) {
			list = append(list, stringsOf(f)...)
		}
	}
	return list
}

// sqlcFiles are the files of statements that sqlc reads: those of analysis are the
// replica's, those of bench and db are read whole.
func sqlcFiles(t testing.TB) (list []string) {
	t.Helper()
	for _, p := range everyPath(t) {
		if path.Ext(p) == ".sql" && strings.HasPrefix(p, "internal/") && path.Base(path.Dir(p)) != "analysis" && path.Dir(p) != "internal/bench" {
			list = append(list, p)
		}
	}
	return list
}

var sqlComment = regexp.MustCompile(`--[^\n]*`)

func split(p, text string) []statement {
	blank := sqlComment.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
	var list []statement
	begin := 0
	for _, part := range strings.SplitAfter(blank, ";") {
		if text := strings.TrimSpace(part); text != "" {
			start := begin + strings.Index(part, text)
			list = append(list, statement{fmt.Sprintf("%s:%d", p, lineOf(blank, start)), path.Dir(p), text})
		}
		begin += len(part)
	}
	return list
}

// stringsOf returns the strings of a file. What + puts between two literals
// becomes a gap.
func stringsOf(f *file) []statement {
	var list []statement
	ast.Inspect(f.ast, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec, *ast.StructType:
			return false
		case *ast.BinaryExpr:
			if text, ok := joined(n); ok {
				list = append(list, statement{f.at(n.Pos()), f.dir, text})
				return false
			}
		case *ast.BasicLit:
			if text, ok := joined(n); ok {
				list = append(list, statement{f.at(n.Pos()), f.dir, text})
			}
		}
		return true
	})
	return list
}

func joined(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, err := strconv.Unquote(e.Value)
			return text, err == nil
		}
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			x, okX := joined(e.X)
			y, okY := joined(e.Y)
			return x + " " + y, okX || okY
		}
	}
	return "", false
}

// declared is what the migrations make: schemas, and tables by their full names.
type declared struct {
	schemas map[string]bool
	tables  map[string]bool
}

var (
	makesSchema = regexp.MustCompile(`(?m)^CREATE SCHEMA (\w+)`)
	makesTable  = regexp.MustCompile(`(?m)^CREATE (?:UNLOGGED )?(?:TABLE|SEQUENCE) (\w+\.\w+)`)
)

func migrations(t testing.TB) declared {
	t.Helper()
	d := declared{map[string]bool{}, map[string]bool{}}
	for _, p := range everyPath(t) {
		if !strings.HasPrefix(p, "db/migrations/") {
			continue
		}
		text := read(t, p)
		for _, m := range makesSchema.FindAllStringSubmatch(text, -1) {
			d.schemas[m[1]] = true
		}
		for _, m := range makesTable.FindAllStringSubmatch(text, -1) {
			d.tables[m[1]] = true
		}
	}
	if len(d.tables) == 0 {
		t.Fatal("db/migrations: no tables were found; the rules about tables would hold for nothing")
	}
	return d
}
