package i18n_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"habitue/internal/platform/i18n"
)

func TestTextIn(t *testing.T) {
	t.Parallel()
	both := i18n.Of("门店", "Shop")
	for _, c := range []struct {
		name, language, want string
		text                 i18n.Text
	}{
		{"the_reader's_own_language_comes_first", "en", "Shop", both},
		{"a_variant_reads_its_base_language", "en-GB", "Shop", both},
		{"a_base_language_reads_its_variant", "zh", "门店", both},
		{"an_unknown_language_reads_chinese", "fr", "门店", both},
		{"without_chinese_any_language_will_do", "fr", "Shop", i18n.Of("", "Shop")},
		{"nothing_reads_as_nothing", "en", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.text.In(c.language); got != c.want {
				t.Errorf("In(%q) = %q, want %q", c.language, got, c.want)
			}
		})
	}
}

func TestTextValid(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]i18n.Text{
		"no_language":     {},
		"blank":           i18n.Of(" ", ""),
		"two_lines":       i18n.Of("a\nb", ""),
		"turned_around":   i18n.Of("", "abc\u202Edef"),
		"not_utf8":        i18n.Of("", "\xff"),
		"far_too_long":    i18n.Of(strings.Repeat("长", 201), ""),
		"language_absent": {"": "x"},
	} {
		if text.Valid() {
			t.Errorf("%s: valid", name)
		}
	}
	if !i18n.Of("云岫 · 南京东路店", "Cloudridge").Valid() {
		t.Error("an ordinary name is refused")
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", " 王 明 ", "a\x00b\u202Ec", "\xff\xfe", "👩‍👧"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := i18n.Clean(s, 40)
		if !i18n.OneLine(got) || utf8.RuneCountInString(got) > 40 || got != strings.TrimSpace(got) {
			t.Fatalf("Clean(%q) = %q", s, got)
		}
		if again := i18n.Clean(got, 40); again != got {
			t.Fatalf("cleaning %q twice gives %q", got, again)
		}
	})
}
