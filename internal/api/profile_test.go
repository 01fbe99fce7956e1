package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"habitue/internal/profile"
	"habitue/internal/staff"
)

// TestValueFromOrdersToWhy lets two members buy and one bring back, and reads
// grid, classes and the member's own page on the way.
func TestValueFromOrdersToWhy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	wang, li := w.join(till, "13800005678"), w.join(till, "13800005679")
	w.do("GET", "/api/v1/profile/refresh", "", as(till)).want(404)
	w.do("POST", "/api/v1/orders", sale("A-1", map[string]any{"member_id": wang}), as(till)).want(201)
	w.do("POST", "/api/v1/orders", sale("A-2", map[string]any{"member_id": li, "occurred_at": "2026-03-01T04:00:00Z"}), as(till)).want(201)
	first := w.do("POST", "/api/v1/profile/refresh", "", as(till)).want(202)
	if again := w.do("POST", "/api/v1/profile/refresh", "", as(till)).want(202); again.Body != first.Body {
		t.Errorf("asked twice: %s and %s", first.Body, again.Body)
	}
	refresh := func() {
		t.Helper()
		if _, err := w.deps.Profile.RefreshDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	refresh()
	run(t, w, []scenario{
		{name: "the_refresh_is_done", method: "GET", target: "/api/v1/profile/refresh", status: 200,
			contains: []string{`"status":"done"`, `"as_of":"2026-09-12"`, `"total":2`, `"done":2`, `"written":2`, `"problem":null`}},
		{name: "the_grid_has_both", method: "GET", target: "/api/v1/profile/rfm", status: 200,
			contains: []string{`"as_of":"2026-09-12"`, `"members":2`, `"spend":7200`, `"brands":[]`,
				`{"r":1,"f":1,"members":1,"orders":1,"spend":3600,"mean_spend":3600,"mean_m":1}`, `{"r":3,"f":1,"members":1,`}},
		{name: "in_june_there_was_one", method: "GET", target: "/api/v1/profile/rfm?as_of=2026-06-30", status: 200,
			contains: []string{`"as_of":"2026-06-30"`, `"members":1`, `{"r":1,"f":1,"members":1,`}},
		{name: "days_since_the_last_purchase_are_counted", method: "GET", target: "/api/v1/profile/recency", status: 200,
			contains: []string{`"as_of":"2026-09-12"`, `"members":2`, `{"from_days":0,"until_days":15,"first_day":"2026-08-29","last_day":"2026-09-12","members":1}`,
				`{"from_days":195,"until_days":210,"first_day":"2026-02-15","last_day":"2026-03-01","members":1}`,
				`{"from_days":360,"until_days":null,"first_day":null,"last_day":"2025-09-17","members":0}`}},
		{name: "in_june_the_last_purchase_was_nearer", method: "GET", target: "/api/v1/profile/recency?as_of=2026-06-30", status: 200,
			contains: []string{`"members":1`, `{"from_days":120,"until_days":135,"first_day":"2026-02-16","last_day":"2026-03-02","members":1}`}},
		{name: "a_day_to_come_is_refused", method: "GET", target: "/api/v1/profile/rfm?as_of=2026-09-13", status: 422, contains: []string{"profile.day_to_come"}},
		{name: "a_day_that_is_none_is_refused", method: "GET", target: "/api/v1/profile/classes?as_of=2026-02-30", status: 422, contains: []string{"http.bad_date"}},
		{name: "a_brand_nobody_has_is_not_found", method: "GET", target: "/api/v1/profile/rfm?brand=999", status: 404, contains: []string{"profile.no_such_brand"}},
		{name: "one_entered_and_one_fell_asleep", method: "GET", target: "/api/v1/profile/classes", status: 200,
			contains: []string{`"since":"2026-08-13"`, `{"class":{"code":"dormant","name":"Dormant"},"members":1,"members_before":0,"orders":1,"spend":3600,"entered":1,"left":0}`,
				`{"from":{"code":"none","name":"No purchase"},"to":{"code":"low","name":"Low"},"members":1}`,
				`{"from":{"code":"low","name":"Low"},"to":{"code":"dormant","name":"Dormant"},"members":1}`}},
		{name: "a_member_sees_why", method: "GET", target: "/api/v1/members/" + li + "/profile", status: 200,
			contains: []string{`"class":{"code":"dormant","name":"Dormant"}`, `last purchase at least 180 days (is 195 days)`,
				`"monetary":{"score":1,"value":3600,"from":[null,null,null,null]}`, `"history":[]`, `"months":24`}},
		{name: "in_chinese_too", method: "GET", target: "/api/v1/members/" + li + "/profile", headers: []string{"Accept-Language: zh-CN"}, status: 200,
			contains: []string{"沉睡", "距上次消费不少于 180 天（现为 195 天）"}},
	})
	w.do("POST", "/api/v1/refunds", `{"source":"till","reference":"R-1","order":{"reference":"A-2"},
		"occurred_at":"2026-09-12T04:10:00Z","lines":[{"line_no":1,"quantity":2}]}`, as(till)).want(201)
	w.do("POST", "/api/v1/profile/refresh", "", as(till)).want(202)
	refresh()
	back := w.do("GET", "/api/v1/members/"+li+"/profile", "", as(till)).want(200).Body
	for _, want := range []string{`"class":{"code":"none"`, `"cause":{"code":"less"`, `"on":"2026-09-12"`, "given back"} {
		if !strings.Contains(back, want) {
			t.Errorf("after everything came back: lacks %s: %s", want, back)
		}
	}
}

