package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"habitue/internal/staff"
)

const couponTerms = `{"name":{"zh-CN":"满 100 减 20","en":"20 off 100"},
	"offer":{"benefit":{"kind":"amount_off","amount":2000},"threshold":{"amount":10000},"on":{},"except":{},"when":{},"stacking":{}},
	"validity":{"days":30},"stock":100,"per_member":1,"on_return":"given_back","giveable":true,"claim":{"open":true}}`

// TestACouponGoesItsWayOverHTTP drafts a template, publishes it by two, hands it
// out, claims it, gives it away, cancels it and reads what happened.
func TestACouponGoesItsWayOverHTTP(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := w.everything()
	m, friend := w.join(all, "13800000001"), w.join(all, "13800000002")
	till := "Authorization: " + all
	boss, other, analyst := w.person("boss@example.com", staff.Operations), w.person("other@example.com", staff.Marketing), w.person("a@example.com", staff.Analyst)

	var said struct{ Words []string }
	w.do("POST", "/api/v1/coupons/sentences", `{"terms":`+couponTerms+`}`, boss, "Accept-Language: zh-CN").want(200).into(&said)
	if !strings.Contains(strings.Join(said.Words, ""), "满 ") || strings.Contains(strings.Join(said.Words, ""), "words.") {
		t.Errorf("%q", said.Words)
	}
	if r := w.do("POST", "/api/v1/coupons/sentences", `{"terms":`+strings.Replace(couponTerms, `"days":30`, `"days":0`, 1)+`}`, boss); !strings.Contains(r.want(422).Body, "coupon.validity_needs_an_end") {
		t.Error(r.Body)
	}
	w.do("POST", "/api/v1/coupons/templates", `{"code":"off_20","terms":`+couponTerms+`}`, analyst).want(403)
	var template struct {
		ID, Status string
		Issued     int64
		Left       *int64
	}
	w.do("POST", "/api/v1/coupons/templates", `{"code":"off_20","terms":`+couponTerms+`}`, boss, "Idempotency-Key: t").want(201).into(&template)
	if template.Status != "draft" {
		t.Fatalf("%+v", template)
	}
	path := "/api/v1/coupons/templates/" + template.ID
	var versions struct {
		Items []struct {
			Version int
			Hash    string
			Status  string
		}
	}
	w.do("GET", path+"/versions", "", boss).want(200).into(&versions)
	var a struct{ ID, Hash string }
	w.do("POST", "/api/v1/approvals", fmt.Sprintf(`{"kind":"coupon_template","template":"off_20","version":1,"hash":%q,"note":"new"}`, versions.Items[0].Hash), boss).want(201).into(&a)
	var detail struct{ Words []string }
	w.do("GET", "/api/v1/approvals/"+a.ID, "", other).want(200).into(&detail)
	if len(detail.Words) == 0 {
		t.Error("nothing to look at")
	}
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", fmt.Sprintf(`{"hash":%q}`, a.Hash), other).want(200)
	w.settle()
	w.do("GET", path, "", analyst).want(200).into(&template)
	if template.Status != "live" || template.Left == nil || *template.Left != 100 {
		t.Fatalf("%+v", template)
	}

	handout := fmt.Sprintf(`{"items":[{"template_id":%q,"quantity":1}],"people":["138 0000 0001",%q,"13899999999"],"reason":"goodwill"}`, template.ID, friend)
	var plan struct {
		Status   string
		Members  int
		Done     int
		Unknowns int
		Unknown  []struct{ Line int }
	}
	w.do("POST", "/api/v1/coupons/handouts?dry_run=true", handout, boss).want(200).into(&plan)
	if plan.Status != "planned" || plan.Members != 2 || plan.Unknowns != 1 || plan.Unknown[0].Line != 3 {
		t.Errorf("%+v", plan)
	}
	if r := w.do("POST", "/api/v1/coupons/handouts", handout, boss).want(422); !strings.Contains(r.Body, "coupon.unknown_people") {
		t.Error(r.Body)
	}
	w.do("POST", "/api/v1/coupons/handouts", strings.Replace(handout, `"reason"`, `"skip_unknown":true,"reason"`, 1), boss, "Idempotency-Key: h").want(201).into(&plan)
	if plan.Status != "done" || plan.Done != 2 {
		t.Errorf("%+v", plan)
	}
	var given struct {
		Items []struct{ ID string }
	}
	var now struct {
		InHand    int `json:"in_hand"`
		Cancelled int
		More      bool
		Coupons   int
		Decision  string
	}
	w.do("GET", "/api/v1/coupons/handouts", "", boss).want(200).into(&given)
	one := "/api/v1/coupons/handouts/" + given.Items[0].ID
	for range 2 { // the same key: the same answer
		w.do("POST", one+"/undo", `{"reason":"mistake"}`, boss, "Idempotency-Key: undo").want(201).into(&now)
	}
	w.do("GET", one, "", boss).want(200).into(&now)
	if now.Coupons != 2 || now.More || now.InHand != 0 || now.Cancelled != 2 || now.Decision != "none" {
		t.Errorf("%+v", now)
	}

	claim := fmt.Sprintf(`{"member_id":%q,"template_id":%q,"key":"c1"}`, m, template.ID)
	var c struct {
		ID, Status string
		Words      []string
	}
	for range 2 {
		w.do("POST", "/api/v1/coupons/claims", claim, till).want(201).into(&c)
	}
	if r := w.do("POST", "/api/v1/coupons/claims", strings.Replace(claim, "c1", "c2", 1), till).want(409); !strings.Contains(r.Body, "coupon.limit_reached") {
		t.Error(r.Body)
	}
	if r := w.do("POST", "/api/v1/coupons/claims", fmt.Sprintf(`{"member_id":%q,"code":"ABCD-EFGH-JKLM","key":"c3"}`, m), till).want(422); !strings.Contains(r.Body, "coupon.mistyped_code") {
		t.Error(r.Body)
	}
	var gift struct{ Secret string }
	w.do("POST", "/api/v1/members/"+m+"/coupons/"+c.ID+"/offer", "", till).want(201).into(&gift)
	w.do("POST", "/api/v1/coupons/gifts/look", fmt.Sprintf(`{"secret":%q}`, gift.Secret), till).want(200)
	w.do("POST", "/api/v1/coupons/gifts/take", fmt.Sprintf(`{"secret":%q,"member_id":%q}`, gift.Secret, friend), till).want(201).into(&c)
	w.do("POST", "/api/v1/members/"+friend+"/coupons/seen", fmt.Sprintf(`{"coupons":[%q]}`, c.ID), till).want(204)
	w.do("POST", "/api/v1/members/"+friend+"/coupons/"+c.ID+"/cancel", `{"reason":"mistake"}`, boss).want(201).into(&c)
	if c.Status != "cancelled" {
		t.Errorf("%+v", c)
	}
	w.do("POST", "/api/v1/members/"+friend+"/coupons/"+c.ID+"/reinstate", "", boss).want(201)
	var line struct {
		Changes []struct {
			Verb string
			By   *struct{ Name string }
		}
	}
	w.do("GET", "/api/v1/members/"+friend+"/coupons/"+c.ID, "", boss).want(200).into(&line)
	var verbs []string
	for _, x := range line.Changes {
		verbs = append(verbs, x.Verb)
	}
	if got := strings.Join(verbs, " "); got != "issue offer give receive cancel reinstate" {
		t.Errorf("time line %s", got)
	}
	var wallet struct{ Items []struct{ ID string } }
	w.do("GET", "/api/v1/members/"+friend+"/coupons", "", boss).want(200).into(&wallet)
	if len(wallet.Items) != 2 {
		t.Errorf("%+v", wallet)
	}

	var batch struct{ ID, Status string }
	w.do("POST", path+"/batches", `{"count":3,"reason":"promotion"}`, boss).want(201).into(&batch)
	w.do("POST", "/api/v1/coupons/batches/"+batch.ID+"/export", `{"reason":"printer"}`, boss).want(409)
	if _, err := w.deps.Coupons.MakeCodes(t.Context()); err != nil {
		t.Fatal(err)
	}
	file := w.do("POST", "/api/v1/coupons/batches/"+batch.ID+"/export", `{"reason":"printer"}`, boss).want(200).Body
	rows := strings.Split(strings.TrimSpace(file), "\r\n")
	if len(rows) != 4 {
		t.Fatalf("%q", file)
	}
	linked := w.do("POST", "/api/v1/coupons/batches/"+batch.ID+"/export", `{"reason":"printer","address":"https://shop.example/"}`, boss).want(200).Body
	if code := strings.TrimSuffix(rows[1], ","); !strings.Contains(linked, code+",,https://shop.example/m/claim#code="+code+"\r\n") {
		t.Errorf("%q", linked)
	}
	w.do("POST", "/api/v1/coupons/batches/"+batch.ID+"/export", `{"reason":"printer","address":"javascript:alert(1)"}`, boss).refused(422, "http.invalid_request")
	w.do("POST", "/api/v1/coupons/claims", fmt.Sprintf(`{"member_id":%q,"code":%q,"key":"c4"}`, w.join(all, "13800000003"), strings.TrimSuffix(rows[1], ",")), till).want(201)
	w.do("POST", "/api/v1/coupons/words", fmt.Sprintf(`{"word":"双11","per_member":1,"template_id":%q}`, template.ID), boss).want(201)
	w.do("POST", "/api/v1/coupons/claims", fmt.Sprintf(`{"member_id":%q,"code":"双11","key":"c5"}`, w.join(all, "13800000004")), till).want(201)
	var funnel struct{ Issued, Redeemed int64 }
	w.do("GET", path+"/funnel", "", analyst).want(200).into(&funnel)
	if funnel.Issued != 5 || funnel.Redeemed != 0 {
		t.Errorf("%+v", funnel)
	}
	w.do("POST", path+"/end", "", boss).want(201)
	w.do("POST", path+"/reopen", "", boss).want(201)
	w.do("POST", "/api/v1/coupons/packs", fmt.Sprintf(`{"code":"welcome","name_i18n":{"zh-CN":"新客礼包","en":"Welcome"},"items":[{"template_id":%q,"quantity":2}]}`, template.ID), boss).want(201)
	w.do("PUT", "/api/v1/coupons/policy", `{"alone_coupons":1,"alone_codes":1,"remind_days":3,"gift_hours":24,"version":0}`, other).want(200)
	w.do("POST", path+"/batches", `{"count":2,"reason":"promotion"}`, boss).want(201).into(&batch)
	if batch.Status != "asked" {
		t.Errorf("%+v", batch)
	}
}

