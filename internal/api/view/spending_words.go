package view

import (
	"maps"
	"slices"

	"habitue/internal/api/messages"
	"habitue/internal/platform/errs"
	"habitue/internal/program/engine"
	"habitue/internal/tier"
)

// SpendingWords says a spending rule in sentences.
func SpendingWords(s engine.Spending, ladder tier.Ladder, currency string, language messages.Language) []string {
	say := func(code string, pairs ...any) string {
		return messages.Text(language, "words.spending."+code, errs.Params(pairs...)...)
	}
	amount := func(n int64) string { return messages.Money(n, currency) }
	stored := say("stored_" + string(s.Stored.Draw))
	p := s.Points
	if p.Off {
		return []string{say("off"), stored}
	}
	words := []string{say("worth", "n", messages.Number(p.Per), "amount", amount(p.Worth))}
	names := map[string]string{}
	for _, level := range ladder.Levels {
		names[level.Code] = level.Name.In(string(language))
	}
	for _, level := range slices.Sorted(maps.Keys(p.Levels)) {
		name := level
		if names[level] != "" {
			name = names[level]
		}
		words = append(words, say("worth_level", "level", name, "n", messages.Number(p.Per), "amount", amount(p.Levels[level])))
	}
	if p.MinBasket > 0 {
		words = append(words, say("min_basket", "amount", amount(p.MinBasket)))
	}
	if p.Step > 1 {
		words = append(words, say("step", "n", messages.Number(p.Step)))
	}
	if p.MaxShare > 0 {
		words = append(words, say("max_share", "share", messages.Rate(p.MaxShare*100)))
	}
	return append(words, stored)
}
