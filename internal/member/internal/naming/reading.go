package naming

import (
	"strings"
	"sync"

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
	if syllable := syllableOf(characters[i]); syllable != "" {
		return [][]string{{syllable}}, 1
	}
	return nil, 0
}

// known keeps the syllables of characters: to look one up takes the tones out
// anew each time, by a regular expression. There are some ten thousands of them.
var known sync.Map // rune → string

// syllableOf returns the commonest reading of a character, empty where it has none.
func syllableOf(character rune) string {
	if syllable, ok := known.Load(character); ok {
		return syllable.(string)
	}
	found := pinyin.SinglePinyin(character, plain)
	if len(found) == 0 {
		return ""
	}
	syllable := foldSyllable(found[0])
	known.Store(character, syllable)
	return syllable
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
