package pricing

import (
	"context"
	"maps"
	"slices"
	"time"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/pricing/engine"
)

// Findings gathers what is true now and looks at the promotions that are live or yet
// to begin, with a draft in the place of the one whose id it has, or beside them
// where it has none. It returns the promotions that it looked at, too.
// Errors: ErrManyLive.
func (s *Service) Findings(ctx context.Context, q postgres.Querier, draft *Promotion) (list []Finding, live []Promotion, err error) {
	live, err = s.Live(ctx, q, s.Clock.Now())
	if err != nil {
		return nil, nil, err
	}
	coming, err := s.coming(ctx, q, s.Clock.Now())
	if err != nil {
		return nil, nil, err
	}
	live = slices.Concat(live, coming) // what is live is everybody's
	if draft != nil {
		live = append(slices.DeleteFunc(live, func(p Promotion) bool { return p.ID == draft.ID }), *draft)
	}
	facts, err := s.facts(ctx, q, live)
	if err != nil {
		return nil, nil, err
	}
	return Findings(live, facts), live, nil
}

// coming are promotions of which nothing holds yet and a version is published that
// will, as that says, from the day on which it begins.
func (s *Service) coming(ctx context.Context, q postgres.Querier, at time.Time) (list []Promotion, err error) {
	published, err := s.published(ctx, q)
	if err != nil {
		return nil, err
	}
	all := published.versions
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	day, err := settings.DayAt(nil)
	if err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		next := slices.IndexFunc(all[id], func(v rulebook.Version[Rule]) bool { return v.From.After(at) })
		if next < 0 || !rulebook.At(all[id], at).Body.Off || all[id][next].Body.Off {
			continue
		}
		v := all[id][next]
		p := Promotion{ID: id, Version: v.Number, From: v.From, Rule: v.Body, Begins: v.From, Meant: v.Body}
		p.Rule.Offer.When.From = max(p.Rule.Offer.When.From, day.Of(v.From).Format(time.DateOnly))
		list = append(list, p)
	}
	return list, nil
}

func (s *Service) facts(ctx context.Context, q postgres.Querier, live []Promotion) (f Facts, err error) {
	if f.Today, err = s.Today(ctx, q); err != nil {
		return f, err
	}
	var stores, channels []string
	for _, p := range live {
		stores, channels = append(stores, p.Rule.Offer.When.Stores...), append(channels, p.Rule.Offer.When.Channels...)
	}
	knownStores, err := s.Org.StoresByCodes(ctx, q, stores...)
	if err != nil {
		return f, err
	}
	knownChannels, err := s.Org.ChannelsByCodes(ctx, q, channels...)
	if err != nil {
		return f, err
	}
	ladder, err := s.Tiers.Ladders.Live(ctx, q)
	if err != nil {
		return f, err
	}
	f.Levels, f.Stores, f.Channels = map[string]bool{}, namesOf(knownStores), namesOf(knownChannels)
	for _, l := range ladder.Body.Levels {
		f.Levels[l.Code] = true
	}
	tree, err := s.Catalog.Tree(ctx, q)
	if err != nil {
		return f, err
	}
	f.Above = tree.PathOf
	if f.Left, err = s.leftOf(ctx, q, live, f, func(l Limits) Limits { return Limits{Total: l.Total} }); err != nil {
		return f, err
	}
	f.LeftToday, err = s.leftOf(ctx, q, live, f, func(l Limits) Limits { return Limits{Day: l.Day} })
	return f, err
}

// leftOf is what remains of some limits of promotions, whoever asks.
func (s *Service) leftOf(ctx context.Context, q postgres.Querier, live []Promotion, f Facts, which func(Limits) Limits) (map[PromotionID]engine.Left, error) {
	live = slices.Clone(live)
	for i := range live {
		live[i].Rule.Limits = which(live[i].Rule.Limits)
	}
	o := offeringOf(live, nil)
	list, err := s.left(ctx, q, o, 0, f.Today)
	left := make(map[PromotionID]engine.Left, len(list))
	for i := range list {
		left[live[o.limited[i]].ID] = list[i]
	}
	return left, err
}

func namesOf[V any](known map[string]V) map[string]bool {
	names := make(map[string]bool, len(known))
	for name := range known {
		names[name] = true
	}
	return names
}
