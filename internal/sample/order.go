package sample

import "time"

// Currency is the ISO 4217 code of every amount; amounts are in fen.
const Currency = "CNY"

// NoMember and NoArticle stand where an order has no member, a line no article.
const (
	NoMember  = -1
	NoArticle = -1
)

// Timeline is one customer's whole history, oldest first. A customer who is no member
// (Member is NoMember) has a timeline of one order and perhaps its refunds: the shop
// does not know when he comes again.
type Timeline struct {
	Member  int
	Records []Record
}

// Record is what a till writes down: an order or a refund, the other one is nil.
type Record struct {
	Order  *Order
	Refund *Refund
}

// OccurredAt is the instant of the order or refund.
func (r Record) OccurredAt() time.Time {
	if r.Order != nil {
		return r.Order.OccurredAt
	}
	return r.Refund.OccurredAt
}

// Order is a purchase as the till reports it. Store and Channel are indexes into the
// Retailer, Member is the index of a Member or NoMember.
type Order struct {
	Reference  string // the till's order number, unique over all stores and days
	Member     int
	Store      int
	Channel    int
	OccurredAt time.Time // UTC
	Till       string    // empty where the customer ordered without a cashier
	Cashier    string    // likewise
	Promotion  Promotion // why there are discounts; empty without
	Lines      []Line
	Tenders    []Tender
}

// Total is what the customer paid for all lines.
func (o *Order) Total() int64 {
	var sum int64
	for _, l := range o.Lines {
		sum += l.Paid
	}
	return sum
}

// LineKind tells goods from services around them, which do not earn.
type LineKind string

// The kinds of line that occur here.
const (
	Goods    LineKind = "goods"
	Delivery LineKind = "delivery"
)

// Line is one article of an order, or the fee for bringing it.
type Line struct {
	Kind      LineKind
	Article   int // NoArticle for a fee
	Quantity  int64
	UnitPrice int64 // list price of one piece on that day
	Discount  int64 // taken off the whole line
	Paid      int64 // Quantity × UnitPrice − Discount
}

// List is the price of the line before discount.
func (l Line) List() int64 { return l.Quantity * l.UnitPrice }

// TenderKind is what was paid with.
type TenderKind string

// The kinds of tender, by frequency.
const (
	WeChat TenderKind = "wechat"
	Alipay TenderKind = "alipay"
	Card   TenderKind = "card"
	Cash   TenderKind = "cash"
)

// Tender is one payment of an order, or one repayment of a refund.
type Tender struct {
	Kind   TenderKind
	Amount int64
}

// Refund gives back some pieces of one order. An order can have several, which never
// exceed what was bought.
type Refund struct {
	Reference  string // the order's reference with -R1, -R2 …
	Order      string // the order's reference
	Member     int
	Store      int // where it was bought
	OccurredAt time.Time
	Till       string
	Cashier    string
	Reason     RefundReason
	Lines      []RefundLine
	Tenders    []Tender
}

// Total is what the customer got back.
func (r *Refund) Total() int64 {
	var sum int64
	for _, l := range r.Lines {
		sum += l.Amount
	}
	return sum
}

// RefundReason is what the customer said.
type RefundReason string

// The reasons heard most.
const (
	WrongItem   RefundReason = "wrong_item"
	BadQuality  RefundReason = "bad_quality"
	ChangedMind RefundReason = "changed_mind"
	Late        RefundReason = "late_delivery"
)

// RefundLine says how many pieces of which line came back, and for how much.
type RefundLine struct {
	Line     int // index into the order's Lines
	Quantity int64
	Amount   int64
}
