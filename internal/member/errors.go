package member

import "habitue/internal/platform/errs"

// None of these carries what was entered: it may be personal.
var (
	// ErrUnknown says that there is no such member.
	ErrUnknown = errs.New(errs.NotFound, "member.unknown")
	// ErrAlreadyKnown says that an identity belongs to a member already; "member" is the id.
	ErrAlreadyKnown = errs.New(errs.Conflict, "member.already_known")
	// ErrCrowded says that others took the same identities again and again while we tried.
	ErrCrowded = errs.New(errs.Unavailable, "member.crowded")
	// ErrInvalid says that a member cannot join as asked; its fields say why.
	ErrInvalid = errs.New(errs.Invalid, "member.invalid")
	// ErrBadIdentity says that a text cannot be an identity of its kind.
	ErrBadIdentity = errs.New(errs.Invalid, "member.bad_identity")
	// ErrBadBirthday says that a date is not written MM-DD or YYYY-MM-DD or does not exist.
	ErrBadBirthday = errs.New(errs.Invalid, "member.bad_birthday")
	// ErrTooCommon says that a search fits too many members to list them.
	ErrTooCommon = errs.New(errs.Invalid, "member.too_common")
	// ErrTooMany says that more members are wanted than one export may hold.
	ErrTooMany = errs.New(errs.Invalid, "member.too_many")
	// ErrWrongKeys says that the vault was written with other keys than the program was given.
	ErrWrongKeys = errs.New(errs.Denied, "member.wrong_keys")
)

// Codes of the fields of ErrInvalid.
const (
	badPhone    = "member.bad_phone"
	badEmail    = "member.bad_email"
	badCard     = "member.bad_card"
	badExternal = "member.bad_external"
	badName     = "member.bad_name"
	badBirthday = "member.bad_birthday"
	badSource   = "member.bad_source"
	badJoinedAt = "member.bad_joined_at"
)
