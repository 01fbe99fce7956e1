package twin

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/member/internal/naming"
)

// Traits are what is compared of a member. Phones and e-mails are folded.
type Traits struct {
	Name             string
	Year, Month, Day int // of birth; zero: unknown
	Phones, Emails   []string
	Store            int64    // of joining; zero: unknown
	Homes            []string // as Home writes them
	Devices, Payers  []Mark
	Bought           []Bought
}

// Mark is something that a member left, and how many members share it, at most
// MostHolders.
type Mark struct {
	Key     int64
	Holders int
}

// MostHolders is how many holders of a mark are told apart: of what more share, sharing
// it says nothing.
const MostHolders = 30

// Bought is an article that a member bought in a store, and which part of all buyers
// bought it.
type Bought struct {
	Article, Store int64
	Share          float64
}

// Prepared are traits made ready to be compared many times.
type Prepared struct {
	Traits
	characters string
	sounds     []string // as read, in their order
	blurred    []string // as half the country says them, sorted
}

// Prepare reads a member's name.
func Prepare(t Traits) Prepared {
	name := naming.Fold(t.Name)
	p := Prepared{Traits: t, characters: name.Text(), sounds: name.Sounds()}
	for _, s := range p.sounds {
		p.blurred = append(p.blurred, blur(s))
	}
	slices.Sort(p.blurred)
	return p
}

// blur folds what many speakers do not tell apart: zh and z, n and l, -ng and -n.
func blur(syllable string) string {
	for _, pair := range [...][2]string{{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"n", "l"}} {
		if rest, ok := strings.CutPrefix(syllable, pair[0]); ok {
			syllable = pair[1] + rest
			break
		}
	}
	if rest, ok := strings.CutSuffix(syllable, "ng"); ok {
		syllable = rest + "n"
	}
	return syllable
}

// Lengths of what of a phone and an address identifies somebody.
const (
	tail      = 4
	shortMail = 6
)

// Keys are the blocking keys of a member:
//
//	how the name sounds, with the day of birth       another phone, another character
//	all of the name but one part, with the date      a wrong or missing part of the name
//	how the name sounds, with the end of a phone     no birthday, or a wrong beginning
//	how the name sounds, with all but the end        a wrong end
//	the name of an e-mail, wherever it is            another provider
//	one part of the name, with the address           another phone, no birthday
func (p Prepared) Keys() []string {
	var keys []string
	add := func(kind string, parts ...any) { keys = append(keys, kind+"|"+fmt.Sprintln(parts...)) }
	sound := strings.Join(p.blurred, " ")
	if sound != "" && p.Month != 0 {
		add("day", sound, p.Month, p.Day)
	}
	if p.Year != 0 && p.Month != 0 {
		for i := range p.blurred {
			if rest := slices.Delete(slices.Clone(p.blurred), i, i+1); len(rest) > 0 {
				add("date", strings.Join(rest, " "), p.Year, p.Month, p.Day)
			}
		}
	}
	for _, phone := range p.Phones {
		if cut := len(phone) - tail; cut > tail && sound != "" {
			add("end", sound, phone[cut:])
			add("beginning", sound, phone[:cut])
		}
	}
	for _, email := range p.Emails {
		if name := mailName(email); len(name) >= shortMail {
			add("mail", name)
		}
	}
	for _, home := range p.Homes {
		for _, part := range p.blurred {
			add("home", part, home)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// shortHome is how many characters an address has at least: 1号 is anywhere.
const shortHome = 4

// Home writes an address so that it is the same however it is spaced and pointed;
// "" says nothing of where somebody lives.
func Home(division, line string) string {
	line = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(line))
	if utf8.RuneCountInString(line) < shortHome {
		return ""
	}
	return division + " " + line
}

// mailName is the part of an address that stays when somebody changes the provider.
func mailName(email string) string {
	name, _, _ := strings.Cut(email, "@")
	name, _, _ = strings.Cut(name, "+")
	return strings.ReplaceAll(name, ".", "")
}
