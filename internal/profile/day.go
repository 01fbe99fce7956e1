package profile

import (
	"context"
	"time"

	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/rulebook"
)

var (
	// ErrFuture says that a day has not come yet.
	ErrFuture = errs.New(errs.Invalid, "profile.day_to_come")
	// ErrNoBrand says that the retailer has no such brand to be shown apart.
	ErrNoBrand = errs.New(errs.NotFound, "profile.no_such_brand")
)

// Asked is a picture to be taken: of a day, by a version of the rule.
type Asked struct {
	Day  time.Time // a business day, as midnight UTC
	Rule rulebook.Version[Rule]

	refresh int64 // the refresh that wrote it; 0: to be reckoned
}

// day returns how the retailer counts business days.
func (s *Service) day(ctx context.Context) (org.Day, error) {
	settings, err := s.Org.Settings(ctx, s.DB)
	if err != nil {
		return org.Day{}, err
	}
	return settings.DayAt(nil)
}

// Today returns the retailer's business day.
func (s *Service) Today(ctx context.Context) (time.Time, error) {
	day, err := s.day(ctx)
	if err != nil {
		return time.Time{}, err
	}
	return day.Of(s.Clock.Now()), nil
}

// On asks for the picture of a day by the rule that was in force at its end, so
// that the picture of a day does not change with later rules. Errors: ErrFuture.
func (s *Service) On(ctx context.Context, day time.Time) (Asked, error) {
	days, err := s.day(ctx)
	if err != nil {
		return Asked{}, err
	}
	now := s.Clock.Now()
	if day.After(days.Of(now)) {
		return Asked{}, ErrFuture.With("day", day.Format(time.DateOnly))
	}
	published, err := s.Rules.Published(ctx, s.DB)
	if err != nil {
		return Asked{}, err
	}
	at := days.Ends(day).Add(-time.Microsecond)
	if at.After(now) {
		at = now
	}
	return Asked{Day: day, Rule: rulebook.At(published, at)}, nil
}

// Latest asks for what the last refresh wrote or, where there was none yet, for
// the picture of today.
func (s *Service) Latest(ctx context.Context) (Asked, error) {
	last, err := s.LastDone(ctx)
	if err != nil {
		return Asked{}, err
	}
	if last.ID == 0 {
		today, err := s.Today(ctx)
		if err != nil {
			return Asked{}, err
		}
		return s.On(ctx, today)
	}
	rule, err := s.Rules.Get(ctx, s.DB, last.Version)
	return Asked{Day: last.AsOf, Rule: rule, refresh: last.ID}, err
}

func addMonths(day time.Time, n int) time.Time { return clock.AddMonths(day, n) }
