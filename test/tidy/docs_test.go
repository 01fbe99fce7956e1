package tidy

import (
	"encoding/json"
	"go/ast"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pages are the documents that readers act upon.
func pages(t testing.TB) []string {
	t.Helper()
	var list []string
	for _, p := range everyPath(t) {
		if path.Ext(p) == ".md" && (path.Dir(p) == "." || strings.HasPrefix(p, "docs/")) {
			list = append(list, p)
		}
	}
	return list
}

// mentions calls what for each match of a pattern in the pages, with its place.
func mentions(t *testing.T, pattern string, what func(t *testing.T, p string, line int, groups []string)) {
	t.Helper()
	re := regexp.MustCompile(pattern)
	for _, p := range pages(t) {
		text := read(t, p)
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			var groups []string
			for i := 0; i < len(m); i += 2 {
				groups = append(groups, text[max(m[i], 0):max(m[i+1], 0)])
			}
			what(t, p, lineOf(text, m[0]), groups)
		}
	}
}

func TestPagesLeadSomewhere(t *testing.T) {
	t.Parallel()
	mentions(t, `\]\(([^)\s]+)\)`, func(t *testing.T, p string, line int, g []string) {
		target, anchor, _ := strings.Cut(g[1], "#")
		if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
			return
		}
		full := p
		if target != "" {
			full = path.Join(path.Dir(p), target)
		}
		if _, err := os.Stat(filepath.Join(root(t), full)); err != nil {
			t.Errorf("%s:%d: the link to %s leads nowhere", p, line, g[1])
			return
		}
		if anchor != "" && path.Ext(full) == ".md" && !slices.Contains(anchors(read(t, full)), anchor) {
			t.Errorf("%s:%d: %s has no heading for #%s", p, line, full, anchor)
		}
	})
}

var headings = regexp.MustCompile(`(?m)^#+ (.*)$`)

// anchors are the names that headings get: lower case, words joined by dashes.
func anchors(text string) []string {
	var list []string
	dropped := regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	for _, m := range headings.FindAllStringSubmatch(text, -1) {
		list = append(list, strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-"))
	}
	return list
}

func TestPagesNameWhatExists(t *testing.T) {
	t.Parallel()
	t.Run("make targets", func(t *testing.T) {
		t.Parallel()
		makefile := read(t, "Makefile")
		mentions(t, "(?m)(?:`|^|&& )make ([a-z]+)", func(t *testing.T, p string, line int, g []string) {
			if !regexp.MustCompile(`(?m)^` + g[1] + `:`).MatchString(makefile) {
				t.Errorf("%s:%d: the Makefile has no target %s", p, line, g[1])
			}
		})
	})
	t.Run("paths of the API", func(t *testing.T) {
		t.Parallel()
		operations := contract(t)
		mentions(t, "`(GET|POST|PUT|DELETE) (/[^`? ]*)", func(t *testing.T, p string, line int, g []string) {
			at := "/api/v1" + strings.TrimPrefix(g[2], "/api/v1")
			if !operations[g[1]+" "+at] {
				t.Errorf("%s:%d: the contract has no %s %s", p, line, g[1], at)
			}
		})
	})
	t.Run("tests", func(t *testing.T) {
		t.Parallel()
		known := map[string]bool{}
		for _, f := range everyFile(t) {
			for _, d := range f.ast.Decls {
				if fn, is := d.(*ast.FuncDecl); is && f.test {
					known[fn.Name.Name] = true
				}
			}
		}
		mentions(t, "`((?:Test|Fuzz|Benchmark)[A-Z][A-Za-z0-9]*)`", func(t *testing.T, p string, line int, g []string) {
			if !known[g[1]] {
				t.Errorf("%s:%d: there is no test %s", p, line, g[1])
			}
		})
	})
	t.Run("codes of errors", func(t *testing.T) {
		t.Parallel()
		known := codes(t)
		words := map[string]bool{}
		for code := range known {
			word, _, _ := strings.Cut(code, ".")
			words[word] = true
		}
		mentions(t, "(?:`|\"code\": \")([a-z]+)(\\.[a-z_]+)[`\"]", func(t *testing.T, p string, line int, g []string) {
			if strings.Contains(g[2], "_") && words[g[1]] && !known[g[1]+g[2]] {
				t.Errorf("%s:%d: nothing in the program says %s", p, line, g[1]+g[2])
			}
		})
	})
	t.Run("commands and flags", func(t *testing.T) {
		t.Parallel()
		flags, subcommands := commandLine(t)
		mentions(t, `habitue ((?:[a-z]+ ?)+)(?:[^`+"`"+`\n|\\]|\\\n)*`, func(t *testing.T, p string, line int, g []string) {
			command := strings.Fields(g[1])[0]
			if !subcommands[command] && strings.Contains(g[0], "--") {
				t.Errorf("%s:%d: there is no command habitue %s", p, line, command)
			}
			for _, flag := range regexp.MustCompile(`(?:^| )--([a-z-]+)`).FindAllStringSubmatch(g[0], -1) {
				if !flags[flag[1]] {
					t.Errorf("%s:%d: no command of habitue has --%s", p, line, flag[1])
				}
			}
		})
	})
}

// contract lists the operations of the API.
func contract(t testing.TB) map[string]bool {
	t.Helper()
	var spec struct {
		Paths map[string]map[string]any `json:"paths"`
	}
	if err := json.Unmarshal([]byte(read(t, "api/openapi.json")), &spec); err != nil {
		t.Fatal(err)
	}
	operations := map[string]bool{}
	for p, verbs := range spec.Paths {
		for verb := range verbs {
			operations[strings.ToUpper(verb)+" "+p] = true
		}
	}
	return operations
}

// codes lists every text of the source that looks like an error's code or the
// name of a job, a listener or an act.
func codes(t testing.TB) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	for _, f := range everyFile(t) {
		for _, s := range stringsOf(f) {
			if codeShape.MatchString(s.sql) {
				known[s.sql] = true
			}
		}
	}
	for table := range migrations(t).tables {
		known[table] = true
	}
	return known
}

