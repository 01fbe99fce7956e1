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

// tried is the preview of an earning rule, as far as the tests look at it.
type tried struct {
	Spending    int64
	Live, Draft struct {
		Points  int64
		CashBps int64 `json:"cash_bps"`
	}
	Orders []struct {
		Reference   string
		LivePoints  int64 `json:"live_points"`
		DraftPoints int64 `json:"draft_points"`
		Why         []struct{ Text string }
	}
	Levels []struct {
		Level        struct{ Code string }
		LiveCashBps  int64 `json:"live_cash_bps"`
		DraftCashBps int64 `json:"draft_cash_bps"`
	}
	Warnings []struct{ Code, Text string }
	Words    []string
}

// TestWhatIsPreviewedIsWhatIsEarned previews a draft on orders of members of
// several levels, publishes it, sells the same again, and compares. In between
// it looks whether previewing has written anything.
func TestWhatIsPreviewedIsWhatIsEarned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, boss := w.everything(), w.person("boss@example.com", staff.Operations)
	members := []string{w.join(till, "13800005678"), w.join(till, "13800005679")}
	sell := func(reference, member string, amount int, at time.Time) {
		w.do("POST", "/api/v1/orders", sale(reference, map[string]any{"member_id": member, "occurred_at": at.Format(time.RFC3339),
			"lines": []any{map[string]any{"code": "TEA-1", "name": "茉莉绿茶", "quantity": 3, "list_amount": amount, "category": "tea"}}}), as(till)).want(201)
		w.settle()
	}
	sell("OLD", members[0], 150_000, start.Add(-48*time.Hour)) // makes the first one silver
	for i, m := range members {
		sell(fmt.Sprintf("A-%d", i), m, 3333, start.Add(-time.Hour))
	}
	rule := engine.Default()
	rule.PointsRate, rule.Levels["silver"] = 15_000, 25_000
	rule.Multipliers = append(rule.Multipliers, engine.Multiplier{ID: "tea", Name: i18n.Of("茶", "Tea"), Rate: 13_000, On: terms.Goods{Categories: []string{"tea"}}})
	body, err := json.Marshal(map[string]any{"body": rule, "orders": 2})
	if err != nil {
		t.Fatal(err)
	}
	before := w.rowsOf("program.earning", "ledger.posting", "orders.orders", "staff.audit", "notice.pending")
	var p tried
	w.do("POST", "/api/v1/program/earning/preview", string(body), boss).want(200).into(&p)
	if after := w.rowsOf("program.earning", "ledger.posting", "orders.orders", "staff.audit", "notice.pending"); after != before {
		t.Errorf("a preview has written: %s, before %s", after, before)
	}
	if len(p.Orders) != 2 || p.Spending != 6666 || len(p.Words) == 0 {
		t.Fatalf("%+v", p)
	}
	foreseen := map[string]int64{}
	for _, o := range p.Orders {
		foreseen[o.Reference] = o.DraftPoints
	}
	// 33.33 × 1.5 × 1.3 = 64.99…; silver × 2.5.
	if foreseen["A-1"] != 64 || foreseen["A-0"] != 162 || p.Live.Points != 66+33 {
		t.Fatalf("%v, live %d", foreseen, p.Live.Points)
	}

	var d drafted
	w.do("POST", "/api/v1/program/earning/versions", string(mustJSON(t, map[string]any{"body": rule})), boss).want(201).into(&d)
	w.do("POST", fmt.Sprintf("/api/v1/program/earning/versions/%d/publish", d.Version), `{"reason":"alone"}`, boss).want(200)
	w.clock.Advance(time.Minute)
	for i, m := range members {
		sell(fmt.Sprintf("B-%d", i), m, 3333, start.Add(time.Minute))
		var earned int64
		err := w.deps.DB.QueryRow(t.Context(), `SELECT e.points FROM program.earning e JOIN orders.reference r ON r.member_id = e.member_id AND r.id = e.order_id
			WHERE r.reference = $1`, fmt.Sprintf("B-%d", i)).Scan(&earned)
		if want := foreseen[fmt.Sprintf("A-%d", i)]; err != nil || earned != want {
			t.Errorf("earned %d, foreseen %d, %v", earned, want, err)
		}
	}
}

