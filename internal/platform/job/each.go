package job

import (
	"context"
	"fmt"
)

// page is how many ids one look at what is due returns.
const page = 500

// EachDue does something for everyone of whom something is due, and returns for
// how many it did. find looks for the next ids behind one, in order and limit at
// most; do has a transaction of its own, so that the place is not lost when a
// run ends early. It may run late, twice or beside itself, as long as do may.
func EachDue(
	ctx context.Context,
	find func(ctx context.Context, after int64, limit int32) ([]int64, error),
	do func(ctx context.Context, id int64) error,
) (int, error) {
	done := 0
	for after := int64(0); ; {
		ids, err := find(ctx, after, page)
		if err != nil {
			return done, fmt.Errorf("look for what is due: %w", err)
		}
		for _, id := range ids {
			if err := do(ctx, id); err != nil {
				return done, fmt.Errorf("do what is due of %d: %w", id, err)
			}
			done++
			after = id
		}
		if len(ids) < page {
			return done, nil
		}
	}
}
