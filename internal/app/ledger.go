package app

import (
	"context"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Verification says what of the Merkle log is verified.
type Verification struct {
	Earlier string    // a checkpoint that somebody has kept; empty: none
	Key     string    // that it was signed with; empty: this installation's
	Member  member.ID // whose entries; 0: everybody's
}

// VerifyLedger walks over the Merkle log, or a member's part of it, on one picture
// of the database.
//
// Errors: ledger.ErrForged, ledger.ErrNoCheckpoint, member.ErrUnknown.
func (a *App) VerifyLedger(ctx context.Context, what Verification) (v ledger.Verified, err error) {
	var kept []ledger.Checkpoint
	if what.Earlier != "" {
		open := a.Bulk.Ledger.OurCheckpoint
		if what.Key != "" {
			open = func(text string) (ledger.Checkpoint, error) { return ledger.OpenCheckpoint(text, what.Key) }
		}
		c, err := open(what.Earlier)
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
		if what.Member != 0 {
			v, err = a.Bulk.Ledger.VerifyMember(ctx, tx, what.Member, kept...)
		} else {
			v, err = a.Bulk.Ledger.VerifyLog(ctx, tx, kept...)
		}
		return err
	})
	return v, err
}
