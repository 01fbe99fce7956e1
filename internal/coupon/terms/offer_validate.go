package terms

import (
	"fmt"
	"slices"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
)

// Bounds on what an offer may say. They keep every product within 64 bits and
// the work of pricing a basket in proportion to the basket.
const (
	MaxAmount = 1_000_000_000_000 // minor units
	maxPieces = 1_000_000
	maxParts  = 20
	maxNamed  = 2_000 // articles, categories or brands
	maxGroups = 20
	maxGroup  = 60 // characters of a group's name
)

// Validate adds to bad everything that is wrong with an offer, which stands at
// path. What a kind does not read must be absent: a field that is written and
// has no effect is a promise that the till would not keep.
func (o Offer) Validate(bad *errs.Error, path string) *errs.Error {
	v := &validation{bad: bad, path: path}
	v.benefit(o)
	v.threshold(o)
	v.goods("on", o.On)
	v.goods("except", o.Except)
	v.stacking(o.Stacking)
	return o.When.Validate(v.bad, path+".when")
}

// Validate adds to bad everything that is wrong with goods, which stand at path
// under a name.
func (g Goods) Validate(bad *errs.Error, path, name string) *errs.Error {
	v := &validation{bad: bad, path: path}
	v.goods(name, g)
	return v.bad
}

// validation collects what is wrong.
type validation struct {
	bad  *errs.Error
	path string
}

func (v *validation) field(name, code string, pairs ...any) {
	v.bad = v.bad.Field(v.path+"."+name, code, pairs...)
}

// within asks for low ≤ n ≤ high.
func (v *validation) within(name string, n, low, high int64) {
	if n < low || n > high {
		v.field(name, "coupon.out_of_range", "min", low, "max", high)
	}
}

// absent asks that a kind does not carry what it does not read.
func (v *validation) absent(name string, is bool) {
	if is {
		v.field(name, "coupon.not_of_this_kind")
	}
}

// reads says which fields of a benefit each kind reads, as Kind documents them.
type reads struct{ amount, rate, every, nth, buy, times, parts bool }

var readsOf = map[Kind]reads{
	AmountOff:   {amount: true, every: true, times: true},
	PercentOff:  {rate: true},
	FixedPrice:  {amount: true, times: true},
	BundlePrice: {amount: true, times: true, parts: true},
	NthPiece:    {rate: true, nth: true, times: true},
	BuyGet:      {rate: true, buy: true, times: true, parts: true},
	AddOn:       {amount: true, every: true, times: true, parts: true},
	Gift:        {amount: true, every: true, times: true, parts: true},
	Delivery:    {amount: true},
	Exchange:    {amount: true, times: true},
}

func (v *validation) benefit(o Offer) {
	b := o.Benefit
	r, known := readsOf[b.Kind]
	if !known {
		v.field("benefit.kind", "coupon.unknown_choice", "given", string(b.Kind))
		return
	}
	v.within("benefit.cap", b.Cap, 0, MaxAmount)
	v.absent("benefit.amount", b.Amount != 0 && !r.amount)
	v.absent("benefit.rate_bps", b.Rate != 0 && !r.rate)
	v.absent("benefit.every", b.Every && !r.every)
	v.absent("benefit.nth", b.Nth != 0 && !r.nth)
	v.absent("benefit.buy", (b.Buy != 0 || b.Get != 0) && !r.buy)
	v.absent("benefit.times", b.Times != 0 && !r.times)
	v.absent("benefit.parts", len(b.Parts) > 0 && !r.parts)
	if r.amount {
		least := int64(0)
		if b.Kind == AmountOff || b.Kind == FixedPrice || b.Kind == BundlePrice {
			least = 1
		}
		v.within("benefit.amount", b.Amount, least, MaxAmount)
	}
	if r.rate {
		v.within("benefit.rate_bps", int64(b.Rate), 1, int64(money.One))
	}
	if r.nth {
		v.within("benefit.nth", b.Nth, 2, 1_000)
	}
	if r.buy {
		v.within("benefit.buy", b.Buy, 1, 1_000)
		v.within("benefit.get", b.Get, 1, 1_000)
	}
	v.within("benefit.times", b.Times, 0, maxPieces)
	if b.Every && o.Threshold.Amount == 0 && o.Threshold.Pieces == 0 {
		v.field("benefit.every", "coupon.every_needs_threshold")
	}
	if r.parts {
		v.parts(b)
	}
}

func (v *validation) parts(b Benefit) {
	least := 1
	switch b.Kind {
	case BundlePrice:
		least = 2
	case BuyGet:
		least = 0 // of the same goods
	}
	if len(b.Parts) == 1 && b.Kind == BundlePrice && b.Parts[0].Quantity > 1 {
		least = 1 // three of these for 99
	}
	if len(b.Parts) < least || len(b.Parts) > maxParts {
		v.field("benefit.parts", "coupon.out_of_range", "min", least, "max", maxParts)
	}
	for i, p := range b.Parts {
		name := fmt.Sprintf("benefit.parts[%d]", i)
		high := int64(1_000)
		if b.Kind == AddOn || b.Kind == BuyGet {
			high = 1 // how many are had stands in Get and Every
		}
		v.within(name+".quantity", p.Quantity, 1, high)
		if p.Goods.Empty() {
			v.field(name+".goods", "coupon.nothing_named")
		}
		v.goods(name+".goods", p.Goods)
	}
}

func (v *validation) threshold(o Offer) {
	t := o.Threshold
	v.within("threshold.amount", t.Amount, 0, MaxAmount)
	v.within("threshold.pieces", t.Pieces, 0, maxPieces)
	switch t.Of {
	case "", AfterDiscounts, BeforeDiscount:
	default:
		v.field("threshold.of", "coupon.unknown_choice", "given", string(t.Of))
	}
	if (o.Benefit.Kind == Gift || o.Benefit.Kind == AddOn) && t.Amount == 0 && t.Pieces == 0 {
		v.field("threshold", "coupon.needs_threshold") // else what is given would pay for itself
	}
	if o.Benefit.Kind == Exchange && (t.Amount != 0 || t.Pieces != 0) {
		v.field("threshold", "coupon.not_of_this_kind")
	}
	if o.Benefit.Kind == BundlePrice && (!o.On.Empty() || !o.Except.Empty()) && t.Amount == 0 && t.Pieces == 0 {
		v.field("on", "coupon.not_of_this_kind") // a bundle's goods are its parts; On only carries a threshold
	}
}

func (v *validation) goods(name string, g Goods) {
	for _, list := range []struct {
		name  string
		codes []string
	}{{"articles", g.Articles}, {"categories", g.Categories}, {"brands", g.Brands}} {
		if len(list.codes) > maxNamed {
			v.field(name+"."+list.name, "coupon.out_of_range", "min", 0, "max", maxNamed)
		}
		if slices.Contains(list.codes, "") {
			v.field(name+"."+list.name, "coupon.nothing_named")
		}
	}
}

func (v *validation) stacking(s Stacking) {
	if len(s.Groups) > maxGroups {
		v.field("stacking.groups", "coupon.out_of_range", "min", 0, "max", maxGroups)
	}
	for _, g := range s.Groups {
		if g == "" || len(g) > maxGroup {
			v.field("stacking.groups", "coupon.out_of_range", "min", 1, "max", maxGroup)
		}
	}
	for _, source := range s.NotWith {
		switch source {
		case FromMemberPrice, FromPromotion, FromCoupon, FromPoints, FromStoredValue:
		default:
			v.field("stacking.not_with", "coupon.unknown_choice", "given", string(source))
		}
	}
}
