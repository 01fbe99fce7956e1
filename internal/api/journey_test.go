package api_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestJourneyOfAnOrder walks the way of the foundation: a member joins, buys,
// returns half, and sees why the points are what they are.
func TestJourneyOfAnOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	m := w.join(till, "13800005678")

	var o struct {
		ID       string
		MemberID string `json:"member_id"`
		Paid     int64  `json:"paid_amount"`
		Spent    string `json:"local_date"`
	}
	w.do("POST", "/api/v1/orders", sale("A-1", map[string]any{"member_id": m}), as(till), "Idempotency-Key: k-1").want(201).into(&o)
	if o.MemberID != m || o.Paid != 4100 || o.Spent != "2026-09-12" {
		t.Fatalf("order %+v", o)
	}
	w.settle()

	var page struct {
		Items []struct {
			Amount    int64
			Bucket    string
			Reason    struct{ Code, Text string }
			Why       []struct{ Code, Text string }
			Reference struct{ Kind, Text string }
			Rule      struct{ Version int }
		}
	}
	w.do("GET", "/api/v1/members/"+m+"/entries?asset=points", "", as(till)).want(200).into(&page)
	if len(page.Items) != 1 || page.Items[0].Amount != 36 || page.Items[0].Bucket != "pending" || page.Items[0].Reference.Text != "A-1" {
		t.Fatalf("entries %+v", page)
	}
	if page.Items[0].Why[0].Code != "not_goods" || !strings.Contains(fmt.Sprint(page.Items[0].Why), "¥36.00 counts") {
		t.Errorf("why %+v", page.Items[0].Why)
	}
	zh := w.do("GET", "/api/v1/members/"+m+"/entries?asset=points", "", as(till), "Accept-Language: zh-CN")
	if !strings.Contains(zh.Body, "计积分金额 ¥36.00，每 ¥1.00 得 1 分") || !strings.Contains(zh.Body, "消费获得") {
		t.Errorf("in Chinese: %s", zh.Body)
	}

	w.do("POST", "/api/v1/refunds", fmt.Sprintf(`{"source":"till","reference":"R-1","order":{"id":"%s"},"member_id":"%s",
		"occurred_at":"2026-09-12T04:00:00Z","lines":[{"line_no":1,"quantity":1}]}`, o.ID, m), as(till)).want(201)
	w.settle()
	var balances struct {
		Items []struct {
			Asset              string
			Available, Pending int64
		}
	}
	w.do("GET", "/api/v1/members/"+m+"/balances", "", as(till)).want(200).into(&balances)
	if len(balances.Items) != 2 || balances.Items[0].Pending != 18 {
		t.Errorf("balances after half was returned: %+v", balances)
	}
	for _, want := range []string{`"taken_points":18`, `"refunded_amount":1800`, `"name":"Nanjing East Road"`, `"lines_count":2`} {
		if got := w.do("GET", "/api/v1/members/"+m+"/orders", "", as(till)).want(200).Body; !strings.Contains(got, want) {
			t.Errorf("orders lack %s: %s", want, got)
		}
	}
	for _, want := range []string{`"code":"basic"`, `"missing":98200`, `"multiplier_bps":30000`, `"amount":1800`} {
		if got := w.do("GET", "/api/v1/members/"+m+"/tier", "", as(till)).want(200).Body; !strings.Contains(got, want) {
			t.Errorf("tier lacks %s: %s", want, got)
		}
	}
}
