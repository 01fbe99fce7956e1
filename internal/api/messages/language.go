package messages

import (
	"strconv"
	"strings"
)

// longestLanguageHeader bounds how much of the header is looked at.
const longestLanguageHeader = 512

// LanguageOf chooses the reader's language from Accept-Language: the one with
// the highest weight among those we have, the earlier where weights are equal.
// A reader who names none of them reads Chinese.
func LanguageOf(header string) Language {
	if len(header) > longestLanguageHeader {
		header = header[:longestLanguageHeader]
	}
	best, chosen := 0.0, Chinese
	for part := range strings.SplitSeq(header, ",") {
		tag, rest, _ := strings.Cut(part, ";")
		language, ok := languageOfTag(strings.ToLower(strings.TrimSpace(tag)))
		if weight := weightOf(rest); ok && weight > best {
			best, chosen = weight, language
		}
	}
	return chosen
}

func languageOfTag(tag string) (Language, bool) {
	switch primary, _, _ := strings.Cut(tag, "-"); primary {
	case "zh":
		return Chinese, true
	case "en":
		return English, true
	}
	return "", false
}

func weightOf(params string) float64 {
	for param := range strings.SplitSeq(params, ";") {
		if q, ok := strings.CutPrefix(strings.TrimSpace(param), "q="); ok {
			weight, err := strconv.ParseFloat(q, 64)
			if err != nil || !(weight >= 0 && weight <= 1) {
				return 0
			}
			return weight
		}
	}
	return 1
}
