package bench

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"habitue/internal/app"
	"habitue/internal/insight"
	"habitue/internal/platform/replica"
)

// OverviewOptions say how large a retailer is looked at.
type OverviewOptions struct {
	PGBin  string
	Orders int
	Memory string // of the replica
	Log    io.Writer
}

// OverviewReport is how long each question of the overview takes in the replica
// and in PostgreSQL, asked one by one for the 30 days that the page shows first.
type OverviewReport struct {
	Bench         string         `json:"bench"`
	Machine       Machine        `json:"machine"`
	Orders        int            `json:"orders"`
	Members       int            `json:"members"`
	ReplicaMemory string         `json:"replica_memory"`
	MadeIn        float64        `json:"made_seconds"`
	CopiedIn      float64        `json:"copied_seconds"`
	CopiedRows    int64          `json:"copied_rows"`
	ReplicaBytes  int64          `json:"replica_bytes"`
	Questions     []QuestionTime `json:"questions"`
	Slowest       float64        `json:"slowest_ms"` // in the replica
	LeastRatio    float64        `json:"least_ratio"`
	PageMs        float64        `json:"overview_page_ms"` // all its questions, of the replica
}

// QuestionTime is one question: medians, and how many times faster the replica is.
type QuestionTime struct {
	Name     string  `json:"question"`
	Replica  float64 `json:"replica_p50_ms"`
	Postgres float64 `json:"postgres_p50_ms"`
	Ratio    float64 `json:"ratio"`
}

//go:embed overview.sql
var overviewShop string

// ordersPerMember is how many of all orders there are for each member.
const ordersPerMember = 20

// Overview measures the questions of the overview on a retailer made by SQL.
func Overview(ctx context.Context, o OverviewOptions) (r OverviewReport, err error) {
	r = OverviewReport{Bench: "overview", Machine: thisMachine(o.PGBin), Orders: o.Orders, Members: o.Orders / ordersPerMember, ReplicaMemory: o.Memory}
	sized := strings.NewReplacer("{orders}", strconv.Itoa(r.Orders), "{members}", strconv.Itoa(r.Members))
	shop := madeShop{pgBin: o.PGBin, memory: o.Memory, sql: sized.Replace(overviewShop), log: o.Log}
	return r, shop.open(ctx, func(ctx context.Context, a *app.App, rows replica.Analyst, made made) error {
		r.MadeIn, r.CopiedIn, r.CopiedRows, r.ReplicaBytes = made.madeIn, made.copiedIn, made.status.Rows, made.status.Bytes
		return r.compare(ctx, a, rows, o.Log)
	})
}

// compare asks every question of both engines.
func (r *OverviewReport) compare(ctx context.Context, a *app.App, rows replica.Analyst, log io.Writer) error {
	heard := &listener{Analyst: a.Replica, asked: map[string][]any{}}
	c := a.Bulk
	service := insight.New(insight.Deps{DB: c.DB, Analyst: heard, Clock: lastDay{}, Org: c.Org, Catalog: c.Catalog, Members: c.Members, Tiers: c.Tiers})
	if err := askEverything(ctx, service); err != nil {
		return err
	}
	begun := startWatch()
	service = insight.New(insight.Deps{DB: c.DB, Analyst: a.Replica, Clock: lastDay{}, Org: c.Org, Catalog: c.Catalog, Members: c.Members, Tiers: c.Tiers})
	if _, err := service.Overview(ctx, insight.Ask{}); err != nil {
		return err
	}
	r.PageMs = milliseconds(begun.read())
	questions := insight.Questions()
	for _, name := range sortedNames(questions) {
		args, asked := heard.asked[questions[name]]
		if !asked {
			return fmt.Errorf("nobody asked %s", name)
		}
		q := QuestionTime{Name: strings.TrimSuffix(name, ".sql")}
		var err error
		if q.Replica, err = timed(ctx, a.Replica, questions[name], args, 7); err != nil {
			return err
		}
		if q.Postgres, err = timed(ctx, rows, questions[name], args, 3); err != nil {
			return err
		}
		q.Ratio = q.Postgres / q.Replica
		fmt.Fprintf(log, "%-20s %8.1f ms, PostgreSQL %9.1f ms, × %.1f\n", q.Name, q.Replica, q.Postgres, q.Ratio)
		r.Questions = append(r.Questions, q)
		r.Slowest = max(r.Slowest, q.Replica)
		if r.LeastRatio == 0 || q.Ratio < r.LeastRatio {
			r.LeastRatio = q.Ratio
		}
	}
	return nil
}

// lastDay stands on the day after the last one of overview.sql.
type lastDay struct{}

// Now implements clock.Clock.
func (lastDay) Now() time.Time { return time.Date(2026, 11, 24, 4, 0, 0, 0, time.UTC) }

func askEverything(ctx context.Context, s *insight.Service) error {
	var ask insight.Ask
	_, err := s.Overview(ctx, ask)
	for _, split := range []insight.Split{insight.NoSplit, insight.ByStore, insight.ByChannel, insight.ByCategory, insight.ByReturn} {
		_, again := s.Trend(ctx, ask, insight.ByDay, split)
		err = errors.Join(err, again)
	}
	for _, by := range []insight.Ranking{insight.BySales, insight.ByPieces} {
		_, again := s.Articles(ctx, ask, by, 20)
		err = errors.Join(err, again)
	}
	for _, behind := range []insight.Behind{insight.Buyers, insight.Joined, insight.Repurchased, insight.Moved} {
		_, again := s.Members(ctx, ask, insight.Who{Behind: behind, From: "basic", To: "silver"}, 0, 50)
		err = errors.Join(err, again)
	}
	_, hours := s.Hours(ctx, ask)
	_, levels := s.Levels(ctx, ask)
	_, _, stores := s.Stores(ctx, ask)
	_, sold := s.SoldWithin(ctx, 90)
	return errors.Join(err, hours, levels, stores, sold)
}

// listener notes of each question the arguments of the latest period.
type listener struct {
	replica.Analyst
	mu    sync.Mutex
	asked map[string][]any
}

// Query implements replica.Analyst.
func (l *listener) Query(ctx context.Context, sql string, args ...any) (replica.Rows, error) {
	l.mu.Lock()
	if known, ok := l.asked[sql]; !ok || known[0].(time.Time).Before(args[0].(time.Time)) {
		l.asked[sql] = args
	}
	l.mu.Unlock()
	return l.Analyst.Query(ctx, sql, args...)
}

// long is from where a question is asked once: the first time costs it little.
const long = 2000 // ms

// timed asks n times, after once that does not count, and returns the median.
func timed(ctx context.Context, a replica.Analyst, sql string, args []any, n int) (float64, error) {
	return often(n, func() error { return drain(ctx, a, sql, args) })
}

func drain(ctx context.Context, a replica.Analyst, sql string, args []any) error {
	rows, err := a.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

func sortedNames(m map[string]string) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
