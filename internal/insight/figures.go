package insight

import "habitue/internal/platform/money"

// Unit says what a figure counts.
type Unit string

// The units. A value is a whole number of 10^-decimals of its unit: money of the
// currency's minor unit, a rate of basis points.
const (
	Count  Unit = "count"
	Money  Unit = "money"
	Points Unit = "points"
	Rate   Unit = "rate"
	Pieces Unit = "pieces"
	Days   Unit = "days"
)

// Figure is one number beside what it was.
type Figure struct {
	Key      string // "sales": its name and formula are sentences under this word
	Unit     Unit
	Decimals int
	Value    *int64 // nil: there is none, such as a rate of nothing
	Before   *int64
	LastYear *int64
	Filtered bool   // false: it is of the whole retailer, whatever the filter
	Behind   Behind // the members whom it counts; empty: none that could be listed
}

// definition is how a figure comes from what was counted in a period.
type definition struct {
	key      string
	unit     Unit
	decimals int // of Money: the currency's
	whole    bool
	behind   Behind
	reckon   func(facts) *int64
}

// facts is what was counted in one period.
type facts struct {
	sold      Sold
	buyers    int64
	active    int64
	members   headcount
	items     items
	again     again
	intervals intervals
	points    points
	liability int64
}

// Sold is what was sold in some time, net of what was given back in it.
type Sold struct {
	Orders       int64
	MemberOrders int64
	Sales        int64
	MemberSales  int64
}

func (s *Sold) add(o Sold) {
	s.Orders += o.Orders
	s.MemberOrders += o.MemberOrders
	s.Sales += o.Sales
	s.MemberSales += o.MemberSales
}

type (
	headcount struct{ all, joined int64 }
	items     struct{ pieces, paid int64 }
	again     struct{ buyers, again int64 }
	intervals struct{ microseconds, count int64 }
	points    struct{ issued, redeemed, expired int64 }
)

// definitions are the figures of the overview, in the order in which they are read.
var definitions = []definition{
	{key: "sales", unit: Money, behind: Buyers, reckon: func(f facts) *int64 { return &f.sold.Sales }},
	{key: "orders", unit: Count, behind: Buyers, reckon: func(f facts) *int64 { return &f.sold.Orders }},
	{key: "sales_per_order", unit: Money, reckon: func(f facts) *int64 { return ratio(f.sold.Sales, f.sold.Orders, 1) }},
	{key: "buyers", unit: Count, behind: Buyers, reckon: func(f facts) *int64 { return &f.buyers }},
	{key: "sales_per_buyer", unit: Money, behind: Buyers, reckon: func(f facts) *int64 { return ratio(f.sold.MemberSales, f.buyers, 1) }},
	{key: "items_per_order", unit: Pieces, decimals: 2, reckon: func(f facts) *int64 { return ratio(f.items.pieces, f.sold.Orders, 100) }},
	{key: "price_per_item", unit: Money, reckon: func(f facts) *int64 { return ratio(f.items.paid, f.items.pieces, 1) }},
	{key: "member_share", unit: Rate, decimals: 4, behind: Buyers, reckon: func(f facts) *int64 { return ratio(f.sold.MemberSales, f.sold.Sales, int64(money.One)) }},
	{key: "coverage", unit: Rate, decimals: 4, behind: Buyers, reckon: func(f facts) *int64 { return ratio(f.sold.MemberOrders, f.sold.Orders, int64(money.One)) }},
	{key: "members", unit: Count, reckon: func(f facts) *int64 { return &f.members.all }},
	{key: "new_members", unit: Count, behind: Joined, reckon: func(f facts) *int64 { return &f.members.joined }},
	{key: "active_members", unit: Count, behind: Active, reckon: func(f facts) *int64 { return &f.active }},
	{key: "repurchase_rate", unit: Rate, decimals: 4, behind: Repurchased, reckon: func(f facts) *int64 { return ratio(f.again.again, f.again.buyers, int64(money.One)) }},
	{key: "repurchase_cycle", unit: Days, decimals: 1, reckon: func(f facts) *int64 {
		return ratio(f.intervals.microseconds, f.intervals.count*day.Microseconds()/10, 1)
	}},
	{key: "points_issued", unit: Points, whole: true, reckon: func(f facts) *int64 { return &f.points.issued }},
	{key: "points_redeemed", unit: Points, whole: true, reckon: func(f facts) *int64 { return &f.points.redeemed }},
	{key: "points_expired", unit: Points, whole: true, reckon: func(f facts) *int64 { return &f.points.expired }},
	{key: "points_liability", unit: Points, whole: true, reckon: func(f facts) *int64 { return &f.liability }},
}

// ratio returns a·scale/b rounded half up, or nil where b is nothing.
func ratio(a, b, scale int64) *int64 {
	if b <= 0 {
		return nil
	}
	twice, ok := money.MulDiv(a, 2*scale, b)
	if !ok {
		return nil
	}
	rounded := (twice + 1) >> 1
	return &rounded
}

// figures puts the facts of three periods side by side.
func figures(sc scope, now, before, lastYear facts) []Figure {
	list := make([]Figure, len(definitions))
	for i, d := range definitions {
		decimals := d.decimals
		if d.unit == Money {
			decimals = money.Exponent(sc.currency)
		}
		list[i] = Figure{Key: d.key, Unit: d.unit, Decimals: decimals, Filtered: !d.whole, Behind: d.behind,
			Value: d.reckon(now), Before: d.reckon(before), LastYear: d.reckon(lastYear)}
	}
	return list
}
