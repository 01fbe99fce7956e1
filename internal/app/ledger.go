package app

import (
	"context"

	"habitue/internal/ledger"
	"habitue/internal/platform/postgres"
)

// VerifyLedger walks over the whole Merkle log on one picture of the database.
// earlier is a checkpoint that somebody has kept, or empty.
//
// Errors: ledger.ErrForged.
func (a *App) VerifyLedger(ctx context.Context, earlier string) (v ledger.Verified, err error) {
	var kept []ledger.Checkpoint
	if earlier != "" {
		c, err := a.Bulk.Ledger.OurCheckpoint(earlier)
		if err != nil {
			return v, err
		}
		kept = append(kept, c)
	}
	owner, err := a.db.owner(ctx)
	if err != nil {
		return v, err
	}
	defer owner.Close()
	err = owner.Snapshot(ctx, func(tx postgres.Tx) error {
		v, err = a.Bulk.Ledger.VerifyLog(ctx, tx, kept...)
		return err
	})
	return v, err
}
