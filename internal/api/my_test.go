package api_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/staff"
)

// person is a member with everything that can be had, and what would give him away.
type someone struct {
	cookies string
	number  string
	order   string
	coupon  string
	device  string
	secret  string
	marks   []string // texts that only his answers may hold
}

// someone joins by himself, buys, pays in, and gets a coupon.
func (w *world) someone(till, template, phone, reference string) someone {
	w.t.Helper()
	p := someone{cookies: w.memberIn(phone)}
	var me struct{ Number string }
	w.do("GET", "/api/v1/me", "", p.cookies).want(200).into(&me)
	p.number = me.Number
	var o, c, sold struct{ ID string }
	w.do("POST", "/api/v1/orders", sale(reference, map[string]any{"member": map[string]string{"phone": phone}}), as(till)).want(201).into(&o)
	w.settle()
	p.order = o.ID
	w.do("POST", "/api/v1/me/coupons/claims", fmt.Sprintf(`{"template_id":%q,"key":"c"}`, template), p.cookies).want(201).into(&c)
	p.coupon = c.ID
	var found struct{ Items []struct{ ID string } }
	w.do("GET", "/api/v1/members?phone="+phone, "", as(till)).want(200).into(&found)
	member := found.Items[0].ID
	w.do("POST", "/api/v1/prepaid/top-ups", `{"member_id":"`+member+`","pay":50000,"store":"S001"}`, as(till), "Idempotency-Key: t"+phone).want(201).into(&sold)
	w.do("POST", "/api/v1/prepaid/top-ups/"+sold.ID+"/pay", `{"tenders":[{"method":"cash","amount":50000}]}`, as(till), "Idempotency-Key: p"+phone).want(201)
	w.settle()
	w.do("GET", "/api/v1/me/devices", "", p.cookies).want(200).into(&found)
	p.device = found.Items[0].ID
	p.marks = []string{p.number, reference, p.order, p.coupon, p.device, member, phone[:3] + "****" + phone[7:]}
	return p
}

// claimable publishes a template that members may claim.
func (w *world) claimable() (template string) {
	w.t.Helper()
	alone := w.person("alone@example.com", staff.Operations)
	var made struct{ ID string }
	w.do("POST", "/api/v1/coupons/templates", `{"code":"off_20","terms":`+couponTerms+`}`, alone, "Idempotency-Key: t").want(201).into(&made)
	w.do("POST", "/api/v1/coupons/templates/"+made.ID+"/versions/1/publish", `{"reason":"alone"}`, alone).want(200)
	return made.ID
}

// TestMembersSeeTheirOwn lets two members, of whom each has everything, ask every
// operation of members with what is the other's: nothing of the other ever shows,
// and nothing of the other's changes.
func TestMembersSeeTheirOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, template := w.everything(), w.claimable()
	wang, li := w.someone(till, template, "13800005678", "R-WANG"), w.someone(till, template, "13911118765", "R-LI")
	walked := 0
	for _, r := range contractRoutes(t) {
		if r.permission != edge.AsMember {
			continue
		}
		walked++
		for _, pair := range [][2]someone{{wang, li}, {li, wang}} {
			asks, other := pair[0], pair[1]
			id := other.order
			if strings.Contains(r.path, "/devices/") {
				id = other.device
			}
			target := strings.NewReplacer("{id}", id, "{coupon}", other.coupon).Replace(r.path)
			if r.path == "/api/v1/me/session" || r.path == "/api/v1/me/devices/end-others" {
				continue // they have nothing to name; TestMemberDevices looks at whom they end
			}
			body := ""
			if strings.HasSuffix(r.path, "/seen") {
				body = fmt.Sprintf(`{"coupons":[%q]}`, other.coupon)
			}
			if r.method == "PUT" && strings.Contains(r.path, "/addresses/") {
				body = `{"recipient":"x","line":"x","version":1}`
			}
			got := w.do(r.method, target, body, asks.cookies)
			named := strings.Contains(r.path, "{")
			if named && got.Status != 404 || !named && r.method == "GET" && got.Status != 200 {
				t.Errorf("%s %s with what is another's: %d %s", r.method, r.path, got.Status, got.Body)
			}
			for _, mark := range other.marks {
				// Whole: an id of his own may hold the figures of the other's, and so may what is masked.
				whole := regexp.MustCompile(`(^|[^0-9*])` + regexp.QuoteMeta(mark) + `($|[^0-9])`)
				if whole.MatchString(strings.ReplaceAll(got.Body, "/docs#", "")) && mark != id {
					t.Errorf("%s %s shows another's %s: %s", r.method, r.path, mark, got.Body)
				}
			}
		}
	}
	if walked < 15 {
		t.Fatalf("only %d operations; the walk is broken", walked)
	}
	for _, p := range []someone{wang, li} {
		w.do("GET", "/api/v1/me/devices", "", p.cookies).want(200)
		if r := w.do("GET", "/api/v1/me/coupons", "", p.cookies).want(200); !strings.Contains(r.Body, p.coupon) || !strings.Contains(r.Body, `"seen_at":null`) {
			t.Errorf("the other changed a coupon: %s", r.Body)
		}
	}
}

