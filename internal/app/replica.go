package app

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"time"

	"habitue/internal/platform/check"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/config"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/replica/duck"
	"habitue/internal/platform/system"
)

// newReplica makes the columnar replica of this process, which does nothing yet.
func (a *App) newReplica() *duck.Replica {
	d := replicaDeps(a.Config, a.clock, a.log)
	d.DB, d.Metrics = a.db.analysis, a.Metrics.Registry
	return duck.New(d)
}

func replicaDeps(c config.Config, now clock.Clock, log *slog.Logger) duck.Deps {
	memory, err := config.Bytes(c.ReplicaMemory)
	if err != nil {
		panic("app: the configuration was not validated: " + err.Error())
	}
	return duck.Deps{Tables: replicated(), Folder: replicaFolder(c), Memory: memory,
		Threads: c.ReplicaThreads, Clock: now, Log: log}
}

func replicaFolder(c config.Config) string { return filepath.Join(c.Data, "replica") }

func (a *App) startReplica(ctx context.Context) {
	if a.Replica != nil {
		a.Replica.Start(ctx)
	}
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
func (a *App) KeepReplica(ctx context.Context, do func() error) (err error) {
	if a.Replica == nil {
		return do()
	}
	if err := a.Replica.Open(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Replica.Close()) }()
	if err := a.Replica.CatchUp(ctx); err != nil {
		return err
	}
	return do()
}

// ReplicaStatus tells how the replica of a data folder stands, whoever keeps it.
//
// Errors: replica.ErrMissing, replica.ErrHeld.
func ReplicaStatus(ctx context.Context, c config.Config, log *slog.Logger) (replica.Status, error) {
	return duck.Look(ctx, replicaDeps(c, clock.System{}, log))
}

// RebuildReplica makes the replica anew here and now. A server that keeps it is
// asked to, and does so within seconds.
//
// Errors: replica.ErrHeld after a server was asked, replica.ErrStopped where the
// configuration has no replica.
func (a *App) RebuildReplica(ctx context.Context, progress func(Progress)) (s replica.Status, err error) {
	if a.Replica == nil {
		return s, replica.ErrStopped
	}
	if err := duck.Ask(replicaFolder(a.Config), "asked"); err != nil {
		return s, err
	}
	told, watch := context.WithCancel(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		for tick := time.NewTicker(200 * time.Millisecond); ; {
			select {
			case <-told.Done():
				tick.Stop()
				return
			case <-tick.C:
				if p := a.Replica.Status(ctx).Building; p != nil {
					progress(Progress{Phase: "replica.filling", Done: p.Rows, Total: p.Total})
				}
			}
		}
	}()
	err = a.KeepReplica(ctx, func() error {
		s = a.Replica.Status(ctx)
		return nil
	})
	watch()
	<-watched
	return s, err
}

// compareReplica holds the replica that lies in the data folder against the
// database, as one more proof. Where a server keeps it, or it is to be made anew
// anyway, a warning says so instead.
func (a *App) compareReplica(ctx context.Context, r *CheckReport) error {
	if a.Replica == nil {
		return nil
	}
	if err := a.Replica.Open(ctx); errors.Is(err, replica.ErrHeld) {
		r.Warnings = append(r.Warnings, "app.replica_not_compared")
		return nil
	} else if err != nil {
		return err
	}
	found, err := a.Replica.Compare(ctx)
	err = errors.Join(err, a.Replica.Close())
	switch {
	case errors.Is(err, replica.ErrMissing):
		return nil // the first server makes it
	case errors.Is(err, replica.ErrStale):
		r.Warnings = append(r.Warnings, "app.replica_stale")
		return nil
	case err != nil:
		return err
	}
	proof := check.Result{Name: "replica.equals_database", Holds: len(found.Differences) == 0}
	for _, d := range first(found.Differences) {
		proof.Broken = append(proof.Broken, d.String())
	}
	r.Proofs = append(r.Proofs, proof)
	return nil
}

// mostDifferences is how many days of a wrong replica are named.
const mostDifferences = 20

func first(list []replica.Difference) []replica.Difference {
	return list[:min(len(list), mostDifferences)]
}

// Compared is what a comparison in a running server found.
type Compared struct {
	Everything bool `json:"everything"` // else what was written since the one before
	replica.Comparison
	Differ int `json:"differ"` // days in all; the first are named
}

// compare makes a job that holds the replica against the database. Where they
// differ the replica has asked itself for a new copy, and said so in the log.
func (a *App) compare(everything bool) func(context.Context) error {
	return func(ctx context.Context) error {
		if a.Replica == nil {
			return replica.ErrStopped
		}
		if !a.Replica.State().Answers {
			return nil // it is being made
		}
		run, err := a.System.Begin(ctx, system.Comparison, 0)
		if err != nil {
			return err
		}
		do := a.Replica.CompareNew
		if everything {
			do = a.Replica.Compare
		}
		found, err := do(ctx)
		c := Compared{everything, found, len(found.Differences)}
		c.Differences = first(found.Differences)
		return run.End(ctx, outcome(c.Differ == 0), c, err)
	}
}

// rebuildReplica has the replica of this process made anew, beside the one that
// answers.
func (a *App) rebuildReplica(context.Context) error {
	if a.Replica == nil {
		return replica.ErrStopped
	}
	return duck.Ask(replicaFolder(a.Config), "asked")
}
