package catalog_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/catalog/catalogtest"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

func ptr[T any](v T) *T { return &v }

// outcomes are what became of rows, with why one was refused.
func outcomes(rows []catalog.RowResult) []string {
	list := make([]string, len(rows))
	for i, r := range rows {
		list[i] = string(r.Outcome)
		if r.Err != nil {
			list[i] = r.Err.Code
		}
	}
	return list
}

func (m *mall) sync(rows ...catalog.ArticleRow) []string {
	m.t.Helper()
	var done []catalog.RowResult
	m.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		done, err = m.s.SyncArticles(ctx, tx, rows)
		return err
	})
	return outcomes(done)
}

// TestArticlesAreTakenOverRowByRow holds that wrong rows say why, right ones count,
// and the same again is nothing.
func TestArticlesAreTakenOverRowByRow(t *testing.T) {
	t.Parallel()
	m := newMall(t)
	m.in(func(ctx context.Context, tx postgres.Tx) error {
		if _, err := m.s.CreateTaxClass(ctx, tx, catalog.TaxClass{Code: "vat13", Name: i18n.Of("增值税", ""), Rate: 1300, Included: true}); err != nil {
			return err
		}
		ids, err := m.s.EnsureCategories(ctx, tx, "clothes", "food")
		if err != nil {
			return err
		}
		for _, a := range []catalog.Attribute{
			{Code: "size", Kind: catalog.ChoiceValue, Choices: []string{"S", "M"}, Category: ids["clothes"], Variants: true},
			{Code: "weight", Kind: catalog.NumberValue, Unit: "g"},
		} {
			a.Name = i18n.Of(a.Code, "")
			if _, err := m.s.CreateAttribute(ctx, tx, a); err != nil {
				return err
			}
		}
		return nil
	})
	rows := []catalog.ArticleRow{
		{Code: "SHIRT-S", Detail: catalog.Detail{VariantOf: ptr("SHIRT"), Barcodes: ptr([]string{"6901234567892"}), Attributes: ptr(map[string]string{"size": "S"})}, Category: ptr("clothes")},
		{Code: "SHIRT", Name: ptr(i18n.Of("衬衫", "Shirt")), Category: ptr("clothes"), Detail: catalog.Detail{Tax: ptr("vat13"), Cost: &catalog.Cost{Amount: 4000, Currency: "CNY"}}},
		{Code: "SHIRT-M", Category: ptr("clothes"), Detail: catalog.Detail{VariantOf: ptr("SHIRT"), Attributes: ptr(map[string]string{"size": "M", "weight": "0180.50"})}},
		{Code: "PEAR", Category: ptr("food"), Detail: catalog.Detail{Unit: ptr(catalog.Weight), Scale: ptr(3)}},
		{Code: "BAD-1", Detail: catalog.Detail{VariantOf: ptr("TEE-R")}},                                                // a variant has none
		{Code: "BAD-2", Category: ptr("food"), Detail: catalog.Detail{Attributes: ptr(map[string]string{"size": "S"})}}, // not of food
		{Code: "BAD-3", Category: ptr("clothes"), Detail: catalog.Detail{Attributes: ptr(map[string]string{"size": "XXL"})}},
		{Code: "BAD-4", Detail: catalog.Detail{Barcodes: ptr([]string{"6901234567892"})}}, // taken by a row of the same batch or not: see below
		{Code: "BAD-5", Detail: catalog.Detail{Tax: ptr("none")}},
		{Code: "BAD-6", Detail: catalog.Detail{Cost: &catalog.Cost{Amount: -1, Currency: "CNY"}}},
		{Code: "BAD-7", Detail: catalog.Detail{Scale: ptr(4)}},
		{Code: " "},
		{Code: "PEAR"},
		{Code: "BAD-8", Detail: catalog.Detail{VariantOf: ptr("nothing")}},
	}
	rows[7].Barcodes = ptr([]string{"not a barcode"})
	want := []string{"made", "made", "made", "made", "catalog.bad_variant", "catalog.unknown_attribute", "catalog.bad_attribute", "catalog.bad_barcode",
		"catalog.unknown_tax_class", "catalog.bad_amount", "catalog.bad_unit", "catalog.bad_code", "catalog.row_twice", "catalog.unknown_article"}
	if got := m.sync(rows...); !slices.Equal(got, want) {
		t.Fatalf("%v\nwant %v", got, want)
	}
	shirt := m.article("SHIRT-M")
	if shirt.VariantOf != m.article("SHIRT").ID || shirt.Attributes["weight"] != "180.5" || m.article("PEAR").Unit != catalog.Weight {
		t.Errorf("%+v", shirt)
	}
	if got := m.sync(rows[:4]...); !slices.Equal(got, []string{"unchanged", "unchanged", "unchanged", "unchanged"}) {
		t.Errorf("the same again: %v", got)
	}
	if m.article("SHIRT-M").Version != shirt.Version {
		t.Error("the same again made another version")
	}
	if got := m.sync(catalog.ArticleRow{Code: "PEAR", Detail: catalog.Detail{Barcodes: ptr([]string{"6901234567892"})}},
		catalog.ArticleRow{Code: "SHIRT", Earns: ptr(false)}); !slices.Equal(got, []string{"catalog.barcode_taken", "changed"}) {
		t.Error(got)
	}
	if a := m.article("SHIRT"); a.Earns || a.Cost.Amount != 4000 || a.Name["en"] != "Shirt" {
		t.Errorf("what a row does not say must stay: %+v", a)
	}
	if codes, err := m.s.CodesByBarcodes(t.Context(), m.db, "6901234567892"); err != nil || codes["6901234567892"] != "SHIRT-S" {
		t.Error(codes, err)
	}
	if list, err := m.s.Search(t.Context(), m.db, catalog.Filter{Text: "6901234567892"}, "", 5); err != nil || len(list) != 1 {
		t.Error(list, err)
	}
}

