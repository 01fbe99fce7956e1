package pgserver

import (
	"fmt"

	"habitue/internal/platform/errs"
)

// What can keep the private PostgreSQL from running. Each is returned with
// parameters and a sentence that says what to do.
var (
	// ErrHeld means that another program works on the data folder.
	ErrHeld = errs.New(errs.Conflict, "pgserver.held")
	// ErrNoBinaries means that no PostgreSQL of a version we can use was found.
	ErrNoBinaries = errs.New(errs.Unavailable, "pgserver.no_binaries")
	// ErrOtherMajor means that the cluster was made by a major version that is not here.
	ErrOtherMajor = errs.New(errs.Unavailable, "pgserver.other_major")
	// ErrNotWritable means that we may not write in the data folder.
	ErrNotWritable = errs.New(errs.Denied, "pgserver.not_writable")
	// ErrNotPassable means that PostgreSQL's account cannot reach a path.
	ErrNotPassable = errs.New(errs.Denied, "pgserver.not_passable")
	// ErrNoAccount means that there is no account that PostgreSQL would run as.
	ErrNoAccount = errs.New(errs.Denied, "pgserver.no_account")
	// ErrForeignOwner means that the cluster belongs to another user than ours.
	ErrForeignOwner = errs.New(errs.Denied, "pgserver.foreign_owner")
	// ErrNoSpace means that the disk is too full to start.
	ErrNoSpace = errs.New(errs.Exhausted, "pgserver.no_space")
	// ErrInitdb means that the cluster could not be made.
	ErrInitdb = errs.New(errs.Unavailable, "pgserver.initdb_failed")
	// ErrNotRunning means that no server works on the data folder.
	ErrNotRunning = errs.New(errs.Unavailable, "pgserver.not_running")
	// ErrStart means that PostgreSQL did not come up, or not in time.
	ErrStart = errs.New(errs.Unavailable, "pgserver.start_failed")
)

// advise gives a failure the sentence that says what to do about it.
func advise(e *errs.Error, format string, args ...any) error {
	return e.Because(fmt.Errorf(format, args...))
}
