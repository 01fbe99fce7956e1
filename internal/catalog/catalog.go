package catalog

import (
	"slices"
	"time"

	"habitue/internal/platform/coded"
	"habitue/internal/platform/i18n"
)

// Ids of what is sold. Zero is none.
type (
	ArticleID  int64
	CategoryID int64
	BrandID    int64
)

// Kind tells what a line of an order really is.
type Kind string

// The kinds of articles. Only KindGoods counts as spending.
const (
	KindGoods    Kind = "goods"
	KindDelivery Kind = "delivery"
	KindService  Kind = "service"
	KindTip      Kind = "tip"
	KindDiscount Kind = "discount"
	KindOther    Kind = "other"
)

// Known reports whether k is one of the kinds.
func (k Kind) Known() bool {
	switch k {
	case KindGoods, KindDelivery, KindService, KindTip, KindDiscount, KindOther:
		return true
	}
	return false
}

// Article is what is sold.
type Article struct {
	ID         ArticleID
	Code       string
	Name       i18n.Text
	Kind       Kind
	Category   CategoryID
	Brand      BrandID
	Categories []string // codes: its category, then each above it; shared, not to be changed
	BrandCode  string
	Earns      bool
	Trade
	ArchivedAt time.Time // zero: in use
	UpdatedAt  time.Time
	Version    int
}

// Trade is what a basket and a shelf must know of an article besides its name.
type Trade struct {
	VariantOf    ArticleID         // the article of which it is a variant; 0: it is its own
	Attributes   map[string]string // by the attribute's code, in its one spelling; shared, not to be changed
	Cost         Cost
	Tax          string // code of its tax class; empty: not said
	Unit         Unit
	Scale        int // decimals that a quantity may have, 0 to 3
	Discountable bool
}

// Cost is what the retailer pays for one unit. No currency: it is not known.
type Cost struct {
	Amount   int64 // minor units
	Currency string
}

// Known reports whether the cost is known.
func (c Cost) Known() bool { return c.Currency != "" }

// Unit is what a price is for and a quantity counts.
type Unit string

// The units. What is weighed is priced by the kilogram.
const (
	Piece  Unit = "piece"
	Weight Unit = "weight"
)

// In reports whether the article is in the category or in one below it.
func (a Article) In(category string) bool { return slices.Contains(a.Categories, category) }

// ArticleInput is what an order, an import or staff say about an article.
type ArticleInput struct {
	Code     string
	Name     i18n.Text // empty: its code
	Kind     Kind      // empty: KindGoods
	Category string    // code; empty: none
	Brand    string    // code; empty: none
	NoEarn   bool      // it can never earn points
}

// Category is a node of the tree.
type Category struct {
	ID     CategoryID
	Code   string
	Name   i18n.Text
	Parent CategoryID

	Position int // among those of one parent
	Version  int
}

// CategoryInput is what staff or an import say about a category.
type CategoryInput struct {
	Code   string
	Parent string // code; empty: at the top
	Name   i18n.Text
}

// Brand is a maker's name on goods.
type Brand struct {
	ID      BrandID
	Code    string
	Name    i18n.Text
	Version int
}

// BrandInput is what staff or an import say about a brand.
type BrandInput struct {
	Code string
	Name i18n.Text
}

// maxName is the longest name, in characters.
const maxName = 200

// normal fills what was left out and cleans what tills print into names.
// Errors: ErrBadCode, ErrBadKind.
func (in ArticleInput) normal() (ArticleInput, error) {
	for i, code := range []string{in.Code, in.Category, in.Brand} {
		if i > 0 && code == "" {
			continue
		}
		if err := coded.Check(code, ErrBadCode); err != nil {
			return in, err
		}
	}
	if in.Kind == "" {
		in.Kind = KindGoods
	}
	if !in.Kind.Known() {
		return in, ErrBadKind.With("kind", i18n.Clean(string(in.Kind), coded.MaxLength))
	}
	name := i18n.Text{}
	for language, text := range in.Name {
		if text = i18n.Clean(text, maxName); text != "" {
			name[language] = text
		}
	}
	if !name.Valid() {
		name = i18n.Of(in.Code, "")
	}
	in.Name = name
	return in, nil
}

// fill takes from another line about the same article what this one leaves open.
func (in ArticleInput) fill(other ArticleInput) ArticleInput {
	if len(in.Name) == 0 {
		in.Name = other.Name
	}
	if in.Category == "" {
		in.Category = other.Category
	}
	if in.Brand == "" {
		in.Brand = other.Brand
	}
	return in
}
