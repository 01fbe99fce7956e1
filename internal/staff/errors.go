package staff

import "habitue/internal/platform/errs"

// What can go wrong.
var (
	ErrNotSignedIn      = errs.New(errs.Denied, "staff.not_signed_in")
	ErrWrongCredentials = errs.New(errs.Denied, "staff.wrong_credentials")
	ErrLockedOut        = errs.New(errs.Denied, "staff.locked_out")
	ErrMayNot           = errs.New(errs.Denied, "staff.may_not")
	ErrPeopleOnly       = errs.New(errs.Denied, "staff.people_only")
	ErrNoAccount        = errs.New(errs.NotFound, "staff.no_account")
	ErrNoKey            = errs.New(errs.NotFound, "staff.no_key")
	ErrEmailTaken       = errs.New(errs.Conflict, "staff.email_taken")
	ErrNotFirst         = errs.New(errs.Conflict, "staff.not_first")
	ErrInvalidAccount   = errs.New(errs.Invalid, "staff.invalid_account")
	ErrInvalidKey       = errs.New(errs.Invalid, "staff.invalid_key")
	ErrWrongPassword    = errs.New(errs.Denied, "staff.wrong_password")
	ErrBusy             = errs.New(errs.Unavailable, "staff.busy")

	ErrMustChange = errs.New(errs.Denied, "staff.password_must_change")
	ErrLastAdmin  = errs.New(errs.Conflict, "staff.last_administrator")
	ErrOwnAccount = errs.New(errs.Denied, "staff.own_account")
	ErrNoSession  = errs.New(errs.NotFound, "staff.no_session")
	ErrBadStores  = errs.New(errs.Invalid, "staff.unknown_stores")

	ErrBadView      = errs.New(errs.Invalid, "staff.bad_view")
	ErrTooManyViews = errs.New(errs.Exhausted, "staff.too_many_views")
	ErrNoView       = errs.New(errs.NotFound, "staff.no_view")

	ErrNoApproval      = errs.New(errs.NotFound, "staff.no_approval")
	ErrAlreadyAsked    = errs.New(errs.Conflict, "staff.already_asked")
	ErrOwnAsking       = errs.New(errs.Denied, "staff.own_asking")
	ErrNotYourAsking   = errs.New(errs.Denied, "staff.not_your_asking")
	ErrDecided         = errs.New(errs.Conflict, "staff.already_decided")
	ErrApprovalExpired = errs.New(errs.Conflict, "staff.approval_expired")
	ErrPayloadChanged  = errs.New(errs.Conflict, "staff.payload_changed")
	ErrSecondPerson    = errs.New(errs.Conflict, "staff.second_person_needed")
	ErrSayWhyAlone     = errs.New(errs.Invalid, "staff.say_why_alone")
)
