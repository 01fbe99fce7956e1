package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/program/engine"
	"habitue/internal/staff"
)

// TestRulesAreDraftedPublishedAndSaidInWords takes an earning rule with every
// kind of condition through its life.
func TestRulesAreDraftedPublishedAndSaidInWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	key := w.everything()
	rule := engine.Default()
	rule.Multipliers = append(rule.Multipliers, engine.Multiplier{
		ID: "tea_week", Name: i18n.Of("茶周", "Tea week"), Rate: 15_000,
		When: terms.When{Levels: []string{"gold", "diamond"}, Stores: []string{"S001"}, Weekdays: []int{1, 5}, From: "2026-11-01", Until: "2026-11-07"},
		On:   terms.Goods{Categories: []string{"tea"}, Brands: []string{"house"}},
	})
	rule.Exclude, rule.MinPaid, rule.PendingDays = terms.Goods{Articles: []string{"GIFT"}}, 1000, 0
	rule.Combine, rule.PointsRate = engine.Highest, money.One/2
	body, err := json.Marshal(map[string]any{"body": rule})
	if err != nil {
		t.Fatal(err)
	}
	var draft struct {
		Version int
		Status  string
		Words   []string
	}
	w.do("POST", "/api/v1/program/earning/versions", string(body), as(key)).want(201).into(&draft)
	if draft.Version != 2 || draft.Status != "draft" {
		t.Fatalf("%+v", draft)
	}
	english := strings.Join(draft.Words, "\n")
	for _, want := range []string{"For each ¥1.00 spent: 0.5 point(s)", "Silver earns × 2.",
		"Tea week: for Gold, Diamond and in the stores S001 and on Mondays, Fridays and from 2026-11-01 to 2026-11-07, points on the brands house or the categories tea × 1.5.",
		"the highest counts", "Nothing is earned on the articles GIFT.", "Orders below ¥10.00 earn nothing.", "available at once"} {
		if !strings.Contains(english, want) {
			t.Errorf("lacks %q:\n%s", want, english)
		}
	}
	path := fmt.Sprintf("/api/v1/program/earning/versions/%d/publish", draft.Version)
	alone := w.person("alone@example.com", staff.Operations)
	past := fmt.Sprintf(`{"reason":"alone","valid_from":%q}`, start.Add(-time.Hour).Format(time.RFC3339))
	if r := w.do("POST", path, past, alone).want(422); !strings.Contains(r.Body, "rulebook.cannot_begin_in_the_past") {
		t.Error(r.Body)
	}
	w.do("POST", path, `{"reason":"alone"}`, alone).want(200)
	w.do("POST", path, `{"reason":"alone"}`, alone).want(409)
	live := w.do("GET", "/api/v1/program/earning", "", as(key), "Accept-Language: zh-CN").want(200)
	for _, want := range []string{`"version":2`, `"status":"live"`, "茶周：等级为金卡、钻石，且在门店 S001，且每周一、周五，且2026-11-01 至 2026-11-07，品牌 house 或 品类 tea 的积分 ×1.5。"} {
		if !strings.Contains(live.Body, want) {
			t.Errorf("lacks %q: %s", want, live.Body)
		}
	}
	if r := w.do("GET", "/api/v1/program/earning/versions", "", as(key)).want(200); !strings.Contains(r.Body, `"status":"ended"`) {
		t.Error(r.Body)
	}
	var acts int
	err = w.deps.DB.QueryRow(t.Context(), `SELECT count(*) FROM staff.audit WHERE action IN ('program.draft', 'program.publish') AND after IS NOT NULL`).Scan(&acts)
	if err != nil || acts != 2 {
		t.Errorf("the trail has %d acts, %v", acts, err)
	}
}

// TestLaddersAreDraftedAndPublished does the same for the tiers, and shows the
// new names to members at once.
func TestLaddersAreDraftedAndPublished(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	key := w.everything()
	m := w.join(key, "13800005678")
	body := `{"body":{"levels":[{"code":"basic","name":{"zh-CN":"会员","en":"Member"},"threshold":0,"keep_threshold":0},
		{"code":"vip","name":{"zh-CN":"贵宾","en":"VIP"},"threshold":50000,"keep_threshold":0}],"window":{"kind":"calendar","unit":"year"},"fall":"fit"}}`
	var draft struct{ Words []string }
	w.do("POST", "/api/v1/tiers/ladder/versions", body, as(key)).want(201).into(&draft)
	if got := strings.Join(draft.Words, "\n"); !strings.Contains(got, "VIP: from ¥500.00 spent within the calendar year, at once; nothing is needed to keep it.") {
		t.Error(got)
	}
	alone := w.person("alone@example.com", staff.Operations)
	w.do("POST", "/api/v1/tiers/ladder/versions/2/publish", `{"reason":"alone"}`, alone).want(200)
	if r := w.do("GET", "/api/v1/members/"+m+"/tier", "", as(key)).want(200); !strings.Contains(r.Body, `"code":"vip"`) {
		t.Error(r.Body)
	}
	w.do("POST", "/api/v1/tiers/ladder/versions/9/publish", `{"reason":"alone"}`, alone).want(404)
}
