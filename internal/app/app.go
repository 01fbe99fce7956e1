package app

import (
	"context"
	"crypto/ed25519"
	"errors"
	"log/slog"
	"sync"

	"github.com/jackc/pgx/v5"

	"habitue/internal/api/inbox"
	"habitue/internal/ledger"
	"habitue/internal/payment/sandbox"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/config"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/job"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/replica/duck"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/system"
	"habitue/internal/platform/vouch"
	"habitue/internal/tier"
)

// Tell says something to whoever started the program: a code and its parameters.
type Tell func(code string, pairs ...any)

// Options are what an App is opened with besides its configuration.
type Options struct {
	Log     *slog.Logger
	Tell    Tell
	Version string // of the program

	// Ladder is what a new database begins with; tier.Default when empty.
	Ladder tier.Ladder

	// Tracer sees every statement of the pools; for benches.
	Tracer pgx.QueryTracer

	// Share works on the server of another program where one holds the data
	// folder, in place of refusing. For what reads, and for a word with staff.
	Share bool
	// Scratch gives durability up for speed, and is never served to others: the
	// throw-away database of a bench.
	Scratch bool
}

// App is the program on its resources.
type App struct {
	Config  config.Config
	Metrics *httpx.Metrics
	Notices *notice.Bus
	Jobs    *job.Jobs
	Inbox   *inbox.Inbox // of files that arrive over HTTP
	System  *system.Service

	// The capabilities, once for each class of work.
	Requests, Background, Bulk *Capabilities

	// Group is what lets concurrent postings of requests share commits.
	Group *ledger.Group

	// Analyst answers what scans many members or years: the replica, or
	// PostgreSQL where this process keeps none. It is opened to answer by Serve
	// or by KeepReplica.
	Analyst replica.Analyst
	Replica *duck.Replica // nil: none is kept here

	options Options
	log     *slog.Logger
	clock   clock.Clock
	db      *database
	keys    *secret.Keys
	wallet  *sandbox.Wallet // nil: none is offered

	signInProviders []vouch.Listed // who vouches for members, beside codes

	signing ed25519.PrivateKey // of the ledger's log; nil: it follows from the keys

	logging sync.WaitGroup // the sequencer of the ledger's log
	endLog  context.CancelFunc
	seeing  sync.WaitGroup
	endKeys context.CancelFunc
}

// Open brings up everything but what serves.
//
// Errors: those of this package, pgserver, postgres, secret and member.ErrWrongKeys.
func Open(ctx context.Context, c config.Config, o Options) (_ *App, err error) {
	a := &App{Config: c, Metrics: httpx.NewMetrics(), options: o, log: o.Log, clock: clock.System{}}
	if a.db, err = openDatabase(ctx, c, o, a.clock); err != nil {
		return nil, err
	}
	if err := a.build(ctx); err != nil {
		return nil, errors.Join(err, a.Close(ctx))
	}
	return a, nil
}

// Close ends what Open began. It is called once, after Serve.
func (a *App) Close(ctx context.Context) error {
	if a.Group != nil {
		a.Group.Stop()
	}
	return a.db.close(ctx)
}

// Shared reports whether the App works on another program's server.
func (a *App) Shared() bool { return a.db.shared }

// Private reports whether the PostgreSQL is the program's own.
func (a *App) Private() bool { return a.db.private() }
