package replica

import "habitue/internal/platform/errs"

var (
	// ErrBuilding says that the copy is being made and cannot answer yet.
	ErrBuilding = errs.New(errs.Unavailable, "replica.building")
	// ErrStopped says that this process keeps no copy at the moment.
	ErrStopped = errs.New(errs.Unavailable, "replica.stopped")
	// ErrHeld says that another process keeps the copy in this folder.
	ErrHeld = errs.New(errs.Conflict, "replica.held")
	// ErrStale says that the copy is of another life of the database or of other
	// declarations, and is made anew by whoever keeps it next.
	ErrStale = errs.New(errs.Conflict, "replica.stale")
	// ErrMissing says that there is no copy in this folder.
	ErrMissing = errs.New(errs.NotFound, "replica.missing")
)
