package insight

import "habitue/internal/platform/errs"

var (
	// ErrBadPeriod says that a period has no days or too many.
	ErrBadPeriod = errs.New(errs.Invalid, "insight.bad_period")
	// ErrSeveralCurrencies says that amounts would have to be added that are not
	// of one currency; its parameter lists them.
	ErrSeveralCurrencies = errs.New(errs.Invalid, "insight.several_currencies")
)
