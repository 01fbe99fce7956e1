package inbox

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"habitue/internal/intake"
	"habitue/internal/platform/errs"
)

// work brings files in, those that were left first, until ctx ends.
func (b *Inbox) work(ctx context.Context, left []*Ticket) {
	for _, t := range left {
		b.bringIn(ctx, t)
	}
	for {
		select {
		case <-ctx.Done():
			return
		case t, more := <-b.queue:
			if !more {
				return
			}
			b.bringIn(ctx, t)
		}
	}
}

// bringIn has one file brought in and notes what came of it.
func (b *Inbox) bringIn(ctx context.Context, t *Ticket) {
	if ctx.Err() != nil {
		return
	}
	b.change(func() { t.StartedAt = b.Clock.Now() })
	outcome, err := b.importFile(ctx, t)
	if ctx.Err() != nil {
		return // taken up at the next start
	}
	b.change(func() { t.end(outcome, err, b.Clock.Now()) })
	if err != nil {
		b.Log.WarnContext(ctx, "file not brought in", "run_id", t.ID, "status", t.Status, "error", err)
	}
	err = errors.Join(b.write(t), os.Remove(b.file(t)), os.RemoveAll(filepath.Join(b.folder(t.ID), spoolName)))
	if err != nil {
		b.Log.ErrorContext(ctx, "incoming file not put away", "run_id", t.ID, "error", err)
	}
	b.forgetOld()
}

func (b *Inbox) importFile(ctx context.Context, t *Ticket) (intake.Outcome, error) {
	r := intake.ImportRequest{Principal: t.Principal, DryRun: t.DryRun}
	r.Mapping.Guess = true // where no preset says otherwise, columns are found by their names
	if t.Preset != "" {
		mapping, err := b.Intake.Mapping(ctx, b.DB, t.Preset)
		if err != nil {
			return intake.Outcome{}, err
		}
		r.Mapping = mapping
	}
	r.File, r.Folder = b.file(t), filepath.Join(b.folder(t.ID), spoolName)
	r.ErrorFile, r.Language = b.errorFile(t.ID), t.Language
	r.Progress = func(p intake.Progress) {
		b.change(func() {
			t.Progress = p
			if p.Phase == intake.PhaseApply {
				t.Status = intake.Applying
			}
		})
	}
	return b.Intake.Import(ctx, r)
}

// end notes the outcome as a reader will ask for it.
func (t *Ticket) end(outcome intake.Outcome, err error, now time.Time) {
	t.FinishedAt, t.Status, t.Outcome = now, intake.Done, &outcome
	if err == nil {
		return
	}
	t.Status, t.Problem = intake.Failed, &intake.Problem{Code: "http.internal"}
	if e := errs.Of(err); e != nil && e.Kind != errs.Internal {
		t.Problem = &intake.Problem{Code: e.Code, Params: e.Params}
		if e.Kind == errs.Invalid || e.Kind == errs.NotFound {
			t.Status = intake.Refused
		}
	}
}

func (b *Inbox) change(fn func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	fn()
}

func (b *Inbox) forget(id ID) {
	b.mu.Lock()
	delete(b.tickets, id)
	b.mu.Unlock()
	if err := os.RemoveAll(b.folder(id)); err != nil {
		b.Log.Error("incoming file not deleted", "run_id", id, "error", err)
	}
}

// forgetOld drops the tickets whose time is over.
func (b *Inbox) forgetOld() {
	var old []ID
	b.mu.Lock()
	for id, t := range b.tickets {
		if t.done() && b.Clock.Now().Sub(t.FinishedAt) > Keep {
			old = append(old, id)
		}
	}
	b.mu.Unlock()
	for _, id := range old {
		b.forget(id)
	}
}
