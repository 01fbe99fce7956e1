package extsort

import "habitue/internal/platform/errs"

var (
	// ErrTooLarge refuses a record beyond MaxRecord.
	ErrTooLarge = errs.New(errs.Invalid, "extsort.record_too_large") // bytes, limit
	// ErrUnfinished says that a file is no complete spool: make it anew.
	ErrUnfinished = errs.New(errs.Conflict, "extsort.unfinished_spool") // path
	// ErrCorrupt says that a complete spool was changed or damaged afterwards.
	ErrCorrupt = errs.New(errs.Internal, "extsort.corrupt_spool") // path, record
)
