package member

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// FieldValue is what is known of a member in one field.
type FieldValue struct {
	Values   []string // choices by their codes
	StatedBy string   // "member", or a principal
	StatedAt time.Time
}

// String keeps personal text out of logs.
func (FieldValue) String() string { return "member.FieldValue" }

// GoString keeps personal text out of logs.
func (FieldValue) GoString() string { return "member.FieldValue" }

// ownField names a value of a field of the retailer's own to the key that seals it.
func ownField(code string) string { return "own/" + code }

// FieldValues returns what is known of a member in the retailer's own fields, by
// their codes. What he has not stated himself stands in for him from those who were
// merged into him, the latest first.
func (s *Service) FieldValues(ctx context.Context, q postgres.Querier, id ID) (map[string]FieldValue, error) {
	found, err := s.FieldValuesOf(ctx, q, id)
	return found[id], err
}

// FieldValuesOf is FieldValues of many, with two queries; each of them has an entry.
func (s *Service) FieldValuesOf(ctx context.Context, q postgres.Querier, members ...ID) (map[ID]map[string]FieldValue, error) {
	aliases, err := s.Aliases(ctx, q, members...)
	if err != nil {
		return nil, err
	}
	found, stands := make(map[ID]map[string]FieldValue, len(members)), map[ID]ID{}
	asked := slices.Clone(members)
	for _, m := range members {
		found[m], stands[m] = map[string]FieldValue{}, m
		for _, a := range aliases[m] {
			asked, stands[a] = append(asked, a), m
		}
	}
	rows, err := query(q).FieldValues(ctx, postgres.IDs(asked))
	if err != nil {
		return nil, fmt.Errorf("read field values: %w", err)
	}
	// What one says himself comes last, and so stands.
	himself := func(r memberdb.FieldValuesRow) int {
		if stands[ID(r.MemberID)] == ID(r.MemberID) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(rows, func(a, b memberdb.FieldValuesRow) int {
		return cmp.Or(cmp.Compare(himself(a), himself(b)), a.StatedAt.Compare(b.StatedAt))
	})
	for _, r := range rows {
		if found[stands[ID(r.MemberID)]][r.Field], err = s.openValue(r); err != nil {
			return nil, fmt.Errorf("open a field of member %d: %w", r.MemberID, err)
		}
	}
	return found, nil
}

func (s *Service) openValue(r memberdb.FieldValuesRow) (FieldValue, error) {
	v := FieldValue{StatedBy: r.StatedBy, StatedAt: r.StatedAt.UTC()}
	of := ID(r.MemberID)
	data, err := s.keys.Unwrap(secret.Wrapped{MasterKeyID: r.MasterKeyID, Key: r.Wrapped}, owner(of))
	if err != nil {
		return v, err
	}
	text, err := data.Open(r.Sealed, place(of, ownField(r.Field), r.Version))
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal([]byte(text), &v.Values)
}

// SetFields keeps what is said of a member in some of the fields; no values take
// away what was known. may says which fields the speaker may change. Choices of
// fields that are not personal become labels in the same transaction.
//
// Errors: ErrUnknown, ErrHasLeft, ErrBadValue with the code of each field.
func (s *Service) SetFields(ctx context.Context, tx postgres.Tx, id ID, by string, said map[string][]string, may func(Field) bool) error {
	fields, err := s.Fields(ctx, tx)
	if err != nil {
		return err
	}
	if err := s.lockLiving(ctx, tx, id); err != nil {
		return err
	}
	had, err := s.FieldValues(ctx, tx, id)
	if err != nil {
		return err
	}
	folded, err := foldSaid(fields, said, had, may)
	if err != nil {
		return err
	}
	return s.keepFields(ctx, tx, id, by, folded)
}

// lockLiving locks a member who is here. Errors: ErrUnknown, ErrHasLeft.
func (s *Service) lockLiving(ctx context.Context, tx postgres.Tx, id ID) error {
	if _, err := s.Lock(ctx, tx, id); err != nil {
		return err
	}
	m, err := s.Get(ctx, tx, id)
	if err == nil && m.Status != Active {
		return ErrHasLeft
	}
	return err
}

// saidOf is what is said in one field.
type saidOf struct {
	Field
	values []string
}

func foldSaid(fields []Field, said map[string][]string, had map[string]FieldValue, may func(Field) bool) ([]saidOf, error) {
	var list []saidOf
	var wrong []errs.Field
	for _, code := range slices.Sorted(maps.Keys(said)) {
		refuse := func(why string) { wrong = append(wrong, errs.Field{Path: "values." + code, Code: why}) }
		at := slices.IndexFunc(fields, func(f Field) bool { return f.Code == code })
		if at < 0 || fields[at].Ended || fields[at].Kind == CoreField {
			refuse("member.no_such_field")
			continue
		}
		f := fields[at]
		values, why := f.Fold(said[code], had[code].Values)
		switch {
		case !may(f):
			refuse("member.may_not_change")
		case why != "":
			refuse(why)
		case f.Required && len(values) == 0:
			refuse("http.required")
		default:
			list = append(list, saidOf{f, values})
		}
	}
	if len(wrong) > 0 {
		err := *ErrBadValue
		err.Fields = wrong
		return nil, &err
	}
	return list, nil
}

func (s *Service) keepFields(ctx context.Context, tx postgres.Tx, id ID, by string, said []saidOf) error {
	if len(said) == 0 {
		return nil
	}
	data, err := s.dataKey(ctx, tx, id)
	if err != nil {
		return err
	}
	versions := map[string]int32{}
	rows, err := query(tx).FieldVersions(ctx, int64(id))
	if err != nil {
		return fmt.Errorf("read versions of fields: %w", err)
	}
	for _, r := range rows {
		versions[r.Field] = r.Version
	}
	now := s.clock.Now()
	for _, one := range said {
		// A field that was emptied stays on record as empty: what somebody merged into the
		// member once said does not come back by it.
		text, err := json.Marshal(append([]string{}, one.values...))
		if err != nil {
			return fmt.Errorf("write field %s: %w", one.Code, err)
		}
		version := versions[one.Code] + 1
		err = query(tx).PutFieldValue(ctx, memberdb.PutFieldValueParams{MemberID: int64(id), Field: one.Code, Version: version,
			Sealed: data.Seal(string(text), place(id, ownField(one.Code), version)), Empty: len(one.values) == 0, StatedBy: by, StatedAt: now})
		if err != nil {
			return fmt.Errorf("keep field %s of member %d: %w", one.Code, id, err)
		}
	}
	if err := s.labelFields(ctx, tx, id, said, now); err != nil {
		return err
	}
	return s.recordChanged(ctx, tx, id)
}

// labelFields lets the labels of a member say what his choices say.
func (s *Service) labelFields(ctx context.Context, tx postgres.Tx, id ID, said []saidOf, now time.Time) error {
	var list []Label
	held, err := s.Labels(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, one := range said {
		for _, c := range one.Choices {
			name := one.LabelOf(c.Code)
			had := slices.ContainsFunc(held[id], func(l Label) bool { return l.Label == name })
			has := one.Labelled() && slices.Contains(one.values, c.Code)
			switch {
			case has && !had:
				list = append(list, Label{Member: id, Label: name, Source: labelSource, Since: now})
			case had && !has:
				list = append(list, Label{Member: id, Label: name, Source: labelSource, Since: now, ExpiresAt: now})
			}
		}
	}
	return s.SetLabels(ctx, tx, list...)
}

// labelSource names members themselves as those who say what a label says.
const labelSource = "member"
