package prepaid_test

import (
	"errors"
	"testing"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/prepaid"
)

// The trade's own figures: what face value really costs, alone and with gold's 10 % off.
func TestRealPriceOfTheTradesTiers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pay, bonus int64
		leaves     money.RateBps
		want       money.RateBps
	}{
		{200_00, 50_00, money.One, 80_00},
		{500_00, 150_00, money.One, 76_93},
		{1_000_00, 400_00, money.One, 71_43},
		{1_000_00, 400_00, 90_00, 64_29}, // 1,000 paid buys 1,555.56 of list price
		{100_00, 0, money.One, money.One},
	} {
		if got := (prepaid.Tier{Pay: c.pay, Bonus: c.bonus}).RealPrice(c.leaves); got != c.want {
			t.Errorf("%d + %d at %d: %d, want %d", c.pay, c.bonus, c.leaves, got, c.want)
		}
	}
}

func TestARuleSaysEverythingThatIsWrong(t *testing.T) {
	t.Parallel()
	if err := prepaid.DefaultRule().Validate(); err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(*prepaid.Rule){
		"draw":                func(r *prepaid.Rule) { r.Draw = "newest" },
		"tiers":               func(r *prepaid.Rule) { r.Tiers = nil },
		"tiers[1].pay":        func(r *prepaid.Rule) { r.Tiers[1].Pay = r.Tiers[0].Pay },
		"tiers[0].bonus":      func(r *prepaid.Rule) { r.Tiers[0].Bonus = -1 },
		"tiers[0].times":      func(r *prepaid.Rule) { r.Tiers[0].Times = 1001 },
		"tiers[0].label":      func(r *prepaid.Rule) { r.Tiers[0].Label = "value:high" },
		"tiers[0].coupons[0]": func(r *prepaid.Rule) { r.Tiers[0].Coupons = []prepaid.Coupons{{Template: "a"}} },
		"cooling_days":        func(r *prepaid.Rule) { r.CoolingDays = 366 },
		"most.named":          func(r *prepaid.Rule) { r.Most.Named = -1 },
		"giving.step":         func(r *prepaid.Rule) { r.Giving.Step = 0 },
	} {
		rule := prepaid.DefaultRule()
		change(&rule)
		var bad *errs.Error
		if err := rule.Validate(); !errors.As(err, &bad) || len(bad.Fields) != 1 || bad.Fields[0].Path != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
