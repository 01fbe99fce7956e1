package tidy

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// serverSide are the names by which net/http answers. Asking (a client) is
// open to whoever has somebody to ask.
var serverSide = []string{
	"Handler", "HandlerFunc", "HandleFunc", "Handle", "ResponseWriter", "ServeMux", "NewServeMux", "Server",
	"ListenAndServe", "Serve", "FileServer", "FileServerFS", "ResponseController", "NewResponseController",
}

// speakers are the folders that know how HTTP is answered.
var speakers = []string{"internal/api", "internal/app", "internal/bench", "internal/platform/httpx", "cmd", "web"}

func TestOnlyTheEdgeAnswersHTTP(t *testing.T) {
	t.Parallel()
	for _, f := range everyFile(t) {
		if f.test || isKit(f.dir) || slices.ContainsFunc(speakers, func(s string) bool { return strings.HasPrefix(f.dir+"/", s+"/") }) {
			continue
		}
		for imported, at := range f.imports() {
			if strings.HasPrefix(imported, "github.com/danielgtaylor/huma") {
				t.Errorf("%s: %s declares operations; that is internal/api's work", at, f.dir)
			}
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && slices.Contains(serverSide, s.Sel.Name) {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "http" && f.imports()["net/http"] != "" {
					t.Errorf("%s: %s uses http.%s; only the edge answers requests", f.at(n.Pos()), f.dir, s.Sel.Name)
				}
			}
			return true
		})
	}
}