var (
	kongField   = regexp.MustCompile("(?m)^\\t+([A-Z]\\w*) +(?:[\\[\\]*]*[\\w.]+|struct \\{)(?: +`([^`]*)`)?")
	kongName    = regexp.MustCompile(`name:"([^"]+)"`)
	kongCommand = regexp.MustCompile(`cmd:""`)
)

// commandLine reads the grammar out of the structs of cmd/habitue, spelt as
// kong spells them.
func commandLine(t testing.TB) (flags, subcommands map[string]bool) {
	t.Helper()
	flags, subcommands = map[string]bool{"help": true}, map[string]bool{}
	for _, f := range everyFile(t) {
		if f.dir != "cmd/habitue" || f.test {
			continue
		}
		for _, m := range kongField.FindAllStringSubmatch(f.text, -1) {
			spelt := kebab(m[1])
			if n := kongName.FindStringSubmatch(m[2]); n != nil {
				spelt = n[1]
			}
			if kongCommand.MatchString(m[2]) {
				subcommands[spelt] = true
			}
			flags[spelt] = true
		}
	}
	return flags, subcommands
}

func kebab(name string) string {
	dashed := regexp.MustCompile(`([a-z0-9])([A-Z])`).ReplaceAllString(name, "$1-$2")
	return strings.ToLower(dashed)
}

// TestTwinsSayTheSame holds the README's two languages to the same commands,
// links and headings; the words between are people's work.
func TestTwinsSayTheSame(t *testing.T) {
	t.Parallel()
	english, chinese := read(t, "README.md"), read(t, "README.zh-CN.md")
	for what, pattern := range map[string]string{
		"commands": `(?m)^(?:bin/habitue|make|curl|printf|KEY=)[^#\n]*`,
		"links":    `\]\(([^)]+)\)`,
		"headings": `(?m)^#+ `,
	} {
		re := regexp.MustCompile(pattern)
		here, there := re.FindAllString(english, -1), re.FindAllString(chinese, -1)
		for _, list := range [][]string{here, there} {
			for i := range list {
				list[i] = strings.TrimSpace(strings.NewReplacer("README.zh-CN.md", "", "README.md", "").Replace(list[i]))
			}
		}
		if !slices.Equal(here, there) {
			t.Errorf("README.md and README.zh-CN.md differ in their %s:\n%q\n%q", what, here, there)
		}
	}
}

// TestEveryClearErrorIsExplained holds that whoever operates the program finds
// what it says, and what to do about it.
func TestEveryClearErrorIsExplained(t *testing.T) {
	t.Parallel()
	page := read(t, "docs/operate.md")
	for code, at := range madeCodes(t) {
		word, _, _ := strings.Cut(code, ".")
		if !slices.Contains([]string{"app", "backup", "cli", "config", "pgserver", "postgres", "secret"}, word) {
			continue
		}
		if !strings.Contains(page, "`"+code+"`") {
			t.Errorf("%s: docs/operate.md does not say what to do about %s", at, code)
		}
	}
}
