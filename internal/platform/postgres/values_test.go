package postgres_test

import (
	"slices"
	"testing"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

func TestListsAreReadAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	db := pgtest.Empty(t)
	for _, list := range [][]string{{}, {""}, {"茶", `a"b`, `c\d`, "{e,f}", "NULL", " g\n"}} {
		var read []string
		if err := db.QueryRow(t.Context(), `SELECT $1::text::text[]`, postgres.ArrayText(list)).Scan(&read); err != nil || !slices.Equal(read, list) {
			t.Errorf("%q is read as %q: %v", list, read, err)
		}
	}
	var ids []int64
	if err := db.QueryRow(t.Context(), `SELECT $1::text::bigint[]`, postgres.ArrayText([]int64{-1, 9007199254740991})).Scan(&ids); err != nil || !slices.Equal(ids, []int64{-1, 9007199254740991}) {
		t.Errorf("ids are read as %v: %v", ids, err)
	}
}
