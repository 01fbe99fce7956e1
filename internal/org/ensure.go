package org

import (
	"context"
	"encoding/json"
	"slices"

	"habitue/internal/platform/i18n"
	"habitue/internal/platform/id"
)

// ensuring is how one kind of coded thing is found and made.
type ensuring[T any] struct {
	byCodes func(codes []string) (map[string]T, error)
	add     func(added) error
}

// added are rows to be made, column by column.
type added struct {
	ids   []int64
	codes []string
	names [][]byte
}

// ensure returns the things of the codes and makes those that are missing. They
// are made in the order of their codes, so that two imports that make the same
// ones wait for each other and do not lock each other out.
func ensure[T any](ctx context.Context, codes []string, ids *id.Source, e ensuring[T]) (map[string]T, error) {
	known, err := e.byCodes(codes)
	if err != nil {
		return nil, err
	}
	var missing []string
	for _, code := range codes {
		if _, ok := known[code]; !ok {
			missing = append(missing, code)
		}
	}
	if len(missing) == 0 {
		return known, nil
	}
	slices.Sort(missing)
	missing = slices.Compact(missing)
	rows, err := named(missing)
	if err != nil {
		return nil, err
	}
	if rows.ids, err = ids.Take(ctx, len(missing)); err != nil {
		return nil, err
	}
	if err := e.add(rows); err != nil {
		return nil, err
	}
	// Somebody else may have made some of them in the meantime: ask again.
	return e.byCodes(codes)
}

// named makes rows that bear their codes as their names, in Chinese, where every
// reader finds them in the end.
func named(codes []string) (added, error) {
	rows := added{codes: codes}
	for _, code := range codes {
		if err := validCode(code); err != nil {
			return added{}, err
		}
		name, err := json.Marshal(i18n.Of(code, ""))
		if err != nil {
			return added{}, err
		}
		rows.names = append(rows.names, name)
	}
	return rows, nil
}
