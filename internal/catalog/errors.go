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
)
