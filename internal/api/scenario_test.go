package api_test

import (
	"fmt"
	"strings"
	"testing"

	"habitue/internal/platform/money"
	"habitue/internal/staff"
)

// scenario is one request and what must and must not be in its answer.
type scenario struct {
	name           string
	method, target string
	body           string
	headers        []string
	status         int
	contains       []string
	lacks          []string
}

// run sends the scenarios one by one to one world, as a key that may do all
// unless they say otherwise.
func run(t *testing.T, w *world, list []scenario) {
	t.Helper()
	auth := w.everything()
	for _, s := range list {
		t.Run(s.name, func(t *testing.T) {
			r := w.do(s.method, s.target, s.body, append([]string{as(auth)}, s.headers...)...)
			if r.Status != s.status {
				t.Errorf("status %d, want %d: %s", r.Status, s.status, r.Body)
			}
			for _, c := range s.contains {
				if !strings.Contains(r.Body, c) {
					t.Errorf("lacks %q: %s", c, r.Body)
				}
			}
			for _, l := range append(s.lacks, "goroutine ", "SQLSTATE", "pgx", "/work/") {
				if strings.Contains(r.Body, l) {
					t.Errorf("contains %q: %s", l, r.Body)
				}
			}
		})
	}
}

// TestHostileRequests sends what a stranger may send. Each gets a problem with
// a stable code, and nothing of it is kept.
func TestHostileRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := func(edits map[string]any) string { return sale("H-1", edits) }
	line := func(edits map[string]any) map[string]any {
		l := map[string]any{"code": "TEA-1", "quantity": 1, "list_amount": 1800}
		for k, v := range edits {
			if l[k] = v; v == nil {
				delete(l, k)
			}
		}
		return map[string]any{"lines": []any{l}}
	}
	manyLines := map[string]any{}
	lines := make([]any, 10_001)
	for i := range lines {
		lines[i] = map[string]any{"code": "T", "quantity": 1, "list_amount": 1}
	}
	manyLines["lines"] = lines

	run(t, w, []scenario{
		{name: "a_body_beyond_four_megabytes_is_too_large", method: "POST", target: "/api/v1/orders",
			body: `{"till":"` + strings.Repeat("x", 4<<20) + `"}`, status: 413, contains: []string{"http.body_too_large", "4194304"}},
		{name: "a_body_beyond_one_megabyte_is_too_large_elsewhere", method: "POST", target: "/api/v1/members",
			body: `{"name":"` + strings.Repeat("x", 1<<20) + `"}`, status: 413, contains: []string{"http.body_too_large"}},
		{name: "no_body_is_said_to_be_missing", method: "POST", target: "/api/v1/orders",
			headers: []string{"Content-Type: application/json"}, status: 400, contains: []string{"http.body_missing"}},
		{name: "cut_off_json_is_malformed", method: "POST", target: "/api/v1/orders", body: `{"reference":"H-1"`,
			status: 400, contains: []string{"http.malformed_json", `"title":"The request is wrong"`}},
		{name: "another_media_type_is_refused", method: "POST", target: "/api/v1/orders", body: "reference=H-1",
			headers: []string{"Content-Type: application/x-www-form-urlencoded"}, status: 415, contains: []string{"http.media_type"}},
		{name: "another_charset_is_refused", method: "POST", target: "/api/v1/orders", body: order(nil),
			headers: []string{"Content-Type: application/json; charset=gb18030"}, status: 415, contains: []string{"http.media_type"}},
		{name: "invalid_utf8_is_refused", method: "POST", target: "/api/v1/orders", body: strings.Replace(order(nil), "H-1", "\xff\xfe", 1),
			status: 400, contains: []string{"http.invalid_text"}},
		{name: "a_nul_in_a_text_is_refused_with_its_place", method: "POST", target: "/api/v1/orders",
			body: strings.Replace(order(nil), "H-1", `a\u0000b`, 1), status: 422, contains: []string{"http.invalid_text", `"path":"reference"`}},
		{name: "half_a_surrogate_pair_is_refused", method: "POST", target: "/api/v1/orders",
			body: strings.Replace(order(nil), "H-1", `\ud83d`, 1), status: 422, contains: []string{"http.invalid_text"}},
		{name: "a_nul_in_the_query_is_refused", method: "GET", target: "/api/v1/orders?reference=a%00b", status: 400, contains: []string{"http.invalid_text"}},
		{name: "invalid_utf8_in_the_query_is_refused", method: "GET", target: "/api/v1/orders?reference=%ff", status: 400, contains: []string{"http.invalid_text"}},
		{name: "an_unknown_field_is_refused", method: "POST", target: "/api/v1/orders", body: order(map[string]any{"vip": true}),
			status: 422, contains: []string{"http.unknown_field", `"path":"vip"`}},
		{name: "another_spelling_of_a_field_is_unknown", method: "POST", target: "/api/v1/orders",
			body: strings.Replace(order(nil), `"reference"`, `"Reference"`, 1), status: 422, contains: []string{"http.unknown_field", `"path":"Reference"`}},
		{name: "a_key_twice_is_refused", method: "POST", target: "/api/v1/orders",
			body: strings.Replace(order(nil), `"reference"`, `"reference":"H-2","reference"`, 1), status: 422, contains: []string{"http.key_twice"}},
		{name: "a_text_for_a_number_is_a_wrong_type", method: "POST", target: "/api/v1/orders", body: order(line(map[string]any{"quantity": "2"})),
			status: 422, contains: []string{"http.wrong_type", `"path":"lines[0].quantity"`}},
		{name: "a_list_for_an_object_is_a_wrong_type", method: "POST", target: "/api/v1/orders", body: `[]`, status: 422, contains: []string{"http.wrong_type"}},
		{name: "null_for_a_required_field_is_a_wrong_type", method: "POST", target: "/api/v1/orders", body: order(map[string]any{"lines": nil}),
			status: 422, contains: []string{"http.required", `"path":"lines"`}},
		{name: "a_fraction_is_no_amount", method: "POST", target: "/api/v1/orders",
			body: strings.Replace(order(nil), "3600", "36.5", 1), status: 422, contains: []string{"http.not_whole_number", `"path":"lines[0].list_amount"`}},
		{name: "an_exponent_is_no_amount", method: "POST", target: "/api/v1/orders",
			body: strings.Replace(order(nil), "3600", "1e400", 1), status: 422, contains: []string{"http.not_whole_number"}},
		{name: "a_number_that_readers_round_is_refused", method: "POST", target: "/api/v1/orders",
			body: strings.Replace(order(nil), "3600", fmt.Sprint(int64(money.MaxSafe)+1), 1), status: 422, contains: []string{"http.number_out_of_range"}},
		{name: "a_number_beyond_64_bits_is_refused", method: "POST", target: "/api/v1/orders",
			body: strings.Replace(order(nil), "3600", "-99999999999999999999999", 1), status: 422, contains: []string{"http.number_out_of_range"}},
		{name: "an_absurd_amount_is_refused", method: "POST", target: "/api/v1/orders", body: order(line(map[string]any{"list_amount": int64(money.MaxSafe)})),
			status: 422, contains: []string{"order.amount_out_of_range"}},
		{name: "a_negative_amount_is_refused", method: "POST", target: "/api/v1/orders", body: order(line(map[string]any{"list_amount": -1})),
			status: 422, contains: []string{"order.negative_amount"}},
		{name: "a_negative_quantity_is_refused", method: "POST", target: "/api/v1/orders", body: order(line(map[string]any{"quantity": -1})),
			status: 422, contains: []string{"order.quantity_out_of_range"}},
		{name: "a_paid_amount_that_does_not_add_up_is_refused", method: "POST", target: "/api/v1/orders",
			body: order(line(map[string]any{"paid_amount": 1})), status: 422, contains: []string{"http.amounts_differ", `"path":"lines[0].paid_amount"`}},
		{name: "a_date_in_the_far_past_is_refused", method: "POST", target: "/api/v1/orders", body: order(map[string]any{"occurred_at": "1989-12-31T23:59:59Z"}),
			status: 422, contains: []string{"order.time_out_of_range"}},
		{name: "a_date_in_the_future_is_refused", method: "POST", target: "/api/v1/orders", body: order(map[string]any{"occurred_at": "2026-09-14T00:00:00Z"}),
			status: 422, contains: []string{"order.time_out_of_range"}},
		{name: "a_date_that_is_none_is_refused", method: "POST", target: "/api/v1/orders", body: order(map[string]any{"occurred_at": "12.9.2026"}),
			status: 422, contains: []string{"http.bad_time"}},
		{name: "an_unknown_kind_of_line_is_refused", method: "POST", target: "/api/v1/orders", body: order(line(map[string]any{"kind": "magic"})),
			status: 422, contains: []string{"http.not_one_of", "goods"}},
		{name: "too_many_lines_are_refused", method: "POST", target: "/api/v1/orders", body: order(manyLines), status: 422, contains: []string{"http.too_many", "10000"}},
		{name: "no_lines_are_refused", method: "POST", target: "/api/v1/orders", body: order(map[string]any{"lines": []any{}}),
			status: 422, contains: []string{"http.too_few"}},
		{name: "endless_nesting_is_refused", method: "POST", target: "/api/v1/orders", body: strings.Repeat("[", 5000) + strings.Repeat("]", 5000),
			status: 422, contains: []string{"http.too_deep"}},
		{name: "an_unknown_store_is_refused", method: "POST", target: "/api/v1/orders", body: order(map[string]any{"store": "S'; DROP TABLE"}),
			status: 422, contains: []string{"order.unknown_store"}},
		{name: "an_unknown_member_is_refused", method: "POST", target: "/api/v1/orders", body: order(map[string]any{"member_id": "9223372036854775807"}),
			status: 422, contains: []string{"order.unknown_member"}},
		{name: "a_member_id_beyond_64_bits_is_refused", method: "POST", target: "/api/v1/orders", body: order(map[string]any{"member_id": "9999999999999999999"}),
			status: 422, contains: []string{"order.unknown_member"}},
		{name: "a_buyer_nobody_knows_is_refused", method: "POST", target: "/api/v1/orders",
			body: order(map[string]any{"member": map[string]any{"phone": "13900000000"}}), status: 422, contains: []string{"order.unknown_member"}, lacks: []string{"13900000000"}},
		{name: "two_keys_of_a_buyer_are_refused", method: "POST", target: "/api/v1/orders",
			body: order(map[string]any{"member": map[string]any{"phone": "1", "card": "2"}}), status: 422, contains: []string{"http.exactly_one"}},
		{name: "control_characters_in_a_name_are_refused", method: "POST", target: "/api/v1/members", body: `{"phone":"13800001111","name":"a\u0007b"}`,
			status: 422, contains: []string{"member.bad_name"}},
		{name: "a_birthday_that_does_not_exist_is_refused", method: "POST", target: "/api/v1/members", body: `{"phone":"13800001111","birthday":"02-30"}`,
			status: 422, contains: []string{"member.bad_birthday"}},
		{name: "a_phone_that_is_none_is_refused_without_being_repeated", method: "POST", target: "/api/v1/members", body: `{"phone":"12345"}`,
			status: 422, contains: []string{"member.bad_phone"}, lacks: []string{"12345\""}},
		{name: "an_unlisted_route_is_not_found", method: "GET", target: "/api/v1/wallets", status: 404, contains: []string{"http.no_such_route"}},
		{name: "a_wrong_method_is_told", method: "DELETE", target: "/api/v1/members", status: 405, contains: []string{"http.method_not_allowed"}},
		{name: "an_unknown_parameter_is_refused", method: "GET", target: "/api/v1/members?colour=red", status: 422, contains: []string{"http.unknown_parameter"}},
		{name: "a_page_beyond_the_bound_is_refused", method: "GET", target: "/api/v1/members?limit=201", status: 422, contains: []string{"http.too_large", "200"}},
		{name: "a_limit_that_is_no_number_is_refused", method: "GET", target: "/api/v1/members?limit=many", status: 422, contains: []string{"http.not_integer"}},
		{name: "a_cursor_made_up_is_refused", method: "GET", target: "/api/v1/members?cursor=AAAA", status: 422, contains: []string{"http.bad_cursor"}},
		{name: "the_cursor_of_another_list_is_refused", method: "GET", target: "/api/v1/staff/keys?cursor=YWNjb3VudDox", status: 422, contains: []string{"http.bad_cursor"}},
		{name: "an_id_that_is_no_number_is_refused", method: "GET", target: "/api/v1/members/abc", status: 422, contains: []string{"http.wrong_pattern", `"path":"id"`}},
		{name: "a_member_nobody_has_is_not_found", method: "GET", target: "/api/v1/members/999999999", status: 404, contains: []string{"member.unknown"}},
		{name: "an_asset_nobody_has_is_refused", method: "GET", target: "/api/v1/members/" + w.join(w.everything(), "13700001111") + "/entries?asset=gold",
			status: 422, contains: []string{"http.unknown_asset"}},
		{name: "an_idempotency_key_with_spaces_is_refused", method: "POST", target: "/api/v1/orders", body: order(nil),
			headers: []string{"Idempotency-Key: a b"}, status: 422, contains: []string{"http.wrong_pattern"}},
		{name: "a_wrong_rule_is_refused_field_by_field", method: "POST", target: "/api/v1/tiers/ladder/versions",
			body:   `{"body":{"levels":[{"code":"a","name":{"en":"A"},"threshold":5,"keep_threshold":0}],"window":{"kind":"moon"},"fall":"one"}}`,
			status: 422, contains: []string{"tier.first_level_is_free", "tier.unknown_window"}},
		{name: "in_chinese_by_default", method: "GET", target: "/api/v1/members/999999999", headers: []string{"Accept-Language: fr"}, status: 404,
			contains: []string{"没有这位会员。", `"title":"未找到"`}},
	})
	var n int
	if err := w.deps.DB.QueryRow(t.Context(), `SELECT count(*) FROM orders.orders`).Scan(&n); err != nil || n != 0 {
		t.Errorf("%d orders were kept of requests that were refused; %v", n, err)
	}
}

