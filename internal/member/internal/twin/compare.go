package twin

import (
	"math"
	"slices"
	"strings"
)

// Code names what a comparison found.
type Code string

// What comparing finds.
const (
	NameSame     Code = "name_same"      // by the same characters
	NameSounds   Code = "name_sounds"    // the same sound, other characters
	NameNear     Code = "name_near"      // the same but for an accent, or the order
	NamePart     Code = "name_part"      // all but one part
	NameOther    Code = "name_other"     //
	BirthSame    Code = "birth_same"     // the whole date
	BirthDay     Code = "birth_day"      // the day; one year is not known
	BirthNear    Code = "birth_near"     // one figure is another, or day and month are turned
	BirthDayOnly Code = "birth_day_only" // the day, of another year
	BirthOther   Code = "birth_other"    //
	PhoneNear    Code = "phone_near"     // one figure is another, or two are turned
	PhoneEnd     Code = "phone_end"      // the last four
	PhoneStart   Code = "phone_start"    // all but the last four
	PhoneOther   Code = "phone_other"    //
	MailName     Code = "mail_name"      // the same name at another provider
	MailNear     Code = "mail_near"      // one letter is another
	MailOther    Code = "mail_other"     //
	HomeSame     Code = "home_same"      // one address
	DeviceSame   Code = "device_same"    // signed in with one device
	PayerSame    Code = "payer_same"     // paid for by one wallet or card
	BasketSame   Code = "basket_same"    // bought in one store what few buy
	StoreSame    Code = "store_same"     // where they joined
	StoreOther   Code = "store_other"    //
)

// Evidence is what one trait says: for one person above nought, for two below.
type Evidence struct {
	Code   Code
	Weight float64 // bits
}

// rate is how often something is found of two records of one person, and of two
// people drawn at random.
type rate struct{ one, two float64 }

func (r rate) weight() float64 { return math.Log2(r.one / r.two) }

// Rates that do not depend on how common a value is. Of one person: what typing
// and changed contracts do to the made records of the test; of two: what chance
// makes. Phones and addresses are taken for less rare than they are: families have
// numbers in a row, and words that many like.
var (
	partOfName   = rate{0.06, 0.002}
	otherName    = rate{0.015, 0.99}
	wholeDate    = rate{0.93, 1.0 / (365 * 40)}
	onlyDay      = rate{0.95, 1.0 / 365}
	nearDate     = rate{0.04, 0.002}
	dayOtherYear = rate{0.012, 1.0 / 365}
	otherDate    = rate{0.02, 0.99}
	nearPhone    = rate{0.05, 1e-5}
	endOfPhone   = rate{0.03, 1e-4}
	startOfPhone = rate{0.02, 2e-4}
	otherPhone   = rate{0.90, 0.9997}
	nameOfMail   = rate{0.10, 1e-5}
	nearMail     = rate{0.05, 1e-5}
	otherMail    = rate{0.80, 0.9999}
	otherStore   = rate{1 - sameShop, 0.95}
)

// How often what is called the same of one person is written so, heard so, or near.
const (
	writtenSame = 0.82
	heardSame   = 0.08
	heardNear   = 0.03
	nearer      = 6    // times more names are near one than sound as it
	sameShop    = 0.55 // one person joins twice in one store
)

// What a household shares: of one person, of two drawn at random, and of two of one
// household. Of who live together it is taken for less rare than it is, since there are
// families among those who are compared.
var (
	sameHome   = shared{rate{0.50, 0.002}, 0.90}
	sameDevice = shared{rate{0.45, 0.002}, 0.25}
	samePayer  = shared{rate{0.50, 0.002}, 0.25}
	sameBasket = shared{rate{0.20, 0.02}, 0.15}
)

// shared is how often a household shares something.
type shared struct {
	rate
	home float64 // of two people of one household
}

// further is what sharing it says of two of whom it is known that they share a household.
func (s shared) further() float64 { return max(0, math.Log2(s.one/s.home)) }

// Compare weighs what two members share and do not share.
func Compare(a, b Prepared, f *Frequencies) []Evidence {
	var found []Evidence
	name := f.names(a, b)
	for _, e := range append([]Evidence{name, births(a, b), phones(a, b), mails(a, b), f.stores(a, b)}, households(a, b, name.Code)...) {
		if e.Code != "" {
			found = append(found, e)
		}
	}
	return found
}

