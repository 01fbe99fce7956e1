package terms

import "habitue/internal/platform/money"

// Offer is a better price and on what conditions it is had. A coupon is one that
// somebody holds; a promotion is one that everybody has who meets its conditions.
type Offer struct {
	Benefit   Benefit   `json:"benefit"`
	Threshold Threshold `json:"threshold"`
	On        Goods     `json:"on"`     // empty: all goods that may be discounted
	Except    Goods     `json:"except"` // and not these
	When      When      `json:"when"`
	Stacking  Stacking  `json:"stacking"`
}

// Kind is a way of making a price better.
type Kind string

// The kinds. Which fields of a Benefit each reads stands beside it.
const (
	AmountOff   Kind = "amount_off"   // Amount off, Every, Cap
	PercentOff  Kind = "percent_off"  // Rate off, Cap
	FixedPrice  Kind = "fixed_price"  // each piece costs Amount
	BundlePrice Kind = "bundle_price" // one of each Parts together costs Amount
	NthPiece    Kind = "nth_piece"    // each Nth piece, the cheapest, is Rate off
	BuyGet      Kind = "buy_get"      // buy Buy pieces, get Get of Parts (empty: of the same goods), the cheapest, Rate off (10,000: free)
	AddOn       Kind = "add_on"       // one of Parts for Amount when the threshold is met, Every
	Gift        Kind = "gift"         // Parts are had for nothing, Every; Amount: what they are worth where offers are weighed
	Delivery    Kind = "delivery"     // delivery is free, or Amount off
	Exchange    Kind = "exchange"     // one piece of On (or Times pieces) for nothing, or for Amount each
)

// Benefit is what an offer takes off.
type Benefit struct {
	Kind   Kind          `json:"kind"`
	Amount int64         `json:"amount,omitempty"`   // minor units
	Rate   money.RateBps `json:"rate_bps,omitempty"` // off: 2,000 is 20 % off, which is 8 折
	Every  bool          `json:"every,omitempty"`    // for every full threshold; otherwise once from it on
	Cap    int64         `json:"cap,omitempty"`      // at most so much off a basket; 0: no cap
	Nth    int64         `json:"nth,omitempty"`
	Buy    int64         `json:"buy,omitempty"`
	Get    int64         `json:"get,omitempty"`
	Times  int64         `json:"times,omitempty"` // at most so often in a basket; 0: as often as it fits
	Parts  []Part        `json:"parts,omitempty"`
}

// Part names goods of a bundle, or what is got, given or added.
type Part struct {
	Goods    Goods `json:"goods"`
	Quantity int64 `json:"quantity"` // pieces
}

// Threshold is what of the goods in question must be in the basket.
type Threshold struct {
	Amount int64 `json:"amount,omitempty"` // minor units
	Pieces int64 `json:"pieces,omitempty"`
	Of     Basis `json:"of,omitempty"`
}

// Basis is the amount on which a threshold is tested.
type Basis string

// The bases. Empty is AfterDiscounts.
const (
	AfterDiscounts Basis = "after"  // what is left to pay when the offers of earlier stages are taken off
	BeforeDiscount Basis = "before" // list price
)

// Stacking says what an offer does not go together with. Both are symmetric, and
// neither is transitive: that A excludes B and B excludes C says nothing of A and C.
// Two offers that exclude each other may stand in one basket for different goods,
// unless one of them is Whole.
type Stacking struct {
	Groups  []string `json:"groups,omitempty"`       // offers that share one exclude each other
	NotWith []Source `json:"not_with,omitempty"`     // sources of a better price that exclude this one
	Whole   bool     `json:"whole_basket,omitempty"` // also where they are for different goods
}

// Source is where a better price comes from.
type Source string

// The sources.
const (
	FromMemberPrice Source = "member_price"
	FromPromotion   Source = "promotion" // another one
	FromCoupon      Source = "coupon"    // another one
	FromPoints      Source = "points"
	FromStoredValue Source = "stored_value"
)
