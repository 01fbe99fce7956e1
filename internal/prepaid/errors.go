package prepaid

import "habitue/internal/platform/errs"

// What can go wrong.
var (
	ErrBadRule     = errs.New(errs.Invalid, "prepaid.bad_rule")
	ErrInvalid     = errs.New(errs.Invalid, "prepaid.invalid")
	ErrOff         = errs.New(errs.Conflict, "prepaid.not_sold")
	ErrNoTier      = errs.New(errs.Invalid, "prepaid.no_such_tier")
	ErrNotActive   = errs.New(errs.Conflict, "prepaid.member_not_active")
	ErrOverLimit   = errs.New(errs.Exhausted, "prepaid.over_limit")
	ErrTooOften    = errs.New(errs.Exhausted, "prepaid.tier_used_up")
	ErrNoTopUp     = errs.New(errs.NotFound, "prepaid.no_top_up")
	ErrNotOpen     = errs.New(errs.Conflict, "prepaid.not_open")
	ErrNotPaid     = errs.New(errs.Conflict, "prepaid.not_paid")
	ErrUsed        = errs.New(errs.Conflict, "prepaid.used")
	ErrTooMuch     = errs.New(errs.Conflict, "prepaid.more_than_refundable")
	ErrHeld        = errs.New(errs.Conflict, "prepaid.held_for_checkout")
	ErrNeedsPayout = errs.New(errs.Invalid, "prepaid.needs_payout") // opened: how it is paid out must be said
	ErrNoGiving    = errs.New(errs.Conflict, "prepaid.no_giving")
	ErrGivenEnough = errs.New(errs.Exhausted, "prepaid.given_enough_today")
)
