package intake

import (
	"slices"
	"time"

	"habitue/internal/catalog"
)

// LineKind tells what a line of an order is; the kinds are the catalogue's.
// Only goods earn unless a rule says otherwise. A discount reduces the order:
// its amount is negative. Bank charges, manual entries, vouchers and fees are other.
type LineKind = catalog.Kind

var lineKinds = [...]LineKind{
	catalog.KindGoods, catalog.KindDelivery, catalog.KindTip, catalog.KindService, catalog.KindDiscount, catalog.KindOther,
}

// LineKinds lists the kinds, for help texts and validation.
func LineKinds() []LineKind { return slices.Clone(lineKinds[:]) }

// Quantity counts in thousandths, so that grams of a kilogram are exact.
type Quantity int64

// QuantityOne is one piece.
const QuantityOne Quantity = 1000

// Identity is a key by which the merchant's system knows a customer.
type Identity struct {
	Kind  string `json:"kind"`  // a member.Kind: "phone", "card", "external:<system>"
	Value string `json:"value"` // as member.Fold makes it
}

// Customer is who bought: the first identity is the one that timelines are
// grouped by. No identity at all is a customer we do not know.
type Customer []Identity

// Known says whether there is anything to know the customer by.
func (c Customer) Known() bool { return len(c) > 0 }

// Order is what was bought. Its lines add up to what was paid.
type Order struct {
	Reference  string
	OccurredAt time.Time // of the earliest line, UTC
	Store      string
	Channel    string
	Currency   string
	Tender     string
	Lines      []Line
}

// Total is what was paid, in minor units.
func (o *Order) Total() int64 {
	var sum int64
	for _, l := range o.Lines {
		sum += l.Amount
	}
	return sum
}

// Line is one line of an order.
type Line struct {
	Row      int64 // of the file
	Article  string
	Name     string
	Category string
	Brand    string
	Kind     LineKind
	Earns    bool
	Quantity Quantity
	List     int64 // quantity × unit price, before the line's own discount
	Amount   int64 // what was paid for the line; negative for a discount
}

// Refund is what was given back.
type Refund struct {
	Reference  string
	OccurredAt time.Time
	Store      string
	Channel    string
	Currency   string
	Lines      []RefundLine
}

// Total is what was paid back, in minor units, as a positive amount.
func (r *Refund) Total() int64 {
	var sum int64
	for _, l := range r.Lines {
		sum += l.Amount
	}
	return sum
}

// RefundLine is a piece of a refund that returns (part of) one line of one
// order, or that nobody can tell an order for. A row that returns from several
// lines becomes several pieces, which add up to it.
type RefundLine struct {
	Row      int64
	Article  string
	Name     string
	Category string
	Brand    string
	Kind     LineKind
	Earns    bool // what such a line would earn; matters where Order is known
	Quantity Quantity
	Amount   int64
	Fine     bool   // what it returns was sold by thousandths, and so it counts
	Order    string // reference of the order; empty where it is not known
	Line     int    // index into that order's Lines; −1 where only the order is named, or nothing
}

// Linked says whether it is known what the piece returns.
func (l *RefundLine) Linked() bool { return l.Order != "" && l.Line >= 0 }

// Document is an order or a refund; exactly one is set.
type Document struct {
	Order  *Order
	Refund *Refund
}

// Timeline is a customer's documents in time order; at the same instant orders
// come before refunds. A very long one is delivered in parts, one after the
// other; links may reach back into earlier parts.
type Timeline struct {
	Customer  Customer
	Part      int  // 0 for the first
	Last      bool // no further part follows
	Documents []Document
}
