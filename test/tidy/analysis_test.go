package tidy

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"habitue/internal/platform/postgres/pgtest"
)

// oneDialect are the parts of PostgreSQL's dialect that DuckDB reads otherwise
// or not at all, and what to write in their place.
var oneDialect = map[string]*regexp.Regexp{
	"use regexp_matches or LIKE: ~ matches the whole text in one engine": regexp.MustCompile(`[^<>!]~`),
	"JSON is not copied":                  regexp.MustCompile(`@>|#>|->|\bjsonb`),
	"one engine lacks it":                 regexp.MustCompile(`(?i)\b(to_char|make_interval|width_bucket|hashtext|similar\s+to|now\(\)|current_date)\b`),
	"DESC says NULLS FIRST or NULLS LAST": regexp.MustCompile(`(?i)\bDESC\b(?:\s+NULLS)?(\s*[,);]|\s*$|\s+LIMIT)`),
}

// TestAnalysisReadsWhatIsCopied holds that analytic SQL stands in files of its
// own, one question each, says what it asks, names only tables that their owners,
// capabilities above it, let be copied, and speaks what both engines read.
func TestAnalysisReadsWhatIsCopied(t *testing.T) {
	t.Parallel()
	kind := kinds(t, pgtest.New(t))
	known, copied := migrations(t), copiedTables(t)
	for table := range copied {
		if !slices.Contains([]string{"member", "reference"}, kind[table]) {
			t.Errorf("%s is a table of class %q, which is never copied", table, kind[table])
		}
	}
	seen := 0
	for _, p := range everyPath(t) {
		if path.Base(path.Dir(p)) != "analysis" || path.Ext(p) != ".sql" {
			continue
		}
		seen++
		raw := read(t, p)
		if !strings.HasPrefix(raw, "-- ") {
			t.Errorf("%s:1: a question says in a comment what it asks", p)
		}
		sql := sqlComment.ReplaceAllString(raw, "")
		if strings.Contains(strings.TrimSpace(sql), ";") {
			t.Errorf("%s: a file is one question, without a semicolon", p)
		}
		for why, pattern := range oneDialect {
			if m := pattern.FindString(strings.TrimSpace(sql)); m != "" {
				t.Errorf("%s: %q: %s", p, m, why)
			}
		}
		word, rank := capability(path.Dir(p))
		for _, m := range named.FindAllString(sql, -1) {
			if !known.tables[m] {
				continue
			}
			schema, _, _ := strings.Cut(m, ".")
			owner, ownerRank := capability(ownerOf(schema))
			if ownerRank < 0 || ownerRank > rank {
				t.Errorf("%s: %s names %s of %s, which is not above it", p, word, m, owner)
			}
			if !copied[m] {
				t.Errorf("%s: %s is not among what %s lets be copied (Replicated)", p, m, owner)
			}
		}
	}
	if seen == 0 {
		t.Error("no analytic SQL was found; this test no longer sees it")
	}
}

// declaresCopy finds what a Replicated function lists.
var declaresCopy = regexp.MustCompile(`\bName: "([a-z_]+\.[a-z_]+)", Key:`)

// copiedTables are the tables that their owners let be copied.
func copiedTables(t testing.TB) map[string]bool {
	t.Helper()
	tables := map[string]bool{}
	for _, f := range everyFile(t) {
		if path.Base(f.path) != "replica.go" || f.test {
			continue
		}
		for _, m := range declaresCopy.FindAllStringSubmatch(f.text, -1) {
			tables[m[1]] = true
		}
	}
	if len(tables) == 0 {
		t.Fatal("no declarations of copied tables were found; this test no longer sees them")
	}
	return tables
}
