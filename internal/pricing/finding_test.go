package pricing_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
)

var today = time.Date(2026, 9, 17, 0, 0, 0, 0, time.UTC) // a Thursday

func facts() pricing.Facts {
	return pricing.Facts{
		Today: today, Levels: map[string]bool{"gold": true}, Stores: map[string]bool{"S1": true}, Channels: map[string]bool{"store": true},
		Above: func(c string) []string { return map[string][]string{"green": {"tea"}}[c] },
	}
}

func promotionOf(id int, offer terms.Offer) pricing.Promotion {
	return pricing.Promotion{ID: pricing.PromotionID(id), Rule: pricing.Rule{Name: i18n.Of("促销", "Promotion"), Offer: offer}}
}

func amountOff(off, from int64, groups ...string) terms.Offer {
	return terms.Offer{Benefit: terms.Benefit{Kind: terms.AmountOff, Amount: off}, Threshold: terms.Threshold{Amount: from}, Stacking: terms.Stacking{Groups: groups}}
}

func TestAPromotionThatAppliesToNothingIsFound(t *testing.T) {
	t.Parallel()
	tea, green := terms.Goods{Categories: []string{"tea"}}, terms.Goods{Categories: []string{"green"}}
	for _, c := range []struct {
		name   string
		change func(*pricing.Rule)
		want   string
	}{
		{"it_is_over", func(r *pricing.Rule) { r.Offer.When.Until = "2026-09-16" }, pricing.FoundOver},
		{"the_last_day_is_today", func(r *pricing.Rule) { r.Offer.When.Until = "2026-09-17" }, ""},
		{"no_sunday_before_it_ends", func(r *pricing.Rule) {
			r.Offer.When = terms.When{Until: "2026-09-19", Weekdays: []int{7}}
		}, pricing.FoundNoDay},
		{"the_30th_of_february", func(r *pricing.Rule) {
			r.Offer.When = terms.When{From: "2027-02-01", Until: "2027-02-28", MonthDays: []int{30}}
		}, pricing.FoundNoDay},
		{"a_festival_on_a_weekday_in_some_year", func(r *pricing.Rule) {
			r.Offer.When = terms.When{Festival: "mid_autumn", Weekdays: []int{1}}
		}, ""},
		{"a_festival_on_a_day_on_which_it_never_falls", func(r *pricing.Rule) {
			r.Offer.When = terms.When{Festival: "spring_festival", MonthDays: []int{25}, From: "2027-01-01", Until: "2027-12-31"}
		}, pricing.FoundNoDay},
		{"no_such_level", func(r *pricing.Rule) { r.Offer.When.Levels = []string{"diamond"} }, pricing.FoundNoLevel},
		{"one_of_its_levels", func(r *pricing.Rule) { r.Offer.When.Levels = []string{"diamond", "gold"} }, ""},
		{"no_such_store", func(r *pricing.Rule) { r.Offer.When.Stores = []string{"S2"} }, pricing.FoundNoStore},
		{"no_such_channel", func(r *pricing.Rule) { r.Offer.When.Channels = []string{"fax"} }, pricing.FoundNoChannel},
		{"all_goods_excepted", func(r *pricing.Rule) { r.Offer.On, r.Offer.Except = green, tea }, pricing.FoundNoGoods},
		{"some_goods_left", func(r *pricing.Rule) { r.Offer.On, r.Offer.Except = tea, green }, ""},
		{"a_part_excepted", func(r *pricing.Rule) {
			r.Offer = terms.Offer{Except: green, Benefit: terms.Benefit{Kind: terms.BundlePrice, Amount: 1, Parts: []terms.Part{{Goods: tea, Quantity: 1}, {Goods: green, Quantity: 1}}}}
		}, pricing.FoundNoPart},
		{"the_budget_is_gone", func(r *pricing.Rule) { r.Limits.Total.Money = 100 }, pricing.FoundUsedUp},
		{"the_budget_of_today_is_gone", func(r *pricing.Rule) { r.Limits.Day.Uses = 5 }, pricing.FoundUsedToday},
		{"off_is_not_odd", func(r *pricing.Rule) { r.Off, r.Offer.When.Until = true, "2020-01-01" }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p, f, none := promotionOf(1, amountOff(5, 0)), facts(), int64(0)
			c.change(&p.Rule)
			if p.Rule.Limits.Total.Money > 0 {
				f.Left = map[pricing.PromotionID]engine.Left{1: {Money: &none}}
			}
			if p.Rule.Limits.Day.Uses > 0 {
				f.LeftToday = map[pricing.PromotionID]engine.Left{1: {Uses: &none}}
			}
			got := pricing.Findings([]pricing.Promotion{p}, f)
			switch {
			case c.want == "" && len(got) > 0:
				t.Errorf("found %+v", got)
			case c.want != "" && (len(got) != 1 || got[0].Code != c.want):
				t.Errorf("found %+v, want %s", got, c.want)
			case c.want != "" && got[0].Never() == slices.Contains([]string{pricing.FoundUsedToday, pricing.FoundNoChannel}, c.want):
				t.Errorf("%s: never is %v", c.want, got[0].Never())
			}
		})
	}
}

