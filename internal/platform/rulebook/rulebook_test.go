package rulebook_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/platform/rulebook"
)

var errEmpty = errors.New("empty")

type body struct{ Says string }

func (b body) Validate() error {
	if b.Says == "" {
		return errEmpty
	}
	return nil
}

// newBook keeps its versions in a table of the right shape.
func newBook(t *testing.T) (*rulebook.Book[body], *pgtest.DB, *clock.Fake) {
	t.Helper()
	db, now := pgtest.New(t), clock.NewFake(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	book := rulebook.New[body]("program.earning_rule", 77, now)
	tx(t, db, func(tx postgres.Tx) error { return book.Seed(t.Context(), tx, body{"first"}) })
	return book, db, now
}

func tx(t *testing.T, db *pgtest.DB, fn func(postgres.Tx) error) {
	t.Helper()
	if err := db.InTx(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func TestVersionLivesFromItsInstantUntilTheNext(t *testing.T) {
	t.Parallel()
	book, db, now := newBook(t)
	tx(t, db, func(tx postgres.Tx) error {
		if _, err := book.Draft(t.Context(), tx, body{"second"}, "wang"); err != nil {
			return err
		}
		_, err := book.Publish(t.Context(), tx, 2, now.Now().Add(time.Hour), "li")
		return err
	})
	at := func(d time.Duration) string {
		published, err := book.Published(t.Context(), db.DB)
		if err != nil {
			t.Fatal(err)
		}
		return rulebook.At(published, now.Now().Add(d)).Body.Says
	}
	if at(-1000*time.Hour) != "first" || at(time.Hour-1) != "first" || at(time.Hour) != "second" {
		t.Fatal("versions do not follow each other")
	}
	statuses := func() (list []string) {
		all, err := book.List(t.Context(), db.DB)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range all {
			list = append(list, v.Status)
		}
		return list
	}
	if s := statuses(); s[0] != "approved" || s[1] != "live" {
		t.Fatal(s)
	}
	now.Advance(time.Hour)
	if s := statuses(); s[0] != "live" || s[1] != "ended" {
		t.Fatal(s)
	}
}

func TestPublishedVersionNeverChangesAndThePastIsClosed(t *testing.T) {
	t.Parallel()
	book, db, now := newBook(t)
	publish := func(number int, from time.Time) error {
		return db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := book.Publish(t.Context(), tx, number, from, "li")
			return err
		})
	}
	if err := publish(1, time.Time{}); !errors.Is(err, rulebook.ErrPublished) {
		t.Fatal(err)
	}
	if err := publish(9, time.Time{}); !errors.Is(err, rulebook.ErrNoVersion) {
		t.Fatal(err)
	}
	tx(t, db, func(tx postgres.Tx) error { _, err := book.Draft(t.Context(), tx, body{"second"}, "wang"); return err })
	if err := publish(2, now.Now().Add(-time.Hour)); !errors.Is(err, rulebook.ErrPast) {
		t.Fatal(err)
	}
	err := db.InTx(t.Context(), func(tx postgres.Tx) error { _, err := book.Draft(t.Context(), tx, body{}, "wang"); return err })
	if !errors.Is(err, errEmpty) {
		t.Fatal(err)
	}
	// Seeding again does not bring the default back.
	tx(t, db, func(tx postgres.Tx) error { return book.Seed(t.Context(), tx, body{"other"}) })
	if v, err := book.Get(t.Context(), db.DB, 1); err != nil || v.Body.Says != "first" {
		t.Fatalf("%+v, %v", v, err)
	}
}

func TestDraftsAtOnceTakeNumbersOfTheirOwn(t *testing.T) {
	t.Parallel()
	book, db, _ := newBook(t)
	var wait sync.WaitGroup
	var mu sync.Mutex
	seen := map[int]bool{}
	for range 10 {
		wait.Go(func() {
			err := db.InTx(t.Context(), func(tx postgres.Tx) error {
				v, err := book.Draft(t.Context(), tx, body{"x"}, "wang")
				mu.Lock()
				defer mu.Unlock()
				seen[v.Number] = true
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if len(seen) != 10 {
		t.Fatalf("numbers %v", seen)
	}
}

func TestADraftIsThrownAwayAndNothingElse(t *testing.T) {
	t.Parallel()
	book, db, _ := newBook(t)
	var draft rulebook.Version[body]
	tx(t, db, func(tx postgres.Tx) (err error) {
		draft, err = book.Draft(t.Context(), tx, body{"second"}, "wang")
		return err
	})
	discard := func(number int, seen []byte) error {
		return db.InTx(t.Context(), func(tx postgres.Tx) error { return book.Discard(t.Context(), tx, number, seen) })
	}
	live, err := book.Live(t.Context(), db.DB)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		number int
		seen   []byte
		want   error
	}{
		"published":                     {1, live.Hash, rulebook.ErrPublished},
		"written_over_in_between":       {draft.Number, live.Hash, rulebook.ErrChanged},
		"a_number_that_was_never_given": {9, draft.Hash, rulebook.ErrNoVersion},
	} {
		if err := discard(c.number, c.seen); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if err := discard(draft.Number, draft.Hash); err != nil {
		t.Fatal(err)
	}
	if err := discard(draft.Number, draft.Hash); !errors.Is(err, rulebook.ErrNoVersion) {
		t.Errorf("thrown away twice: %v", err)
	}
	all, err := book.List(t.Context(), db.DB)
	if err != nil || len(all) != 1 || all[0].Body.Says != "first" {
		t.Errorf("%+v, %v", all, err)
	}
}
