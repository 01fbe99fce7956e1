package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"habitue/internal/app"
	"habitue/internal/platform/config"
	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/replica"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
)

// ReplicaOptions say how much is copied.
type ReplicaOptions struct {
	PGBin   string
	Members int
	Orders  int    // a third is copied at once, a third applied, a third arrives meanwhile
	Memory  string // limit of the replica
	Log     io.Writer
}

// ReplicaReport is how fast the columnar replica is made and follows.
type ReplicaReport struct {
	Bench   string  `json:"bench"`
	Machine Machine `json:"machine"`
	Members int     `json:"members"`
	Orders  int     `json:"orders"`
	Memory  string  `json:"memory_limit"`

	Filled          int64   `json:"filled_rows"`
	FilledPerSecond float64 `json:"filled_rows_per_second"`
	// Rows that lay ready when the replica began to follow and those that arrived
	// until it had them all.
	Applied          int64   `json:"applied_rows"`
	AppliedPerSecond float64 `json:"applied_rows_per_second"`
	// While the last orders arrived as fast as they could be written.
	Arrived   int64   `json:"arrived_rows"`
	LagMedian float64 `json:"lag_median_seconds"`
	LagMost   float64 `json:"lag_most_seconds"`
	// Behind the last order.
	CaughtUpIn float64 `json:"caught_up_seconds"`

	Compared    int64   `json:"compared_rows"`
	ComparedIn  float64 `json:"compared_seconds"`
	Differences int     `json:"differences"`
	MemoryMiB   int64   `json:"replica_memory_mib"` // the most that was seen
	PeakRSSMiB  int64   `json:"peak_rss_mib"`       // of the whole program
	DiskMiB     int64   `json:"replica_disk_mib"`
}

// Replica measures the columnar replica on a private PostgreSQL that syncs as it
// does for merchants.
func Replica(ctx context.Context, o ReplicaOptions) (r ReplicaReport, err error) {
	r = ReplicaReport{Bench: "replica", Machine: thisMachine(o.PGBin), Members: o.Members, Orders: o.Orders, Memory: o.Memory}
	return r, scratch(ctx, func(dir string) error { return r.run(ctx, o, dir) })
}

func (r *ReplicaReport) run(ctx context.Context, o ReplicaOptions, dir string) (err error) {
	log := slog.New(slog.NewTextHandler(o.Log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	server, err := pgserver.Start(ctx, pgserver.Options{DataDir: filepath.Join(dir, "pg"), BinDir: o.PGBin, Log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
	c := config.Default()
	c.Data, c.DatabaseURL, c.ReplicaMemory = filepath.Join(dir, "data"), server.DSN(), o.Memory
	a, err := app.Open(ctx, c, app.Options{Log: log, Tell: func(string, ...any) {}, Ladder: fill.Ladder()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close(context.WithoutCancel(ctx))) }()
	shape := sample.Default(sampleEnd)
	shape.Members, shape.Orders = o.Members, o.Orders
	b := &replicaBench{ReplicaReport: r, app: a, g: sample.New(shape), log: o.Log}
	return errors.Join(b.measure(ctx), b.close())
}

// replicaBench is one measurement under way.
type replicaBench struct {
	*ReplicaReport
	app *app.App
	g   *sample.Generator
	log io.Writer
}

func (b *replicaBench) close() error { return b.app.Replica.Stop() }

func (b *replicaBench) measure(ctx context.Context) error {
	if err := b.arrive(ctx, "a first third of the orders", b.Orders/3); err != nil {
		return err
	}
	if err := b.fill(ctx); err != nil {
		return err
	}
	if err := b.arrive(ctx, "a second third, to be applied", b.Orders*2/3); err != nil {
		return err
	}
	if err := b.follow(ctx); err != nil {
		return err
	}
	fmt.Fprintln(b.log, "comparison")
	begun := startWatch()
	found, err := b.app.Replica.Compare(ctx)
	b.Compared, b.ComparedIn, b.Differences = found.Rows, begun.read().Seconds(), len(found.Differences)
	b.DiskMiB, b.PeakRSSMiB = b.app.Replica.Status(ctx).Bytes>>20, peakRSS()
	return err
}

// arrive writes orders until there are so many.
func (b *replicaBench) arrive(ctx context.Context, what string, until int) error {
	fmt.Fprintln(b.log, what)
	c := b.app.Bulk
	in := fill.Into{DB: c.DB, Org: c.Org, Catalog: c.Catalog, Members: c.Members, Tiers: c.Tiers, Program: c.Program}
	part, enough := context.WithCancel(ctx)
	defer enough()
	err := fill.All(part, in, b.g, func(orders, _ int) {
		if orders >= until {
			enough()
		}
	})
	if errors.Is(err, context.Canceled) && ctx.Err() == nil {
		return nil
	}
	return err
}

// fill measures the first copy.
func (b *replicaBench) fill(ctx context.Context) error {
	fmt.Fprintln(b.log, "first copy")
	begun := startWatch()
	return b.app.KeepReplica(ctx, func() error {
		b.Filled = b.app.Replica.Status(ctx).Rows
		b.FilledPerSecond = float64(b.Filled) / begun.read().Seconds()
		return nil
	})
}

// follow lets the last third arrive while the second is applied, and then what
// arrives. The replica follows by itself, as it does in a server.
func (b *replicaBench) follow(ctx context.Context) error {
	b.app.Replica.Start(ctx)
	group, ctx := errgroup.WithContext(ctx)
	arrived := make(chan struct{})
	group.Go(func() error {
		defer close(arrived)
		return b.arrive(ctx, "the last third, while the second is applied", b.Orders)
	})
	group.Go(func() error {
		begun := startWatch()
		if err := b.until(ctx, begun.begun); err != nil {
			return err
		}
		b.Applied = b.app.Replica.Status(ctx).Applied
		b.AppliedPerSecond = float64(b.Applied) / begun.read().Seconds()
		return b.watch(ctx, arrived)
	})
	return group.Wait()
}

// watchEvery is how often the replica is looked at.
const watchEvery = 100 * time.Millisecond

// until returns when everything that was there at an instant is in the replica.
func (b *replicaBench) until(ctx context.Context, at time.Time) error {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for b.look(ctx).AsOf.Before(at) {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	return nil
}

func (b *replicaBench) look(ctx context.Context) replica.Status {
	s := b.app.Replica.Status(ctx)
	b.MemoryMiB = max(b.MemoryMiB, s.Memory>>20)
	return s
}

// watch looks at the lag until all has arrived, and waits until the replica has it.
func (b *replicaBench) watch(ctx context.Context, arrived <-chan struct{}) error {
	var lags []float64
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for done := false; !done; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-arrived:
			done = true
		case <-tick.C:
			lags = append(lags, b.look(ctx).Lag)
		}
	}
	begun := startWatch()
	if err := b.until(ctx, begun.begun); err != nil {
		return err
	}
	b.CaughtUpIn = begun.read().Seconds()
	b.Arrived = b.app.Replica.Status(ctx).Applied - b.Applied
	if len(lags) > 0 {
		b.LagMedian, b.LagMost = median(lags), slices.Max(lags)
	}
	return nil
}

// peakRSS is the most memory that the program had, in MiB.
func peakRSS() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return u.Maxrss >> 10
}
