package fill_test

import (
	"context"
	"testing"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
)

// TestGoodsHavePricesCostAndStock holds that the demo has something to show.
func TestGoodsHavePricesCostAndStock(t *testing.T) {
	t.Parallel()
	config := sample.Default(time.Date(2026, 9, 1, 0, 0, 0, 0, sample.Shanghai()))
	config.Members, config.Orders = 50, 100
	var in fill.Into
	shop := programtest.OpenWith(t, func(ctx context.Context, s *programtest.Shop, tx postgres.Tx) error {
		in = fill.Into{DB: s.DB.DB, Org: s.Org, Catalog: s.Catalog, Members: s.Members, Tiers: s.Tiers, Program: s.Program}
		return fill.Rules(ctx, tx, in)
	})
	shop.Clock.Set(config.End)
	g := sample.New(config)
	if _, err := fill.Members(t.Context(), in, g); err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, a := range g.Retailer().Articles {
		codes = append(codes, a.SKU)
	}
	quoted, err := shop.Catalog.Prices(t.Context(), shop.DB, catalog.PriceQuery{At: config.End, Currency: sample.Currency, Level: "gold", Codes: codes})
	if err != nil {
		t.Fatal(err)
	}
	forMembers := 0
	for _, a := range g.Retailer().Articles {
		q := quoted[a.SKU]
		if q.Amount != a.PriceAt(config.End) || q.Cost.Amount != a.Cost || q.Taxed.Rate == 0 {
			t.Errorf("%s costs %d (%d), the sample says %d (%d)", a.SKU, q.Amount, q.Cost.Amount, a.PriceAt(config.End), a.Cost)
		}
		if q.IsMember {
			forMembers++
		}
	}
	if forMembers == 0 {
		t.Error("no article has a member price")
	}
	list, _, err := shop.Catalog.Differences(t.Context(), shop.DB, catalog.DifferenceAsk{At: config.End, Currency: sample.Currency, Filter: catalog.Filter{Sold: true}}, "", 200)
	found := map[catalog.Difference]int{}
	for _, c := range list {
		for _, d := range c.Differences {
			found[d]++
		}
	}
	if err != nil || found[catalog.OtherPrice] == 0 || found[catalog.OtherStock] == 0 {
		t.Errorf("%v, %v", found, err)
	}
}
