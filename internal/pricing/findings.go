package pricing

import (
	"context"
	"slices"

	"habitue/internal/platform/postgres"
	"habitue/internal/pricing/engine"
)

// Findings gathers what is true now and looks at the promotions that are live, with
// a draft in the place of the one whose id it has, or beside them where it has none.
// It returns the promotions that it looked at, too. Errors: ErrManyLive.
func (s *Service) Findings(ctx context.Context, q postgres.Querier, draft *Promotion) (list []Finding, live []Promotion, err error) {
	live, err = s.Live(ctx, q, s.Clock.Now())
	if err != nil {
		return nil, nil, err
	}
	if draft != nil {
		live = append(slices.DeleteFunc(live, func(p Promotion) bool { return p.ID == draft.ID }), *draft)
	}
	facts, err := s.facts(ctx, q, live)
	if err != nil {
		return nil, nil, err
	}
	return Findings(live, facts), live, nil
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
	return s.left(ctx, q, live, 0, f.Today)
}

func namesOf[V any](known map[string]V) map[string]bool {
	names := make(map[string]bool, len(known))
	for name := range known {
		names[name] = true
	}
	return names
}
