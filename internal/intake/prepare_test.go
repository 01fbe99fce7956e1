package intake_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"habitue/internal/catalog"
	"habitue/internal/intake"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/table"
)

// guessing maps by the names of columns, in yuan and Shanghai.
func guessing() intake.Mapping {
	return intake.Mapping{Guess: true, Currency: "CNY", Zone: "Asia/Shanghai"}
}

// request writes a file and returns a request for it.
func request(t testing.TB, m intake.Mapping, file string) intake.Request {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "orders.csv")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	return intake.Request{File: path, Folder: filepath.Join(dir, "run"), Mapping: m, Now: afterRealFile, Language: "en", MaxBad: 100}
}

// timelines reads a spool into one line of text per timeline.
func timelines(t testing.TB, r intake.Request) string {
	t.Helper()
	spool, err := intake.OpenTimelines(r.Spool())
	if err != nil {
		t.Fatal(err)
	}
	defer spool.Close()
	in, err := spool.From(0)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for {
		line, ok, err := in.Next()
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			return b.String()
		}
		for i, id := range line.Customer {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "%s:%s", id.Kind, id.Value)
		}
		for _, d := range line.Documents {
			b.WriteString(" |" + show(d))
		}
		b.WriteByte('\n')
	}
}

func show(d intake.Document) string {
	var b strings.Builder
	if o := d.Order; o != nil {
		fmt.Fprintf(&b, " %s %s", o.Reference, o.OccurredAt.Format("01-02T15:04"))
		for _, l := range o.Lines {
			fmt.Fprintf(&b, " %s %s×%d=%d", l.Kind, l.Article, l.Quantity, l.Amount)
			if l.List != l.Amount {
				fmt.Fprintf(&b, " of %d", l.List)
			}
		}
		return b.String()
	}
	fmt.Fprintf(&b, " back %s %s", d.Refund.Reference, d.Refund.OccurredAt.Format("01-02T15:04"))
	for _, l := range d.Refund.Lines {
		fmt.Fprintf(&b, " %s %s×%d=%d<%s/%d>", l.Kind, l.Article, l.Quantity, l.Amount, l.Order, l.Line)
	}
	return b.String()
}

