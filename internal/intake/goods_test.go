package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"habitue/internal/catalog"
	"habitue/internal/intake"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/table"
	"habitue/internal/program/programtest"
)

// depot is a shop into which files about goods are brought.
type depot struct {
	*programtest.Shop
	intake *intake.Service
}

func newDepot(t *testing.T) *depot {
	t.Helper()
	s := programtest.Open(t)
	d := &depot{s, intake.New(intake.Deps{DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Org: s.Org, Catalog: s.Catalog})}
	d.in(func(ctx context.Context, tx postgres.Tx) error {
		if _, err := s.Org.SaveStores(ctx, tx, org.Store{Code: "H1", Name: i18n.Of("湖滨", "")}); err != nil {
			return err
		}
		_, err := s.Catalog.CreatePriceList(ctx, tx, catalog.PriceList{Code: "base", Name: i18n.Of("标准价", ""), Currency: "CNY"})
		return err
	})
	return d
}

func (d *depot) in(fn func(ctx context.Context, tx postgres.Tx) error) {
	d.T.Helper()
	if err := d.DB.InTx(d.T.Context(), func(tx postgres.Tx) error { return fn(d.T.Context(), tx) }); err != nil {
		d.T.Fatal(err)
	}
}

// bring brings a file in, and says what came of it: outcomes, then the wrong rows.
func (d *depot) bring(kind intake.ListKind, file []byte) string {
	d.T.Helper()
	var out intake.ListOutcome
	d.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		out, err = d.intake.ImportList(ctx, tx, intake.ListRequest{Kind: kind, File: bytes.NewReader(file), Price: "base", By: "staff:1", Of: org.Everywhere(), Note: "file"})
		return err
	})
	var said []string
	for _, o := range slices.Sorted(maps.Keys(out.Outcomes)) {
		said = append(said, fmt.Sprintf("%d %s", out.Outcomes[o], o))
	}
	for _, w := range out.WrongRows {
		said = append(said, fmt.Sprintf("row %d %s", w.Row, w.Why.Code))
	}
	return strings.Join(said, ", ")
}

const goodsFile = `商品编码,商品名称,分类,成本价,单位,条码,可打折,备注
T-1,茉莉绿茶,tea,12.50,件,6901234567892 6901234567908,是,x
T-2,龙井散茶,tea,"1,280.00",公斤,,否,
T-3,坏成本,tea,12.345,件,,是,
,没有编码,tea,1,件,,是,
T-4,坏单位,tea,1,斗,,是,
T-5,坏是否,tea,1,件,,也许,
T-1,又一次,tea,1,件,,是,
`

// TestABrokenFileOfGoodsNamesItsRows holds that wrong rows are named by the numbers
// that a spreadsheet shows, and that only the others change anything, whatever the
// spelling of the file.
func TestABrokenFileOfGoodsNamesItsRows(t *testing.T) {
	t.Parallel()
	chinese, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(goodsFile))
	if err != nil {
		t.Fatal(err)
	}
	const wrong = "row 4 intake.too_many_decimals, row 5 catalog.bad_code, row 6 intake.cell_unreadable, row 7 intake.cell_unreadable, row 8 catalog.row_twice"
	for name, file := range map[string][]byte{"utf-8": []byte(goodsFile), "gb18030": chinese, "xlsx": workbook(t, goodsFile)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDepot(t)
			if got, want := d.bring(intake.GoodsList, file), "2 made, 5 refused, "+wrong; got != want {
				t.Fatalf("%s\nwant %s", got, want)
			}
			if got, want := d.bring(intake.GoodsList, file), "5 refused, 2 unchanged, "+wrong; got != want {
				t.Errorf("again: %s\nwant %s", got, want)
			}
			list, err := d.Catalog.ListArticles(t.Context(), d.DB, "", 50)
			if err != nil || len(list) != 2 {
				t.Fatalf("%+v, %v", list, err)
			}
			a, b := list[0], list[1]
			if a.Code != "T-1" || a.Cost.Amount != 1250 || !a.Discountable || a.Name["zh-CN"] != "茉莉绿茶" || !a.In("tea") ||
				b.Code != "T-2" || b.Cost.Amount != 128000 || b.Unit != catalog.Weight || b.Scale != 3 || b.Discountable {
				t.Errorf("%+v\n%+v", a, b)
			}
			if bars, err := d.Catalog.Barcodes(t.Context(), d.DB, a.ID); err != nil || len(bars[a.ID]) != 2 {
				t.Error(bars, err)
			}
		})
	}
}

