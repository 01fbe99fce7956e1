package catalog

import (
	"context"
	"fmt"
	"slices"

	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
)

// Margin is what is left of a price over the cost of what is sold.
type Margin struct {
	List   PriceListID
	Amount int64
	Lowest bool  // the lowest price that any member pays, where it is below the list price
	Net    int64 // without the tax that the price holds
	Left   int64
	Rate   money.RateBps // of Net; rounded down
}

// Costless counts the goods that may be discounted, and those of them whose cost is
// not known in a currency: no margin can be kept of these.
func (s *Service) Costless(ctx context.Context, q postgres.Querier, currency string) (goods, costless int64, err error) {
	row, err := query(q).CostlessGoods(ctx, &currency)
	if err != nil {
		return 0, 0, fmt.Errorf("count goods without a cost: %w", err)
	}
	return row.Goods, row.Costless, nil
}

// Margins returns what is left of the prices of an article that are in force now, in
// lists of its cost's currency. Of an article without a known cost there is nothing
// to say.
func (s *Service) Margins(ctx context.Context, q postgres.Querier, a Article) ([]Margin, error) {
	if !a.Cost.Known() {
		return nil, nil
	}
	b, err := s.book(ctx, q)
	if err != nil {
		return nil, err
	}
	found, err := b.entries(ctx, q, []string{a.Code})
	if err != nil || found[a.Code] == nil {
		return nil, err
	}
	now, tax := s.clock.Now(), b.taxes[a.Tax]
	var lists []*PriceList
	for _, l := range b.lists {
		if l.Currency == a.Cost.Currency && l.ArchivedAt.IsZero() && in(now, l.From, l.Until) {
			lists = append(lists, l)
		}
	}
	slices.SortFunc(lists, func(l, m *PriceList) int { return l.goesBefore(m, spot{}) })
	var margins []Margin
	for _, l := range lists {
		p := found[a.Code].prices[l.ID].at(now)
		if p == nil {
			continue
		}
		margins = append(margins, marginOf(l.ID, p.Amount, a.Cost.Amount, tax, false))
		lowest := p.Amount
		for _, amount := range p.Member {
			lowest = min(lowest, amount)
		}
		if lowest < p.Amount {
			margins = append(margins, marginOf(l.ID, lowest, a.Cost.Amount, tax, true))
		}
	}
	return margins, nil
}

// marginOf takes the tax out of a price that holds it, net = price ÷ (1 + rate)
// rounded down, and the cost off what is left.
func marginOf(list PriceListID, amount, cost int64, tax TaxClass, lowest bool) Margin {
	m := Margin{List: list, Amount: amount, Lowest: lowest, Net: amount}
	if tax.Included {
		m.Net, _ = money.MulDiv(amount, int64(money.One), int64(money.One+tax.Rate))
	}
	m.Left = m.Net - cost
	if m.Net > 0 {
		rate, _ := money.MulDiv(max(m.Left, -m.Left), int64(money.One), m.Net)
		if m.Rate = money.RateBps(rate); m.Left < 0 {
			m.Rate = -m.Rate
		}
	}
	return m
}
