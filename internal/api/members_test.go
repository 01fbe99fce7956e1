package api_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// takeIn lets somebody of a name join and returns the id.
func (w *world) takeIn(auth, phone, name string) string {
	w.t.Helper()
	var m struct{ ID string }
	body, err := json.Marshal(map[string]string{"phone": phone, "name": name})
	if err != nil {
		w.t.Fatal(err)
	}
	w.do("POST", "/api/v1/members", string(body), as(auth)).want(201).into(&m)
	w.clock.Advance(time.Minute)
	return m.ID
}

// spendAndRate lets a member buy for an amount and reckons everybody's value.
func (w *world) spendAndRate(auth, m string, amount int) {
	w.t.Helper()
	w.do("POST", "/api/v1/orders", sale("S-"+m, map[string]any{"member_id": m, "occurred_at": w.clock.Now().Format(time.RFC3339),
		"lines": []any{map[string]any{"code": "TEA-1", "quantity": 1, "list_amount": amount}}}), as(auth)).want(201)
	w.settle()
	w.do("POST", "/api/v1/profile/refresh", "", as(auth)).want(202)
	if _, err := w.deps.Profile.RefreshDue(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

func TestMembersAreFilteredCountedAndSorted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	wang, li, fang := w.takeIn(auth, "13800001234", "王小明"), w.takeIn(auth, "13900001234", "李雷"), w.takeIn(auth, "13700005678", "王芳")
	w.spendAndRate(auth, wang, 600_000)
	w.spendAndRate(auth, fang, 900)
	var stores struct{ Items []struct{ ID string } }
	w.do("GET", "/api/v1/org/stores", "", as(auth)).want(200).into(&stores)
	s := stores.Items[0].ID
	for search, want := range map[string][]string{
		"":                                         {fang, li, wang},
		"sort=spend":                               {wang, fang, li},
		"sort=last_order":                          {fang, wang, li},
		"class=none":                               {li},
		"level=gold,diamond":                       {wang},
		"order_store=" + s:                         {fang, wang},
		"home_store=" + s:                          {},
		"source=api":                               {fang, li, wang},
		"last_order_from=2026-09-12":               {fang, wang},
		"last_order_until=2026-09-11":              {},
		"joined_from=2026-09-12":                   {fang, li, wang},
		"joined_until=2026-09-11":                  {},
		"q=王&order_store=" + s:                     {fang, wang},
		"q=1234&sort=spend":                        {wang, li},
		"q=1234&class=none":                        {li},
		"q=赵&class=none":                           {},
		"phone=13800001234&level=gold":             {},
		"label=nothing":                            {},
		"r=1,2,3,4,5&f=1,2,3,4,5&order_store=" + s: {fang, wang},
	} {
		t.Run(search, func(t *testing.T) {
			if search == "source=api" {
				var one struct{ Source string }
				w.do("GET", "/api/v1/members/"+li, "", as(auth)).want(200).into(&one)
				search = "source=" + strings.ReplaceAll(one.Source, " ", "%20")
			}
			var page struct{ Items []struct{ ID string } }
			w.do("GET", "/api/v1/members?"+search, "", as(auth)).want(200).into(&page)
			var got []string
			for _, m := range page.Items {
				got = append(got, m.ID)
			}
			ordered := !strings.HasPrefix(search, "q=") || strings.Contains(search, "sort")
			if !slices.Equal(got, want) && (ordered || !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want)))) {
				t.Errorf("found %v, want %v", got, want)
			}
			if strings.Contains(search, "phone=") || strings.Contains(search, "sort=") {
				return
			}
			var count struct{ Count int }
			if w.do("GET", "/api/v1/members/count?"+search, "", as(auth)).want(200).into(&count); count.Count != len(want) {
				t.Errorf("counted %d, want %d", count.Count, len(want))
			}
		})
	}
	if walked := w.walk(auth, "/api/v1/members?sort=spend&"); !slices.Equal(walked, []string{wang, fang, li}) {
		t.Errorf("page by page: %v", walked)
	}
	cashier := w.key("cashier", "member:read")
	for _, search := range []string{"class=high", "r=5", "label=value:high", "sort=spend", "order_store=" + s, "last_order_from=2026-01-01"} {
		w.do("GET", "/api/v1/members?"+search, "", as(cashier)).want(403)
		w.do("GET", "/api/v1/members/count?"+strings.ReplaceAll(search, "sort=spend", "class=low"), "", as(cashier)).want(403)
	}
	if r := w.do("GET", "/api/v1/members", "", as(cashier)).want(200); strings.Contains(r.Body, `"class"`) || strings.Contains(r.Body, "value:") {
		t.Errorf("who may not see values sees %s", r.Body)
	}
}

