package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"

	"habitue/internal/api"
	"habitue/internal/platform/config"
	"habitue/internal/platform/httpx"
	"habitue/web"
)

// Listen takes the address. It comes before everything else, so that an address
// that is taken is told before a database is started.
//
// Errors: ErrAddressTaken, ErrAddress.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, ErrAddressTaken.With("address", address).Because(err)
	case err != nil:
		return nil, ErrAddress.With("address", address, "why", reason(err)).Because(err)
	}
	return l, nil
}

// reason is what the system says, without Go's account of who asked whom.
func reason(err error) string {
	var number syscall.Errno
	if errors.As(err, &number) {
		return number.Error()
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return dns.Err
	}
	return err.Error()
}

// Serve answers on l and does the work in the background until ctx ends, then
// finishes what is in hand.
func (a *App) Serve(ctx context.Context, l net.Listener) error {
	handler, err := a.handler()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	ctx, failed := context.WithCancelCause(ctx)
	defer failed(nil)
	if a.Private() {
		go a.watchServer(ctx, failed)
	}
	if err := a.startWork(ctx); err != nil {
		if errors.Is(err, context.Canceled) && ctx.Err() != nil {
			err = cause(ctx) // asked to end before it had begun
		}
		return errors.Join(err, l.Close(), a.stopWork(ctx))
	}
	err = httpx.NewServer(handler, a.log).Serve(ctx, l)
	return errors.Join(err, a.stopWork(ctx), cause(ctx))
}

// watchServer ends serving when PostgreSQL is gone for good.
func (a *App) watchServer(ctx context.Context, failed context.CancelCauseFunc) {
	select {
	case <-ctx.Done():
	case <-a.db.server.Done():
		failed(ErrDatabaseGone.Because(a.db.server.Err()))
	}
}

// cause is why serving ended, where that was not somebody's wish.
func cause(ctx context.Context) error {
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// startWork starts what goes on behind requests. It ends by stopWork, after the
// requests that cause it.
func (a *App) startWork(ctx context.Context) error {
	if err := a.startKeys(ctx); err != nil {
		return err
	}
	a.startReplica(ctx)
	if a.Config.Has(config.RoleAPI) {
		if err := a.Inbox.Start(ctx); err != nil {
			return err
		}
	}
	if a.Config.Has(config.RoleWorker) {
		a.Notices.Start(context.WithoutCancel(ctx))
		a.startLog(ctx)
	}
	if a.Private() { // the data folder is ours, and so is what a killed process left
		if err := errors.Join(a.Jobs.Alone(ctx), a.System.Alone(ctx)); err != nil {
			return err
		}
	}
	if queues := a.queues(); len(queues) > 0 {
		return a.Jobs.Start(ctx, queues...)
	}
	return nil
}

// startLog keeps the ledger's Merkle log until stopLog.
func (a *App) startLog(ctx context.Context) {
	ctx, a.endLog = context.WithCancel(context.WithoutCancel(ctx))
	a.logging.Go(func() { a.Background.Ledger.KeepLog(ctx) })
}

func (a *App) stopLog() {
	if a.endLog != nil {
		a.endLog()
	}
	a.logging.Wait()
}

// workPatience is how long jobs may take to come to an end.
const workPatience = 20 * time.Second

func (a *App) stopWork(ctx context.Context) error {
	a.Inbox.Stop()
	a.Notices.Stop()
	a.stopLog()
	a.stopKeys()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), workPatience)
	defer cancel()
	err := a.Jobs.Stop(ctx)
	if err != nil {
		err = fmt.Errorf("stop jobs: %w", err)
	}
	return errors.Join(err, a.stopReplica())
}

// handler is everything that this process answers.
func (a *App) handler() (http.Handler, error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", a.health)
	mux.HandleFunc("GET /readyz", a.readiness)
	mux.Handle("GET /metrics", a.Metrics.Handler())
	if !a.Config.Has(config.RoleAPI) {
		return mux, nil
	}
	h, err := api.New(a.apiDeps())
	if err != nil {
		return nil, err
	}
	mux.Handle("/", h)
	return mux, nil
}

func (a *App) apiDeps() api.Deps {
	console, _ := web.Console() // nil where it was not built; the API says so
	member, _ := web.Member()
	c := a.Requests
	return api.Deps{
		DB: c.DB, Clock: a.clock, Log: a.log, Metrics: a.Metrics, Notices: a.Notices,
		Staff: c.Staff, Org: c.Org, Catalog: c.Catalog, Members: c.Members, Privacy: c.Privacy, Events: c.Events, Orders: c.Orders,
		Ledger: c.Ledger, Group: a.Group, Tiers: c.Tiers, Coupons: c.Coupons, Program: c.Program, Pricing: c.Pricing, Profile: c.Profile, Insight: c.Insight,
		Intake: c.Intake, Inbox: a.Inbox, System: a.System, Payment: c.Payment, Checkout: c.Checkout, Prepaid: c.Prepaid, Wallet: a.wallet, Console: console, Member: member, Proxies: httpx.Proxies{Trusted: a.Config.BehindProxy},
		MaxInFlight: a.Config.MaxRequests, Version: a.options.Version,
	}
}
