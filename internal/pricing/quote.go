package pricing

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/coupon/terms"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
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
	Margin    *money.RateBps
	Objective engine.Objective
	Incumbent []string

	// Draft is priced beside the promotions that are live, in the place of the one
	// whose id it has: how a basket would look with it.
	Draft *Promotion
	Only  bool // nothing but the draft
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
	Promotions []Promotion // that were live
	At         time.Time
	Level      string
}

// Quote gathers what is true of a member, a place and the moment, and prices a
// basket. It writes nothing.
// Errors: ErrNoArticle, ErrNoPrice, ErrManyLive, engine.ErrBadBasket, org.ErrNoStore, org.ErrNoChannel.
func (s *Service) Quote(ctx context.Context, q postgres.Querier, ask Ask) (Quoted, error) {
	if ask.At.IsZero() {
		ask.At = s.Clock.Now()
	}
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return Quoted{}, err
	}
	if ask.Currency == "" {
		ask.Currency = settings.Currency
	}
	occasion, err := s.occasion(ctx, q, settings, ask)
	if err != nil {
		return Quoted{}, err
	}
	lines, err := s.lines(ctx, q, ask, occasion.Level)
	if err != nil {
		return Quoted{}, err
	}
	live, offers, err := s.offers(ctx, q, ask, occasion)
	if err != nil {
		return Quoted{}, err
	}
	in := engine.Input{
		Basket: engine.Basket{Currency: ask.Currency, Lines: lines}, Occasion: occasion, Offers: append(offers, ask.Coupons...),
		Points: ask.Points, Stored: ask.Stored, Margin: ask.Margin, Objective: ask.Objective, Incumbent: ask.Incumbent,
	}
	quote, err := engine.Evaluate(in)
	return Quoted{Quote: quote, Input: in, Promotions: live, At: ask.At, Level: occasion.Level}, err
}

// occasion is what conditions are tested on.
func (s *Service) occasion(ctx context.Context, q postgres.Querier, settings org.Settings, ask Ask) (terms.Occasion, error) {
	o := terms.Occasion{Store: ask.Store, Channel: ask.Channel}
	var store *org.Store
	if ask.Store != "" {
		stores, err := s.Org.StoresByCodes(ctx, q, ask.Store)
		if err != nil {
			return o, err
		}
		found, ok := stores[ask.Store]
		if !ok {
			return o, org.ErrNoStore.With("store", ask.Store)
		}
		store = &found
	}
	day, err := settings.DayAt(store)
	if err != nil {
		return o, err
	}
	local := ask.At.In(day.Location())
	o.Day, o.Minute = day.Of(ask.At), local.Hour()*60+local.Minute()
	if ask.Level != nil {
		o.Level = *ask.Level
	}
	if ask.Member == 0 {
		return o, nil
	}
	return o, s.know(ctx, q, ask, &o)
}

// know fills in what conditions must know of a member.
func (s *Service) know(ctx context.Context, q postgres.Querier, ask Ask, o *terms.Occasion) error {
	m, err := s.Members.Get(ctx, q, ask.Member)
	if err != nil {
		return err
	}
	o.BirthMonth, o.BirthDay = m.Birthday.Month, m.Birthday.Day
	if ask.Level == nil {
		levels, err := s.Tiers.Levels(ctx, q, ask.Member)
		if err != nil {
			return err
		}
		o.Level = levels[ask.Member].Level.Code
	}
	labels, err := s.Members.Labels(ctx, q, ask.Member)
	if err != nil {
		return err
	}
	for _, l := range labels[ask.Member] {
		o.Labels = append(o.Labels, l.Label)
	}
	orders, err := s.Orders.List(ctx, q, ask.Member, nil, 1)
	if err != nil {
		return fmt.Errorf("read whether member %d has bought: %w", ask.Member, err)
	}
	o.First = len(orders) == 0
	return nil
}

// lines are the basket with what the catalogue knows of its articles.
func (s *Service) lines(ctx context.Context, q postgres.Querier, ask Ask, level string) ([]engine.Line, error) {
	codes := make([]string, len(ask.Lines))
	for i, l := range ask.Lines {
		codes[i] = l.Article
	}
	known, err := s.Catalog.Prices(ctx, q, catalog.PriceQuery{
		At: ask.At, Currency: ask.Currency, Channel: ask.Channel, Store: ask.Store, Level: level, Codes: codes,
	})
	if err != nil {
		return nil, err
	}
	tree, err := s.Catalog.Tree(ctx, q)
	if err != nil {
		return nil, err
	}
	lines := make([]engine.Line, len(ask.Lines))
	for i, l := range ask.Lines {
		line := engine.Line{No: l.No, Kind: "goods", Article: l.Article, Quantity: l.Quantity, Scale: l.Scale}
		a, ok := known[l.Article]
		switch {
		case ok:
			line.Kind, line.Categories, line.Brand, line.NoDiscount = string(a.Kind), a.Categories, a.BrandCode, !a.Discountable
			if line.Scale == 0 {
				line.Scale = int64(a.Scale)
			}
			line.Cost, _ = a.CostIn(ask.Currency)
			line.Unit = a.Amount
			if a.IsMember {
				line.Members = map[string]int64{level: a.Member}
			}
		case l.Unit == nil:
			return nil, ErrNoArticle.With("article", l.Article)
		}
		if l.Category != "" && !ok {
			if line.Categories = tree.PathOf(l.Category); len(line.Categories) == 0 {
				line.Categories = []string{l.Category} // of a category that is yet to be
			}
		}
		if l.Kind != "" {
			line.Kind = l.Kind
		}
		if l.Unit != nil {
			line.Unit, line.Members = *l.Unit, nil
		} else if !a.Priced {
			return nil, ErrNoPrice.With("article", l.Article)
		}
		lines[i] = line
	}
	return lines, nil
}

// offers are the promotions in force, as the engine knows them, and a draft.
func (s *Service) offers(ctx context.Context, q postgres.Querier, ask Ask, o terms.Occasion) ([]Promotion, []engine.Offer, error) {
	var live []Promotion
	if !ask.Only {
		var err error
		if live, err = s.Live(ctx, q, ask.At); err != nil {
			return nil, nil, err
		}
	}
	if d := ask.Draft; d != nil {
		kept := make([]Promotion, 0, len(live)+1)
		for _, p := range live {
			if p.ID != d.ID {
				kept = append(kept, p)
			}
		}
		if live = kept; !d.Rule.Off {
			live = append(live, *d)
		}
	}
	left, err := s.left(ctx, q, live, ask.Member, o.Day)
	if err != nil {
		return nil, nil, err
	}
	offers := make([]engine.Offer, len(live))
	for i, p := range live {
		offers[i] = engine.Offer{
			ID: p.Offer(), Version: p.Version, Name: p.Rule.Name, Source: terms.FromPromotion,
			Priority: p.Rule.Priority, Terms: p.Rule.Offer, Left: left[p.ID], Explain: ask.Draft != nil && p.ID == ask.Draft.ID,
		}
	}
	return live, offers, nil
}

// DraftOffer is the name of a draft that is no promotion yet.
const DraftOffer = "draft"

// Offer names a promotion in a quote.
func (p Promotion) Offer() string {
	if p.ID == 0 {
		return DraftOffer
	}
	return strconv.FormatInt(int64(p.ID), 10)
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
