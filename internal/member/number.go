package member

import (
	"context"
	"crypto/rand"
	"math/big"
	"strconv"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
)

// Numbers made here have 12 digits: 11 at random, so that nobody can guess the
// next card, and a check digit, so that a cashier's slip of the finger is
// noticed. No Chinese phone has twelve digits and no zero in front.
const (
	firstNumber = 10_000_000_000
	lastNumber  = 99_999_999_999
)

// number gives each of the people a number that nobody has, as an identity of
// kind card. One drawn twice is drawn again.
func (s *Service) number(ctx context.Context, tx postgres.Tx, x indexing, people []*person) error {
	for range maxTries {
		if len(people) == 0 {
			return nil
		}
		var wanted []memberdb.MemberClaim
		drawn := make(map[ID]key, len(people))
		for _, p := range people {
			drawn[p.id] = key{Card, drawNumber()}
			wanted = append(wanted, x.claims(drawn[p.id], p.id)...)
		}
		got, err := take(ctx, tx, wanted)
		if err != nil {
			return err
		}
		won := make(map[ID]int, len(got))
		for _, g := range got {
			won[ID(g.MemberID)]++
		}
		var again []*person
		for _, p := range people {
			if k := drawn[p.id]; won[p.id] == len(x.each()) {
				p.number, p.keys = k.value, append(p.keys, k)
			} else {
				again = append(again, p)
			}
		}
		people = again
	}
	return ErrCrowded
}

func drawNumber() string {
	n, err := rand.Int(rand.Reader, big.NewInt(lastNumber-firstNumber+1))
	if err != nil {
		panic("member: " + err.Error()) // a machine without randomness has no keys either
	}
	digits := strconv.FormatInt(firstNumber+n.Int64(), 10)
	return digits + strconv.Itoa(luhn(digits))
}

// luhn returns the check digit that belongs behind the digits.
func luhn(digits string) int {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 0 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return (10 - sum%10) % 10
}

// ValidNumber reports whether a card ends in its check digit: a till may ask
// before it asks us.
func ValidNumber(card string) bool {
	if len(card) < 2 || !allDigits(card) {
		return false
	}
	last := len(card) - 1
	return int(card[last]-'0') == luhn(card[:last])
}
