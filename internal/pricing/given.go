package pricing

import (
	"context"

	"habitue/internal/catalog"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing/engine"
)

// given are the gifts among those that are due of which there is nothing to
// choose: the sale hands them out by itself, as lines behind the basket's. Which of
// several goods a member takes is for the till to say: as a line of the basket.
func (s *Service) given(ctx context.Context, q postgres.Querier, ask Ask, due []engine.GiftDue) ([]engine.Given, error) {
	var list []engine.Given
	var codes []string
	no := 0
	for _, l := range ask.Lines {
		no = max(no, l.No)
	}
	for _, g := range due {
		if code, ok := g.Goods.Article(); ok {
			no++
			list, codes = append(list, engine.Given{No: no, Offer: g.Offer, Article: code, Quantity: g.Quantity}), append(codes, code)
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	goods, err := s.Catalog.Goods(ctx, q, catalog.PriceQuery{
		At: ask.At, Currency: ask.Currency, Channel: ask.Channel, Store: ask.Store, Codes: codes,
	})
	if err != nil {
		return nil, err
	}
	for i := range list {
		if goods[i].Price != nil {
			list[i].Unit = goods[i].Price.Amount
		}
	}
	return list, nil
}
