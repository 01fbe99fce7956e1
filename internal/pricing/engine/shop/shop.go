// Package shop makes baskets in shops with many promotions, for benches and tests of
// the engine.
package shop

import (
	"fmt"
	"math/rand/v2"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/money"
	"habitue/internal/pricing/engine"
)

// Basket is a basket of so many lines in a shop with so many live promotions, most of them for goods that
// are not in the basket, some for the whole of it, in a few exclusion groups.
func Basket(r *rand.Rand, lines, promotions, coupons int) engine.Input {
	const articles = 5_000
	in := engine.Input{
		Basket:   engine.Basket{Currency: "CNY"},
		Occasion: terms.Occasion{Level: "gold", Store: "S1", Channel: "store", Day: time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC), Minute: 20 * 60},
	}
	category := func(a int) string { return fmt.Sprintf("c%d", a%500) }
	for i := range lines {
		a := r.IntN(articles)
		unit := int64(100 + r.IntN(20_000))
		in.Basket.Lines = append(in.Basket.Lines, engine.Line{
			No: i + 1, Kind: "goods", Article: fmt.Sprintf("a%d", a), Categories: []string{category(a), fmt.Sprintf("d%d", a%20)}, Brand: fmt.Sprintf("b%d", a%1000),
			Unit: unit, Quantity: int64(1 + r.IntN(3)), Members: map[string]int64{"gold": unit * 95 / 100}, Cost: unit * 60 / 100,
		})
	}
	for i := range promotions {
		in.Offers = append(in.Offers, engine.Offer{ID: fmt.Sprint(i + 1), Version: 1, Source: terms.FromPromotion, Priority: r.IntN(3), Terms: promotion(r, i, articles)})
	}
	for i := range coupons {
		o := terms.Offer{
			Benefit: terms.Benefit{Kind: terms.AmountOff, Amount: int64(500 + r.IntN(5_000))}, Threshold: terms.Threshold{Amount: int64(5_000 + r.IntN(200_000))},
			Stacking: terms.Stacking{Groups: []string{fmt.Sprintf("coupon%d", i%3)}},
		}
		if i%3 == 0 {
			o.On.Categories = []string{fmt.Sprintf("d%d", r.IntN(20))}
		}
		in.Offers = append(in.Offers, engine.Offer{ID: fmt.Sprint(100_000 + i), Version: 1, Source: terms.FromCoupon, Terms: &o})
	}
	return in
}

func promotion(r *rand.Rand, i, articles int) *terms.Offer {
	o := new(terms.Offer)
	switch i % 8 {
	case 0, 1, 2:
		for range 5 {
			o.On.Articles = append(o.On.Articles, fmt.Sprintf("a%d", r.IntN(articles)))
		}
	case 3, 4:
		o.On.Categories = []string{fmt.Sprintf("c%d", r.IntN(500))}
	case 5:
		o.On.Brands = []string{fmt.Sprintf("b%d", r.IntN(1000))}
	case 6:
		o.On.Categories = []string{fmt.Sprintf("d%d", r.IntN(20))}
		o.When.Hours = []terms.Hours{{From: "08:00", Until: "10:00"}}
	case 7:
		o.When.Stores = []string{fmt.Sprintf("S%d", r.IntN(100))}
	}
	o.When.From, o.When.Until = "2026-11-01", "2026-12-31"
	switch r.IntN(5) {
	case 0:
		o.Benefit = terms.Benefit{Kind: terms.PercentOff, Rate: money.RateBps(500 + r.IntN(3_000))}
	case 1:
		o.Benefit = terms.Benefit{Kind: terms.AmountOff, Amount: int64(100 + r.IntN(2_000)), Every: true}
		o.Threshold.Amount = int64(1_000 + r.IntN(20_000))
	case 2:
		o.Benefit = terms.Benefit{Kind: terms.NthPiece, Nth: 2, Rate: 5_000}
	case 3:
		o.Benefit = terms.Benefit{Kind: terms.BuyGet, Buy: 2, Get: 1, Rate: 10_000}
	case 4:
		o.Benefit = terms.Benefit{Kind: terms.FixedPrice, Amount: int64(100 + r.IntN(10_000))}
		o.Stacking.NotWith = []terms.Source{terms.FromMemberPrice}
	}
	if r.IntN(2) == 0 {
		o.Stacking.Groups = []string{fmt.Sprintf("g%d", r.IntN(10))}
	}
	return o
}
