package twin

import (
	"math"
	"unicode/utf8"
)

// Frequencies tell how common names and stores are among the retailer's members: to
// share a rare name says more than to share a common one. They are counted on a
// sample; what it does not hold is taken for as rare as once in it.
type Frequencies struct {
	people, placed           int
	surname, given           map[string]int // as written
	surnameSound, givenHeard map[string]int // as heard
	store                    map[int64]int
}

// NewFrequencies counts nothing yet.
func NewFrequencies() *Frequencies {
	return &Frequencies{surname: map[string]int{}, given: map[string]int{}, surnameSound: map[string]int{}, givenHeard: map[string]int{}, store: map[int64]int{}}
}

// Add counts one member of the sample.
func (f *Frequencies) Add(p Prepared) {
	if p.Store != 0 {
		f.placed++
		f.store[p.Store]++
	}
	if len(p.sounds) == 0 {
		return
	}
	f.people++
	surname, given := written(p)
	f.surname[surname]++
	f.given[given]++
	surname, given = heard(p)
	f.surnameSound[surname]++
	f.givenHeard[given]++
}

func written(p Prepared) (surname, given string) {
	_, n := utf8.DecodeRuneInString(p.characters)
	if len(p.sounds) > 0 && n > 0 && n == 1 { // letters: the first word is one
		return p.sounds[0], join(p.sounds[1:])
	}
	return p.characters[:n], p.characters[n:]
}

func heard(p Prepared) (surname, given string) { return p.sounds[0], join(p.sounds[1:]) }

func join(parts []string) (text string) {
	for _, p := range parts {
		text += p + " "
	}
	return text
}

// sameWriting is how likely a stranger is called as p is, by the same characters.
func (f *Frequencies) sameWriting(p Prepared) float64 {
	surname, given := written(p)
	return f.share(f.surname[surname], f.people) * f.share(f.given[given], f.people)
}

// sameSound is how likely a stranger's name sounds as p's does.
func (f *Frequencies) sameSound(p Prepared) float64 {
	surname, given := heard(p)
	return f.share(f.surnameSound[surname], f.people) * f.share(f.givenHeard[given], f.people)
}

// sameStore is how likely a stranger joined in the store.
func (f *Frequencies) sameStore(store int64) float64 { return f.share(f.store[store], f.placed) }

// share is a part of the sample, at least once in it and never all of it.
func (f *Frequencies) share(n, of int) float64 {
	return math.Min(0.9, float64(max(n, 1))/float64(max(of, 1000)))
}
