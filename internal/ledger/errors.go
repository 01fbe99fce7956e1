package ledger

import "habitue/internal/platform/errs"

// What can go wrong with a posting.
var (
	ErrInvalid      = errs.New(errs.Invalid, "ledger.invalid_posting")
	ErrInsufficient = errs.New(errs.Exhausted, "ledger.insufficient_balance")
	ErrKeyReused    = errs.New(errs.Conflict, "ledger.key_reused")
	ErrNoPosting    = errs.New(errs.NotFound, "ledger.no_such_posting")
	ErrOverReversed = errs.New(errs.Conflict, "ledger.reversed_beyond_original")
	ErrFinal        = errs.New(errs.Conflict, "ledger.not_reversible")
	ErrToOneself    = errs.New(errs.Invalid, "ledger.transfer_to_oneself")
	ErrStays        = errs.New(errs.Denied, "ledger.asset_stays")
	ErrNoHold       = errs.New(errs.NotFound, "ledger.no_such_hold")
	ErrHoldOver     = errs.New(errs.Conflict, "ledger.hold_over")
	ErrOverCaptured = errs.New(errs.Conflict, "ledger.captured_beyond_hold")
	ErrBusy         = errs.New(errs.Unavailable, "ledger.busy")
	ErrOverflow     = errs.New(errs.Invalid, "ledger.amount_out_of_range")

	// Of members who become one.
	ErrMerged     = errs.New(errs.Conflict, "ledger.member_merged")
	ErrNoMerge    = errs.New(errs.NotFound, "ledger.no_such_merge")
	ErrTooMany    = errs.New(errs.Conflict, "ledger.too_many_merged")
	ErrHeldSince  = errs.New(errs.Conflict, "ledger.held_since_merge")
	ErrMergeKnown = errs.New(errs.Conflict, "ledger.merge_known")

	// Of what staff do by hand.
	ErrNoReason        = errs.New(errs.Invalid, "ledger.no_adjust_reason")
	ErrNotAdjustment   = errs.New(errs.Conflict, "ledger.not_an_adjustment")
	ErrNothingToUndo   = errs.New(errs.Conflict, "ledger.nothing_to_undo")
	ErrNothingToExtend = errs.New(errs.Conflict, "ledger.nothing_to_extend")
	ErrNoLot           = errs.New(errs.NotFound, "ledger.no_such_lot")
	ErrBadAdjustment   = errs.New(errs.Invalid, "ledger.invalid_adjustment")
	ErrBadReasons      = errs.New(errs.Invalid, "ledger.invalid_adjust_reasons")

	// Of the books.
	ErrBadPeriod = errs.New(errs.Invalid, "ledger.bad_period")

	// Of the Merkle log.
	ErrLogBroken    = errs.New(errs.Internal, "ledger.log_broken")
	ErrNoCheckpoint = errs.New(errs.NotFound, "ledger.no_checkpoint")
	ErrNotLogged    = errs.New(errs.NotFound, "ledger.not_logged")
	ErrNoTile       = errs.New(errs.NotFound, "ledger.no_such_tile")
	ErrBeyondLog    = errs.New(errs.NotFound, "ledger.beyond_log")
	ErrForged       = errs.New(errs.Invalid, "ledger.checkpoint_forged")
)