func TestPrepareMakesTimelinesOfRows(t *testing.T) {
	t.Parallel()
	coded := guessing()
	coded.Documents = []intake.DocumentRule{{Prefix: "C", Kind: intake.Return}, {Prefix: "A", Kind: intake.Ignored}}
	coded.Codes = []intake.CodeRule{{Code: "post", Kind: catalog.KindDelivery}, {Code: "D", Kind: catalog.KindDiscount}, {Code: "gift_*", Kind: catalog.KindOther}}
	head := "order,time,customer,sku,quantity,price\n"
	for name, c := range map[string]struct {
		mapping intake.Mapping
		file    string
		want    string
	}{
		"customers_in_time_order": {guessing(), head +
			"3,2026-01-03 10:00,b,x,1,1\n2,2026-01-02 10:00,a,x,2,1.50\n1,2026-01-01 10:00,b,x,1,2\n",
			"external:import:a | 2 01-02T02:00 goods x×2000=300\n" +
				"external:import:b | 1 01-01T02:00 goods x×1000=200 | 3 01-03T02:00 goods x×1000=100\n"},
		"lines_of_an_order_stand_apart_and_the_earliest_counts": {guessing(), head +
			"1,2026-01-01 10:05,a,x,1,1\n2,2026-01-01 10:00,b,x,1,1\n1,2026-01-01 10:04,,y,1,2\n",
			"external:import:a | 1 01-01T02:04 goods x×1000=100 goods y×1000=200\nexternal:import:b | 2 01-01T02:00 goods x×1000=100\n"},
		"a_purchase_without_a_customer_stands_alone": {guessing(), head +
			"1,2026-01-01 10:00,,x,1,1\n2,2026-01-01 10:00,散客,x,1,1\n3,2026-01-01 10:00,0,x,1,1\n",
			" | 1 01-01T02:00 goods x×1000=100\n | 2 01-01T02:00 goods x×1000=100\n | 3 01-01T02:00 goods x×1000=100\n"},
		"numbers_with_a_prefix_are_refunds_or_nothing": {coded, head +
			"7,2026-01-01 10:00,a,x,3,2\nC8,2026-01-02 10:00,a,x,-1,2\nA9,2026-01-02 10:00,a,B,1,-500\n",
			"external:import:a | 7 01-01T02:00 goods x×3000=600 | back C8 01-02T02:00 goods x×1000=200<7/0>\n"},
		"codes_tell_the_kind": {coded, head +
			"1,2026-01-01 10:00,a,x,1,10\n1,2026-01-01 10:00,a,POST,1,3\n1,2026-01-01 10:00,a,D,-1,2\n1,2026-01-01 10:00,a,GIFT_20,1,20\n",
			"external:import:a | 1 01-01T02:00 goods x×1000=1000 delivery POST×1000=300 discount D×-1000=-200 other GIFT_20×1000=2000\n"},
		"an_exchange_is_an_order_and_a_refund": {guessing(), head +
			"1,2026-01-01 10:00,a,x,1,10\n2,2026-01-02 10:00,a,y,1,15\n2,2026-01-02 10:00,a,x,-1,10\n",
			"external:import:a | 1 01-01T02:00 goods x×1000=1000 | 2 01-02T02:00 goods y×1000=1500 | back 2-R 01-02T02:00 goods x×1000=1000<1/0>\n"},
		"an_order_of_nothing_but_returns_is_a_refund": {guessing(), head + "1,2026-01-01 10:00,a,x,-1,10\n",
			"external:import:a | back 1 01-01T02:00 goods x×1000=1000</-1>\n"},
		"pieces_taken_off_for_nothing_are_left_aside": {guessing(), head +
			"1,2026-01-01 10:00,,x,-5,0\n2,2026-01-01 10:00,a,x,1,0\n3,2026-01-01 10:00,a,x,0,0\n",
			"external:import:a | 2 01-01T02:00 goods x×1000=0\n"},
		"a_negative_price_is_a_discount": {guessing(), head + "1,2026-01-01 10:00,a,x,1,10\n1,2026-01-01 10:00,a,y,1,-3\n",
			"external:import:a | 1 01-01T02:00 goods x×1000=1000 discount y×1000=-300\n"},
		"paid_and_list_price_and_discount": {guessing(), "订单号,下单时间,会员手机号,商品编码,数量,单价,实付金额\n1,2026-01-01 10:00,138 0013 8000,x,2,10,18\n2,2026-01-02 10:00,+86 13800138000,x,1.5,¥10.00,15\n",
			"phone:+8613800138000 | 1 01-01T02:00 goods x×2000=1800 of 2000 | 2 01-02T02:00 goods x×1500=1500\n"},
		"price_less_discount": {guessing(), "order,time,sku,quantity,price,discount\n1,2026-01-01 10:00,x,2,10,3\n2,2026-01-01 10:00,x,2,10,-3\n",
			" | 1 01-01T02:00 goods x×2000=1700 of 2000\n | 2 01-01T02:00 goods x×2000=1700 of 2000\n"},
		"a_column_says_sale_or_refund": {guessing(), "单号,单据类型,时间,会员号,商品编码,数量,金额\n1,销售,2026-01-01 10:00,a,x,2,20\n1,退货,2026-01-03 10:00,a,x,1,10\n",
			"external:import:a | 1 01-01T02:00 goods x×2000=2000 | back 1 01-03T02:00 goods x×1000=1000<1/0>\n"},
		"a_refund_that_names_its_order_belongs_to_its_customer": {guessing(), "单号,原单号,单据类型,时间,会员号,商品编码,数量,金额\n1,,销售,2026-01-01 10:00,a,x,2,20\n2,1,退货,2026-01-03 10:00,,x,1,10\n4,,销售,2026-01-01 10:00,,x,2,20\n5,4,退货,2026-01-03 10:00,,x,1,10\n",
			"external:import:a | 1 01-01T02:00 goods x×2000=2000 | back 2 01-03T02:00 goods x×1000=1000<1/0>\n" +
				" | 4 01-01T02:00 goods x×2000=2000 | back 5 01-03T02:00 goods x×1000=1000<4/0>\n"},
		"a_refund_that_names_two_orders_is_one": {guessing(), "单号,原单号,单据类型,时间,会员号,商品编码,数量,金额\n1,,销售,2026-01-01 10:00,a,x,1,10\n2,,销售,2026-01-02 10:00,a,x,1,10\n9,1,退货,2026-01-03 10:00,a,x,1,10\n9,2,退货,2026-01-03 10:00,a,x,1,10\n",
			"external:import:a | 1 01-01T02:00 goods x×1000=1000 | 2 01-02T02:00 goods x×1000=1000 | back 9 01-03T02:00 goods x×1000=1000<1/0> goods x×1000=1000<2/0>\n"},
		"a_discount_taken_back_lowers_the_refund": {coded, head + "1,2026-01-01 10:00,a,x,2,10\nC2,2026-01-02 10:00,a,x,-2,10\nC2,2026-01-02 10:00,a,D,1,5\n",
			"external:import:a | 1 01-01T02:00 goods x×2000=2000 | back C2 01-02T02:00 goods x×2000=1500<1/0>\n"},
		"card_before_phone_and_both_are_kept": {guessing(), "订单号,时间,卡号,手机号,金额\n1,2026-01-01 10:00,6001 2002,13800138000,10\n2,2026-01-02 10:00,60012002,,10\n",
			"card:60012002,phone:+8613800138000 | 1 01-01T02:00 goods ×1000=1000 | 2 01-02T02:00 goods ×1000=1000\n"},
		"what_spreadsheets_put_around_values": {guessing(), "订单号,时间,会员号,金额\n\"=\"\"001\"\"\",2026-01-01 10:00,'0042,10\n\t002　,2026-01-01 10:00,'0042 ,10\n",
			"external:import:0042 | 001 01-01T02:00 goods ×1000=1000 | 002 01-01T02:00 goods ×1000=1000\n"},
		"at_the_same_instant_orders_come_before_refunds": {coded, head + "C1,2026-01-01 10:00,a,x,-1,2\n2,2026-01-01 10:00,a,x,1,2\n",
			"external:import:a | 2 01-01T02:00 goods x×1000=200 | back C1 01-01T02:00 goods x×1000=200<2/0>\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := request(t, c.mapping, c.file)
			plan, err := intake.Prepare(t.Context(), r)
			if err != nil || plan.Rows.Bad > 0 {
				t.Fatal(err, plan.Errors)
			}
			if got := timelines(t, r); got != c.want {
				t.Fatalf("timelines\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestPrepareRefusesRowsAndTheOrdersTheyBelongTo(t *testing.T) {
	t.Parallel()
	head := "order,time,customer,sku,quantity,price,currency,document type,phone\n"
	good := "1,2026-01-01 10:00,a,x,1,10,CNY,sale,\n"
	for name, c := range map[string]struct {
		rows string
		want string // of each error: row column code
	}{
		"no_order_number":           {",2026-01-01 10:00,a,x,1,10,CNY,sale,\n", "3 order intake.missing"},
		"shortened_order_number":    {"2.01E+11,2026-01-01 10:00,a,x,1,10,CNY,sale,\n", "3 order intake.number_damaged"},
		"long_order_number":         {strings.Repeat("9", 119) + ",2026-01-01 10:00,a,x,1,10,CNY,sale,\n", "3 order intake.too_long, 3 order intake.missing"},
		"no_time":                   {"2,,a,x,1,10,CNY,sale,\n", "3 time intake.missing"},
		"wrong_time":                {"2,2026-02-30 10:00,a,x,1,10,CNY,sale,\n", "3 time intake.time_unreadable"},
		"before_anything":           {"2,1989-12-31 10:00,a,x,1,10,CNY,sale,\n", "3 time intake.time_out_of_range"},
		"the_day_after_tomorrow":    {"2,2026-11-03 10:00,a,x,1,10,CNY,sale,\n", "3 time intake.time_out_of_range"},
		"unreadable_amount":         {"2,2026-01-01 10:00,a,x,1,ten,CNY,sale,\n", "3 price intake.amount_unreadable"},
		"no_amount":                 {"2,2026-01-01 10:00,a,x,1,,CNY,sale,\n", "3 price intake.missing"},
		"absurd_amount":             {"2,2026-01-01 10:00,a,x,1,10000000000.01,CNY,sale,\n", "3 price intake.amount_out_of_range"},
		"absurd_product":            {"2,2026-01-01 10:00,a,x,1000000,999999999999,CNY,sale,\n", "3 price intake.amount_out_of_range"},
		"unreadable_quantity":       {"2,2026-01-01 10:00,a,x,one,10,CNY,sale,\n", "3 quantity intake.quantity_unreadable"},
		"absurd_quantity":           {"2,2026-01-01 10:00,a,x,1000001,10,CNY,sale,\n", "3 quantity intake.quantity_out_of_range"},
		"too_fine_a_quantity":       {"2,2026-01-01 10:00,a,x,0.0001,10,CNY,sale,\n", "3 quantity intake.quantity_out_of_range"},
		"no_quantity":               {"2,2026-01-01 10:00,a,x,,10,CNY,sale,\n", "3 quantity intake.missing"},
		"signs_that_contradict":     {"2,2026-01-01 10:00,a,x,-1,-10,CNY,sale,\n", "3 price intake.sign"},
		"unknown_currency":          {"2,2026-01-01 10:00,a,x,1,10,RMB,sale,\n", "3 currency intake.currency_unknown"},
		"unknown_document":          {"2,2026-01-01 10:00,a,x,1,10,CNY,barter,\n", "3 document type intake.document_unknown"},
		"wrong_phone":               {"2,2026-01-01 10:00,a,x,1,10,CNY,sale,12-ab\n", "3 phone intake.identity_unreadable"},
		"two_errors_in_one_row":     {"2,never,a,x,1,ten,CNY,sale,\n", "3 time intake.time_unreadable, 3 price intake.amount_unreadable"},
		"a_column_too_few":          {"2,2026-01-01 10:00\n", "3  table.column_count"},
		"bytes_that_are_no_text":    {"2,2026-01-01 10:00,a,\xff\xfe,1,10,CNY,sale,\n", "3 sku table.encoding"},
		"other_rows_of_that_order":  {"2,2026-01-01 10:00,a,x,1,ten,CNY,sale,\n3,2026-01-01 10:00,a,x,1,10,CNY,sale,\n2,2026-01-01 10:00,a,y,1,10,CNY,sale,\n", "3 price intake.amount_unreadable, 5 order intake.order_incomplete"},
		"two_customers":             {"2,2026-01-01 10:00,a,x,1,10,CNY,sale,\n2,2026-01-01 10:00,b,x,1,10,CNY,sale,\n", "3 customer intake.customer_conflict, 4 customer intake.customer_conflict"},
		"two_currencies":            {"2,2026-01-01 10:00,a,x,1,10,CNY,sale,\n2,2026-01-01 10:00,a,x,1,10,usd,sale,\n", "3 currency intake.currency_conflict, 4 currency intake.currency_conflict"},
		"a_number_used_twice":       {"2,2026-01-01 10:00,a,x,1,10,CNY,sale,\n2,2026-01-02 10:01,a,x,1,10,CNY,sale,\n", "3 time intake.order_spread, 4 time intake.order_spread"},
		"a_refund_that_goes_both":   {"2,2026-01-01 10:00,a,x,-1,10,CNY,refund,\n2,2026-01-01 10:00,a,y,1,10,CNY,refund,\n", "3 price intake.refund_mixed, 4 price intake.refund_mixed"},
		"more_discount_than_order":  {"2,2026-01-01 10:00,a,x,1,10,CNY,sale,\n2,2026-01-01 10:00,a,y,1,-11,CNY,sale,\n", "3 price intake.order_negative, 4 price intake.order_negative"},
		"an_order_of_absurd_amount": {strings.Repeat("2,2026-01-01 10:00,a,x,1,9999999999,CNY,sale,\n", 2), "3 price intake.amount_out_of_range, 4 price intake.amount_out_of_range"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := request(t, guessing(), head+good+c.rows)
			plan, err := intake.Prepare(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range plan.Errors {
				got = append(got, fmt.Sprint(e.Row, " ", e.Column, " ", e.Code))
				if m := intake.Message(e.Code, e.Params, "zh-CN"); m == e.Code || strings.ContainsAny(m, "{}") {
					t.Errorf("message %q", m)
				}
			}
			if strings.Join(got, ", ") != c.want {
				t.Fatalf("errors %s, want %s", strings.Join(got, ", "), c.want)
			}
			if lines := timelines(t, r); !strings.HasPrefix(lines, "external:import:a | 1 01-01T02:00 goods x×1000=1000") {
				t.Fatalf("the good order is lost: %s", lines)
			}
			if n := plan.Rows; n.Read != n.Good+n.Bad+n.HeldBack {
				t.Fatalf("rows do not add up: %+v", n)
			}
		})
	}
}

func TestPrepareRefusesFilesAndLeavesNothing(t *testing.T) {
	t.Parallel()
	stated := func(assignments ...string) intake.Mapping {
		m := guessing()
		for _, a := range assignments {
			if err := m.Set(a); err != nil {
				t.Fatal(err)
			}
		}
		return m
	}
	head, row := "order,time,price\n", "1,2026-01-01 10:00,10\n"
	noCurrency, noZone := guessing(), guessing()
	noCurrency.Currency, noZone.Zone = "", ""
	for name, c := range map[string]struct {
		mapping intake.Mapping
		file    string
		want    *errs.Error
		says    string
	}{
		"unknown_column":          {stated("order=Invoice"), head + row, intake.ErrNoSuchColumn, "column=Invoice field=order columns=order, time, price"},
		"column_there_twice":      {stated("order=id"), "id,id,time,price\n1,1,2026-01-01,1\n", intake.ErrTwoColumns, "column=id"},
		"nothing_like_an_order":   {guessing(), "time,price\n2026-01-01,1\n", intake.ErrFieldMissing, "field=order"},
		"nothing_like_an_amount":  {guessing(), "order,time\n1,2026-01-01\n", intake.ErrFieldMissing, "field=amount"},
		"no_header":               {guessing(), "1,2026-01-01,10\n2,2026-01-01,10\n", intake.ErrNoHeader, ""},
		"empty":                   {guessing(), "", table.ErrEmpty, ""},
		"header_only":             {guessing(), head, intake.ErrNoRows, ""},
		"binary":                  {guessing(), head + row + "\x00\x01", table.ErrNotText, "row=3"},
		"workbook":                {guessing(), "PK\x03\x04", table.ErrNotText, "what=xlsx"},
		"quotes_that_do_not_end":  {guessing(), head + row + "\"2,3\n", table.ErrQuote, "row=3"},
		"day_or_month_first":      {guessing(), head + "1,3/4/2026,10\n", intake.ErrDateOrder, "column=time value=3/4/2026"},
		"no_currency":             {noCurrency, head + row, intake.ErrCurrencyMissing, ""},
		"no_zone":                 {noZone, head + row, intake.ErrZoneMissing, ""},
		"every_row_wrong":         {guessing(), head + "1,never,10\n", intake.ErrTooManyBad, "bad=1 rows=1 limit_percent=10 first_row=2 first_column=time first_code=intake.time_unreadable"},
		"a_mapping_of_no_meaning": {intake.Mapping{Fields: map[intake.Field]intake.Source{"colour": {}}, Zone: "UTC"}, head + row, intake.ErrBadMapping, "field=colour"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := request(t, c.mapping, c.file)
			r.MaxBad = 0
			_, err := intake.Prepare(t.Context(), r)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("error %v, want %v %s", err, c.want, c.says)
			}
			if _, err := os.Stat(r.Spool()); !os.IsNotExist(err) {
				t.Fatalf("a spool is left (%v)", err)
			}
		})
	}
}

func TestPrepareFindsColumnsAndSaysHow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		header string
		set    []string
		want   string
	}{
		"a_chinese_shop":        {"主订单编号,买家手机,下单时间,商品名称,商品编码,购买数量,商品单价（元）,实付金额(元),店铺名称,备注", nil, "order:主订单编号 phone:买家手机 time:下单时间 store:店铺名称 article:商品编码 name:商品名称 quantity:购买数量 price:商品单价（元） amount:实付金额(元); 备注"},
		"an_english_till":       {"Receipt No.,Order Date,Member ID,SKU,Qty,Unit_Price,Line Total,Notes", nil, "order:Receipt No. customer:Member ID time:Order Date article:SKU quantity:Qty price:Unit_Price amount:Line Total; Notes"},
		"what_is_stated":        {"a,b,c,d", []string{"order=a", "time=b", "amount=c", "store==S1"}, "order:a time:b store= amount:c; d"},
		"stated_without_case":   {"InvoiceNo,time,price", []string{"order=invoice no"}, "order:InvoiceNo time:time price:price; "},
		"two_columns_for_one":   {"store,day,ticket,clock,price", []string{"order=store+day+ticket", "time=day+clock"}, "order:store,day,ticket time:day,clock store:store price:price; "},
		"a_plus_in_a_name":      {"a+b,time,price", []string{"order=a+b"}, "order:a+b time:time price:price; "},
		"left_out_on_purpose":   {"order,time,price,phone", []string{"phone="}, "order:order time:time price:price; phone"},
		"the_likelier_of_two":   {"order,付款时间,下单时间,price", nil, "order:order time:下单时间 price:price; 付款时间"},
		"full_width_characters": {"ｏｒｄｅｒ，x,time,price", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := guessing()
			for _, a := range c.set {
				if err := m.Set(a); err != nil {
					t.Fatal(err)
				}
			}
			cells := strings.Repeat("2026-01-01,", strings.Count(c.header, ",")) + "1\n"
			p, err := intake.Inspect(request(t, m, c.header+"\n"+cells).File, m)
			if c.want == "" {
				if !errors.Is(err, intake.ErrFieldMissing) {
					t.Fatalf("%v %+v", err, p)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range p.Columns {
				if r.Constant != "" {
					got = append(got, string(r.Field)+"=")
					continue
				}
				got = append(got, string(r.Field)+":"+strings.Join(r.Columns, ","))
			}
			if s := strings.Join(got, " ") + "; " + strings.Join(p.Unused, ","); s != c.want {
				t.Fatalf("found %s, want %s", s, c.want)
			}
		})
	}
}

func TestEachColumnSaysHowItWasFound(t *testing.T) {
	t.Parallel()
	saved := intake.Mapping{Name: "till", Guess: true, Fields: map[intake.Field]intake.Source{
		intake.FieldOrder: {Columns: []string{"a"}}, intake.FieldTime: {Columns: []string{"b"}},
	}}
	var flags intake.Mapping
	if err := flags.Set("time=c"); err != nil {
		t.Fatal(err)
	}
	m := guessing().Over(saved.Over(flags))
	p, err := intake.Inspect(request(t, m, "a,b,c,金额\n1,x,2026-01-01,5\n").File, m)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range p.Columns {
		got = append(got, fmt.Sprintf("%s %v %s %q", r.Field, r.Columns, r.How, r.Mapping))
	}
	if s := strings.Join(got, "; "); s != `order [a] mapping "till"; time [c] stated ""; amount [金额] name ""` {
		t.Error(s)
	}
}

func TestDateAndTimeOfDayInTwoColumnsAreBothUsed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file string
		set  string
		took string // columns of the time
		want string // moment of the order, in Shanghai
	}{
		"a_date_and_a_clock":                {"单号,日期,时间,金额\n1,2026-03-04,10:30,5\n", "", "日期+时间", "03-04 10:30"},
		"in_english_and_twelve_hours":       {"order,date,time,amount\n1,2026-03-04,3:30 PM,5\n", "", "date+time", "03-04 15:30"},
		"the_clock_has_the_likelier_name":   {"单号,下单时间,下单日期,金额\n1,10:30:05,2026-03-04,5\n", "", "下单日期+下单时间", "03-04 10:30"},
		"the_day_comes_first":               {"单号,日期,时间,金额\n1,4/3/2026,10:30,5\n2,13/3/2026,10:30,5\n", "", "日期+时间", "03-04 10:30"},
		"the_date_brings_an_empty_clock":    {"单号,日期,时间,金额\n1,2026-03-04 00:00:00,10:30,5\n", "", "日期+时间", "03-04 10:30"},
		"an_empty_cell_says_nothing":        {"单号,日期,时间,金额\n1,2026-03-04,,5\n2,2026-03-04,10:30,5\n", "", "日期+时间", "03-04 00:00"},
		"the_first_column_has_the_whole":    {"单号,日期,时间,金额\n1,2026-03-04 09:15,10:30,5\n", "", "日期", "03-04 09:15"},
		"two_dates_are_not_joined":          {"单号,付款日期,日期,时间,金额\n1,2026-03-05,2026-03-04,2026-03-04,5\n", "", "日期", "03-04 00:00"},
		"what_is_stated_is_taken_as_stated": {"单号,日期,时间,金额\n1,2026-03-04,10:30,5\n", "time=日期", "日期", "03-04 00:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := guessing()
			if c.set != "" {
				if err := m.Set(c.set); err != nil {
					t.Fatal(err)
				}
			}
			r := request(t, m, c.file)
			plan, err := intake.Prepare(t.Context(), r)
			if err != nil || plan.Rows.Bad > 0 {
				t.Fatal(err, plan.Errors)
			}
			took := ""
			for _, r := range plan.Columns {
				if r.Field == intake.FieldTime {
					took = strings.Join(r.Columns, "+")
				}
			}
			shanghai := time.FixedZone("", 8*60*60)
			if at := plan.From.In(shanghai).Format("01-02 15:04"); took != c.took || at != c.want {
				t.Errorf("took %s and read %s, want %s and %s", took, at, c.took, c.want)
			}
		})
	}
}

