package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"

	"habitue/internal/app"
	"habitue/internal/platform/config"
	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

// madeShop is a database that SQL fills, with a replica of it beside.
type madeShop struct {
	pgBin, memory, sql string
	log                io.Writer
}

// made is what it took to make a shop and to copy it.
type made struct {
	madeIn, copiedIn float64 // seconds
	status           replica.Status
}

// open makes the shop, lets the replica copy it, and hands both over; rows is
// PostgreSQL, where it may scan.
func (m madeShop) open(ctx context.Context, use func(ctx context.Context, a *app.App, rows replica.Analyst, made made) error) error {
	return scratch(ctx, func(dir string) (err error) {
		log := slog.New(slog.NewTextHandler(m.log, &slog.HandlerOptions{Level: slog.LevelWarn}))
		server, err := pgserver.Start(ctx, pgserver.Options{DataDir: filepath.Join(dir, "pg"), BinDir: m.pgBin, Log: log, NoSync: true})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
		c := config.Default()
		c.Data, c.DatabaseURL, c.ReplicaMemory = filepath.Join(dir, "data"), server.DSN(), m.memory
		a, err := app.Open(ctx, c, app.Options{Log: log, Tell: func(string, ...any) {}, Scratch: true})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, a.Close(context.WithoutCancel(ctx))) }()

		var took made
		fmt.Fprintln(m.log, "making rows")
		begun := startWatch()
		if err := m.make(ctx, server.DSN()); err != nil {
			return err
		}
		took.madeIn = begun.read().Seconds()
		scans, err := postgres.Open(ctx, server.DSN(), postgres.Options{MaxConns: 4, Scans: true, StatementTimeout: -1})
		if err != nil {
			return err
		}
		defer scans.Close()
		fmt.Fprintln(m.log, "copying them")
		begun = startWatch()
		return a.KeepReplica(ctx, func() error {
			took.copiedIn, took.status = begun.read().Seconds(), a.Replica.Status(ctx)
			return use(ctx, a, replica.Postgres{DB: scans}, took)
		})
	})
}

// make fills the database as its owner.
func (m madeShop) make(ctx context.Context, dsn string) error {
	owner, err := postgres.Open(ctx, dsn, postgres.Options{MaxConns: 1, AsOwner: true, StatementTimeout: -1})
	if err != nil {
		return err
	}
	defer owner.Close()
	if _, err := owner.Exec(ctx, m.sql); err != nil {
		return fmt.Errorf("make the shop: %w", err)
	}
	if _, err := owner.Exec(ctx, "VACUUM (ANALYZE)"); err != nil {
		return fmt.Errorf("analyze the shop: %w", err)
	}
	return nil
}
