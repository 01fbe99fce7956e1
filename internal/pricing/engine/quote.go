package engine

import (
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
)

// Quote is a basket priced and explained.
type Quote struct {
	Currency string       `json:"currency"`
	Lines    []LineQuote  `json:"lines"`
	Applied  []Applied    `json:"applied"`
	Gifts    []GiftDue    `json:"gifts,omitempty"`
	Totals   Totals       `json:"totals"`
	Refused  []Refusal    `json:"refused,omitempty"`
	RunnerUp *Alternative `json:"runner_up,omitempty"`

	Exact  bool  `json:"exact"`            // no combination is better
	Missed int64 `json:"missed,omitempty"` // where not exact: none is better by more than this
	Nodes  int   `json:"nodes"`            // how far the search went
}

// LineQuote is one line, in the order given. List − Member − ΣOffs = Net, and
// Net − Points − Stored = Payable.
type LineQuote struct {
	No      int   `json:"no"`
	List    int64 `json:"list"`
	Member  int64 `json:"member_off,omitempty"`
	Offs    []Off `json:"offs,omitempty"`
	Net     int64 `json:"net"`
	Points  int64 `json:"points_off,omitempty"`
	Stored  int64 `json:"stored,omitempty"`
	Payable int64 `json:"payable"`

	PointsRest int64 `json:"points_rest,omitempty"` // of Points and Stored, what was left over
	StoredRest int64 `json:"stored_rest,omitempty"` // when the sum was spread and came to this line
}

// Off is what one offer takes off one line.
type Off struct {
	Offer   string `json:"offer"`
	Version int    `json:"version"`
	Amount  int64  `json:"amount"`
	Rest    int64  `json:"rest,omitempty"` // of it, what was left over when the sum was spread and came to this line
}

// Applied is what one offer does to the basket.
type Applied struct {
	Offer    string       `json:"offer"`
	Version  int          `json:"version"`
	Source   terms.Source `json:"source"`
	Template string       `json:"template,omitempty"`
	Name     i18n.Text    `json:"name"`
	Off      int64        `json:"off"`
	Pieces   int64        `json:"pieces,omitempty"` // how many pieces it concerned, where it counts them
	Cut      string       `json:"cut,omitempty"`    // CutByCap or CutByFloor: it would have taken more
	Short    int64        `json:"short,omitempty"`  // so much more
}

// Why an offer took less than its terms say.
const (
	CutByCap   = "cap"
	CutByFloor = "floor"
)

// GiftDue is what the member may take for nothing and has not in the basket.
type GiftDue struct {
	Offer    string      `json:"offer"`
	Goods    terms.Goods `json:"goods"`
	Quantity int64       `json:"quantity"`
}

// Totals of a basket. List − Member − Promotions − Coupons = Net, and
// Net − PointsOff − Stored = Payable.
type Totals struct {
	List       int64 `json:"list"`
	Member     int64 `json:"member_off"`
	Promotions int64 `json:"promotions_off"`
	Coupons    int64 `json:"coupons_off"`
	Net        int64 `json:"net"`
	Points     int64 `json:"points"` // how many
	PointsOff  int64 `json:"points_off"`
	Stored     int64 `json:"stored"`
	Payable    int64 `json:"payable"`
}

// Alternative is another legal combination and what it would come to.
type Alternative struct {
	Offers []string `json:"offers"`
	Net    int64    `json:"net"`
}

// Refusal is why an offer is not applied, and the smallest change that would let
// it be: a code with its values, put into words elsewhere.
type Refusal struct {
	Offer    string       `json:"offer"` // "" for points and stored value
	Version  int          `json:"version,omitempty"`
	Source   terms.Source `json:"source"`
	Template string       `json:"template,omitempty"`
	Name     i18n.Text    `json:"name,omitempty"`
	Code     string       `json:"code"`
	What     string       `json:"what,omitempty"`    // the condition, or what its owner says
	Need     int64        `json:"need,omitempty"`    // amount or pieces asked for
	Have     int64        `json:"have,omitempty"`    // and what there is
	Without  []string     `json:"without,omitempty"` // offers, or a source, that would have to go
	Unlock   *Unlock      `json:"unlock,omitempty"`
}

// Unlock is the smallest change that would let an offer be applied.
type Unlock struct {
	Amount int64       `json:"amount,omitempty"` // buy for so much more …
	Pieces int64       `json:"pieces,omitempty"` // … or so many more pieces …
	Of     terms.Goods `json:"of"`               // … of these; empty: of anything that may be discounted
}

// The codes of refusals.
const (
	WhyUnfit     = "unfit"            // its owner says so: What
	WhyCondition = "condition"        // a condition of member, place or moment: What
	WhyNoGoods   = "no_goods"         // nothing in the basket that it is for
	WhyAmount    = "threshold_amount" // Need and Have
	WhyPieces    = "threshold_pieces"
	WhyBudget    = "budget"   // its money does not suffice
	WhyUses      = "uses"     // it was used as often as it may be
	WhyStock     = "stock"    // its pieces are sold
	WhyExcluded  = "excluded" // by what is applied: Without
	WhyNoGain    = "no_gain"  // it would take nothing off
	WhyFloor     = "floor"    // the margin floor is reached
	WhyWorse     = "worse"    // with it the basket would cost more
	WhyMinimum   = "minimum"  // points: the basket is too small
	WhyNothing   = "nothing"  // points, stored value: there is none, or nothing to pay
)
