package intake

import "habitue/internal/platform/errs"

// Why a whole file is refused.
var (
	ErrBadMapping      = errs.New(errs.Invalid, "intake.bad_mapping")       // what is wrong with it
	ErrNoSuchPreset    = errs.New(errs.NotFound, "intake.no_such_preset")   // preset, presets
	ErrNoSuchColumn    = errs.New(errs.Invalid, "intake.no_such_column")    // column, field, columns
	ErrTwoColumns      = errs.New(errs.Invalid, "intake.two_columns")       // column, field: the header has it twice
	ErrFieldMissing    = errs.New(errs.Invalid, "intake.field_missing")     // field, columns
	ErrNoHeader        = errs.New(errs.Invalid, "intake.no_header")         // first
	ErrTooManyRows     = errs.New(errs.Invalid, "intake.too_many_rows")     // max
	ErrCell            = errs.New(errs.Invalid, "intake.cell_unreadable")   // field, value: of one row of a list
	ErrDecimals        = errs.New(errs.Invalid, "intake.too_many_decimals") // field, value, currency: of one row of a list
	ErrStatement       = errs.New(errs.Invalid, "intake.bad_statement")     // rows that are wrong, as fields
	ErrStatementCut    = errs.New(errs.Invalid, "intake.statement_cut")     // rows, said: it does not end as it should
	ErrNoRows          = errs.New(errs.Invalid, "intake.no_rows")           // nothing below the header
	ErrCurrencyMissing = errs.New(errs.Invalid, "intake.currency_missing")  //
	ErrZoneMissing     = errs.New(errs.Invalid, "intake.zone_missing")      //
	ErrDateOrder       = errs.New(errs.Invalid, "intake.date_order")        // column, value: day or month first?
	ErrTooManyBad      = errs.New(errs.Invalid, "intake.too_many_bad_rows") // bad, rows, limit_percent, first
	ErrRunning         = errs.New(errs.Conflict, "intake.running")          // file: another process is at it
	ErrNoSuchRun       = errs.New(errs.NotFound, "intake.no_such_run")      // run
	ErrOver            = errs.New(errs.Conflict, "intake.over")             // status: the run has ended already
	ErrNotAgain        = errs.New(errs.Conflict, "intake.not_again")        // status: only what failed or was broken off is done again
	ErrCancelled       = errs.New(errs.Conflict, "intake.cancelled")        // somebody broke the run off
	ErrFileChanged     = errs.New(errs.Conflict, "intake.file_changed")     // the file changed while it was read
)

// Why a row is refused. They live in the error file; none of them is returned.
const (
	rowMissing         = "intake.missing"
	rowAmount          = "intake.amount_unreadable"
	rowAmountRange     = "intake.amount_out_of_range"
	rowQuantity        = "intake.quantity_unreadable"
	rowQuantityRange   = "intake.quantity_out_of_range"
	rowQuantityZero    = "intake.quantity_zero"
	rowSign            = "intake.sign"
	rowTime            = "intake.time_unreadable"
	rowTimeRange       = "intake.time_out_of_range"
	rowCurrency        = "intake.currency_unknown"
	rowKind            = "intake.kind_unknown"
	rowDocument        = "intake.document_unknown"
	rowIdentity        = "intake.identity_unreadable"
	rowDamaged         = "intake.number_damaged"
	rowTooLong         = "intake.too_long"
	rowOrderIncomplete = "intake.order_incomplete"
	rowCustomers       = "intake.customer_conflict"
	rowCurrencies      = "intake.currency_conflict"
	rowSpread          = "intake.order_spread"
	rowRefundMixed     = "intake.refund_mixed"
	rowOrderNegative   = "intake.order_negative"
	rowOrderTooLarge   = "intake.order_too_large"
	rowUnacceptable    = "intake.order_unacceptable"
)
