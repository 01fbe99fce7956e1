package inbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"habitue/internal/intake"
	"habitue/internal/platform/postgres"
)

// NewRun is what somebody wants done with a file.
type NewRun struct {
	File      FileID
	DryRun    bool
	Principal string
	Asked     intake.Asked
	Record    func(tx postgres.Tx, run intake.Run) error // in the transaction of the asking; may be nil
}

// Ask queues a run. With a preset and no mapping of its own the file is read as
// the preset says.
//
// Errors: ErrElsewhere, ErrFull, ErrNoSuchFile, intake.ErrNoSuchPreset,
// intake.ErrBadMapping.
func (b *Inbox) Ask(ctx context.Context, n NewRun) (intake.Run, error) {
	if err := b.Free(); err != nil {
		return intake.Run{}, err
	}
	f, _, err := b.File(n.File)
	if err != nil {
		return intake.Run{}, err
	}
	n.Asked.File = int64(n.File)
	if n.Asked.Preset != "" {
		if n.Asked.Mapping, err = b.Intake.Mapping(ctx, b.DB, n.Asked.Preset); err != nil {
			return intake.Run{}, err
		}
	}
	var run intake.Run
	err = b.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		run, err = b.Intake.Ask(ctx, tx, intake.NewRun{FileName: f.Name, DryRun: n.DryRun, Principal: n.Principal, Asked: n.Asked})
		if err == nil && n.Record != nil {
			err = n.Record(tx, run)
		}
		return err
	})
	if err != nil {
		return intake.Run{}, err
	}
	b.enqueue(run.ID)
	return run, nil
}

// Free refuses where too many runs wait. Errors: ErrElsewhere, ErrFull.
func (b *Inbox) Free() error {
	if b == nil {
		return ErrElsewhere
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.queue) >= MaxWaiting {
		return ErrFull
	}
	return nil
}

func (b *Inbox) enqueue(id intake.RunID) {
	b.mu.Lock()
	b.queue = append(b.queue, id)
	b.mu.Unlock()
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// Cancelled lets go, at once, of a run that intake.Cancel broke off in a
// transaction that is committed.
func (b *Inbox) Cancelled(id intake.RunID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.queue = slices.DeleteFunc(b.queue, func(q intake.RunID) bool { return q == id })
	if b.hand != nil && b.hand.run == id {
		b.hand.cancel(intake.ErrCancelled.With("run", int64(id)))
	}
}

// Retried queues a run that intake.Retry let wait again in a transaction that
// is committed.
func (b *Inbox) Retried(id intake.RunID) { b.enqueue(id) }

// needed tells which files unfinished runs need, and one run of each.
func (b *Inbox) needed(ctx context.Context) (map[FileID]intake.RunID, error) {
	runs, err := b.Intake.Unfinished(ctx, b.DB)
	if err != nil {
		return nil, err
	}
	needed := map[FileID]intake.RunID{}
	for _, r := range runs {
		if r.Status != intake.Undoing && r.Asked != nil {
			needed[FileID(r.Asked.File)] = r.ID
		}
	}
	return needed, nil
}

// work carries runs out, one by one, until ctx ends or nothing more comes.
func (b *Inbox) work(ctx context.Context) {
	b.sweep(ctx)
	for ctx.Err() == nil {
		if id, ok := b.next(); ok {
			b.carryOut(ctx, id)
			b.sweep(ctx)
			continue
		}
		select {
		case <-ctx.Done():
		case <-b.wake:
		case <-b.drain:
			if b.idle() {
				return
			}
		}
	}
}

func (b *Inbox) idle() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.queue) == 0
}

func (b *Inbox) next() (id intake.RunID, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.queue) == 0 {
		return 0, false
	}
	id, b.queue = b.queue[0], b.queue[1:]
	return id, true
}

// carryOut has one run carried out; what came of it is on record.
func (b *Inbox) carryOut(ctx context.Context, id intake.RunID) {
	run, err := b.Intake.Get(ctx, b.DB, id)
	if err == nil && !run.Status.Over() {
		err = b.bringIn(ctx, run)
	}
	if err != nil && ctx.Err() == nil {
		b.Log.WarnContext(ctx, "file not brought in", "run_id", int64(id), "error", err)
	}
}

