package tier

import (
	"context"
	"strconv"
	"time"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// ErrNoDraft says that what was approved is not the name of a version.
var ErrNoDraft = errs.New(errs.Invalid, "tier.no_such_draft")

// OnApproved publishes the ladders that a second person has approved,
// each once and only if it is still what was asked for.
func (s *Service) OnApproved(ctx context.Context, _ int64, approvals []staff.ApprovalID) error {
	for _, id := range approvals {
		err := s.Staff.CarryOut(ctx, id, staff.PublishLadder, func(tx postgres.Tx, a staff.Approval, act staff.Act) error {
			number, err := strconv.Atoi(a.Subject)
			if err != nil {
				return ErrNoDraft.Because(err)
			}
			if err := s.Ladders.Expect(ctx, tx, number, a.Hash); err != nil {
				return err
			}
			_, err = s.Publish(ctx, tx, number, postgres.Value(a.StartsAt), act)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Publish lets a draft hold from an instant on; the zero time is now.
// Errors: those of rulebook's Publish.
func (s *Service) Publish(ctx context.Context, tx postgres.Tx, number int, from time.Time, act staff.Act) (rulebook.Version[Ladder], error) {
	before, err := s.Ladders.Live(ctx, tx)
	if err != nil {
		return before, err
	}
	v, err := s.Ladders.Publish(ctx, tx, number, from, act.By.String())
	if err != nil {
		return v, err
	}
	return v, s.Staff.Audit(ctx, tx, act.Entry("tier.publish", staff.Subject{Kind: "ladder", ID: strconv.Itoa(number)}, before.Body, v.Body))
}
