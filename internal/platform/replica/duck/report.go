package duck

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"habitue/internal/platform/replica"
)

// reportEvery is how often a follower writes down how it stands, for commands
// beside it: nobody else can open its file.
const reportEvery = 2 * time.Second

func reportFile(folder string) string { return filepath.Join(folder, "status.json") }

func (r *Replica) report(ctx context.Context) {
	defer close(r.reported)
	tick := time.NewTicker(reportEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		if r.holds() { // else another process reports there
			if err := writeReport(reportFile(r.Folder), r.Status(ctx)); err != nil && ctx.Err() == nil {
				r.Log.WarnContext(ctx, "replica cannot write down how it stands", "error", err)
			}
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
	if !r.holds() {
		return
	}
	if err := os.Remove(reportFile(r.Folder)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.Log.WarnContext(ctx, "replica leaves an old status behind", "error", err)
	}
}

func writeReport(path string, s replica.Status) error {
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// Look tells how the copy in a folder stands, whoever keeps it. Where nobody
// does it opens the file, which needs no database.
//
// Errors: replica.ErrMissing.
func Look(ctx context.Context, d Deps) (s replica.Status, err error) {
	r := New(Deps{Tables: d.Tables, Folder: d.Folder, Memory: d.Memory, Threads: d.Threads, Clock: d.Clock, Log: d.Log})
	if _, err := os.Stat(d.Folder); errors.Is(err, fs.ErrNotExist) {
		return s, replica.ErrMissing.With("folder", d.Folder)
	}
	err = r.Open(ctx)
	if errors.Is(err, replica.ErrHeld) {
		return readReport(d)
	}
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	s = r.Status(ctx)
	if !s.Answers {
		return s, replica.ErrMissing.With("folder", d.Folder)
	}
	s.State, s.Answers = replica.Stopped, false
	return s, nil
}

func readReport(d Deps) (s replica.Status, err error) {
	text, err := os.ReadFile(reportFile(d.Folder))
	if errors.Is(err, fs.ErrNotExist) {
		return s, replica.ErrHeld.With("folder", d.Folder) // by somebody who does not follow
	}
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil {
		return s, fmt.Errorf("read the replica's status: %w", err)
	}
	if !s.AsOf.IsZero() {
		s.Lag = max(0, d.Clock.Now().Sub(s.AsOf).Seconds())
	}
	return s, nil
}
