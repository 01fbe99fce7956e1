package app

import (
	"context"
	"errors"
	"path/filepath"

	"habitue/internal/intake"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Import brings a file in. Spools lie in the data folder, so that the same
// command goes on where an earlier one was cut off.
func (a *App) Import(ctx context.Context, r intake.ImportRequest, progress func(Progress)) (intake.Outcome, error) {
	r.Folder = filepath.Join(a.Config.Data, "spool")
	r.Principal = staff.Operator.String()
	r.Progress = func(p intake.Progress) {
		progress(Progress{Phase: "intake.phase." + string(p.Phase), Done: p.Done, Total: p.Total})
	}
	outcome, err := a.Bulk.Intake.Import(ctx, r)
	if err == nil && !outcome.DryRun && !outcome.Already {
		err = a.analyze(ctx)
	}
	return outcome, err
}

// Mapping returns a saved mapping or a preset.
func (a *App) Mapping(ctx context.Context, name string) (intake.Mapping, error) {
	return a.Bulk.Intake.Mapping(ctx, a.db.bulk, name)
}

// SaveMapping keeps a mapping for the next file.
func (a *App) SaveMapping(ctx context.Context, m intake.Mapping) error {
	return a.db.bulk.InTx(ctx, func(tx postgres.Tx) error { return a.Bulk.Intake.SaveMapping(ctx, tx, m) })
}

// errTried rolls a trial back.
var errTried = errors.New("only tried")

// ImportList brings a file about goods in, or says what would come of it.
func (a *App) ImportList(ctx context.Context, r intake.ListRequest, dryRun bool) (out intake.ListOutcome, err error) {
	r.By = staff.Operator.String()
	err = a.db.bulk.InTx(ctx, func(tx postgres.Tx) error {
		if out, err = a.Bulk.Intake.ImportList(ctx, tx, r); err != nil || !dryRun {
			return err
		}
		return errTried
	})
	if errors.Is(err, errTried) {
		err = nil
	}
	return out, err
}

// ImportStatement holds a provider's statement against what we know, or says what
// would come of it.
func (a *App) ImportStatement(ctx context.Context, r intake.StatementRequest, dryRun bool) (out intake.StatementOutcome, err error) {
	err = a.db.bulk.InTx(ctx, func(tx postgres.Tx) error {
		if out, err = a.Bulk.Intake.ImportStatement(ctx, tx, r); err != nil || !dryRun {
			return err
		}
		return errTried
	})
	if errors.Is(err, errTried) {
		err = nil
	}
	return out, err
}
