package coupon

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/order"
	"habitue/internal/platform/postgres"
)

// book is what one transaction does to coupons: rows and, for each, what
// happened to it. It is written in one round trip.
type book struct {
	now     time.Time
	born    []*Coupon
	changed []*Coupon
	notes   []Change
	ended   []any // arguments of endLock; nil: no lock ends with it
}

func (s *Service) begin(now time.Time) *book { return &book{now: now} }

// add is a coupon whose row is not there yet.
func (b *book) add(c *Coupon, note Change) {
	b.born = append(b.born, c)
	b.note(c, note)
}

// change is what happened to a coupon whose row is there; the caller has set
// what follows from it.
func (b *book) change(c *Coupon, note Change) {
	for _, known := range b.changed {
		if known == c {
			b.note(c, note)
			return
		}
	}
	b.changed = append(b.changed, c)
	b.note(c, note)
}

func (b *book) note(c *Coupon, note Change) {
	c.changes++
	note.Member, note.Coupon, note.No, note.Status = c.Member, c.ID, c.changes, c.Status
	if note.At.IsZero() {
		note.At = b.now
	}
	b.notes = append(b.notes, note)
}

// settle records what fell due of a coupon: the end of a lock or an offer, and of
// the coupon itself, each as of when it came.
func (b *book) settle(c *Coupon) {
	if (c.Status == Locked || c.Status == Offered) && !b.now.Before(c.Until) {
		verb, when := LockOver, c.Until
		if c.Status == Offered {
			verb = OfferOver
		}
		key := c.LockKey
		c.Status, c.Until, c.LockKey = Held, time.Time{}, ""
		b.change(c, Change{Verb: verb, At: when, Key: key})
	}
	if c.Status == Held && !b.now.Before(c.ExpiresAt) {
		c.Status = Expired
		b.change(c, Change{Verb: Expire, At: c.ExpiresAt})
	}
}

const insertCoupon = `
	INSERT INTO coupon.coupon (member_id, id, template_id, version, source, issue_key, issue_no, code, handout_id, born, status, issued_at, valid_from,
		expires_at, seen_at, locked_at, lock_key, until, redeemed_at, order_id, saved, returned_at, came_from, merge_id, due_at, remind_at, changes)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)`

// A coupon comes back to who had it before, whose row is still there.
const arriveCoupon = insertCoupon + `
	ON CONFLICT (member_id, id) DO UPDATE SET xid = pg_current_xact_id(), version = excluded.version, status = excluded.status,
		valid_from = excluded.valid_from, expires_at = excluded.expires_at, seen_at = excluded.seen_at, locked_at = excluded.locked_at,
		lock_key = excluded.lock_key, until = excluded.until, redeemed_at = excluded.redeemed_at, order_id = excluded.order_id,
		saved = excluded.saved, returned_at = excluded.returned_at, came_from = excluded.came_from, merge_id = excluded.merge_id,
		due_at = excluded.due_at, remind_at = excluded.remind_at, changes = coupon.changes + excluded.changes
	RETURNING changes`

const updateCoupon = `
	UPDATE coupon.coupon SET xid = pg_current_xact_id(), status = $3, expires_at = $4, seen_at = $5, locked_at = $6, lock_key = $7, until = $8,
		redeemed_at = $9, order_id = $10, saved = $11, returned_at = $12, merge_id = $13, due_at = $14, remind_at = $15, changes = $16
	WHERE member_id = $1 AND id = $2`

const insertChange = `
	INSERT INTO coupon.change (member_id, coupon_id, no, verb, status, at, key, staff_id, order_id, other_id, until, reason, note)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`

const endLock = `UPDATE coupon.lock SET how = $2, order_id = $3, ended_at = $4 WHERE key = $1`

// end lets a lock end with what is saved.
func (b *book) end(key, how string, o order.ID) {
	b.ended = []any{key, how, postgres.Null(int64(o)), b.now}
}

func (b *book) save(ctx context.Context, tx postgres.Tx) error {
	var batch pgx.Batch
	for _, c := range b.born {
		batch.Queue(insertCoupon, c.row()...)
	}
	for _, c := range b.changed {
		batch.Queue(updateCoupon, c.Member, c.ID, string(c.Status), c.ExpiresAt, null(c.SeenAt), null(c.LockedAt), postgres.Null(c.LockKey), null(c.Until),
			null(c.RedeemedAt), postgres.Null(int64(c.Order)), postgres.Null(c.Saved), null(c.ReturnedAt), postgres.Null(c.Merge), null(c.due()), null(c.reminder()), c.changes)
	}
	for _, n := range b.notes {
		batch.Queue(insertChange, n.Member, n.Coupon, n.No, string(n.Verb), string(n.Status), n.At, postgres.Null(n.Key), postgres.Null(n.Staff),
			postgres.Null(int64(n.Order)), postgres.Null(int64(n.Other)), null(n.Until), postgres.Null(n.Reason), postgres.Null(n.Note))
	}
	if b.ended != nil {
		batch.Queue(endLock, b.ended...)
	}
	if batch.Len() == 0 {
		return nil
	}
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return fmt.Errorf("write coupons: %w", err)
	}
	b.born, b.changed, b.notes, b.ended = nil, nil, nil, nil
	return nil
}

func (c *Coupon) row() []any {
	return []any{
		c.Member, c.ID, c.Template, c.Version, string(c.Source), c.key, c.no, postgres.Null(c.Code), postgres.Null(int64(c.Handout)), c.Born, string(c.Status),
		c.IssuedAt, c.ValidFrom, c.ExpiresAt, null(c.SeenAt), null(c.LockedAt), postgres.Null(c.LockKey), null(c.Until), null(c.RedeemedAt),
		postgres.Null(int64(c.Order)), postgres.Null(c.Saved), null(c.ReturnedAt), postgres.Null(int64(c.CameFrom)), postgres.Null(c.Merge),
		null(c.due()), null(c.reminder()), c.changes,
	}
}

// reminder is when the end is announced; only of what may still be used.
func (c *Coupon) reminder() time.Time {
	if c.due().IsZero() {
		return time.Time{}
	}
	return c.remind
}

func null(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}
