package messages_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"habitue/internal/api/messages"
)

// code is the shape of a code: capability.what.
var code = regexp.MustCompile(`^[a-z]+[a-z0-9_]*\.[a-z0-9_]+$`)

// TestEveryCodeOfTheSourceHasASentence reads the source of the whole program
// for the codes that can reach a reader: the errors it declares, and the fields
// that it names in them.
func TestEveryCodeOfTheSourceHasASentence(t *testing.T) {
	t.Parallel()
	found := codesOfSource(t, filepath.Join("..", ".."))
	if len(found) < 100 {
		t.Fatalf("found only %d codes; the search is broken", len(found))
	}
	for _, c := range slices.Sorted(maps.Keys(found)) {
		for _, l := range messages.Languages {
			if !messages.Has(l, c) {
				t.Errorf("%s has no sentence for %s (%s)", l, c, found[c])
			}
		}
	}
}

// TestBothLanguagesHaveTheSameCodesAndParameters keeps one catalogue from
// running ahead of the other.
func TestBothLanguagesHaveTheSameCodesAndParameters(t *testing.T) {
	t.Parallel()
	chinese, english := messages.Codes(messages.Chinese), messages.Codes(messages.English)
	if !slices.Equal(chinese, english) {
		t.Errorf("only in Chinese: %v; only in English: %v", without(chinese, english), without(english, chinese))
	}
	param := regexp.MustCompile(`\{[a-z_]+\}`)
	for _, c := range chinese {
		zh := param.FindAllString(messages.Text(messages.Chinese, c), -1)
		en := param.FindAllString(messages.Text(messages.English, c), -1)
		slices.Sort(zh)
		slices.Sort(en)
		if !slices.Equal(slices.Compact(zh), slices.Compact(en)) {
			t.Errorf("%s names %v in Chinese and %v in English", c, zh, en)
		}
	}
}

func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

// codesOfSource maps each code to a place where it stands.
func codesOfSource(t *testing.T, root string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			for _, text := range codesOf(n) {
				found[text] = files.Position(n.Pos()).String()
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// naming are the calls whose arguments name codes.
var naming = map[string]bool{"New": true, "Field": true, "wrong": true, "refuse": true}

// codesOf returns the codes that a node names: as an argument of errs.New and
// its like, as the Code of a field, as a constant of codes.
func codesOf(n ast.Node) (list []string) {
	switch n := n.(type) {
	case *ast.CallExpr:
		if naming[nameOf(n.Fun)] && len(n.Args) > 1 {
			list = append(list, literal(n.Args[1]))
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Code" {
			list = append(list, literal(n.Value))
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if i < len(n.Values) && isCodeName(name.Name) {
				list = append(list, literal(n.Values[i]))
			}
		}
	case *ast.ReturnStmt: // a function that returns the code of what is wrong
		if len(n.Results) == 1 {
			list = append(list, literal(n.Results[0]))
		}
	}
	return slices.DeleteFunc(list, func(s string) bool { return !code.MatchString(s) })
}

// isCodeName knows how packages call their constants of codes.
func isCodeName(name string) bool {
	for _, prefix := range []string{"code", "bad"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func literal(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return text
}
