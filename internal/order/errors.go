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

// What can go wrong with a late entry.
var (
	ErrMemberGone     = errs.New(errs.Conflict, "order.member_gone")
	ErrHasMember      = errs.New(errs.Conflict, "order.has_member")
	ErrReceiptDiffers = errs.New(errs.Invalid, "order.receipt_differs")
	ErrAttachedBefore = errs.New(errs.Conflict, "order.attached_before")
	ErrTooLate        = errs.New(errs.Exhausted, "order.too_late")
	ErrReasonMissing  = errs.New(errs.Invalid, "order.reason_missing")
	ErrMemberDay      = errs.New(errs.Exhausted, "order.late_member_day")
	ErrMemberMonth    = errs.New(errs.Exhausted, "order.late_member_month")
	ErrStaffDay       = errs.New(errs.Exhausted, "order.late_staff_day")
	ErrStaffMonth     = errs.New(errs.Exhausted, "order.late_staff_month")
	ErrOwnPurchase    = errs.New(errs.Denied, "order.own_purchase") // the edge knows who asks
)
