package api_test

import (
	"fmt"
	"strings"
	"testing"

	"habitue/internal/staff"
)

const teaOff = `{"body":{"name":{"zh-CN":"茶满100减20","en":"20 off tea"},"priority":0,"offer":{"benefit":{"kind":"amount_off","amount":2000,"every":true},
	"threshold":{"amount":10000},"on":{"categories":["tea"]},"except":{},"when":{"weekdays":[6,7]},"stacking":{"groups":["满减"],"not_with":["member_price"]}},
	"limits":{"total":{"money":100000},"day":{},"member":{"uses":2},"member_a_day":{}}}}`

type promotion struct {
	ID      string
	Status  string
	Version int
	Waiting int
	Words   []string
}

type priced struct {
	Net     int64
	Exact   bool
	Refused []struct{ Offer, Code, Words string }
	Applied []struct{ Offer, Name string }
	Lines   []struct {
		List, Net int64
		Offs      []struct{ Amount int64 }
	}
}

// A promotion is drafted by one, tried on a basket, published by another, ended
// by anybody of them, and resumed.
func TestAPromotionIsPublishedByTwoAndPricesABasket(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li, chen := w.person("li@example.com", staff.Marketing), w.person("chen@example.com", staff.Operations)
	basket := func(amount int64, more string) string {
		return fmt.Sprintf(`{"at":"2026-09-19T04:00:00Z","lines":[{"article":"t","category":"tea","quantity":2,"unit":%d}]%s}`, amount, more)
	}
	try := func(body string) (p priced) {
		t.Helper()
		w.do("POST", "/api/v1/promotions/try", body, li).want(200).into(&p)
		return p
	}
	var p promotion
	w.do("POST", "/api/v1/promotions", teaOff, li, "Idempotency-Key: one").want(201).into(&p)
	var again promotion
	w.do("POST", "/api/v1/promotions", teaOff, li, "Idempotency-Key: one").want(201).into(&again)
	if p.ID != again.ID || p.Status != "draft" || p.Waiting != 1 {
		t.Fatalf("%+v, again %+v", p, again)
	}
	if got := try(basket(60_00, "")); got.Net != 120_00 {
		t.Fatalf("a draft applies: %+v", got)
	}
	draft := fmt.Sprintf(`,"draft":%s`, strings.TrimSuffix(strings.TrimPrefix(teaOff, `{"body":`), "}"))
	if got := try(basket(60_00, draft)); got.Net != 100_00 || got.Applied[0].Offer != "draft" || !got.Exact {
		t.Fatalf("the draft is not tried: %+v", got)
	}
	if got := try(basket(44_00, draft)); got.Net != 88_00 || got.Refused[0].Code != "threshold_amount" || !strings.Contains(got.Refused[0].Words, "12.00") {
		t.Fatalf("it does not say how near it is: %+v", got)
	}
	var versions struct {
		Items []struct {
			Version int
			Hash    string
			Words   []string
		}
	}
	w.do("GET", "/api/v1/promotions/"+p.ID+"/versions", "", chen).want(200).into(&versions)
	if len(versions.Items) != 1 || len(versions.Items[0].Words) < 6 {
		t.Fatalf("%+v", versions)
	}
	v := versions.Items[0]
	var a asked
	w.do("POST", "/api/v1/approvals", fmt.Sprintf(`{"kind":"promotion","promotion":%q,"version":%d,"hash":%q,"note":"for the weekend"}`, p.ID, v.Version, v.Hash), li).want(201).into(&a)
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), li).want(403)
	w.do("GET", "/api/v1/approvals/"+a.ID, "", chen).want(200).into(&a)
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), chen).want(200)
	w.settle()
	w.do("GET", "/api/v1/promotions/"+p.ID, "", chen).want(200).into(&p)
	if p.Status != "live" || p.Version != 2 || p.Waiting != 0 {
		t.Fatalf("%+v", p)
	}
	if got := try(basket(60_00, "")); got.Net != 100_00 || got.Lines[0].Offs[0].Amount != 20_00 {
		t.Fatalf("%+v", got)
	}
	w.do("POST", "/api/v1/promotions/"+p.ID+"/end", "", li).want(200).into(&p)
	if got := try(basket(60_00, "")); p.Status != "ended" || got.Net != 120_00 {
		t.Fatalf("%+v", got)
	}
	w.do("POST", "/api/v1/promotions/"+p.ID+"/resume", "", chen).want(200).into(&p)
	if p.Status != "live" {
		t.Fatalf("%+v", p)
	}
	w.do("POST", "/api/v1/promotions", teaOff, w.person("cashier@example.com", staff.Cashier)).want(403)
	if r := w.do("POST", "/api/v1/promotions", `{"body":{"name":{"zh-CN":"坏"},"priority":0,"offer":{"benefit":{"kind":"gift"},"threshold":{},"on":{},"except":{},"when":{},"stacking":{}},"limits":{"total":{},"day":{},"member":{},"member_a_day":{}}}}`, li).want(422); !strings.Contains(r.Body, "coupon.needs_threshold") {
		t.Error(r.Body)
	}
}

