package coupon

import (
	"context"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Outcome is what became of the coupons of a handout.
type Outcome struct {
	InHand    int64 // may still be used, in a checkout or offered to somebody else among them
	Redeemed  int64
	Cancelled int64
	Expired   int64
}

// OutcomeOf counts what became of the coupons of a handout, whoever holds them now.
func (s *Service) OutcomeOf(ctx context.Context, q postgres.Querier, h HandoutID) (Outcome, error) {
	r, err := query(q).HandoutOutcome(ctx, s.Clock.Now(), int64(h))
	if err != nil {
		return Outcome{}, fmt.Errorf("count coupons of handout %d: %w", h, err)
	}
	return Outcome{InHand: r.InHand, Redeemed: r.Redeemed, Cancelled: r.Cancelled, Expired: r.Expired}, nil
}

// Undoing is a handout whose coupons somebody of the staff takes away again.
type Undoing struct {
	Handout HandoutID
	Reason  string // code of the list
	Act     staff.Act
}

// Undone is how far that has come.
type Undone struct {
	Coupons int  // that were taken away now
	More    bool // there are others: ask again
}

// undoAtOnce is from how many members one transaction takes them.
const undoAtOnce = 200

// UndoHandout cancels the coupons of a handout that nobody has used, those of some
// members at a time: who asks goes on as long as there are more. What is used stays
// used, what a checkout has locked stays until that is over, and what was given away
// is taken from who has it now. Each can be reinstated by itself.
// Errors: ErrNoReason, ErrNoHandout, ErrNotGiven.
func (s *Service) UndoHandout(ctx context.Context, tx postgres.Tx, u Undoing) (done Undone, err error) {
	if err := s.knows(ctx, tx, u.Reason); err != nil {
		return done, err
	}
	h, err := s.HandoutOf(ctx, tx, itoa(u.Handout))
	if err != nil {
		return done, err
	}
	if h.EndedAt.IsZero() {
		return done, ErrNotGiven.With("handout", int64(h.ID))
	}
	now := s.Clock.Now()
	rows, err := query(tx).HandoutInHand(ctx, postgres.Optional(int64(h.ID)), &now, undoAtOnce+1)
	if err != nil {
		return done, fmt.Errorf("look for coupons of handout %d: %w", h.ID, err)
	}
	if done.More = len(rows) > undoAtOnce; done.More {
		rows = rows[:undoAtOnce]
	}
	for _, r := range rows {
		n, err := s.takeFrom(ctx, tx, u, member.ID(r.MemberID), r.Ids)
		if err != nil {
			return done, err
		}
		done.Coupons += n
	}
	return done, s.audit(ctx, tx, u.Act, "coupon.cancel", "coupon_handout", itoa(h.ID), map[string]any{"coupons": done.Coupons, "reason": u.Reason})
}

// takeFrom cancels coupons of one member, as far as they are still in hand.
func (s *Service) takeFrom(ctx context.Context, tx postgres.Tx, u Undoing, m member.ID, ids []int64) (taken int, err error) {
	now := s.Clock.Now()
	b := s.begin(now)
	each := make([]ID, len(ids))
	for i, id := range ids {
		each[i] = ID(id)
	}
	list, err := s.take(ctx, tx, b, m, each)
	if err != nil {
		return 0, err
	}
	for _, c := range list {
		if c.Status == Offered {
			if err := query(tx).EndGifts(ctx, &now, int64(c.ID)); err != nil {
				return taken, fmt.Errorf("end the offer of coupon %d: %w", c.ID, err)
			}
		} else if c.Status != Held {
			continue
		}
		taken++
		c.Status, c.Until = Cancelled, zero
		b.change(c, Change{Verb: Cancel, Staff: u.Act.By.ID, Reason: u.Reason, Note: u.Act.Reason})
	}
	return taken, b.save(ctx, tx)
}
