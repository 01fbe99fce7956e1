package tidy

import (
	"go/ast"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// codeShape is capability.what: clients and documents rely on it.
var codeShape = regexp.MustCompile(`^[a-z]+\.[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// wordOf returns the first word of the codes that a folder may make.
func wordOf(dir string) string {
	switch {
	case strings.HasPrefix(dir, "internal/api"), dir == "internal/platform/httpx":
		return "http" // what both refuse is the same to a client
	case strings.HasPrefix(dir, "cmd/"):
		return "cli"
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(dir, "internal/"), "platform/")
	word, _, _ := strings.Cut(rest, "/")
	return word
}

// TestErrorCodesAreOnesOwn holds that a code leads to one line of the source.
func TestErrorCodesAreOnesOwn(t *testing.T) {
	t.Parallel()
	first := map[string]string{}
	eachCode(t, func(f *file, at, code string) {
		word, _, _ := strings.Cut(code, ".")
		switch {
		case code == "":
			t.Errorf("%s: the code of an error is a literal, so that it can be found", at)
		case !codeShape.MatchString(code):
			t.Errorf("%s: the code %q is not of the form capability.what", at, code)
		case word != wordOf(f.dir):
			t.Errorf("%s: the code %q is made in %s, whose codes begin with %q", at, code, f.dir, wordOf(f.dir)+".")
		case first[code] != "":
			t.Errorf("%s: the code %q is also made at %s; keep it in one variable", at, code, first[code])
		}
		first[code] = at
	})
	if len(first) == 0 {
		t.Error("no codes were found; this test no longer sees them")
	}
}

// madeCodes returns the codes of the program's errors and where each is made.
func madeCodes(t testing.TB) map[string]string {
	t.Helper()
	made := map[string]string{}
	eachCode(t, func(_ *file, at, code string) { made[code] = at })
	return made
}

// eachCode calls visit for every errs.New; code is empty where it is no literal.
func eachCode(t testing.TB, visit func(f *file, at, code string)) {
	t.Helper()
	for _, f := range everyFile(t) {
		if f.test || isKit(f.dir) {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 2 || !isCall(call, "errs", "New") {
				return true
			}
			code := ""
			if lit, ok := call.Args[1].(*ast.BasicLit); ok {
				code, _ = strconv.Unquote(lit.Value)
			}
			visit(f, f.at(call.Pos()), code)
			return true
		})
	}
}

// isCall reports whether a call is of pkg.name.
func isCall(call *ast.CallExpr, pkg, name string) bool {
	s, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != name {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == pkg
}
