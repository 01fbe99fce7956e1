package pricing

import (
	"cmp"
	"context"
	"slices"
	"time"

	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
)

// Bar is a promotion with the days of a calendar on which it applies, to whomever
// and at whatever hour.
type Bar struct {
	Promotion
	Days []time.Time // as midnight UTC, in their order
}

// Calendar returns what applies on the days from one to another, both inclusive:
// what holds only on some of them first, then by priority. Of drafts it says when
// they would.
func (s *Service) Calendar(ctx context.Context, q postgres.Querier, from, until time.Time) (bars []Bar, err error) {
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	day, err := settings.DayAt(nil)
	if err != nil {
		return nil, err
	}
	for before := PromotionID(0); ; {
		page, versions, err := s.page(ctx, q, before)
		if err != nil {
			return nil, err
		}
		if len(page) == 0 {
			break
		}
		before = page[len(page)-1].ID
		for _, p := range page {
			if days := p.days(versions[p.ID], day, from, until); len(days) > 0 {
				bars = append(bars, Bar{p, days})
			}
		}
	}
	slices.SortStableFunc(bars, func(a, b Bar) int {
		return cmp.Or(cmp.Compare(len(a.Days), len(b.Days)), a.Days[0].Compare(b.Days[0]), cmp.Compare(b.Meant.Priority, a.Meant.Priority))
	})
	return bars, nil
}

// days are those on which a version that is in force for part of the day holds.
func (p Promotion) days(versions []rulebook.Version[Rule], day org.Day, from, until time.Time) (days []time.Time) {
	if p.Version == 1 && p.Begins.IsZero() && !p.Meant.Off { // a draft, were it published now
		versions = []rulebook.Version[Rule]{{Body: p.Meant, From: day.Ends(from.AddDate(0, 0, -1))}}
	} else {
		versions = slices.DeleteFunc(slices.Clone(versions), func(v rulebook.Version[Rule]) bool { return v.Status == "draft" })
	}
	for on := from; !on.After(until); on = on.AddDate(0, 0, 1) {
		begins, ends := day.Ends(on.AddDate(0, 0, -1)), day.Ends(on)
		if !p.EndedAt.IsZero() && !p.EndedAt.After(begins) {
			break
		}
		for i, v := range versions {
			over := i+1 < len(versions) && !versions[i+1].From.After(begins)
			if v.From.Before(ends) && !over && v.Body.holdsOn(on) {
				days = append(days, on)
				break
			}
		}
	}
	return days
}
