package pricing

import "habitue/internal/platform/errs"

// What can go wrong.
var (
	ErrNoPromotion  = errs.New(errs.NotFound, "pricing.no_such_promotion")
	ErrBadPromotion = errs.New(errs.Invalid, "pricing.bad_promotion")
	ErrManyLive     = errs.New(errs.Exhausted, "pricing.too_many_promotions")
	ErrUsedUp       = errs.New(errs.Exhausted, "pricing.used_up")       // a limit does not suffice
	ErrOtherClaim   = errs.New(errs.Conflict, "pricing.reserved_other") // the key reserved something else
	ErrNotHeld      = errs.New(errs.Conflict, "pricing.not_held")       // it was released or never reserved
	ErrNoArticle    = errs.New(errs.NotFound, "pricing.no_such_article")
	ErrNoPrice      = errs.New(errs.Invalid, "pricing.no_price")
)
