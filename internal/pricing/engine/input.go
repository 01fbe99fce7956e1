package engine

import (
	"fmt"
	"slices"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
)

// Input is all that the price of a basket depends on.
type Input struct {
	Basket   Basket
	Occasion terms.Occasion
	Offers   []Offer // promotions and coupons
	Points   Points
	Stored   Stored

	Margin    *Margin // nil: no floor
	Objective Objective
	// Incumbent names the offers of an earlier quote. What comes out is never dearer
	// than they are, wherever the search has to stop: adding a coupon to a basket
	// that was quoted never costs more.
	Incumbent []string
	Nodes     int // budget of the search; 0: DefaultNodes
}

// Basket is what is to be bought.
type Basket struct {
	Currency string
	Lines    []Line
}

// Line is one line of a basket.
type Line struct {
	No         int
	Kind       string // goods, delivery, service, tip, other
	Article    string
	Categories []string // its own and every one above
	Brand      string
	Unit       int64            // list price of one, minor units
	Members    map[string]int64 // price of one by level
	Quantity   int64            // in parts of one
	Scale      int64            // how many parts make one; 0 or 1: pieces, 1,000: grams of a kilogram
	Cost       int64            // of one, with the tax that its price holds; 0: unknown
	NoDiscount bool             // no offer touches it
	// TaxRate is of the tax that the price holds, for the receipt; nil: none is known.
	TaxRate *money.RateBps `json:",omitempty"`
}

// Offer is a promotion or a coupon that might be applied.
type Offer struct {
	ID       string
	Version  int
	Name     i18n.Text
	Source   terms.Source // FromPromotion or FromCoupon
	Template string       // of a coupon
	Priority int          // the higher first
	Terms    *terms.Offer // is not changed, and may be that of many baskets
	Left     Left
	Unfit    string // why its owner does not let it be used ("expired", "locked"); it is refused with this code
	Explain  bool   // say of a promotion, too, that its goods or conditions are not met
}

// Left is what remains of an offer's limits for this member today: the least of
// total, per member and per day. Nil: no limit.
type Left struct {
	Money  *int64
	Uses   *int64
	Pieces *int64 // stock of a flash sale; counts the pieces of FixedPrice
}

// Points is what could be paid with points.
type Points struct {
	Have      int64
	Per       int64 // so many points …
	Worth     int64 // … are worth so many minor units
	MinBasket int64 // from this amount on
	Step      int64 // points come in steps of so many
	MaxShare  money.RateBps
	Want      int64 // None, All or so many
}

// Stored is what could be paid with stored value.
type Stored struct {
	Have int64
	Want int64 // None, All or so much
}

// What may be wanted beside a number.
const (
	None int64 = 0
	All  int64 = -1
)

// Margin is the least share of the price that offers must leave above cost, over all
// goods of the basket whose cost is known together.
type Margin struct {
	Rate  money.RateBps
	Parts []MarginOf // goods that have another; the first that names a line counts
}

// MarginOf is the least share for some goods.
type MarginOf struct {
	Goods terms.Goods
	None  bool // no floor for these
	Rate  money.RateBps
}

// of returns the share that holds for goods, and whether any does.
func (m *Margin) of(item terms.Item) (rate money.RateBps, is bool) {
	if m == nil {
		return 0, false
	}
	for _, p := range m.Parts {
		if p.Goods.Match(item) {
			return p.Rate, !p.None
		}
	}
	return m.Rate, true
}

// inRange reports whether every share can be kept.
func (m *Margin) inRange() bool {
	ok := func(r money.RateBps) bool { return r >= 0 && r < money.One }
	return m == nil || ok(m.Rate) && !slices.ContainsFunc(m.Parts, func(p MarginOf) bool { return !ok(p.Rate) })
}

// Objective says which legal combination is the best.
type Objective string

