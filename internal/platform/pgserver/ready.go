package pgserver

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// awaitReady waits until PostgreSQL answers. Recovery after a crash may take
// its time and is told every few seconds.
//
// Errors: ErrStart with the last lines of the server's log.
func (s *Server) awaitReady(ctx context.Context, g *guard, mark int64) error {
	patience := time.NewTimer(s.opts.StartTimeout)
	defer patience.Stop()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	begun := time.Now()
	tell := begun.Add(2 * time.Second)
	for {
		select {
		case <-g.ended:
			return s.startFailed("PostgreSQL ended while starting", mark)
		case <-ctx.Done():
			return fmt.Errorf("wait for postgres: %w", ctx.Err())
		case <-patience.C:
			return s.startFailed("PostgreSQL did not become ready in "+s.opts.StartTimeout.String(), mark)
		case now := <-tick.C:
			if s.answers(ctx) {
				return nil
			}
			if now.After(tell) {
				s.opts.Log.Info("waiting for PostgreSQL, which may be recovering from a crash", "since", now.Sub(begun).Round(time.Second).String())
				tell = now.Add(5 * time.Second)
			}
		}
	}
}

func (s *Server) startFailed(what string, mark int64) error {
	return advise(ErrStart.With("folder", s.folder.path),
		"%s; the log (%s) says:\n%s", what, s.folder.log(), s.folder.logSince(mark))
}

// answers tells whether the server takes sessions by now.
func (s *Server) answers(ctx context.Context) bool {
	p, found, err := s.folder.postmaster()
	if err != nil || !found || p.status != "ready" {
		return false
	}
	conn, err := pgx.Connect(ctx, s.maintenance())
	if err != nil {
		return false
	}
	conn.Close(ctx)
	return true
}

// ensureDatabase makes database habitue at the first start.
func (s *Server) ensureDatabase(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, s.maintenance())
	if err != nil {
		return fmt.Errorf("reach server: %w", err)
	}
	defer conn.Close(ctx)
	var there bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", owner).Scan(&there); err != nil {
		return fmt.Errorf("look for database: %w", err)
	}
	if there {
		return nil
	}
	for _, sql := range []string{
		// A refused duplicate is our daily bread and reported to us: thousands of
		// them must not fill the disk. What a background process meets is logged.
		"ALTER ROLE " + owner + " SET log_min_messages = 'log'",
		"CREATE DATABASE " + owner,
	} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return fmt.Errorf("make database: %w", err)
		}
	}
	return nil
}

// maintenance is the address of the database that every cluster has.
func (s *Server) maintenance() string { return dsn(s.sockets, s.password, "postgres") }
