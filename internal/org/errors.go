package org

import "habitue/internal/platform/errs"

var (
	// ErrBadCode says that a code is empty, too long or not one readable line.
	ErrBadCode = errs.New(errs.Invalid, "org.bad_code")
	// ErrBadName says that a name is empty, too long or not readable.
	ErrBadName = errs.New(errs.Invalid, "org.bad_name")
	// ErrBadZone says that a zone is not in the IANA list.
	ErrBadZone = errs.New(errs.Invalid, "org.bad_zone")
	// ErrBadCurrency says that a currency is not three capital letters (ISO 4217).
	ErrBadCurrency = errs.New(errs.Invalid, "org.bad_currency")
	// ErrBadCountry says that a country is not two capital letters (ISO 3166).
	ErrBadCountry = errs.New(errs.Invalid, "org.bad_country")
	// ErrBadCutoff says that a cut-off is not within the first twelve hours of a day.
	ErrBadCutoff = errs.New(errs.Invalid, "org.bad_cutoff")
	// ErrBadChannelKind says that a channel is of no kind we know.
	ErrBadChannelKind = errs.New(errs.Invalid, "org.bad_channel_kind")
)
