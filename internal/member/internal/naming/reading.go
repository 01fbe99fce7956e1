package naming

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// maxReadings bounds in how many ways one name is spelled in pinyin.
const maxReadings = 4

var plain = pinyin.NewArgs() // without tones

// readings returns the syllables of the characters, in each way in which people
// read them. It ends before the first character that has no pinyin.
func readings(characters []rune) [][]string {
	all := [][]string{nil}
	for i := 0; i < len(characters) && i < maxCharacters; {
		read, n := readAt(characters, i)
		if n == 0 {
			break
		}
		var longer [][]string
		for _, syllables := range read {
			for _, before := range all {
				if len(longer) < maxReadings {
					longer = append(longer, append(append([]string(nil), before...), syllables...))
				}
			}
		}
		all, i = longer, i+n
	}
	if len(all[0]) == 0 {
		return nil
	}
	return all
}

// readAt reads what begins at i: a surname of one or two characters at the
// beginning, a word with a reading of its own, or one character. It returns the
// readings, the commonest first, and how many characters they cover.
func readAt(characters []rune, i int) (read [][]string, n int) {
	for n := 2; n > 0; n-- {
		if i+n > len(characters) {
			continue
		}
		text := string(characters[i : i+n])
		if found := surnames[text]; i == 0 && found != nil {
			return found, n
		}
		if found := words[text]; found != nil {
			return found, n
		}
	}
	if syllables := pinyin.SinglePinyin(characters[i], plain); len(syllables) > 0 {
		return [][]string{{foldSyllable(syllables[0])}}, 1
	}
	return nil, 0
}

func foldSyllable(s string) string { return strings.ReplaceAll(s, "ü", "v") }

// readingTable reads lines of "characters reading|reading", syllables joined by
// dots, the commonest reading first.
func readingTable(text string) map[string][][]string {
	table := map[string][][]string{}
	for line := range strings.Lines(text) {
		characters, all, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		for reading := range strings.SplitSeq(all, "|") {
			table[characters] = append(table[characters], strings.Split(reading, "."))
		}
	}
	return table
}
