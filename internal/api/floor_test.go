package api_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"habitue/internal/staff"
)

// costly are goods whose cost is known, with and without tax in their prices, and
// goods without a cost.
func (w *world) costly() {
	w.t.Helper()
	auth := as(w.everything())
	w.do("POST", "/api/v1/catalog/tax-classes", `{"code":"vat13","name_i18n":{"zh-CN":"增值税"},"rate_bps":1300,"included":true}`, auth).want(201)
	w.do("PUT", "/api/v1/catalog/articles", `{"articles":[
		{"code":"POT","name_i18n":{"zh-CN":"壶"},"cost":{"amount":5000,"currency":"CNY"}},
		{"code":"CAN","name_i18n":{"zh-CN":"罐"},"tax_class":"vat13","cost":{"amount":5000,"currency":"CNY"}},
		{"code":"JAR","name_i18n":{"zh-CN":"坛"}}]}`, auth).want(200)
}

// setFloor lets one person draft a floor and another one publish it.
func (w *world) setFloor(body string) {
	w.t.Helper()
	li, chen := w.person("li@example.com", staff.Marketing), w.person("chen@example.com", staff.Operations)
	var d drafted
	w.do("POST", "/api/v1/promotions/floor/versions", body, li).want(201).into(&d)
	w.do("POST", fmt.Sprintf("/api/v1/promotions/floor/versions/%d/publish", d.Version), `{"reason":"in a hurry"}`, li).refused(409, "staff.second_person_needed")
	var a asked
	w.do("POST", "/api/v1/approvals", fmt.Sprintf(`{"kind":"floor_rule","version":%d,"hash":%q,"note":"no more losses"}`, d.Version, d.Hash), li).want(201).into(&a)
	w.do("GET", "/api/v1/approvals/"+a.ID, "", chen).want(200).into(&a)
	if len(a.Words) == 0 || len(a.Differences) == 0 {
		w.t.Fatalf("an approval says nothing: %+v", a)
	}
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), chen).want(200)
	w.settle()
}

const halfOff = `"draft":{"name":{"zh-CN":"五折","en":"Half off"},"priority":0,"offer":{"benefit":{"kind":"percent_off","rate_bps":5000},
	"threshold":{},"on":{},"except":{},"when":{},"stacking":{}},"limits":{"total":{},"day":{},"member":{},"member_a_day":{}}}`

type flooredBasket struct {
	Net     int64
	Lines   []struct{ Net int64 }
	Applied []struct {
		Cut   *string
		Words string `json:"cut_words"`
	}
	Notes []string `json:"floor_notes"`
}

// A floor is published by two, cuts what offers take, and says so: on the sample
// basket, and in the explanation of what was sold under it.
func TestOffersLeaveTheMarginThatTheFloorSays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.costly()
	li := w.person("zhao@example.com", staff.Marketing)
	try := func(more, language string) (p flooredBasket) {
		t.Helper()
		lines := `"lines":[{"article":"CAN","quantity":1,"unit":10000},{"article":"JAR","quantity":1,"unit":10000}]`
		w.do("POST", "/api/v1/promotions/try", "{"+halfOff+","+lines+more+"}", li, "Accept-Language: "+language).want(200).into(&p)
		return p
	}
	if p := try("", "en"); p.Net != 100_00 || p.Applied[0].Cut != nil || p.Notes != nil {
		t.Fatalf("there is a floor before there is one: %+v", p)
	}
	// Cost 50.00 is 56.50 with tax; a fifth of the net price left above it is 70.63.
	said := map[string][2]string{
		"zh-CN": {"到毛利底线，少减 ¥20.63。", "没有成本的商品不受毛利底线限制：第 2 行。"},
		"en":    {"The margin floor kept ¥20.63 back.", "The margin floor does not limit goods whose cost is not known: line 2."},
	}
	floor := `{"off":false,"rate_bps":2000}`
	for language, want := range said {
		p := try(`,"floor":`+floor, language)
		if p.Lines[0].Net != 70_63 || p.Lines[1].Net != 50_00 || *p.Applied[0].Cut != "floor" || p.Applied[0].Words != want[0] || p.Notes[0] != want[1] {
			t.Errorf("%s: %+v", language, p)
		}
	}
	w.setFloor(`{"body":` + floor + `}`)
	if p := try("", "en"); p.Net != 120_63 {
		t.Errorf("the floor does not hold: %+v", p)
	}
	if p := try(`,"floor":{"off":false,"rate_bps":2000,"parts":[{"goods":{"articles":["CAN"]},"off":true,"rate_bps":0}]}`, "en"); p.Net != 100_00 {
		t.Errorf("goods without a floor have one: %+v", p)
	}
	r := w.do("GET", "/api/v1/promotions/floor", "", li).want(200)
	for _, want := range []string{"at least 20 %", "1 of 3"} {
		if !strings.Contains(r.Body, want) {
			t.Errorf("%q is not in %s", want, r.Body)
		}
	}
	cashier := w.person("cashier@example.com", staff.Cashier)
	w.do("POST", "/api/v1/promotions/floor/versions", `{"body":`+floor+`}`, cashier).want(403)
	w.do("POST", "/api/v1/promotions/floor/versions", `{"body":{"off":false,"rate_bps":2000,"parts":[{"goods":{},"rate_bps":0}]}}`, li).want(422)
	w.do("POST", "/api/v1/promotions/floor/versions", `{"body":{"off":false,"rate_bps":10000}}`, li).want(422)

	// What is sold follows it, too, and remembers which version.
	w.do("POST", "/api/v1/promotions", `{"body":`+strings.TrimPrefix(halfOff, `"draft":`)+`}`, li).want(201)
	var p promotion
	w.do("GET", "/api/v1/promotions?limit=1", "", li).want(200)
	var list struct{ Items []promotion }
	w.do("GET", "/api/v1/promotions", "", li).want(200).into(&list)
	p = list.Items[0]
	var versions struct {
		Items []struct {
			Version int
			Hash    string
		}
	}
	w.do("GET", "/api/v1/promotions/"+p.ID+"/versions", "", li).want(200).into(&versions)
	var a asked
	w.do("POST", "/api/v1/approvals", fmt.Sprintf(`{"kind":"promotion","promotion":%q,"version":%d,"hash":%q,"note":"half"}`, p.ID, versions.Items[0].Version, versions.Items[0].Hash), li).want(201).into(&a)
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), w.person("qian@example.com", staff.Operations)).want(200)
	w.settle()
	all := as(w.everything())
	sold := `{"store":"S001","channel":"mini","lines":[{"no":1,"article":"CAN","quantity":1,"unit":10000}]`
	var quote struct {
		Digest  string
		Payable int64
	}
	w.do("POST", "/api/v1/quotes", sold+"}", all).want(200).into(&quote)
	if quote.Payable != 70_63 {
		t.Fatalf("a till sells below the floor: %+v", quote)
	}
	var agreed struct{ Checkout struct{ ID string } }
	w.do("POST", "/api/v1/quotes/commit", sold+`,"digest":"`+quote.Digest+`"}`, all).want(201).into(&agreed)
	var x struct {
		Floor   *struct{ Version int } `json:"floor_rule"`
		Applied []struct {
			Words string `json:"cut_words"`
		}
	}
	w.do("GET", "/api/v1/checkouts/"+agreed.Checkout.ID+"/explanation", "", all).want(200).into(&x)
	if x.Floor == nil || x.Floor.Version != 2 || !strings.Contains(x.Applied[0].Words, "¥20.63") {
		t.Errorf("%+v", x)
	}
}

