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
	goods    []catalog.Good // by line
	tree     *catalog.Tree
	offering *offering
	floor    rulebook.Version[Floor]
	left     []engine.Left // of those of the offering that have limits
	first    bool          // whether the occasion knows if the member has bought before
	group    *Group        // in which it is to be bought
	joins    *GroupBuy     // how that is had
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
	if err := s.offer(ctx, q, ask, k); err != nil {
		return nil, err
	}
	if k.floor, err = s.floorAt(ctx, q, k.at); err != nil {
		return nil, err
	}
	if ask.Floor != nil {
		k.floor = rulebook.Version[Floor]{Body: *ask.Floor}
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
		found, ok, err := s.Org.StoreByCode(ctx, q, ask.Store)
		if err != nil {
			return o, err
		}
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

// offer finds what is offered: what is live, with a draft in the place of the one
// that it would change or end, and with the promotion of the group that is asked for.
// Errors: ErrManyLive and those of together.
func (s *Service) offer(ctx context.Context, q postgres.Querier, ask Ask, k *Known) (err error) {
	var f inForce
	if !ask.Only {
		if f, err = s.live(ctx, q, k.at); err != nil {
			return err
		}
		if ask.Draft == nil && ask.Group == nil {
			k.offering = f.alone
			return nil
		}
	}
	live := f.promotions
	if d := ask.Draft; d != nil {
		live = slices.DeleteFunc(slices.Clone(live), func(p Promotion) bool { return p.ID == d.ID })
		if !d.Rule.Off {
			live = append(live, *d)
		}
	}
	if live, err = s.together(ctx, q, ask, k, live); err != nil {
		return err
	}
	k.offering = offeringOf(live, ask.Draft)
	return nil
}

// goods reads what articles cost, and what is left of promotions.
func (s *Service) goods(ask Ask, k *Known) []reader {
	codes := make([]string, len(ask.Lines))
	for i, l := range ask.Lines {
		codes[i] = l.Article
	}
	return []reader{
		func(ctx context.Context, q postgres.Querier) (err error) {
			k.goods, err = s.Catalog.Goods(ctx, q, catalog.PriceQuery{At: k.at, Currency: k.currency, Channel: ask.Channel, Store: ask.Store, Codes: codes})
			return err
		},
		func(ctx context.Context, q postgres.Querier) (err error) {
			k.left, err = s.left(ctx, q, k.offering, ask.Member, k.occasion.Day)
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
	}
	if k.offering.asksFirst || k.joins != nil {
		readers = append(readers, func(ctx context.Context, q postgres.Querier) error { return s.askFirst(ctx, q, ask, k) })
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

// askFirst asks whether a member never bought, and is not buying. It is asked where
// somebody wants to know: most promotions and coupons do not.
func (s *Service) askFirst(ctx context.Context, q postgres.Querier, ask Ask, k *Known) error {
	bought, err := s.Orders.Bought(ctx, q, ask.Member)
	if err == nil && !bought && ask.Buying != nil {
		bought, err = ask.Buying(ctx, q)
	}
	k.occasion.First, k.first = !bought, true
	return err
}
