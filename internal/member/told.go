package member

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// told is what is said of somebody who joins beside who he is, ready to be sealed.
type told struct {
	values  []toldValue
	address string // as it is sealed; "": none
	at      AddressID
	tags    []Tag
	tagged  []int64 // ids of their changes

	consents []Statement
	unasked  []Question // a yes that is not kept, since he is a minor
}

// toldValue is what is said in one field of the retailer's own.
type toldValue struct {
	saidOf
	text string // as it is sealed
}

// Fold brings an address into the form in which it is kept; see fold.
// Errors: ErrBadAddress with its fields.
func (a Address) Fold(country string) (Address, error) { return a.fold(country) }

// LivingFields returns the fields of the retailer's own that can be stated, in the order
// in which they are shown.
func (s *Service) LivingFields(ctx context.Context, q postgres.Querier) ([]Field, error) {
	all, err := s.Fields(ctx, q)
	return slices.DeleteFunc(all, func(f Field) bool { return f.Ended || f.Kind == CoreField }), err
}

// AskedOnJoining reports whether nobody joins by himself without saying something in f:
// it is required, and he may tell it. Tills and files are not asked.
func (f Field) AskedOnJoining() bool { return f.Required && !f.Ended && f.Face == Changeable }

// saysEnough refuses somebody who joins by himself and leaves out what is asked of him,
// or says what is not his to say. Errors: ErrBadValue with the code of each field.
func (s *Service) saysEnough(ctx context.Context, q postgres.Querier, said map[string][]string) error {
	fields, err := s.LivingFields(ctx, q)
	if err != nil {
		return err
	}
	all := maps.Clone(said)
	if all == nil {
		all = map[string][]string{}
	}
	for _, f := range fields {
		if _, told := all[f.Code]; f.AskedOnJoining() && !told {
			all[f.Code] = nil
		}
	}
	_, err = foldSaid(fields, all, nil, func(f Field) bool { return f.Face == Changeable })
	return err
}

// toldFields reads the fields where any of the joins says something in one.
func (s *Service) toldFields(ctx context.Context, q postgres.Querier, joins []Join) ([]Field, error) {
	if !slices.ContainsFunc(joins, func(j Join) bool { return len(j.Values) > 0 }) {
		return nil, nil
	}
	return s.LivingFields(ctx, q)
}

// foldTold folds what j says of p in the fields, and his address, or says what is wrong.
func (p *person) foldTold(fields []Field, country string) (wrong []errs.Field) {
	for _, code := range slices.Sorted(maps.Keys(p.join.Values)) {
		at := slices.IndexFunc(fields, func(f Field) bool { return f.Code == code })
		if at < 0 {
			wrong = append(wrong, errs.Field{Path: "values." + code, Code: "member.no_such_field"})
			continue
		}
		values, why := fields[at].Fold(p.join.Values[code], nil)
		if why != "" {
			wrong = append(wrong, errs.Field{Path: "values." + code, Code: why})
		}
		if len(values) > 0 {
			p.told.values = append(p.told.values, toldValue{saidOf{fields[at], values}, sealedText(values)})
		}
	}
	if p.join.Address == (Address{}) {
		return wrong
	}
	a, err := p.join.Address.fold(country)
	if err != nil {
		for _, f := range errs.Of(err).Fields {
			f.Path = "address." + f.Path
			wrong = append(wrong, f)
		}
	}
	p.told.address = sealedText(a)
	return wrong
}

// toldTags reads the tags where any of the joins names one.
func (s *Service) toldTags(ctx context.Context, q postgres.Querier, joins []Join) ([]Tag, error) {
	if !slices.ContainsFunc(joins, func(j Join) bool { return len(j.Tags) > 0 }) {
		return nil, nil
	}
	return s.Tags(ctx, q)
}

