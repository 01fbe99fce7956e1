package job_test

import (
	"context"
	"errors"
	"testing"

	"habitue/internal/platform/job"
)

func TestEachDue(t *testing.T) {
	t.Parallel()
	// due are the ids 1 to n, as a query pages through them.
	due := func(n int64) func(context.Context, int64, int32) ([]int64, error) {
		return func(_ context.Context, after int64, limit int32) (ids []int64, err error) {
			for id := after + 1; id <= n && len(ids) < int(limit); id++ {
				ids = append(ids, id)
			}
			return ids, nil
		}
	}
	for name, n := range map[string]int64{"nobody": 0, "part_of_a_page": 7, "exactly_one_page": 500, "several_pages": 1203} {
		t.Run("everyone_is_done_once_when_due_is_"+name, func(t *testing.T) {
			t.Parallel()
			last := int64(0)
			done, err := job.EachDue(t.Context(), due(n), func(_ context.Context, id int64) error {
				if id != last+1 {
					t.Fatalf("%d follows %d", id, last)
				}
				last = id
				return nil
			})
			if err != nil || done != int(n) || last != n {
				t.Errorf("done %d, last %d: %v", done, last, err)
			}
		})
	}
	t.Run("it_ends_at_the_first_that_fails_and_tells_how_many_were_done", func(t *testing.T) {
		t.Parallel()
		broken := errors.New("broken")
		done, err := job.EachDue(t.Context(), due(9), func(_ context.Context, id int64) error {
			if id == 4 {
				return broken
			}
			return nil
		})
		if done != 3 || !errors.Is(err, broken) {
			t.Errorf("done %d: %v", done, err)
		}
	})
}