// Personal reports whether anything of what a person bears, and a household does not
// share, speaks for one person: who is called otherwise and was born on another day uses
// one tablet, pays with one card and lives behind one door, and is somebody else.
func Personal(list []Evidence) bool {
	bits := 0.0
	for _, e := range list {
		switch e.Code {
		case HomeSame, DeviceSame, PayerSame, BasketSame, StoreSame, StoreOther:
		default:
			bits += e.Weight
		}
	}
	return bits > 0
}

// households are what two share as those of one household do. Such things come together,
// so that only the rarest counts as among strangers: once it is known that two share a
// door or a card, the next tells one person from two of a family, and no more. Where the
// names are not alike a device, a payer and a basket say nothing: of one surname, with
// phones in a row, are families.
func households(a, b Prepared, name Code) []Evidence {
	found := []Evidence{homes(a, b), marks(DeviceSame, sameDevice, a.Devices, b.Devices), marks(PayerSame, samePayer, a.Payers, b.Payers), baskets(a, b)}
	of := []shared{sameHome, sameDevice, samePayer, sameBasket}
	rarest := 0
	for i, e := range found {
		if e.Weight > found[rarest].Weight {
			rarest = i
		}
	}
	for i := range found {
		switch {
		case !name.alike() && found[i].Code != HomeSame:
			found[i].Weight = 0
		case i != rarest:
			found[i].Weight = min(found[i].Weight, of[i].further())
		}
	}
	return found
}

// marks weighs the rarest mark that two share. Of k who share one there are k(k-1)/2
// pairs, few of whom are one person: a shop's own tablet says nothing.
func marks(code Code, of shared, as, bs []Mark) (e Evidence) {
	for _, a := range as {
		if !slices.ContainsFunc(bs, func(b Mark) bool { return b.Key == a.Key }) {
			continue
		}
		pairs := float64(a.Holders*(a.Holders-1)) / 2
		if w := max(0, rate{of.one, of.two * max(pairs, 1)}.weight()); e.Code == "" || w > e.Weight {
			e = Evidence{code, w}
		}
	}
	return e
}

// What makes two baskets alike: so many articles, of which each is bought by no larger
// part of all buyers, in one store.
const (
	fewBuy     = 0.01
	alikeAfter = 2
)

// baskets says nothing of who bought nothing alike: two cards of one person are used at
// different times.
func baskets(a, b Prepared) (e Evidence) {
	alike := 0
	for _, one := range a.Bought {
		if one.Share <= fewBuy && slices.ContainsFunc(b.Bought, func(two Bought) bool { return two.Article == one.Article && two.Store == one.Store }) {
			alike++
		}
	}
	if alike >= alikeAfter {
		e = Evidence{BasketSame, sameBasket.weight()}
	}
	return e
}

// MostOfBaskets is what baskets can say at most: they are asked for of who come so near.
func MostOfBaskets() float64 { return sameBasket.weight() }

// alike reports whether a name may be of one person who made no mistake in it.
func (c Code) alike() bool { return c == NameSame || c == NameSounds || c == NameNear }

// Alike reports whether two are called alike: only then are those compared who share
// nothing but a mark.
func Alike(list []Evidence) bool {
	return slices.ContainsFunc(list, func(e Evidence) bool { return e.Code.alike() })
}

// Sum adds the weights of evidence.
func Sum(list []Evidence) (bits float64) {
	for _, e := range list {
		bits += e.Weight
	}
	return bits
}

// expectedShare is how many of a retailer's records are a second one of somebody.
const expectedShare = 0.02

// Prior is what to think of two of so many members: among n(n-1)/2 pairs there are
// about n times expectedShare of one person.
func Prior(members int) float64 {
	n := math.Max(float64(members), 2)
	return math.Log2(expectedShare * n / (n * (n - 1) / 2))
}

// Probability is what a score says in words of chance.
func Probability(score float64) float64 { return 1 / (1 + math.Exp2(-score)) }

func (f *Frequencies) names(a, b Prepared) Evidence {
	if len(a.sounds) == 0 || len(b.sounds) == 0 {
		return Evidence{}
	}
	heard := math.Max(f.sameSound(a), f.sameSound(b))
	switch {
	case a.characters == b.characters:
		return Evidence{NameSame, rate{writtenSame, f.sameWriting(a)}.weight()}
	case slices.Equal(a.sounds, b.sounds):
		return Evidence{NameSounds, rate{heardSame, heard}.weight()}
	case slices.Equal(a.blurred, b.blurred):
		return Evidence{NameNear, rate{heardNear, math.Min(nearer*heard, 0.5)}.weight()}
	case allButOne(a.blurred, b.blurred):
		return Evidence{NamePart, partOfName.weight()}
	}
	return Evidence{NameOther, otherName.weight()}
}

