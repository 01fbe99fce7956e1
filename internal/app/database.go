package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/backup"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/config"
	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/postgres"
)

// database is where the data lies, and the pools of connections to it.
type database struct {
	server *pgserver.Server // nil: somebody else's
	shared bool             // it is the server of another habitue
	dsn    string           // as the owner of the schema

	sharded bool // members lie on several nodes

	interactive, bulk, jobs, ids *postgres.DB
	analysis                     *postgres.DB // reads whole tables
}

// openDatabase finds or starts PostgreSQL, brings it to our schema, makes sure
// that it can be trusted, and opens the pools.
func openDatabase(ctx context.Context, c config.Config, o Options, ours clock.Clock) (*database, error) {
	d, err := reach(ctx, c, o)
	if err != nil {
		return nil, err
	}
	if err := d.prepare(ctx, c, o, ours); err != nil {
		return nil, errors.Join(err, d.close(ctx))
	}
	return d, nil
}

// reach settles which PostgreSQL it is.
func reach(ctx context.Context, c config.Config, o Options) (*database, error) {
	if c.DatabaseURL != "" {
		// Keys and spool files still want a folder.
		if err := os.MkdirAll(c.Data, 0o711); err != nil {
			return nil, ErrDataFolder.With("path", c.Data).Because(err)
		}
		return &database{dsn: c.DatabaseURL}, nil
	}
	server, err := pgserver.Start(ctx, pgserver.Options{DataDir: c.Data, BinDir: c.PGBin, Log: o.Log, NoSync: o.Scratch})
	if err == nil {
		return &database{server: server, dsn: server.DSN()}, nil
	}
	if !o.Share || !errors.Is(err, pgserver.ErrHeld) {
		return nil, err
	}
	dsn, notThere := pgserver.Reach(c.Data)
	if notThere != nil {
		return nil, err
	}
	return &database{dsn: dsn, shared: true}, nil
}

func (d *database) prepare(ctx context.Context, c config.Config, o Options, ours clock.Clock) error {
	if err := d.whole(ctx); err != nil {
		return err
	}
	if err := postgres.Migrate(ctx, d.dsn); err != nil {
		return err
	}
	if err := d.pools(ctx, c, o.Tracer); err != nil {
		return err
	}
	err := d.interactive.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')`).Scan(&d.sharded)
	if err != nil {
		return fmt.Errorf("ask whether the database is sharded: %w", err)
	}
	if !o.Scratch {
		if err := durable(ctx, d.interactive); err != nil {
			return err
		}
	}
	return clocksAgree(ctx, d.interactive, ours)
}

// whole refuses a database into which a restore was cut off.
func (d *database) whole(ctx context.Context) error {
	db, err := d.owner(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	unfinished, err := backup.Unfinished(ctx, db)
	if err != nil {
		return err
	}
	if unfinished {
		return ErrHalfRestored
	}
	return nil
}

func (d *database) pools(ctx context.Context, c config.Config, tracer pgx.QueryTracer) (err error) {
	for _, p := range []struct {
		pool **postgres.DB
		postgres.Options
	}{
		{&d.interactive, postgres.Options{MaxConns: c.InteractiveConns, StatementTimeout: 10 * time.Second}},
		{&d.bulk, postgres.Options{MaxConns: c.BulkConns, StatementTimeout: 5 * time.Minute}},
		// Notices and dated work, done again when lost.
		{&d.jobs, postgres.Options{MaxConns: c.JobConns, StatementTimeout: time.Minute, Redone: true}},
		{&d.ids, postgres.Options{MaxConns: 2, StatementTimeout: 10 * time.Second}},
		{&d.analysis, postgres.Options{MaxConns: analysts, StatementTimeout: 5 * time.Minute, Scans: true}},
	} {
		p.Options.Tracer = tracer
		if *p.pool, err = postgres.Open(ctx, d.dsn, p.Options); err != nil {
			return err
		}
	}
	return nil
}

// analysts is how many questions over whole tables PostgreSQL is asked at once.
const analysts = 4

// owner opens a connection with the owner's rights and no limit of time: for what
// is done rarely and reads everything.
func (d *database) owner(ctx context.Context) (*postgres.DB, error) {
	return postgres.Open(ctx, d.dsn, postgres.Options{MaxConns: 2, StatementTimeout: -1, AsOwner: true})
}

func (d *database) private() bool { return d.server != nil }

// stopPatience is how long PostgreSQL may take to write everything down. What
// is left then is recovered at the next start.
const stopPatience = 2 * time.Minute

// close ends pools and server also when ctx has ended: that is the usual reason
// to close.
func (d *database) close(ctx context.Context) error {
	for _, pool := range []*postgres.DB{d.interactive, d.bulk, d.jobs, d.ids, d.analysis} {
		if pool != nil {
			pool.Close()
		}
	}
	if d.server == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopPatience)
	defer cancel()
	return d.server.Stop(ctx)
}
