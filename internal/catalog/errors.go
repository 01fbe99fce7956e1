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
	// ErrBadRate says that a tax is below nothing or above all.
	ErrBadRate = errs.New(errs.Invalid, "catalog.bad_rate")
	// ErrBadAmount says that a price or a cost is negative, too large, or in no currency.
	ErrBadAmount = errs.New(errs.Invalid, "catalog.bad_amount")
	// ErrBadPeriod says that something would end before it begins.
	ErrBadPeriod = errs.New(errs.Invalid, "catalog.bad_period")
	// ErrBadCurrency says that a currency is not three capital letters.
	ErrBadCurrency = errs.New(errs.Invalid, "catalog.bad_currency")
	// ErrBadPriority says that a priority is out of range.
	ErrBadPriority = errs.New(errs.Invalid, "catalog.bad_priority")
	// ErrBadPlace says that a price list names a channel, store or region that does not exist.
	ErrBadPlace = errs.New(errs.Invalid, "catalog.bad_place")
	// ErrBadUnit says that an article is neither counted nor weighed, or with too many decimals.
	ErrBadUnit = errs.New(errs.Invalid, "catalog.bad_unit")
	// ErrBadBarcode says that a barcode is not one, or that there are too many.
	ErrBadBarcode = errs.New(errs.Invalid, "catalog.bad_barcode")
	// ErrBadVariant says that an article would be a variant of itself, or variants would have variants.
	ErrBadVariant = errs.New(errs.Invalid, "catalog.bad_variant")
	// ErrBadAttribute says that a value does not fit its attribute, or an attribute cannot be like that.
	ErrBadAttribute = errs.New(errs.Invalid, "catalog.bad_attribute")
	// ErrBadQuantity says that a quantity of a stock is out of range.
	ErrBadQuantity = errs.New(errs.Invalid, "catalog.bad_quantity")
	// ErrUnknownTaxClass says that an article is to be taxed by a class that does not exist.
	ErrUnknownTaxClass = errs.New(errs.Invalid, "catalog.unknown_tax_class")
	// ErrUnknownAttribute says that the category of an article has no such attribute.
	ErrUnknownAttribute = errs.New(errs.Invalid, "catalog.unknown_attribute")
	// ErrUnknownArticle says that a row names an article that does not exist.
	ErrUnknownArticle = errs.New(errs.Invalid, "catalog.unknown_article")
	// ErrUnknownList says that a row names a price list that does not exist.
	ErrUnknownList = errs.New(errs.Invalid, "catalog.unknown_list")
	// ErrUnknownStore and ErrUnknownChannel say that a row names one that does not exist.
	ErrUnknownStore   = errs.New(errs.Invalid, "catalog.unknown_store")
	ErrUnknownChannel = errs.New(errs.Invalid, "catalog.unknown_channel")
	// ErrRowTwice says that two rows of one batch are about the same thing.
	ErrRowTwice = errs.New(errs.Invalid, "catalog.row_twice")
	// ErrBarcodeTaken says that another article has the barcode.
	ErrBarcodeTaken = errs.New(errs.Conflict, "catalog.barcode_taken")
	// ErrInUse says that articles have a value of the attribute.
	ErrInUse = errs.New(errs.Conflict, "catalog.in_use")
	// ErrUndone says that a change of prices was taken back already.
	ErrUndone = errs.New(errs.Conflict, "catalog.undone")
	// ErrPricesMoved says that prices were changed again since a change that is to be taken back.
	ErrPricesMoved = errs.New(errs.Conflict, "catalog.prices_moved")
	// ErrNoTaxClass, ErrNoAttribute, ErrNoList and ErrNoChange say that there is none of the id.
	ErrNoTaxClass  = errs.New(errs.NotFound, "catalog.no_tax_class")
	ErrNoAttribute = errs.New(errs.NotFound, "catalog.no_attribute")
	ErrNoList      = errs.New(errs.NotFound, "catalog.no_list")
	ErrNoChange    = errs.New(errs.NotFound, "catalog.no_change")
	// ErrNoArticle, ErrNoCategory and ErrNoBrand say that there is none of the id.
	ErrNoArticle  = errs.New(errs.NotFound, "catalog.no_article")
	ErrNoCategory = errs.New(errs.NotFound, "catalog.no_category")
	ErrNoBrand    = errs.New(errs.NotFound, "catalog.no_brand")
)
