package api_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/engine"
	"habitue/internal/staff"
)

// thing is what an answer about goods or places has in common.
type thing struct {
	ID, Code, Name string
	Version        int
	Articles       int
	Category       *struct{ Code string }
	Earns          bool
	ClosedAt       *string `json:"closed_at"`
}

// found lists what a request answers.
func (w *world) found(auth, target string) []thing {
	w.t.Helper()
	var page struct{ Items []thing }
	w.do("GET", target, "", as(auth)).want(200).into(&page)
	return page.Items
}

func codes(list []thing) string {
	var all []string
	for _, x := range list {
		all = append(all, x.Code)
	}
	return strings.Join(all, " ")
}

// TestGoodsAreFiledByHand takes what orders made known, and puts it right.
func TestGoodsAreFiledByHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	w.do("POST", "/api/v1/orders", sale("G-1", nil), as(auth)).want(201)
	list := w.found(auth, "/api/v1/catalog/articles")
	if codes(list) != "BAG TEA-1" || list[1].Version != 1 || list[1].Category.Code != "tea" {
		t.Fatalf("%+v", list)
	}
	bag, tea := list[0], list[1]
	w.do("POST", "/api/v1/catalog/articles", `{"code":"GIFT","name_i18n":{"zh-CN":"礼品卡","en":"Gift card"},"kind":"goods","earns":false}`, as(auth)).want(201)
	for target, want := range map[string]string{
		"q=%E8%8C%89%E8%8E%89": "TEA-1", "q=gift": "GIFT", "category=tea": "TEA-1", "filed=no": "BAG GIFT", "kind=not_goods": "BAG", "earns=no": "GIFT",
		"sold=within_30": "BAG TEA-1", "sold=not_within_90": "GIFT", "archived=yes": "",
	} {
		if got := codes(w.found(auth, "/api/v1/catalog/articles?"+target)); got != want {
			t.Errorf("%s: %q, want %q", target, got, want)
		}
	}
	w.do("GET", "/api/v1/catalog/articles?category=nowhere", "", as(auth)).want(422)
	t.Run("an_edit_of_what_changed_meanwhile_is_refused", func(t *testing.T) {
		body := `{"version":1,"name_i18n":{"zh-CN":"茉莉","en":"Jasmine"},"kind":"goods","category":"tea","earns":true}`
		w.do("PUT", "/api/v1/catalog/articles/"+tea.ID, body, as(auth)).want(200)
		if r := w.do("PUT", "/api/v1/catalog/articles/"+tea.ID, body, as(auth)).want(409); !strings.Contains(r.Body, "catalog.changed") || !strings.Contains(r.Body, "TEA-1") {
			t.Error(r.Body)
		}
	})
	t.Run("many_at_once_and_back", func(t *testing.T) {
		file := fmt.Sprintf(`{"articles":[{"id":%q,"version":1,"category":"tea","brand":"","earns":false},{"id":%q,"version":2,"category":"","brand":"","earns":false}]}`, bag.ID, tea.ID)
		undo := w.do("POST", "/api/v1/catalog/articles/file", file, as(auth)).want(200)
		if got := codes(w.found(auth, "/api/v1/catalog/articles?category=tea")); got != "BAG" {
			t.Error(got)
		}
		w.do("POST", "/api/v1/catalog/articles/file", file, as(auth)).want(409)
		w.do("POST", "/api/v1/catalog/articles/file", undo.Body, as(auth)).want(200)
		if got := codes(w.found(auth, "/api/v1/catalog/articles?category=tea")); got != "TEA-1" {
			t.Error(got)
		}
	})
	t.Run("each_change_is_in_the_trail", func(t *testing.T) {
		r := w.do("GET", "/api/v1/staff/audit?subject_kind=article&subject_id="+tea.ID, "", as(auth)).want(200)
		if n := strings.Count(r.Body, `"catalog.file_article"`); n != 2 || !strings.Contains(r.Body, `"name":{"zh-CN":"茉莉绿茶"}`) {
			t.Errorf("%d: %s", n, r.Body)
		}
	})
	t.Run("an_article_that_shall_not_earn_earns_nothing_from_then_on", func(t *testing.T) {
		w.do("PUT", "/api/v1/catalog/articles/"+tea.ID, `{"version":4,"name_i18n":{"zh-CN":"茉莉"},"kind":"goods","earns":false}`, as(auth)).want(200)
		m := w.join(auth, "13800005678")
		w.do("POST", "/api/v1/orders", sale("G-2", map[string]any{"member_id": m}), as(auth)).want(201)
		w.settle()
		var page struct {
			Items []struct{ Earned struct{ Points int } }
		}
		w.do("GET", "/api/v1/members/"+m+"/orders", "", as(auth)).want(200).into(&page)
		if len(page.Items) != 1 || page.Items[0].Earned.Points != 0 {
			t.Errorf("%+v", page)
		}
	})
}

