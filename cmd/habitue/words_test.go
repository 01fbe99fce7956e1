package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"habitue/internal/api/messages"
	"habitue/internal/intake"
	"habitue/internal/ledger"
	"habitue/internal/order"
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

// proofName finds the names of proofs where they are made.
var proofName = regexp.MustCompile(`check\.None\("([a-z_.]+)"|Name: "([a-z_.]+)", Broken:`)

func TestEveryProofAndFieldHasWords(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../internal/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range proofName.FindAllStringSubmatch(string(text), -1) {
			codes = append(codes, "proof."+name[1]+name[2])
		}
	}
	if len(codes) < len(ledger.Proofs())+len((&order.Service{}).Proofs()) {
		t.Fatalf("found only %q", codes)
	}
	for _, f := range intake.Fields() {
		codes = append(codes, "field."+string(f))
	}
	for _, how := range []intake.How{intake.ByHand, intake.ByMapping, intake.ByName} {
		codes = append(codes, "import.how."+string(how))
	}
	for _, code := range codes {
		if catalogs[messages.Chinese][code] == "" || catalogs[messages.English][code] == "" {
			t.Errorf("%s has no words", code)
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
