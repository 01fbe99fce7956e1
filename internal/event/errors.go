package event

import "habitue/internal/platform/errs"

// What is wrong with a report. The others of its batch are kept.
var (
	ErrNobody    = errs.New(errs.Invalid, "event.nobody")
	ErrNameless  = errs.New(errs.Invalid, "event.nameless")
	ErrBadID     = errs.New(errs.Invalid, "event.bad_id")
	ErrBadSystem = errs.New(errs.Invalid, "event.bad_system")

	// What the door refuses before anything is read as a report.
	ErrBadBatch     = errs.New(errs.Invalid, "event.bad_batch")
	ErrTooLarge     = errs.New(errs.Invalid, "event.too_large")
	ErrBadMessage   = errs.New(errs.Invalid, "event.bad_message")
	ErrBadTimestamp = errs.New(errs.Invalid, "event.bad_timestamp")
	ErrBadType      = errs.New(errs.Invalid, "event.bad_type")
)
