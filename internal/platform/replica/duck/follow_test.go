package duck

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

func TestFirstCopyThenWhatChanged(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.sell(t, 1, 1, 1000)
	s.exec(t, `INSERT INTO shop.place VALUES (1, 'a')`)
	r := s.open(t)
	if _, err := r.Query(t.Context(), `SELECT 1`); !errors.Is(err, replica.ErrBuilding) {
		t.Errorf("before the first copy: %v", err)
	}
	must(t, r.CatchUp(t.Context()))
	if n := copies(t, r, "shop.sale"); n != 1000 {
		t.Fatalf("%d rows", n)
	}
	s.sell(t, 2, 1, 10)
	s.exec(t, `UPDATE shop.sale SET amount = -1, note = NULL, xid = pg_current_xact_id() WHERE member_id = 1 AND id = 501`)
	s.exec(t, `UPDATE shop.place SET code = 'b'`)
	must(t, r.CatchUp(t.Context()))
	for sql, want := range map[string]int64{
		`SELECT count(*) FROM shop.sale`:                                1010,
		`SELECT count(*) FROM shop.entry`:                               1010,
		`SELECT amount FROM shop.sale WHERE member_id = 1 AND id = 501`: -1,
		`SELECT count(*) FROM shop.place WHERE code = 'b'`:              1,
	} {
		if n := count(t, r, sql); n != want {
			t.Errorf("%s: %d, want %d", sql, n, want)
		}
	}
	equal(t, r)
	// Where another test's transaction is still running, the first copy ends before
	// it, and more than the 21 new rows are applied afterwards.
	st := r.Status(t.Context())
	if st.State != replica.Following || !st.Answers || st.Applied < 21 || st.Rebuilt != 1 || st.Rows != 2021 || st.Bytes == 0 || st.Building != nil {
		t.Errorf("%+v", st)
	}
	must(t, r.Close())
	if _, err := r.Query(t.Context(), `SELECT 1`); !errors.Is(err, replica.ErrStopped) {
		t.Errorf("when it is closed: %v", err)
	}
}

func TestItGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.sell(t, 1, 1, 100)
	r := s.open(t)
	must(t, r.CatchUp(t.Context()))
	must(t, r.Close())
	s.sell(t, 1, 101, 100)
	r = s.open(t)
	if n := copies(t, r, "shop.sale"); n != 100 {
		t.Errorf("it answers with %d rows before it looked", n)
	}
	must(t, r.CatchUp(t.Context()))
	equal(t, r)
	if st := r.Status(t.Context()); st.Rebuilt != 0 || st.Applied != 200 {
		t.Errorf("%+v", st)
	}
}

func TestOneProcessKeepsACopy(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.open(t)
	if err := New(s.deps(t)).Open(t.Context()); !errors.Is(err, replica.ErrHeld) {
		t.Fatal(err)
	}
}

// writer is one of many who write at the same time.
type teller struct {
	*shop
	member int64
	rand   *rand.Rand
	done   *commits
	sold   int64
}

// commits counts them, so that a transaction can outlast others.
type commits struct {
	mu    sync.Mutex
	cond  *sync.Cond
	n     int
	quick int // tellers that are not waiting
}

func newCommits(tellers int) *commits {
	c := &commits{quick: tellers}
	c.cond = sync.NewCond(&c.mu)
	return c
}

func (c *commits) add(n, quick int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n, c.quick = c.n+n, c.quick+quick
	c.cond.Broadcast()
}

// outlast returns after n more commits, or when nobody is left to make any.
func (c *commits) outlast(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.quick--
	c.cond.Broadcast()
	for until := c.n + n; c.n < until && c.quick > 0; {
		c.cond.Wait()
	}
	c.quick++
}

var errRolledBack = errors.New("rolled back on purpose")

// work is one transaction: some sales, changes of earlier ones, often held open
// while others commit, sometimes rolled back.
func (w *teller) work(ctx context.Context) error {
	err := w.InTx(ctx, func(tx postgres.Tx) error {
		exec := func(sql string, args ...any) error {
			_, err := tx.Exec(ctx, sql, args...)
			return err
		}
		from, n := w.sold+1, int64(1+w.rand.IntN(20))
		if err := exec(`INSERT INTO shop.sale (member_id, id, day, amount, at, open, hour, no, parts)
			SELECT $1, i, date '2024-01-01' + (i % 500)::int, i, now(), true, 1, 1, '{}' FROM generate_series($2::bigint, $3) i`, w.member, from, from+n-1); err != nil {
			return err
		}
		if w.rand.IntN(4) == 0 {
			w.done.outlast(w.rand.IntN(60))
		}
		if err := exec(`INSERT INTO shop.entry SELECT $1, i, i FROM generate_series($2::bigint, $3) i`, w.member, from, from+n-1); err != nil {
			return err
		}
		if err := exec(`INSERT INTO shop.part SELECT $1, i, no FROM generate_series($2::bigint, $3) i, generate_series(1, 2) no`, w.member, from, from+n-1); err != nil {
			return err
		}
		if err := exec(`INSERT INTO shop.purse VALUES ($1, $2, $3) ON CONFLICT (member_id, asset) DO UPDATE SET amount = purse.amount + excluded.amount`,
			w.member, 1+w.rand.IntN(2), n); err != nil {
			return err
		}
		if err := exec(`UPDATE shop.sale SET amount = amount + 1, open = NOT open, xid = pg_current_xact_id() WHERE member_id = $1 AND id % 7 = $2`,
			w.member, w.rand.IntN(7)); err != nil {
			return err
		}
		if w.rand.IntN(8) == 0 {
			if err := exec(`INSERT INTO shop.place VALUES ($1, 'x') ON CONFLICT (id) DO UPDATE SET code = shop.place.code || 'y'`, w.member); err != nil {
				return err
			}
		}
		if w.rand.IntN(10) == 0 {
			return errRolledBack
		}
		w.sold += n
		return nil
	})
	if errors.Is(err, errRolledBack) {
		err = nil
	}
	w.done.add(1, 0)
	return err
}

