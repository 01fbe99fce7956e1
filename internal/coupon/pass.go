package coupon

import (
	"context"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// passing is how a coupon goes from one member to another.
type passing struct {
	to            member.ID
	left          Status // what its row becomes where it was
	leave, arrive Verb
	merge         int64
	key           string
}

// pass moves a coupon, both of whose members are locked, with everything it is.
// Its row stays behind; where the other had it before, that row is taken up again.
func (s *Service) pass(ctx context.Context, tx postgres.Tx, b *book, c *Coupon, p passing) error {
	there := *c
	there.Member, there.CameFrom, there.Born, there.Merge = p.to, c.Member, false, p.merge
	there.key, there.no, there.changes = fmt.Sprintf("from:%d:%d", c.Member, c.ID), 1, 0
	if p.left == Given {
		there.SeenAt = b.now // who takes one has seen it
	}
	c.Status, c.Until, c.LockKey = p.left, zero, ""
	b.change(c, Change{Verb: p.leave, Other: p.to, Key: p.key})
	if err := b.save(ctx, tx); err != nil {
		return err
	}
	there.changes = 1
	var no int
	if err := tx.QueryRow(ctx, arriveCoupon, there.row()...).Scan(&no); err != nil {
		return fmt.Errorf("pass coupon %d on: %w", c.ID, err)
	}
	there.changes = no - 1
	b.note(&there, Change{Verb: p.arrive, Other: c.Member, Key: p.key})
	return b.save(ctx, tx)
}