// TestCategoriesAreArranged moves categories about.
func TestCategoriesAreArranged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	create := func(code, parent string, at int) (c thing) {
		t.Helper()
		w.do("POST", "/api/v1/catalog/categories", fmt.Sprintf(`{"code":%q,"name_i18n":{"zh-CN":%[1]q},"parent":%q,"position":%d}`, code, parent, at),
			as(auth)).want(201).into(&c)
		return c
	}
	drinks, tea, food := create("drinks", "", 0), create("tea", "drinks", 0), create("food", "", 0)
	move := func(c thing, parent string) reply {
		return w.do("PUT", "/api/v1/catalog/categories/"+c.ID, fmt.Sprintf(`{"version":%d,"name_i18n":{"zh-CN":"名"},"parent":%q,"position":9}`, c.Version, parent), as(auth))
	}
	if r := move(drinks, "tea").want(422); !strings.Contains(r.Body, "catalog.bad_tree") {
		t.Error(r.Body)
	}
	move(tea, "food").want(200)
	move(tea, "drinks").want(409)
	remove := func(c thing, version int) reply {
		return w.do("DELETE", fmt.Sprintf("/api/v1/catalog/categories/%s?version=%d", c.ID, version), "", as(auth))
	}
	if r := remove(food, food.Version).want(409); !strings.Contains(r.Body, "catalog.not_empty") {
		t.Error(r.Body)
	}
	remove(drinks, drinks.Version).want(204)
	w.do("POST", "/api/v1/catalog/categories", `{"code":"tea","name_i18n":{"zh-CN":"茶"},"position":0}`, as(auth)).want(409)
	w.do("POST", "/api/v1/orders", sale("C-1", nil), as(auth)).want(201)
	if list := w.found(auth, "/api/v1/catalog/categories"); codes(list) != "food tea" || list[1].Articles != 1 {
		t.Errorf("%+v", list)
	}
	var brand thing
	w.do("POST", "/api/v1/catalog/brands", `{"code":"house","name_i18n":{"zh-CN":"自有"}}`, as(auth)).want(201).into(&brand)
	rename := fmt.Sprintf(`{"version":%d,"name_i18n":{"zh-CN":"自有品牌","en":"House"}}`, brand.Version)
	w.do("PUT", "/api/v1/catalog/brands/"+brand.ID, rename, as(auth)).want(200)
	w.do("PUT", "/api/v1/catalog/brands/"+brand.ID, rename, as(auth)).want(409)
	if list := w.found(auth, "/api/v1/catalog/brands"); codes(list) != "house" || list[0].Name != "House" {
		t.Errorf("%+v", list)
	}
}

