package order

import (
	"slices"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/money"
)

// ID names an order, RefundID a refund.
type (
	ID       int64
	RefundID int64
)

// Kind says what a line is; the kinds are the catalogue's.
type Kind = catalog.Kind

// Order is what was bought.
type Order struct {
	ID         ID
	Member     member.ID // 0: bought without a member
	Source     string    // who numbers the references: a shop system, a platform, a file
	Reference  string    // its own number of this order
	Store      org.StoreID
	Channel    org.ChannelID
	Currency   string
	OccurredAt time.Time
	RecordedAt time.Time
	LocalDate  time.Time // business day of the store
	LocalHour  int       // on the clock of its wall
	Zone       string
	Till       string
	Cashier    string
	List       int64
	Discounted int64
	Paid       int64
	Spending   int64 // paid for goods, less discount lines
	Refunded   int64
	Tenders    []Tender
	Hash       []byte // of what was reported
	Run        int64  // the import that brought it, or 0
	Lines      []Line
}

// Tender is a means of payment and its part.
type Tender struct {
	Kind   string `json:"kind"`
	Amount int64  `json:"amount"`
}

// PaidBy is how much of an order was paid by a means of payment, as it was reported.
func (o *Order) PaidBy(kind string) (sum int64) {
	for _, t := range o.Tenders {
		if t.Kind == kind {
			sum += t.Amount
		}
	}
	return sum
}

// Line is one line of an order.
type Line struct {
	No               int
	Kind             Kind
	Article          catalog.ArticleID
	Code             string
	Name             string
	Quantity         int64 // in units of 10^-Scale
	Scale            int
	List             int64
	Discounted       int64
	Paid             int64
	TaxRateBps       *int32
	TaxIncluded      bool
	Tax              int64
	Earns            bool
	RefundedQuantity int64
	RefundedAmount   int64
}

// Refund is what was given back.
type Refund struct {
	ID         RefundID
	Member     member.ID
	Source     string
	Reference  string
	Store      org.StoreID
	Channel    org.ChannelID
	Currency   string
	OccurredAt time.Time
	RecordedAt time.Time
	LocalDate  time.Time
	Zone       string
	Amount     int64
	Reason     string
	Hash       []byte
	Run        int64
	Lines      []RefundLine
}

// RefundLine is one line given back and, where known, the line it returns.
type RefundLine struct {
	No       int
	Order    ID // 0: what it returns is not known
	LineNo   int
	Code     string
	Name     string
	Quantity int64
	Scale    int
	Amount   int64
}

// Orders returns the orders that the refund returns, each once.
func (r *Refund) Orders() []ID {
	var ids []ID
	for _, l := range r.Lines {
		if l.Order != 0 && !slices.Contains(ids, l.Order) {
			ids = append(ids, l.Order)
		}
	}
	return ids
}

// key is the member under which rows are kept.
func key(m member.ID, id int64) int64 {
	if m == 0 {
		return -id
	}
	return int64(m)
}

// key is the member under which the refund's rows are kept: without a member,
// beside the order that it returns.
func (r *Refund) key() int64 {
	if r.Member == 0 {
		if orders := r.Orders(); len(orders) > 0 {
			return -int64(orders[0])
		}
	}
	return key(r.Member, int64(r.ID))
}

// Key returns the reference under which the refund is known.
func (r *Refund) Key() Reference { return Reference{r.Source, r.Reference, true} }

// CanReturn reports whether a line of the refund may be linked to an order: the
// same member's or, without a member, the one order that the refund returns.
func (r *Refund) CanReturn(o *Order) bool {
	if r.Member != 0 || o.Member != 0 {
		return r.Member == o.Member
	}
	orders := r.Orders()
	return len(orders) == 0 || orders[0] == o.ID
}

// Sum fills in the order's totals from its lines.
func (o *Order) Sum() {
	o.List, o.Discounted, o.Paid, o.Spending = 0, 0, 0, 0
	for _, l := range o.Lines {
		o.List += l.List
		o.Discounted += l.Discounted
		o.Paid += l.Paid
		if l.Kind == catalog.KindGoods || l.Kind == catalog.KindDiscount {
			o.Spending += l.Paid
		}
	}
	o.Spending = max(o.Spending, 0)
}

// Line returns the line of that number, or nil.
func (o *Order) Line(no int) *Line {
	for i := range o.Lines {
		if o.Lines[i].No == no {
			return &o.Lines[i]
		}
	}
	return nil
}

// Net returns what each line cost when the order's discount lines are spread
// over its goods lines by what was paid for them, remainders to the largest.
func (o *Order) Net() []int64 {
	net, weights := make([]int64, len(o.Lines)), make([]int64, len(o.Lines))
	var off, goods int64
	for i, l := range o.Lines {
		net[i] = l.Paid
		switch l.Kind {
		case catalog.KindGoods:
			weights[i] = max(l.Paid, 0)
			goods += weights[i]
		case catalog.KindDiscount:
			off -= l.Paid
			net[i] = 0
		}
	}
	for i, share := range money.Spread(min(max(off, 0), goods), weights) {
		net[i] -= share
	}
	return net
}

// Return notes on the order what a refund's lines give back of it. Errors:
// ErrNoLine, ErrRefundTooMuch.
func (o *Order) Return(r *Refund) error {
	for _, l := range r.Lines {
		if l.Order != o.ID {
			continue
		}
		line := o.Line(l.LineNo)
		if line == nil {
			return ErrNoLine.With("line", l.LineNo)
		}
		if left := line.Quantity - line.RefundedQuantity; l.Quantity > left {
			return ErrRefundTooMuch.With("line", l.LineNo, "asked", l.Quantity, "left", max(left, 0))
		}
		if left := min(line.Paid-line.RefundedAmount, o.Paid-o.Refunded); l.Amount > left {
			return ErrRefundTooMuch.With("line", l.LineNo, "asked", l.Amount, "left", max(left, 0))
		}
		line.RefundedQuantity += l.Quantity
		line.RefundedAmount += l.Amount
		o.Refunded += l.Amount
	}
	return nil
}
