// Package messages holds every sentence the API says, in Chinese and English,
// by code: {"ledger.insufficient_balance": "可用积分不足，还差 {short}。"}. Texts
// in braces are parameters of the error or reason that is being told.
//
// Codes are what clients rely on; sentences may be improved at any time. A test
// reads the source of the whole program and fails when a code that can reach a
// reader has no sentence in one of the languages.
package messages

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
)

// Language is a language that every sentence exists in.
type Language string

// The languages, the first being what a reader gets who states none.
const (
	Chinese Language = "zh-CN"
	English Language = "en"
)

// Languages lists them.
var Languages = []Language{Chinese, English}

//go:embed *.json
var files embed.FS

var catalogs = load()

func load() map[Language]map[string]string {
	all := map[Language]map[string]string{}
	for _, l := range Languages {
		raw, err := files.ReadFile(string(l) + ".json")
		if err != nil {
			panic(fmt.Sprintf("messages: read catalog: %v", err))
		}
		catalog := map[string]string{}
		if err := json.Unmarshal(raw, &catalog); err != nil {
			panic(fmt.Sprintf("messages: catalog %s: %v", l, err))
		}
		all[l] = catalog
	}
	return all
}

// Text returns the sentence of code in l with its parameters put in, or the
// code itself where the catalog has no sentence.
func Text(l Language, code string, params ...errs.Param) string {
	template, ok := catalogs[l][code]
	if !ok {
		return code
	}
	if len(params) == 0 || !strings.Contains(template, "{") {
		return template
	}
	var text strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		text.WriteString(before)
		if !found {
			return text.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if i := slices.IndexFunc(params, func(p errs.Param) bool { return p.Name == name }); closed && i >= 0 {
			if s, is := params[i].Value.(string); is {
				text.WriteString(s)
			} else {
				fmt.Fprint(&text, written(l, params[i].Value))
			}
			template = after
			continue
		}
		text.WriteByte('{') // no parameter of this text
		template = rest
	}
}

// written is a parameter as a reader expects it: money in its currency, names in his
// language.
func written(l Language, value any) any {
	switch v := value.(type) {
	case money.Amount:
		return Money(v.Minor, v.Currency)
	case i18n.Text:
		return v.In(string(l))
	}
	return value
}

// Has reports whether code has a sentence in l.
func Has(l Language, code string) bool { _, ok := catalogs[l][code]; return ok }

// Codes lists the codes that have a sentence in l, sorted.
func Codes(l Language) []string { return slices.Sorted(maps.Keys(catalogs[l])) }