func TestNothingIsMissedWhileManyWrite(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	const tellers, transactions = 12, 50
	done := newCommits(tellers)
	r := s.open(t)
	group, ctx := errgroup.WithContext(t.Context())
	for i := range tellers {
		w := &teller{shop: s, member: int64(i + 1), rand: rand.New(rand.NewPCG(seed, uint64(i))), done: done}
		group.Go(func() error {
			defer done.add(0, -1)
			for range transactions {
				if err := w.work(ctx); err != nil {
					return err
				}
			}
			return nil
		})
	}
	var ended atomic.Bool
	followed := make(chan error, 1)
	go func() {
		steps := 0
		for !ended.Load() {
			if _, err := r.turn(t.Context()); err != nil {
				followed <- err
				return
			}
			if steps++; steps%20 == 0 {
				found, err := r.Compare(t.Context())
				if err != nil || len(found.Differences) > 0 {
					followed <- errors.Join(err, errors.New("it differs while others write"))
					t.Log(found)
					return
				}
			}
		}
		t.Logf("%d steps", steps)
		followed <- nil
	}()
	must(t, group.Wait())
	ended.Store(true)
	must(t, <-followed)
	must(t, r.CatchUp(t.Context()))
	equal(t, r)
	for _, table := range []string{"shop.sale", "shop.entry", "shop.place", "shop.part", "shop.purse"} {
		var want int64
		must(t, s.QueryRow(t.Context(), "SELECT count(*) FROM "+table).Scan(&want))
		if n := copies(t, r, table); n != want || n == 0 {
			t.Errorf("%s: %d of %d rows", table, n, want)
		}
	}
	if st := r.Status(t.Context()); st.Rebuilt != 1 {
		t.Errorf("%+v", st)
	}
}

func TestWindowIsCutBetweenTransactions(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	r := s.open(t)
	must(t, r.CatchUp(t.Context()))
	for i := range int64(3) {
		s.sell(t, i, 1, mostRows*3/5)
	}
	must(t, r.CatchUp(t.Context()))
	equal(t, r)
}

func TestLagIsTheAgeOfWhatIsHeldBack(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	r := s.open(t)
	must(t, r.CatchUp(t.Context()))
	var before, after time.Time
	now := func(into *time.Time) {
		must(t, s.QueryRow(t.Context(), `SELECT clock_timestamp()`).Scan(into))
	}
	must(t, s.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO shop.place VALUES (1, 'open')`)
		must(t, err)
		now(&before)
		s.sell(t, 1, 1, 5)
		_, err = r.turn(t.Context())
		must(t, err)
		if asOf := r.Status(t.Context()).AsOf; asOf.After(before) {
			t.Errorf("as of %s while a transaction of %s is open", asOf, before)
		}
		return nil
	}))
	now(&after)
	must(t, r.CatchUp(t.Context()))
	if _, err := r.turn(t.Context()); err != nil { // takes a picture without anybody in it
		t.Fatal(err)
	}
	if st := r.Status(t.Context()); st.AsOf.Before(before) || copies(t, r, "shop.sale") != 5 {
		t.Errorf("%+v, after %s", st, after)
	}
}

func TestFollowerWaitsForTheFolder(t *testing.T) {
	t.Parallel()
	s, other := copied(t)
	r := New(s.deps(t))
	r.Start(t.Context())
	await(t, func() bool { return r.Status(t.Context()).State == replica.Waiting })
	if _, err := r.Query(t.Context(), `SELECT 1`); !errors.Is(err, replica.ErrStopped) {
		t.Errorf("it answers %v", err)
	}
	must(t, other.Close())
	await(t, func() bool { return r.Status(t.Context()).State == replica.Following })
	if n := copies(t, r, "shop.sale"); n != 100 {
		t.Errorf("%d rows", n)
	}
	must(t, r.Stop())
}

func TestFollowerWorksByItself(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.sell(t, 1, 1, 10)
	r := New(s.deps(t))
	r.Start(t.Context())
	await(t, func() bool { return r.Status(t.Context()).Rows == 20 })
	s.sell(t, 1, 11, 10)
	await(t, func() bool { return r.Status(t.Context()).Applied == 20 })
	must(t, r.Stop())
	if _, err := os.Stat(s.dir + "/status.json"); !errors.Is(err, os.ErrNotExist) {
		t.Error("what it told of itself outlasts it", err)
	}
}

// await looks until it is so; the test's own deadline ends it.
func await(t testing.TB, is func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !is() {
		select {
		case <-t.Context().Done():
			t.Fatal("it never was")
		case <-tick.C:
		}
	}
}
