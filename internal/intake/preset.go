package intake

import (
	"slices"
	"strings"
)

// presets are mappings for files that are known by name.
var presets = []Mapping{onlineRetail}

// onlineRetail reads the "Online Retail" set of UCI: a British gift shop's books.
//
// An invoice that begins with C is a credit note, one with A an adjustment of
// bad debt, which nobody bought. Postage is delivery; M is what somebody keyed
// in by hand, D a discount given afterwards. Vouchers do not earn: what is
// bought with them does.
var onlineRetail = Mapping{
	Name: "online-retail",
	Fields: map[Field]Source{
		FieldOrder:    {Columns: []string{"InvoiceNo"}},
		FieldCustomer: {Columns: []string{"CustomerID"}},
		FieldTime:     {Columns: []string{"InvoiceDate"}},
		FieldArticle:  {Columns: []string{"StockCode"}},
		FieldName:     {Columns: []string{"Description"}},
		FieldQuantity: {Columns: []string{"Quantity"}},
		FieldPrice:    {Columns: []string{"UnitPrice"}},
		FieldChannel:  {Constant: "web"},
	},
	Currency: "GBP",
	Zone:     "Europe/London",
	System:   "online-retail",
	Documents: []DocumentRule{
		{Prefix: "C", Kind: Return},
		{Prefix: "A", Kind: Ignored, Note: "adjustment"},
	},
	Codes: []CodeRule{
		{Code: "POST", Kind: Delivery},
		{Code: "DOT", Kind: Delivery},
		{Code: "C2", Kind: Delivery},
		{Code: "D", Kind: Discount},
		{Code: "M", Kind: Other},
		{Code: "S", Kind: Other},
		{Code: "B", Kind: Other},
		{Code: "BANK CHARGES", Kind: Other},
		{Code: "AMAZONFEE", Kind: Other},
		{Code: "CRUK", Kind: Other},
		{Code: "gift_0001_*", Kind: Other},
	},
}

// Preset returns the mapping of that name. Errors: ErrNoSuchPreset.
func Preset(name string) (Mapping, error) {
	for _, p := range presets {
		if p.Name == name {
			return Mapping{}.Over(p), nil
		}
	}
	return Mapping{}, ErrNoSuchPreset.With("preset", name, "presets", strings.Join(Presets(), ", "))
}

// Presets lists the names.
func Presets() []string {
	names := make([]string, len(presets))
	for i, p := range presets {
		names[i] = p.Name
	}
	slices.Sort(names)
	return names
}
