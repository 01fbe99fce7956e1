package sample

import (
	"fmt"
	"iter"
	"strconv"
	"time"
)

// Member is a person who joined before End. Members are numbered in the order of the
// days on which they joined, and so are their cards.
type Member struct {
	Index    int
	Card     string // 12 digits, the last one a Luhn check
	Name     string
	Gender   string // "female", "male"
	Language string // BCP 47
	Phone    string // E.164
	Email    string // empty where not told
	Birthday string // 1994-05-12, empty where not told
	JoinedAt time.Time
	Store    int // where, or the nearest one when they joined online
	Channel  int
}

// Who tells what. A phone is the price of the card; the rest is asked for.
const (
	englishShare  = 0.02
	femaleShare   = 0.61 // tea and coffee drinkers who carry a card
	emailShare    = 0.34
	birthdayShare = 0.66
	firstCard     = 88_00_000_0000 // 8800 and a running number
)

// Members lists all members, the oldest first.
func (g *Generator) Members() iter.Seq[Member] {
	return func(yield func(Member) bool) {
		for i := range g.habits {
			if !yield(g.Member(i)) {
				return
			}
		}
	}
}

// Member is the member with an index from 0 to Config.Members−1.
func (g *Generator) Member(i int) Member {
	h := &g.habits[i]
	r := newRandom(g.config.Seed, streamIdentity, i)
	m := Member{
		Index: i, Card: cardNumber(i), Phone: g.phone(i, &r), Language: "zh-CN", Gender: "male",
		JoinedAt: g.joinedAt(h), Store: int(h.home), Channel: int(h.joinedBy),
	}
	if r.chance(femaleShare) {
		m.Gender = "female"
	}
	m.Name = chineseName(&r, m.Gender, int(h.birthYear))
	if r.chance(englishShare) {
		m.Name = englishGiven[r.below(len(englishGiven))] + " " + englishSurname[r.below(len(englishSurname))]
		m.Language = "en"
	}
	if r.chance(emailShare) {
		m.Email = mailWords[r.below(len(mailWords))] + strconv.Itoa(1000+i) + "@" + mailDomains[r.below(len(mailDomains))]
	}
	if h.birthday != 0 {
		m.Birthday = fmt.Sprintf("%04d-%02d-%02d", h.birthYear, h.birthday/100, h.birthday%100)
	}
	return m
}

func chineseName(r *random, gender string, birthYear int) string {
	given := &youngerMen
	switch older := birthYear < 1985; {
	case gender == "female" && older:
		given = &olderWomen
	case gender == "female":
		given = &youngerWomen
	case older:
		given = &olderMen
	}
	return surnames[surnameChooser.pick(r)].name + given.pick(r)
}

// phone gives each member another number: the eight digits behind the range are a
// permutation of the index (a Feistel network on two halves of four digits), so that
// they look arbitrary and cannot meet. The ranges are real, or the numbers would not
// pass for phones: a demo must not be connected to a carrier.
func (g *Generator) phone(i int, r *random) string {
	const half = 10_000
	left, right := i/half%half, i%half
	for round := range 4 {
		key := scramble(g.config.Seed ^ uint64(round)<<32 ^ uint64(right))
		left, right = right, (left+int(key%half))%half
	}
	return fmt.Sprintf("+86%s%04d%04d", phonePrefixes[r.below(len(phonePrefixes))], left, right)
}

// cardNumber is the running number with the check digit that scanners verify.
func cardNumber(i int) string {
	digits := strconv.FormatInt(firstCard+int64(i), 10)
	sum := 0
	for n := range len(digits) {
		d := int(digits[len(digits)-1-n] - '0')
		if n%2 == 0 { // the last of these digits stands beside the check digit
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return digits + strconv.Itoa((10-sum%10)%10)
}