// TestWhatGoodsEarnIsSaidInWords asks the rule in force about articles and a category.
func TestWhatGoodsEarnIsSaidInWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	w.do("POST", "/api/v1/orders", sale("E-1", nil), as(auth)).want(201)
	rule := engine.Default()
	rule.Multipliers = []engine.Multiplier{
		{ID: "tea", Name: i18n.Of("茶周", "Tea week"), Rate: 15_000, On: terms.Goods{Categories: []string{"tea"}}},
		{ID: "cup", Name: i18n.Of("杯周", "Cup week"), Rate: 20_000, On: terms.Goods{Categories: []string{"cups"}}},
		{ID: "day", Name: i18n.Of("会员日", "Member day"), Rate: 2 * money.One, When: terms.When{MonthDays: []int{8}}},
	}
	rule.Exclude = terms.Goods{Articles: []string{"GIFT"}}
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		v, err := w.deps.Program.Earning.Draft(ctx, tx, rule, staff.Act{By: staff.Operator})
		if err != nil {
			return err
		}
		_, err = w.deps.Program.Earning.Publish(ctx, tx, v.Number, start, staff.Act{By: staff.Operator})
		return err
	})
	for _, code := range []string{"GIFT", "TEA-2"} {
		w.do("POST", "/api/v1/catalog/articles", fmt.Sprintf(`{"code":%q,"name_i18n":{"zh-CN":"x"},"kind":"goods","earns":%t}`, code, code == "GIFT"), as(auth)).want(201)
	}
	type about struct {
		Version      int
		Earns, Named bool
		Words        []string
	}
	ask := func(target string) (a about, text string) {
		t.Helper()
		r := w.do("GET", "/api/v1/program/earning/"+target, "", as(auth)).want(200).into(&a)
		return a, r.Body
	}
	articles := map[string]string{}
	for _, a := range w.found(auth, "/api/v1/catalog/articles") {
		articles[a.Code] = a.ID
	}
	tea, text := ask("articles/" + articles["TEA-1"])
	if tea.Version != 2 || !tea.Earns || !tea.Named || !strings.Contains(text, "Tea week") || strings.Contains(text, "Cup week") ||
		!strings.Contains(text, "Member day") || strings.Contains(text, "GIFT") {
		t.Error(text)
	}
	for code, why := range map[string]string{"GIFT": "Excluded by the rule", "BAG": "Not goods, so it does not earn", "TEA-2": "The article never earns"} {
		if a, text := ask("articles/" + articles[code]); a.Earns || len(a.Words) != 1 || a.Words[0] != why {
			t.Errorf("%s: %s", code, text)
		}
	}
	if c, text := ask("categories/" + w.found(auth, "/api/v1/catalog/categories")[0].ID); !c.Earns || !c.Named || !strings.Contains(text, "Tea week") {
		t.Error(text)
	}
}

