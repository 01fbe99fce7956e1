package api_test

import (
	"context"
	"testing"

	"habitue/internal/coupon"
	"habitue/internal/coupon/coupontest"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// explainedValue is what is read besides of what stored value and coupons did.
type explainedValue struct {
	Payable   int64
	CouponOff int64 `json:"coupons_off"`
	Lines     []struct {
		No, Returned       int
		List, Net, Payable int64
		Stored             int64 `json:"stored_value"`
		Offs               []struct{ Amount int64 }
	}
	Spent []struct {
		Asset        string
		Amount, Back int64
	}
	Returns []struct {
		Money  int64
		Stored int64 `json:"stored_value"`
	}
	Charges []struct{ Amount int64 }
	Refunds []struct {
		Amount int64
		Reason string
	}
}

func (x explainedValue) sums(t *testing.T) (net, stored, payable int64) {
	t.Helper()
	for _, l := range x.Lines {
		off := int64(0)
		for _, o := range l.Offs {
			off += o.Amount
		}
		if l.List-off != l.Net || l.Net-l.Stored != l.Payable {
			t.Errorf("line %d does not add up: %+v", l.No, l)
		}
		net, stored, payable = net+l.Net, stored+l.Stored, payable+l.Payable
	}
	return net, stored, payable
}

// Every cent of a checkout that a coupon made cheaper and a card paid for in part, of
// what came back of it by an exchange, and of what was taken instead.
func TestACouponStoredValueAndAnExchangeAreExplained(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	all := as(p.everything())
	var sold struct{ ID string }
	p.do("POST", "/api/v1/prepaid/top-ups", `{"member_id":"`+p.member+`","pay":20000,"store":"S001"}`, all, "Idempotency-Key: t").want(201).into(&sold)
	p.do("POST", "/api/v1/prepaid/top-ups/"+sold.ID+"/pay", `{"tenders":[{"method":"cash","amount":20000}]}`, all, "Idempotency-Key: tp").want(201)
	template := coupontest.Live(t, p.deps.DB, p.deps.Coupons, func(b *coupon.Terms) { b.Offer.Stacking.NotWith = nil })
	coupontest.Give(t, p.deps.DB, p.deps.Coupons, p.memberID(), template.ID, 1)
	p.settle()

	// 300.00 of goods, 20.00 off by the coupon, 250.00 by the card, 30.00 in cash.
	sale := `{"member_id":"` + p.member + `","store":"S001","stored_value":-1,"lines":[{"no":1,"article":"TEA","quantity":2,"unit":10000},{"no":2,"article":"CUP","quantity":1,"unit":10000}]`
	var quote struct {
		Digest  string
		Payable int64
	}
	p.do("POST", "/api/v1/quotes", sale+"}", all).want(200).into(&quote)
	if quote.Payable != 30_00 {
		t.Fatalf("%d is payable", quote.Payable)
	}
	var agreed struct{ Checkout struct{ ID string } }
	p.do("POST", "/api/v1/quotes/commit", sale+`,"digest":"`+quote.Digest+`"}`, all, "Idempotency-Key: c").want(201).into(&agreed)
	p.do("POST", "/api/v1/checkouts/"+agreed.Checkout.ID+"/pay", `{"tenders":[{"method":"cash","amount":3000}]}`, all, "Idempotency-Key: p").want(201)
	p.settle()

	back := `"return":{"checkout_id":"` + agreed.Checkout.ID + `","reason":"尺码","lines":[{"no":1,"quantity":1}]}`
	taken := `{"member_id":"` + p.member + `","store":"S001","lines":[{"no":1,"article":"POT","quantity":1,"unit":5000}]`
	var plan struct {
		ToPay, Carried, GiveBack int64
		Quote                    struct{ Digest string }
	}
	p.do("POST", "/api/v1/exchanges/plan", `{`+back+`,"basket":`+taken+`}}`, all).want(200).into(&plan)
	var done struct {
		Exchange *struct{ Checkout struct{ ID string } }
	}
	p.do("POST", "/api/v1/exchanges", `{`+back+`,"sale":`+taken+`,"digest":"`+plan.Quote.Digest+`"},"tenders":[]}`, all, "Idempotency-Key: x").want(201).into(&done)
	p.settle()

	var x, y explainedValue
	p.do("GET", "/api/v1/checkouts/"+agreed.Checkout.ID+"/explanation", "", all).want(200).into(&x)
	if net, stored, payable := x.sums(t); net != 280_00 || stored != 250_00 || payable != 30_00 || x.CouponOff != 20_00 {
		t.Errorf("%d, %d by the card, %d in cash, %d by the coupon", net, stored, payable, x.CouponOff)
	}
	spent := map[string][2]int64{}
	for _, s := range x.Spent {
		spent[s.Asset] = [2]int64{s.Amount, s.Back}
	}
	if p, b := spent["principal"], spent["bonus"]; p[0] != 200_00 || b[0] != 50_00 || len(x.Returns) != 1 || p[1]+b[1] != x.Returns[0].Stored || b[1] == 0 {
		t.Errorf("spent %+v, came back %+v", x.Spent, x.Returns)
	}
	given := int64(0)
	for _, r := range x.Refunds {
		given += r.Amount
	}
	if given != x.Returns[0].Money {
		t.Errorf("%d of money came back, refunds are %+v", x.Returns[0].Money, x.Refunds)
	}
	p.do("GET", "/api/v1/checkouts/"+done.Exchange.Checkout.ID+"/explanation", "", all).want(200).into(&y)
	if net, _, payable := y.sums(t); net != 50_00 || payable != y.Payable || y.Payable != 50_00 || len(y.Charges) == 0 || y.Charges[0].Amount != min(x.Returns[0].Money, 50_00) {
		t.Errorf("what was taken instead: %+v", y)
	}
}

// memberID is the member's id.
func (p posts) memberID() (m member.ID) {
	p.t.Helper()
	p.tx(func(ctx context.Context, tx postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT $1::bigint`, p.member).Scan(&m)
	})
	return m
}