// TestHoldersOfATemplateAreNamed: in one read for the list, masked as the reader sees
// members elsewhere, and so are those who got nothing.
func TestHoldersOfATemplateAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	template := w.claimable()
	first, second := w.takeIn(till, "13800001234", "王小明"), w.takeIn(till, "13800005678", "李雷")
	for _, m := range []string{first, second} {
		w.do("POST", "/api/v1/coupons/claims", fmt.Sprintf(`{"member_id":%q,"template_id":%q,"key":"c"}`, m, template), as(till)).want(201)
	}
	list := func(auth string) (names []string) {
		t.Helper()
		var page struct {
			Items []struct {
				MemberID string `json:"member_id"`
				Member   *struct {
					ID     string
					Name   *string
					Number *string
				}
			}
		}
		w.do("GET", "/api/v1/coupons/templates/"+template+"/coupons", "", auth).want(200).into(&page)
		for _, c := range page.Items {
			if c.Member == nil || c.Member.ID != c.MemberID || c.Member.Name == nil || c.Member.Number == nil || *c.Member.Number == "" {
				t.Fatalf("%+v", c)
			}
			names = append(names, *c.Member.Name)
		}
		slices.Sort(names)
		return names
	}
	if got := list(w.person("service@example.com", staff.CustomerService)); !slices.Equal(got, []string{"李雷", "王小明"}) {
		t.Errorf("in full %q", got)
	}
	if got := list(w.person("marketing@example.com", staff.Marketing)); !slices.Equal(got, []string{"李*", "王*明"}) {
		t.Errorf("masked %q", got)
	}
}
