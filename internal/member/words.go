package member

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/member/internal/naming"
)

// Search is what somebody typed into the search box, read: a phone in any
// format, its last four digits, a card or member number, an e-mail, the
// beginning of a name in characters, letters or pinyin, initials, or several of
// these, which then must all fit.
type Search struct{ plans []plan }

// plan is one way to understand the text: all its terms must fit.
type plan []term

// term is one word. Any of its spellings or keys may fit.
type term struct {
	spellings []naming.Spelling
	keys      []Key // folded
}

// Bounds of what is read. Nobody is described by more.
const (
	maxSearch = 100 // characters
	maxTerms  = 8
)

// String keeps personal text out of logs.
func (Search) String() string { return "member.Search" }

// GoString keeps personal text out of logs.
func (Search) GoString() string { return "member.Search" }

// readSearch reads a text for a retailer of the country. What says nothing fits
// nobody.
func readSearch(text, country string) Search {
	text = norm.NFKC.String(strings.ToValidUTF8(text, " "))
	if len([]rune(text)) > maxSearch {
		return Search{}
	}
	r := reader{country: country}
	for piece := range strings.FieldsFuncSeq(text, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;、，；", c) }) {
		r.read(piece)
	}
	r.endNumber()
	var s Search
	if keys := r.exact(strings.TrimSpace(text)); len(keys) > 0 {
		s.plans = append(s.plans, plan{{keys: keys}})
	}
	for _, p := range r.plans() {
		if len(p) > 0 && len(p) <= maxTerms {
			s.plans = append(s.plans, p)
		}
	}
	return s
}

// reader collects the words of a text.
type reader struct {
	country    string
	terms      plan   // numbers and addresses
	number     string // digits that are still being read: 138 0000 1234
	characters string // a name is one, also when it is typed 王 小明
	words      []string
}

// read takes one piece without spaces.
func (r *reader) read(piece string) {
	if isNumber(piece) {
		r.number += piece
		return
	}
	r.endNumber()
	if strings.Contains(piece, "@") {
		r.terms = append(r.terms, term{keys: r.folded(Email, piece)})
		return
	}
	for _, run := range naming.Runs(piece) {
		if run.Characters {
			r.characters += run.Text
		} else {
			r.words = append(r.words, run.Text)
		}
	}
}

func isNumber(piece string) bool {
	return strings.ContainsFunc(piece, unicode.IsDigit) && strings.Trim(piece, "0123456789+-()./") == ""
}

// endNumber makes a term of the digits read so far.
func (r *reader) endNumber() {
	if r.number == "" {
		return
	}
	t := term{keys: slices.Concat(r.folded(Phone, r.number), r.folded(Card, r.number))}
	if len(r.number) == lastCount && allDigits(r.number) {
		t.spellings = []naming.Spelling{{Kind: lastDigits, Text: r.number}}
	}
	r.terms, r.number = append(r.terms, t), ""
}

// exact are the identities that the whole text may be.
func (r *reader) exact(text string) []Key {
	if !strings.ContainsFunc(text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
		return nil
	}
	return slices.Concat(r.folded(Phone, text), r.folded(Email, text), r.folded(Card, text))
}

func (r *reader) folded(kind Kind, text string) []Key {
	folded, err := Fold(kind, text, r.country)
	if err != nil {
		return nil
	}
	return []Key{{kind, folded}}
}

// plans returns the ways to understand what was read. Several words in letters
// are words of a name, or its pinyin with spaces, the surname in front or behind.
func (r *reader) plans() []plan {
	terms := slices.Clone(r.terms)
	if r.characters != "" {
		terms = append(terms, spelled(naming.Characters, r.characters))
	}
	apart := slices.Clone(terms)
	for _, w := range r.words {
		apart = append(apart, term{keys: r.folded(Card, w), spellings: []naming.Spelling{
			{Kind: naming.Letters, Text: w}, {Kind: naming.Pinyin, Text: w}, {Kind: naming.Initials, Text: w}}})
	}
	plans := []plan{apart}
	if len(r.words) > 1 {
		plans = append(plans, append(slices.Clone(terms), spelled(naming.Pinyin, strings.Join(r.words, ""))))
	}
	if n := len(r.words); n > 1 {
		turned := r.words[n-1] + strings.Join(r.words[:n-1], "")
		plans = append(plans, append(slices.Clone(terms), spelled(naming.Pinyin, turned)))
	}
	return plans
}

func spelled(kind naming.Kind, text string) term {
	return term{spellings: []naming.Spelling{{Kind: kind, Text: text}}}
}

// Fits reports whether the search describes a member of whom the vault says p.
func (s Search) Fits(p Personal) bool {
	name := naming.Fold(p.Name)
	return slices.ContainsFunc(s.plans, func(all plan) bool {
		return !slices.ContainsFunc(all, func(t term) bool { return !t.fits(name, p) })
	})
}

func (t term) fits(name naming.Name, p Personal) bool {
	for _, k := range t.keys {
		if slices.Contains(p.Identities, k) {
			return true
		}
	}
	for _, sp := range t.spellings {
		if sp.Kind != lastDigits && name.Has(sp) {
			return true
		}
		if sp.Kind == lastDigits && slices.ContainsFunc(p.Identities, func(k Key) bool {
			return k.Kind == Phone && strings.HasSuffix(k.Value, sp.Text)
		}) {
			return true
		}
	}
	return false
}