func TestAPromotionIsSaidInBothLanguages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li := w.person("li@example.com", staff.Marketing)
	for language, want := range map[string][]string{
		"zh-CN": {"每满 ¥100.00 减 ¥20.00。", "品类 tea", "不与会员价同享。", "总限额：¥1,000.00。", "每人限额：2 单。", "门槛按前面优惠之后的金额计算。"},
		"en":    {"For every ¥100.00: ¥20.00 off.", "tea", "Not with member prices.", "In all at most ¥1,000.00.", "To each member at most 2 orders."},
	} {
		r := w.do("POST", "/api/v1/promotions/words", teaOff, li, "Accept-Language: "+language).want(200)
		for _, s := range want {
			if !strings.Contains(r.Body, s) {
				t.Errorf("%s lacks %q: %s", language, s, r.Body)
			}
		}
	}
}

// What stands before a colon elsewhere begins a sentence where nothing does.
func TestASentenceOfAnOfferBeginsWithACapital(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li := w.person("li@example.com", staff.Marketing)
	flash := strings.Replace(teaOff, `{"kind":"amount_off","amount":2000,"every":true},
	"threshold":{"amount":10000}`, `{"kind":"fixed_price","amount":990},"threshold":{}`, 1)
	if r := w.do("POST", "/api/v1/promotions/words", flash, li).want(200); !strings.Contains(r.Body, `"Each piece costs ¥9.90."`) {
		t.Error(r.Body)
	}
}

// A coupon is tried on a sample basket before it is there: beside what is live, or
// alone; and where it does not apply it says what is missing.
func TestACouponIsTriedOnASampleBasket(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li := w.person("li@example.com", staff.Marketing)
	try := func(unit int64, more string) (p priced) {
		t.Helper()
		w.do("POST", "/api/v1/promotions/try", fmt.Sprintf(`{"lines":[{"article":"t","category":"tea","quantity":2,"unit":%d}]%s}`, unit, more), li).want(200).into(&p)
		return p
	}
	body := func(stacking string) string {
		return `{"name":{"zh-CN":"满100减20","en":"20 off"},"offer":{"benefit":{"kind":"amount_off","amount":2000},"threshold":{"amount":10000},
			"on":{},"except":{},"when":{},"stacking":` + stacking + `},"validity":{"days":7},"on_return":"lost","claim":{}}`
	}
	coupon := `,"coupon":` + body(`{}`)
	if got := try(60_00, coupon); got.Net != 100_00 || got.Applied[0].Name == "" {
		t.Fatalf("the coupon is not tried: %+v", got)
	}
	if got := try(44_00, coupon); got.Net != 88_00 || len(got.Refused) != 1 || !strings.Contains(got.Refused[0].Words, "12.00") {
		t.Fatalf("it does not say how near it is: %+v", got)
	}
	draft := fmt.Sprintf(`,"draft":%s`, strings.TrimSuffix(strings.TrimPrefix(strings.Replace(teaOff, `"weekdays":[6,7]`, ``, 1), `{"body":`), "}"))
	if got := try(60_00, draft+`,"coupon":`+body(`{"not_with":["promotion"]}`)); got.Net != 100_00 || len(got.Applied) != 1 {
		t.Fatalf("what excludes promotions goes with one: %+v", got)
	}
	w.do("POST", "/api/v1/promotions/try", `{"lines":[{"article":"t","category":"tea","quantity":1,"unit":100}],"coupon":`+strings.Replace(body(`{}`), `"days":7`, `"days":0`, 1)+`}`, li).want(422)
}
