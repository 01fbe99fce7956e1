package tidy

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// TestImportsPointUpwards holds the one direction in which the program hangs
// together. What tests import is their own business; the compiler already
// refuses a ring, and a test may well look at its capability from below.
func TestImportsPointUpwards(t *testing.T) {
	t.Parallel()
	for _, f := range everyFile(t) {
		if f.test || isKit(f.dir) {
			continue
		}
		for imported, at := range f.imports() {
			to, ours := strings.CutPrefix(imported, module)
			if !ours {
				continue
			}
			if why := refuse(f.dir, to); why != "" {
				t.Errorf("%s: %s imports %s, but %s", at, f.dir, to, why)
			}
		}
	}
}

// refuse says why one folder may not import another, or nothing when it may.
func refuse(from, to string) string {
	if isKit(to) {
		return "what helps tests stays out of the program"
	}
	word, rank := capability(from)
	other, otherRank := capability(to)
	if other == word && word != "" {
		return "" // its own parts; internal/ below a capability is the compiler's job
	}
	switch {
	case word == "app", !strings.HasPrefix(from, "internal/"):
		return refuseOutside(from, to)
	case other == "app" && word != "bench":
		return "only cmd, tests and benches stand on internal/app"
	case other == "sample" && word != "bench":
		return "the generated retailer is for demo, bench and tests"
	case word == "bench", strings.HasPrefix(from, "internal/sample/fill"):
		return ""
	case word == "platform":
		return refuseMachinery(to)
	case word == "sample":
		return only(to, "internal/platform/")
	case word == "api":
		if otherRank >= 0 {
			return ""
		}
		return only(to, "internal/platform/", "api", "web")
	case rank >= 0:
		return refuseCapability(word, rank, other, otherRank)
	}
	return ""
}

// refuseOutside is for cmd, db, web and what else lies beside internal. cmd and
// app know everyone.
func refuseOutside(from, to string) string {
	if from == "db" || from == "web" || from == "api" {
		return "it carries files and knows nobody"
	}
	return ""
}

func refuseMachinery(to string) string {
	if word, rank := capability(to); rank >= 0 {
		return fmt.Sprintf("platform knows no business words, and %s is one", word)
	}
	return only(to, "internal/platform/", "db")
}

func refuseCapability(word string, rank int, other string, otherRank int) string {
	switch {
	case other == "platform":
		return ""
	case otherRank < 0:
		return "a capability knows the capabilities above it and the platform, nothing else"
	case otherRank > rank:
		return fmt.Sprintf("%s stands below %s in the order; speak a notice, or declare the interface it fills", other, word)
	}
	return ""
}

func only(to string, allowed ...string) string {
	if slices.ContainsFunc(allowed, func(a string) bool { return strings.HasPrefix(to+"/", strings.TrimSuffix(a, "/")+"/") }) {
		return ""
	}
	return "it may import " + strings.Join(allowed, ", ") + " only"
}

// TestEnginesArePure holds the exported sub-packages that others run without a
// database: the import, the preview, the bench, later the till.
func TestEnginesArePure(t *testing.T) {
	t.Parallel()
	allowed := []string{
		"internal/platform/clock", "internal/platform/errs", "internal/platform/i18n", "internal/platform/money",
		"internal/coupon/terms",              // the words in which rules say for whom, when and on what they are meant
		"github.com/6tail/lunar-go/calendar", // 春节 and other days of the lunar calendar, by arithmetic alone
	}
	for _, f := range everyFile(t) {
		if base := path.Base(f.dir); f.test || base != "engine" && base != "terms" {
			continue
		}
		for imported, at := range f.imports() {
			to, ours := strings.CutPrefix(imported, module)
			switch {
			case slices.Contains(allowed, to):
			case !ours && !strings.Contains(imported, ".") && !slices.Contains([]string{"net/http", "os", "database/sql"}, imported):
			default:
				t.Errorf("%s: an engine is pure arithmetic; %s does not belong here", at, imported)
			}
		}
	}
}
