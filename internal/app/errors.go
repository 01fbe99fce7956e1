package app

import "habitue/internal/platform/errs"

// What can keep the program from working. pgserver, postgres, secret, member
// and backup have their own.
var (
	// ErrAddressTaken says that somebody else listens on our address.
	ErrAddressTaken = errs.New(errs.Conflict, "app.address_taken")
	// ErrAddress says that we cannot listen on the address.
	ErrAddress = errs.New(errs.Invalid, "app.bad_address")
	// ErrClock says that this machine and PostgreSQL disagree on the time.
	ErrClock = errs.New(errs.Unavailable, "app.clocks_differ")
	// ErrNotDurable says that PostgreSQL may lose what it acknowledged.
	ErrNotDurable = errs.New(errs.Unavailable, "app.not_durable")
	// ErrHalfRestored says that a restore into the database was cut off.
	ErrHalfRestored = errs.New(errs.Conflict, "app.restore_unfinished")
	// ErrErasureList says that the list of those who were erased is damaged; "line" says where.
	ErrErasureList = errs.New(errs.Invalid, "app.bad_erasure_list")
	// ErrDataFolder says that the data folder cannot be used.
	ErrDataFolder = errs.New(errs.Denied, "app.data_folder")
	// ErrNoFile says that a file that was named cannot be read.
	ErrNoFile = errs.New(errs.NotFound, "app.no_such_file")
	// ErrDatabaseGone says that the private PostgreSQL ended and did not come back.
	ErrDatabaseGone = errs.New(errs.Unavailable, "app.database_gone")
)