// TestRefundsThatMustNotBe are the ways in which a refund could make value.
func TestRefundsThatMustNotBe(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	a, b := w.join(till, "13800005678"), w.join(till, "13800005679")
	w.do("POST", "/api/v1/orders", sale("A-1", map[string]any{"member_id": a}), as(till)).want(201)
	back := func(reference, order, member string, quantity int) string {
		return fmt.Sprintf(`{"source":"till","reference":"%s","order":{"reference":"%s"},"member_id":"%s",
			"occurred_at":"2026-09-12T04:00:00Z","lines":[{"line_no":1,"quantity":%d}]}`, reference, order, member, quantity)
	}
	run(t, w, []scenario{
		{name: "more_than_was_bought", method: "POST", target: "/api/v1/refunds", body: back("R-1", "A-1", a, 3),
			status: 422, contains: []string{"order.refund_exceeds_purchase"}},
		{name: "of_another_members_order", method: "POST", target: "/api/v1/refunds", body: back("R-1", "A-1", b, 1),
			status: 422, contains: []string{"order.of_another_member"}},
		{name: "of_an_order_nobody_knows", method: "POST", target: "/api/v1/refunds", body: back("R-1", "A-9", a, 1),
			status: 404, contains: []string{"order.not_found"}},
		{name: "before_the_purchase", method: "POST", target: "/api/v1/refunds",
			body: strings.Replace(back("R-1", "A-1", a, 1), "2026-09-12T04", "2026-09-11T04", 1), status: 422, contains: []string{"order.refund_before_purchase"}},
		{name: "of_a_line_there_is_not", method: "POST", target: "/api/v1/refunds",
			body: strings.Replace(back("R-1", "A-1", a, 1), `"line_no":1`, `"line_no":9`, 1), status: 422, contains: []string{"order.no_such_line"}},
		{name: "of_an_order_named_twice", method: "POST", target: "/api/v1/refunds",
			body: strings.Replace(back("R-1", "A-1", a, 1), `{"reference":"A-1"}`, `{"reference":"A-1","id":"7"}`, 1), status: 422, contains: []string{"http.exactly_one"}},
		{name: "a_rightful_one_is_taken", method: "POST", target: "/api/v1/refunds", body: back("R-1", "A-1", a, 1), status: 201, contains: []string{`"amount":1800`}},
		{name: "the_same_again_is_the_same_refund", method: "POST", target: "/api/v1/refunds", body: back("R-1", "A-1", a, 1), status: 201, contains: []string{`"amount":1800`}},
		{name: "another_under_its_number_is_refused", method: "POST", target: "/api/v1/refunds", body: back("R-1", "A-1", a, 2),
			status: 409, contains: []string{"order.reference_taken"}},
		{name: "the_rest_and_one_more", method: "POST", target: "/api/v1/refunds", body: back("R-2", "A-1", a, 2),
			status: 422, contains: []string{"order.refund_exceeds_purchase"}},
	})
}

