package gather_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"habitue/internal/platform/gather"
)

// While one trip is under way, all who ask meanwhile share the next.
func TestWhoAsksMeanwhileSharesTheNextTrip(t *testing.T) {
	t.Parallel()
	begun, goOn := make(chan []int, 8), make(chan struct{})
	r := gather.New(1, 64, func(_ context.Context, keys []int) (map[int]string, error) {
		begun <- keys
		<-goOn
		found := map[int]string{}
		for _, k := range keys {
			if k != 404 {
				found[k] = fmt.Sprint("value ", k)
			}
		}
		return found, nil
	})
	var wait sync.WaitGroup
	ask := func(key int, want string) {
		wait.Go(func() {
			if v, found, err := r.One(t.Context(), key); v != want || found != (want != "") || err != nil {
				t.Errorf("%d: %q %v %v", key, v, found, err)
			}
		})
	}
	ask(1, "value 1")
	if first := <-begun; len(first) != 1 {
		t.Fatalf("the first trip has %v", first)
	}
	for range 3 {
		ask(2, "value 2")
	}
	ask(404, "")
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := r.One(gone, 3); !errors.Is(err, context.Canceled) {
		t.Errorf("whoever does not wait any more: %v", err)
	}
	// Until all have queued: a trip of four asks at least has the three keys.
	for waiting := 0; waiting < 5; waiting = r.Waiting() {
	}
	close(goOn)
	wait.Wait()
	if second := <-begun; len(second) != 3 || len(begun) != 0 {
		t.Errorf("the second trip has %v, and %d are behind it", second, len(begun))
	}
}

// Whoever reads after he has written sees it: a trip that began before is not his.
func TestAReadBeginsAfterItWasAsked(t *testing.T) {
	t.Parallel()
	var written atomic.Int64
	r := gather.New(2, 8, func(_ context.Context, keys []int) (map[int]int64, error) {
		now := written.Load()
		found := map[int]int64{}
		for _, k := range keys {
			found[k] = now
		}
		return found, nil
	})
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			for range 500 {
				mine := written.Add(1)
				if seen, _, err := r.One(t.Context(), 1); err != nil || seen < mine {
					t.Errorf("wrote %d, read %d: %v", mine, seen, err)
					return
				}
			}
		})
	}
	wait.Wait()
}

func TestAPanicIsAnErrorOfItsTrip(t *testing.T) {
	t.Parallel()
	r := gather.New(1, 8, func(_ context.Context, keys []int) (map[int]int, error) { return map[int]int{1: 1 / keys[0]}, nil })
	if _, _, err := r.One(t.Context(), 0); err == nil {
		t.Error("nothing was told")
	}
	if v, found, err := r.One(t.Context(), 1); v != 1 || !found || err != nil {
		t.Errorf("behind it: %d %v %v", v, found, err)
	}
}

func TestAnErrorIsToldToAllOfATrip(t *testing.T) {
	t.Parallel()
	down := errors.New("down")
	r := gather.New(1, 8, func(context.Context, []int) (map[int]int, error) { return nil, down })
	for range 3 {
		if _, found, err := r.One(t.Context(), 1); found || !errors.Is(err, down) {
			t.Errorf("%v %v", found, err)
		}
	}
}
