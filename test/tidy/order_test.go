package tidy

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// order is the whole rule of how the business hangs together: a capability may
// import those above it, and nothing imports downwards. Some of these words do
// not exist yet; they keep their place.
var order = []string{
	"org", "staff", "catalog", "member", "privacy", "event", "order", "ledger", "tier", "coupon", "reward", "program",
	"pricing", "payment", "prepaid", "checkout", "profile", "segment", "recommend", "channel", "campaign", "community",
	"feedback", "webhook", "partner", "intake", "insight",
}

// rooms are the folders of internal that are no capability, and what each is.
var rooms = map[string]string{
	"api":      "the HTTP edge",
	"app":      "the one place that knows everyone",
	"bench":    "the measurements",
	"platform": "machinery without business words",
	"sample":   "the generated retailer",
}

// capability returns the capability that a folder belongs to, and its rank.
func capability(dir string) (word string, rank int) {
	rest, ok := strings.CutPrefix(dir, "internal/")
	if !ok {
		return "", -1
	}
	word, _, _ = strings.Cut(rest, "/")
	return word, slices.Index(order, word)
}

// capabilities lists those that exist, in order.
func capabilities(t testing.TB) []string {
	t.Helper()
	var list []string
	for _, word := range order {
		if _, err := os.Stat(filepath.Join(root(t), "internal", word)); err == nil {
			list = append(list, word)
		}
	}
	return list
}

func TestEveryRoomHasItsPlace(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(filepath.Join(root(t), "internal"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if slices.Contains(order, e.Name()) || rooms[e.Name()] != "" {
			continue
		}
		t.Errorf("internal/%s: this folder is neither a capability in the order nor one of the known rooms; give it its place in test/tidy/order_test.go", e.Name())
	}
}
