package api_test

import (
	"strings"
	"testing"
)

// basket is two teas and a cup for a member, at prices that the till knows.
func basket(member string) string {
	return `{"member_id":"` + member + `","store":"S001","channel":"mini","points":-1,"lines":[
		{"no":1,"article":"TEA","quantity":2,"unit":6000},{"no":2,"article":"CUP","quantity":1,"unit":3000}]`
}

func TestABasketIsSoldAndTakenBackOverTheAPI(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	all := as(p.everything())
	p.auth = all
	p.send("/postings", `{"member_id":"MEMBER","key":"start","reason":"earn","credits":[{"asset":"points","amount":1000}]}`).want(201)

	var quote struct {
		Digest          string
		Payable, Points int64
		Lines           []struct{ Payable int64 }
		Refused         []struct{ Code, Words string }
		Earns           struct{ Points int64 }
	}
	p.do("POST", "/api/v1/quotes", basket(p.member)+"}", all).want(200).into(&quote)
	if quote.Payable != 140_00 || quote.Points != 1_000 || len(quote.Lines) != 2 || quote.Earns.Points != 140 {
		t.Fatalf("%+v", quote)
	}
	var agreed struct {
		Code     *string
		Checkout *struct{ ID, State string }
		Quote    *struct{ Digest string }
	}
	p.do("POST", "/api/v1/quotes/commit", basket(p.member)+`,"digest":"another"}`, all, "Idempotency-Key: c0").want(409).into(&agreed)
	if agreed.Code == nil || *agreed.Code != "checkout.price_changed" || agreed.Quote == nil || agreed.Quote.Digest != quote.Digest {
		t.Fatalf("%+v", agreed)
	}
	commit := basket(p.member) + `,"digest":"` + quote.Digest + `"}`
	first := p.do("POST", "/api/v1/quotes/commit", commit, all, "Idempotency-Key: c1").want(201).into(&agreed)
	if again := p.do("POST", "/api/v1/quotes/commit", commit, all, "Idempotency-Key: c1").want(201); again.Body != first.Body {
		t.Errorf("again: %s", again.Body)
	}
	path := "/api/v1/checkouts/" + agreed.Checkout.ID
	short := p.do("POST", path+"/pay", `{"tenders":[{"method":"cash","amount":13999}]}`, all, "Idempotency-Key: p0")
	if short.refused(422, "payment.tenders_off"); !strings.Contains(short.Body, "¥139.99 of ¥140.00") {
		t.Error("an amount is not said in its currency:", short.Body)
	}
	var paid struct {
		State   string
		OrderID string `json:"order_id"`
		Charges []struct{ State string }
	}
	for range 2 {
		p.do("POST", path+"/pay", `{"tenders":[{"method":"cash","amount":14000}]}`, all, "Idempotency-Key: p1").want(201).into(&paid)
	}
	if paid.State != "paid" || paid.OrderID == "" || len(paid.Charges) != 1 {
		t.Fatalf("%+v", paid)
	}
	p.do("POST", path+"/cancel", "", all).refused(409, "checkout.not_open")
	p.settle()

	var back struct{ Money, Points, Value int64 }
	goods := `{"order_id":"` + paid.OrderID + `","reason":"不合适","lines":[{"no":1,"quantity":2},{"no":2,"quantity":1}]}`
	p.do("POST", "/api/v1/returns/plan", goods, all).want(200).into(&back)
	if back.Money != 140_00 || back.Points != 1_000 || back.Value != 150_00 {
		t.Fatalf("%+v", back)
	}
	done := p.do("POST", "/api/v1/returns", goods, all, "Idempotency-Key: r1").want(201)
	if again := p.do("POST", "/api/v1/returns", goods, all, "Idempotency-Key: r1").want(201); again.Body != done.Body {
		t.Errorf("again: %s", again.Body)
	}
	p.do("POST", "/api/v1/returns", strings.Replace(goods, `"quantity":2`, `"quantity":1`, 1), all, "Idempotency-Key: r2").refused(422, "pricing.not_sold")
	p.settle()
	var balances struct {
		Items []struct{ Available, Pending int64 }
	}
	p.do("GET", "/api/v1/members/"+p.member+"/balances", "", all).want(200).into(&balances)
	if balances.Items[0].Available != 1_000 || balances.Items[0].Pending != 0 {
		t.Errorf("%+v", balances)
	}
}

func TestAWalletPaysACheckoutOverTheAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := as(w.everything())
	body := `{"store":"S001","lines":[{"no":1,"article":"TEA","quantity":1,"unit":3800}]`
	var quote struct{ Digest string }
	w.do("POST", "/api/v1/quotes", body+"}", all).want(200).into(&quote)
	var agreed struct{ Checkout struct{ ID string } }
	w.do("POST", "/api/v1/quotes/commit", body+`,"digest":"`+quote.Digest+`"}`, all).want(201).into(&agreed)
	var c struct {
		State   string
		Charges []struct {
			ID, State string
			Payer     *string
		}
	}
	path := "/api/v1/checkouts/" + agreed.Checkout.ID
	w.do("POST", path+"/pay", `{"tenders":[{"method":"sandbox","amount":3800}]}`, all).want(201).into(&c)
	if c.State != "open" || len(c.Charges) != 1 || c.Charges[0].Payer == nil {
		t.Fatalf("%+v", c)
	}
	w.do("POST", "/api/v1/payments/"+c.Charges[0].ID+"/sandbox", "", all).want(200)
	w.settle()
	w.do("GET", path, "", all).want(200).into(&c)
	if c.State != "paid" {
		t.Fatalf("%+v", c)
	}
}
