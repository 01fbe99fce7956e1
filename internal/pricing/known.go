package pricing

import (
	"context"
	"slices"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/coupon/terms"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/pricing/engine"
)

// Known is what is true of a member, a place, goods and the moment.
type Known struct {
	at       time.Time
	currency string
	occasion terms.Occasion
	prices   map[string]catalog.Quoted // by code
	tree     *catalog.Tree
	live     []Promotion
	floor    rulebook.Version[Floor]
	left     map[PromotionID]engine.Left
	group    *Group    // in which it is to be bought
	joins    *GroupBuy // how that is had
}

// reader asks the database one thing after the other.
type reader = func(ctx context.Context, q postgres.Querier) error

// Know gathers what Quote prices a basket with. What the caller wants to know
// besides is read in the same trips to the database. Coupons, points, stored value
// and level of the ask may be filled in afterwards; a level that is there is
// believed.
// Errors: ErrManyLive, org.ErrNoStore, org.ErrNoChannel, those of besides, and where
// it is to be bought in a group ErrNeedsMember, ErrNoGroupBuy, ErrNoGroup,
// ErrGroupFull and ErrGroupOver.
func (s *Service) Know(ctx context.Context, q postgres.Querier, ask Ask, besides ...reader) (*Known, error) {
	k := &Known{at: ask.At, currency: ask.Currency}
	if k.at.IsZero() {
		k.at = s.Clock.Now()
	}
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	if k.currency == "" {
		k.currency = settings.Currency
	}
	if k.occasion, err = s.occasion(ctx, q, settings, ask, k.at); err != nil {
		return nil, err
	}
	if k.live, err = s.inForce(ctx, q, ask, k.at); err != nil {
		return nil, err
	}
	if k.floor, err = s.floorAt(ctx, q, k.at); err != nil {
		return nil, err
	}
	if ask.Floor != nil {
		k.floor = rulebook.Version[Floor]{Body: *ask.Floor}
	}
	if err := s.together(ctx, q, ask, k); err != nil {
		return nil, err
	}
	if k.tree, err = s.Catalog.Tree(ctx, q); err != nil {
		return nil, err
	}
	return k, postgres.Together(ctx, q, slices.Concat(besides, s.goods(ask, k), s.member(ask, k))...)
}

// occasion is what conditions are tested on, but what concerns the member.
func (s *Service) occasion(ctx context.Context, q postgres.Querier, settings org.Settings, ask Ask, at time.Time) (terms.Occasion, error) {
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
	local := at.In(day.Location())
	o.Day, o.Minute = day.Of(at), local.Hour()*60+local.Minute()
	return o, nil
}

// inForce are the promotions that are live, with a draft in the place of the one
// that it would change or end.
func (s *Service) inForce(ctx context.Context, q postgres.Querier, ask Ask, at time.Time) (live []Promotion, err error) {
	if !ask.Only {
		if live, err = s.Live(ctx, q, at); err != nil {
			return nil, err
		}
	}
	if d := ask.Draft; d != nil {
		live = slices.DeleteFunc(slices.Clone(live), func(p Promotion) bool { return p.ID == d.ID })
		if !d.Rule.Off {
			live = append(live, *d)
		}
	}
	return live, nil
}

// goods reads what articles cost, and what is left of promotions.
func (s *Service) goods(ask Ask, k *Known) []reader {
	codes := make([]string, len(ask.Lines))
	for i, l := range ask.Lines {
		codes[i] = l.Article
	}
	return []reader{
		func(ctx context.Context, q postgres.Querier) (err error) {
			k.prices, err = s.Catalog.Prices(ctx, q, catalog.PriceQuery{At: k.at, Currency: k.currency, Channel: ask.Channel, Store: ask.Store, Codes: codes})
			return err
		},
		func(ctx context.Context, q postgres.Querier) (err error) {
			k.left, err = s.left(ctx, q, k.live, ask.Member, k.occasion.Day)
			return err
		},
	}
}

// member reads what conditions must know of a member.
func (s *Service) member(ask Ask, k *Known) []reader {
	o, id := &k.occasion, ask.Member
	if ask.Level != nil {
		o.Level = *ask.Level
	}
	if id == 0 {
		return nil
	}
	readers := []reader{
		func(ctx context.Context, q postgres.Querier) error {
			traits, err := s.Members.Traits(ctx, q, id)
			o.BirthMonth, o.BirthDay, o.Labels = traits.Birthday.Month, traits.Birthday.Day, traits.Labels
			return err
		},
		func(ctx context.Context, q postgres.Querier) error {
			bought, err := s.Orders.Bought(ctx, q, id)
			o.First = !bought
			return err
		},
	}
	if ask.Level == nil {
		readers = append(readers, func(ctx context.Context, q postgres.Querier) error {
			levels, err := s.Tiers.Levels(ctx, q, id)
			o.Level = levels[id].Level.Code
			return err
		})
	}
	return readers
}