func TestExport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	wang := w.takeIn(auth, "13800001234", "王小明")
	w.takeIn(auth, "+442079460958", `=HYPERLINK("http://evil","x")`)
	w.takeIn(auth, "13700005678", `+cmd|' /C calc'!A0`)
	w.spendAndRate(auth, wang, 600_000)
	export := func(auth, filter, columns, language string) reply {
		return w.do("POST", "/api/v1/members/export", fmt.Sprintf(`{"filter":%s,"columns":%s,"reason":"核对名单"}`, filter, columns),
			as(auth), "Accept-Language: "+language)
	}
	all := `["number","name","phone","level","points","joined_on","home_store","channel","source","class","r","f","m","last_order_on","orders","spend","labels"]`
	r := export(auth, `{}`, all, "zh-CN").want(200)
	body, marked := strings.CutPrefix(r.Body, "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || !marked || len(rows) != 4 || rows[0][1] != "姓名（遮蔽）" || r.Header.Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Fatalf("%v, %q, %v", err, r.Body, r.Header)
	}
	if got := rows[3]; got[1] != "王*明" || got[2] != "138****1234" || got[5] != "2026-09-12" || got[15] != "6000.00" || got[13] != "2026-09-12" {
		t.Errorf("the first member is %q", got)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@") {
				t.Errorf("a spreadsheet would run %q", cell)
			}
		}
	}
	if strings.Contains(r.Body, "王小明") || strings.Contains(r.Body, "3800001234") {
		t.Errorf("not masked for who may see everything: %s", r.Body)
	}
	var why, after string
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT reason, after::text FROM staff.audit WHERE action = 'member.export'`).Scan(&why, &after)
	})
	if why != "核对名单" || !strings.Contains(after, `"members": 3`) {
		t.Errorf("the trail says %q %s", why, after)
	}
	if r := export(auth, `{"class":["none"]}`, `["name"]`, "en").want(200); strings.Count(r.Body, "\n") != 2 || !strings.HasPrefix(r.Body, "\ufeffName (masked)\n") {
		t.Errorf("filtered: %q", r.Body)
	}
	t.Run("who_may_not", func(t *testing.T) {
		export(w.key("service", staff.May(staff.CustomerService)...), `{}`, `["number"]`, "en").want(403)
		some := w.key("some", "member:read", "member:export")
		export(some, `{}`, `["number","spend"]`, "en").want(403)
		export(some, `{"class":["high"]}`, `["number"]`, "en").want(403)
		export(some, `{}`, `["number"]`, "en").want(200)
	})
	for _, body := range []string{`{"filter":{},"columns":[],"reason":"xx"}`, `{"filter":{},"columns":["number"],"reason":""}`, `{"filter":{},"columns":["secret"],"reason":"xx"}`, `{"filter":{"q":"王"},"columns":["number"],"reason":"xx"}`} {
		w.do("POST", "/api/v1/members/export", body, as(auth)).want(422)
	}
}

func TestViewsAreTheirOwners(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine, other := w.person("a@example.com", staff.Operations), w.person("b@example.com", staff.Operations)
	save := func(cookie, name, search string) reply {
		return w.do("PUT", "/api/v1/session/views", fmt.Sprintf(`{"page":"members","name":%q,"search":%q,"columns":["number","spend"]}`, name, search), cookie)
	}
	var one struct{ ID string }
	save(mine, "金卡", "level=gold").want(200).into(&one)
	var again struct{ ID, Search string }
	if save(mine, " 金卡 ", "level=gold&sort=spend").want(200).into(&again); again.ID != one.ID || again.Search != "level=gold&sort=spend" {
		t.Errorf("the same name made %+v", again)
	}
	list := func(cookie string) (names []string) {
		var page struct{ Items []struct{ Name string } }
		w.do("GET", "/api/v1/session/views?page=members", "", cookie).want(200).into(&page)
		for _, v := range page.Items {
			names = append(names, v.Name)
		}
		return names
	}
	if got := list(mine); !slices.Equal(got, []string{"金卡"}) || len(list(other)) > 0 {
		t.Errorf("mine %v, other's %v", got, list(other))
	}
	w.do("DELETE", "/api/v1/session/views/"+one.ID, "", other).want(404)
	w.do("DELETE", "/api/v1/session/views/"+one.ID, "", mine).want(204)
	w.do("DELETE", "/api/v1/session/views/"+one.ID, "", mine).want(404)
	save(mine, "  ", "").want(422)
	save(mine, "x", "名字").want(422)
	w.do("GET", "/api/v1/session/views?page=members", "", as(w.everything())).want(403)
}
