package coupon

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Policy is what holds for every template.
type Policy struct {
	AloneCoupons int `json:"alone_coupons"` // so many coupons somebody hands out without a second person
	AloneCodes   int `json:"alone_codes"`   // and so many codes are ordered
	RemindDays   int `json:"remind_days"`   // before its end a coupon's holder is told; 0: never
	GiftHours    int `json:"gift_hours"`    // for which a link waits to be taken

	Version int `json:"-"`
}

var defaultPolicy = Policy{AloneCoupons: 20, AloneCodes: 1000, RemindDays: 3, GiftHours: 24}

// Validate says everything that is wrong with a policy.
func (p Policy) Validate() error {
	bad := ErrBadPolicy
	for _, b := range []struct {
		path       string
		is, lo, hi int
	}{
		{"alone_coupons", p.AloneCoupons, 0, 1_000_000}, {"alone_codes", p.AloneCodes, 0, 10_000_000},
		{"remind_days", p.RemindDays, 0, 60}, {"gift_hours", p.GiftHours, 1, 720},
	} {
		if b.is < b.lo || b.is > b.hi {
			bad = bad.Field(b.path, "coupon.number_out_of_range", "max", b.hi)
		}
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// remindAt is when the end of a coupon is announced; one that lives no longer
// than that is not announced at all.
func (p Policy) remindAt(issued, expires time.Time) time.Time {
	when := expires.AddDate(0, 0, -p.RemindDays)
	if p.RemindDays == 0 || !when.After(issued) {
		return time.Time{}
	}
	return when
}

// Policy returns what holds for every template.
func (s *Service) Policy(ctx context.Context, q postgres.Querier) (Policy, error) {
	row, err := query(q).Policy(ctx)
	if errors.Is(err, pgx.ErrNoRows) {
		return defaultPolicy, nil
	}
	if err != nil {
		return Policy{}, fmt.Errorf("read policy of coupons: %w", err)
	}
	p := Policy{Version: int(row.Version)}
	if err := json.Unmarshal(row.Body, &p); err != nil {
		return p, fmt.Errorf("read policy of coupons: %w", err)
	}
	return p, nil
}

// SavePolicy replaces the policy. The version is that which was looked at.
// Errors: ErrBadPolicy, ErrChanged.
func (s *Service) SavePolicy(ctx context.Context, tx postgres.Tx, p Policy, act staff.Act) (Policy, error) {
	if err := p.Validate(); err != nil {
		return p, err
	}
	if _, err := tx.Exec(ctx, `LOCK TABLE coupon.policy IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return p, fmt.Errorf("lock policy of coupons: %w", err)
	}
	before, err := s.Policy(ctx, tx)
	if err != nil {
		return p, err
	}
	if before.Version != p.Version {
		return p, ErrChanged
	}
	body, err := json.Marshal(p)
	if err != nil {
		return p, fmt.Errorf("write policy of coupons: %w", err)
	}
	version, err := query(tx).SavePolicy(ctx, body)
	if err != nil {
		return p, fmt.Errorf("save policy of coupons: %w", err)
	}
	p.Version = int(version)
	s.forget()
	return p, s.Staff.Audit(ctx, tx, staff.Entry{By: act.By, Action: "coupon.policy", Subject: staff.Subject{Kind: "coupon_policy", ID: "1"},
		Before: before, After: p, Address: act.Address})
}

// Reason is why staff hand out or cancel coupons.
type Reason struct {
	Code string
	Name i18n.Text
}

// Reasons returns the list that staff choose from.
func (s *Service) Reasons(ctx context.Context, q postgres.Querier) ([]Reason, error) {
	rows, err := query(q).Reasons(ctx)
	if err != nil {
		return nil, fmt.Errorf("read reasons: %w", err)
	}
	list := make([]Reason, len(rows))
	for i, r := range rows {
		list[i].Code = r.Code
		if err := json.Unmarshal(r.Name, &list[i].Name); err != nil {
			return nil, fmt.Errorf("read reason %s: %w", r.Code, err)
		}
	}
	return list, nil
}

// knows refuses a reason that is not on the list.
func (s *Service) knows(ctx context.Context, q postgres.Querier, reason string) error {
	list, err := s.Reasons(ctx, q)
	if err != nil {
		return err
	}
	for _, r := range list {
		if r.Code == reason {
			return nil
		}
	}
	return ErrNoReason.With("reason", reason)
}
