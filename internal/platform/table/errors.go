package table

import "habitue/internal/platform/errs"

// What can be wrong with the whole file. Each names the row where it shows.
var (
	ErrEmpty       = errs.New(errs.Invalid, "table.empty")            // no header
	ErrNotText     = errs.New(errs.Invalid, "table.not_text")         // what: xlsx, xls, zip, pdf, binary
	ErrTruncated   = errs.New(errs.Invalid, "table.truncated")        // compressed file ends too early; last_good_row
	ErrCorrupt     = errs.New(errs.Invalid, "table.corrupt")          // compressed file is damaged; last_good_row
	ErrQuote       = errs.New(errs.Invalid, "table.quote")            // row, line, column
	ErrRowTooLong  = errs.New(errs.Invalid, "table.row_too_long")     // row, line, limit
	ErrManyColumns = errs.New(errs.Invalid, "table.too_many_columns") // row, limit
	ErrBadOption   = errs.New(errs.Invalid, "table.bad_option")       // option, value
	ErrNoSuchFile  = errs.New(errs.NotFound, "table.no_such_file")    // path
	ErrUnreadable  = errs.New(errs.Unavailable, "table.unreadable")   // path
)

// What can be wrong with one row while the next may be right; see Row.Fault.
var (
	FaultColumns = errs.New(errs.Invalid, "table.column_count")   // want, got
	FaultText    = errs.New(errs.Invalid, "table.encoding")       // column
	FaultField   = errs.New(errs.Invalid, "table.field_too_long") // column, limit
)
