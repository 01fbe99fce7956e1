package privacy

import "habitue/internal/platform/errs"

// What can go wrong.
var (
	// ErrInvalid says that a request or an answer is none; its fields say why.
	ErrInvalid = errs.New(errs.Invalid, "privacy.invalid")
	// ErrAsked says that the member has asked for the same already; "request" is which.
	ErrAsked = errs.New(errs.Conflict, "privacy.asked_already")
	// ErrNoRequest says that there is no such request.
	ErrNoRequest = errs.New(errs.NotFound, "privacy.no_request")
	// ErrAnswered says that a request is not open any more.
	ErrAnswered = errs.New(errs.Conflict, "privacy.answered")
	// ErrByTime says that leaving is answered by time: it can only be withdrawn.
	ErrByTime = errs.New(errs.Conflict, "privacy.answered_by_time")
	// ErrNotActive says that the member has been erased, or is another now.
	ErrNotActive = errs.New(errs.Conflict, "privacy.member_not_active")
	// ErrBadPolicy says that a policy cannot hold; its fields say why.
	ErrBadPolicy = errs.New(errs.Invalid, "privacy.invalid_policy")
)
