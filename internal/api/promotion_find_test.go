package api_test

import (
	"fmt"
	"strings"
	"testing"

	"habitue/internal/staff"
)

func promotionBody(name, offer string) string {
	return fmt.Sprintf(`{"name":{"zh-CN":%[1]q,"en":%[1]q},"priority":0,"offer":%[2]s,"limits":{"total":{"uses":3},"day":{},"member":{},"member_a_day":{}}}`, name, offer)
}

func offOf(off, from int, when string) string {
	return fmt.Sprintf(`{"benefit":{"kind":"amount_off","amount":%d},"threshold":{"amount":%d},"on":{},"except":{},"when":%s,"stacking":{"groups":["g"]}}`, off, from, when)
}

// publishPromotion makes a promotion and lets another person approve it.
func (w *world) publishPromotion(body string, by, other string) (p promotion) {
	w.t.Helper()
	w.do("POST", "/api/v1/promotions", `{"body":`+body+`}`, by, "Idempotency-Key: "+body[:40]).want(201).into(&p)
	var versions struct {
		Items []struct {
			Version int
			Hash    string
		}
	}
	w.do("GET", "/api/v1/promotions/"+p.ID+"/versions", "", by).want(200).into(&versions)
	var a asked
	w.do("POST", "/api/v1/approvals", fmt.Sprintf(`{"kind":"promotion","promotion":%q,"version":%d,"hash":%q,"note":"please"}`, p.ID, versions.Items[0].Version, versions.Items[0].Hash), by).want(201).into(&a)
	w.do("GET", "/api/v1/approvals/"+a.ID, "", other).want(200).into(&a)
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), other).want(200)
	w.settle()
	w.do("GET", "/api/v1/promotions/"+p.ID, "", by).want(200).into(&p)
	return p
}

func TestPromotionsAreFoundCheckedAndSeenInACalendar(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li, chen := w.person("li@example.com", staff.Marketing), w.person("chen@example.com", staff.Operations)
	better := strings.Replace(promotionBody("better", offOf(2000, 10000, `{}`)), `"uses":3`, ``, 1)
	live := w.publishPromotion(better, li, chen)
	var draft promotion
	w.do("POST", "/api/v1/promotions", `{"body":`+promotionBody("sunday", offOf(1500, 20000, `{"weekdays":[7]}`))+`}`, li, "Idempotency-Key: two").want(201).into(&draft)
	if draft.Status != "draft" || !strings.Contains(strings.Join(draft.Words, ""), "15.00") {
		t.Fatalf("a draft is not shown as it is meant: %+v", draft)
	}
	for query, want := range map[string]string{"": draft.ID + live.ID, "?status=live": live.ID, "?status=draft": draft.ID, "?kind=gift": "", "?q=SUN": draft.ID} {
		var page struct{ Items []promotion }
		w.do("GET", "/api/v1/promotions"+query, "", li).want(200).into(&page)
		got := ""
		for _, p := range page.Items {
			got += p.ID
		}
		if got != want {
			t.Errorf("%s finds %s, want %s", query, got, want)
		}
	}
	var found struct {
		Items []struct {
			Promotion struct{ ID, Name string }
			Code      string
			Never     bool
			Others    []struct{ ID string }
			Words     string
		}
	}
	check := func(body string) {
		t.Helper()
		w.do("POST", "/api/v1/promotions/check", fmt.Sprintf(`{"body":%s,"promotion":%q}`, body, draft.ID), li).want(200).into(&found)
	}
	check(promotionBody("sunday", offOf(1500, 20000, `{"weekdays":[7]}`)))
	if len(found.Items) != 1 || found.Items[0].Code != "outdone" || found.Items[0].Promotion.ID != draft.ID || found.Items[0].Others[0].ID != live.ID || !strings.Contains(found.Items[0].Words, "“better”") {
		t.Fatalf("%+v", found)
	}
	check(promotionBody("sunday", offOf(1500, 20000, `{"until":"2020-01-01","levels":["emerald"]}`)))
	if len(found.Items) != 1 || found.Items[0].Code != "over" || !found.Items[0].Never {
		t.Fatalf("%+v", found)
	}
	w.do("GET", "/api/v1/promotions/findings", "", chen).want(200).into(&found)
	if len(found.Items) != 0 {
		t.Errorf("a draft is held against what is live: %+v", found)
	}
	var calendar struct {
		Month string
		Items []struct {
			ID, Status string
			Spans      []struct{ From, Until string }
		}
		Festivals []struct{ Day, Code, Name string }
	}
	w.do("GET", "/api/v1/promotions/calendar?month=2027-02", "", li).want(200).into(&calendar)
	if len(calendar.Items) != 2 || calendar.Items[0].ID != draft.ID || len(calendar.Items[0].Spans) != 4 || calendar.Items[0].Spans[0].From != "2027-02-07" ||
		calendar.Items[1].Spans[0].From != "2027-02-01" || calendar.Items[1].Spans[0].Until != "2027-02-28" {
		t.Errorf("%+v", calendar.Items)
	}
	if len(calendar.Festivals) != 2 || calendar.Festivals[0].Code != "spring_festival" || calendar.Festivals[0].Day != "2027-02-06" {
		t.Errorf("%+v", calendar.Festivals)
	}
	w.do("GET", "/api/v1/promotions/calendar?month=2027-13", "", li).want(422)
	var budget struct {
		Total struct{ Limit, Used struct{ Uses int } }
	}
	w.do("GET", "/api/v1/promotions/"+draft.ID+"/budget", "", li).want(200).into(&budget)
	if budget.Total.Limit.Uses != 0 { // nothing of it holds yet
		t.Errorf("%+v", budget)
	}
	w.do("GET", "/api/v1/promotions/1/budget", "", li).want(404)
}

// Of the draft that is made it is said why it does not apply, plain as it may be.
func TestATriedDraftSaysWhyItDoesNotApply(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li := w.person("li@example.com", staff.Marketing)
	body := promotionBody("sunday", offOf(1500, 0, `{"weekdays":[7]}`))
	var p priced
	w.do("POST", "/api/v1/promotions/try", `{"at":"2026-09-17T04:00:00Z","draft":`+body+`,"lines":[{"article":"t","category":"tea","quantity":1,"unit":2000}]}`, li).want(200).into(&p)
	var off priced
	w.do("POST", "/api/v1/promotions/try", `{"draft":`+strings.Replace(promotionBody("off", offOf(1500, 0, `{}`)), "{", `{"off":true,`, 1)+`,"lines":[{"article":"t","category":"tea","quantity":1,"unit":2000}]}`, li).want(200).into(&off)
	if off.Net != 20_00 || len(off.Applied) != 0 {
		t.Errorf("what is off applies: %+v", off)
	}
	if p.Net != 20_00 || len(p.Refused) != 1 || p.Refused[0].Code != "condition" || p.Refused[0].Words == "" {
		t.Errorf("%+v", p)
	}
}
