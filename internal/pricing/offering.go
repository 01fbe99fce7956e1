package pricing

import (
	"math/bits"
	"slices"

	"habitue/internal/coupon/terms"
	"habitue/internal/pricing/engine"
)

// offering is what promotions offer, laid out once for all baskets that are priced
// with them: of thousands a basket only looks at those that name its goods. Nobody
// may change it.
type offering struct {
	promotions []Promotion
	offers     []engine.Offer // in the same order, without what is left of their limits
	places     map[PromotionID]int
	limited    []int // places of those with limits
	asksFirst  bool  // one of them is for whoever never bought

	anything []int // places of those that may be for anything
	named    [3]map[string][]int
}

// offeringOf lays out promotions; what belongs to a draft explains itself.
func offeringOf(promotions []Promotion, draft *Promotion) *offering {
	o := &offering{promotions: promotions, offers: make([]engine.Offer, len(promotions)), places: make(map[PromotionID]int, len(promotions)),
		named: [3]map[string][]int{{}, {}, {}}}
	for i := range promotions {
		p := &promotions[i]
		o.offers[i] = engine.Offer{ID: offerOf(p.ID), Version: p.Version, Name: p.Rule.Name, Source: terms.FromPromotion,
			Priority: p.Rule.Priority, Terms: &p.Rule.Offer, Explain: draft != nil && p.ID == draft.ID}
		o.places[p.ID] = i
		o.asksFirst = o.asksFirst || p.Rule.Offer.When.First
		if p.Rule.Limits != (Limits{}) {
			o.limited = append(o.limited, i)
		}
		o.name(i)
	}
	return o
}

// name notes which goods an offer is for. What excludes a way of paying is looked at
// whatever it is for, since it decides how a basket is searched; so is a draft.
func (o *offering) name(i int) {
	of := &o.offers[i]
	bars := slices.ContainsFunc(of.Terms.Stacking.NotWith, func(s terms.Source) bool { return s == terms.FromPoints || s == terms.FromStoredValue })
	if of.Terms.On.Empty() || bars || of.Explain {
		o.anything = append(o.anything, i)
		return
	}
	for kind, codes := range [...][]string{of.Terms.On.Articles, of.Terms.On.Categories, of.Terms.On.Brands} {
		for _, code := range codes {
			o.named[kind][code] = append(o.named[kind][code], i)
		}
	}
}

// concerning returns the places of the offers that may be for any of the lines, in
// their order.
func (o *offering) concerning(lines []engine.Line) []int {
	seen := make([]uint64, (len(o.offers)+63)/64)
	mark := func(places []int) {
		for _, i := range places {
			seen[i/64] |= 1 << (i % 64)
		}
	}
	mark(o.anything)
	for i := range lines {
		l := &lines[i]
		mark(o.named[0][l.Article])
		for _, c := range l.Categories {
			mark(o.named[1][c])
		}
		mark(o.named[2][l.Brand])
	}
	n := 0
	for _, word := range seen {
		n += bits.OnesCount64(word)
	}
	places := make([]int, 0, n)
	for w, word := range seen {
		for ; word != 0; word &= word - 1 {
			places = append(places, w*64+bits.TrailingZeros64(word))
		}
	}
	return places
}
