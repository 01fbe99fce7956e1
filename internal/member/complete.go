package member

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"habitue/internal/platform/postgres"
)

// Completeness says how much of what the retailer wants to know of a member is known.
type Completeness struct {
	Percent int // 100 where nothing counts
	Missing []Field
}

// Completeness returns how complete what is known of members is, among the fields
// that counts admits. The vault is not opened: that there is something is enough.
func (s *Service) Completeness(ctx context.Context, q postgres.Querier, fields []Field, counts func(Field) bool, ids ...ID) (map[ID]Completeness, error) {
	rows, err := query(q).KnownOf(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read what is known of members: %w", err)
	}
	known := make(map[ID]map[string]bool, len(ids))
	for _, id := range ids {
		known[id] = map[string]bool{}
	}
	for _, r := range rows {
		name, _, _ := strings.Cut(r.Field, "/") // a second phone is a phone
		if code, own := strings.CutPrefix(r.Field, ownField("")); own {
			name = ownField(code)
		}
		known[ID(r.MemberID)][name] = true
	}
	wanted := slices.DeleteFunc(slices.Clone(fields), func(f Field) bool { return f.Ended || f.Weight == 0 || !counts(f) })
	found := make(map[ID]Completeness, len(ids))
	for id, has := range known {
		found[id] = completeness(wanted, has)
	}
	return found, nil
}

func completeness(wanted []Field, has map[string]bool) Completeness {
	var c Completeness
	all, there := 0, 0
	for _, f := range wanted {
		name := f.Code
		if f.Kind != CoreField {
			name = ownField(f.Code)
		}
		all += f.Weight
		if has[name] {
			there += f.Weight
		} else {
			c.Missing = append(c.Missing, f)
		}
	}
	slices.SortStableFunc(c.Missing, func(a, b Field) int { return b.Weight - a.Weight })
	if c.Percent = 100; all > 0 {
		c.Percent = there * 100 / all
	}
	return c
}
