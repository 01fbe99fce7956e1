package catalog

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// AttributeID is the id of an attribute.
type AttributeID int64

// AttributeKind is what values an attribute has.
type AttributeKind string

// The kinds of attributes.
const (
	TextValue   AttributeKind = "text"
	NumberValue AttributeKind = "number"
	YesNoValue  AttributeKind = "yes_no"
	ChoiceValue AttributeKind = "choice"
	DateValue   AttributeKind = "date"
)

// Attribute is something that can be said of the articles of a category and of all
// that hang under it.
type Attribute struct {
	ID       AttributeID
	Code     string
	Category CategoryID // 0: of all articles
	Name     i18n.Text
	Kind     AttributeKind // stays
	Choices  []string      // of ChoiceValue
	Unit     string        // behind a number: cm, g
	Variants bool          // variants of one article differ in it
	Version  int
}

// Bounds of what can be said of an article.
const (
	maxChoices    = 200
	maxValue      = 200 // characters
	maxAttributes = 100 // of one article
)

// Attributes returns all attributes in the order of their codes.
func (s *Service) Attributes(ctx context.Context, q postgres.Querier) ([]Attribute, error) {
	rows, err := query(q).Attributes(ctx)
	if err != nil {
		return nil, fmt.Errorf("list attributes: %w", err)
	}
	list := make([]Attribute, len(rows))
	for i, r := range rows {
		list[i] = Attribute{ID: AttributeID(r.ID), Code: r.Code, Category: CategoryID(postgres.Value(r.CategoryID)), Name: r.Name,
			Kind: AttributeKind(r.Kind), Choices: r.Choices, Unit: r.Unit, Variants: r.Variants, Version: int(r.Version)}
	}
	return list, nil
}

// Of returns those of the attributes that articles of a category have.
func (t *Tree) Of(category CategoryID, all []Attribute) []Attribute {
	path := t.Path(category)
	return slices.DeleteFunc(slices.Clone(all), func(a Attribute) bool {
		if a.Category == 0 {
			return false
		}
		c, ok := t.ByID(a.Category)
		return !ok || !slices.Contains(path, c.Code)
	})
}

func (a Attribute) validate() error {
	if err := coded.Check(a.Code, ErrBadCode); err != nil {
		return err
	}
	switch {
	case !a.Name.Valid():
		return ErrBadName.With("code", a.Code)
	case !slices.Contains([]AttributeKind{TextValue, NumberValue, YesNoValue, ChoiceValue, DateValue}, a.Kind),
		(a.Kind == ChoiceValue) != (len(a.Choices) > 0), len(a.Choices) > maxChoices, len(a.Unit) > 20, !i18n.OneLine(a.Unit) && a.Unit != "":
		return ErrBadAttribute.With("code", a.Code)
	}
	seen := map[string]bool{}
	for _, c := range a.Choices {
		if !coded.Valid(c) || seen[c] {
			return ErrBadAttribute.With("code", a.Code)
		}
		seen[c] = true
	}
	return nil
}

// CreateAttribute makes an attribute.
// Errors: ErrBadCode, ErrBadName, ErrBadAttribute, ErrCodeTaken, ErrUnknownCategory.
func (s *Service) CreateAttribute(ctx context.Context, tx postgres.Tx, a Attribute) (Attribute, error) {
	if err := a.validate(); err != nil {
		return a, err
	}
	all, err := s.Attributes(ctx, tx)
	if err != nil {
		return a, err
	}
	if slices.ContainsFunc(all, func(other Attribute) bool { return other.Code == a.Code }) {
		return a, ErrCodeTaken.With("code", a.Code)
	}
	fresh, err := s.ids.Next(ctx)
	if err != nil {
		return a, err
	}
	err = query(tx).InsertAttribute(ctx, catalogdb.InsertAttributeParams{
		ID: fresh, Code: a.Code, CategoryID: postgres.Optional(int64(a.Category)), Name: a.Name, Kind: string(a.Kind),
		Choices: append([]string{}, a.Choices...), Unit: a.Unit, Variants: a.Variants,
	})
	if postgres.IsReferenced(err) {
		return a, ErrUnknownCategory
	}
	a.ID, a.Version = AttributeID(fresh), 1
	return a, err
}

