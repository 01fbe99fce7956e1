package app

import (
	"context"
	"reflect"
	"sync"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/platform/replica"
)

// booksAlike asks every question about everybody's books of the copy and of the
// record: they say the same.
func booksAlike(t *testing.T, a *App) {
	t.Helper()
	asked := map[string]bool{}
	copied := ledger.New(ledger.Deps{DB: a.db.bulk, Clock: a.clock, Org: a.Bulk.Org,
		Analyst: noting{a.Replica, new(sync.Mutex), asked}, Record: replica.Postgres{DB: a.db.analysis}})
	zone, err := copied.Zone(t.Context())
	must(t, err)
	now := a.clock.Now()
	this := ledger.MonthOf(now, zone)
	for what, count := range map[string]func(ctx context.Context, from ledger.Source) (any, error){
		"trial balance": func(ctx context.Context, from ledger.Source) (any, error) {
			return copied.Trial(ctx, from, ledger.Cut{})
		},
		"trial balance of a month ago": func(ctx context.Context, from ledger.Source) (any, error) {
			return copied.Trial(ctx, from, ledger.Cut{At: now.AddDate(0, -1, 0)})
		},
		"trial balance as recorded": func(ctx context.Context, from ledger.Source) (any, error) {
			return copied.Trial(ctx, from, ledger.Cut{Clock: ledger.ByRecorded, At: now.Add(time.Hour)})
		},
		"roll-forward": func(ctx context.Context, from ledger.Source) (any, error) {
			return copied.RollForward(ctx, from, ledger.ByOccurred, ledger.Points, this.Add(-11), this.Add(1))
		},
		"liability": func(ctx context.Context, from ledger.Source) (any, error) {
			return copied.Liability(ctx, from, ledger.Points, ledger.Cut{})
		},
		"liability of a month ago": func(ctx context.Context, from ledger.Source) (any, error) {
			return copied.Liability(ctx, from, ledger.Points, ledger.Cut{At: now.AddDate(0, -1, 0)})
		},
		"breakage": func(ctx context.Context, from ledger.Source) (any, error) {
			return copied.Breakage(ctx, from, ledger.Points)
		},
		"postings that used points": func(ctx context.Context, from ledger.Source) (any, error) {
			asks := copied
			if from == ledger.FromRecord {
				asks = ledger.New(ledger.Deps{DB: a.db.bulk, Clock: a.clock, Org: a.Bulk.Org, Analyst: copied.Record})
			}
			return asks.Find(ctx, a.db.bulk, ledger.Search{Passed: &ledger.Passed{Asset: ledger.Points, Side: ledger.Issued,
				From: now.AddDate(0, -2, 0), Until: now}}, nil, 20)
		},
	} {
		got, err := count(t.Context(), ledger.FromCopy)
		must(t, err)
		want, err := count(t.Context(), ledger.FromRecord)
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ncopy   %+v\nrecord %+v", what, got, want)
		}
		if v := reflect.ValueOf(got); v.Kind() == reflect.Slice && v.Len() == 0 {
			t.Errorf("%s: the demo has none, so that nothing is compared", what)
		}
	}
	for name, text := range ledger.Questions() {
		if name != "find" && !asked[text] {
			t.Errorf("%s was not asked", name)
		}
	}
}
