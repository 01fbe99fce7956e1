package fill

import (
	"context"
	"fmt"

	"habitue/internal/catalog"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/sample"
)

// Codes of the sample's price lists.
const (
	baseList     = "base"
	deliveryList = "delivery"
	webList      = "web"
)

// trade says what the sample's goods cost whom, how they are taxed, and what there
// is of them. What shall be found in the report of differences is there on purpose:
// delivery is dearer, and the web shop's stock is not what the app's is.
func (f *filling) trade(ctx context.Context, tx postgres.Tx) error {
	lists, err := f.Catalog.PriceLists(ctx, tx)
	if err != nil || len(lists) > 0 {
		return err // somebody has prices already
	}
	for _, t := range []catalog.TaxClass{
		{Code: "vat6", Name: i18n.Of("餐饮 6 %", "Catering 6 %"), Rate: 600, Included: true},
		{Code: "vat13", Name: i18n.Of("商品 13 %", "Goods 13 %"), Rate: 1300, Included: true},
	} {
		if _, err := f.Catalog.CreateTaxClass(ctx, tx, t); err != nil {
			return err
		}
	}
	if err := f.goods(ctx, tx); err != nil {
		return err
	}
	for _, l := range []catalog.PriceList{
		{Code: baseList, Name: i18n.Of("标准价", "Standard prices")},
		{Code: deliveryList, Name: i18n.Of("外卖价", "Delivery prices"), Channels: []string{f.world.Channels[sample.DeliveryPlatform].Code}},
		{Code: webList, Name: i18n.Of("商城价", "Web shop prices"), Channels: []string{f.world.Channels[sample.WebShop].Code}},
	} {
		l.Currency = sample.Currency
		if _, err := f.Catalog.CreatePriceList(ctx, tx, l); err != nil {
			return err
		}
	}
	return f.pricesAndStock(ctx, tx)
}

// shelf reports whether an article is kept on a shelf and sent by parcel, rather
// than made to order.
func (f *filling) shelf(a *sample.Article) bool {
	top := f.world.Categories[a.Category].Parent
	return top != sample.NoParent && top > 2
}

func (f *filling) goods(ctx context.Context, tx postgres.Tx) error {
	rows := make([]catalog.ArticleRow, 0, len(f.world.Articles))
	for i := range f.world.Articles {
		a := &f.world.Articles[i]
		tax, barcodes := "vat6", []string{}
		if f.shelf(a) {
			tax, barcodes = "vat13", []string{ean(i)}
		}
		rows = append(rows, catalog.ArticleRow{Code: a.SKU, Detail: catalog.Detail{
			Cost: &catalog.Cost{Amount: a.Cost, Currency: sample.Currency}, Tax: &tax, Barcodes: &barcodes,
		}})
	}
	return all(f.Catalog.SyncArticles(ctx, tx, rows))
}

// ean is a barcode of the range that no company has, with its check digit: digits
// weigh 1 and 3 in turn, and all together end in 0 (GS1 General Specifications, 7.9).
func ean(i int) string {
	digits := fmt.Sprintf("20%010d", 4_000_000+i)
	sum := 0
	for n, d := range digits {
		sum += int(d-'0') * (1 + 2*(n%2))
	}
	return fmt.Sprintf("%s%d", digits, (10-sum%10)%10)
}

func (f *filling) pricesAndStock(ctx context.Context, tx postgres.Tx) error {
	var prices []catalog.PriceRow
	var stock []catalog.StockRow
	for i := range f.world.Articles {
		a := &f.world.Articles[i]
		for n, p := range a.Prices {
			row := catalog.PriceRow{List: baseList, PriceEdit: catalog.PriceEdit{Article: a.SKU, Amount: p.Amount}}
			if n > 0 {
				row.From = p.From
			}
			if f.shelf(a) {
				row.Member = map[string]int64{catalog.EveryMember: share(p.Amount, 98), "gold": share(p.Amount, 95), "diamond": share(p.Amount, 92)}
			}
			prices = append(prices, row)
		}
		last := a.Prices[len(a.Prices)-1].Amount
		switch {
		case !f.shelf(a): // a delivered drink costs a tenth more, to the whole yuan
			prices = append(prices, catalog.PriceRow{List: deliveryList, PriceEdit: catalog.PriceEdit{Article: a.SKU, Amount: (last*110/100 + 99) / 100 * 100}})
		case i%5 == 0:
			prices = append(prices, catalog.PriceRow{List: webList, PriceEdit: catalog.PriceEdit{Article: a.SKU, Amount: share(last, 97)}})
		}
		if !f.shelf(a) {
			continue
		}
		for n, s := range f.world.Stores {
			stock = append(stock, catalog.StockRow{Article: a.SKU, Store: s.Code, Quantity: int64((i*7+n*13)%40) * 1000})
		}
		for n, c := range []int{sample.MiniProgram, sample.App, sample.WebShop} {
			quantity := int64(200 + i%90)
			if n == 2 && i%4 == 0 {
				quantity -= 12 // the web shop has not heard of the last orders
			}
			stock = append(stock, catalog.StockRow{Article: a.SKU, Channel: f.world.Channels[c].Code, Quantity: quantity * 1000})
		}
	}
	if err := all(f.Catalog.SyncPrices(ctx, tx, prices, source, "sample")); err != nil {
		return err
	}
	return all(f.Catalog.ReportStock(ctx, tx, stock, source, org.Everywhere()))
}

// share is a percentage of an amount, rounded down to whole fen.
func share(amount, percent int64) int64 { return amount * percent / 100 }

// all wants every row to have been taken.
func all(rows []catalog.RowResult, err error) error {
	for _, r := range rows {
		if r.Err != nil {
			return fmt.Errorf("article %s: %w", r.Code, r.Err)
		}
	}
	return err
}