// TestMyOwn reads what one member has: each answer in both languages.
func TestMyOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, template := w.everything(), w.claimable()
	p := w.someone(till, template, "13800005678", "R-WANG")
	for _, see := range []struct {
		path   string
		en, zh []string
	}{
		{"/me", []string{`"name":"王小云"`, `"phone_masked":"138****5678"`, `"code":"basic"`}, nil},
		{"/me/pass", []string{`"text":"HM`, `"lives_s":60`, p.number}, nil},
		{"/me/balances", []string{`"asset":"points"`}, []string{"积分"}},
		{"/me/entries?asset=points", []string{"R-WANG", "points"}, []string{"消费"}},
		{"/me/tier", []string{`"missing":`, `"levels":[`}, []string{"银卡"}},
		{"/me/stored-value", []string{`"principal":50000`, `"bonus":15000`, `"kind":"top_up"`}, nil},
		{"/me/coupons?which=usable", []string{"20 off 100", p.coupon}, []string{"满 100 减 20"}},
		{"/me/coupons?which=all&limit=1", []string{p.coupon}, nil},
		{"/me/coupons/offers", []string{`"had":1`, `"more":false`}, []string{"满 100 减 20"}},
		{"/me/orders", []string{"R-WANG"}, nil},
		{"/me/spending", []string{`"year":2026`, `"orders":1,"amount":4100`, `"month":9,"orders":1`, `"name":"Nanjing East Road"`}, []string{"南京东路店"}},
		{"/me/spending?year=2025", []string{`"orders":0,"amount":0`, `"first_year":2026`, `"categories":[]`}, nil},
		{"/me/orders/" + p.order, []string{"茉莉绿茶", `"paid_amount":4100`, `"points":`}, nil},
	} {
		english := w.do("GET", "/api/v1"+see.path, "", p.cookies).want(200)
		chinese := w.do("GET", "/api/v1"+see.path, "", p.cookies, "Accept-Language: zh-CN").want(200)
		for _, want := range see.en {
			if !strings.Contains(english.Body, want) {
				t.Errorf("%s lacks %s: %s", see.path, want, english.Body)
			}
		}
		for _, want := range see.zh {
			if !strings.Contains(chinese.Body, want) {
				t.Errorf("%s lacks %s: %s", see.path, want, chinese.Body)
			}
		}
		for _, staffs := range []string{`"cashier"`, `"member_id"`, `"memo"`, `"rule"`, "8000056"} {
			if strings.Contains(english.Body, staffs) {
				t.Errorf("%s shows %s: %s", see.path, staffs, english.Body)
			}
		}
	}
	w.do("GET", "/api/v1/me/entries?asset=none", "", p.cookies).want(422)
	if r := w.do("GET", "/api/v1/me/shop", "").want(200); !strings.Contains(r.Body, `"zone":"Asia/Shanghai"`) {
		t.Error(r.Body)
	}
}

// TestACouponFromPhoneToPhone is given by one member behind a link, looked at by
// somebody who is not signed in, and taken by another who joins for it.
func TestACouponFromPhoneToPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, template := w.everything(), w.claimable()
	p := w.someone(till, template, "13800005678", "R-WANG")
	path := "/api/v1/me/coupons/" + p.coupon
	var gift struct{ Secret string }
	w.do("POST", path+"/offer", "", p.cookies).want(201).into(&gift)
	if r := w.do("POST", "/api/v1/me/gifts/look", `{"secret":"`+gift.Secret+`"}`).want(200); strings.Contains(r.Body, gift.Secret) || !strings.Contains(r.Body, "20 off 100") || strings.Contains(r.Body, p.marks[5]) {
		t.Error(r.Body)
	}
	take := `{"secret":"` + gift.Secret + `"}`
	w.do("POST", "/api/v1/me/gifts/take", take).want(401)
	if r := w.do("POST", "/api/v1/me/gifts/take", take, p.cookies).want(409); !strings.Contains(r.Body, "coupon.own_gift") {
		t.Error(r.Body)
	}
	w.do("POST", path+"/take-back", "", p.cookies).want(201)
	w.do("POST", "/api/v1/me/gifts/take", take, w.memberIn("13700000001")).want(409)
	w.do("POST", path+"/offer", "", p.cookies).want(201).into(&gift)
	friend := w.memberIn("13700000002")
	take = `{"secret":"` + gift.Secret + `"}`
	first := w.do("POST", "/api/v1/me/gifts/take", take, friend).want(201)
	if again := w.do("POST", "/api/v1/me/gifts/take", take, friend).want(201); again.Body != first.Body {
		t.Errorf("taken again: %s", again.Body)
	}
	w.do("POST", "/api/v1/me/gifts/look", take).want(409)
	if r := w.do("GET", "/api/v1/me/coupons", "", friend).want(200); !strings.Contains(r.Body, p.coupon) {
		t.Error(r.Body)
	}
	if r := w.do("GET", "/api/v1/me/coupons", "", p.cookies).want(200); strings.Contains(r.Body, p.coupon) {
		t.Error(r.Body)
	}
}

