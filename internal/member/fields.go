package member

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Fields returns what the retailer wants to know of members, in the order in which
// it is shown; what ended comes last.
func (s *Service) Fields(ctx context.Context, q postgres.Querier) ([]Field, error) {
	rows, err := query(q).Fields(ctx)
	if err != nil {
		return nil, fmt.Errorf("read fields: %w", err)
	}
	list := make([]Field, len(rows))
	for i, r := range rows {
		list[i] = Field{Code: r.Code, Kind: FieldKind(r.Kind), Name: r.Name, Hint: r.Hint, Least: r.Least, Most: r.Most,
			Required: r.Required, Personal: r.Personal, Readers: roles(r.Readers), Writers: roles(r.Writers), Face: Face(r.Face),
			Weight: int(r.Weight), Place: int(r.Place), Ended: r.Ended, Version: int(r.Version)}
		if err := json.Unmarshal(r.Choices, &list[i].Choices); err != nil {
			return nil, fmt.Errorf("read choices of field %s: %w", r.Code, err)
		}
	}
	return list, nil
}

func roles(texts []string) []staff.Role {
	list := make([]staff.Role, len(texts))
	for i, t := range texts {
		list[i] = staff.Role(t)
	}
	return list
}

func texts(roles []staff.Role) []string {
	list := make([]string, len(roles))
	for i, r := range roles {
		list[i] = string(r)
	}
	return list
}

// SaveField makes a field, or changes it as it was seen: f.Version is the version
// that the writer saw, zero for a new one. Code and kind stay, as do choices that
// were made: they can end. Of a core field only name, hint and weight change. What
// members have said already stays as it is, and so a field that becomes personal or
// stops being so keeps the labels of before until a value is stated again.
//
// Errors: ErrBadField, ErrFieldMoved, ErrNoField, ErrTooManyFields.
func (s *Service) SaveField(ctx context.Context, tx postgres.Tx, f Field, by string) (before, after Field, err error) {
	all, err := s.Fields(ctx, tx)
	if err != nil {
		return before, after, err
	}
	at := slices.IndexFunc(all, func(one Field) bool { return one.Code == f.Code })
	switch {
	case f.Version == 0 && at >= 0:
		return before, after, ErrFieldMoved.With("field", f.Code)
	case f.Version == 0 && len(all) >= mostFields:
		return before, after, ErrTooManyFields.With("most", mostFields)
	case f.Version == 0 && f.Kind == CoreField:
		return before, after, ErrBadField.Field("kind", "member.bad_field_kind")
	case f.Version != 0 && at < 0:
		return before, after, ErrNoField.With("field", f.Code)
	case at >= 0:
		before = all[at]
		f = f.over(before)
	}
	if err := f.validate(); err != nil {
		return before, after, err
	}
	if err := s.writeField(ctx, tx, f, by); err != nil {
		return before, after, err
	}
	f.Version++
	return before, f, nil
}

// over is f with what stays of the field that there is.
func (f Field) over(before Field) Field {
	f.Kind, f.Place = before.Kind, before.Place
	if before.Kind == CoreField {
		core := before
		core.Name, core.Hint, core.Weight, core.Version = f.Name, f.Hint, f.Weight, f.Version
		return core
	}
	for _, c := range before.Choices {
		if !slices.ContainsFunc(f.Choices, func(one Choice) bool { return one.Code == c.Code }) {
			c.Ended = true
			f.Choices = append(f.Choices, c)
		}
	}
	return f
}

func (s *Service) writeField(ctx context.Context, tx postgres.Tx, f Field, by string) error {
	choices, err := json.Marshal(append([]Choice{}, f.Choices...))
	if err != nil {
		return fmt.Errorf("write choices of field %s: %w", f.Code, err)
	}
	if f.Hint == nil {
		f.Hint = i18n.Text{}
	}
	now := s.clock.Now()
	var n int64
	if f.Version == 0 {
		n, err = query(tx).InsertField(ctx, memberdb.InsertFieldParams{Code: f.Code, Kind: string(f.Kind), Name: f.Name, Hint: f.Hint, Choices: choices,
			Least: f.Least, Most: f.Most, Required: f.Required, Personal: f.Personal, Readers: texts(f.Readers), Writers: texts(f.Writers),
			Face: string(f.Face), Weight: int32(f.Weight), Ended: f.Ended, ChangedBy: by, ChangedAt: now})
	} else {
		n, err = query(tx).UpdateField(ctx, memberdb.UpdateFieldParams{Code: f.Code, Seen: int32(f.Version), Name: f.Name, Hint: f.Hint, Choices: choices,
			Least: f.Least, Most: f.Most, Required: f.Required, Personal: f.Personal, Readers: texts(f.Readers), Writers: texts(f.Writers),
			Face: string(f.Face), Weight: int32(f.Weight), Ended: f.Ended, ChangedBy: by, ChangedAt: now})
	}
	if err != nil {
		return fmt.Errorf("write field %s: %w", f.Code, err)
	}
	if n == 0 {
		return ErrFieldMoved.With("field", f.Code)
	}
	return nil
}

// OrderFields puts the fields in an order; those that are not named keep their place.
// Errors: ErrNoField.
func (s *Service) OrderFields(ctx context.Context, tx postgres.Tx, codes []string) error {
	all, err := s.Fields(ctx, tx)
	if err != nil {
		return err
	}
	places := make([]int32, len(codes))
	for i, code := range codes {
		if !slices.ContainsFunc(all, func(f Field) bool { return f.Code == code }) {
			return ErrNoField.With("field", code)
		}
		places[i] = int32(i + 1)
	}
	if err := query(tx).PlaceFields(ctx, codes, places); err != nil {
		return fmt.Errorf("order fields: %w", err)
	}
	return nil
}
