package app

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"habitue/internal/api/inbox"
	"habitue/internal/platform/config"
	"habitue/internal/platform/id"
	"habitue/internal/platform/job"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/tier"
)

// build makes the capabilities on an open database and gives a new one its
// default rules.
func (a *App) build(ctx context.Context) (err error) {
	if a.keys, err = loadKeys(ctx, a.Config, a.db.interactive, a.options.Tell); err != nil {
		return err
	}
	if a.signing, err = loadSigning(a.Config); err != nil {
		return err
	}
	if a.signInProviders, err = a.loadProviders(); err != nil {
		return err
	}
	ids := id.New(a.db.ids)
	a.Notices = notice.New(a.db.jobs, ids, a.clock, a.log)
	a.Jobs = job.New(a.db.jobs, a.Metrics.Registry, a.log)
	a.Analyst = replica.Postgres{DB: a.db.analysis}
	if a.Config.Has(config.RoleAnalyst) && a.Config.Analytics == config.AnalyticsReplica {
		a.Replica = a.newReplica()
		a.Analyst = a.Replica
	}
	a.System = a.newSystem(ids)
	a.wallet = a.newWallet()
	a.Requests = a.capabilities(a.db.interactive, ids)
	a.Group = a.Requests.Ledger.Together()
	a.Background = a.capabilities(a.db.jobs, ids)
	a.Bulk = a.capabilities(a.db.bulk, ids)
	a.Inbox = inbox.New(inbox.Deps{DB: a.db.bulk, IDs: ids, Clock: a.clock, Intake: a.Bulk.Intake,
		Folder: filepath.Join(a.Config.Data, "incoming"), Log: a.log})
	a.Background.hear(a.Notices)
	a.Background.schedule(a.Jobs)
	a.Jobs.Every("member.list_erasures", 10*time.Second, a.listErasures)
	a.Jobs.Every("member.rotate_keys", 10*time.Second, a.rotateKeys)
	if a.wallet != nil {
		a.Jobs.Every("payment.sandbox_tell", 5*time.Second, a.wallet.Deliver)
	}
	if err := a.watch(ctx, a.Jobs); err != nil {
		return err
	}
	a.Metrics.Registry.MustRegister(&figures{a})

	if err := a.Requests.Members.CheckKeys(ctx); err != nil {
		return err
	}
	return a.seed(ctx)
}

// seed lets default rules hold where there are none yet.
func (a *App) seed(ctx context.Context) error {
	ladder := a.options.Ladder
	if len(ladder.Levels) == 0 {
		ladder = tier.Default()
	}
	err := a.db.interactive.InTx(ctx, func(tx postgres.Tx) error {
		if err := a.Requests.Tiers.Ladders.Seed(ctx, tx, ladder); err != nil {
			return err
		}
		if err := a.Requests.Program.Seed(ctx, tx); err != nil {
			return err
		}
		if err := a.Requests.Prepaid.Seed(ctx, tx); err != nil {
			return err
		}
		if err := a.Requests.Pricing.Seed(ctx, tx); err != nil {
			return err
		}
		if err := a.Requests.Privacy.Seed(ctx, tx); err != nil {
			return err
		}
		return a.Requests.Profile.Seed(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("seed rules: %w", err)
	}
	return nil
}

// all makes a job of a function that does everything that is due and counts it.
func all(do func(context.Context) (int, error)) job.Func {
	return func(ctx context.Context) error {
		_, err := do(ctx)
		return err
	}
}

// unless makes a job that waits for its next turn while something goes on.
func unless(busy func(context.Context) (bool, error), do job.Func) job.Func {
	return func(ctx context.Context) error {
		if wait, err := busy(ctx); wait || err != nil {
			return err
		}
		return do(ctx)
	}
}

// sweepBatch is how many rows one statement of a sweep deletes.
const sweepBatch = 1000

// inBatches makes a job of a function that does at most so many at once.
func inBatches(do func(ctx context.Context, limit int) (int, error)) job.Func {
	return func(ctx context.Context) error {
		for {
			n, err := do(ctx, sweepBatch)
			if err != nil || n < sweepBatch {
				return err
			}
		}
	}
}
