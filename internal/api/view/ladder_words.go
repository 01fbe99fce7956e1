package view

import (
	"strconv"

	"habitue/internal/api/messages"
	"habitue/internal/platform/errs"
	"habitue/internal/tier"
)

// LadderWords says a ladder in sentences: how each level is reached, kept and lost.
func LadderWords(l tier.Ladder, currency string, language messages.Language) []string {
	say := func(code string, pairs ...any) string { return messages.Text(language, code, errs.Params(pairs...)...) }
	window := windowWords(l.Window, language)
	var words []string
	for i, level := range l.Levels {
		name := level.Name.In(string(language))
		switch {
		case i == 0:
			words = append(words, say("words.ladder.first", "level", name))
		case level.Keep == 0:
			words = append(words, say("words.ladder.level_for_ever", "level", name, "window", window,
				"threshold", messages.Money(level.Threshold, currency)))
		default:
			words = append(words, say("words.ladder.level", "level", name, "window", window,
				"threshold", messages.Money(level.Threshold, currency), "keep", messages.Money(level.Keep, currency)))
		}
	}
	return append(words, say("words.ladder.fall_"+l.Fall))
}

func windowWords(w tier.Window, language messages.Language) string {
	code := "words.ladder.window_" + w.Unit
	if w.Kind == "rolling" {
		code = "words.ladder.window_rolling"
	}
	return messages.Text(language, code, errs.Params("months", strconv.Itoa(w.Months))...)
}

// GapWords says what lies between keeping a level and reaching it.
func GapWords(g tier.Gap, level, currency string, w tier.Window, language messages.Language) string {
	return messages.Text(language, "words.ladder.gap", errs.Params("level", level, "window", windowWords(w, language),
		"keep", messages.Money(g.Keep, currency), "reach", messages.Money(g.Reach, currency),
		"holds", messages.Number(g.Holds), "misses", messages.Number(g.Misses))...)
}
