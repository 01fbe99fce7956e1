package pdf

import (
	"strings"
	"unicode"
)

// wrap breaks text into lines that are no wider than so much: at spaces, and before
// and after Chinese signs, but never so that a line begins with a closing mark. What is
// wider than a line by itself is broken where the line ends. At least one line.
func (d *Document) wrap(text string, size, wide float64) []string {
	text = strings.Join(strings.Fields(text), " ")
	var lines []string
	line := ""
	for _, piece := range pieces(text) {
		if d.measure(line+strings.TrimRight(piece, " "), size) <= wide {
			line += piece
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
		}
		for d.err == nil && d.measure(strings.TrimRight(piece, " "), size) > wide {
			n := d.fits(piece, size, wide)
			lines = append(lines, piece[:n])
			piece = piece[n:]
		}
		line = piece
	}
	return append(lines, strings.TrimRight(line, " "))
}

// fits is how many bytes of text go into so much, whole signs and at least one.
func (d *Document) fits(text string, size, wide float64) int {
	last := 0
	for at, r := range text {
		end := at + len(string(r))
		if last > 0 && d.measure(text[:end], size) > wide {
			break
		}
		last = end
	}
	return last
}

// pieces cuts text where a line may end.
func pieces(text string) (all []string) {
	begin := 0
	runes := []rune(text)
	for i := 1; i < len(runes); i++ {
		before, after := runes[i-1], runes[i]
		if strings.ContainsRune(closing, after) || strings.ContainsRune(opening, before) {
			continue
		}
		if before == ' ' && after != ' ' || stands(before) || stands(after) && before != ' ' {
			all = append(all, string(runes[begin:i]))
			begin = i
		}
	}
	if begin < len(runes) {
		all = append(all, string(runes[begin:]))
	}
	return all
}

// What no line begins with, and what none ends with.
const (
	closing = "，。、；：！？）】」』》…％,.;:!?)]}% "
	opening = "（【「『《([{¥€£$"
)

// stands reports whether a sign is a word by itself.
func stands(r rune) bool {
	return unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}
