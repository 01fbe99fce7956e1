package bench

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"habitue/internal/app"
	"habitue/internal/insight"
	"habitue/internal/platform/config"
	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/postgres"
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
	return r, scratch(ctx, func(dir string) error { return r.run(ctx, o, dir) })
}

func (r *OverviewReport) run(ctx context.Context, o OverviewOptions, dir string) (err error) {
	log := slog.New(slog.NewTextHandler(o.Log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	server, err := pgserver.Start(ctx, pgserver.Options{DataDir: filepath.Join(dir, "pg"), BinDir: o.PGBin, Log: log, NoSync: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
	c := config.Default()
	c.Data, c.DatabaseURL, c.ReplicaMemory = filepath.Join(dir, "data"), server.DSN(), o.Memory
	a, err := app.Open(ctx, c, app.Options{Log: log, Tell: func(string, ...any) {}, Scratch: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close(context.WithoutCancel(ctx))) }()

	fmt.Fprintf(o.Log, "making %d orders\n", r.Orders)
	begun := startWatch()
	if err := r.make(ctx, server.DSN()); err != nil {
		return err
	}
	r.MadeIn = begun.read().Seconds()
	scans, err := postgres.Open(ctx, server.DSN(), postgres.Options{MaxConns: 4, Scans: true, StatementTimeout: -1})
	if err != nil {
		return err
	}
	defer scans.Close()
	fmt.Fprintln(o.Log, "copying them")
	begun = startWatch()
	return a.KeepReplica(ctx, func() error {
		r.CopiedIn = begun.read().Seconds()
		s := a.Replica.Status(ctx)
		r.CopiedRows, r.ReplicaBytes = s.Rows, s.Bytes
		return r.compare(ctx, a, replica.Postgres{DB: scans}, o.Log)
	})
}

// make fills the database as its owner.
func (r *OverviewReport) make(ctx context.Context, dsn string) error {
	owner, err := postgres.Open(ctx, dsn, postgres.Options{MaxConns: 1, AsOwner: true, StatementTimeout: -1})
	if err != nil {
		return err
	}
	defer owner.Close()
	sized := strings.NewReplacer("{orders}", strconv.Itoa(r.Orders), "{members}", strconv.Itoa(r.Members))
	if _, err := owner.Exec(ctx, sized.Replace(overviewShop)); err != nil {
		return fmt.Errorf("make the retailer: %w", err)
	}
	if _, err := owner.Exec(ctx, "VACUUM (ANALYZE)"); err != nil {
		return fmt.Errorf("analyze the retailer: %w", err)
	}
	return nil
}

// compare asks every question of both engines.
func (r *OverviewReport) compare(ctx context.Context, a *app.App, rows replica.Analyst, log io.Writer) error {
	heard := &listener{Analyst: a.Replica, asked: map[string][]any{}}
	c := a.Bulk
	service := insight.New(insight.Deps{DB: c.DB, Analyst: heard, Clock: lastDay{}, Org: c.Org, Catalog: c.Catalog, Tiers: c.Tiers})
	if err := askEverything(ctx, service); err != nil {
		return err
	}
	begun := startWatch()
	service = insight.New(insight.Deps{DB: c.DB, Analyst: a.Replica, Clock: lastDay{}, Org: c.Org, Catalog: c.Catalog, Tiers: c.Tiers})
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
	var list []float64
	for i := range n + 1 {
		begun := startWatch()
		if err := drain(ctx, a, sql, args); err != nil {
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
