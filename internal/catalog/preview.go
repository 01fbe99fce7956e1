package catalog

import (
	"context"
	"maps"
	"slices"
	"time"

	"habitue/internal/platform/postgres"
)

// PriceEffect is what an edit does to what is paid where its list holds.
type PriceEffect struct {
	Article string
	At      time.Time // the moment that is looked at: when the price begins, or now
	Before  Quoted
	After   Quoted
}

// BelowCost reports whether less is asked than the article costs the retailer.
func (e PriceEffect) BelowCost(currency string) bool {
	cost, known := e.After.CostIn(currency)
	return known && e.After.Priced && (e.After.Amount < cost || e.After.IsMember && e.After.Member < cost)
}

// Preview changes prices as ChangePrices does and says what is paid before and
// after, in the first channel and store that the list names. Whoever asks rolls the
// transaction back. Errors: those of ChangePrices.
func (s *Service) Preview(ctx context.Context, tx postgres.Tx, list PriceListID, edits []PriceEdit) ([]PriceEffect, error) {
	l, err := s.PriceList(ctx, tx, list)
	if err != nil {
		return nil, err
	}
	now := s.clock.Now()
	effects := make([]PriceEffect, len(edits))
	moments := map[time.Time][]string{}
	for i, e := range edits {
		at := e.From.UTC().Truncate(time.Second)
		if at.Before(now) && in(now, at, e.Until) {
			at = now
		}
		effects[i] = PriceEffect{Article: e.Article, At: at}
		moments[at] = append(moments[at], e.Article)
	}
	before, err := s.atMoments(ctx, tx, l, moments)
	if err != nil {
		return nil, err
	}
	if _, err := s.ChangePrices(ctx, tx, list, edits, "", ""); err != nil {
		return nil, err
	}
	after, err := s.atMoments(ctx, tx, l, moments)
	if err != nil {
		return nil, err
	}
	for i, e := range effects {
		effects[i].Before, effects[i].After = before[e.At][e.Article], after[e.At][e.Article]
	}
	return effects, nil
}

// atMoments asks for prices where a list holds.
func (s *Service) atMoments(ctx context.Context, q postgres.Querier, l PriceList, moments map[time.Time][]string) (map[time.Time]map[string]Quoted, error) {
	ask := PriceQuery{Currency: l.Currency, Level: EveryMember}
	if len(l.Channels) > 0 {
		ask.Channel = l.Channels[0]
	}
	if len(l.Stores) > 0 {
		ask.Store = l.Stores[0]
	} else if len(l.Regions) > 0 {
		store, err := s.storeIn(ctx, q, l.Regions[0])
		if err != nil {
			return nil, err
		}
		ask.Store = store
	}
	found := make(map[time.Time]map[string]Quoted, len(moments))
	for _, at := range slices.SortedFunc(maps.Keys(moments), time.Time.Compare) {
		ask.At, ask.Codes = at, moments[at]
		quoted, err := s.Prices(ctx, q, ask)
		if err != nil {
			return nil, err
		}
		found[at] = quoted
	}
	return found, nil
}

// storeIn finds a store of a region, where there is one.
func (s *Service) storeIn(ctx context.Context, q postgres.Querier, region string) (string, error) {
	for after := ""; ; {
		stores, err := s.org.ListStores(ctx, q, after, 200)
		if err != nil || len(stores) == 0 {
			return "", err
		}
		for _, store := range stores {
			p, err := s.spotOf(ctx, q, "", store.Code)
			if err != nil {
				return "", err
			}
			if slices.Contains(p.regions, region) {
				return store.Code, nil
			}
		}
		after = stores[len(stores)-1].Code
	}
}
