package app

import (
	"context"
	"path/filepath"

	"habitue/internal/intake"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Open brings in what the system before this one knew of members.
func (a *App) Open(ctx context.Context, r intake.OpeningRequest, progress func(Progress)) (intake.Opened, error) {
	r.Folder = filepath.Join(a.Config.Data, "spool")
	r.Principal = staff.Operator.String()
	r.Progress = func(p intake.Progress) {
		progress(Progress{Phase: "intake.phase." + string(p.Phase), Done: p.Done, Total: p.Total})
	}
	out, err := a.Bulk.Intake.Open(ctx, r)
	if err == nil && !out.DryRun && !out.Already {
		err = a.analyze(ctx)
	}
	return out, err
}

// UndoOpening takes back what an opening brought in.
func (a *App) UndoOpening(ctx context.Context, run intake.RunID, progress func(Progress)) (intake.Opened, error) {
	return a.Bulk.Intake.UndoOpening(ctx, run, func(p intake.Progress) {
		progress(Progress{Phase: "intake.phase." + string(p.Phase), Done: p.Done, Total: p.Total})
	})
}

// Hindrances says why an opening cannot be taken back.
func (a *App) Hindrances(ctx context.Context, run intake.RunID) ([]intake.Hindrance, error) {
	return a.Bulk.Intake.Hindrances(ctx, a.db.bulk, run)
}

// Parity holds the totals of the system before this one against what was brought in.
func (a *App) Parity(ctx context.Context, system string, totals []intake.OldTotal) ([]intake.ParityLine, error) {
	return a.Bulk.Intake.Parity(ctx, a.db.bulk, system, totals)
}

// OpeningMapping returns a mapping of a kind of opening that was saved.
func (a *App) OpeningMapping(ctx context.Context, k intake.OpeningKind, name string) (intake.Mapping, error) {
	return a.Bulk.Intake.OpeningMapping(ctx, a.db.bulk, k, name)
}

// SaveOpeningMapping keeps a mapping for the next file of the kind.
func (a *App) SaveOpeningMapping(ctx context.Context, k intake.OpeningKind, m intake.Mapping) error {
	return a.db.bulk.InTx(ctx, func(tx postgres.Tx) error { return a.Bulk.Intake.SaveOpeningMapping(ctx, tx, k, m) })
}
