package coupon

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Follower lets coupons follow when members become one, or two again.
func (s *Service) Follower() member.Follower { return follower{s} }

type follower struct{ coupons *Service }

// mostFollow bounds what one member has in hand.
const mostFollow = 10_000

// Preview implements member.Follower.
func (f follower) Preview(ctx context.Context, tx postgres.Tx, m member.Merging, undo bool) ([]member.Effect, error) {
	code := "coupon.merge.moves"
	list, err := f.coupons.following(ctx, tx, m, undo)
	if undo {
		code = "coupon.merge.returns"
	}
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return []member.Effect{{Code: code, Params: map[string]any{"coupons": len(list)}}}, nil
}

// following is what would move: what the member has in hand, or what a merge has
// brought and is still there.
func (s *Service) following(ctx context.Context, tx postgres.Tx, m member.Merging, undo bool) ([]*Coupon, error) {
	if undo {
		rows, err := query(tx).CouponsOfMerge(ctx, int64(m.Into), m.ID)
		if err != nil {
			return nil, fmt.Errorf("read coupons of merge %d: %w", m.ID, err)
		}
		list := couponsOf(rows)
		// What was used since stays used where it was; what ended, ended.
		return slices.DeleteFunc(list, func(c *Coupon) bool { return c.due().IsZero() }), nil
	}
	rows, err := query(tx).CouponsInHand(ctx, int64(m.From), mostFollow)
	if err != nil {
		return nil, fmt.Errorf("read coupons of member %d: %w", m.From, err)
	}
	return couponsOf(rows), nil
}

// Merge implements member.Follower. What is locked or offered moves as it is: the
// checkout finds it by who stands for the member.
func (f follower) Merge(ctx context.Context, tx postgres.Tx, m member.Merging) error {
	return f.move(ctx, tx, m, false)
}

// Unmerge implements member.Follower.
func (f follower) Unmerge(ctx context.Context, tx postgres.Tx, m member.Merging) error {
	return f.move(ctx, tx, m, true)
}

func (f follower) move(ctx context.Context, tx postgres.Tx, m member.Merging, undo bool) error {
	list, err := f.coupons.following(ctx, tx, m, undo)
	if err != nil {
		return err
	}
	b := f.coupons.begin(f.coupons.Clock.Now())
	p := passing{to: m.Into, left: Moved, leave: Move, arrive: Arrive, merge: m.ID, key: fmt.Sprintf("merge:%d", m.ID)}
	if undo {
		p.to, p.merge, p.key = m.From, 0, fmt.Sprintf("unmerge:%d", m.ID)
	}
	for _, c := range list {
		if undo {
			// Where it came by another merge, that one brings it further back.
			if p.merge, err = query(tx).MergeOfCoupon(ctx, int64(m.From), int64(c.ID)); err != nil {
				return fmt.Errorf("read how coupon %d came to member %d: %w", c.ID, m.From, err)
			}
		}
		if err := f.coupons.pass(ctx, tx, b, c, p); err != nil {
			return err
		}
	}
	return nil
}

// sortChanges puts what happened to a coupon in order: by when, and where that is
// the same as it was written, what leaves before what arrives.
func sortChanges(line []Change) {
	slices.SortStableFunc(line, func(a, b Change) int {
		if d := a.At.Compare(b.At); d != 0 {
			return d
		}
		if a.Member == b.Member {
			return cmp.Compare(a.No, b.No)
		}
		arrives := func(c Change) int {
			if c.Verb == Arrive || c.Verb == Receive {
				return 1
			}
			return 0
		}
		return cmp.Compare(arrives(a), arrives(b))
	})
}
