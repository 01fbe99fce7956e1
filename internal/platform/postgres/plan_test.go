package postgres_test

import (
	"context"
	"testing"
	"time"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// A statement that takes a list is planned once however often it is sent, and one
// that is asked anew for the values that it has.
func TestStatementsArePlannedOnce(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	db, err := postgres.Open(ctx, pgtest.New(t).Config().ConnString(), postgres.Options{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	const bySpan = `SELECT count(*) FROM generate_series(1, 10) g (n) WHERE n = ANY ($1::int[]) AND ($2 = '' OR n::text = $2)`
	plans := func() (generic, custom int64) {
		if err := db.QueryRow(ctx, `SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement = $1`, bySpan).Scan(&generic, &custom); err != nil {
			t.Fatal(err)
		}
		return generic, custom
	}
	ask := func(q postgres.Querier) {
		t.Helper()
		var n int
		if err := q.QueryRow(ctx, bySpan, []int32{3, 4, 11}, "4").Scan(&n); err != nil || n != 1 {
			t.Errorf("found %d, %v", n, err)
		}
	}
	for range 8 {
		ask(db)
	}
	if generic, custom := plans(); generic != 8 || custom != 0 {
		t.Errorf("planned anew %d times, kept %d times", custom, generic)
	}
	ask(postgres.Anew(db))
	if err := db.InTx(ctx, func(tx postgres.Tx) error { ask(postgres.Anew(tx)); return nil }); err != nil {
		t.Fatal(err)
	}
	// Beside readers that share trips, too.
	if err := postgres.Together(ctx, db,
		func(_ context.Context, q postgres.Querier) error { ask(postgres.Anew(q)); return nil },
		func(ctx context.Context, q postgres.Querier) error { return q.QueryRow(ctx, `SELECT 1`).Scan(new(int)) },
	); err != nil {
		t.Fatal(err)
	}
	if generic, custom := plans(); generic != 8 || custom != 0 {
		t.Errorf("what is asked anew went by the kept plan: %d, %d", generic, custom)
	}
}

// What is planned anew takes and gives values of every kind as usual.
func TestWhatIsAskedAnewHasTheSameValues(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	at := time.Date(2026, 2, 28, 23, 59, 59, 123456000, time.UTC)
	hostile := `'; DROP TABLE member.member; -- \ $1 ` + "\x01’"
	read := func(q postgres.Querier) (got struct {
		text  string
		list  []int64
		texts []string
		at    time.Time
		none  *int64
		raw   []byte
		yes   bool
	}) {
		t.Helper()
		if err := q.QueryRow(t.Context(), `SELECT $1::text, $2::bigint[], $3::text[], $4::timestamptz, $5::bigint, $6::bytea, $7::boolean`,
			hostile, []int64{-1, 9007199254740993}, []string{hostile, ""}, at, got.none, []byte{0, 1, 255}, true).
			Scan(&got.text, &got.list, &got.texts, &got.at, &got.none, &got.raw, &got.yes); err != nil {
			t.Fatal(err)
		}
		return got
	}
	once, anew := read(db), read(postgres.Anew(db))
	if once.text != anew.text || anew.text != hostile || anew.list[1] != 9007199254740993 || anew.texts[0] != hostile || len(anew.texts) != 2 ||
		!anew.at.Equal(at) || anew.at.Location() != time.UTC || anew.none != nil || string(anew.raw) != "\x00\x01\xff" || !anew.yes {
		t.Errorf("anew: %+v, once: %+v", anew, once)
	}
}
