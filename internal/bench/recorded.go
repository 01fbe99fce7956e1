package bench

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"path/filepath"

	"habitue/internal/app"
	"habitue/internal/platform/config"
	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/postgres"
	"habitue/internal/sample/fill"
	"habitue/internal/staff"
)

// recorded is the program on a private PostgreSQL that syncs as it does for
// merchants, with all it says to the database written down, so that the same can
// be said to a copy of that database without the program.
type recorded struct {
	config config.Config
	dsn    string // of the database that the program works on
	record *recorder
	log    *slog.Logger
}

// recording runs a bench in a folder of its own.
func recording(ctx context.Context, dir, pgBin string, log *slog.Logger, do func(*recorded) error) (err error) {
	server, err := pgserver.Start(ctx, pgserver.Options{DataDir: filepath.Join(dir, "pg"), BinDir: pgBin, Log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
	r := &recorded{config: config.Default(), dsn: server.DSN(), record: newRecorder(), log: log}
	r.config.Data, r.config.DatabaseURL = filepath.Join(dir, "data"), server.DSN()
	return do(r)
}

// with opens the program on the bench's database.
func (r *recorded) with(ctx context.Context, do func(a *app.App) error) error {
	a, err := app.Open(ctx, r.config, app.Options{Log: r.log, Tell: func(string, ...any) {}, Tracer: r.record, Ladder: fill.Ladder()})
	if err != nil {
		return err
	}
	return errors.Join(do(a), a.Close(ctx))
}

// serving lets the program answer on a loopback address while do runs, with a key
// of such rights.
func serving(ctx context.Context, a *app.App, scopes []staff.Permission, do func(address, key string) error) error {
	key, _, err := a.CreateKey(ctx, staff.NewKey{Name: "bench", By: staff.Operator, Scopes: scopes})
	if err != nil {
		return err
	}
	l, err := app.Listen(ctx, net.JoinHostPort("127.0.0.1", "0"))
	if err != nil {
		return err
	}
	until, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- a.Serve(until, l) }()
	err = do(l.Addr().String(), key)
	stop()
	return errors.Join(err, <-served)
}

// bare says to a copy of the database what was recorded, as many transactions at a
// time as the program had connections for; before is not measured.
func (r *recorded) bare(ctx context.Context, dsn string, before, units []unit, side int) (seconds float64, err error) {
	db, err := postgres.Open(ctx, dsn, postgres.Options{MaxConns: r.config.InteractiveConns})
	if err != nil {
		return 0, err
	}
	defer db.Close()
	if _, err := replay(ctx, db, before, side); err != nil {
		return 0, err
	}
	took, err := replay(ctx, db, units, side)
	return took.Seconds(), err
}

// copy makes a database that holds what the program's holds now, and returns
// its address. Nobody may be connected.
func (r *recorded) copy(ctx context.Context, name string) (string, error) {
	at, err := url.Parse(r.dsn)
	if err != nil {
		return "", fmt.Errorf("read address: %w", err)
	}
	origin := at.Path[1:]
	at.Path = "/postgres"
	admin, err := postgres.Open(ctx, at.String(), postgres.Options{MaxConns: 1, StatementTimeout: -1, AsOwner: true})
	if err != nil {
		return "", err
	}
	defer admin.Close()
	if _, err := admin.Exec(ctx, "CREATE DATABASE "+name+" TEMPLATE "+origin); err != nil {
		return "", fmt.Errorf("copy database: %w", err)
	}
	at.Path = "/" + name
	return at.String(), nil
}
