package pricing

import "habitue/internal/platform/errs"

// What can go wrong.
var (
	ErrNoPromotion  = errs.New(errs.NotFound, "pricing.no_such_promotion")
	ErrBadPromotion = errs.New(errs.Invalid, "pricing.bad_promotion")
	ErrBadFloor     = errs.New(errs.Invalid, "pricing.bad_floor_rule")
	ErrManyLive     = errs.New(errs.Exhausted, "pricing.too_many_promotions")
	ErrUsedUp       = errs.New(errs.Exhausted, "pricing.used_up")       // a limit does not suffice
	ErrOtherClaim   = errs.New(errs.Conflict, "pricing.reserved_other") // the key reserved something else
	ErrNotHeld      = errs.New(errs.Conflict, "pricing.not_held")       // it was released or never reserved
	ErrNoArticle    = errs.New(errs.NotFound, "pricing.no_such_article")
	ErrNoPrice      = errs.New(errs.Invalid, "pricing.no_price")

	ErrNeedsMember    = errs.New(errs.Invalid, "pricing.group_needs_member")
	ErrNoGroupBuy     = errs.New(errs.NotFound, "pricing.no_group_buy") // the promotion is none, or not live
	ErrNoGroup        = errs.New(errs.NotFound, "pricing.no_such_group")
	ErrGroupFull      = errs.New(errs.Exhausted, "pricing.group_full") // every seat is taken
	ErrGroupOver      = errs.New(errs.Conflict, "pricing.group_over")  // its time is over, or it has ended
	ErrGroupSucceeded = errs.New(errs.Conflict, "pricing.group_succeeded")
	ErrInGroup        = errs.New(errs.Conflict, "pricing.in_a_group") // the member has a seat already
	ErrOnlyNew        = errs.New(errs.Denied, "pricing.only_new_members_join")
)