// The objectives. Ties go to more gifts, fewer coupons, fewer offers.
const (
	CustomerBest  Objective = "customer_best"  // the least to pay
	FewestCoupons Objective = "fewest_coupons" // the least to pay, and of those the fewest coupons
	MarginBest    Objective = "margin_best"    // the most to pay among those to which nothing can be added
)

// Bounds of what is priced. They keep every sum within 64 bits and within what
// JSON keeps.
const (
	MaxLines     = 1_000
	MaxCoupons   = 200
	MaxAmount    = terms.MaxAmount
	maxQuantity  = 1_000_000_000
	DefaultNodes = 8_000
)

// ErrBadBasket says that a basket cannot be priced, and which parts of it.
var ErrBadBasket = errs.New(errs.Invalid, "pricing.bad_basket")

// linePath names a line where it is wrong.
type linePath int

func (p linePath) of(what string) string { return fmt.Sprintf("lines[%d].%s", int(p), what) }

// fewLines is up to how many lines they are compared one by one.
const fewLines = 64

// numbers returns what tells of each line, asked in their order, whether its number
// was there before.
func numbers(lines []Line) func(i int) bool {
	if len(lines) <= fewLines {
		return func(i int) bool {
			for before := range i {
				if lines[before].No == lines[i].No {
					return true
				}
			}
			return false
		}
	}
	seen := make(map[int]bool, len(lines))
	return func(i int) bool {
		before := seen[lines[i].No]
		seen[lines[i].No] = true
		return before
	}
}

// Validate says everything that is wrong with what is to be priced, except with
// the offers, which are valid where they are kept.
func (in Input) Validate() error {
	bad := ErrBadBasket
	if len(in.Basket.Lines) > MaxLines {
		bad = bad.Field("lines", "pricing.too_many", "max", MaxLines)
	}
	total, twice := int64(0), numbers(in.Basket.Lines)
	for i := range in.Basket.Lines {
		l, path := &in.Basket.Lines[i], linePath(i)
		if twice(i) {
			bad = bad.Field(path.of("no"), "pricing.number_twice", "no", l.No)
		}
		scale := max(l.Scale, 1)
		switch {
		case l.Unit < 0 || l.Unit > MaxAmount || l.Cost < 0 || l.Cost > MaxAmount:
			bad = bad.Field(path.of("unit"), "pricing.amount_out_of_range", "max", int64(MaxAmount))
		case l.Quantity <= 0 || l.Quantity > maxQuantity || l.Scale < 0 || l.Scale > 1_000_000:
			bad = bad.Field(path.of("quantity"), "pricing.quantity_out_of_range", "max", maxQuantity)
		default:
			amount, ok := money.MulDiv(l.Unit, l.Quantity, scale)
			cost, okCost := money.MulDiv(l.Cost, l.Quantity, scale)
			if !ok || !okCost || amount > MaxAmount || cost > MaxAmount || total > MaxAmount-amount {
				bad = bad.Field(path.of("unit"), "pricing.amount_out_of_range", "max", int64(MaxAmount))
			} else {
				total += amount
			}
		}
		for level, price := range l.Members {
			if price < 0 {
				bad = bad.Field(path.of("members."+level), "pricing.amount_out_of_range", "max", int64(MaxAmount))
			}
		}
	}
	if !in.Margin.inRange() {
		bad = bad.Field("margin", "pricing.rate_out_of_range")
	}
	switch in.Objective {
	case "", CustomerBest, FewestCoupons, MarginBest:
	default:
		bad = bad.Field("objective", "pricing.unknown_choice", "given", string(in.Objective))
	}
	p := in.Points
	if p.Want != None && (p.Per <= 0 || p.Worth <= 0 || p.Per > money.MaxSafe || p.Worth > MaxAmount || p.Have < 0 || p.Step < 0 || p.MaxShare < 0 || p.MaxShare > money.One || p.MinBasket < 0) {
		bad = bad.Field("points", "pricing.rate_out_of_range")
	}
	if in.Stored.Have < 0 {
		bad = bad.Field("stored", "pricing.amount_out_of_range", "max", int64(MaxAmount))
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}