// workbook writes the lines of a text as cells; what is a number is one.
func workbook(t *testing.T, text string) []byte {
	t.Helper()
	f := excelize.NewFile()
	r, err := table.New(strings.NewReader(text), table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	row := func(n int64, cells []any) {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", n), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var heads []any
	for _, h := range r.Header() {
		heads = append(heads, h)
	}
	row(1, heads)
	for {
		read, err := r.Next()
		if err != nil {
			break
		}
		var cells []any
		for i, c := range read.Fields {
			var number float64
			if _, err := fmt.Sscanf(strings.ReplaceAll(string(c), ",", ""), "%g", &number); err == nil && r.Header()[i] == "成本价" {
				cells = append(cells, number)
				continue
			}
			cells = append(cells, string(c))
		}
		row(read.Number, cells)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestAFileOfPrices reads times as a merchant means them: to the second, in the
// shop's zone, and an end that is a date alone with that day in it.
func TestAFileOfPrices(t *testing.T) {
	t.Parallel()
	d := newDepot(t)
	d.bring(intake.GoodsList, []byte("code\nT-1\nT-2\n"))
	got := d.bring(intake.PricesList, []byte("编码,售价,会员价,会员价:gold,生效时间,失效时间\nT-1,20,19,18.5,,\nT-1,15,,,2026-11-11,2026-11-12\nT-2,¥9.90,,,2026-11-11 20:00:05,\n"+
		"T-2,1,,,2026-02-30,\nNONE,1,,,,\nT-2,9.901,,,,\nT-2,-3,,,,\n"))
	if want := "3 made, 4 refused, row 5 intake.cell_unreadable, row 6 catalog.unknown_article, row 7 intake.too_many_decimals, row 8 catalog.bad_amount"; got != want {
		t.Fatalf("%s\nwant %s", got, want)
	}
	zone := time.FixedZone("Shanghai", 8*3600)
	for at, want := range map[time.Time][2]int64{
		time.Date(2026, 11, 10, 23, 59, 59, 0, zone): {2000, 0}, time.Date(2026, 11, 11, 0, 0, 0, 0, zone): {1500, 0},
		time.Date(2026, 11, 12, 23, 59, 59, 0, zone): {1500, 990}, time.Date(2026, 11, 13, 0, 0, 0, 0, zone): {2000, 990},
		time.Date(2026, 11, 11, 20, 0, 4, 0, zone): {1500, 0}, time.Date(2026, 11, 11, 20, 0, 5, 0, zone): {1500, 990},
	} {
		q, err := d.Catalog.Prices(t.Context(), d.DB, catalog.PriceQuery{At: at, Currency: "CNY", Level: "gold", Codes: []string{"T-1", "T-2"}})
		if err != nil || q["T-1"].Amount != want[0] || q["T-2"].Amount != want[1] || want[0] == 2000 && q["T-1"].Member != 1850 {
			t.Errorf("%s: %d %d, want %v, %v", at, q["T-1"].Amount, q["T-2"].Amount, want, err)
		}
	}
	if got := d.bring(intake.PricesList, []byte("编码,售价,生效时间\nT-1,-,2026-11-11\n")); got != "1 removed" {
		t.Error(got)
	}
}

// TestAFileOfStock is what a warehouse sends.
// A list that is not there is said once, and not of each row.
func TestAFileForAPriceListThatIsNotThere(t *testing.T) {
	t.Parallel()
	d := newDepot(t)
	err := d.DB.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := d.intake.ImportList(t.Context(), tx, intake.ListRequest{Kind: intake.PricesList, Price: "nowhere", By: "staff:1",
			File: strings.NewReader("code,price\nA,1\nB,2\n")})
		return err
	})
	if !errors.Is(err, catalog.ErrUnknownList) {
		t.Errorf("%v", err)
	}
}

func TestAFileOfStock(t *testing.T) {
	t.Parallel()
	d := newDepot(t)
	d.bring(intake.GoodsList, []byte("code\nT-1\n"))
	got := d.bring(intake.StockList, []byte("code,qty,store,channel\nT-1,12.5,H1,\nT-1,-3,,\nT-1,1,X,\nT-1,1,,X\nT-1,many,,\nT-1,1.2345,,\n"))
	if want := "2 changed, 4 refused, row 4 catalog.unknown_store, row 5 catalog.unknown_channel, row 6 intake.cell_unreadable, row 7 catalog.bad_quantity"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestAFileThatCannotBeTrustedChangesNothing breaks files as a whole.
func TestAFileThatCannotBeTrustedChangesNothing(t *testing.T) {
	t.Parallel()
	d := newDepot(t)
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"a quote that does not close": {"code,name\nT-1,good\nT-2,\"open\n", table.ErrQuote},
		"nothing below the header":    {"code,name\n", intake.ErrNoRows},
		"no column of codes":          {"name\nx\n", intake.ErrFieldMissing},
		"a column twice":              {"code,sku\nT-1,T-2\n", intake.ErrTwoColumns},
		"nothing":                     {"", table.ErrEmpty},
	} {
		err := d.DB.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := d.intake.ImportList(t.Context(), tx, intake.ListRequest{Kind: intake.GoodsList, File: strings.NewReader(c.file)})
			return err
		})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if list, err := d.Catalog.ListArticles(t.Context(), d.DB, "", 50); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
}
