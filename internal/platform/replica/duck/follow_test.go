package duck

import (
	"testing"
)

func TestFirstCopyThenWhatChanged(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.sell(t, 1, 1, 1000)
	s.exec(t, `INSERT INTO shop.place VALUES (1, 'a')`)
	r := s.open(t)
	must(t, r.CatchUp(t.Context()))
	if n := count(t, r, `SELECT count(*) FROM shop.sale`); n != 1000 {
		t.Fatalf("%d rows", n)
	}
	s.sell(t, 2, 1, 10)
	s.exec(t, `UPDATE shop.sale SET amount = -1, xid = pg_current_xact_id() WHERE member_id = 1 AND id = 500`)
	s.exec(t, `UPDATE shop.place SET code = 'b'`)
	must(t, r.CatchUp(t.Context()))
	for sql, want := range map[string]int64{
		`SELECT count(*) FROM shop.sale`:                                1010,
		`SELECT count(*) FROM shop.entry`:                               1010,
		`SELECT amount FROM shop.sale WHERE member_id = 1 AND id = 500`: -1,
		`SELECT count(*) FROM shop.place WHERE code = 'b'`:              1,
	} {
		if n := count(t, r, sql); n != want {
			t.Errorf("%s: %d, want %d", sql, n, want)
		}
	}
	t.Logf("%+v", r.Status(t.Context()))
}
