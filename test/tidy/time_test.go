package tidy

import (
	"go/ast"
	"strings"
	"testing"
)

// TestTimeIsAsked holds that whatever depends on the time can be run at any
// other: everything but the machinery and the command line asks a clock.
func TestTimeIsAsked(t *testing.T) {
	t.Parallel()
	for _, f := range everyFile(t) {
		if f.test || isKit(f.dir) || strings.HasPrefix(f.dir, "internal/platform/") || strings.HasPrefix(f.dir, "cmd/") {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				for _, name := range []string{"Now", "Since", "Until"} {
					if isCall(call, "time", name) {
						t.Errorf("%s: time.%s outside of the platform; ask the clock in Deps", f.at(call.Pos()), name)
					}
				}
			}
			return true
		})
	}
}

// TestTestsWaitForSignals holds that no test hopes.
func TestTestsWaitForSignals(t *testing.T) {
	t.Parallel()
	for _, f := range everyFile(t) {
		if !f.test && !isKit(f.dir) {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && isCall(call, "time", "Sleep") {
				t.Errorf("%s: a test waits for a signal or sets a clock; a sleep is a flake waiting", f.at(call.Pos()))
			}
			return true
		})
	}
}
