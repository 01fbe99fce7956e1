package pgserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"syscall"
	"time"
)

// heal clears what an earlier run left on the folder: a PostgreSQL that is
// still alive is stopped, its pid file and its socket are removed. We hold the
// folder's lock, so nobody else can want that server.
func (f *folder) heal(ctx context.Context, log *slog.Logger) error {
	old, found, err := f.postmaster()
	if err != nil {
		return notWritable(f.path, err)
	}
	if !found {
		return nil
	}
	alive, err := f.inhabitants()
	if err != nil {
		return fmt.Errorf("look for an earlier postgres: %w", err)
	}
	if slices.Contains(alive, old.pid) {
		log.Warn("a PostgreSQL of an earlier run still works on the data folder; stopping it", "pid", old.pid, "folder", f.path)
		if err := f.end(ctx, old.pid); err != nil {
			return err
		}
	} else if len(alive) > 0 {
		// Children of a killed postmaster notice and leave by themselves.
		if err := f.empty(ctx, 5*time.Second); err != nil {
			log.Warn("orphans of a killed PostgreSQL do not leave; ending them", "pids", alive)
		}
	}
	if err := f.evict(ctx); err != nil {
		return err
	}
	if err := os.Remove(f.pidFile()); err == nil {
		log.Info("the last run did not end cleanly; PostgreSQL will recover", "folder", f.path)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return notWritable(f.path, err)
	}
	return f.removeSocket(old.socket)
}

// end stops a server of an earlier run: fast, and immediately when that takes too long.
func (f *folder) end(ctx context.Context, pid int) error {
	for _, step := range []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGINT, fastStop}, {syscall.SIGQUIT, 10 * time.Second}} {
		if err := syscall.Kill(pid, step.signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("stop earlier postgres: %w", err)
		}
		if f.empty(ctx, step.wait) == nil {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// evict kills whoever is left.
func (f *folder) evict(ctx context.Context) error {
	pids, err := f.inhabitants()
	if err != nil {
		return fmt.Errorf("look for an earlier postgres: %w", err)
	}
	for _, pid := range pids {
		syscall.Kill(pid, syscall.SIGKILL)
	}
	if err := f.empty(ctx, 10*time.Second); err != nil {
		return fmt.Errorf("end earlier postgres %v: %w", pids, err)
	}
	return nil
}

var errInhabited = errors.New("postgres processes stay on the folder")

// empty waits until no PostgreSQL process works in the cluster.
func (f *folder) empty(ctx context.Context, patience time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return poll(ctx, 20*time.Millisecond, func() (bool, error) {
		pids, err := f.inhabitants()
		return len(pids) == 0, err
	})
}

// poll asks until the answer is yes, an error, or ctx ends.
func poll(ctx context.Context, every time.Duration, ask func() (bool, error)) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if done, err := ask(); done || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(errInhabited, ctx.Err())
		case <-tick.C:
		}
	}
}
