package privacy

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// Policy is the body of a version of the rule of privacy: how soon requests are
// answered, how long who leaves may come back, and how long what is kept.
type Policy struct {
	ByLaw         bool           `json:"by_law"`                                  // requests are answered as soon as the country's law wants
	WorkingDays   int            `json:"working_days" minimum:"0" maximum:"90"`   // else within so many; 0: by months
	Months        int            `json:"months" minimum:"1" maximum:"3"`          // where no working days are counted
	GraceDays     int            `json:"grace_days" minimum:"1" maximum:"90"`     // in which who leaves may come back
	LiftDays      int            `json:"lift_days" minimum:"1" maximum:"90"`      // between the word that a restriction is lifted and its end
	InactiveYears int            `json:"inactive_years" minimum:"0" maximum:"30"` // without a purchase, after which a member is proposed to be asked; 0: nobody is
	Keep          map[string]int `json:"keep"`                                    // days by holding; what is absent is kept as long as the holding says
}

// DefaultPolicy is what holds where nothing was said.
func DefaultPolicy() Policy {
	return Policy{ByLaw: true, WorkingDays: 15, Months: 1, GraceDays: 15, LiftDays: 7, InactiveYears: 3, Keep: map[string]int{}}
}

// Validate says everything that is wrong with a policy.
func (p Policy) Validate() error {
	bad := ErrBadPolicy
	within := func(path string, is, lo, hi int) {
		if is < lo || is > hi {
			bad = bad.Field(path, "privacy.number_out_of_range", "min", lo, "max", hi)
		}
	}
	within("working_days", p.WorkingDays, 0, 90)
	within("months", p.Months, 1, 3)
	within("grace_days", p.GraceDays, 1, 90)
	within("lift_days", p.LiftDays, 1, 90)
	within("inactive_years", p.InactiveYears, 0, 30)
	for _, code := range slices.Sorted(maps.Keys(p.Keep)) {
		h, ok := holding(code)
		if !ok {
			bad = bad.Field("keep", "privacy.no_such_holding")
			continue
		}
		within("keep."+code, p.Keep[code], h.Least, h.Most)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// Days is for how long a holding is kept.
func (p Policy) Days(h Holding) int {
	if days, ok := p.Keep[h.Code]; ok {
		return days
	}
	return h.Days
}

// In is the policy with the days within which the law of a country wants an answer,
// where it says that they count: 15 working days in China, a month where the GDPR's
// measure is taken.
func (p Policy) In(country string) Policy {
	if p.ByLaw {
		if p.WorkingDays, p.Months = 0, 1; country == "CN" {
			p.WorkingDays = 15
		}
	}
	return p
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

const ruleID = 1

func rules(d Deps) staff.Rules[Policy] {
	return staff.Rules[Policy]{Book: rulebook.New[Policy]("privacy.rule", ruleID, d.Clock), Staff: d.Staff, Kind: staff.PublishPrivacy, Owner: "privacy"}
}

// Seed lets the default hold where nothing was said.
func (s *Service) Seed(ctx context.Context, tx postgres.Tx) error {
	return s.Rules.Seed(ctx, tx, DefaultPolicy())
}

// Policy returns what holds now, with the days of the retailer's country.
func (s *Service) Policy(ctx context.Context, q postgres.Querier) (Policy, error) {
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return Policy{}, err
	}
	v, err := s.live(ctx, q)
	return v.Body.In(settings.Country), err
}

// live is the version in force; where none was ever published, the default as version 0.
func (s *Service) live(ctx context.Context, q postgres.Querier) (rulebook.Version[Policy], error) {
	v, err := s.Rules.Live(ctx, q)
	if errors.Is(err, rulebook.ErrNoVersion) {
		return rulebook.Version[Policy]{Body: DefaultPolicy()}, nil
	}
	if err != nil {
		return v, fmt.Errorf("read rule of privacy: %w", err)
	}
	return v, nil
}