// TestALinkOfAPersonalCode is opened by somebody who is not signed in, claimed by
// who joins for it, once, and answers everybody else in words.
func TestALinkOfAPersonalCode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	boss := w.person("alone@example.com", staff.Operations)
	var template, batch struct{ ID string }
	w.do("POST", "/api/v1/coupons/templates", `{"code":"off_20","terms":`+couponTerms+`}`, boss, "Idempotency-Key: t").want(201).into(&template)
	w.do("POST", "/api/v1/coupons/templates/"+template.ID+"/versions/1/publish", `{"reason":"alone"}`, boss).want(200)
	w.do("POST", "/api/v1/coupons/templates/"+template.ID+"/batches", `{"count":2,"reason":"promotion","valid_until":"2026-12-31"}`, boss).want(201).into(&batch)
	if _, err := w.deps.Coupons.MakeCodes(t.Context()); err != nil {
		t.Fatal(err)
	}
	var codes []string
	rows := strings.Split(w.do("POST", "/api/v1/coupons/batches/"+batch.ID+"/export", `{"reason":"receipt"}`, boss).want(200).Body, "\r\n")
	for _, row := range rows[1:3] {
		codes = append(codes, strings.TrimRight(row, ",\r"))
	}
	look := func(code string) reply {
		return w.do("POST", "/api/v1/me/coupons/look", fmt.Sprintf(`{"code":%q}`, code))
	}
	seen := look(codes[0]).want(200)
	for _, want := range []string{`"name":"20 off 100"`, `"personal":true`, `"until":"2026-12-31T16:00:00Z"`, "¥20.00 off"} {
		if !strings.Contains(seen.Body, want) {
			t.Errorf("lacks %s: %s", want, seen.Body)
		}
	}
	if strings.Contains(seen.Body, "Stock") || strings.Contains(seen.Body, "100 in all") {
		t.Errorf("says what only the shop needs: %s", seen.Body)
	}
	claim := func(code, cookies string) reply {
		return w.do("POST", "/api/v1/me/coupons/claims", fmt.Sprintf(`{"code":%q,"key":"link"}`, code), cookies)
	}
	w.do("POST", "/api/v1/me/coupons/claims", fmt.Sprintf(`{"code":%q,"key":"link"}`, codes[0])).want(401)
	me, other := w.memberIn("13700000001"), w.memberIn("13700000002")
	first := claim(codes[0], me).want(201)
	if again := claim(codes[0], me).want(201); again.Body != first.Body {
		t.Errorf("opened again: %s", again.Body)
	}
	claim(codes[0], other).refused(409, "coupon.code_claimed")
	look(codes[0]).refused(409, "coupon.code_claimed")
	swapped := codes[1][1:2] + codes[1][0:1] + codes[1][2:]
	if swapped != codes[1] {
		look(swapped).refused(422, "coupon.mistyped_code")
	}
	w.clock.Advance(200 * 24 * time.Hour)
	look(codes[1]).refused(409, "coupon.code_over")
}

// TestNobodyTriesCodes lets a member type codes until it is too often.
func TestNobodyTriesCodes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	me := w.memberIn("13800005678")
	var seen []int
	for i := range 14 {
		r := w.do("POST", "/api/v1/me/coupons/claims", fmt.Sprintf(`{"code":"WORD%d","key":"k%d"}`, i, i), me)
		seen = append(seen, r.Status)
	}
	if seen[0] != 404 || seen[11] != 404 || !slices.Equal(seen[12:], []int{429, 429}) {
		t.Errorf("%v", seen)
	}
	for range 120 {
		w.do("POST", "/api/v1/me/gifts/look", `{"secret":"nothing-behind-it"}`).want(404)
	}
	w.do("POST", "/api/v1/me/gifts/look", `{"secret":"nothing-behind-it"}`).want(429)
	w.clock.Advance(time.Minute)
	w.do("POST", "/api/v1/me/gifts/look", `{"secret":"nothing-behind-it"}`).want(404)
}
