package insight_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"habitue/internal/insight"
	"habitue/internal/platform/replica"
)

// slow is an analyst who begins to answer when the test lets go.
type slow struct {
	replica.Analyst
	begun chan struct{}
	let   chan struct{}

	asked, now, most atomic.Int64
}

// Query implements replica.Analyst.
func (s *slow) Query(ctx context.Context, sql string, args ...any) (replica.Rows, error) {
	s.asked.Add(1)
	n := s.now.Add(1)
	defer s.now.Add(-1)
	for m := s.most.Load(); n > m && !s.most.CompareAndSwap(m, n); m = s.most.Load() {
	}
	select {
	case s.begun <- struct{}{}:
	default:
	}
	select {
	case <-s.let:
		return s.Analyst.Query(ctx, sql, args...)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (d *desk) slowly() *slow {
	s := &slow{Analyst: replica.Postgres{DB: d.Shop.DB.Owner(d.T)}, begun: make(chan struct{}, 1), let: make(chan struct{})}
	d.Service = insight.New(insight.Deps{DB: d.Shop.DB.DB, Analyst: s, Clock: d.Shop.Clock,
		Org: d.Shop.Org, Catalog: d.Shop.Catalog, Tiers: d.Shop.Tiers})
	return s
}

func TestAnswersAreLookedAtAgainForAWhile(t *testing.T) {
	t.Parallel()
	d := open(t)
	s := d.slowly()
	close(s.let)
	for range 3 {
		if _, err := d.Overview(t.Context(), insight.Ask{}); err != nil {
			t.Fatal(err)
		}
	}
	once := s.asked.Load()
	if _, err := d.Overview(t.Context(), insight.Ask{Currency: "GBP"}); err != nil {
		t.Fatal(err)
	}
	// Sales, members and points do not depend on the currency.
	if again := s.asked.Load() - once; once > 30 || again == 0 || again >= once {
		t.Errorf("%d questions, and %d of another currency", once, again)
	}
}

func TestFewAreAskedAtOnceAndWhoHangsUpEndsThem(t *testing.T) {
	t.Parallel()
	d := open(t)
	s := d.slowly()
	ctx, hangUp := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() {
			if _, err := d.Overview(ctx, insight.Ask{}); !errors.Is(err, context.Canceled) {
				t.Errorf("whoever hung up was told %v", err)
			}
		})
	}
	<-s.begun
	hangUp()
	wait.Wait()
	if s.most.Load() > 4 || s.now.Load() != 0 {
		t.Errorf("%d at once, %d still asked", s.most.Load(), s.now.Load())
	}
	close(s.let)
	if _, err := d.Overview(t.Context(), insight.Ask{}); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	if s.most.Load() > 4 {
		t.Errorf("%d at once", s.most.Load())
	}
}
