package order

import "habitue/internal/platform/errs"

// What can go wrong with a report.
var (
	ErrInvalid        = errs.New(errs.Invalid, "order.invalid")
	ErrUnknownMember  = errs.New(errs.Invalid, "order.unknown_member")
	ErrUnknownStore   = errs.New(errs.Invalid, "order.unknown_store")
	ErrUnknownChannel = errs.New(errs.Invalid, "order.unknown_channel")
	ErrReferenceTaken = errs.New(errs.Conflict, "order.reference_taken")
	ErrNotFound       = errs.New(errs.NotFound, "order.not_found")
	ErrNoLine         = errs.New(errs.Invalid, "order.no_such_line")
	ErrRefundTooMuch  = errs.New(errs.Invalid, "order.refund_exceeds_purchase")
	ErrOtherMember    = errs.New(errs.Invalid, "order.of_another_member")
	ErrBeforePurchase = errs.New(errs.Invalid, "order.refund_before_purchase")
)