// allButOne reports whether two sorted lists differ in one part, or by one, and
// share something.
func allButOne(a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	rest := slices.Clone(b)
	missing := 0
	for _, part := range a {
		if i := slices.Index(rest, part); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
		} else {
			missing++
		}
	}
	return missing <= 1 && len(a) > 1 && len(rest) <= 1
}

func births(a, b Prepared) Evidence {
	if a.Month == 0 || b.Month == 0 {
		return Evidence{}
	}
	day, years := a.Month == b.Month && a.Day == b.Day, a.Year != 0 && b.Year != 0
	switch {
	case day && years && a.Year == b.Year:
		return Evidence{BirthSame, wholeDate.weight()}
	case day && !years:
		return Evidence{BirthDay, onlyDay.weight()}
	case years && nearly(date(a), date(b)), years && a.Year == b.Year && a.Month == b.Day && a.Day == b.Month:
		return Evidence{BirthNear, nearDate.weight()}
	case day:
		return Evidence{BirthDayOnly, dayOtherYear.weight()}
	}
	return Evidence{BirthOther, otherDate.weight()}
}

func date(p Prepared) string {
	figures := make([]byte, 8)
	for i, n := 7, p.Year*10_000+p.Month*100+p.Day; i >= 0; i, n = i-1, n/10 {
		figures[i] = '0' + byte(n%10)
	}
	return string(figures)
}

// best is the strongest evidence of any two values.
func best(as, bs []string, compare func(a, b string) Evidence) (e Evidence) {
	for _, a := range as {
		for _, b := range bs {
			if found := compare(a, b); e.Code == "" || found.Weight > e.Weight {
				e = found
			}
		}
	}
	return e
}

func phones(a, b Prepared) Evidence {
	return best(a.Phones, b.Phones, func(a, b string) Evidence {
		switch cutA, cutB := len(a)-tail, len(b)-tail; {
		case cutA <= tail || cutB <= tail:
			return Evidence{}
		case nearly(a, b):
			return Evidence{PhoneNear, nearPhone.weight()}
		case a[cutA:] == b[cutB:]:
			return Evidence{PhoneEnd, endOfPhone.weight()}
		case a[:cutA] == b[:cutB]:
			return Evidence{PhoneStart, startOfPhone.weight()}
		}
		return Evidence{PhoneOther, otherPhone.weight()}
	})
}

func mails(a, b Prepared) Evidence {
	return best(a.Emails, b.Emails, func(a, b string) Evidence {
		nameA, nameB := mailName(a), mailName(b)
		switch enough := min(len(nameA), len(nameB)) >= shortMail; {
		case enough && nameA == nameB:
			return Evidence{MailName, nameOfMail.weight()}
		case enough && nearly(nameA, nameB) && figures(nameA) == figures(nameB):
			return Evidence{MailNear, nearMail.weight()}
		}
		return Evidence{MailOther, otherMail.weight()}
	})
}

// homes says nothing of who live apart: people move, and have things sent to work.
func homes(a, b Prepared) (e Evidence) {
	if slices.ContainsFunc(a.Homes, func(home string) bool { return slices.Contains(b.Homes, home) }) {
		e = Evidence{HomeSame, sameHome.weight()}
	}
	return e
}

// figures are the digits of a text: panda1987 and panda1988 are two people.
func figures(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

func (f *Frequencies) stores(a, b Prepared) Evidence {
	if a.Store == 0 || b.Store == 0 {
		return Evidence{}
	}
	if a.Store == b.Store { // where there is but one store, it says nothing
		return Evidence{StoreSame, math.Max(0, rate{sameShop, f.sameStore(a.Store)}.weight())}
	}
	return Evidence{StoreOther, otherStore.weight()}
}

// nearly reports whether texts of one length differ in one place, or by two
// neighbours that are turned.
func nearly(a, b string) bool {
	if len(a) != len(b) || a == b {
		return false
	}
	first := 0
	for a[first] == b[first] {
		first++
	}
	if a[first+1:] == b[first+1:] {
		return true
	}
	return first+1 < len(a) && a[first] == b[first+1] && a[first+1] == b[first] && a[first+2:] == b[first+2:]
}