// TestPricesAreTakenOverAndBack changes prices by rows and takes that back.
func TestPricesAreTakenOverAndBack(t *testing.T) {
	t.Parallel()
	m := newMall(t)
	l := m.list(catalog.PriceList{Code: "base"}, catalog.PriceEdit{Article: "TEE", Amount: 100})
	row := func(list, code string, amount int64) catalog.PriceRow {
		return catalog.PriceRow{List: list, PriceEdit: catalog.PriceEdit{Article: code, Amount: amount}}
	}
	take := func(rows ...catalog.PriceRow) []string {
		t.Helper()
		var done []catalog.RowResult
		m.in(func(ctx context.Context, tx postgres.Tx) (err error) {
			done, err = m.s.SyncPrices(ctx, tx, rows, "key:1", "erp")
			return err
		})
		return outcomes(done)
	}
	ended := row("base", "TEE-R", 5)
	ended.From, ended.Until = catalogtest.Now, catalogtest.Now
	got := take(row("base", "TEE", 90), row("base", "TEE-B", 95), row("none", "TEE", 1), row("base", "NONE", 1), row("base", "TEE-R", -1), ended, row("base", "TEE", 80))
	if want := []string{"changed", "made", "catalog.unknown_list", "catalog.unknown_article", "catalog.bad_amount", "catalog.bad_period", "catalog.row_twice"}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	if got := take(row("base", "TEE", 90), row("base", "TEE-B", 95)); !slices.Equal(got, []string{"unchanged", "unchanged"}) {
		t.Error(got)
	}
	changes, err := m.s.PriceChanges(t.Context(), m.db, l.ID, 0, 10)
	if err != nil || len(changes) != 2 || len(changes[0].Steps) != 2 || changes[0].By != "key:1" {
		t.Fatal(changes, err)
	}
	undo := func(id int64) error {
		return m.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := m.s.UndoPrices(t.Context(), tx, id, "staff:1", "")
			return err
		})
	}
	if err := undo(changes[1].ID); !errors.Is(err, catalog.ErrPricesMoved) {
		t.Errorf("what was changed since is taken back: %v", err)
	}
	if err := undo(changes[0].ID); err != nil {
		t.Fatal(err)
	}
	if q := m.quote(catalog.PriceQuery{}); said(q["TEE"]) != "base 100" || said(q["TEE-B"]) != "base 100" {
		t.Error(said(q["TEE"]), said(q["TEE-B"]))
	}
	if err := undo(changes[0].ID); !errors.Is(err, catalog.ErrUndone) {
		t.Error(err)
	}
	if err := undo(changes[1].ID); err != nil {
		t.Error("once that is back, the one before can be taken back too:", err)
	}
}

