package app

import (
	"context"
	"errors"
	"path/filepath"

	"habitue/internal/platform/config"
	"habitue/internal/platform/replica/duck"
)

// newReplica makes the columnar replica of this process, which does nothing yet.
func (a *App) newReplica() *duck.Replica {
	memory, err := config.Bytes(a.Config.ReplicaMemory)
	if err != nil {
		panic("app: the configuration was not validated: " + err.Error())
	}
	return duck.New(duck.Deps{DB: a.db.analysis, Tables: replicated(), Folder: replicaFolder(a.Config), Memory: memory,
		Threads: a.Config.ReplicaThreads, Clock: a.clock, Log: a.log, Metrics: a.Metrics.Registry})
}

func replicaFolder(c config.Config) string { return filepath.Join(c.Data, "replica") }

func (a *App) startReplica(ctx context.Context) error {
	if a.Replica == nil {
		return nil
	}
	return a.Replica.Start(ctx)
}

// catchUp lets the Analyst know all that is committed.
func (a *App) catchUp(ctx context.Context) error {
	if a.Replica == nil {
		return nil
	}
	return a.Replica.CatchUp(ctx)
}

func (a *App) stopReplica() error {
	if a.Replica == nil {
		return nil
	}
	return a.Replica.Stop()
}

// KeepReplica brings the replica up to date and lets it answer while do runs, for
// commands that do not serve.
//
// Errors: replica.ErrHeld.
func (a *App) KeepReplica(ctx context.Context, do func() error) error {
	if a.Replica == nil {
		return do()
	}
	if err := a.Replica.Open(ctx); err != nil {
		return err
	}
	err := a.Replica.CatchUp(ctx)
	if err == nil {
		err = do()
	}
	return errors.Join(err, a.Replica.Close())
}