func (b *Inbox) bringIn(ctx context.Context, run intake.Run) error {
	if run.Status == intake.Undoing {
		return b.takeBack(ctx, run)
	}
	f, path, err := b.File(FileID(run.Asked.File))
	if err != nil {
		return err
	}
	within, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	b.take(&hand{run: run.ID, file: f.ID, cancel: cancel})
	defer b.take(nil)
	if err := os.MkdirAll(b.runFolder(run.ID), 0o700); err != nil {
		return fmt.Errorf("make the folder of a run: %w", err)
	}
	if run.Asked.Kind != "" {
		_, err = b.Intake.Open(within, intake.OpeningRequest{Kind: run.Asked.Kind, Run: run.ID, Principal: run.Principal, By: run.Asked.By, DryRun: run.DryRun, File: path,
			Mapping: run.Asked.Mapping, Duplicates: run.Asked.Duplicates, MaxBad: run.Asked.MaxBad, AsOf: run.Asked.AsOf, Sample: run.Asked.Sample,
			Totals: run.Asked.Totals, Folder: filepath.Join(b.runFolder(run.ID), "spool"), ErrorFile: b.errorFile(run.ID), Language: run.Asked.Language,
			Progress: func(p intake.Progress) { b.progress(run.ID, p) }})
		if ctx.Err() != nil {
			return nil // taken up at the next start
		}
		return errors.Join(err, b.putAway(f.ID, run, err))
	}
	r := intake.ImportRequest{Run: run.ID, Principal: run.Principal, DryRun: run.DryRun}
	r.File, r.Mapping, r.Duplicates, r.MaxBad = path, run.Asked.Mapping, run.Asked.Duplicates, run.Asked.MaxBad
	r.Folder = filepath.Join(b.runFolder(run.ID), "spool")
	r.ErrorFile, r.Language = b.errorFile(run.ID), run.Asked.Language
	r.Progress = func(p intake.Progress) { b.progress(run.ID, p) }
	_, err = b.Intake.Import(within, r)
	if ctx.Err() != nil {
		return nil // taken up at the next start
	}
	return errors.Join(err, b.putAway(f.ID, run, err))
}

// takeBack undoes an opening; what is done of it when the process ends goes on at the next start.
func (b *Inbox) takeBack(ctx context.Context, run intake.Run) error {
	b.take(&hand{run: run.ID, cancel: func(error) {}})
	defer b.take(nil)
	_, err := b.Intake.UndoOpening(ctx, run.ID, func(p intake.Progress) { b.progress(run.ID, p) })
	return err
}

// putAway deletes what is not needed any more: the file when it was brought in,
// and what the run had on disk but for its refused rows.
func (b *Inbox) putAway(file FileID, run intake.Run, failed error) error {
	var err error
	if failed == nil && !run.DryRun {
		err = b.forget(file)
	}
	return errors.Join(err, os.RemoveAll(filepath.Join(b.runFolder(run.ID), "spool")))
}

func (b *Inbox) take(h *hand) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.hand = h
}

func (b *Inbox) progress(id intake.RunID, p intake.Progress) {
	if b.Watch != nil {
		b.Watch(id, p)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.hand != nil && b.hand.run == id {
		b.hand.progress = p
	}
}

// sweep deletes the files and the refused rows whose time is over.
func (b *Inbox) sweep(ctx context.Context) {
	err := b.forgetOld(ctx)
	folders, readErr := os.ReadDir(b.runsFolder())
	for _, folder := range folders {
		err = errors.Join(err, b.sweepRun(ctx, folder.Name()))
	}
	if err := errors.Join(err, readErr); err != nil && ctx.Err() == nil {
		b.Log.ErrorContext(ctx, "incoming files not put away", "error", err)
	}
}

func (b *Inbox) sweepRun(ctx context.Context, name string) error {
	id, err := strconv.ParseInt(name, 10, 64)
	if err != nil {
		return nil // none of ours
	}
	run, err := b.Intake.Get(ctx, b.DB, intake.RunID(id))
	if err != nil && !errors.Is(err, intake.ErrNoSuchRun) {
		return err
	}
	if err == nil && (!run.Status.Over() || b.Clock.Now().Sub(run.FinishedAt) < KeepErrors) {
		return nil
	}
	return os.RemoveAll(b.runFolder(intake.RunID(id)))
}
