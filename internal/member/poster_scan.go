package member

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"habitue/internal/platform/postgres"
)

// scanned is how a browser keeps which posters it was counted for today: the day and their
// codes. It says nothing of who it is, and ends with the day.
type scanned struct {
	day   string
	codes []string
}

const (
	dayOfScans    = "20060102"
	mostScanned   = 12 // codes that a browser keeps; who opens more in a day is counted anew
	scanSeparator = "."
)

func readScanned(cookie, today string) scanned {
	parts := strings.Split(cookie, scanSeparator)
	seen := scanned{day: today}
	if parts[0] != today {
		return seen
	}
	for _, code := range parts[1:] {
		if code = posterCode(code); code != "" && len(seen.codes) < mostScanned {
			seen.codes = append(seen.codes, code)
		}
	}
	return seen
}

func (s scanned) String() string {
	return strings.Join(append([]string{s.day}, s.codes...), scanSeparator)
}

// CountScan counts that a poster was opened, once a day of a browser, which brings along
// what it was given before and is given what it brings next time, until when. Nothing is
// kept of who it was. Only what runs is counted. Errors: ErrNoPoster.
func (s *Service) CountScan(ctx context.Context, q postgres.Querier, code, brought string) (keep string, until time.Time, err error) {
	p, err := s.PosterOfCode(ctx, q, code)
	if err != nil {
		return "", until, err
	}
	settings, err := s.org.Settings(ctx, q)
	if err != nil {
		return "", until, err
	}
	days, err := settings.DayAt(nil)
	if err != nil {
		return "", until, err
	}
	now := s.clock.Now()
	today := days.Of(now)
	seen := readScanned(brought, today.Format(dayOfScans))
	if slices.Contains(seen.codes, p.Code) || p.StateAt(now) != PosterRunning {
		return seen.String(), days.Ends(today), nil
	}
	if err := query(q).CountScan(ctx, int64(p.ID), dateOf(today)); err != nil {
		return "", until, fmt.Errorf("count a scan of poster %d: %w", p.ID, err)
	}
	seen.codes = append(seen.codes, p.Code)
	seen.codes = seen.codes[max(0, len(seen.codes)-mostScanned):]
	return seen.String(), days.Ends(today), nil
}

// ScanDay is how often a poster was opened on a business day of the retailer.
type ScanDay struct {
	Poster PosterID
	Day    time.Time
	Scans  int64
}

// PosterScans returns what was counted on the days [from, until).
func (s *Service) PosterScans(ctx context.Context, q postgres.Querier, from, until time.Time) ([]ScanDay, error) {
	rows, err := query(q).PosterScans(ctx, dateOf(from), dateOf(until))
	if err != nil {
		return nil, fmt.Errorf("read scans: %w", err)
	}
	list := make([]ScanDay, len(rows))
	for i, r := range rows {
		list[i] = ScanDay{PosterID(r.PosterID), r.Day.Time, r.Scans}
	}
	return list, nil
}

// AllScans returns how often each of the posters was opened since it was made.
func (s *Service) AllScans(ctx context.Context, q postgres.Querier, ids ...PosterID) (map[PosterID]int64, error) {
	rows, err := query(q).AllScans(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read scans: %w", err)
	}
	scans := make(map[PosterID]int64, len(rows))
	for _, r := range rows {
		scans[PosterID(r.PosterID)] = r.Scans
	}
	return scans, nil
}

func dateOf(day time.Time) pgtype.Date { return pgtype.Date{Time: day, Valid: true} }
