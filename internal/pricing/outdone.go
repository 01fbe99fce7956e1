package pricing

import (
	"reflect"
	"slices"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/money"
)

// pair is what is odd about two promotions that may both apply.
func (f Facts) pair(a, b Promotion) []Finding {
	if a.Rule.Offer.Benefit.Kind != b.Rule.Offer.Benefit.Kind || a.Rule.Group != nil || b.Rule.Group != nil {
		return nil // nothing is provable across kinds, nor of what somebody has to choose
	}
	apart := exclude(a.Rule.Offer, b.Rule.Offer)
	if saysTheSame(a.said(), b.said()) {
		code := FoundTwice
		if !apart && givenAgain(a.Rule.Offer.Benefit) {
			code = FoundDoubled
		}
		return []Finding{{Promotion: a.ID, Code: code, Others: []PromotionID{b.ID}}, {Promotion: b.ID, Code: code, Others: []PromotionID{a.ID}}}
	}
	if !apart {
		return nil
	}
	if b.Begins.IsZero() && f.outdoes(b.Rule, a.Rule) {
		return []Finding{{Promotion: a.ID, Code: FoundOutdone, Others: []PromotionID{b.ID}}}
	}
	if a.Begins.IsZero() && f.outdoes(a.Rule, b.Rule) {
		return []Finding{{Promotion: b.ID, Code: FoundOutdone, Others: []PromotionID{a.ID}}}
	}
	return nil
}

// said is what the version says, without the day on which it begins. What is yet to
// begin outdoes nothing: on its first day it may begin at noon.
func (p Promotion) said() Rule {
	if p.Begins.IsZero() {
		return p.Rule
	}
	return p.Meant
}

// exclude reports whether two promotions exclude each other where both concern a
// line.
func exclude(a, b terms.Offer) bool {
	return slices.ContainsFunc(a.Stacking.Groups, func(g string) bool { return slices.Contains(b.Stacking.Groups, g) }) ||
		slices.Contains(a.Stacking.NotWith, terms.FromPromotion) || slices.Contains(b.Stacking.NotWith, terms.FromPromotion)
}

// saysTheSame reports whether two promotions give the same on the same conditions.
// What limits one of them keeps it from being the same always.
func saysTheSame(a, b Rule) bool {
	bare := func(o terms.Offer) terms.Offer { o.Stacking = terms.Stacking{}; return o }
	return a.Limits == Limits{} && b.Limits == Limits{} && reflect.DeepEqual(bare(a.Offer), bare(b.Offer))
}

// givenAgain reports whether what a benefit takes off is taken again by one that
// says the same. What has its price already gets it no second time.
func givenAgain(b terms.Benefit) bool {
	return b.Kind == terms.AmountOff || b.Kind == terms.Gift || b.Kind == terms.PercentOff && b.Rate < money.One
}

// outdoes reports whether better applies on every basket on which worse does, and
// alone takes at least as much off as worse alone. What is asked for below is
// enough for that, not all that would be.
func (f Facts) outdoes(better, worse Rule) bool {
	b, w := better.Offer, worse.Offer
	strips := func(o terms.Offer) bool { return slices.Contains(o.Stacking.NotWith, terms.FromMemberPrice) }
	return better.Limits == Limits{} && // else it may be used up
		!strips(b) && !strips(w) && // else they work on different prices
		w.When.Implies(b.When) && f.covers(b, w) && reaches(b.Threshold, w.Threshold) && f.takesMore(b, w)
}

// covers reports whether one offer concerns every line that another does.
func (f Facts) covers(b, w terms.Offer) bool {
	on := b.On.Empty() || !w.On.Empty() && w.On.Within(b.On, f.Above)
	return on && b.Except.Within(w.Except, f.Above)
}

// reaches reports whether one threshold is met wherever another is, on the same
// lines or more.
func reaches(b, w terms.Threshold) bool {
	before := func(t terms.Threshold) bool { return t.Of == terms.BeforeDiscount }
	return b.Amount <= w.Amount && b.Pieces <= w.Pieces && (b.Amount == 0 || before(b) || !before(w))
}

// takesMore reports whether one benefit takes at least as much as another of its
// kind, on the same lines or more.
func (f Facts) takesMore(b, w terms.Offer) bool {
	x, y := b.Benefit, w.Benefit
	if x.Cap > 0 && (y.Cap == 0 || y.Cap > x.Cap) {
		return false
	}
	switch x.Kind {
	case terms.AmountOff:
		return x.Amount >= y.Amount && (x.Every || !y.Every) && asOften(x, y)
	case terms.PercentOff:
		return x.Rate >= y.Rate
	case terms.FixedPrice:
		return x.Amount <= y.Amount && x.Times == 0
	case terms.NthPiece:
		return sameGoods(b, w) && x.Nth == y.Nth && x.Rate >= y.Rate && x.Times == y.Times
	case terms.BuyGet:
		return sameGoods(b, w) && x.Buy == y.Buy && x.Get == y.Get && x.Rate >= y.Rate && x.Times == y.Times
	case terms.BundlePrice:
		return sameGoods(b, w) && x.Amount <= y.Amount && x.Times == y.Times
	}
	return false
}

// asOften reports whether an amount is had at least as often; one that is not had
// for every threshold is had once.
func asOften(x, y terms.Benefit) bool {
	return !x.Every || x.Times == 0 || !y.Every || y.Times > 0 && y.Times <= x.Times
}

func sameGoods(b, w terms.Offer) bool {
	return reflect.DeepEqual(b.On, w.On) && reflect.DeepEqual(b.Except, w.Except) && reflect.DeepEqual(b.Benefit.Parts, w.Benefit.Parts)
}