func TestErrorFileIsCorrectedAndImportedByItself(t *testing.T) {
	t.Parallel()
	r := request(t, guessing(), "order,time,customer,name,quantity,price\n"+
		"1,2026-01-01 10:00,a,tea,1,10\n"+
		"2,2026-01-01 10:00,a,\"=HYPERLINK(\"\"x\"\")\",1,1O\n"+
		"3,2026-01-01 10:00,b,tea,-1,1O\n"+
		"2,2026-01-01 10:00,a,\"two\nlines\",2,5\n")
	plan, err := intake.Prepare(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if plan.Rows.Bad != 2 || plan.Rows.HeldBack != 1 || plan.Rows.Good != 1 {
		t.Fatalf("rows %+v", plan.Rows)
	}
	content, err := os.ReadFile(plan.ErrorFile)
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeff_row,_column,_code,_message,order,time,customer,name,quantity,price\n" +
		"3,price,intake.amount_unreadable,“1O” cannot be read as an amount.,2,2026-01-01 10:00,a,\"'=HYPERLINK(\"\"x\"\")\",1,1O\n" +
		"4,price,intake.amount_unreadable,“1O” cannot be read as an amount.,3,2026-01-01 10:00,b,tea,-1,1O\n" +
		"5,order,intake.order_incomplete,\"The row is right, but row 3 of the same order is not; orders come in whole.\",2,2026-01-01 10:00,a,\"two\nlines\",2,5\n"
	if string(content) != want {
		t.Fatalf("error file\n%s\nwant\n%s", content, want)
	}
	corrected := request(t, guessing(), strings.ReplaceAll(string(content), ",1O", ",10"))
	if plan, err = intake.Prepare(t.Context(), corrected); err != nil || plan.Rows.Good != 3 {
		t.Fatal(err, plan.Rows, plan.Errors)
	}
	wantLines := "external:import:a | 2 01-01T02:00 goods ×1000=1000 goods ×2000=1000\nexternal:import:b | back 3 01-01T02:00 goods ×1000=1000</-1>\n"
	if got := timelines(t, corrected); got != wantLines {
		t.Fatalf("timelines\n%s\nwant\n%s", got, wantLines)
	}
}

func TestPrepareTakesAFinishedSpoolAsItIsAndMakesAnUnfinishedAnew(t *testing.T) {
	t.Parallel()
	r := request(t, guessing(), "order,time,price\n1,2026-01-01 10:00,10\n")
	ctx, cancel := context.WithCancel(t.Context())
	r.Progress = func(p intake.Progress) {
		if p.Phase == intake.PhaseLink {
			cancel() // the run dies while the spool is written
		}
	}
	if _, err := intake.Prepare(ctx, r); !errors.Is(err, context.Canceled) {
		t.Fatalf("a run that was ended: %v", err)
	}
	if _, err := intake.OpenTimelines(r.Spool()); err == nil {
		t.Fatal("an unfinished spool opens")
	}
	phases := map[intake.Phase]bool{}
	r.Progress = func(p intake.Progress) { phases[p.Phase] = true }
	one, err := intake.Prepare(t.Context(), r)
	if err != nil || !phases[intake.PhaseLink] {
		t.Fatal(err, phases)
	}
	clear(phases)
	two, err := intake.Prepare(t.Context(), r)
	if err != nil || phases[intake.PhaseRead] || one.File != two.File || one.Rows.Good != two.Rows.Good {
		t.Fatalf("prepared again: %v %v %+v", err, phases, two)
	}
	r.Duplicates = intake.DropDuplicates // other options mean another spool
	if _, err = intake.Prepare(t.Context(), r); err != nil || !phases[intake.PhaseRead] {
		t.Fatal(err, phases)
	}
}

func TestDuplicateRowsAreKeptOrDroppedAsTheMerchantChooses(t *testing.T) {
	t.Parallel()
	r := request(t, guessing(), "order,time,sku,price\n1,2026-01-01 10:00,x,10\n1,2026-01-01 10:00,x,10\n1,2026-01-01 10:00,x,10.00\n")
	for policy, want := range map[intake.DuplicatePolicy]string{
		intake.KeepDuplicates: " | 1 01-01T02:00 goods x×1000=1000 goods x×1000=1000 goods x×1000=1000\n",
		intake.DropDuplicates: " | 1 01-01T02:00 goods x×1000=1000 goods x×1000=1000\n",
	} {
		r.Duplicates = policy
		plan, err := intake.Prepare(t.Context(), r)
		if err != nil || plan.Rows.Duplicates != 1 {
			t.Fatal(err, plan.Rows)
		}
		if got := timelines(t, r); got != want {
			t.Fatalf("%s gives\n%s\nwant\n%s", policy, got, want)
		}
	}
}

func TestALongTimelineComesInPartsThatLinkAcross(t *testing.T) {
	t.Parallel()
	var file strings.Builder
	file.WriteString("单号,单据类型,时间,会员号,商品编码,数量,金额\n")
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	const orders = 12_000
	for i := range orders {
		fmt.Fprintf(&file, "%d,销售,%s,a,sku%d,1,10\n", i, at.Add(time.Duration(i)*time.Minute).Format(time.DateTime), i)
	}
	fmt.Fprintf(&file, "r,退货,2026-01-01 10:00:00,a,sku0,1,10\n")
	r := request(t, guessing(), file.String())
	plan, err := intake.Prepare(t.Context(), r)
	if err != nil || plan.Links.Linked != 1 || plan.Customers != 1 || plan.Orders.Count != orders {
		t.Fatal(err, plan)
	}
	spool, err := intake.OpenTimelines(r.Spool())
	if err != nil {
		t.Fatal(err)
	}
	defer spool.Close()
	in, err := spool.From(1) // resumed behind the first part
	if err != nil {
		t.Fatal(err)
	}
	var last intake.Timeline
	for n := 1; ; n++ {
		part, ok, err := in.Next()
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		if part.Part != n || part.Last != (n == 2) || len(part.Documents) > 5_001 {
			t.Fatalf("part %d, last %v, %d documents", part.Part, part.Last, len(part.Documents))
		}
		last = part
	}
	if refund := last.Documents[len(last.Documents)-1].Refund; refund == nil || refund.Lines[0].Order != "0" {
		t.Fatalf("the refund at the end: %+v", last.Documents[len(last.Documents)-1])
	}
}

func TestAFileInGB18030IsReadWithoutBeingAsked(t *testing.T) {
	t.Parallel()
	file, err := simplifiedchinese.GB18030.NewEncoder().String("订单号,下单时间,会员手机号,商品名称,数量,实付金额\n1,2026年1月1日 10:00,13800138000,西湖龙井,1,¥88.00\n")
	if err != nil {
		t.Fatal(err)
	}
	r := request(t, guessing(), file)
	plan, err := intake.Prepare(t.Context(), r)
	if err != nil || plan.File.Encoding != table.GB18030 || plan.Totals[0].Sales != 8800 {
		t.Fatal(err, plan)
	}
}

// Two public files, counted with awk: one has no order numbers, one has a number
// that some program shortened to 4.0128e+10.
func TestOtherPublicFilesComeInByNameAlone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file                         string
		set                          []string
		rows, bad, orders, customers int64
		sales                        int64
	}{
		"a_shop_of_records": {"cdnow/cdnow_master.csv.gz", []string{"order=customer_id+date", "quantity=number_of_cds"}, 69_659, 0, 67_591, 23_570, 250_031_563},
		"a_grocer's_cards":  {"complete-journey/transactions_sample.csv.gz", []string{"quantity=", "discount="}, 75_000, 1, 47_242, 2_377, 23_393_524},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := intake.Mapping{Guess: true, Currency: "USD", Zone: "America/New_York"}
			for _, a := range c.set {
				if err := m.Set(a); err != nil {
					t.Fatal(err)
				}
			}
			r := intake.Request{File: "../../../shared/data/" + c.file, Folder: t.TempDir(), Mapping: m, Now: afterRealFile}
			plan, err := intake.Prepare(t.Context(), r)
			if err != nil {
				t.Fatalf("the test needs the public files cdnow and complete-journey: %v", err)
			}
			if plan.Rows.Read != c.rows || plan.Rows.Bad != c.bad || plan.Orders.Count != c.orders || plan.Customers != c.customers || plan.Totals[0].Sales != c.sales {
				t.Fatalf("%+v", plan)
			}
		})
	}
}

