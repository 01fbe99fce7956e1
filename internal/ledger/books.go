package ledger

import (
	"context"
	"embed"
	"fmt"
	"strings"
	"time"

	"habitue/internal/platform/replica"
)

// Clock says by which of its two times a posting counts.
type Clock string

// The clocks. By when it occurred the books say what was true then, as it is
// known now; by when it was recorded they say what was known then.
const (
	ByOccurred Clock = "occurred"
	ByRecorded Clock = "recorded"
)

// Source says who is asked about everybody's books.
type Source string

// The sources. The copy answers at once and is some seconds behind; the record
// is PostgreSQL, which reads every entry for it.
const (
	FromCopy   Source = "copy"
	FromRecord Source = "record"
)

// Cut is where the books are cut: what counts lies before the instant, by one of
// the clocks. The zero instant cuts nothing off.
type Cut struct {
	Clock Clock
	At    time.Time
}

//go:embed analysis/*.sql
var analysis embed.FS

// Questions lists the names and texts of what is asked of everybody's books, for
// who compares engines.
func Questions() map[string]string {
	entries, err := analysis.ReadDir("analysis")
	if err != nil {
		panic("ledger: " + err.Error())
	}
	all := make(map[string]string, len(entries))
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".sql")
		all[name] = question(name)
	}
	return all
}

func question(name string) string {
	raw, err := analysis.ReadFile("analysis/" + name + ".sql")
	if err != nil {
		panic("ledger: " + err.Error())
	}
	return string(raw)
}

// by lets a question that is written by when postings occurred go by a clock.
func (c Clock) by(sql string) string {
	if c == ByRecorded {
		return strings.ReplaceAll(sql, "occurred_at", "recorded_at")
	}
	return sql
}

// analyst is whom a source stands for.
func (s *Service) analyst(from Source) replica.Analyst {
	switch {
	case from == FromCopy && s.Analyst != nil:
		return s.Analyst
	case s.Record != nil:
		return s.Record
	}
	return replica.Postgres{DB: s.DB}
}

// ask lets a source answer a question by a clock. The scan gives the places of a
// row's columns.
func ask[T any](ctx context.Context, s *Service, from Source, by Clock, name string, args []any, scan func(*T) []any) ([]T, error) {
	list, err := replica.Collect(ctx, s.analyst(from), by.by(question(name)), args, func(r replica.Rows) (v T, err error) {
		return v, r.Scan(scan(&v)...)
	})
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", name, err)
	}
	return list, nil
}

// Month is a month of the calendar: midnight UTC of its first day.
type Month struct{ time.Time }

// MonthOf returns the month of an instant on the calendar of a zone.
func MonthOf(t time.Time, zone *time.Location) Month {
	y, m, _ := t.In(zone).Date()
	return Month{time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)}
}

// Add returns the month n months on.
func (m Month) Add(n int) Month { return Month{m.AddDate(0, n, 0)} }

// Begins returns the instant at which the month begins in a zone.
func (m Month) Begins(zone *time.Location) time.Time {
	return time.Date(m.Year(), m.Month(), 1, 0, 0, 0, 0, zone).UTC()
}

// since returns how many months lie between an earlier month and m.
func (m Month) since(earlier Month) int {
	return (m.Year()-earlier.Year())*12 + int(m.Month()-earlier.Month())
}

// Zone is the zone of the retailer, by whose calendar months are counted.
func (s *Service) Zone(ctx context.Context) (*time.Location, error) {
	c, err := s.configuration(ctx, s.DB)
	if err != nil {
		return nil, err
	}
	return c.zone, nil
}