// EditAttribute makes an attribute, as it was seen, what is said here, but for its
// code and kind, which stay. Values that articles have already stay as they are.
// Errors: ErrNoAttribute, ErrChanged, ErrBadName, ErrBadAttribute, ErrUnknownCategory.
func (s *Service) EditAttribute(ctx context.Context, tx postgres.Tx, id AttributeID, seen int, a Attribute) (done Changed[Attribute], err error) {
	before, err := s.attribute(ctx, tx, id)
	if err != nil {
		return done, err
	}
	a.ID, a.Code, a.Kind = id, before.Code, before.Kind
	if err := a.validate(); err != nil {
		return done, err
	}
	n, err := query(tx).UpdateAttribute(ctx, catalogdb.UpdateAttributeParams{
		ID: int64(id), Seen: int32(seen), CategoryID: postgres.Optional(int64(a.Category)), Name: a.Name,
		Choices: append([]string{}, a.Choices...), Unit: a.Unit, Variants: a.Variants,
	})
	switch {
	case postgres.IsReferenced(err):
		return done, ErrUnknownCategory
	case err != nil:
		return done, fmt.Errorf("change attribute %s: %w", a.Code, err)
	case n == 0:
		return done, ErrChanged.With("code", a.Code)
	}
	a.Version = before.Version + 1
	return Changed[Attribute]{before, a}, nil
}

// DeleteAttribute takes an attribute away of which no article has a value.
// Errors: ErrNoAttribute, ErrChanged, ErrInUse.
func (s *Service) DeleteAttribute(ctx context.Context, tx postgres.Tx, id AttributeID, seen int) (Attribute, error) {
	a, err := s.attribute(ctx, tx, id)
	if err != nil {
		return a, err
	}
	used, err := query(tx).AttributeInUse(ctx, a.Code)
	if err != nil {
		return a, fmt.Errorf("look for attribute %s: %w", a.Code, err)
	}
	if used {
		return a, ErrInUse.With("code", a.Code)
	}
	n, err := query(tx).DeleteAttribute(ctx, int64(id), int32(seen))
	if err == nil && n == 0 {
		err = ErrChanged.With("code", a.Code)
	}
	return a, err
}

func (s *Service) attribute(ctx context.Context, q postgres.Querier, id AttributeID) (Attribute, error) {
	all, err := s.Attributes(ctx, q)
	if err != nil {
		return Attribute{}, err
	}
	for _, a := range all {
		if a.ID == id {
			return a, nil
		}
	}
	return Attribute{}, ErrNoAttribute
}

var number = regexp.MustCompile(`^-?\d{1,12}(\.\d{1,6})?$`)

// value brings what somebody says into the one spelling of it, or says that it is none.
func (a Attribute) value(said string) (string, bool) {
	said = i18n.Clean(said, maxValue)
	switch a.Kind {
	case NumberValue:
		if !number.MatchString(said) {
			return "", false
		}
		if strings.Contains(said, ".") {
			said = strings.TrimSuffix(strings.TrimRight(said, "0"), ".")
		}
		negative := strings.HasPrefix(said, "-")
		if said = strings.TrimLeft(strings.TrimPrefix(said, "-"), "0"); said == "" || said[0] == '.' {
			said = "0" + said
		}
		if negative && said != "0" {
			said = "-" + said
		}
		return said, true
	case YesNoValue:
		yes, known := YesNo(said)
		if yes {
			return "yes", known
		}
		return "no", known
	case ChoiceValue:
		return said, slices.Contains(a.Choices, said)
	case DateValue:
		_, err := time.Parse(time.DateOnly, said)
		return said, err == nil
	}
	return said, said != ""
}

// YesNo reads a yes or a no as files write them.
func YesNo(said string) (yes, known bool) {
	switch strings.ToLower(said) {
	case "yes", "y", "true", "1", "是", "√":
		return true, true
	case "no", "n", "false", "0", "否", "×":
		return false, true
	}
	return false, false
}

// valued brings the values of an article into their one spelling. An empty value is
// none. What the attributes of its category do not know is refused, but for what the
// article has already: it may have come from another category.
func valued(said, has map[string]string, of []Attribute) (map[string]string, *errs.Error) {
	values := map[string]string{}
	for code, v := range said {
		if v == "" {
			continue
		}
		if has[code] == v {
			values[code] = v
			continue
		}
		i := slices.IndexFunc(of, func(a Attribute) bool { return a.Code == code })
		if i < 0 {
			return nil, ErrUnknownAttribute.With("attribute", i18n.Clean(code, coded.MaxLength))
		}
		spelled, ok := of[i].value(v)
		if !ok {
			return nil, ErrBadAttribute.With("code", of[i].Code)
		}
		values[code] = spelled
	}
	if len(values) > maxAttributes {
		return nil, ErrBadAttribute.With("code", "")
	}
	return values, nil
}
