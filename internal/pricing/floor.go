package pricing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/pricing/engine"
	"habitue/internal/staff"
)

// Floor is the body of a version of the floor rule: what share of the net price of
// a basket's goods must be left above their cost, whatever offers take.
type Floor struct {
	Off   bool          `json:"off"`                                 // offers may take everything
	Rate  money.RateBps `json:"rate_bps" minimum:"0" maximum:"9999"` // of goods that no part names
	Parts []FloorOf     `json:"parts,omitempty" maxItems:"50"`       // the first that names goods counts
}

// FloorOf is the floor of some goods.
type FloorOf struct {
	Goods terms.Goods   `json:"goods"`
	Off   bool          `json:"off,omitempty"` // none
	Rate  money.RateBps `json:"rate_bps" minimum:"0" maximum:"9999"`
}

const (
	floorRuleID = 1
	mostFloors  = 50
)

// Validate says everything that is wrong with a floor.
func (f Floor) Validate() error {
	bad := ErrBadFloor
	rate := func(path string, r money.RateBps) {
		if r < 0 || r >= money.One {
			bad = bad.Field(path, "pricing.floor_out_of_range")
		}
	}
	rate("rate_bps", f.Rate)
	if len(f.Parts) > mostFloors {
		bad = bad.Field("parts", "pricing.too_many", "max", mostFloors)
	}
	for i, p := range f.Parts {
		path := fmt.Sprintf("parts[%d]", i)
		rate(path+".rate_bps", p.Rate)
		if p.Goods.Empty() {
			bad = bad.Field(path+".goods", "coupon.nothing_named")
		}
		bad = p.Goods.Validate(bad, path, "goods")
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// margin is the floor as the engine knows it; nil: none.
func (f Floor) margin() *engine.Margin {
	if f.Off {
		return nil
	}
	m := &engine.Margin{Rate: f.Rate}
	for _, p := range f.Parts {
		m.Parts = append(m.Parts, engine.MarginOf{Goods: p.Goods, None: p.Off, Rate: p.Rate})
	}
	return m
}

func floors(d Deps) staff.Rules[Floor] {
	return staff.Rules[Floor]{
		Book:  rulebook.New[Floor]("pricing.floor_rule", floorRuleID, d.Clock),
		Staff: d.Staff, Kind: staff.PublishFloor, Owner: "pricing",
	}
}

// Seed lets there be no floor where nothing was said.
func (s *Service) Seed(ctx context.Context, tx postgres.Tx) error {
	return s.Floors.Seed(ctx, tx, Floor{Off: true, Rate: 500})
}

// floorAt is the version that holds at an instant; where none was ever published
// there is no floor.
func (s *Service) floorAt(ctx context.Context, q postgres.Querier, at time.Time) (rulebook.Version[Floor], error) {
	published, err := s.Floors.Published(ctx, q)
	if errors.Is(err, rulebook.ErrNoVersion) {
		return rulebook.Version[Floor]{Body: Floor{Off: true}}, nil
	}
	if err != nil {
		return rulebook.Version[Floor]{}, err
	}
	return rulebook.At(published, at), nil
}

// costOf is what one of an article costs, with the tax that its price holds: what is
// left of the net price over cost is a share of the net price, while offers take of
// prices as they are written. Rounded up, so that the floor is never undercut.
func costOf(g *catalog.Good, currency string) int64 {
	cost, known := g.CostIn(currency)
	if !known {
		return 0
	}
	if !g.Taxed.Included {
		return cost
	}
	with, ok := money.MulDiv(cost, int64(money.One+g.Taxed.Rate), int64(money.One))
	if !ok || with >= engine.MaxAmount {
		return cost
	}
	if back, _ := money.MulDiv(with, int64(money.One), int64(money.One+g.Taxed.Rate)); back < cost {
		with++
	}
	return with
}