// TestValueRulesAreTriedDraftedAndPublished takes a rule through its life.
func TestValueRulesAreTriedDraftedAndPublished(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, boss := w.everything(), w.person("boss@example.com", staff.Operations)
	w.do("POST", "/api/v1/orders", sale("A-1", map[string]any{"member_id": w.join(till, "13800005678")}), as(till)).want(201)
	rule, spend := profile.Default(), int64(3600)
	rule.Monetary = profile.Scale{By: profile.ByThreshold, Steps: []int64{1000, 2000, 3000, 4000}}
	rule.Recency = profile.Scale{By: profile.ByThreshold, Steps: []int64{90, 60, 30, 7}}
	rule.Classes = []profile.Line{{Class: profile.High, When: []profile.Condition{{Of: profile.Spend, Min: &spend, Max: &spend}, {Of: profile.ScoreM, Max: &spend}}}}
	send := func(path string, status int) reply {
		t.Helper()
		body, err := json.Marshal(map[string]any{"body": rule})
		if err != nil {
			t.Fatal(err)
		}
		return w.do("POST", path, string(body), boss).want(status)
	}
	if r := send("/api/v1/profile/rule/preview", 422); !strings.Contains(r.Body, `"path":"classes[0].when[1]"`) {
		t.Error(r.Body)
	}
	four := int64(4)
	rule.Classes[0].When[1].Max = &four
	preview := send("/api/v1/profile/rule/preview", 200).Body
	for _, want := range []string{`{"class":{"code":"high","name":"High"},"members":1,"members_before":0,`, `"from":{"code":"low","name":"Low"},"to":{"code":"high","name":"High"},"members":1`} {
		if !strings.Contains(preview, want) {
			t.Errorf("the preview lacks %s: %s", want, preview)
		}
	}
	var draft struct {
		Version int
		Words   []string
	}
	send("/api/v1/profile/rule/versions", 201).into(&draft)
	words := strings.Join(draft.Words, "\n")
	for _, want := range []string{"over the last 24 months", "R (last purchase): within 7 days scores 5, within 30 days 4", "F (purchases): better than at least 80 %",
		"M (spend): from ¥40.00 scores 5", "High: spend just ¥36.00, and M score at most 4.", "all others are Low"} {
		if !strings.Contains(words, want) {
			t.Errorf("lacks %q:\n%s", want, words)
		}
	}
	publish := fmt.Sprintf("/api/v1/profile/rule/versions/%d/publish", draft.Version)
	w.do("POST", publish, `{"reason":"in a hurry"}`, as(till)).want(403)
	w.do("POST", publish, `{}`, boss).want(422)
	w.do("POST", publish, `{"reason":"nobody else makes rules"}`, boss).want(200)
	w.do("POST", publish, `{"reason":"nobody else makes rules"}`, boss).want(409)
	if live := w.do("GET", "/api/v1/profile/rule", "", boss, "Accept-Language: zh-CN").want(200).Body; !strings.Contains(live, "高价值：消费金额为 ¥36.00，且 M 分不超过 4 分。") {
		t.Error(live)
	}
	if all := w.do("GET", "/api/v1/profile/rule/versions", "", boss).want(200).Body; !strings.Contains(all, `"status":"ended"`) {
		t.Error(all)
	}
	reader := w.key("analyst", staff.May(staff.Analyst)...)
	w.do("GET", "/api/v1/profile/rule", "", as(reader)).want(200)
	if r := w.do("POST", "/api/v1/profile/refresh", "", as(reader)); r.Status != http.StatusForbidden {
		t.Errorf("an analyst may refresh: %d", r.Status)
	}
}
