package api_test

import (
	"fmt"
	"strings"
	"testing"

	"habitue/internal/staff"
)

// TestPricesByAPI makes a list, tries a change, makes it, and takes it back.
func TestPricesByAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	w.do("POST", "/api/v1/orders", sale("P-1", nil), as(auth)).want(201)
	var list struct{ ID string }
	w.do("POST", "/api/v1/catalog/price-lists", `{"code":"base","currency":"CNY","name_i18n":{"zh-CN":"标准价","en":"Standard"}}`, as(auth)).want(201).into(&list)
	w.do("POST", "/api/v1/catalog/price-lists", `{"code":"base","currency":"CNY","name_i18n":{"zh-CN":"x"}}`, as(auth)).want(409)
	w.do("POST", "/api/v1/catalog/price-lists", `{"code":"x","currency":"CNY","name_i18n":{"zh-CN":"x"},"channels":["nowhere"]}`, as(auth)).want(422)
	prices := "/api/v1/catalog/price-lists/" + list.ID + "/prices"
	body := `{"prices":[{"article":"TEA-1","amount":1800,"member":{"gold":1600}}],"reason":"春季"}`
	if r := w.do("POST", prices+"?dry_run=true", body, as(auth)).want(200); !strings.Contains(r.Body, `"before":null`) || !strings.Contains(r.Body, `"amount":1800`) {
		t.Error(r.Body)
	}
	if r := w.do("GET", prices, "", as(auth)).want(200); !strings.Contains(r.Body, `"items":[]`) {
		t.Error("a trial wrote something:", r.Body)
	}
	var changed struct{ Change struct{ ID string } }
	keyed := "Idempotency-Key: change-1"
	w.do("POST", prices, body, as(auth), keyed).want(201).into(&changed)
	if r := w.do("POST", prices, body, as(auth), keyed).want(201); !strings.Contains(r.Body, changed.Change.ID) {
		t.Error("the same key got another answer:", r.Body)
	}
	tea := w.found(auth, "/api/v1/catalog/articles?q=TEA-1")[0]
	if r := w.do("GET", "/api/v1/catalog/articles/"+tea.ID+"/prices", "", as(auth)).want(200); !strings.Contains(r.Body, `"gold":1600`) || !strings.Contains(r.Body, `"in_force"`) {
		t.Error(r.Body)
	}
	undo := "/api/v1/catalog/price-changes/" + changed.Change.ID + "/undo"
	w.do("POST", undo, "", as(auth)).want(201)
	w.do("POST", undo, "", as(auth)).want(409)
	if r := w.do("GET", "/api/v1/catalog/price-lists/"+list.ID+"/changes", "", as(auth)).want(200); strings.Count(r.Body, `"reason"`) != 2 {
		t.Error(r.Body)
	}
	if r := w.do("GET", "/api/v1/staff/audit?subject_kind=price_list&subject_id="+list.ID, "", as(auth)).want(200); strings.Count(r.Body, `"catalog.`) != 3 {
		t.Error(r.Body)
	}
}

