package tidy

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// heavy is the variable with which make check asks for everything.
const heavy = "HABITUE_HEAVY"

// TestNoTestIsSkippedInSilence holds that a green run has run everything it
// seems to: only what make check brings back may be left out, and says so.
func TestNoTestIsSkippedInSilence(t *testing.T) {
	t.Parallel()
	for _, f := range everyFile(t) {
		if !f.test && !isKit(f.dir) {
			continue
		}
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				checkSkips(t, f, fn)
			}
		}
	}
}

func checkSkips(t *testing.T, f *file, fn *ast.FuncDecl) {
	t.Helper()
	guarded := strings.Contains(f.text[offset(f, fn.Pos()):offset(f, fn.End())], heavy)
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return !drawsInputs(n.Type)
		case *ast.FuncLit:
			return !drawsInputs(n.Type)
		case *ast.CallExpr:
			s, ok := n.Fun.(*ast.SelectorExpr)
			// What (*testing.F).Fuzz is given drops inputs, not tests.
			if ok && s.Sel.Name == "Fuzz" {
				return false
			}
			if !ok || !slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, s.Sel.Name) {
				return true
			}
			switch {
			case s.Sel.Name == "SkipNow" || len(n.Args) == 0:
				t.Errorf("%s: a skipped test says why", f.at(n.Pos()))
			case !guarded:
				t.Errorf("%s: a test may be left out only until make check (%s); fail with what brings the missing thing", f.at(n.Pos()), heavy)
			}
		}
		return true
	})
}

// drawsInputs reports whether a function tries generated inputs, of which it
// may drop some.
func drawsInputs(fn *ast.FuncType) bool {
	for _, p := range fn.Params.List {
		if star, ok := p.Type.(*ast.StarExpr); ok {
			if s, ok := star.X.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "rapid" {
					return true
				}
			}
		}
	}
	return false
}

func offset(f *file, p token.Pos) int { return f.set.Position(p).Offset }