func TestAPromotionBesideAnotherIsFound(t *testing.T) {
	t.Parallel()
	gold, limited := amountOff(20, 100, "g"), promotionOf(2, amountOff(30, 100, "g"))
	gold.When.Levels = []string{"gold"}
	limited.Rule.Limits.Total.Uses = 1_000
	flash := terms.Offer{Benefit: terms.Benefit{Kind: terms.FixedPrice, Amount: 9}}
	for _, c := range []struct {
		name string
		a, b pricing.Promotion
		want map[pricing.PromotionID]string
	}{
		{"less_from_more_on", promotionOf(1, amountOff(15, 200, "g")), promotionOf(2, amountOff(20, 100, "g")), map[pricing.PromotionID]string{1: pricing.FoundOutdone}},
		{"more_from_more_on", promotionOf(1, amountOff(50, 200, "g")), promotionOf(2, amountOff(20, 100, "g")), nil},
		{"nothing_keeps_them_apart", promotionOf(1, amountOff(15, 200)), promotionOf(2, amountOff(20, 100)), nil},
		{"for_gold_only", promotionOf(1, gold), promotionOf(2, amountOff(20, 100, "g")), map[pricing.PromotionID]string{1: pricing.FoundOutdone}},
		{"better_for_gold_only", promotionOf(1, amountOff(15, 100, "g")), promotionOf(2, gold), nil},
		{"the_better_one_may_be_used_up", promotionOf(1, amountOff(20, 100, "g")), limited, nil},
		{"twice", promotionOf(1, amountOff(20, 100, "g")), promotionOf(2, amountOff(20, 100, "g", "h")), map[pricing.PromotionID]string{1: pricing.FoundTwice, 2: pricing.FoundTwice}},
		{"doubled", promotionOf(1, amountOff(20, 100, "g")), promotionOf(2, amountOff(20, 100, "h")), map[pricing.PromotionID]string{1: pricing.FoundDoubled, 2: pricing.FoundDoubled}},
		{"a_price_is_had_once", promotionOf(1, flash), promotionOf(2, flash), map[pricing.PromotionID]string{1: pricing.FoundTwice, 2: pricing.FoundTwice}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := map[pricing.PromotionID]string{}
			for _, f := range pricing.Findings([]pricing.Promotion{c.a, c.b}, facts()) {
				got[f.Promotion] = f.Code
			}
			if len(got) != len(c.want) || got[1] != c.want[1] || got[2] != c.want[2] {
				t.Errorf("found %v, want %v", got, c.want)
			}
		})
	}
}

