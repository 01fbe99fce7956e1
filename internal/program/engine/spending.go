package engine

import (
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
)

// Spending is the body of a version of the spending rule: how points and stored
// value pay at a checkout.
type Spending struct {
	Points PointsAsMoney `json:"points"`
	Stored StoredAsMoney `json:"stored"`
}

// PointsAsMoney is what points are worth when they pay.
type PointsAsMoney struct {
	Off       bool             `json:"off"`                       // points do not pay
	Per       int64            `json:"per" minimum:"1"`           // so many points …
	Worth     int64            `json:"worth" minimum:"1"`         // … pay so many minor units
	Levels    map[string]int64 `json:"level_worth,omitempty"`     // … or so many, at a level
	MinBasket int64            `json:"min_basket" minimum:"0"`    // from this amount to pay on
	Step      int64            `json:"step" minimum:"1"`          // in steps of so many points
	MaxShare  money.RateBps    `json:"max_share_bps" minimum:"0"` // of the amount to pay; 0: all of it
}

// StoredAsMoney says out of what stored value is drawn.
type StoredAsMoney struct {
	Draw Draw `json:"draw" enum:"pro_rata,principal_first,bonus_first"`
}

// Draw is the order in which principal and bonus pay.
type Draw string

// The orders.
const (
	ProRata        Draw = "pro_rata" // each in proportion to what there is of it
	PrincipalFirst Draw = "principal_first"
	BonusFirst     Draw = "bonus_first"
)

// ErrBadSpending says that a spending rule cannot be used, and which parts of it.
var ErrBadSpending = errs.New(errs.Invalid, "program.bad_spending_rule")

// maxWorth bounds both sides of a rate, so that every slip of a zero is seen.
const maxWorth = 1_000_000

// Validate says everything that is wrong with the rule.
func (s Spending) Validate() error {
	bad := ErrBadSpending
	p := s.Points
	if p.Per < 1 || p.Per > maxWorth {
		bad = bad.Field("points.per", "program.spending_out_of_range", "max", maxWorth)
	}
	if p.Worth < 1 || p.Worth > maxWorth {
		bad = bad.Field("points.worth", "program.spending_out_of_range", "max", maxWorth)
	}
	for level, worth := range p.Levels {
		if worth < 1 || worth > maxWorth {
			bad = bad.Field("points.level_worth."+level, "program.spending_out_of_range", "max", maxWorth)
		}
	}
	if p.Step < 1 || p.Step > maxWorth {
		bad = bad.Field("points.step", "program.spending_out_of_range", "max", maxWorth)
	}
	if p.MinBasket < 0 || p.MinBasket > MaxAmount {
		bad = bad.Field("points.min_basket", "program.negative_amount")
	}
	if p.MaxShare < 0 || p.MaxShare > money.One {
		bad = bad.Field("points.max_share_bps", "program.rate_out_of_range", "rate_bps", int64(p.MaxShare), "max_bps", int64(money.One))
	}
	switch s.Stored.Draw {
	case ProRata, PrincipalFirst, BonusFirst:
	default:
		bad = bad.Field("stored.draw", "program.unknown_choice", "given", string(s.Stored.Draw))
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// DefaultSpending is the rule of a new installation: 100 points pay 1 of the
// currency, from a basket of 50 on, in hundreds; stored value is drawn from
// principal and bonus in the proportion of the card.
func DefaultSpending() Spending {
	return Spending{
		Points: PointsAsMoney{Per: 100, Worth: 100, MinBasket: 50_00, Step: 100},
		Stored: StoredAsMoney{Draw: ProRata},
	}
}

// WorthAt is what Per points pay at a level.
func (p PointsAsMoney) WorthAt(level string) int64 {
	if worth, ok := p.Levels[level]; ok {
		return worth
	}
	return p.Worth
}

// Split divides an amount of stored value over principal and bonus, of which
// there is so much. What does not divide evenly comes out of the principal, so
// that no rounding ever adds to the bonus that is left.
func (s StoredAsMoney) Split(amount, principal, bonus int64) (fromPrincipal, fromBonus int64) {
	switch {
	case amount > principal+bonus || amount < 0:
		panic("engine: more is drawn than there is")
	case s.Draw == PrincipalFirst:
		fromPrincipal = min(amount, principal)
	case s.Draw == BonusFirst:
		fromPrincipal = amount - min(amount, bonus)
	default:
		floor, _ := money.MulDiv(amount, bonus, max(principal+bonus, 1))
		fromPrincipal = amount - floor
	}
	return fromPrincipal, amount - fromPrincipal
}
