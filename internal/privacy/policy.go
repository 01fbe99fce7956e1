package privacy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Policy is how soon requests are answered and how long who leaves may come back.
type Policy struct {
	WorkingDays int `json:"working_days"` // until a request is answered; 0: by months
	Months      int `json:"months"`       // until then, where no working days are counted
	GraceDays   int `json:"grace_days"`   // in which who leaves may come back

	Version int `json:"-"`
}

// DefaultPolicy is what the law of a country wants: 15 working days in China, a month
// where the GDPR's measure is taken.
func DefaultPolicy(country string) Policy {
	p := Policy{Months: 1, GraceDays: 15}
	if country == "CN" {
		p.WorkingDays = 15
	}
	return p
}

// Validate says everything that is wrong with a policy.
func (p Policy) Validate() error {
	bad := ErrBadPolicy
	for _, b := range []struct {
		path       string
		is, lo, hi int
	}{{"working_days", p.WorkingDays, 0, 90}, {"months", p.Months, 1, 3}, {"grace_days", p.GraceDays, 1, 90}} {
		if b.is < b.lo || b.is > b.hi {
			bad = bad.Field(b.path, "privacy.number_out_of_range", "min", b.lo, "max", b.hi)
		}
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// due is the end of the last day on which a request asked at an instant is answered in
// time, in the retailer's zone. Saturdays and Sundays are no working days; public
// holidays are not known here and so make the answer only earlier.
func (p Policy) due(at time.Time, zone *time.Location) time.Time {
	local := at.In(zone)
	day := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, zone)
	if p.WorkingDays == 0 {
		last := time.Date(day.Year(), day.Month()+time.Month(p.Months), 1, 0, 0, 0, 0, zone).AddDate(0, 1, -1)
		day = time.Date(last.Year(), last.Month(), min(day.Day(), last.Day()), 0, 0, 0, 0, zone)
	}
	for left := p.WorkingDays; left > 0; {
		if day = day.AddDate(0, 0, 1); day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			left--
		}
	}
	return day.AddDate(0, 0, 1).UTC()
}

// Policy returns what holds.
func (s *Service) Policy(ctx context.Context, q postgres.Querier) (Policy, error) {
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return Policy{}, err
	}
	p := DefaultPolicy(settings.Country)
	var body []byte
	err = q.QueryRow(ctx, `SELECT body, version FROM privacy.policy`).Scan(&body, &p.Version)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, nil
	}
	if err == nil {
		err = json.Unmarshal(body, &p)
	}
	if err != nil {
		return p, fmt.Errorf("read policy of privacy: %w", err)
	}
	return p, nil
}

// SavePolicy replaces the policy; what was asked before keeps its day. The version is
// that which was looked at. Errors: ErrBadPolicy, ErrChanged.
func (s *Service) SavePolicy(ctx context.Context, tx postgres.Tx, p Policy, act staff.Act) (Policy, error) {
	if err := p.Validate(); err != nil {
		return p, err
	}
	if _, err := tx.Exec(ctx, `LOCK TABLE privacy.policy IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return p, fmt.Errorf("lock policy of privacy: %w", err)
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
		return p, fmt.Errorf("write policy of privacy: %w", err)
	}
	err = tx.QueryRow(ctx, `INSERT INTO privacy.policy (body) VALUES ($1)
		ON CONFLICT (one) DO UPDATE SET body = excluded.body, version = policy.version + 1 RETURNING version`, body).Scan(&p.Version)
	if err != nil {
		return p, fmt.Errorf("save policy of privacy: %w", err)
	}
	return p, s.Staff.Audit(ctx, tx, staff.Entry{By: act.By, Action: "privacy.policy", Subject: staff.Subject{Kind: "privacy_policy", ID: "1"},
		Before: before, After: p, Address: act.Address})
}
