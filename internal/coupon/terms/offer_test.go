package terms_test

import (
	"encoding/json"
	"strings"
	"testing"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
)

func TestOffersThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	tea := `"on":{"categories":["tea"]}`
	for _, c := range []struct{ name, offer, path string }{
		{"no_kind", `{"benefit":{}}`, "benefit.kind"},
		{"nothing_off", `{"benefit":{"kind":"amount_off"}}`, "benefit.amount"},
		{"less_than_nothing", `{"benefit":{"kind":"amount_off","amount":-5}}`, "benefit.amount"},
		{"more_than_everything", `{"benefit":{"kind":"percent_off","rate_bps":10001}}`, "benefit.rate_bps"},
		{"a_percentage_has_no_amount", `{"benefit":{"kind":"percent_off","rate_bps":100,"amount":5}}`, "benefit.amount"},
		{"every_of_nothing", `{"benefit":{"kind":"amount_off","amount":5,"every":true}}`, "benefit.every"},
		{"every_first_piece", `{"benefit":{"kind":"nth_piece","rate_bps":5000,"nth":1}}`, "benefit.nth"},
		{"buy_nothing", `{"benefit":{"kind":"buy_get","rate_bps":10000,"get":1}}`, "benefit.buy"},
		{"a_bundle_of_one", `{"benefit":{"kind":"bundle_price","amount":5,"parts":[{"goods":{"articles":["a"]},"quantity":1}]}}`, "benefit.parts"},
		{"a_bundle_of_anything", `{"benefit":{"kind":"bundle_price","amount":5,"parts":[{"goods":{},"quantity":1},{"goods":{"articles":["a"]},"quantity":1}]}}`, "benefit.parts[0].goods"},
		{"a_gift_that_pays_for_itself", `{"benefit":{"kind":"gift","parts":[{"goods":{"articles":["a"]},"quantity":1}]}}`, "threshold"},
		{"two_add_ons_at_once", `{"benefit":{"kind":"add_on","parts":[{"goods":{"articles":["a"]},"quantity":2}]},"threshold":{"amount":5}}`, "benefit.parts[0].quantity"},
		{"a_threshold_of_what", `{"benefit":{"kind":"amount_off","amount":5},"threshold":{"amount":5,"of":"profit"}}`, "threshold.of"},
		{"an_exchange_has_no_threshold", `{"benefit":{"kind":"exchange"},` + tea + `,"threshold":{"amount":5}}`, "threshold"},
		{"a_group_without_a_name", `{"benefit":{"kind":"amount_off","amount":5},"stacking":{"groups":[""]}}`, "stacking.groups"},
		{"not_with_the_weather", `{"benefit":{"kind":"amount_off","amount":5},"stacking":{"not_with":["weather"]}}`, "stacking.not_with"},
		{"an_article_without_a_code", `{"benefit":{"kind":"amount_off","amount":5},"on":{"articles":[""]}}`, "on.articles"},
		{"conditions_too", `{"benefit":{"kind":"amount_off","amount":5},"when":{"weekdays":[8]}}`, "when.weekdays"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var o terms.Offer
			if err := json.Unmarshal([]byte(c.offer), &o); err != nil {
				t.Fatal(err)
			}
			got := o.Validate(errs.New(errs.Invalid, "test.offer"), "offer")
			if !strings.Contains(got.Error(), "offer."+c.path+":") {
				t.Errorf("%s is not named in: %v", c.path, got)
			}
		})
	}
}

func TestOffersOfEveryKindAreTaken(t *testing.T) {
	t.Parallel()
	part := `{"goods":{"articles":["a"]},"quantity":1}`
	for _, offer := range []string{
		`{"benefit":{"kind":"amount_off","amount":2000,"every":true,"times":3},"threshold":{"amount":10000}}`,
		`{"benefit":{"kind":"percent_off","rate_bps":2000,"cap":5000}}`,
		`{"benefit":{"kind":"fixed_price","amount":990,"times":2},"on":{"articles":["a"]}}`,
		`{"benefit":{"kind":"bundle_price","amount":9900,"parts":[{"goods":{"categories":["tea"]},"quantity":3}]}}`,
		`{"benefit":{"kind":"nth_piece","rate_bps":5000,"nth":2}}`,
		`{"benefit":{"kind":"buy_get","rate_bps":10000,"buy":2,"get":1,"parts":[` + part + `]}}`,
		`{"benefit":{"kind":"add_on","amount":100,"every":true,"parts":[` + part + `]},"threshold":{"amount":5000}}`,
		`{"benefit":{"kind":"gift","parts":[` + part + `]},"threshold":{"pieces":2}}`,
		`{"benefit":{"kind":"delivery"},"threshold":{"amount":3900,"of":"before"}}`,
		`{"benefit":{"kind":"exchange"},"on":{"articles":["a"]},"stacking":{"not_with":["coupon"],"whole_basket":true}}`,
	} {
		var o terms.Offer
		if err := json.Unmarshal([]byte(offer), &o); err != nil {
			t.Fatal(err)
		}
		if got := o.Validate(errs.New(errs.Invalid, "test.offer"), "offer"); len(got.Fields) > 0 {
			t.Errorf("%s: %v", offer, got)
		}
	}
}
