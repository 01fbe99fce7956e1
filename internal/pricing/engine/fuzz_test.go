package engine_test

import (
	"encoding/json"
	"testing"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
	"habitue/internal/pricing/engine"
)

// Whatever somebody sends as an offer: it is refused, or it prices a basket
// without a crash, a negative or a sum that does not add up.
func FuzzOfferBody(f *testing.F) {
	for _, body := range []string{
		`{"benefit":{"kind":"amount_off","amount":2000,"every":true},"threshold":{"amount":10000}}`,
		`{"benefit":{"kind":"bundle_price","amount":1,"parts":[{"goods":{"articles":["a"]},"quantity":2},{"goods":{"categories":["tea"]},"quantity":1}]}}`,
		`{"benefit":{"kind":"buy_get","rate_bps":10000,"buy":2,"get":1},"stacking":{"not_with":["member_price"]}}`,
		`{"benefit":{"kind":"gift","every":true,"amount":1000000000000,"parts":[{"goods":{"articles":["b"]},"quantity":1000}]},"threshold":{"pieces":1}}`,
		`{"benefit":{"kind":"add_on","every":true,"parts":[{"goods":{"articles":["a"]},"quantity":1}]},"threshold":{"amount":1}}`,
		`{"benefit":{"kind":"fixed_price","amount":1,"times":1000000}}`,
		`{"benefit":{"kind":"nth_piece","rate_bps":10000,"nth":2,"cap":1}}`,
		`{"benefit":{"kind":"exchange","times":3},"on":{"brands":["x"]}}`,
		`{"benefit":{"kind":"delivery"},"when":{"hours":[{"from":"08:00","until":"24:00"}]}}`,
	} {
		f.Add([]byte(body))
	}
	in := engine.Input{Occasion: terms.Occasion{Level: "gold", Day: sunday, Minute: 600}, Basket: engine.Basket{Currency: "CNY", Lines: []engine.Line{
		{No: 1, Kind: "goods", Article: "a", Categories: []string{"tea"}, Unit: engine.MaxAmount / 8, Quantity: 2, Members: map[string]int64{"gold": 1}},
		{No: 2, Kind: "goods", Article: "b", Brand: "x", Unit: 1, Quantity: 1_000_000_000},
		{No: 3, Kind: "goods", Article: "a", Unit: 4_990, Quantity: 1_234, Scale: 1_000},
		{No: 4, Kind: "delivery", Article: "d", Unit: 600, Quantity: 1},
		{No: 5, Kind: "goods", Article: "c", Unit: 0, Quantity: 3},
	}}}
	f.Fuzz(func(t *testing.T, body []byte) {
		var o terms.Offer
		if json.Unmarshal(body, &o) != nil {
			return
		}
		if bad := o.Validate(errs.New(errs.Invalid, "fuzz"), "offer"); len(bad.Fields) > 0 {
			return
		}
		priced := in
		priced.Offers = []engine.Offer{{ID: "1", Source: terms.FromPromotion, Terms: &o}, {ID: "2", Source: terms.FromCoupon, Terms: &o}}
		q, err := engine.Evaluate(priced)
		if err != nil {
			t.Fatal(err)
		}
		var net int64
		for _, l := range q.Lines {
			left := l.List - l.Member
			for _, off := range l.Offs {
				left -= off.Amount
			}
			if l.Net < 0 || l.Net != left {
				t.Fatalf("%+v", l)
			}
			net += l.Net
		}
		if net != q.Totals.Net || q.Totals.Payable < 0 {
			t.Fatalf("%+v", q.Totals)
		}
	})
}
