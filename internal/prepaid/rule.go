package prepaid

import (
	"fmt"
	"slices"
	"strings"

	"habitue/internal/platform/money"
	"habitue/internal/program/engine"
)

// Rule is the body of a version: how stored value is sold and given back. Amounts
// are minor units of the retailer's currency.
type Rule struct {
	Off         bool        `json:"off"`                                              // nothing is sold; what was sold is honoured
	Tiers       []Tier      `json:"tiers" maxItems:"20"`                              // what is offered, by rising price
	Draw        engine.Draw `json:"draw" enum:"pro_rata,principal_first,bonus_first"` // out of what a card that is sold now is drawn
	CoolingDays int         `json:"cooling_days" minimum:"0" maximum:"365"`           // for so long whoever sells may also take an unused top-up back
	Most        Most        `json:"most"`
	Giving      Giving      `json:"giving"`
}

// Tier is one offer: pay so much, and get so much on top.
type Tier struct {
	Pay     int64     `json:"pay" minimum:"1" maximum:"9007199254740991"`
	Bonus   int64     `json:"bonus" minimum:"0" maximum:"9007199254740991"`
	Coupons []Coupons `json:"coupons,omitempty" maxItems:"10"`
	Label   string    `json:"label,omitempty" maxLength:"60"`             // that the member carries as long as the top-up is not given back
	Times   int       `json:"times,omitempty" minimum:"0" maximum:"1000"` // how often a member may; 0: without limit
}

// Coupons are so many of one template that go with a top-up.
type Coupons struct {
	Template string `json:"template" minLength:"1" maxLength:"64"` // its code
	Quantity int    `json:"quantity" minimum:"1" maximum:"100"`
}

// Most is how much principal may be on a card. Of single-purpose prepaid cards in
// mainland China: 5,000 yuan on one in a name, 1,000 on one without (单用途商业预付卡
// 管理办法（试行）, order no. 9 of 2012 of the Ministry of Commerce, article 18).
type Most struct {
	Named   int64 `json:"named" minimum:"0" maximum:"9007199254740991"`
	Unnamed int64 `json:"unnamed" minimum:"0" maximum:"9007199254740991"` // of members without a name on record
}

// Giving is how members give stored value to each other.
type Giving struct {
	Off  bool  `json:"off"`
	Step int64 `json:"step" minimum:"1" maximum:"9007199254740991"` // amounts are multiples of it
	Day  int64 `json:"day" minimum:"0" maximum:"9007199254740991"`  // how much a member gives on a business day
}

const (
	mostTiers   = 20
	mostAmount  = 1_000_000_00
	mostCooling = 365
	longestWord = 60
)

// DefaultRule is the rule of a new installation. Seven days to think better of it
// are what a consumer in mainland China has (法释〔2025〕4号, in force since 1 May 2025).
func DefaultRule() Rule {
	return Rule{
		Tiers:       []Tier{{Pay: 200_00, Bonus: 50_00}, {Pay: 500_00, Bonus: 150_00}, {Pay: 1_000_00, Bonus: 400_00}},
		Draw:        engine.ProRata,
		CoolingDays: 7,
		Most:        Most{Named: 5_000_00, Unnamed: 1_000_00},
		Giving:      Giving{Off: true, Step: 1_00, Day: 500_00},
	}
}

// Validate says everything that is wrong with the rule.
func (r Rule) Validate() error {
	bad := ErrBadRule
	switch r.Draw {
	case engine.ProRata, engine.PrincipalFirst, engine.BonusFirst:
	default:
		bad = bad.Field("draw", "program.unknown_choice", "given", string(r.Draw))
	}
	if len(r.Tiers) > mostTiers || len(r.Tiers) == 0 && !r.Off {
		bad = bad.Field("tiers", "prepaid.number_of_tiers", "max", mostTiers)
	}
	var before int64
	for i, t := range r.Tiers {
		at := fmt.Sprintf("tiers[%d].", i)
		if t.Pay <= before || t.Pay > mostAmount {
			bad = bad.Field(at+"pay", "prepaid.tiers_rise", "max", mostAmount)
		}
		if t.Bonus < 0 || t.Bonus > mostAmount {
			bad = bad.Field(at+"bonus", "prepaid.amount_out_of_range", "max", mostAmount)
		}
		if t.Times < 0 || t.Times > 1000 {
			bad = bad.Field(at+"times", "prepaid.amount_out_of_range", "max", 1000)
		}
		if len([]rune(t.Label)) > longestWord || strings.Contains(t.Label, ":") {
			bad = bad.Field(at+"label", "prepaid.bad_label", "max", longestWord)
		}
		for j, c := range t.Coupons {
			if c.Template == "" || c.Quantity < 1 || c.Quantity > 100 {
				bad = bad.Field(fmt.Sprintf("%scoupons[%d]", at, j), "prepaid.bad_coupons")
			}
		}
		before = t.Pay
	}
	if r.CoolingDays < 0 || r.CoolingDays > mostCooling {
		bad = bad.Field("cooling_days", "prepaid.amount_out_of_range", "max", mostCooling)
	}
	for at, amount := range map[string]int64{"most.named": r.Most.Named, "most.unnamed": r.Most.Unnamed, "giving.day": r.Giving.Day} {
		if amount < 0 || !money.Safe(amount) {
			bad = bad.Field(at, "prepaid.amount_out_of_range", "max", int64(money.MaxSafe))
		}
	}
	if r.Giving.Step < 1 || r.Giving.Step > mostAmount {
		bad = bad.Field("giving.step", "prepaid.amount_out_of_range", "max", mostAmount)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// tier is the offer of a price.
func (r Rule) tier(pay int64) (Tier, bool) {
	i := slices.IndexFunc(r.Tiers, func(t Tier) bool { return t.Pay == pay })
	if i < 0 {
		return Tier{}, false
	}
	return r.Tiers[i], true
}

// RealPrice is what face value of the tier really costs, where another offer leaves
// so much of the price: 1,000 + 400 with 10 % off costs 64.3 % of the list price.
// It is rounded up: never cheaper than it is.
func (t Tier) RealPrice(leaves money.RateBps) money.RateBps {
	face := t.Pay + t.Bonus
	return money.RateBps((t.Pay*int64(leaves) + face - 1) / face)
}
