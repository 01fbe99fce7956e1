package bench

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/app"
	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/sample"
	"habitue/internal/staff"
)

// promote publishes promotions as a chain has them: most for a few articles or a
// category, some at other hours, in other stores or for one tier, a tenth for the
// whole basket, which exclude each other. One in five has a budget.
func (b *basketBench) promote(ctx context.Context, c *app.Capabilities, act staff.Act, world *sample.Retailer) error {
	return c.DB.InTx(ctx, func(tx postgres.Tx) error {
		for i := range b.Promotions {
			p, draft, err := c.Pricing.Create(ctx, tx, b.promotion(i, world), act)
			if err != nil {
				return err
			}
			if _, err := c.Pricing.Rules(p.ID).Publish(ctx, tx, draft.Number, time.Time{}, act); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *basketBench) promotion(i int, world *sample.Retailer) pricing.Rule {
	r := pricing.Rule{Name: i18n.Of(fmt.Sprintf("促销 %d", i), fmt.Sprintf("Promotion %d", i)), Priority: i % 3}
	switch i % 10 {
	case 0, 1, 2, 3:
		for n := range 4 {
			r.Offer.On.Articles = append(r.Offer.On.Articles, b.goods[(i*17+n*31)%len(b.goods)])
		}
	case 4, 5:
		r.Offer.On.Categories = []string{world.Categories[i%len(world.Categories)].Code}
	case 6:
		r.Offer.On.Categories = []string{world.Categories[i%len(world.Categories)].Code}
		r.Offer.When.Hours = []terms.Hours{{From: "03:00", Until: "03:30"}}
	case 7:
		r.Offer.When.Stores = []string{world.Stores[1+i%(len(world.Stores)-1)].Code}
	case 8:
		r.Offer.When.Levels = []string{"gold", "diamond"}
	case 9:
		r.Offer.Stacking.Groups = []string{"whole"}
	}
	switch i % 5 {
	case 0:
		r.Offer.Benefit = terms.Benefit{Kind: terms.PercentOff, Rate: money.RateBps(500 + 100*(i%10))}
	case 1:
		r.Offer.Benefit, r.Offer.Threshold = terms.Benefit{Kind: terms.AmountOff, Amount: 500, Every: true}, terms.Threshold{Amount: 10_000}
	case 2:
		r.Offer.Benefit = terms.Benefit{Kind: terms.NthPiece, Nth: 2, Rate: 5_000}
	case 3:
		r.Offer.Benefit, r.Offer.Threshold = terms.Benefit{Kind: terms.AmountOff, Amount: 300}, terms.Threshold{Amount: 5_000}
		r.Limits = pricing.Limits{Total: pricing.Limit{Uses: 100_000_000}, Member: pricing.Limit{Uses: 1_000_000}}
	case 4:
		r.Offer.Benefit = terms.Benefit{Kind: terms.BuyGet, Buy: 2, Get: 1, Rate: 10_000}
	}
	if i%10 < 5 && i%2 == 0 {
		r.Offer.Stacking.Groups = []string{fmt.Sprintf("g%d", i%6)}
	}
	return r
}

// give issues every member one coupon of each template.
func (b *basketBench) give(ctx context.Context, c *app.Capabilities, act staff.Act) error {
	var items []coupon.Item
	err := c.DB.InTx(ctx, func(tx postgres.Tx) error {
		for i := range b.Coupons {
			off := int64(200 * (i + 1))
			t, err := c.Coupons.CreateTemplate(ctx, tx, coupon.NewTemplate{Code: fmt.Sprintf("bench%d", i), Act: act, Terms: coupon.Terms{
				Name: i18n.Of(fmt.Sprintf("券 %d", i), fmt.Sprintf("Coupon %d", i)),
				Offer: terms.Offer{Benefit: terms.Benefit{Kind: terms.AmountOff, Amount: off}, Threshold: terms.Threshold{Amount: off * 20},
					Stacking: terms.Stacking{Groups: []string{"coupons"}}},
				Validity: coupon.Validity{Days: 300}, OnReturn: coupon.Lost,
			}})
			if err != nil {
				return err
			}
			if _, err := c.Coupons.Rules(t).Publish(ctx, tx, 1, time.Time{}, act); err != nil {
				return err
			}
			items = append(items, coupon.Item{Template: t.ID, Quantity: 1})
		}
		return nil
	})
	const together = 200
	for n := 0; err == nil && n < len(b.members); n += together {
		err = c.DB.InTx(ctx, func(tx postgres.Tx) error {
			for _, m := range b.members[n:min(n+together, len(b.members))] {
				if _, err := c.Coupons.Issue(ctx, tx, coupon.Issuing{Member: m, Items: items, Key: "bench", Source: coupon.ByRule, Rule: "bench"}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return err
}