// foldTags finds the tags that are put on p, or says what is wrong.
func (p *person) foldTags(tags []Tag) (wrong []errs.Field) {
	for _, code := range p.join.Tags {
		at := slices.IndexFunc(tags, func(t Tag) bool { return t.Code == code })
		switch {
		case at < 0:
			wrong = append(wrong, errs.Field{Path: "tags", Code: ErrNoTag.Code})
		case tags[at].Ended:
			wrong = append(wrong, errs.Field{Path: "tags", Code: ErrTagEnded.Code})
		case !slices.ContainsFunc(p.told.tags, func(t Tag) bool { return t.Code == code }):
			p.told.tags = append(p.told.tags, tags[at])
		}
	}
	return wrong
}

// foldConsents takes what a file says of consents, or says what is wrong.
func (p *person) foldConsents(texts map[Purpose][]int) (wrong []errs.Field) {
	for _, st := range p.join.Consents {
		if err := st.admitBrought(texts, p.now); err != nil {
			wrong = append(wrong, errs.Field{Path: "consents", Code: errs.Of(err).Code})
		}
		p.told.consents = append(p.told.consents, st)
	}
	return wrong
}

// withhold leaves out what a minor agreed to: his guardian is asked for him.
func (t *told) withhold() {
	t.consents = slices.DeleteFunc(t.consents, func(st Statement) bool {
		if !st.Granted || st.Purpose == Serving {
			return false
		}
		t.unasked = append(t.unasked, st.Question)
		return true
	})
}

// sealedText is how values and addresses stand under their seal.
func sealedText(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("member: write what is told: %v", err)) // texts always can be written
	}
	return string(text)
}

// numberTold gives an id to the address of each who tells one, and to each tag put on him.
func (s *Service) numberTold(ctx context.Context, people []*person) (err error) {
	for _, p := range people {
		if len(p.told.tags) > 0 {
			if p.told.tagged, err = s.ids.Take(ctx, len(p.told.tags)); err != nil {
				return err
			}
		}
		if p.told.address == "" {
			continue
		}
		next, err := s.ids.Next(ctx)
		if err != nil {
			return err
		}
		p.told.at = AddressID(next)
	}
	return nil
}

// tell makes the rows of what is told of p, sealed under his key: as if it had been said
// at the moment in which he is entered.
func (b *book) tell(p *person, seal func(field, text string) []byte) {
	id := int64(p.id)
	for _, v := range p.told.values {
		b.values = append(b.values, []any{id, v.Code, firstVersion, seal(ownField(v.Code), v.text), false, p.join.By, p.now})
		if !v.Labelled() {
			continue
		}
		for _, c := range v.values {
			b.labels = append(b.labels, []any{id, v.LabelOf(c), labelSource, p.now, nil})
		}
	}
	for i, t := range p.told.tags {
		var until *time.Time
		if t.Days > 0 {
			until = postgres.Optional(p.now.AddDate(0, 0, t.Days))
		}
		b.labels = append(b.labels, []any{id, t.Label(), tagSource, p.now, until})
		b.tagged = append(b.tagged, []any{id, p.told.tagged[i], t.Code, actOf(true), until, false, "", p.join.By, p.now})
	}
	for _, st := range p.told.consents {
		b.consents = append(b.consents, consentRow(p.id, st, p.now))
	}
	if p.told.address != "" {
		b.addresses = append(b.addresses, []any{id, int64(p.told.at), firstVersion, seal(addressField(p.told.at), p.told.address), true, p.join.By, p.now})
	}
}

// writeTold adds the rows to what is written of those who are entered.
func (b *book) writeTold(w *postgres.Writes) {
	w.Insert(postgres.Rows{Schema: "member", Table: "field_value", Values: b.values,
		Columns: []string{"member_id", "field", "version", "sealed", "empty", "stated_by", "stated_at"}})
	w.Insert(postgres.Rows{Schema: "member", Table: "address", Values: b.addresses,
		Columns: []string{"member_id", "address_id", "version", "sealed", "chosen", "stated_by", "stated_at"}})
	w.Insert(postgres.Rows{Schema: "member", Table: "label", Values: b.labels, Columns: []string{"member_id", "label", "source", "since", "expires_at"}})
	w.Insert(postgres.Rows{Schema: "member", Table: "tag_change", Values: b.tagged,
		Columns: []string{"member_id", "change_id", "tag", "act", "until", "had", "reason", "said_by", "said_at"}})
}
