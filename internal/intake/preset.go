package intake

import (
	"slices"
	"strings"

	"habitue/internal/catalog"
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
	Country:  "GB",
	System:   "online-retail",
	Documents: []DocumentRule{
		{Prefix: "C", Kind: Return},
		{Prefix: "A", Kind: Ignored, Note: "adjustment"},
	},
	Codes: []CodeRule{
		{Code: "POST", Kind: catalog.KindDelivery},
		{Code: "DOT", Kind: catalog.KindDelivery},
		{Code: "C2", Kind: catalog.KindDelivery},
		{Code: "D", Kind: catalog.KindDiscount},
		{Code: "M", Kind: catalog.KindOther},
		{Code: "S", Kind: catalog.KindOther},
		{Code: "B", Kind: catalog.KindOther},
		{Code: "BANK CHARGES", Kind: catalog.KindOther},
		{Code: "AMAZONFEE", Kind: catalog.KindOther},
		{Code: "CRUK", Kind: catalog.KindOther},
		{Code: "gift_0001_*", Kind: catalog.KindOther},
	},
}

// Preset returns the mapping of that name. Errors: ErrNoSuchPreset.
func Preset(name string) (Mapping, error) {
	for _, p := range presets {
		if p.Name == name {
			return Mapping{}.Over(p), nil
		}
	}
	return Mapping{}, noSuchPreset(name)
}

func noSuchPreset(name string) error {
	return ErrNoSuchPreset.With("preset", name, "presets", strings.Join(Presets(), ", "))
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