// TestBatchesByAPI sends rows of which some are wrong, and asks for what differs.
func TestBatchesByAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	w.do("POST", "/api/v1/catalog/price-lists", `{"code":"base","currency":"CNY","name_i18n":{"zh-CN":"标准价"}}`, as(auth)).want(201)
	goods := `{"articles":[{"code":"TEE","name_i18n":{"zh-CN":"T恤"},"cost":{"amount":3000,"currency":"CNY"}},{"code":"TEE-R","variant_of":"TEE","barcodes":["6901234567892"]},{"code":"X","tax_class":"none"}]}`
	if r := w.do("PUT", "/api/v1/catalog/articles", goods, as(auth)).want(200); strings.Count(r.Body, `"made"`) != 2 || !strings.Contains(r.Body, `"catalog.unknown_tax_class"`) || !strings.Contains(r.Body, "There is no tax class none") {
		t.Fatal(r.Body)
	}
	if r := w.do("PUT", "/api/v1/catalog/articles", goods, as(auth)).want(200); strings.Count(r.Body, `"unchanged"`) != 2 {
		t.Error(r.Body)
	}
	w.do("PUT", "/api/v1/catalog/prices", `{"prices":[{"list":"base","article":"TEE","amount":9900}]}`, as(auth)).want(200)
	w.do("PUT", "/api/v1/catalog/stock", `{"stock":[{"article":"TEE-R","quantity_milli":5000}]}`, as(auth)).want(200)
	red := w.found(auth, "/api/v1/catalog/articles?q=6901234567892")[0]
	var shown struct {
		Version   int
		VariantOf struct{ Code string } `json:"variant_of"`
		Cost      *struct{ Amount int }
		Barcodes  []string
	}
	w.do("GET", "/api/v1/catalog/articles/"+red.ID, "", as(auth)).want(200).into(&shown)
	if shown.VariantOf.Code != "TEE" || len(shown.Barcodes) != 1 {
		t.Errorf("%+v", shown)
	}
	tee := w.found(auth, "/api/v1/catalog/articles?q=TEE")[0]
	t.Run("costs_are_for_those_who_may_see_them", func(t *testing.T) {
		cashier := w.key("till", staff.May(staff.Cashier)...)
		for auth, want := range map[string]bool{auth: true, cashier: false} {
			if r := w.do("GET", "/api/v1/catalog/articles/"+tee.ID, "", as(auth)).want(200); strings.Contains(r.Body, `"amount":3000`) != want {
				t.Errorf("seen %v: %s", want, r.Body)
			}
		}
		w.do("GET", "/api/v1/catalog/articles/"+tee.ID+"/margins", "", as(cashier)).want(403)
		if r := w.do("GET", "/api/v1/catalog/articles/"+tee.ID+"/margins", "", as(auth)).want(200); !strings.Contains(r.Body, `"margin":6900`) || !strings.Contains(r.Body, `"margin_bps":6969`) {
			t.Error(r.Body)
		}
	})
	t.Run("trade_is_edited_of_what_was_seen", func(t *testing.T) {
		trade := fmt.Sprintf(`{"version":%d,"unit":"piece","scale":0,"discountable":false}`, tee.Version)
		w.do("PUT", "/api/v1/catalog/articles/"+tee.ID+"/trade", trade, as(auth)).want(200)
		w.do("PUT", "/api/v1/catalog/articles/"+tee.ID+"/trade", trade, as(auth)).want(409)
		if r := w.do("GET", "/api/v1/catalog/articles/"+tee.ID, "", as(auth)).want(200); !strings.Contains(r.Body, `"amount":3000`) || !strings.Contains(r.Body, `"discountable":false`) {
			t.Error("a cost that was not spoken of is gone:", r.Body)
		}
	})
	t.Run("differences_are_listed_and_exported", func(t *testing.T) {
		if r := w.do("GET", "/api/v1/catalog/differences?only=all", "", as(auth)).want(200); !strings.Contains(r.Body, `"code":"TEE-R"`) || strings.Contains(r.Body, `"code":"TEE",`) || !strings.Contains(r.Body, `"quantity_milli":5000`) {
			t.Error(r.Body)
		}
		if r := w.do("GET", "/api/v1/catalog/differences/export?only=all", "", as(auth)).want(200); !strings.Contains(r.Body, "TEE-R") || !strings.Contains(r.Body, "99.00") {
			t.Error(r.Body)
		}
	})
	t.Run("a_file_is_tried_and_brought_in", func(t *testing.T) {
		file := "code,price\nTEE,88\nNONE,1\n"
		csv := "Content-Type: text/csv"
		for _, try := range []struct {
			dry    string
			status int
		}{{"true", 200}, {"false", 201}} {
			if r := w.do("POST", "/api/v1/catalog/imports/prices?list=base&dry_run="+try.dry, file, as(auth), csv).want(try.status); !strings.Contains(r.Body, `"changed":1`) || !strings.Contains(r.Body, `"row":3`) {
				t.Error(r.Body)
			}
		}
		if r := w.do("GET", "/api/v1/catalog/articles/"+tee.ID+"/prices", "", as(auth)).want(200); !strings.Contains(r.Body, `"amount":8800`) {
			t.Error(r.Body)
		}
		w.do("POST", "/api/v1/catalog/imports/goods", "{}", as(auth)).want(415)
	})
}
