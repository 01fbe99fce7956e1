package coded

import (
	"context"
	"encoding/json"
	"slices"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/id"
)

// Things is how one kind of coded thing is found and made.
type Things[T any] struct {
	IDs  *id.Source
	Bad  *errs.Error // what a code that cannot be one is answered with
	Find func(codes []string) (map[string]T, error)
	Add  func(Rows) error // leaves alone what somebody else has made meanwhile
}

// Rows are things to be made, column by column.
type Rows struct {
	IDs   []int64
	Codes []string
	Names [][]byte // JSON of i18n.Text
}

// Ensure returns the things of the codes and makes those that are missing. They
// are made in the order of their codes, so that two imports that make the same
// ones wait for each other and do not lock each other out. Errors: Bad.
func (t Things[T]) Ensure(ctx context.Context, codes []string) (map[string]T, error) {
	known, err := t.Find(codes)
	if err != nil {
		return nil, err
	}
	missing := slices.DeleteFunc(slices.Clone(codes), func(code string) bool { _, ok := known[code]; return ok })
	if len(missing) == 0 {
		return known, nil
	}
	slices.Sort(missing)
	rows, err := t.rows(ctx, slices.Compact(missing))
	if err != nil {
		return nil, err
	}
	if err := t.Add(rows); err != nil {
		return nil, err
	}
	// Somebody else may have made some of them in the meantime: ask again.
	return t.Find(codes)
}

// rows bear their codes as their names, in Chinese, where every reader finds
// them in the end.
func (t Things[T]) rows(ctx context.Context, codes []string) (Rows, error) {
	rows := Rows{Codes: codes}
	for _, code := range codes {
		if err := Check(code, t.Bad); err != nil {
			return Rows{}, err
		}
		name, err := json.Marshal(i18n.Of(code, ""))
		if err != nil {
			return Rows{}, err
		}
		rows.Names = append(rows.Names, name)
	}
	var err error
	rows.IDs, err = t.IDs.Take(ctx, len(codes))
	return rows, err
}
