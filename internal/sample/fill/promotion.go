package fill

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/sample"
	"habitue/internal/staff"
)

// GroupBuy lets a promotion be live that changes the price of nobody's basket who
// does not ask for it: three members who buy a tin together.
func GroupBuy(ctx context.Context, in Into, prices *pricing.Service, g *sample.Generator) error {
	f := &filling{Into: in, World: WorldOf(g), g: g}
	var tin *sample.Article
	for i := range f.world.Articles {
		if a := &f.world.Articles[i]; f.shelf(a) && (tin == nil || last(a) > last(tin)) {
			tin = a
		}
	}
	if tin == nil {
		return nil
	}
	act := staff.Act{By: staff.Operator}
	rule := pricing.Rule{
		Name:   i18n.Of("三人拼团", "Three together"),
		Offer:  terms.Offer{On: terms.Goods{Articles: []string{tin.SKU}}, Benefit: terms.Benefit{Kind: terms.FixedPrice, Amount: share(last(tin), 80)}},
		Limits: pricing.Limits{Total: pricing.Limit{Pieces: 500}, Member: pricing.Limit{Pieces: 2}},
		Group:  &pricing.GroupBuy{Size: 3, Minutes: 24 * 60, OpenerAmount: share(last(tin), 75), OneAtOnce: true},
	}
	err := in.DB.InTx(ctx, func(tx postgres.Tx) error {
		p, draft, err := prices.Create(ctx, tx, rule, act)
		if err != nil {
			return err
		}
		_, err = prices.Rules(p.ID).Publish(ctx, tx, draft.Number, time.Time{}, act)
		return err
	})
	if err != nil {
		return fmt.Errorf("make a group buy: %w", err)
	}
	return nil
}

func last(a *sample.Article) int64 { return a.Prices[len(a.Prices)-1].Amount }
