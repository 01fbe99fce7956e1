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
	// ErrUnknownRegion says that a store or region is to be in one that does not exist.
	ErrUnknownRegion = errs.New(errs.Invalid, "org.unknown_region")
	// ErrUnknownBrand says that a store is to be of a brand that does not exist.
	ErrUnknownBrand = errs.New(errs.Invalid, "org.unknown_brand")
	// ErrBadTree says that regions would lie in a circle or too deep.
	ErrBadTree = errs.New(errs.Invalid, "org.bad_tree")
	// ErrCodeTaken says that something of the same kind has the code already.
	ErrCodeTaken = errs.New(errs.Conflict, "org.code_taken")
	// ErrChanged says that somebody else has changed it since it was seen.
	ErrChanged = errs.New(errs.Conflict, "org.changed")
	// ErrNotEmpty says that a region holds stores or other regions.
	ErrNotEmpty = errs.New(errs.Conflict, "org.not_empty")
	// ErrNoStore, ErrNoRegion, ErrNoBrand and ErrNoChannel say that there is none of the id.
	ErrNoStore = errs.New(errs.NotFound, "org.no_store")
	// ErrStoreNeeded says that whoever works in some stores, and not in one alone, has to say for which he acts.
	ErrStoreNeeded = errs.New(errs.Invalid, "org.store_needed")
	ErrNoRegion    = errs.New(errs.NotFound, "org.no_region")
	ErrNoBrand     = errs.New(errs.NotFound, "org.no_brand")
	ErrNoChannel   = errs.New(errs.NotFound, "org.no_channel")
)
