package api_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// loose reports an order without a member and returns its id.
func (w *world) loose(auth, reference string, edits map[string]any) string {
	w.t.Helper()
	var o struct{ ID string }
	w.do("POST", "/api/v1/orders", sale(reference, edits), as(auth)).want(201).into(&o)
	return o.ID
}

// receipt is the body by which the order of sale is attached.
func receipt(member, reference string, edits map[string]any) string {
	body := map[string]any{"member_id": member, "reference": reference, "amount": 4100, "date": "2026-09-12"}
	for k, v := range edits {
		if body[k] = v; v == nil {
			delete(body, k)
		}
	}
	return toJSON(body)
}

// TestAReceiptIsAttachedAndTold attaches a receipt, and looks at what every
// page then says of it.
func TestAReceiptIsAttachedAndTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	w.account("clerk@example.com", staff.CustomerService)
	clerk, _ := w.signIn("clerk@example.com", password)
	id := w.loose(till, "L-1", nil)
	m := w.join(till, "13800005678")
	before := w.do("GET", "/api/v1/orders/"+id, "", clerk).want(200)
	for _, want := range []string{`"member_id":null`, `"code":"no_member"`, `"earning":null`, `"late_entry":null`} {
		if !strings.Contains(before.Body, want) {
			t.Errorf("before: lacks %s: %s", want, before.Body)
		}
	}
	attach := "/api/v1/orders/" + id + "/attach"
	first := w.do("POST", attach, receipt(m, "L-1", map[string]any{"reason": "忘带会员码"}), clerk, "Idempotency-Key: a-1").want(201)
	again := w.do("POST", attach, receipt(m, "L-1", map[string]any{"reason": "忘带会员码"}), clerk, "Idempotency-Key: a-1").want(201)
	if again.Body != first.Body || again.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("again: %s", again.Body)
	}
	w.do("POST", attach, receipt(m, "L-1", map[string]any{"reason": "忘带会员码"}), clerk).want(201) // without the key: the same entry
	if r := w.do("GET", "/api/v1/orders/"+id, "", clerk).want(200); !strings.Contains(r.Body, `"code":"not_reckoned"`) {
		t.Error(r.Body)
	}
	w.settle()
	page := w.do("GET", "/api/v1/orders/"+id, "", clerk).want(200)
	for _, want := range []string{`"points":36`, `"growth":36`, `"nothing":null`, `"name":"李店长"`, `"reason":"忘带会员码"`, `"level":{"code":"basic"`,
		`"version":1`, `"Not goods, so it does not earn"`, `"matures_at":"2026-09-19T03:20:00Z"`, `"zone":"Asia/Shanghai"`} {
		if !strings.Contains(page.Body, want) {
			t.Errorf("after: lacks %s: %s", want, page.Body)
		}
	}
	if r := w.do("GET", "/api/v1/members/"+m+"/orders", "", clerk).want(200); !strings.Contains(r.Body, `"reference":"L-1"`) {
		t.Error(r.Body)
	}
	w.refundsFollow(till, id, m)
	w.lateIsListed(till, id, m)
	var acts int
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT count(*) FROM staff.audit WHERE action = 'order.attach' AND subject_id = $1 AND before IS NOT NULL
			AND after ->> 'member_id' = $2 AND reason = '忘带会员码'`, id, m).Scan(&acts)
	})
	if acts != 1 {
		t.Errorf("the trail has %d acts", acts)
	}
}

// refundsFollow returns a piece of an attached order, named by its id alone.
func (w *world) refundsFollow(till, id, m string) {
	w.t.Helper()
	back := w.do("POST", "/api/v1/refunds", `{"source":"till","reference":"LR-1","order":{"id":"`+id+`"},"occurred_at":"2026-09-12T04:10:00Z",
		"lines":[{"line_no":1,"quantity":1}]}`, as(till)).want(201)
	if !strings.Contains(back.Body, `"member_id":"`+m+`"`) {
		w.t.Error(back.Body)
	}
	w.settle()
	page := w.do("GET", "/api/v1/orders/"+id, "", as(till)).want(200)
	for _, want := range []string{`"taken_points":18`, `"reference":"LR-1"`} {
		if !strings.Contains(page.Body, want) {
			w.t.Errorf("lacks %s: %s", want, page.Body)
		}
	}
}

func (w *world) lateIsListed(auth, id, m string) {
	w.t.Helper()
	list := w.do("GET", "/api/v1/orders/late", "", as(auth)).want(200)
	if !strings.Contains(list.Body, `"order_id":"`+id+`"`) || !strings.Contains(list.Body, `"name":"李店长"`) {
		w.t.Error(list.Body)
	}
	sums := w.do("GET", "/api/v1/orders/late/staff", "", as(auth)).want(200)
	if !strings.Contains(sums.Body, `"entries":1,"members":1`) || !strings.Contains(sums.Body, `"favourite":{"member_id":"`+m+`"`) {
		w.t.Error(sums.Body)
	}
	if r := w.do("GET", "/api/v1/orders/late?flagged=true", "", as(auth)).want(200); !strings.Contains(r.Body, `"items":[]`) {
		w.t.Error(r.Body)
	}
}

// TestReceiptsThatMustNotBeAttached are the ways to collect points that are
// somebody else's, or nobody's.
func TestReceiptsThatMustNotBeAttached(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	m, other := w.join(till, "13800005678"), w.join(till, "13800005679")
	id := w.loose(till, "L-1", nil)
	big := w.loose(till, "L-2", map[string]any{"lines": []any{map[string]any{"code": "POT", "quantity": 1, "list_amount": 100_001}}})
	old := w.loose(till, "L-3", map[string]any{"occurred_at": start.AddDate(0, 0, -31).Format(time.RFC3339)})
	owned := w.loose(till, "L-4", map[string]any{"member_id": other})
	taken := w.loose(till, "L-5", nil)
	w.do("POST", "/api/v1/orders/"+taken+"/attach", receipt(other, "L-5", nil), as(w.key("colleague", staff.OrderAttach))).want(201)
	at := func(id string) string { return "/api/v1/orders/" + id + "/attach" }
	run(t, w, []scenario{
		{name: "another_number", method: "POST", target: at(id), body: receipt(m, "L-2", nil), status: 422, contains: []string{"order.receipt_differs"}},
		{name: "another_amount", method: "POST", target: at(id), body: receipt(m, "L-1", map[string]any{"amount": 4101}),
			status: 422, contains: []string{"order.receipt_differs"}, lacks: []string{"4100"}},
		{name: "another_day", method: "POST", target: at(id), body: receipt(m, "L-1", map[string]any{"date": "2026-09-11"}),
			status: 422, contains: []string{"order.receipt_differs"}, lacks: []string{"2026-09-12"}},
		{name: "a_day_that_is_none", method: "POST", target: at(id), body: receipt(m, "L-1", map[string]any{"date": "2026-02-30"}), status: 422},
		{name: "no_amount", method: "POST", target: at(id), body: receipt(m, "L-1", map[string]any{"amount": nil}), status: 422, contains: []string{"http.required"}},
		{name: "a_member_nobody_knows", method: "POST", target: at(id), body: receipt("999999999", "L-1", nil), status: 422, contains: []string{"order.unknown_member"}},
		{name: "an_order_nobody_knows", method: "POST", target: at("999999999"), body: receipt(m, "L-1", nil), status: 404, contains: []string{"order.not_found"}},
		{name: "an_id_beyond_64_bits", method: "POST", target: at("9999999999999999999"), body: receipt(m, "L-1", nil), status: 404, contains: []string{"order.not_found"}},
		{name: "what_another_member_bought", method: "POST", target: at(owned), body: receipt(m, "L-4", nil), status: 409, contains: []string{"order.has_member"}},
		{name: "what_was_attached", method: "POST", target: at(taken), body: receipt(m, "L-5", nil),
			status: 409, contains: []string{"order.attached_before"}, lacks: []string{other}},
		{name: "much_without_a_reason", method: "POST", target: at(big), body: receipt(m, "L-2", map[string]any{"amount": 100_001}),
			status: 422, contains: []string{"order.reason_missing"}},
		{name: "much_with_a_blank_reason", method: "POST", target: at(big), body: receipt(m, "L-2", map[string]any{"amount": 100_001, "reason": "  "}),
			status: 422, contains: []string{"order.reason_missing"}},
		{name: "a_month_late", method: "POST", target: at(old), body: receipt(m, "L-3", map[string]any{"date": "2026-08-12"}),
			status: 409, contains: []string{"order.too_late", "30"}},
		{name: "an_unknown_field", method: "POST", target: at(id), body: receipt(m, "L-1", map[string]any{"force": true}), status: 422, contains: []string{"http.unknown_field"}},
	})
	w.account("li@example.com", staff.StoreManager)
	w.ties("li@example.com", "S001")
	w.do("POST", "/api/v1/members", `{"email":"Li@example.com","name":"李店长"}`, as(till)).want(201)
	var own struct{ Items []struct{ ID string } }
	w.do("GET", "/api/v1/members?limit=1", "", as(till)).want(200).into(&own)
	li, _ := w.signIn("li@example.com", password)
	if r := w.do("POST", at(id), receipt(own.Items[0].ID, "L-1", nil), li).want(403); !strings.Contains(r.Body, "order.own_purchase") {
		t.Error(r.Body)
	}
	if r := w.do("POST", at(big), receipt(m, "L-2", map[string]any{"amount": 100_001, "reason": "出示小票"}), li).want(201); !strings.Contains(r.Body, `"flagged":true`) {
		t.Error(r.Body)
	}
	w.do("POST", at(id), receipt(m, "L-1", nil), as(w.key("cashier", staff.May(staff.Cashier)...))).want(403)
}

// TestGuessingReceiptsIsSlow tries amounts until it is stopped.
func TestGuessingReceiptsIsSlow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	m, id := w.join(till, "13800005678"), w.loose(till, "L-1", nil)
	for i := range 30 {
		w.do("POST", "/api/v1/orders/"+id+"/attach", receipt(m, "L-1", map[string]any{"amount": i}), as(till)).want(422)
	}
	w.do("POST", "/api/v1/orders/"+id+"/attach", receipt(m, "L-1", nil), as(till)).want(429)
	w.clock.Advance(time.Minute)
	w.do("POST", "/api/v1/orders/"+id+"/attach", receipt(m, "L-1", nil), as(till)).want(201)
}

// TestThePolicyOfLateEntriesIsChangedAndHolds narrows it until nothing may be attached.
func TestThePolicyOfLateEntriesIsChangedAndHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	m, id := w.join(auth, "13800005678"), w.loose(auth, "L-1", nil)
	policy := `{"window_days":30,"reason_above":100000,"member_day":0,"member_month":10,"staff_day":20,"staff_month":200}`
	w.do("PUT", "/api/v1/orders/late/policy", policy, as(w.key("manager", staff.May(staff.StoreManager)...))).want(403)
	w.do("PUT", "/api/v1/orders/late/policy", strings.Replace(policy, ":30,", ":400,", 1), as(auth)).want(422)
	w.do("PUT", "/api/v1/orders/late/policy", strings.Replace(policy, "100000", "-1", 1), as(auth)).want(422)
	w.do("PUT", "/api/v1/orders/late/policy", policy, as(auth)).want(200)
	if r := w.do("GET", "/api/v1/orders/late/policy", "", as(auth)).want(200); !strings.Contains(r.Body, `"member_day":0`) {
		t.Error(r.Body)
	}
	if r := w.do("POST", "/api/v1/orders/"+id+"/attach", receipt(m, "L-1", nil), as(auth)).want(409); !strings.Contains(r.Body, "order.late_member_day") {
		t.Error(r.Body)
	}
	var before, after string
	err := w.deps.DB.QueryRow(t.Context(), `SELECT before ->> 'member_day', after ->> 'member_day' FROM staff.audit WHERE action = 'order.late_policy'`).Scan(&before, &after)
	if err != nil || before != "3" || after != "0" {
		t.Errorf("the trail says %q → %q, %v", before, after, err)
	}
}

// TestOrdersAreSearched asks with every filter, and for numbers of all sources.
func TestOrdersAreSearched(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	m := w.join(auth, "13800005678")
	ids := map[string]string{
		"A": w.loose(auth, "A", map[string]any{"member_id": m}),
		"B": w.loose(auth, "B", map[string]any{"store": nil, "occurred_at": "2026-09-10T04:00:00Z"}),
		"C": w.loose(auth, "C", map[string]any{"channel": nil, "occurred_at": "2026-09-08T17:00:00Z",
			"lines": []any{map[string]any{"code": "POT", "quantity": 1, "list_amount": 100_001}}}),
		"D": w.loose(auth, "A", map[string]any{"source": "shop", "occurred_at": "2026-09-07T04:00:00Z"}),
	}
	w.do("POST", "/api/v1/refunds", `{"source":"till","reference":"R","order":{"reference":"C"},"occurred_at":"2026-09-10T04:10:00Z",
		"lines":[{"line_no":1,"quantity":1}]}`, as(auth)).want(201)
	for query, want := range map[string]string{
		"": "ABCD", "from=2026-09-09": "ABC", "until=2026-09-09": "CD", "from=2026-09-09&until=2026-09-09": "C", "from=2027-01-01": "",
		"store=S001": "ACD", "channel=mini": "ABD", "with_member=yes": "A", "with_member=no": "BCD", "refunded=yes": "C", "refunded=no": "ABD",
		"min_paid=100001": "C", "max_paid=100000": "ABD", "article=POT": "C", "article=TEA-1&store=S001": "AD", "article=NONE": "",
		"reference=A": "AD", "reference=A&source=shop": "D", "reference=R": "C", "reference=a": "", "store=S001&from=2026-09-10": "A",
	} {
		var wanted []string
		for _, name := range want {
			wanted = append(wanted, ids[string(name)])
		}
		query += "&"
		if strings.HasPrefix(query, "reference") { // not in pages
			query = strings.TrimSuffix(query, "&")
			r := w.do("GET", "/api/v1/orders?"+query, "", as(auth)).want(200)
			for _, id := range wanted {
				if !strings.Contains(r.Body, `{"id":"`+id+`"`) {
					t.Errorf("%s lacks %s: %s", query, id, r.Body)
				}
			}
			if n := strings.Count(r.Body, `"occurred_at"`); n != len(wanted) {
				t.Errorf("%s: %d orders, want %d", query, n, len(wanted))
			}
			continue
		}
		if got := w.walk(auth, "/api/v1/orders?"+query); !slices.Equal(got, wanted) {
			t.Errorf("%s finds %v, want %v", query, got, wanted)
		}
	}
	analyst := w.do("GET", "/api/v1/orders", "", as(w.key("analyst", staff.May(staff.Analyst)...))).want(200)
	if strings.Contains(analyst.Body, "王") || !strings.Contains(analyst.Body, `"number":null,"name":null`) {
		t.Errorf("an analyst sees %s", analyst.Body)
	}
	run(t, w, []scenario{
		{name: "an_unknown_store", method: "GET", target: "/api/v1/orders?store=" + url.QueryEscape("'; DROP"), status: 422, contains: []string{"order.unknown_store"}},
		{name: "an_unknown_channel", method: "GET", target: "/api/v1/orders?channel=x", status: 422, contains: []string{"order.unknown_channel"}},
		{name: "a_date_that_is_none", method: "GET", target: "/api/v1/orders?from=2026-13-01", status: 422},
		{name: "a_fraction", method: "GET", target: "/api/v1/orders?min_paid=1.5", status: 422, contains: []string{"http.wrong_pattern"}},
		{name: "a_number_and_a_filter", method: "GET", target: "/api/v1/orders?reference=A&store=S001", status: 422, contains: []string{"http.not_both"}},
		{name: "a_source_alone", method: "GET", target: "/api/v1/orders?source=till", status: 422, contains: []string{"http.required"}},
		{name: "the_cursor_of_another_list", method: "GET", target: "/api/v1/orders?cursor=b3JkZXI6MTox", status: 422, contains: []string{"http.bad_cursor"}},
		{name: "neither_yes_nor_no", method: "GET", target: "/api/v1/orders?with_member=maybe", status: 422, contains: []string{"http.not_one_of"}},
	})
}

// TestLateEntriesHavePages reads them to the end.
func TestLateEntriesHavePages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	var want []string
	for i := range 5 {
		m := w.join(auth, fmt.Sprintf("1380000%04d", i))
		id := w.loose(auth, fmt.Sprint("L-", i), nil)
		w.do("POST", "/api/v1/orders/"+id+"/attach", receipt(m, fmt.Sprint("L-", i), nil), as(auth)).want(201)
		want = append(want, id)
		if i%2 == 0 {
			w.clock.Advance(time.Minute)
		}
	}
	var got []string
	cursor := ""
	for range 5 {
		var page struct {
			Items []struct {
				OrderID string `json:"order_id"`
			}
			NextCursor *string `json:"next_cursor"`
		}
		w.do("GET", "/api/v1/orders/late?limit=2&cursor="+cursor, "", as(auth)).want(200).into(&page)
		for _, e := range page.Items {
			got = append(got, e.OrderID)
		}
		if page.NextCursor == nil {
			break
		}
		cursor = *page.NextCursor
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