// TestAPreviewWritesNothing says what is paid before and after.
func TestAPreviewWritesNothing(t *testing.T) {
	t.Parallel()
	m := newMall(t)
	m.list(catalog.PriceList{Code: "lake", Stores: []string{"H1"}}, catalog.PriceEdit{Article: "TEE", Amount: 70})
	l := m.list(catalog.PriceList{Code: "app", Channels: []string{"app"}, Regions: []string{"zhejiang"}}, catalog.PriceEdit{Article: "TEE", Amount: 100})
	m.sync(catalog.ArticleRow{Code: "TEE", Detail: catalog.Detail{Cost: &catalog.Cost{Amount: 60, Currency: "CNY"}}})
	err := m.db.InTx(t.Context(), func(tx postgres.Tx) error {
		effects, err := m.s.Preview(t.Context(), tx, l.ID, []catalog.PriceEdit{{Article: "TEE", Amount: 50, From: catalogtest.Now.Add(time.Hour)}})
		if err != nil {
			return err
		}
		// The first store of the region has a list of its own, which goes before.
		if e := effects[0]; said(e.Before) != "lake 70" || said(e.After) != "lake 70" || e.BelowCost("CNY") || !e.At.Equal(catalogtest.Now.Add(time.Hour)) {
			t.Errorf("%s → %s", said(e.Before), said(e.After))
		}
		effects, err = m.s.Preview(t.Context(), tx, m.listID("lake"), []catalog.PriceEdit{{Article: "TEE", Amount: 50}})
		if e := effects[0]; said(e.Before) != "lake 70" || said(e.After) != "lake 50" || !e.BelowCost("CNY") {
			t.Errorf("%s → %s", said(e.Before), said(e.After))
		}
		return errors.Join(err, context.Canceled)
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if got := said(m.quote(catalog.PriceQuery{Store: "H1"})["TEE"]); got != "lake 70" {
		t.Error(got)
	}
}

func (m *mall) listID(code string) catalog.PriceListID {
	m.t.Helper()
	lists, err := m.s.PriceLists(m.t.Context(), m.db)
	i := slices.IndexFunc(lists, func(l catalog.PriceList) bool { return l.Code == code })
	if err != nil || i < 0 {
		m.t.Fatal(lists, err)
	}
	return lists[i].ID
}

// TestStockIsWhatWasSaidLast holds that what was counted earlier changes nothing,
// and that channels which differ are found.
func TestStockIsWhatWasSaidLast(t *testing.T) {
	t.Parallel()
	m := newMall(t)
	now := catalogtest.Now
	report := func(rows ...catalog.StockRow) []string {
		t.Helper()
		var done []catalog.RowResult
		m.in(func(ctx context.Context, tx postgres.Tx) (err error) {
			done, err = m.s.ReportStock(ctx, tx, rows, "key:1", org.Everywhere())
			return err
		})
		return outcomes(done)
	}
	got := report(catalog.StockRow{Article: "TEE-R", Quantity: 5000, CountedAt: now}, catalog.StockRow{Article: "TEE-R", Channel: "app", Quantity: 3000, CountedAt: now},
		catalog.StockRow{Article: "NONE"}, catalog.StockRow{Article: "TEE-B", Store: "X"}, catalog.StockRow{Article: "TEE-B", Channel: "X"},
		catalog.StockRow{Article: "TEE-R", Quantity: 1}, catalog.StockRow{Article: "TEE-B", Quantity: 1 << 60})
	if want := []string{"changed", "changed", "catalog.unknown_article", "catalog.unknown_store", "catalog.unknown_channel", "catalog.row_twice", "catalog.bad_quantity"}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	if got := report(catalog.StockRow{Article: "TEE-R", Quantity: 9000, CountedAt: now.Add(-time.Second)}); !slices.Equal(got, []string{"out_of_date"}) {
		t.Error(got)
	}
	m.list(catalog.PriceList{Code: "base"}, catalog.PriceEdit{Article: "TEE-B", Amount: 100}, catalog.PriceEdit{Article: "TEE-R", Amount: 100})
	m.list(catalog.PriceList{Code: "app", Channels: []string{"app"}}, catalog.PriceEdit{Article: "TEE-R", Amount: 90})
	ask := catalog.DifferenceAsk{At: now, Currency: "CNY", Filter: catalog.Filter{Sold: true}}
	list, next, err := m.s.Differences(t.Context(), m.db, ask, "", 10)
	if err != nil || next != "" || len(list) != 1 || list[0].Article.Code != "TEE-R" || !slices.Equal(list[0].Differences, []catalog.Difference{catalog.OtherPrice, catalog.OtherStock}) {
		t.Fatalf("%+v, %q, %v", list, next, err)
	}
	ask.AsIs = true
	list, next, err = m.s.Differences(t.Context(), m.db, ask, "", 1)
	if err != nil || next != "TEE-B" || len(list) != 1 || list[0].Article.Code != "TEE-B" {
		t.Errorf("%+v, %q, %v", list, next, err)
	}
	if list, next, err = m.s.Differences(t.Context(), m.db, ask, next, 1); err != nil || next != "" || list[0].Article.Code != "TEE-R" {
		t.Errorf("%+v, %q, %v", list, next, err)
	}
	ask.Only, ask.AsIs = []catalog.Difference{catalog.NoPrice}, false
	if list, _, err := m.s.Differences(t.Context(), m.db, ask, "", 10); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}
