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
	"time"

	"habitue/internal/app"
	"habitue/internal/platform/config"
	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/rulebook"
	"habitue/internal/profile"
)

// RFMOptions say how many buy how much.
type RFMOptions struct {
	PGBin   string
	Members int
	Orders  int
	Rounds  int
	Memory  string // limit of the replica
	Log     io.Writer
}

// RFMReport is how long it takes to score and class everybody as of a day, by the
// replica and by PostgreSQL with the same statement, and to write it back.
type RFMReport struct {
	Bench   string  `json:"bench"`
	Machine Machine `json:"machine"`
	Members int64   `json:"members"` // with a purchase
	Orders  int     `json:"orders"`
	Memory  string  `json:"memory_limit"`

	Replica  float64 `json:"replica_seconds"` // the best of the rounds
	Postgres float64 `json:"postgres_seconds"`
	Ratio    float64 `json:"ratio"` // of PostgreSQL to the replica

	// A refresh from nothing, its reading included, and one that finds everything right.
	Written   int64   `json:"written_rows"`
	WrittenIn float64 `json:"written_seconds"`
	AgainIn   float64 `json:"again_seconds"`

	FilledIn float64 `json:"replica_filled_seconds"`
}

//go:embed rfm.sql
var rfmSQL string

// rfmDay is the last day of the orders.
var rfmDay = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

// RFM measures on a private PostgreSQL that syncs as it does for merchants.
func RFM(ctx context.Context, o RFMOptions) (r RFMReport, err error) {
	r = RFMReport{Bench: "rfm", Machine: thisMachine(o.PGBin), Orders: o.Orders, Memory: o.Memory}
	return r, scratch(ctx, func(dir string) error { return r.run(ctx, o, dir) })
}

func (r *RFMReport) run(ctx context.Context, o RFMOptions, dir string) (err error) {
	log := slog.New(slog.NewTextHandler(o.Log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	server, err := pgserver.Start(ctx, pgserver.Options{DataDir: filepath.Join(dir, "pg"), BinDir: o.PGBin, Log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
	c := config.Default()
	c.Data, c.DatabaseURL, c.ReplicaMemory = filepath.Join(dir, "data"), server.DSN(), o.Memory
	if err := c.Validate(); err != nil {
		return err
	}
	a, err := app.Open(ctx, c, app.Options{Log: log, Tell: func(string, ...any) {}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close(context.WithoutCancel(ctx))) }()
	if err := makeBuyers(ctx, server.DSN(), o); err != nil {
		return err
	}
	fmt.Fprintln(o.Log, "copy into the replica")
	begun := startWatch()
	return a.KeepReplica(ctx, func() error {
		r.FilledIn = begun.read().Seconds()
		return r.measure(ctx, o, a, server.DSN())
	})
}

func makeBuyers(ctx context.Context, dsn string, o RFMOptions) error {
	fmt.Fprintf(o.Log, "%d orders of %d members\n", o.Orders, o.Members)
	db, err := postgres.Open(ctx, dsn+"&maintenance_work_mem=512MB", postgres.Options{MaxConns: 1, StatementTimeout: -1, AsOwner: true})
	if err != nil {
		return err
	}
	defer db.Close()
	text := strings.NewReplacer("{members}", strconv.Itoa(o.Members), "{orders}", strconv.Itoa(o.Orders)).Replace(rfmSQL)
	for statement := range strings.SplitSeq(text, ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if _, err := db.Exec(ctx, statement); err != nil {
			return fmt.Errorf("make orders: %w", err)
		}
	}
	return nil
}

func (r *RFMReport) measure(ctx context.Context, o RFMOptions, a *app.App, dsn string) error {
	// A merchant's PostgreSQL would be given memory for this; so is this one.
	scans, err := postgres.Open(ctx, dsn+"&work_mem=256MB", postgres.Options{MaxConns: 2, StatementTimeout: -1, Scans: true})
	if err != nil {
		return err
	}
	defer scans.Close()
	var columnar, rows []float64
	for n := range o.Rounds {
		fmt.Fprintf(o.Log, "round %d of %d\n", n+1, o.Rounds)
		one, err := r.picture(ctx, a, a.Analyst)
		if err != nil {
			return err
		}
		two, err := r.picture(ctx, a, replica.Postgres{DB: scans})
		if err != nil {
			return err
		}
		columnar, rows = append(columnar, one), append(rows, two)
	}
	r.Replica, r.Postgres = slices.Min(columnar), slices.Min(rows)
	r.Ratio = r.Postgres / r.Replica
	if r.Written, r.WrittenIn, err = refresh(ctx, a); err != nil {
		return err
	}
	var again int64
	if again, r.AgainIn, err = refresh(ctx, a); err != nil {
		return err
	}
	if again != 0 {
		return fmt.Errorf("refreshing again wrote %d rows", again)
	}
	return nil
}

// picture scores and classes everybody through an analyst, and says how long that took.
func (r *RFMReport) picture(ctx context.Context, a *app.App, analyst replica.Analyst) (float64, error) {
	b := a.Background
	s := profile.New(profile.Deps{DB: b.DB, Clock: b.Profile.Clock, Org: b.Org, Analyst: analyst})
	begun := startWatch()
	p, err := s.Picture(ctx, profile.Asked{Day: rfmDay, Rule: rulebook.Version[profile.Rule]{Body: profile.Default()}}, profile.View{})
	took := begun.read().Seconds()
	var members int64
	for _, c := range p.Cells {
		members += c.Members
	}
	if err == nil && r.Members != 0 && members != r.Members {
		err = fmt.Errorf("one engine counts %d members, the other %d", r.Members, members)
	}
	r.Members = members
	return took, err
}

// refresh has everybody's value written, and says how many rows that were.
func refresh(ctx context.Context, a *app.App) (int64, float64, error) {
	s := a.Background.Profile
	begun := startWatch()
	var asked profile.Refresh
	err := a.Background.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		asked, err = s.Ask(ctx, tx, "bench")
		return err
	})
	if err == nil {
		_, err = s.RefreshDue(ctx)
	}
	if err != nil {
		return 0, 0, err
	}
	took := begun.read().Seconds()
	done, err := s.Refresh(ctx, a.Background.DB, asked.ID)
	return done.Written, took, err
}
