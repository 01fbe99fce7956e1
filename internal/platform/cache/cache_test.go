package cache_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"habitue/internal/platform/cache"
)

func TestCache(t *testing.T) {
	t.Parallel()
	t.Run("a_value_is_forgotten_when_it_is_too_old", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c := cache.New[string, int](10, time.Second)
			c.Put("a", 1)
			if known, _ := c.Get("a"); known["a"] != 1 {
				t.Fatalf("known %v", known)
			}
			<-time.After(time.Second) // at once: the bubble has its own clock
			if known, unknown := c.Get("a"); len(known) != 0 || !slices.Equal(unknown, []string{"a"}) {
				t.Fatalf("known %v, unknown %v", known, unknown)
			}
		})
	})
	t.Run("it_never_holds_more_than_its_limit", func(t *testing.T) {
		t.Parallel()
		c := cache.New[int, int](16, time.Hour)
		keys := make([]int, 1000)
		for i := range keys {
			keys[i] = i
			c.Put(i, i)
		}
		known, _ := c.Get(keys...)
		if len(known) > 16 || known[999] != 999 {
			t.Fatalf("holds %d: %v", len(known), known)
		}
	})
	t.Run("an_unknown_key_is_named_once", func(t *testing.T) {
		t.Parallel()
		c := cache.New[int, int](4, time.Hour)
		if _, unknown := c.Get(7, 8, 7); !slices.Equal(unknown, []int{7, 8}) {
			t.Fatalf("unknown %v", unknown)
		}
	})
	t.Run("what_a_transaction_may_take_back_is_not_kept", func(t *testing.T) {
		t.Parallel()
		c := cache.New[string, int](4, time.Hour)
		c.Put("kept", 1)
		known, err := c.ThroughTx([]string{"kept", "committed", "ours"}, func(unknown []string, found func(string, int, bool)) error {
			if !slices.Equal(unknown, []string{"committed", "ours"}) {
				t.Errorf("asks for %v", unknown)
			}
			found("committed", 2, true)
			found("ours", 3, false)
			return nil
		})
		if err != nil || len(known) != 3 || known["ours"] != 3 {
			t.Fatalf("found %v, %v", known, err)
		}
		if _, unknown := c.Get("kept", "committed", "ours"); !slices.Equal(unknown, []string{"ours"}) {
			t.Fatalf("kept all but %v", unknown)
		}
	})
	t.Run("what_was_changed_is_asked_for_again", func(t *testing.T) {
		t.Parallel()
		c := cache.New[int, int](4, time.Hour)
		c.Put(1, 1)
		c.Put(2, 2)
		c.Forget(1)
		if known, _ := c.Get(1, 2); len(known) != 1 || known[2] != 2 {
			t.Fatalf("known %v", known)
		}
		c.Forget()
		if known, _ := c.Get(1, 2); len(known) != 0 {
			t.Fatalf("known %v", known)
		}
	})
}
