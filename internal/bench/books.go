package bench

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"

	"habitue/internal/app"
	"habitue/internal/ledger"
	"habitue/internal/platform/replica"
)

// BooksOptions say how large the books are.
type BooksOptions struct {
	PGBin   string
	Credits int
	Memory  string // of the replica
	Log     io.Writer
}

// BooksReport is how long reports on everybody's books take of the copy and of
// PostgreSQL, and statements of one member of PostgreSQL.
type BooksReport struct {
	Bench         string         `json:"bench"`
	Machine       Machine        `json:"machine"`
	Credits       int            `json:"credits"`
	Members       int            `json:"members"`
	Entries       int64          `json:"entries"`
	ReplicaMemory string         `json:"replica_memory"`
	CopiedIn      float64        `json:"copied_seconds"`
	ReplicaBytes  int64          `json:"replica_bytes"`
	Reports       []QuestionTime `json:"reports"`
	Statements    []Measured     `json:"statements"`
}

// Measured is something and the median of how long it takes.
type Measured struct {
	Name string  `json:"name"`
	P50  float64 `json:"p50_ms"`
}

//go:embed books.sql
var booksShop string

// creditsPerMember is how many of all credits there are for each member, and
// hotCredits how many one of them has besides.
const (
	creditsPerMember = 10
	hotCredits       = 50_000
)

// Books measures the books of a ledger made by SQL.
func Books(ctx context.Context, o BooksOptions) (r BooksReport, err error) {
	r = BooksReport{Bench: "books", Machine: thisMachine(o.PGBin), Credits: o.Credits, Members: o.Credits / creditsPerMember, ReplicaMemory: o.Memory}
	sized := strings.NewReplacer("{credits}", strconv.Itoa(r.Credits), "{members}", strconv.Itoa(r.Members), "{hot}", strconv.Itoa(hotCredits))
	shop := madeShop{pgBin: o.PGBin, memory: o.Memory, sql: sized.Replace(booksShop), log: o.Log}
	return r, shop.open(ctx, func(ctx context.Context, a *app.App, rows replica.Analyst, made made) error {
		r.CopiedIn, r.ReplicaBytes = made.copiedIn, made.status.Bytes
		return r.measure(ctx, a, rows, o.Log)
	})
}

func (r *BooksReport) measure(ctx context.Context, a *app.App, rows replica.Analyst, log io.Writer) error {
	s := ledger.New(ledger.Deps{DB: a.Bulk.DB, IDs: a.Bulk.Ledger.IDs, Clock: lastDay{}, Org: a.Bulk.Org, Analyst: a.Replica, Record: rows})
	zone, err := s.Zone(ctx)
	if err != nil {
		return err
	}
	today := lastDay{}.Now()
	this := ledger.MonthOf(today, zone)
	trial, err := s.Trial(ctx, ledger.FromRecord, ledger.Cut{})
	if err != nil {
		return err
	}
	for _, row := range trial {
		r.Entries += row.Entries
	}
	monthAgo := ledger.Cut{Clock: ledger.ByOccurred, At: today.AddDate(0, -1, 0)}
	for _, report := range []struct {
		name string
		ask  func(from ledger.Source) error
	}{
		{"trial balance", func(from ledger.Source) error { _, err := s.Trial(ctx, from, ledger.Cut{}); return err }},
		{"trial balance as of", func(from ledger.Source) error { _, err := s.Trial(ctx, from, monthAgo); return err }},
		{"roll-forward, 12 months", func(from ledger.Source) error {
			_, err := s.RollForward(ctx, from, ledger.ByOccurred, ledger.Points, this.Add(-11), this.Add(1))
			return err
		}},
		{"liability", func(from ledger.Source) error {
			_, err := s.Liability(ctx, from, ledger.Points, ledger.Cut{})
			return err
		}},
		{"liability as of", func(from ledger.Source) error { _, err := s.Liability(ctx, from, ledger.Points, monthAgo); return err }},
		{"breakage", func(from ledger.Source) error { _, err := s.Breakage(ctx, from, ledger.Points); return err }},
	} {
		q := QuestionTime{Name: report.name}
		if q.Replica, err = often(5, func() error { return report.ask(ledger.FromCopy) }); err != nil {
			return err
		}
		if q.Postgres, err = often(3, func() error { return report.ask(ledger.FromRecord) }); err != nil {
			return err
		}
		q.Ratio = q.Postgres / q.Replica
		fmt.Fprintf(log, "%-24s %8.1f ms, PostgreSQL %9.1f ms, × %.1f\n", q.Name, q.Replica, q.Postgres, q.Ratio)
		r.Reports = append(r.Reports, q)
	}
	return r.statements(ctx, s, log)
}

// statements measures the first page of the last month, of a month long ago, and
// a balance of long ago, of somebody and of the member who has most.
func (r *BooksReport) statements(ctx context.Context, s *ledger.Service, log io.Writer) error {
	today := lastDay{}.Now()
	for _, who := range []struct {
		name string
		ask  ledger.StatementAsk
	}{
		{"somebody", ledger.StatementAsk{Member: 1000}},
		{"who has most", ledger.StatementAsk{Member: 1}},
	} {
		for _, clock := range []ledger.Clock{ledger.ByOccurred, ledger.ByRecorded} {
			for _, back := range []int{1, 36} {
				ask := who.ask
				ask.Asset, ask.Clock, ask.Limit = ledger.Points, clock, 50
				ask.From, ask.Until = today.AddDate(0, -back, 0), today.AddDate(0, 1-back, 0)
				m := Measured{Name: fmt.Sprintf("%s, a month %d months ago, by %s", who.name, back, clock)}
				var err error
				if m.P50, err = often(7, func() error { _, err := s.Statement(ctx, ask); return err }); err != nil {
					return err
				}
				fmt.Fprintf(log, "%-56s %8.1f ms\n", m.Name, m.P50)
				r.Statements = append(r.Statements, m)
			}
		}
	}
	return nil
}

// often does something n times, after once that does not count unless it was
// long, and returns the median.
func often(n int, do func() error) (float64, error) {
	var list []float64
	for i := range n + 1 {
		begun := startWatch()
		if err := do(); err != nil {
			return 0, err
		}
		took := milliseconds(begun.read())
		if i > 0 || took > long {
			list = append(list, took)
		}
		if took > long {
			break
		}
	}
	return median(list), nil
}
