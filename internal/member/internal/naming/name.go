package naming

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Kind is a kind of spelling.
type Kind string

// The kinds of spelling.
const (
	Characters Kind = "characters" // Chinese, Japanese or Korean ones, from the beginning
	Letters    Kind = "letters"    // of one word of a name in letters, from its beginning
	Pinyin     Kind = "pinyin"     // whole syllables, from the beginning
	Initials   Kind = "initials"   // the first letter of each syllable, all of them
)

// Spelling is a way to type a name's beginning.
type Spelling struct {
	Kind Kind
	Text string
}

// Bounds of what is spelled out; a longer beginning is cut there, by Cut.
const (
	maxCharacters = 8
	maxLetters    = 12
	maxWords      = 4
)

// Name is a name, folded.
type Name struct {
	characters []rune
	words      []string
}

// Fold takes a name apart.
func Fold(name string) Name {
	var n Name
	for _, run := range Runs(name) {
		if run.Characters {
			n.characters = append(n.characters, []rune(run.Text)...)
		} else if len(n.words) < maxWords {
			n.words = append(n.words, run.Text)
		}
	}
	return n
}

// Run is a piece of text in one kind of writing, folded.
type Run struct {
	Text       string
	Characters bool // else letters and digits
}

// Runs cuts a text where its writing changes and at whatever is neither letter
// nor digit.
func Runs(text string) []Run {
	var runs []Run
	open := false
	for _, r := range norm.NFKC.String(text) {
		character := isCharacter(r)
		folded := simplify(r)
		if !character {
			folded = foldLetter(r)
		}
		switch {
		case folded == 0 && unicode.Is(unicode.Mn, r), r == '\'', r == '’':
			continue // an accent, or the mark in xi'an
		case folded == 0:
			open = false
			continue
		case !open || runs[len(runs)-1].Characters != character:
			runs = append(runs, Run{Characters: character})
			open = true
		}
		runs[len(runs)-1].Text += string(folded)
	}
	return runs
}

func isCharacter(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// foldLetter returns the small letter without its accents, or 0 for what is no
// letter. ü is v, as it is typed in pinyin.
func foldLetter(r rune) rune {
	switch r {
	case 'ü', 'Ü', 'ǖ', 'ǘ', 'ǚ', 'ǜ':
		return 'v'
	}
	for _, base := range norm.NFKD.String(string(r)) {
		if unicode.IsLetter(base) || unicode.IsDigit(base) {
			return unicode.ToLower(base)
		}
		return 0
	}
	return 0
}

// Spellings lists each way to type the name's beginning once.
func (n Name) Spellings() []Spelling {
	var list spellings
	for i := range n.characters[:min(len(n.characters), maxCharacters)] {
		list.add(Characters, string(n.characters[:i+1]))
	}
	for _, syllables := range readings(n.characters) {
		initials := ""
		for i := range syllables {
			list.add(Pinyin, strings.Join(syllables[:i+1], ""))
			initials += syllables[i][:1]
		}
		if len(syllables) > 1 {
			list.add(Initials, initials)
		}
	}
	for _, w := range n.words {
		letters := []rune(w)
		for i := min(2, len(letters)); i <= min(len(letters), maxLetters); i++ {
			list.add(Letters, string(letters[:i]))
		}
	}
	if len(n.words) > 1 {
		list.add(Pinyin, strings.Join(n.words, ""))
	}
	return list
}

type spellings []Spelling

func (l *spellings) add(kind Kind, text string) {
	s := Spelling{kind, text}
	for _, known := range *l {
		if known == s {
			return
		}
	}
	*l = append(*l, s)
}

// Cut shortens what somebody typed to what is spelled out.
func (s Spelling) Cut() Spelling {
	limit := maxLetters
	switch s.Kind {
	case Characters:
		limit = maxCharacters
	case Pinyin, Initials:
		return s
	}
	if letters := []rune(s.Text); len(letters) > limit {
		s.Text = string(letters[:limit])
	}
	return s
}

// Has reports whether the name can be typed so, also beyond what is spelled out.
func (n Name) Has(s Spelling) bool {
	switch s.Kind {
	case Characters:
		return s.Text != "" && strings.HasPrefix(string(n.characters), s.Text)
	case Letters:
		for _, w := range n.words {
			if strings.HasPrefix(w, s.Text) {
				return true
			}
		}
		return false
	}
	for _, own := range n.Spellings() {
		if own == s {
			return true
		}
	}
	return false
}

// Text is the name as it is compared: characters, or else words with a space between.
func (n Name) Text() string {
	return strings.TrimSpace(string(n.characters) + " " + strings.Join(n.words, " "))
}

// Sounds are the parts of the name as they are mostly read: syllables of characters,
// then words in letters. What has no reading stands as it is written.
func (n Name) Sounds() []string {
	var parts []string
	if read := readings(n.characters); read != nil {
		parts = append(parts, read[0]...)
	} else if len(n.characters) > 0 {
		parts = append(parts, string(n.characters))
	}
	return append(parts, n.words...)
}
