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
	window := say("words.ladder.window_"+l.Window.Unit, "months", strconv.Itoa(l.Window.Months))
	if l.Window.Kind == "rolling" {
		window = say("words.ladder.window_rolling", "months", strconv.Itoa(l.Window.Months))
	}
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
