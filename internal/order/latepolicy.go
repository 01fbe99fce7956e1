package order

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/order/internal/orderdb"
	"habitue/internal/platform/postgres"
)

// LatePolicy bounds late entries. A limit of 0 forbids them.
type LatePolicy struct {
	WindowDays  int   // after the business day of the purchase
	ReasonAbove int64 // minor units of the retailer's currency; more needs a reason and is flagged
	MemberDay   int   // entries for one member in a day, in a calendar month
	MemberMonth int
	StaffDay    int // entries by one member of staff, or one key
	StaffMonth  int
	UpdatedAt   time.Time
}

// Bounds of the policy; they are the table's.
const (
	maxWindow = 366
	maxLimit  = 10_000
)

// open reports whether an order may still be attached on a business day.
func (p LatePolicy) open(o *Order, day time.Time) bool {
	return !day.After(o.LocalDate.AddDate(0, 0, p.WindowDays))
}

// Validate says everything that is wrong with the policy.
func (p LatePolicy) Validate() error {
	v := validation{bad: ErrInvalid}
	if p.WindowDays < 0 || p.WindowDays > maxWindow {
		v.wrong("window_days", "order.limit_out_of_range", "max", maxWindow)
	}
	if p.ReasonAbove < 0 || p.ReasonAbove > MaxAmount {
		v.wrong("reason_above", "order.amount_out_of_range", "max", int64(MaxAmount))
	}
	for path, n := range map[string]int{
		"member_day": p.MemberDay, "member_month": p.MemberMonth, "staff_day": p.StaffDay, "staff_month": p.StaffMonth,
	} {
		if n < 0 || n > maxLimit {
			v.wrong(path, "order.limit_out_of_range", "max", maxLimit)
		}
	}
	return v.result()
}

// LatePolicy returns what bounds late entries.
func (s *Service) LatePolicy(ctx context.Context, q postgres.Querier) (LatePolicy, error) {
	row, err := query(q).LatePolicy(ctx)
	if err != nil {
		return LatePolicy{}, fmt.Errorf("read policy of late entries: %w", err)
	}
	return policyOf(row), nil
}

// SaveLatePolicy replaces the policy and returns the one before; what was
// attached stays attached. Errors: ErrInvalid.
func (s *Service) SaveLatePolicy(ctx context.Context, tx postgres.Tx, p LatePolicy) (before, after LatePolicy, err error) {
	if err := p.Validate(); err != nil {
		return before, after, err
	}
	row, err := query(tx).LockLatePolicy(ctx)
	if err != nil {
		return before, after, fmt.Errorf("lock policy of late entries: %w", err)
	}
	p.UpdatedAt = s.Clock.Now()
	err = query(tx).SaveLatePolicy(ctx, orderdb.SaveLatePolicyParams{
		WindowDays: int32(p.WindowDays), ReasonAbove: p.ReasonAbove, MemberDay: int32(p.MemberDay), MemberMonth: int32(p.MemberMonth),
		StaffDay: int32(p.StaffDay), StaffMonth: int32(p.StaffMonth), UpdatedAt: p.UpdatedAt,
	})
	if err != nil {
		return before, after, fmt.Errorf("save policy of late entries: %w", err)
	}
	return policyOf(row), p, nil
}

// talliesKept is longer than the longest period that is counted.
const talliesKept = 62 * 24 * time.Hour

// ForgetTallies deletes up to limit counts of periods long over.
func (s *Service) ForgetTallies(ctx context.Context, q postgres.Querier, limit int) (int, error) {
	n, err := query(q).ForgetTallies(ctx, s.Clock.Now().Add(-talliesKept), int32(limit))
	if err != nil {
		return 0, fmt.Errorf("forget counts of late entries: %w", err)
	}
	return int(n), nil
}

func policyOf(r orderdb.OrdersLatePolicy) LatePolicy {
	return LatePolicy{
		WindowDays: int(r.WindowDays), ReasonAbove: r.ReasonAbove, MemberDay: int(r.MemberDay), MemberMonth: int(r.MemberMonth),
		StaffDay: int(r.StaffDay), StaffMonth: int(r.StaffMonth), UpdatedAt: r.UpdatedAt,
	}
}