// What is found is true of every basket: what is said to be outdone is never the
// better one alone, what says the same comes to the same, and what is doubled can
// be had twice.
func TestWhatIsFoundBesideAnotherIsTrueOfEveryBasket(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 2))
	counts := map[string]int{}
	for range 30_000 {
		a, b := promotionOf(1, randomOffer(r)), promotionOf(2, randomOffer(r))
		for _, f := range pricing.Findings([]pricing.Promotion{a, b}, facts()) {
			counts[f.Code]++
			worse, better := a, b
			if f.Promotion == b.ID {
				worse, better = b, a
			}
			for range 10 {
				in := randomBasket(r)
				alone, other, both := netWith(t, in, worse), netWith(t, in, better), netWith(t, in, worse, better)
				switch {
				case f.Code == pricing.FoundOutdone && alone < other, f.Code == pricing.FoundTwice && alone != other:
					t.Fatalf("seed %d: %s: %d alone, %d with the other\n%+v\n%+v\n%+v", seed, f.Code, alone, other, worse.Rule.Offer, better.Rule.Offer, in.Basket)
				case f.Code == pricing.FoundDoubled && both < alone:
					counts["had twice"]++
				}
			}
		}
	}
	for _, code := range []string{pricing.FoundOutdone, pricing.FoundTwice, pricing.FoundDoubled, "had twice"} {
		if counts[code] < 3 {
			t.Errorf("seed %d: found %v", seed, counts)
		}
	}
}

func randomOffer(r *rand.Rand) terms.Offer {
	goods := func() terms.Goods {
		return []terms.Goods{{}, {}, {Categories: []string{"tea"}}, {Categories: []string{"green"}}, {Articles: []string{"a"}}, {Articles: []string{"a", "b"}}}[r.IntN(6)]
	}
	o := terms.Offer{On: goods(), Except: goods()}
	if r.IntN(3) > 0 {
		o.Except = terms.Goods{}
	}
	switch b := &o.Benefit; r.IntN(5) {
	case 0, 1:
		b.Kind, b.Amount, b.Every = terms.AmountOff, int64(5+5*r.IntN(3)), r.IntN(2) == 0
		if r.IntN(4) == 0 {
			b.Times = int64(1 + r.IntN(2))
		}
	case 2:
		b.Kind, b.Rate, b.Cap = terms.PercentOff, money.RateBps(1_000*(1+r.IntN(3))), int64(20*r.IntN(2))
	case 3:
		b.Kind, b.Amount = terms.FixedPrice, int64(20+10*r.IntN(2))
	case 4:
		b.Kind, b.Nth, b.Rate = terms.NthPiece, 2, money.RateBps(2_500*(1+r.IntN(4)))
	}
	if o.Benefit.Every || r.IntN(2) == 0 {
		o.Threshold = terms.Threshold{Amount: int64(50 + 50*r.IntN(3)), Of: []terms.Basis{"", terms.BeforeDiscount}[r.IntN(2)]}
	}
	if r.IntN(4) > 0 {
		o.Stacking.Groups = []string{"g"}
	}
	if r.IntN(4) == 0 {
		o.When.Levels = []string{"gold"}
	}
	return o
}

func randomBasket(r *rand.Rand) engine.Input {
	in := engine.Input{Occasion: terms.Occasion{Day: today, Level: []string{"", "gold"}[r.IntN(2)]}, Basket: engine.Basket{Currency: "CNY"}}
	for i := range 1 + r.IntN(4) {
		l := engine.Line{No: i + 1, Kind: "goods", Article: string(rune('a' + r.IntN(3))), Unit: int64(10 + r.IntN(90)), Quantity: int64(1 + r.IntN(4))}
		l.Categories = [][]string{{"tea"}, {"green", "tea"}, nil}[r.IntN(3)]
		if r.IntN(3) == 0 {
			l.Members = map[string]int64{"gold": l.Unit - 5}
		}
		in.Basket.Lines = append(in.Basket.Lines, l)
	}
	return in
}

func netWith(t *testing.T, in engine.Input, promotions ...pricing.Promotion) int64 {
	t.Helper()
	for _, p := range promotions {
		in.Offers = append(slices.Clone(in.Offers), engine.Offer{ID: string(rune('0' + p.ID)), Source: terms.FromPromotion, Terms: &p.Rule.Offer})
	}
	q, err := engine.Evaluate(in)
	if err != nil {
		t.Fatal(err)
	}
	return q.Totals.Net
}
