package api_test

import (
	"strings"
	"testing"
)

func TestGoodsAreExchangedOverTheAPI(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	all := as(p.everything())
	var quote struct{ Digest string }
	p.do("POST", "/api/v1/quotes", basket(p.member)+"}", all).want(200).into(&quote)
	var agreed struct{ Checkout struct{ ID string } }
	p.do("POST", "/api/v1/quotes/commit", basket(p.member)+`,"digest":"`+quote.Digest+`"}`, all, "Idempotency-Key: c").want(201).into(&agreed)
	p.do("POST", "/api/v1/checkouts/"+agreed.Checkout.ID+"/pay", `{"tenders":[{"method":"cash","amount":15000}]}`, all, "Idempotency-Key: p").want(201)
	p.settle()

	back := `"return":{"checkout_id":"` + agreed.Checkout.ID + `","reason":"尺码","lines":[{"no":1,"quantity":1}]}`
	taken := `{"member_id":"` + p.member + `","store":"S001","lines":[{"no":1,"article":"POT","quantity":1,"unit":8000}]`
	var plan struct {
		ToPay   int64 `json:"to_pay"`
		Carried int64
		Quote   struct{ Digest string }
		Lines   []struct{ Side, Words string }
	}
	p.do("POST", "/api/v1/exchanges/plan", `{`+back+`,"basket":`+taken+`}}`, all).want(200).into(&plan)
	if plan.ToPay != 20_00 || plan.Carried != 60_00 || len(plan.Lines) != 4 || plan.Lines[0].Words != "Returned TEA × 1: ¥60.00" {
		t.Fatalf("%+v", plan)
	}
	body := `{` + back + `,"sale":` + taken + `,"digest":"` + plan.Quote.Digest + `"},"tenders":[{"method":"cash","amount":2000}]}`
	p.do("POST", "/api/v1/exchanges", body, all).refused(422, "http.invalid_request")
	var done struct {
		Code     *string
		Exchange *struct {
			ToPay    int64 `json:"to_pay"`
			Checkout struct {
				State   string
				Charges []struct{ Amount int64 }
			}
		}
		Quote *struct{ Digest string }
	}
	p.do("POST", "/api/v1/exchanges", strings.Replace(body, plan.Quote.Digest, "another", 1), all, "Idempotency-Key: x0").want(409).into(&done)
	if done.Code == nil || done.Exchange != nil || done.Quote.Digest != plan.Quote.Digest {
		t.Fatalf("%+v", done)
	}
	first := p.do("POST", "/api/v1/exchanges", body, all, "Idempotency-Key: x1").want(201).into(&done)
	if again := p.do("POST", "/api/v1/exchanges", body, all, "Idempotency-Key: x1").want(201); again.Body != first.Body {
		t.Errorf("again: %s", again.Body)
	}
	if e := done.Exchange; e == nil || e.ToPay != 0 || e.Checkout.State != "paid" || len(e.Checkout.Charges) != 2 {
		t.Errorf("%s", first.Body)
	}
}
