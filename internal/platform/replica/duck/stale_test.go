package duck

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habitue/internal/platform/replica"
)

// copied returns a shop whose copy is up to date.
func copied(t *testing.T) (*shop, *Replica) {
	t.Helper()
	s := newShop(t)
	s.sell(t, 1, 1, 100)
	s.exec(t, `INSERT INTO shop.place VALUES (1, 'a')`)
	r := s.open(t)
	must(t, r.CatchUp(t.Context()))
	return s, r
}

// rebuilt holds that the copy was made anew since, and is right.
func rebuilt(t *testing.T, r *Replica, times int64) {
	t.Helper()
	must(t, r.CatchUp(t.Context()))
	equal(t, r)
	if st := r.Status(t.Context()); st.Rebuilt != times || st.State != replica.Following {
		t.Errorf("%+v", st)
	}
}

func TestOtherLifeOfTheDatabaseMeansANewCopy(t *testing.T) {
	t.Parallel()
	s, r := copied(t)
	s.exec(t, `DELETE FROM replica.epoch`) // what a restored backup lacks
	s.exec(t, `UPDATE shop.sale SET amount = 5 WHERE id = 5`)
	rebuilt(t, r, 2)
}

func TestDatabaseThatWentBackMeansANewCopy(t *testing.T) {
	t.Parallel()
	_, r := copied(t)
	m := r.mark
	m.watermark += 1 << 40
	must(t, r.engine.inTx(t.Context(), func() error { return r.engine.writeMark(t.Context(), m) }))
	r.mark = m
	_, err := r.turn(t.Context())
	must(t, err)
	rebuilt(t, r, 2)
}

func TestOtherDeclarationsMeanANewCopy(t *testing.T) {
	t.Parallel()
	s, r := copied(t)
	must(t, r.Close())
	d := s.deps(t)
	d.Tables = tables[:2]
	r = New(d)
	must(t, r.Open(t.Context()))
	defer func() { must(t, r.Close()) }()
	rebuilt(t, r, 1)
}

func TestFileThatIsNoneMeansANewCopy(t *testing.T) {
	t.Parallel()
	s, r := copied(t)
	path := r.engine.path
	must(t, r.Close())
	must(t, os.WriteFile(path, []byte(strings.Repeat("no database", 10000)), 0o600))
	rebuilt(t, s.open(t), 1)
}

func TestDifferenceIsNamedAndHealed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ damage, table, day string }{
		"a_row_is_missing":     {`DELETE FROM shop.sale WHERE id = 5`, "shop.sale", "2024-01-06"},
		"a_row_is_twice":       {`INSERT INTO shop.entry SELECT * FROM shop.entry WHERE id = 7`, "shop.entry", "members 1 of 64"},
		"a_value_differs":      {`UPDATE shop.sale SET hour = hour + 1 WHERE id = 9`, "shop.sale", "2024-01-10"},
		"a_text_was_lost":      {`UPDATE shop.sale SET note = NULL WHERE id = 9`, "shop.sale", "2024-01-10"},
		"a_small_table_wrong":  {`UPDATE shop.place SET code = 'z'`, "shop.place", "all"},
		"a_row_of_nobody":      {`INSERT INTO shop.entry VALUES (65, 1, 1)`, "shop.entry", "members 1 of 64"},
		"two_values_exchanged": {`UPDATE shop.sale SET amount = CASE id WHEN 3 THEN 503 * 7 ELSE amount END WHERE id = 3`, "shop.sale", "2024-01-04"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, r := copied(t)
			equal(t, r)
			must(t, r.engine.exec(t.Context(), c.damage))
			found, err := r.Compare(t.Context())
			must(t, err)
			if len(found.Differences) != 1 || found.Differences[0].Table != c.table || found.Differences[0].Day != c.day {
				t.Fatalf("found %v", found.Differences)
			}
			rebuilt(t, r, 2)
		})
	}
}

// TestWhatIsNewIsComparedByItself damages a row that was compared before and one
// that was not: only the latter is looked at, and the night finds the former.
func TestWhatIsNewIsComparedByItself(t *testing.T) {
	t.Parallel()
	s, r := copied(t)
	equal(t, r)
	s.sell(t, 2, 1, 40)
	s.exec(t, `UPDATE shop.sale SET amount = -1, xid = pg_current_xact_id() WHERE member_id = 1 AND id = 30`)
	must(t, r.CatchUp(t.Context()))
	must(t, r.engine.exec(t.Context(), `UPDATE shop.sale SET hour = hour + 1 WHERE member_id = 1 AND id = 9`))
	found, err := r.CompareNew(t.Context())
	must(t, err)
	// 40 sales, the one that was changed, 40 entries; and the small table.
	if places := count(t, r, `SELECT count(*) FROM shop.place`); len(found.Differences) > 0 || found.Rows != 81+places {
		t.Fatalf("%+v", found)
	}
	s.exec(t, `UPDATE shop.sale SET amount = -2, xid = pg_current_xact_id() WHERE member_id = 1 AND id = 30`)
	must(t, r.CatchUp(t.Context()))
	must(t, r.engine.exec(t.Context(), `UPDATE shop.sale SET amount = -3 WHERE member_id = 1 AND id = 30`))
	found, err = r.CompareNew(t.Context())
	must(t, err)
	if len(found.Differences) != 1 || found.Differences[0].Day != "2024-01-31" {
		t.Fatalf("%+v", found)
	}
	if st := r.State(); st.Differed != 1 || st.Compared.IsZero() {
		t.Errorf("%+v", st)
	}
	rebuilt(t, r, 2)
}

func TestNewCopyIsMadeBesideTheOldOne(t *testing.T) {
	t.Parallel()
	s, r := copied(t)
	s.sell(t, 2, 1, 50)
	must(t, r.CatchUp(t.Context()))
	before := sumsOf(t, r)
	must(t, Ask(s.dir, ""))
	rebuilt(t, r, 2)
	if after := sumsOf(t, r); after != before {
		t.Errorf("followed\n%s\nmade anew\n%s", before, after)
	}
	files, err := filepath.Glob(filepath.Join(s.dir, "*.duckdb"))
	must(t, err)
	if len(files) != 1 || filepath.Base(files[0]) != "2.duckdb" {
		t.Errorf("left are %v", files)
	}
}

// sumsOf tells all that is in a copy.
func sumsOf(t *testing.T, r *Replica) string {
	t.Helper()
	var b strings.Builder
	for _, t2 := range tables {
		list, err := replica.Collect(t.Context(), r, "SELECT coalesce(md5(string_agg(x::text, ' ' ORDER BY x::text)), '') FROM "+t2.Name+" x", nil,
			func(rows replica.Rows) (s string, err error) { return s, rows.Scan(&s) })
		must(t, err)
		b.WriteString(t2.Name + " " + strings.Join(list, "") + "\n")
	}
	return b.String()
}
