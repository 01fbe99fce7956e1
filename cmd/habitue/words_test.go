package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"habitue/internal/api/messages"
)

// onlyChinese are errors whose English sentence and advice stand in the error
// itself.
const onlyChinese = "pgserver."

func TestBothLanguagesSayTheSame(t *testing.T) {
	t.Parallel()
	zh, en := catalogs[messages.Chinese], catalogs[messages.English]
	for code := range en {
		if zh[code] == "" {
			t.Errorf("%s has no Chinese", code)
		}
	}
	parameter := regexp.MustCompile(`\{[a-z_]+\}`)
	for code, text := range zh {
		english, ok := en[code]
		if !ok {
			if !strings.HasPrefix(code, onlyChinese) {
				t.Errorf("%s has no English", code)
			}
			continue
		}
		a, b := parameter.FindAllString(text, -1), parameter.FindAllString(english, -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%s tells %v in Chinese and %v in English", code, a, b)
		}
	}
}

func TestLanguageFollowsTheEnvironment(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		all, messages, lang string
		want                messages.Language
	}{
		"nothing_set":              {"", "", "", messages.English},
		"the_C_locale":             {"", "", "C.UTF-8", messages.English},
		"chinese":                  {"", "", "zh_CN.UTF-8", messages.Chinese},
		"chinese_of_taiwan":        {"", "", "zh_TW", messages.Chinese},
		"LC_ALL_wins_over_LANG":    {"en_GB.UTF-8", "zh_CN", "zh_CN", messages.English},
		"LC_MESSAGES_wins_over_it": {"", "zh_CN.UTF-8", "de_DE", messages.Chinese},
	} {
		env := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := languageOf(func(k string) string { return env[k] }); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
