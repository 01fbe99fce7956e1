package profile_test

import (
	"context"
	"errors"
	"log/slog"
	"reflect"
	"slices"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/replica/duck"
	"habitue/internal/profile"
	"habitue/internal/tier"
)

// engines answers from PostgreSQL and fails the test where the columnar replica
// would have answered anything else, in number, order or value.
type engines struct {
	t    testing.TB
	pg   replica.Analyst
	duck *duck.Replica
}

// onBoth lets the bundle ask both engines.
func (b *bundle) onBoth() {
	b.t.Helper()
	copied := duck.New(duck.Deps{DB: b.owner, Tables: slices.Concat(org.Replicated(), member.Replicated(), order.Replicated(), tier.Replicated(), profile.Replicated()),
		Folder: b.t.TempDir(), Memory: 512 << 20, Threads: 1, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	if err := copied.Open(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		if err := copied.Close(); err != nil {
			b.t.Error(err)
		}
	})
	b.Analyst = engines{b.t, b.Analyst, copied}
}

func (e engines) Query(ctx context.Context, sql string, args ...any) (replica.Rows, error) {
	if err := e.duck.CatchUp(ctx); err != nil {
		return nil, err
	}
	one, err := e.pg.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	two, err := e.duck.Query(ctx, sql, args...)
	if err != nil {
		one.Close()
		return nil, err
	}
	return &abreast{e.t, one, two}, nil
}

// abreast are the rows of two engines, read side by side.
type abreast struct {
	t        testing.TB
	one, two replica.Rows
}

func (r *abreast) Next() bool {
	one, two := r.one.Next(), r.two.Next()
	if one != two {
		r.t.Errorf("one engine has more rows: PostgreSQL %t, DuckDB %t (%v, %v)", one, two, r.one.Err(), r.two.Err())
	}
	return one && two
}

func (r *abreast) Scan(dest ...any) error {
	other := make([]any, len(dest))
	for i, d := range dest {
		other[i] = reflect.New(reflect.TypeOf(d).Elem()).Interface()
	}
	if err := errors.Join(r.one.Scan(dest...), r.two.Scan(other...)); err != nil {
		return err
	}
	for i := range dest {
		a, b := reflect.ValueOf(dest[i]).Elem().Interface(), reflect.ValueOf(other[i]).Elem().Interface()
		if at, ok := a.(time.Time); ok && at.Equal(b.(time.Time)) {
			continue
		}
		if a != b {
			r.t.Errorf("column %d: PostgreSQL says %v, DuckDB %v", i+1, a, b)
		}
	}
	return nil
}

func (r *abreast) Err() error { return errors.Join(r.one.Err(), r.two.Err()) }

func (r *abreast) Close() {
	r.one.Close()
	r.two.Close()
}
