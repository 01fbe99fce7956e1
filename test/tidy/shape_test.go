package tidy

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// written are the endings of files that people write and read.
var written = []string{".go", ".sql", ".ts", ".tsx", ".css", ".sh", ".md", ".yaml", ".yml", ".toml"}

// longest is where a file asks to be cut in two.
const longest = 700

// generatedFiles are made by a program that is not Go's.
var generatedFiles = regexp.MustCompile(`^(db/schema\.sql|CHANGELOG\.md|web/.*(\.gen\.ts|/schema\.d\.ts|/generated/.*))$`)

func TestNothingIsLeftForLater(t *testing.T) {
	t.Parallel()
	// Put together, so that this file does not find itself.
	later := regexp.MustCompile(`\b(` + "TO" + "DO|FIX" + "ME" + `)\b`)
	for _, p := range everyPath(t) {
		if !slices.Contains(written, path.Ext(p)) {
			continue
		}
		text := read(t, p)
		for _, m := range later.FindAllStringIndex(text, -1) {
			t.Errorf("%s:%d: %q: finish it, or say what is missing where the reader looks", p, lineOf(text, m[0]), text[m[0]:m[1]])
		}
	}
}

func TestFilesFitAMind(t *testing.T) {
	t.Parallel()
	generated := map[string]bool{}
	for _, f := range everyFile(t) {
		generated[f.path] = f.generated
	}
	for _, p := range everyPath(t) {
		if !slices.Contains(written, path.Ext(p)) || generated[p] || generatedFiles.MatchString(p) {
			continue
		}
		text := read(t, p)
		if n := strings.Count(text, "\n"); n > longest && !strings.Contains(text[:min(len(text), 400)], "DO NOT EDIT") {
			t.Errorf("%s:%d: %d lines are more than a mind holds (%d); cut it where its subject changes", p, longest, n, longest)
		}
	}
}

// TestEveryCapabilityExplainsItself holds that a newcomer finds the words of a
// folder in its doc.go, and what it is for in docs.
func TestEveryCapabilityExplainsItself(t *testing.T) {
	t.Parallel()
	for _, word := range capabilities(t) {
		for _, p := range []string{"internal/" + word + "/doc.go", "docs/" + word + ".md"} {
			if _, err := os.Stat(filepath.Join(root(t), p)); err != nil {
				t.Errorf("%s: every capability has one, and %s has none", p, word)
			}
		}
	}
	documented := map[string]bool{}
	for _, f := range everyFile(t) {
		documented[f.dir] = documented[f.dir] || f.ast.Doc != nil
	}
	for _, f := range everyFile(t) {
		if !documented[f.dir] && !f.test && !f.generated {
			t.Errorf("%s:1: no file of %s says what the package is", f.path, f.dir)
			documented[f.dir] = true
		}
	}
}
