package tidy

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habitue/internal/staff"
)

// TestEveryPermissionHasWords holds that the page of roles says each permission
// in both languages, instead of its code.
func TestEveryPermissionHasWords(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"zh-CN", "en"} {
		path := filepath.Join("web/console/src/locales", language, "permission.json")
		text, err := os.ReadFile(filepath.Join("../..", path))
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(text, &words); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, p := range staff.Permissions() {
			key := strings.Replace(string(p), ":", "_", 1)
			if words[key] == "" {
				t.Errorf("%s has no %s", path, key)
			}
			delete(words, key)
		}
		for key := range words {
			t.Errorf("%s: %s is no permission any more", path, key)
		}
	}
}
