package config

import "habitue/internal/platform/errs"

var (
	// ErrFile says that the file cannot be read or is not TOML.
	ErrFile = errs.New(errs.Invalid, "config.bad_file")
	// ErrUnknown says that the file names a setting that there is not.
	ErrUnknown = errs.New(errs.Invalid, "config.unknown_setting")
	// ErrBadValue says that a value cannot be what its setting needs.
	ErrBadValue = errs.New(errs.Invalid, "config.bad_value")
)

func badValue(name, value, wanted string) *errs.Error {
	return ErrBadValue.With("setting", name, "value", value, "wanted", wanted)
}