// TestStoresAreKept opens, names, closes and counts stores.
func TestStoresAreKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	w.tx(func(ctx context.Context, tx postgres.Tx) error { // as an import does
		_, err := w.deps.Org.EnsureStores(ctx, tx, "X-9")
		return err
	})
	m := w.join(auth, "13800005678")
	w.do("POST", "/api/v1/orders", sale("S-1", map[string]any{"member_id": m}), as(auth)).want(201)
	unnamed := w.found(auth, "/api/v1/org/stores?named=no")
	if codes(unnamed) != "X-9" || unnamed[0].Name != "X-9" {
		t.Fatalf("%+v", unnamed)
	}
	var region, brand, store thing
	w.do("POST", "/api/v1/org/regions", `{"code":"east","name_i18n":{"zh-CN":"华东","en":"East"}}`, as(auth)).want(201).into(&region)
	w.do("POST", "/api/v1/org/brands", `{"code":"tea","name_i18n":{"zh-CN":"云岫"}}`, as(auth)).want(201).into(&brand)
	named := fmt.Sprintf(`{"version":1,"name_i18n":{"zh-CN":"虹桥店","en":"Hongqiao"},"region_id":%q,"brand_id":%q,"opened_on":"2024-05-01","own_zone":"Asia/Urumqi"}`, region.ID, brand.ID)
	w.do("PUT", "/api/v1/org/stores/"+unnamed[0].ID, named, as(auth)).want(200)
	w.do("PUT", "/api/v1/org/stores/"+unnamed[0].ID, named, as(auth)).want(409)
	for target, want := range map[string]string{"named=no": "", "q=hong": "X-9", "region=" + region.ID: "X-9", "brand=" + brand.ID: "X-9", "state=closed": "", "state=open": "S001 X-9"} {
		if got := codes(w.found(auth, "/api/v1/org/stores?"+target)); got != want {
			t.Errorf("%s: %q, want %q", target, got, want)
		}
	}
	t.Run("one_that_sold_can_be_closed_and_keeps_what_it_sold", func(t *testing.T) {
		s := w.found(auth, "/api/v1/org/stores?q=S001")[0]
		w.do("POST", "/api/v1/org/stores/"+s.ID+"/close", `{"version":1,"reason":"租约到期"}`, as(auth)).want(200).into(&store)
		if store.ClosedAt == nil || store.Version != 2 {
			t.Errorf("%+v", store)
		}
		w.do("POST", "/api/v1/org/stores/"+s.ID+"/close", `{"version":1}`, as(auth)).want(409)
		if r := w.do("GET", "/api/v1/orders?store=S001", "", as(auth)).want(200); !strings.Contains(r.Body, "S-1") {
			t.Error(r.Body)
		}
		w.do("POST", "/api/v1/orders", sale("S-2", nil), as(auth)).want(201) // reported late
		if r := w.do("GET", "/api/v1/staff/audit?action=org.close_store", "", as(auth)).want(200); !strings.Contains(r.Body, "租约到期") || !strings.Contains(r.Body, `"closed":true`) {
			t.Error(r.Body)
		}
		store = thing{}
		w.do("POST", "/api/v1/org/stores/"+s.ID+"/reopen", `{"version":2}`, as(auth)).want(200).into(&store)
		if store.ClosedAt != nil || store.Version != 3 {
			t.Errorf("%+v", store)
		}
	})
	t.Run("what_each_sold", func(t *testing.T) {
		r := w.do("GET", "/api/v1/insight/stores?from=2026-09-12&until=2026-09-13", "", as(auth)).want(200)
		if !strings.Contains(r.Body, `"sales":8200,"orders":2,"last_order":"2026-09-12"`) {
			t.Error(r.Body)
		}
	})
	t.Run("what_was_sold_of_an_article", func(t *testing.T) {
		list := w.found(auth, "/api/v1/catalog/articles?q=TEA-1")
		r := w.do("GET", "/api/v1/insight/articles/sold?from=2026-09-12&until=2026-09-13&article="+list[0].ID, "", as(auth)).want(200)
		if !strings.Contains(r.Body, `"pieces":4,"sales":7200`) {
			t.Error(r.Body)
		}
	})
	t.Run("regions_and_channels", func(t *testing.T) {
		w.do("PUT", "/api/v1/org/regions/"+region.ID, fmt.Sprintf(`{"version":1,"name_i18n":{"zh-CN":"华东"},"parent_id":%q}`, region.ID), as(auth)).want(422)
		w.do("DELETE", "/api/v1/org/regions/"+region.ID+"?version=1", "", as(auth)).want(409)
		c := w.found(auth, "/api/v1/org/channels")[0]
		w.do("PUT", "/api/v1/org/channels/"+c.ID, `{"version":1,"name_i18n":{"zh-CN":"微信小程序"},"kind":"mini_program"}`, as(auth)).want(200)
		w.do("PUT", "/api/v1/org/channels/"+c.ID, `{"version":1,"name_i18n":{"zh-CN":"小程序"},"kind":"mini_program"}`, as(auth)).want(409)
		w.do("POST", "/api/v1/org/channels", `{"code":"mini","name_i18n":{"zh-CN":"小程序"},"kind":"mini_program"}`, as(auth)).want(409)
	})
}