func mustJSON(t testing.TB, v any) []byte {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// rowsOf counts the rows of tables.
func (w *world) rowsOf(tables ...string) string {
	w.t.Helper()
	var b strings.Builder
	for _, table := range tables {
		var n int
		if err := w.deps.DB.QueryRow(w.t.Context(), `SELECT count(*) FROM `+table).Scan(&n); err != nil {
			w.t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %d ", table, n)
	}
	return b.String()
}

// TestEarningIsShownAsMoney holds the trade's figures: at 100 points for 1,
// silver gets 2 % and gold 3 % back; and a slip of a zero is seen.
func TestEarningIsShownAsMoney(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	boss := w.person("boss@example.com", staff.Operations)
	rule := engine.Default()
	rule.Levels["gold"] = 300_000
	rule.Levels["ruby"] = 20_000
	var p tried
	w.do("POST", "/api/v1/program/earning/words", string(mustJSON(t, map[string]any{"body": rule})), boss).want(200).into(&p)
	want := map[string][2]int64{"basic": {100, 100}, "silver": {200, 200}, "gold": {300, 1000}, "diamond": {300, 300}}
	for _, l := range p.Levels {
		if got := [2]int64{l.LiveCashBps, l.DraftCashBps}; got != want[l.Level.Code] {
			t.Errorf("%s gets %v, want %v", l.Level.Code, got, want[l.Level.Code])
		}
	}
	var codes, texts []string
	for _, v := range p.Warnings {
		codes, texts = append(codes, v.Code), append(texts, v.Text)
	}
	if got := strings.Join(codes, " "); got != "level_dear level_falls level_unknown" {
		t.Errorf("warned of %s", got)
	}
	if got := strings.Join(texts, "\n"); !strings.Contains(got, "Gold gets 10 % back") || !strings.Contains(got, "Diamond earns less than Gold") || !strings.Contains(got, "no level ruby") {
		t.Error(got)
	}
	rule.Combine = "add"
	w.do("POST", "/api/v1/program/earning/words", string(mustJSON(t, map[string]any{"body": rule})), boss).want(422)
	w.do("POST", "/api/v1/program/earning/preview", string(mustJSON(t, map[string]any{"body": engine.Default(), "day": "2026-02-31"})), boss).want(422)
	if r := w.do("POST", "/api/v1/program/earning/preview", string(mustJSON(t, map[string]any{"body": engine.Default(), "day": "2026-02-28"})), boss).want(200); !strings.Contains(r.Body, `"orders":[]`) {
		t.Error(r.Body)
	}
}

// TestTheMonthlyLadderAndWhatLiesBetween tries the trade's monthly ladder at
// its edges: who spends 450 a month never leaves bronze, yet keeps silver.
func TestTheMonthlyLadderAndWhatLiesBetween(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, boss := w.everything(), w.person("boss@example.com", staff.Operations)
	next := 0
	buy := func(amounts map[int]int) {
		next++
		m := w.join(till, fmt.Sprintf("1380000%04d", next))
		for daysAgo, amount := range amounts {
			w.do("POST", "/api/v1/orders", sale(fmt.Sprintf("M-%d-%d", next, daysAgo), map[string]any{"member_id": m,
				"occurred_at": start.AddDate(0, 0, -daysAgo).Format(time.RFC3339),
				"lines":       []any{map[string]any{"code": "TEA-1", "name": "茶", "quantity": 1, "list_amount": amount}}}), as(till)).want(201)
		}
	}
	// The clock stands at 12 September; 20 days ago is 23 August.
	buy(map[int]int{1: 499_99})                         // bronze
	buy(map[int]int{1: 500_00})                         // silver
	buy(map[int]int{1: 999_99})                         // silver
	buy(map[int]int{1: 1000_00})                        // gold
	buy(map[int]int{1: 450_00})                         // misses silver
	buy(map[int]int{50: 600_00, 20: 450_00, 1: 450_00}) // reached silver in July, keeps it
	w.settle()
	level := func(code string, threshold, keep int) string {
		return fmt.Sprintf(`{"code":%q,"name":{"zh-CN":%q,"en":%q},"threshold":%d,"keep_threshold":%d}`, code, code, code, threshold, keep)
	}
	ladder := func(levels ...string) string {
		return `{"body":{"levels":[` + strings.Join(levels, ",") + `],"window":{"kind":"calendar","unit":"month"},"fall":"one"}}`
	}
	var p struct {
		Members  int64
		LookedAt int64 `json:"looked_at"`
		Now      []struct{ Members int64 }
		Draft    []struct {
			Level   struct{ Code string }
			Members int64
		}
		Moves []struct {
			To      struct{ Code string }
			Up      bool
			Members int64
		}
		Gaps []struct {
			Level         struct{ Code string }
			Holds, Misses int64
			Text          string
		}
	}
	before := w.rowsOf("tier.standing", "tier.change", "staff.audit")
	w.do("POST", "/api/v1/tiers/ladder/preview", ladder(level("bronze", 0, 0), level("silver", 500_00, 300_00), level("gold", 1000_00, 800_00)), boss).want(200).into(&p)
	if after := w.rowsOf("tier.standing", "tier.change", "staff.audit"); after != before {
		t.Errorf("a preview has written: %s, before %s", after, before)
	}
	got := fmt.Sprint(p.Members, p.LookedAt, p.Draft)
	if got != "6 6 [{{bronze} 2} {{silver} 3} {{gold} 1}]" {
		t.Fatal(got)
	}
	// 499.99 and 450 miss silver and would keep it; the one who reached it in July does.
	if g := p.Gaps[0]; g.Level.Code != "silver" || g.Holds != 1 || g.Misses != 2 || !strings.Contains(g.Text, "Between ¥300.00 and ¥500.00") {
		t.Errorf("%+v", g)
	}
	w.do("POST", "/api/v1/tiers/ladder/preview", ladder(level("bronze", 5, 0)), boss).want(422)
	if r := w.do("POST", "/api/v1/tiers/ladder/words", ladder(level("bronze", 0, 0)), boss).want(200); !strings.Contains(r.Body, `"change":"removed"`) {
		t.Error(r.Body)
	}
}

// TestAPreviewCostsNothingButTime keeps the preview of the rule in force equal to itself.
func TestAPreviewCostsNothingButTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, boss := w.everything(), w.person("boss@example.com", staff.Operations)
	m := w.join(till, "13800005678")
	for i := range 5 {
		w.do("POST", "/api/v1/orders", sale(fmt.Sprintf("A-%d", i), map[string]any{"member_id": m}), as(till)).want(201)
	}
	w.settle()
	var p tried
	w.do("POST", "/api/v1/program/earning/preview", string(mustJSON(t, map[string]any{"body": engine.Default(), "points_per_major": 10})), boss).want(200).into(&p)
	if len(p.Orders) != 5 || p.Live != p.Draft || p.Live.Points != 5*36 || p.Live.CashBps != int64(money.One)/10 {
		t.Fatalf("%+v", p)
	}
	for _, v := range p.Warnings {
		if v.Code == "sample_rises" || v.Code == "sample_falls" {
			t.Errorf("nothing changes, and yet: %s", v.Text)
		}
	}
}
