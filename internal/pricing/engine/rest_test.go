package engine_test

import (
	"testing"

	"habitue/internal/coupon/terms"
	"habitue/internal/pricing/engine"
)

// Ten off three equal lines is 3.33 each and a cent over; the cent is told apart,
// as is the one that is left of what points and stored value pay.
func TestTheLeftOverUnitIsTold(t *testing.T) {
	t.Parallel()
	in := engine.Input{Basket: engine.Basket{Currency: "CNY"}}
	for no := 1; no <= 3; no++ {
		in.Basket.Lines = append(in.Basket.Lines, engine.Line{No: no, Kind: "goods", Article: string(rune('a' + no)), Unit: 10_00, Quantity: 1})
	}
	in.Offers = []engine.Offer{{ID: "1", Version: 1, Source: terms.FromPromotion, Terms: &terms.Offer{Benefit: terms.Benefit{Kind: terms.AmountOff, Amount: 10_00}}}}
	in.Points = engine.Points{Have: 1_000, Per: 100, Worth: 100, Want: engine.All}
	in.Stored = engine.Stored{Have: 1_00, Want: engine.All}
	q, err := engine.Evaluate(in)
	if err != nil {
		t.Fatal(err)
	}
	var offs, points, stored int64
	for _, l := range q.Lines {
		if l.Offs[0].Amount-l.Offs[0].Rest != 3_33 {
			t.Errorf("line %d: %+v", l.No, l.Offs)
		}
		offs, points, stored = offs+l.Offs[0].Rest, points+l.PointsRest, stored+l.StoredRest
		if l.PointsRest < 0 || l.PointsRest > 1 || l.StoredRest < 0 || l.StoredRest > 1 {
			t.Errorf("line %d: %+v", l.No, l)
		}
	}
	if offs != 1 || points != 1 || stored != 1 {
		t.Errorf("left over: %d of the offer, %d of points, %d of stored value", offs, points, stored)
	}
}
