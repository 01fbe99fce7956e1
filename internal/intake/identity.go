package intake

import "habitue/internal/member"

// identityFields are the fields that tell who the customer is. The first that a
// row has is what timelines are grouped by.
var identityFields = [...]Field{FieldCustomer, FieldCard, FieldPhone, FieldEmail}

// identityKinds returns what the identities of the fields are called.
func (m Mapping) identityKinds() [len(identityFields)]member.Kind {
	return [...]member.Kind{member.External(m.system()), member.Card, member.Phone, member.Email}
}

// defaultCountry is where phones without a country code are at home.
const defaultCountry = "CN"

// folder gives identities the one form in which members keep them, so that the
// same person is grouped together however a till wrote the phone. Customers come
// again and again: what was folded is remembered.
type folder struct {
	kinds   [len(identityFields)]member.Kind
	country string
	known   [len(identityFields)]map[string]string
}

func newFolder(m Mapping) *folder {
	f := &folder{kinds: m.identityKinds(), country: m.Country}
	if f.country == "" {
		f.country = defaultCountry
	}
	for i := range f.known {
		f.known[i] = map[string]string{}
	}
	return f
}

// fold returns the identity of the i-th field; false where it cannot be one.
func (f *folder) fold(i int, v []byte) ([]byte, bool) {
	if folded, ok := f.known[i][string(v)]; ok {
		return []byte(folded), true
	}
	folded, err := member.Fold(f.kinds[i], string(v), f.country)
	if err != nil {
		return nil, false
	}
	if len(f.known[i]) >= codebookLimit {
		clear(f.known[i])
	}
	f.known[i][string(v)] = folded
	return []byte(folded), true
}
