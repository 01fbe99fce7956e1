package member

import (
	"strings"
	"testing"
)

// FuzzSearch holds that no text breaks the reader or fits who has nothing.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{"王 1234", "138 0000 1234", "wang xiao ming", "a@b.c", "VIP-1 王", "😀", "\xff", "()+-", strings.Repeat("a ", 60)} {
		f.Add(s, "王小明")
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		search := readSearch(text, "CN")
		if search.Fits(Personal{}) {
			t.Fatalf("%q fits who has no name and no identity", text)
		}
		search.Fits(Personal{Name: name, Identities: []Key{{Kind: Phone, Value: "+8613800001234"}}})
	})
}
