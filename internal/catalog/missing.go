package catalog

import (
	"context"
	"encoding/json"
	"slices"

	"habitue/internal/platform/i18n"
)

// missingCodes returns the codes that are not known, each once, in order: two
// imports that make the same ones then wait for each other and do not lock each
// other out. Errors: ErrBadCode.
func missingCodes(codes []string, known func(code string) bool) ([]string, error) {
	var missing []string
	for _, code := range codes {
		if known(code) {
			continue
		}
		if err := validCode(code); err != nil {
			return nil, err
		}
		missing = append(missing, code)
	}
	slices.Sort(missing)
	return slices.Compact(missing), nil
}

// possible returns the codes that something can have.
func possible(codes []string) []string { return slices.DeleteFunc(slices.Clone(codes), impossible) }

// namedRows are rows to be made, column by column.
type namedRows struct {
	ids   []int64
	codes []string
	names [][]byte
}

// named makes rows that bear their codes as their names, in Chinese, where every
// reader finds them in the end.
func (s *Service) named(ctx context.Context, codes []string) (namedRows, error) {
	ids, err := s.ids.Take(ctx, len(codes))
	if err != nil {
		return namedRows{}, err
	}
	rows := namedRows{ids: ids, codes: codes}
	for _, code := range codes {
		name, err := json.Marshal(i18n.Of(code, ""))
		if err != nil {
			return namedRows{}, err
		}
		rows.names = append(rows.names, name)
	}
	return rows, nil
}
