package payment

import "habitue/internal/platform/errs"

// What can go wrong.
var (
	ErrInvalid    = errs.New(errs.Invalid, "payment.invalid")
	ErrNoMethod   = errs.New(errs.Invalid, "payment.no_method")
	ErrNeedsSlip  = errs.New(errs.Invalid, "payment.needs_slip")
	ErrNeedsEnd   = errs.New(errs.Invalid, "payment.needs_end")
	ErrTenders    = errs.New(errs.Invalid, "payment.tenders_off")
	ErrKeyReused  = errs.New(errs.Conflict, "payment.key_reused")
	ErrNoCharge   = errs.New(errs.NotFound, "payment.no_charge")
	ErrNotPaid    = errs.New(errs.Conflict, "payment.not_paid")
	ErrTooMuch    = errs.New(errs.Conflict, "payment.more_than_paid")
	ErrNoProvider = errs.New(errs.NotFound, "payment.no_provider")
	ErrSilent     = errs.New(errs.Unavailable, "payment.provider_silent")
	ErrForged     = errs.New(errs.Denied, "payment.forged")
	ErrBadReport  = errs.New(errs.Invalid, "payment.bad_report")

	ErrNoDifference  = errs.New(errs.NotFound, "payment.no_difference")
	ErrSettled       = errs.New(errs.Conflict, "payment.settled_already")
	ErrNeedsNote     = errs.New(errs.Invalid, "payment.needs_note")
	ErrDayNotOver    = errs.New(errs.Invalid, "payment.day_not_over")
	ErrBadDays       = errs.New(errs.Invalid, "payment.bad_days")
	ErrOtherDay      = errs.New(errs.Invalid, "payment.other_day")
	ErrBadPolicy     = errs.New(errs.Invalid, "payment.bad_policy")
	ErrPolicyChanged = errs.New(errs.Conflict, "payment.policy_changed")

	ErrBadMethod     = errs.New(errs.Invalid, "payment.bad_method")
	ErrMethodTaken   = errs.New(errs.Conflict, "payment.method_taken")
	ErrMethodChanged = errs.New(errs.Conflict, "payment.method_changed")
	ErrUnknownMethod = errs.New(errs.NotFound, "payment.unknown_method")
)
