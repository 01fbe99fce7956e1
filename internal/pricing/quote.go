package pricing

import (
	"context"
	"slices"
	"strconv"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/coupon/terms"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/pricing/engine"
)

// Ask is a basket to be priced.
type Ask struct {
	Member   member.ID // 0: no member
	Store    string    // codes; "": none
	Channel  string
	At       time.Time // zero: now
	Currency string    // "": the retailer's
	Lines    []AskLine

	Coupons   []engine.Offer // what the member holds and may use
	Points    engine.Points
	Stored    engine.Stored
	Objective engine.Objective
	Incumbent []string // offers of an earlier quote, than which it shall not come out dearer

	Group *Joining // in which it is to be bought; nil: alone

	// Buying tells whether a sale to the member is under way that is no order yet. It
	// is asked where somebody wants to know whether he ever bought; nil: none is.
	Buying func(ctx context.Context, q postgres.Querier) (bool, error)

	// Draft is priced beside the promotions that are live, in the place of the one
	// whose id it has: how a basket would look with it.
	Draft *Promotion
	Only  bool   // nothing but the draft
	Floor *Floor // in the place of the one that holds
	Level *string
}

// AskLine is one line of a basket that is asked for.
type AskLine struct {
	No       int
	Article  string // code
	Quantity int64
	Scale    int64  // 0: as the catalogue has it
	Unit     *int64 // price of one; nil: as the catalogue has it
	Category string // code, for an article that the catalogue does not have
	Kind     string // "": as the catalogue has it, else goods
}

// Quoted is a basket priced with what was true.
type Quoted struct {
	engine.Quote
	Input      engine.Input
	Given      []engine.Given // gifts that the sale hands out by itself
	Goods      []catalog.Good // of the lines
	Promotions []Promotion    // that were live
	At         time.Time
	Level      string
	Floor      rulebook.Version[Floor] // that held
	Group      *Group                  // in which it would be bought; without an id: it would open it
	Once       bool                    // it would be the member's only open one of its promotion
	onlyNew    bool                    // it takes only who never bought
}

// InGroup reports whether the price is the group's: nothing better stood in its way.
func (q Quoted) InGroup() bool {
	return q.Group != nil && slices.ContainsFunc(q.Applied, func(a engine.Applied) bool { return a.Offer == offerOf(q.Group.Promotion) })
}

// ForNewcomers reports whether the price is one for who never bought.
func (q Quoted) ForNewcomers() bool {
	return q.onlyNew || slices.ContainsFunc(q.Input.Offers, func(o engine.Offer) bool {
		return o.Terms.When.First && slices.ContainsFunc(q.Applied, func(a engine.Applied) bool { return a.Offer == o.ID })
	})
}

// Quote gathers what is true of a member, a place and the moment, and prices a
// basket. It writes nothing.
// Errors: ErrNoArticle, ErrNoPrice, ErrManyLive, engine.ErrBadBasket, org.ErrNoStore, org.ErrNoChannel;
// in a group also ErrNeedsMember, ErrNoGroupBuy, ErrNoGroup, ErrGroupFull, ErrGroupOver and ErrOnlyNew.
func (s *Service) Quote(ctx context.Context, q postgres.Querier, ask Ask) (Quoted, error) {
	k, err := s.Know(ctx, q, ask)
	if err != nil {
		return Quoted{}, err
	}
	return s.QuoteKnowing(ctx, q, ask, k)
}

