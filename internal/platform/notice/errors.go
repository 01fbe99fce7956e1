package notice

import "habitue/internal/platform/errs"

var (
	// ErrNoListener says that nobody hears under this name.
	ErrNoListener = errs.New(errs.NotFound, "notice.no_such_listener")
	// ErrNotParked says that there is no such notice, or that it is not parked:
	// somebody was first.
	ErrNotParked = errs.New(errs.NotFound, "notice.not_parked")
)
