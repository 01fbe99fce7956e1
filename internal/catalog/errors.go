package catalog

import "habitue/internal/platform/errs"

var (
	// ErrBadCode says that a code is empty, too long or not one readable line.
	ErrBadCode = errs.New(errs.Invalid, "catalog.bad_code")
	// ErrBadName says that a name is empty, too long or not readable.
	ErrBadName = errs.New(errs.Invalid, "catalog.bad_name")
	// ErrBadKind says that an article is of no kind we know.
	ErrBadKind = errs.New(errs.Invalid, "catalog.bad_kind")
	// ErrUnknownParent says that a category is to hang under one that does not exist.
	ErrUnknownParent = errs.New(errs.Invalid, "catalog.unknown_parent")
	// ErrBadTree says that categories would hang in a circle or too deep.
	ErrBadTree = errs.New(errs.Invalid, "catalog.bad_tree")
	// ErrUnknownCategory says that an article is to be in a category that does not exist.
	ErrUnknownCategory = errs.New(errs.Invalid, "catalog.unknown_category")
	// ErrUnknownBrand says that an article is to be of a brand that does not exist.
	ErrUnknownBrand = errs.New(errs.Invalid, "catalog.unknown_brand")
	// ErrCodeTaken says that something of the same kind has the code already.
	ErrCodeTaken = errs.New(errs.Conflict, "catalog.code_taken")
	// ErrChanged says that somebody else has changed it since it was seen.
	ErrChanged = errs.New(errs.Conflict, "catalog.changed")
	// ErrNotEmpty says that a category holds articles or other categories.
	ErrNotEmpty = errs.New(errs.Conflict, "catalog.not_empty")
	// ErrNoArticle, ErrNoCategory and ErrNoBrand say that there is none of the id.
	ErrNoArticle  = errs.New(errs.NotFound, "catalog.no_article")
	ErrNoCategory = errs.New(errs.NotFound, "catalog.no_category")
	ErrNoBrand    = errs.New(errs.NotFound, "catalog.no_brand")
)
