package coupon

import "habitue/internal/platform/errs"

// What can go wrong with templates.
var (
	ErrNoTemplate    = errs.New(errs.NotFound, "coupon.no_such_template")
	ErrTemplateTaken = errs.New(errs.Conflict, "coupon.template_code_taken")
	ErrBadTemplate   = errs.New(errs.Invalid, "coupon.invalid_template")
	ErrNotLive       = errs.New(errs.Conflict, "coupon.template_not_live")
	ErrEnded         = errs.New(errs.Conflict, "coupon.template_ended")
	ErrNotEnded      = errs.New(errs.Conflict, "coupon.template_not_ended")
	ErrNoPack        = errs.New(errs.NotFound, "coupon.no_such_pack")
	ErrPackTaken     = errs.New(errs.Conflict, "coupon.pack_code_taken")
	ErrBadPack       = errs.New(errs.Invalid, "coupon.invalid_pack")
	ErrChanged       = errs.New(errs.Conflict, "coupon.changed_meanwhile")
	ErrBadPolicy     = errs.New(errs.Invalid, "coupon.invalid_policy")
)

// Of giving and claiming.
var (
	ErrSoldOut       = errs.New(errs.Exhausted, "coupon.none_left")
	ErrHadThem       = errs.New(errs.Exhausted, "coupon.limit_reached")
	ErrOver          = errs.New(errs.Conflict, "coupon.validity_over")
	ErrNotClaimable  = errs.New(errs.Conflict, "coupon.not_claimable")
	ErrBadIssue      = errs.New(errs.Invalid, "coupon.invalid_issue")
	ErrKeyReused     = errs.New(errs.Conflict, "coupon.key_reused")
	ErrBadCode       = errs.New(errs.Invalid, "coupon.mistyped_code")
	ErrNoCode        = errs.New(errs.NotFound, "coupon.no_such_code")
	ErrCodeUsed      = errs.New(errs.Conflict, "coupon.code_claimed")
	ErrCodeOver      = errs.New(errs.Conflict, "coupon.code_over")
	ErrWordTaken     = errs.New(errs.Conflict, "coupon.word_taken")
	ErrBadWord       = errs.New(errs.Invalid, "coupon.invalid_word")
	ErrNoWord        = errs.New(errs.NotFound, "coupon.no_such_word")
	ErrBadHandout    = errs.New(errs.Invalid, "coupon.invalid_handout")
	ErrUnknownPeople = errs.New(errs.Invalid, "coupon.unknown_people") // lines of a list are nobody we know
	ErrNotGiven      = errs.New(errs.Conflict, "coupon.handout_not_done")
	ErrNoHandout     = errs.New(errs.NotFound, "coupon.no_such_handout")
	ErrNoReason      = errs.New(errs.Invalid, "coupon.no_such_reason")
	ErrBadBatch      = errs.New(errs.Invalid, "coupon.invalid_batch")
	ErrNoBatch       = errs.New(errs.NotFound, "coupon.no_such_batch")
	ErrNotMade       = errs.New(errs.Conflict, "coupon.batch_not_ready")
)

// Of the life of a coupon.
var (
	ErrNoCoupon        = errs.New(errs.NotFound, "coupon.no_such_coupon")
	ErrLockedElsewhere = errs.New(errs.Conflict, "coupon.locked_elsewhere")
	ErrUsed            = errs.New(errs.Conflict, "coupon.already_used")
	ErrOffered         = errs.New(errs.Conflict, "coupon.being_given_away")
	ErrExpired         = errs.New(errs.Conflict, "coupon.expired")
	ErrNotYet          = errs.New(errs.Conflict, "coupon.not_valid_yet")
	ErrCancelled       = errs.New(errs.Conflict, "coupon.cancelled")
	ErrNotCancelled    = errs.New(errs.Conflict, "coupon.not_cancelled")
	ErrNotGiveable     = errs.New(errs.Denied, "coupon.stays_with_member")
	ErrNotOffered      = errs.New(errs.Conflict, "coupon.not_offered")
	ErrNoLock          = errs.New(errs.NotFound, "coupon.no_such_lock")
	ErrLockOver        = errs.New(errs.Conflict, "coupon.lock_over")
	ErrBadLock         = errs.New(errs.Invalid, "coupon.invalid_lock")
	ErrNoGift          = errs.New(errs.NotFound, "coupon.no_such_gift")
	ErrGiftTaken       = errs.New(errs.Conflict, "coupon.gift_taken")
	ErrGiftOver        = errs.New(errs.Conflict, "coupon.gift_over")
	ErrOwnGift         = errs.New(errs.Conflict, "coupon.own_gift")
)
