package idempotency_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

var (
	now      = time.Date(2026, 9, 12, 4, 20, 0, 0, time.UTC)
	errStock = errs.New(errs.Exhausted, "test.out_of_stock")
)

func request(key, body string) idempotency.Request {
	return idempotency.Request{Principal: "key:1", Route: "POST /orders", Key: key, BodyHash: []byte(body), At: now}
}

// effect is work whose effect can be counted: it adds a row of its own.
func effect(ctx context.Context, response string) idempotency.Work {
	return func(tx postgres.Tx) (int, []byte, error) {
		_, err := tx.Exec(ctx, `INSERT INTO catalog.brand (id, code, name)
			SELECT nextval('id.block'), gen_random_uuid()::text, '{}'`)
		return 201, []byte(response), err
	}
}

func effects(t *testing.T, db *postgres.DB) (n int) {
	t.Helper()
	if err := db.QueryRow(t.Context(), `SELECT count(*) FROM catalog.brand`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestDo(t *testing.T) {
	t.Parallel()
	t.Run("the_same_key_and_body_gets_the_first_answer_again", func(t *testing.T) {
		t.Parallel()
		db := pgtest.New(t).DB
		first, err := idempotency.Do(t.Context(), db, request("k1", "a"), effect(t.Context(), "first"))
		if err != nil || first.Replayed {
			t.Fatal(first, err)
		}
		again, err := idempotency.Do(t.Context(), db, request("k1", "a"), effect(t.Context(), "second"))
		if err != nil || !again.Replayed || again.Status != 201 || string(again.Body) != "first" {
			t.Fatal(again, err)
		}
		if n := effects(t, db); n != 1 {
			t.Fatalf("%d effects of one key", n)
		}
	})
	t.Run("another_body_is_refused_and_changes_nothing", func(t *testing.T) {
		t.Parallel()
		db := pgtest.New(t).DB
		if _, err := idempotency.Do(t.Context(), db, request("k1", "a"), effect(t.Context(), "first")); err != nil {
			t.Fatal(err)
		}
		_, err := idempotency.Do(t.Context(), db, request("k1", "b"), effect(t.Context(), "second"))
		if !errors.Is(err, idempotency.ErrBodyDiffers) {
			t.Fatal(err)
		}
		if n := effects(t, db); n != 1 {
			t.Fatalf("%d effects", n)
		}
	})
	t.Run("keys_of_two_principals_and_of_two_routes_are_apart", func(t *testing.T) {
		t.Parallel()
		db := pgtest.New(t).DB
		other, elsewhere := request("k1", "a"), request("k1", "a")
		other.Principal, elsewhere.Route = "key:2", "POST /refunds"
		for _, r := range []idempotency.Request{request("k1", "a"), other, elsewhere} {
			if a, err := idempotency.Do(t.Context(), db, r, effect(t.Context(), "")); err != nil || a.Replayed {
				t.Fatal(a, err)
			}
		}
		if n := effects(t, db); n != 3 {
			t.Fatalf("%d effects", n)
		}
	})
	t.Run("work_that_fails_because_it_was_done_replays_the_first_answer", func(t *testing.T) {
		t.Parallel()
		db := pgtest.New(t).DB
		if _, err := idempotency.Do(t.Context(), db, request("k1", "a"), effect(t.Context(), "first")); err != nil {
			t.Fatal(err)
		}
		a, err := idempotency.Do(t.Context(), db, request("k1", "a"), func(postgres.Tx) (int, []byte, error) { return 0, nil, errStock })
		if err != nil || !a.Replayed || string(a.Body) != "first" {
			t.Fatal(a, err)
		}
	})
	t.Run("a_refusal_is_not_kept", func(t *testing.T) {
		t.Parallel()
		db := pgtest.New(t).DB
		_, err := idempotency.Do(t.Context(), db, request("k1", "a"), func(postgres.Tx) (int, []byte, error) { return 0, nil, errStock })
		if !errors.Is(err, errStock) {
			t.Fatal(err)
		}
		a, err := idempotency.Do(t.Context(), db, request("k1", "a"), effect(t.Context(), "now"))
		if err != nil || a.Replayed || string(a.Body) != "now" {
			t.Fatal(a, err)
		}
	})
}

// TestManyAtOnce sends one request many times at the same moment: one has its
// effect, and all get that one's answer.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	const many = 32
	db := pgtest.New(t).DB
	ctx := t.Context()
	start := make(chan struct{})
	answers := make([]idempotency.Answer, many)
	failures := make([]error, many)
	var group sync.WaitGroup
	for i := range many {
		group.Go(func() {
			<-start
			answers[i], failures[i] = idempotency.Do(ctx, db, request("one", "body"), effect(ctx, fmt.Sprint("answer ", i)))
		})
	}
	close(start)
	group.Wait()

	var firsts atomic.Int32
	for i := range many {
		if failures[i] != nil {
			t.Errorf("request %d: %v", i, failures[i])
		}
		if !answers[i].Replayed {
			firsts.Add(1)
		}
		if !bytes.Equal(answers[i].Body, answers[0].Body) || answers[i].Status != 201 {
			t.Errorf("request %d was answered %q, request 0 %q", i, answers[i].Body, answers[0].Body)
		}
	}
	if n := effects(t, db); n != 1 || firsts.Load() != 1 {
		t.Errorf("%d effects and %d first answers of one key", n, firsts.Load())
	}
}

func TestForgetKeepsWhatIsYoung(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	old := request("old", "a")
	old.At = now.Add(-idempotency.Keep - time.Hour)
	for _, r := range []idempotency.Request{old, request("young", "a")} {
		if _, err := idempotency.Do(t.Context(), db, r, effect(t.Context(), "")); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []int64{1, 0} {
		err := db.InTx(t.Context(), func(tx postgres.Tx) error {
			n, err := idempotency.Aged.Sweep(t.Context(), tx, now.Add(-idempotency.Keep), 100)
			if n != want {
				t.Errorf("forgot %d, want %d", n, want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if a, err := idempotency.Do(t.Context(), db, request("young", "a"), effect(t.Context(), "")); err != nil || !a.Replayed {
		t.Fatal(a, err)
	}
}
