package api_test

import (
	"testing"
	"time"

	"habitue/internal/staff"
)

// explained is what the tests read of an explanation.
type explained struct {
	ID, State string
	OrderID   string `json:"order_id"`
	Net       int64
	Payable   int64
	Lines     []struct {
		No                                 int
		List, Net, Payable, Returned, Back int64
		PointsOff                          int64 `json:"points_off"`
	}
	Spent []struct {
		Asset        string
		Amount, Back int64
		PostingID    *string `json:"posting_id"`
		Lots         []struct{ Amount, Back int64 }
	}
	Expected *struct{ Points int64 }
	Earning  *struct {
		Points, Taken int64
	}
	Spending *struct{ Version int } `json:"spending_rule"`
	Returns  []struct {
		Money, Points int64
		Reason        string
		TakenPoints   int64 `json:"taken_points"`
	}
	Refunds    []struct{ Amount int64 }
	Deviations []string
}

// sold is the basket of a member, sold with points and in cash.
func (p posts) sold() (checkout, order, charge string) {
	p.t.Helper()
	p.send("/postings", `{"member_id":"MEMBER","key":"start","reason":"earn","credits":[{"asset":"points","amount":1000}]}`).want(201)
	var quote struct{ Digest string }
	p.do("POST", "/api/v1/quotes", basket(p.member)+"}", p.auth).want(200).into(&quote)
	var agreed struct{ Checkout struct{ ID string } }
	p.do("POST", "/api/v1/quotes/commit", basket(p.member)+`,"digest":"`+quote.Digest+`"}`, p.auth).want(201).into(&agreed)
	var paid struct {
		OrderID string `json:"order_id"`
		Charges []struct{ ID string }
	}
	p.do("POST", "/api/v1/checkouts/"+agreed.Checkout.ID+"/pay", `{"tenders":[{"method":"cash","amount":14000}]}`, p.auth).want(201).into(&paid)
	p.settle()
	return agreed.Checkout.ID, paid.OrderID, paid.Charges[0].ID
}

func TestEveryCentOfACheckoutIsExplained(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	p.auth = as(p.everything())
	id, order, charge := p.sold()
	goods := `{"order_id":"` + order + `","reason":"不合适","lines":[{"no":1,"quantity":1}]}`
	p.do("POST", "/api/v1/returns", goods, p.auth, "Idempotency-Key: r1").want(201)
	p.settle()

	var x explained
	p.do("GET", "/api/v1/checkouts/"+id+"/explanation", "", p.auth).want(200).into(&x)
	var list, payable, points int64
	for _, l := range x.Lines {
		list, payable, points = list+l.List, payable+l.Payable, points+l.PointsOff
		if l.Net-l.PointsOff != l.Payable {
			t.Errorf("line %d: %+v", l.No, l)
		}
	}
	if list != 150_00 || payable != 140_00 || points != 10_00 || x.Payable != 140_00 {
		t.Errorf("%d list, %d payable, %d by points", list, payable, points)
	}
	if first := x.Lines[0]; first.Returned != 1 || first.Back != 60_00 {
		t.Errorf("what came back of the first line: %+v", first)
	}
	if len(x.Spent) != 1 || x.Spent[0].Asset != "points" || x.Spent[0].Amount != 1_000 || x.Spent[0].PostingID == nil || x.Spent[0].Back != 400 {
		t.Errorf("spent: %+v", x.Spent)
	} else if lots := x.Spent[0].Lots; len(lots) != 1 || lots[0].Amount != 1_000 || lots[0].Back != 400 {
		t.Errorf("lots: %+v", lots)
	}
	if x.Expected == nil || x.Expected.Points != 140 || x.Earning == nil || x.Earning.Points != 140 || len(x.Deviations) != 0 {
		t.Errorf("%+v said, %+v earned, %v", x.Expected, x.Earning, x.Deviations)
	}
	if len(x.Returns) != 1 || x.Returns[0].Money != 56_00 || x.Returns[0].Points != 400 || x.Returns[0].TakenPoints != 56 || x.Returns[0].Reason != "不合适" {
		t.Errorf("returns: %+v", x.Returns)
	}
	if len(x.Refunds) != 1 || x.Refunds[0].Amount != 56_00 || x.Spending == nil {
		t.Errorf("%+v, by rule %+v", x.Refunds, x.Spending)
	}

	for _, number := range []string{id, order, "CK" + id, "HC" + charge, charge} {
		var found struct{ Items []struct{ ID string } }
		p.do("GET", "/api/v1/checkouts?number="+number, "", p.auth).want(200).into(&found)
		if len(found.Items) != 1 || found.Items[0].ID != id {
			t.Errorf("%s leads to %+v", number, found.Items)
		}
	}
	p.do("GET", "/api/v1/checkouts?number=CK1&state=paid", "", p.auth).want(422)
}

func TestCheckoutsAreListedByStateStoreMemberAndTime(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	p.auth = as(p.everything())
	id, _, _ := p.sold()
	now := p.clock.Now()
	for query, want := range map[string]int{
		"state=paid": 1, "state=open": 0, "store=S001": 1, "member_id=" + p.member: 1, "member_id=4711": 0,
		"from=" + now.Add(-time.Hour).UTC().Format(time.RFC3339):  1,
		"until=" + now.Add(-time.Hour).UTC().Format(time.RFC3339): 0,
	} {
		var found struct{ Items []struct{ ID string } }
		p.do("GET", "/api/v1/checkouts?"+query, "", p.auth).want(200).into(&found)
		if len(found.Items) != want {
			t.Errorf("%s: %+v", query, found.Items)
		}
	}
	reader := as(p.key("reader", staff.CheckoutRead))
	p.do("GET", "/api/v1/checkouts/"+id+"/explanation", "", reader).want(200)
	p.do("GET", "/api/v1/checkouts", "", as(p.key("other", staff.OrderRead))).want(403)
	p.do("GET", "/api/v1/checkouts/4711/explanation", "", reader).refused(404, "checkout.no_checkout")
}
