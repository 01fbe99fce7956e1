package backup

import "habitue/internal/platform/errs"

// What can keep a backup from being restored.
var (
	// ErrForeign means that the file is no backup of ours.
	ErrForeign = errs.New(errs.Invalid, "backup.foreign_file")
	// ErrFormat means that the file was written by a newer program.
	ErrFormat = errs.New(errs.Invalid, "backup.newer_format")
	// ErrDamaged means that the file is cut off or was changed.
	ErrDamaged = errs.New(errs.Invalid, "backup.damaged")
	// ErrNotEmpty means that the database to restore into holds something.
	ErrNotEmpty = errs.New(errs.Conflict, "backup.database_not_empty")
	// ErrNewerSchema means that the backup is of a newer program than this one.
	ErrNewerSchema = errs.New(errs.Conflict, "backup.newer_schema")
	// ErrDiffers means that what was loaded is not what was saved.
	ErrDiffers = errs.New(errs.Internal, "backup.restored_differs")
)
