package pgserver

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"

	"habitue/internal/platform/errs"
)

// Options say where and how the private PostgreSQL runs.
type Options struct {
	DataDir string // the program's data folder; made where it is missing
	BinDir  string // folder of postgres and initdb; empty looks for them (see Find)
	Log     *slog.Logger

	// NoSync gives durability up for speed. For tests only.
	NoSync bool
	// MinFree is the disk space without which no start is tried; 256 MiB when 0.
	MinFree uint64
	// Settings are further lines of postgresql.conf, which win over ours.
	Settings map[string]string
	// StartTimeout is how long recovery after a crash may take; 10 minutes when 0.
	StartTimeout time.Duration
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.MinFree == 0 {
		o.MinFree = 256 << 20
	}
	if o.StartTimeout == 0 {
		o.StartTimeout = 10 * time.Minute
	}
	return o
}

// Server is a running private PostgreSQL.
type Server struct {
	opts     Options
	folder   *folder
	account  account
	binaries Binaries
	sockets  string
	password string

	mu       sync.Mutex
	guard    *guard
	stopping bool
	failure  error
	done     chan struct{} // closed when PostgreSQL is gone for good
}

// Start brings PostgreSQL up on the data folder and returns when it answers.
// The first start makes the cluster; a start after a crash heals and recovers.
//
// Errors: all of this package's.
func Start(ctx context.Context, o Options) (*Server, error) {
	o = o.withDefaults()
	f, err := openFolder(o.DataDir)
	if err != nil {
		return nil, err
	}
	s := &Server{opts: o, folder: f, done: make(chan struct{})}
	if err := s.start(ctx); err != nil {
		f.release()
		return nil, err
	}
	go s.watch(s.guard)
	return s, nil
}

func (s *Server) start(ctx context.Context) error {
	if err := s.prepare(ctx); err != nil {
		return err
	}
	if err := s.run(ctx); err != nil {
		return err
	}
	if err := s.ensureDatabase(ctx); err != nil {
		s.halt(ctx)
		return err
	}
	return nil
}

// prepare settles account, place and binaries, and makes the cluster at first.
func (s *Server) prepare(ctx context.Context) (err error) {
	f := s.folder
	if err := f.sweep(); err != nil {
		return notWritable(f.path, err)
	}
	if s.account, err = chooseAccount(f.cluster()); err != nil {
		return err
	}
	if s.account.Name == "nobody" && os.Geteuid() == 0 {
		s.opts.Log.Warn("PostgreSQL runs as nobody, whom other programs may share; an account of its own is better: useradd --system habitue")
	}
	if err := f.openTo(s.account); err != nil {
		return err
	}
	if err := f.checkSpace(s.opts.MinFree); err != nil {
		return err
	}
	major, err := f.major()
	if err != nil {
		return err
	}
	found, err := Find(s.opts.BinDir, major)
	if err != nil {
		return err
	}
	if s.binaries, err = found.reachable(s.account, f); err != nil {
		return err
	}
	if major == 0 {
		s.opts.Log.Info("making the database", "folder", f.path, "version", found.Version, "account", s.account.Name)
		if err := f.initialise(ctx, s.binaries, s.account, s.opts.NoSync); err != nil {
			return err
		}
	}
	s.password, err = f.password()
	return err
}

// run launches PostgreSQL on a folder cleared of any earlier run, and waits for it.
func (s *Server) run(ctx context.Context) (err error) {
	f := s.folder
	if err := f.heal(ctx, s.opts.Log); err != nil {
		return err
	}
	if s.sockets == "" {
		if s.sockets, err = f.sockets(s.account); err != nil {
			return err
		}
	}
	if err := f.configure(s.account, s.sockets, s.opts); err != nil {
		return err
	}
	mark := f.logSize()
	g, err := f.launch(s.binaries, s.account)
	if err != nil {
		return err
	}
	s.setGuard(g)
	if err := s.awaitReady(ctx, g, mark); err != nil {
		s.halt(ctx)
		return err
	}
	return nil
}

// DSN is the address of database habitue for its owner role, by the unix
// socket. It contains the password.
func (s *Server) DSN() string { return dsn(s.sockets, s.password, owner) }

// Version is PostgreSQL's major version.
func (s *Server) Version() int { return s.binaries.Major }

// Done is closed when PostgreSQL is gone and does not come back: after Stop,
// or when it failed again and again; Err tells which.
func (s *Server) Done() <-chan struct{} { return s.done }

// Err returns why PostgreSQL is gone; nil while it runs and after Stop.
func (s *Server) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.failure
}

// Stop shuts PostgreSQL down cleanly and gives the folder free. Sessions that
// are still open are ended. When ctx ends first the shutdown becomes an
// immediate one, from which the next start recovers; nothing committed is lost.
func (s *Server) Stop(ctx context.Context) error {
	s.mu.Lock()
	s.stopping = true
	s.guard.leash.Close()
	s.mu.Unlock()
	select {
	case <-s.done:
		return nil
	case <-ctx.Done():
	}
	s.current().hurry()
	select {
	case <-s.done:
		return nil
	case <-time.After(30 * time.Second):
		return errors.Join(errs.New(errs.Internal, "pgserver.does_not_end"), ctx.Err())
	}
}

func (s *Server) current() *guard {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.guard
}

// halt ends a PostgreSQL whose start failed.
func (s *Server) halt(ctx context.Context) {
	s.guard.leash.Close()
	if ctx.Err() != nil {
		s.guard.hurry()
	}
	<-s.guard.ended
}

func (s *Server) setGuard(g *guard) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.guard = g
	if s.stopping {
		g.leash.Close()
	}
}