// QuoteKnowing is Quote where what is true is known.
// Errors: ErrNoArticle, ErrNoPrice, ErrOnlyNew, engine.ErrBadBasket.
func (s *Service) QuoteKnowing(ctx context.Context, q postgres.Querier, ask Ask, k *Known) (Quoted, error) {
	ask.Currency = k.currency
	if ask.Level != nil {
		k.occasion.Level = *ask.Level
	}
	if ask.Member != 0 && !k.first && slices.ContainsFunc(ask.Coupons, func(o engine.Offer) bool { return o.Terms.When.First }) {
		if err := s.askFirst(ctx, q, ask, k); err != nil {
			return Quoted{}, err
		}
	}
	onlyNew := k.group != nil && k.group.ID != 0 && k.joins.NewOnly
	if onlyNew && !k.occasion.First {
		return Quoted{}, ErrOnlyNew.With("group", int64(k.group.ID))
	}
	lines, err := k.lines(ask)
	if err != nil {
		return Quoted{}, err
	}
	in := engine.Input{
		Basket: engine.Basket{Currency: ask.Currency, Lines: lines}, Occasion: k.occasion, Offers: k.offers(ask, lines),
		Points: ask.Points, Stored: ask.Stored, Margin: k.floor.Body.margin(), Objective: ask.Objective, Incumbent: ask.Incumbent,
	}
	quote, err := engine.Evaluate(in)
	if err != nil {
		return Quoted{}, err
	}
	ask.At = k.at
	given, err := s.given(ctx, q, ask, quote.Gifts)
	return Quoted{Quote: quote, Input: in, Given: given, Goods: k.goods, Promotions: k.offering.promotions, At: k.at, Level: k.occasion.Level, Floor: k.floor,
		Group: k.group, Once: k.joins != nil && k.joins.OneAtOnce, onlyNew: onlyNew}, err
}

// lines are the basket with what the catalogue knows of its articles.
func (k *Known) lines(ask Ask) ([]engine.Line, error) {
	lines := make([]engine.Line, len(ask.Lines))
	for i := range ask.Lines {
		l, g := &ask.Lines[i], &k.goods[i]
		line := &lines[i]
		*line = engine.Line{No: l.No, Kind: "goods", Article: l.Article, Quantity: l.Quantity, Scale: l.Scale}
		a := g.Article
		switch {
		case a != nil:
			line.Kind, line.Categories, line.Brand, line.NoDiscount = string(a.Kind), g.Categories, a.BrandCode, !a.Discountable
			if line.Scale == 0 {
				line.Scale = int64(a.Scale)
			}
			line.Cost = costOf(g, ask.Currency)
			if g.Taxed.Included {
				line.TaxRate = &g.Taxed.Rate
			}
			if g.Price != nil {
				line.Unit = g.Price.Amount
				if amount, is := g.Price.For(k.occasion.Level); is {
					line.Members = map[string]int64{k.occasion.Level: amount}
				}
			}
		case l.Unit == nil:
			return nil, ErrNoArticle.With("article", l.Article)
		}
		if l.Category != "" && a == nil {
			if line.Categories = k.tree.PathOf(l.Category); len(line.Categories) == 0 {
				line.Categories = []string{l.Category} // of a category that is yet to be
			}
		}
		if l.Kind != "" {
			line.Kind = l.Kind
		}
		if l.Unit != nil {
			line.Unit, line.Members = *l.Unit, nil
		} else if g.Price == nil {
			return nil, ErrNoPrice.With("article", l.Article)
		}
	}
	return lines, nil
}

// offers are the promotions in force that may be for any of the lines, and the
// member's coupons, as the engine knows them.
func (k *Known) offers(ask Ask, lines []engine.Line) []engine.Offer {
	o := k.offering
	places := o.concerning(lines)
	offers := make([]engine.Offer, len(places), len(places)+len(ask.Coupons))
	limited := 0
	for i, at := range places {
		offers[i] = o.offers[at]
		for limited < len(o.limited) && o.limited[limited] < at {
			limited++
		}
		if limited < len(o.limited) && o.limited[limited] == at {
			offers[i].Left = k.left[limited]
		}
	}
	return append(offers, ask.Coupons...)
}

// DraftOffer is the name of a draft that is no promotion yet.
const DraftOffer = "draft"

// Offer names a promotion in a quote.
func (p Promotion) Offer() string { return offerOf(p.ID) }

func offerOf(id PromotionID) string {
	if id == 0 {
		return DraftOffer
	}
	return strconv.FormatInt(int64(id), 10)
}

// Claims are what a quote takes of promotions, for Reserve.
func Claims(q engine.Quote) (list []Claim) {
	for _, a := range q.Applied {
		if a.Source != terms.FromPromotion {
			continue
		}
		id, err := strconv.ParseInt(a.Offer, 10, 64)
		if err != nil {
			continue // no promotion of ours
		}
		list = append(list, Claim{Promotion: PromotionID(id), Version: a.Version, Money: a.Off, Pieces: a.Pieces})
	}
	return list
}
