package secret

import "habitue/internal/platform/errs"

var (
	// ErrBroken says that a key file or variable cannot be what we wrote.
	ErrBroken = errs.New(errs.Invalid, "secret.broken")
	// ErrExposed says that others than its owner may read or change the key file.
	ErrExposed = errs.New(errs.Denied, "secret.exposed")
	// ErrMissing says that there is no key file where one must be.
	ErrMissing = errs.New(errs.NotFound, "secret.missing")
	// ErrUnknownKey says that the data was made with a master or index key that is not in the bundle.
	ErrUnknownKey = errs.New(errs.Denied, "secret.unknown_key")
	// ErrFixed says that the keys came from the environment and can only be changed there.
	ErrFixed = errs.New(errs.Conflict, "secret.fixed")
	// ErrInUse says that a master key is the one that wraps, and cannot be destroyed.
	ErrInUse = errs.New(errs.Conflict, "secret.in_use")
	// ErrSealed says that a sealed text does not open: another key, another owner, or damage.
	ErrSealed = errs.New(errs.Internal, "secret.sealed")
)
