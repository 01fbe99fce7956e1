package api_test

import (
	"strings"
	"testing"
)

func TestStoredValueIsSoldAndGivenBackOverTheAPI(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	all := as(p.everything())
	type topUp struct {
		ID, State        string
		Principal, Bonus int64
		CoolsUntil       *string `json:"cools_until"`
	}
	var sold topUp
	body := `{"member_id":"` + p.member + `","pay":50000,"store":"S001"}`
	first := p.do("POST", "/api/v1/prepaid/top-ups", body, all, "Idempotency-Key: t1").want(201).into(&sold)
	if again := p.do("POST", "/api/v1/prepaid/top-ups", body, all, "Idempotency-Key: t1").want(201); again.Body != first.Body || sold.State != "open" || sold.Bonus != 150_00 {
		t.Fatalf("%+v", sold)
	}
	p.do("POST", "/api/v1/prepaid/top-ups", strings.Replace(body, "50000", "50001", 1), all, "Idempotency-Key: t2").refused(422, "prepaid.no_such_tier")
	path := "/api/v1/prepaid/top-ups/" + sold.ID
	p.do("POST", path+"/pay", `{"tenders":[{"method":"cash","amount":100}]}`, all, "Idempotency-Key: p0").refused(422, "payment.tenders_off")
	p.do("POST", path+"/pay", `{"tenders":[{"method":"cash","amount":20000},{"method":"card","amount":30000,"slip":"7"}]}`, all, "Idempotency-Key: p1").want(201).into(&sold)
	if sold.State != "paid" || sold.CoolsUntil == nil {
		t.Fatalf("%+v", sold)
	}
	p.do("POST", path+"/cancel", "", all).refused(409, "prepaid.not_open")

	card := "/api/v1/members/" + p.member + "/prepaid"
	var refunded struct {
		ID           *string
		Money, Bonus int64
		Left         int64 `json:"principal_left"`
		Sources      []struct {
			Method string
			Amount int64
		}
	}
	p.do("POST", card+"/refunds?dry_run=true", `{"amount":10000,"reason":"搬家"}`, all).want(200).into(&refunded)
	if refunded.ID != nil || refunded.Money != 100_00 || refunded.Bonus != 30_00 || refunded.Left != 400_00 || refunded.Sources[0].Method != "card" {
		t.Fatalf("%+v", refunded)
	}
	p.do("POST", card+"/refunds", `{"amount":10000,"reason":"搬家"}`, all).refused(422, "http.invalid_request")
	done := p.do("POST", card+"/refunds", `{"amount":10000,"reason":"搬家"}`, all, "Idempotency-Key: r1").want(201)
	if again := p.do("POST", card+"/refunds", `{"amount":10000,"reason":"搬家"}`, all, "Idempotency-Key: r1").want(201); again.Body != done.Body {
		t.Errorf("again: %s", again.Body)
	}
	p.do("POST", path+"/withdraw", `{"reason":"搬家"}`, all, "Idempotency-Key: w1").refused(409, "prepaid.used")
	p.do("POST", "/api/v1/prepaid/gifts", `{"from_member_id":"`+p.member+`","to_member_id":"`+p.member+`","amount":100}`, all, "Idempotency-Key: g1").refused(422, "ledger.transfer_to_oneself")
	p.do("POST", card+"/refunds", `{"reason":"搬家"}`, all, "Idempotency-Key: r2").want(201).into(&refunded)
	if refunded.Money != 400_00 || refunded.Left != 0 {
		t.Errorf("%+v", refunded)
	}
	var shown struct {
		Refundable int64
		TopUps     []topUp `json:"top_ups"`
		Refunds    []struct{ Closing bool }
	}
	p.do("GET", card, "", all).want(200).into(&shown)
	if shown.Refundable != 0 || len(shown.TopUps) != 1 || len(shown.Refunds) != 2 || !shown.Refunds[0].Closing {
		t.Errorf("%+v", shown)
	}
}

func TestARuleOfStoredValueIsSaidAndDraftedOverTheAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := as(w.everything())
	rule := `{"body":{"off":false,"tiers":[{"pay":100000,"bonus":40000}],"draw":"bonus_first","cooling_days":3,"most":{"named":500000,"unnamed":100000},"giving":{"off":true,"step":100,"day":0}}}`
	var said struct {
		Words       []string
		Warnings    []struct{ Code string }
		Differences []struct{ Change string }
	}
	w.do("POST", "/api/v1/prepaid/rule/words", rule, all).want(200).into(&said)
	if len(said.Words) != 5 || !strings.Contains(said.Words[0], "71.43") || !strings.Contains(said.Words[0], "64.29") || len(said.Warnings) != 2 || len(said.Differences) == 0 {
		t.Errorf("%q %+v", said.Words, said.Warnings)
	}
	w.do("POST", "/api/v1/prepaid/rule/versions", strings.Replace(rule, "bonus_first", "newest", 1), all).want(422)
	w.do("POST", "/api/v1/prepaid/rule/versions", rule, all).want(201)
	var live struct {
		Status string
		Body   struct{ Draw string }
	}
	w.do("GET", "/api/v1/prepaid/rule", "", all).want(200).into(&live)
	if live.Status != "live" || live.Body.Draw != "pro_rata" {
		t.Errorf("%+v", live)
	}
}
