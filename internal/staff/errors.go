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
)
