package tidy

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// module is how the program's own import paths begin.
const module = "habitue/"

// file is one Go file of the working tree.
type file struct {
	path      string // from the repository's root, with slashes
	dir       string
	test      bool // belongs to tests only
	generated bool
	text      string
	ast       *ast.File
	set       *token.FileSet
}

// at names a place in the file.
func (f *file) at(p token.Pos) string {
	return fmt.Sprintf("%s:%d", f.path, f.set.Position(p).Line)
}

// imports returns the import paths of the file and where they stand.
func (f *file) imports() map[string]string {
	places := map[string]string{}
	for _, i := range f.ast.Imports {
		places[strings.Trim(i.Path.Value, `"`)] = f.at(i.Pos())
	}
	return places
}

// root is the folder of go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
		t.Fatalf("the repository is not two folders up: %v", err)
	}
	return dir
}

// foreign are folders whose files are not ours.
var foreign = []string{"bin", "node_modules", "dist", "testdata"}

// paths lists the files of the working tree, from its root, in order.
var paths = sync.OnceValues(func() ([]string, error) {
	var list []string
	err := filepath.WalkDir("../..", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(d.Name(), ".") && d.Name() != ".ci" && p != "../.."
		if d.IsDir() && (hidden || slices.Contains(foreign, d.Name())) {
			return fs.SkipDir
		}
		if !d.IsDir() && d.Type().IsRegular() && !hidden {
			list = append(list, filepath.ToSlash(strings.TrimPrefix(p, "../../")))
		}
		return nil
	})
	return list, err
})

// sources parses every Go file once.
var sources = sync.OnceValues(func() ([]*file, error) {
	all, err := paths()
	if err != nil {
		return nil, err
	}
	var list []*file
	set := token.NewFileSet()
	for _, p := range all {
		if path.Ext(p) != ".go" {
			continue
		}
		text, err := os.ReadFile(filepath.Join("../..", p))
		if err != nil {
			return nil, err
		}
		parsed, err := parser.ParseFile(set, p, text, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		list = append(list, &file{
			path: p, dir: path.Dir(p), text: string(text), ast: parsed, set: set,
			test: strings.HasSuffix(p, "_test.go"), generated: ast.IsGenerated(parsed),
		})
	}
	return list, nil
})

func everyFile(t testing.TB) []*file {
	t.Helper()
	list, err := sources()
	if err != nil {
		t.Fatalf("read the source: %v", err)
	}
	return list
}

// everyPath lists the tree's files for rules that are not about Go.
func everyPath(t testing.TB) []string {
	t.Helper()
	list, err := paths()
	if err != nil {
		t.Fatalf("read the tree: %v", err)
	}
	return list
}

func read(t testing.TB, p string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), p))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// lineOf counts lines up to an offset.
func lineOf(text string, offset int) int { return 1 + strings.Count(text[:offset], "\n") }

// kit matches packages that help tests: ordertest, pgtest.
var kit = regexp.MustCompile(`[a-z]test$`)

// isKit reports whether a package is there for tests only.
func isKit(dir string) bool {
	return kit.MatchString(path.Base(dir)) || strings.HasPrefix(dir, "test/")
}
