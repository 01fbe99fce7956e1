package api_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestFiguresCarryTheirWords asks for the overview in both languages.
func TestFiguresCarryTheirWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	m := w.join(auth, "13800005678")
	w.do("POST", "/api/v1/orders", sale("F-1", map[string]any{"member_id": m}), as(auth)).want(201)
	w.settle()
	for language, name := range map[string]string{"zh-CN": "笔单价", "en": "Value per purchase"} {
		var o struct {
			Currency string
			Figures  []struct {
				Key, Name, Formula, Unit string
				Decimals                 int
				Value                    *int64
				Behind                   *string
			}
		}
		w.do("GET", "/api/v1/insight/overview?from=2026-09-12&until=2026-09-13", "", as(auth), "Accept-Language: "+language).want(200).into(&o)
		if o.Currency != "CNY" || len(o.Figures) < 18 {
			t.Fatalf("%+v", o)
		}
		for _, f := range o.Figures {
			if f.Name == "" || f.Formula == "" || strings.HasPrefix(f.Name, "insight.") || strings.HasPrefix(f.Formula, "insight.") {
				t.Errorf("%s of %s has no words", f.Key, language)
			}
			if f.Key == "sales_per_order" && (f.Name != name || f.Value == nil || *f.Value != 4100 || f.Decimals != 2) {
				t.Errorf("%+v", f)
			}
		}
	}
	for _, target := range []string{"trend?split=return&", "trend?split=store&by=week&", "hours?", "articles?rank=pieces&", "tiers?"} {
		r := w.do("GET", "/api/v1/insight/"+target+"from=2026-09-12&until=2026-09-13&store=1,2", "", as(auth)).want(200)
		if strings.Contains(r.Body, `"insight.`) {
			t.Errorf("%s lacks words: %s", target, r.Body)
		}
	}
	r := w.do("GET", "/api/v1/insight/trend?split=return&from=2026-09-12&until=2026-09-13", "", as(auth)).want(200)
	if !strings.Contains(r.Body, `"name":"Members, first purchase","sales":[4100],"counts":[1]`) || !strings.Contains(r.Body, `"buyers":null`) {
		t.Error(r.Body)
	}
}

// TestMembersBehindAFigureComePageByPage reads the list of who is counted.
func TestMembersBehindAFigureComePageByPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	var members []string
	for _, phone := range []string{"13800000001", "13800000002", "13800000003", "13800000004", "13800000005"} {
		members = append(members, w.join(auth, phone))
	}
	for _, m := range members[:3] {
		w.do("POST", "/api/v1/orders", sale("B-"+m, map[string]any{"member_id": m}), as(auth)).want(201)
	}
	w.clock.Advance(24 * time.Hour)
	day := "from=2026-09-12&until=2026-09-13&"
	if ids := w.walk(auth, "/api/v1/insight/members?behind=buyers&"+day); !slices.Equal(sorted(ids), sorted(members[:3])) {
		t.Errorf("buyers %v, want %v", ids, members[:3])
	}
	if ids := w.walk(auth, "/api/v1/insight/members?behind=joined&"+day); !slices.Equal(sorted(ids), sorted(members)) {
		t.Errorf("joined %v, want %v", ids, members)
	}
	run(t, w, []scenario{
		{name: "a_period_with_one_end_is_refused", method: "GET", target: "/api/v1/insight/overview?from=2026-09-12", status: 422, contains: []string{"insight.bad_period"}},
		{name: "a_period_of_no_days_is_refused", method: "GET", target: "/api/v1/insight/trend?from=2026-09-12&until=2026-09-12", status: 422, contains: []string{"insight.bad_period"}},
		{name: "a_store_that_is_no_id_is_refused", method: "GET", target: "/api/v1/insight/overview?store=S001", status: 422, contains: []string{"http.wrong_pattern"}},
		{name: "a_split_nobody_knows_is_refused", method: "GET", target: "/api/v1/insight/trend?split=moon", status: 422, contains: []string{"http.not_one_of"}},
		{name: "a_list_of_whom_is_needed", method: "GET", target: "/api/v1/insight/members", status: 422, contains: []string{"http.required"}},
		{name: "the_cursor_of_another_list", method: "GET", target: "/api/v1/insight/members?behind=buyers&cursor=bWVtYmVyOjE", status: 422, contains: []string{"http.bad_cursor"}},
	})
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}
