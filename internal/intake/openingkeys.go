package intake

import (
	"hash/maphash"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/member"
)

// readKeys reads the identities. One that cannot be read is refused where there is no
// other to know the member by, and left out where there is.
func (r *openingReader) readKeys() {
	var unreadable []Field
	for i, kind := range [...]member.Kind{r.system, member.Card, member.Phone, member.Email} {
		f := identityFields[i]
		if !r.has(f) {
			continue
		}
		v := r.value(f)
		if v == "" {
			continue
		}
		if damaged([]byte(v)) {
			r.refuse(f, rowDamaged, "value", clip([]byte(v)))
			continue
		}
		folded, ok := r.fold(kind, f, v)
		if !ok {
			unreadable = append(unreadable, f)
			continue
		}
		r.row.Keys = append(r.row.Keys, member.Key{Kind: kind, Value: folded})
	}
	for _, f := range unreadable {
		if len(r.row.Keys) == 0 {
			r.refuse(f, rowIdentity)
		} else {
			r.repairs.note(LeftOut, r.number, f, r.raw(f), "")
		}
	}
}

// fold gives an identity the form in which it is kept, with more patience than a form
// on a screen has: what an export writes around a phone is taken off.
func (r *openingReader) fold(kind member.Kind, f Field, v string) (string, bool) {
	folded, err := member.Fold(kind, v, r.country)
	if err == nil {
		if kind == member.Phone && folded != v && strings.TrimPrefix(folded, "+86") != v {
			r.repairs.note(PhoneWords, r.number, f, v, folded)
		}
		return folded, true
	}
	if kind != member.Phone {
		return "", false
	}
	if folded, err = member.Fold(kind, repairPhone(v), r.country); err != nil {
		return "", false
	}
	r.repairs.note(PhoneWords, r.number, f, v, folded)
	return folded, true
}

// repairPhone takes off what exports write around a phone: 0086-138…, 86138…, 13812345678.0,
// tel:138…, several separators.
func repairPhone(v string) string {
	v = strings.TrimSpace(norm.NFKC.String(v))
	v = strings.TrimSuffix(strings.TrimSuffix(v, ".00"), ".0")
	if i := strings.IndexAny(v, ":"); i >= 0 {
		v = v[i+1:]
	}
	plus := strings.HasPrefix(strings.TrimSpace(v), "+")
	digits := strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return c
		}
		return -1
	}, v)
	switch {
	case strings.HasPrefix(digits, "00"):
		return "+" + digits[2:]
	case !plus && len(digits) == 13 && strings.HasPrefix(digits, "861"):
		return "+" + digits
	case plus:
		return "+" + digits
	}
	return digits
}

// handle names an identity in eight bytes, to others than whoever wrote the file by chance.
func (r *openingReader) handle(k member.Key) uint64 {
	var h maphash.Hash
	h.SetSeed(r.seed)
	_, _ = h.WriteString(string(k.Kind))
	_ = h.WriteByte(0)
	_, _ = h.WriteString(k.Value)
	return h.Sum64()
}

// digest tells rows that say the same from rows that do not.
func (r *openingReader) digest() uint64 {
	var h maphash.Hash
	h.SetSeed(r.seed)
	for _, c := range r.used {
		_, _ = h.Write(bare([]byte(r.at(c))))
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}