// TestRequestsSentAgain are the promises of the Idempotency-Key.
func TestRequestsSentAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, other := w.everything(), w.key("other", staff.OrderWrite)
	send := func(auth, key, body string) reply {
		return w.do("POST", "/api/v1/orders", body, as(auth), "Idempotency-Key: "+key)
	}
	first := send(till, "k-1", sale("A-1", nil)).want(201)
	if first.Header.Get("Idempotency-Replayed") != "" {
		t.Error("the first answer calls itself a replay")
	}
	again := send(till, "k-1", sale("A-1", nil)).want(201)
	if again.Body != first.Body || again.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("replayed %q %v, first %q", again.Body, again.Header, first.Body)
	}
	// Whether or not the other body would fail by itself, as a known reference does.
	for _, other := range []string{sale("A-2", nil), sale("A-1", map[string]any{"till": "T9"})} {
		if r := send(till, "k-1", other).want(422); !strings.Contains(r.Body, "idempotency.body_differs") {
			t.Error(r.Body)
		}
	}
	if r := send(other, "k-1", sale("A-3", nil)).want(201); r.Header.Get("Idempotency-Replayed") != "" {
		t.Error("a key of one principal answers another")
	}
	if r := send(till, "k-2", sale("A-1", nil)).want(201); r.Body != first.Body {
		t.Errorf("the same reference under a new key: %s", r.Body)
	}
	if r := send(till, "k-3", sale("A-1", map[string]any{"till": "9"})).want(409); !strings.Contains(r.Body, "order.reference_taken") {
		t.Error(r.Body)
	}
	var n int
	if err := w.deps.DB.QueryRow(t.Context(), `SELECT count(*) FROM orders.orders`).Scan(&n); err != nil || n != 2 {
		t.Errorf("%d orders, want 2; %v", n, err)
	}
}

// TestTenThousandLines is the largest order there is.
func TestTenThousandLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	m := w.join(till, "13800005678")
	lines := make([]any, 10_000)
	for i := range lines {
		lines[i] = map[string]any{"code": fmt.Sprintf("T-%d", i%500), "name": "茉莉绿茶", "quantity": 1, "list_amount": 199}
	}
	w.do("POST", "/api/v1/orders", sale("BIG", map[string]any{"member_id": m, "lines": lines}), as(till)).want(201)
	w.settle()
	r := w.do("GET", "/api/v1/members/"+m+"/balances", "", as(till)).want(200)
	if !strings.Contains(r.Body, `"pending":19900`) {
		t.Error(r.Body)
	}
}
