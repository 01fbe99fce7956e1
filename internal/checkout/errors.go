package checkout

import "habitue/internal/platform/errs"

// What can go wrong.
var (
	ErrInvalid       = errs.New(errs.Invalid, "checkout.invalid")
	ErrPriceChanged  = errs.New(errs.Conflict, "checkout.price_changed")
	ErrNoCoupon      = errs.New(errs.Invalid, "checkout.coupon_not_usable")
	ErrNoCheckout    = errs.New(errs.NotFound, "checkout.no_checkout")
	ErrNotOpen       = errs.New(errs.Conflict, "checkout.not_open")
	ErrGroupPrice    = errs.New(errs.Conflict, "checkout.group_price_not_used") // alone it is cheaper, or the group has nothing for these goods
	ErrNotPaid       = errs.New(errs.Conflict, "checkout.not_paid")
	ErrNoSale        = errs.New(errs.Invalid, "checkout.not_sold_here")
	ErrOtherBuyer    = errs.New(errs.Invalid, "checkout.other_buyer")
	ErrOtherCurrency = errs.New(errs.Invalid, "checkout.other_currency")
	ErrNothing       = errs.New(errs.Invalid, "checkout.nothing_to_return")
)