func TestPresetsAndMappingsSurviveBeingSaved(t *testing.T) {
	t.Parallel()
	if _, err := intake.Preset("none"); !errors.Is(err, intake.ErrNoSuchPreset) {
		t.Fatalf("%v", err)
	}
	if _, err := intake.ParseMapping([]byte(`{"fields":{},"colour":1}`)); !errors.Is(err, intake.ErrBadMapping) {
		t.Fatalf("%v", err)
	}
	m, err := intake.ParseMapping([]byte(`{"fields":{"order":{"columns":["a"]},"store":{"constant":"S1"}},"currency":"CNY","zone":"Asia/Shanghai"}`))
	if err != nil {
		t.Fatal(err)
	}
	over := m.Over(intake.Mapping{Fields: map[intake.Field]intake.Source{intake.FieldOrder: {Columns: []string{"b"}}}, Currency: "EUR"})
	if over.Fields[intake.FieldOrder].Columns[0] != "b" || over.Fields[intake.FieldStore].Constant != "S1" || over.Currency != "EUR" || over.Zone != "Asia/Shanghai" {
		t.Fatalf("%+v", over)
	}
	if m.Fields[intake.FieldOrder].Columns[0] != "a" {
		t.Fatal("Over changed what it was laid over")
	}
	for _, wrong := range []string{"order", "colour=x"} {
		if err := m.Set(wrong); !errors.Is(err, intake.ErrBadMapping) {
			t.Fatalf("%q: %v", wrong, err)
		}
	}
}