// Whatever the offer, the floor and the basket are, what is paid leaves the margin
// over the goods whose cost is known: reckoned here with the tax taken off the price,
// where the engine puts it on the cost.
func TestNoOfferGoesBelowTheFloorOverTheAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.costly()
	auth := as(w.everything())
	rapid.Check(t, func(rt *rapid.T) {
		rate := rapid.Int64Range(0, 3_500).Draw(rt, "floor")
		var lines []string
		var costs, taxes []int64
		for range rapid.IntRange(1, 4).Draw(rt, "lines") {
			article := rapid.SampledFrom([]string{"POT", "CAN", "JAR"}).Draw(rt, "article")
			n := rapid.Int64Range(1, 3).Draw(rt, "quantity")
			lines = append(lines, fmt.Sprintf(`{"article":%q,"quantity":%d,"unit":%d}`, article, n, rapid.Int64Range(90_00, 150_00).Draw(rt, "unit")))
			costs, taxes = append(costs, 50_00*n), append(taxes, map[string]int64{"CAN": 1300}[article])
			if article == "JAR" {
				costs[len(costs)-1] = -1
			}
		}
		benefit := fmt.Sprintf(`{"kind":"percent_off","rate_bps":%d}`, rapid.Int64Range(1, 10_000).Draw(rt, "off"))
		if rapid.Bool().Draw(rt, "amount") {
			benefit = fmt.Sprintf(`{"kind":"amount_off","amount":%d}`, rapid.Int64Range(1, 300_00).Draw(rt, "off"))
		}
		draft := strings.Replace(halfOff, `{"kind":"percent_off","rate_bps":5000}`, benefit, 1)
		var p flooredBasket
		w.do("POST", "/api/v1/promotions/try", fmt.Sprintf(`{%s,"floor":{"off":false,"rate_bps":%d},"lines":[%s]}`, draft, rate, strings.Join(lines, ",")), auth).want(200).into(&p)
		left, least := 0.0, 0.0
		for i, l := range p.Lines {
			if costs[i] >= 0 {
				with := float64(10_000+taxes[i]) / 10_000
				left += float64(l.Net) * float64(10_000-rate) / 10_000
				least += float64(costs[i]) * with
			}
		}
		if left < least-1e-6 {
			rt.Fatalf("%.4f is left, %.4f is the least: %s of %v at %d: %+v", left, least, benefit, lines, rate, p)
		}
	})
}

// A cost in another currency than the basket's is unknown: it limits nothing, and
// the quote says of which line that is so.
func TestACostInAnotherCurrencyLimitsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do("PUT", "/api/v1/catalog/articles", `{"articles":[{"code":"TIN","name_i18n":{"zh-CN":"听"},"cost":{"amount":9900,"currency":"USD"}}]}`, as(w.everything())).want(200)
	var p flooredBasket
	w.do("POST", "/api/v1/promotions/try", "{"+halfOff+`,"lines":[{"article":"TIN","quantity":1,"unit":10000}],"floor":{"off":false,"rate_bps":2000}}`,
		w.person("zhao@example.com", staff.Marketing)).want(200).into(&p)
	if p.Net != 50_00 || len(p.Notes) != 1 {
		t.Errorf("%+v", p)
	}
}
