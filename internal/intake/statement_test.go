package intake_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"habitue/internal/intake"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/payment/sandbox"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/table"
)

// cashbox is a shop whose wallet's statements are sent as files.
type cashbox struct {
	*depot
	pay    *payment.Service
	wallet *sandbox.Wallet
	n      int64
}

var billDay = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) // of the wallet's calendar; the shop's clock begins with it

func newCashbox(t *testing.T) *cashbox {
	t.Helper()
	s := &cashbox{depot: newDepot(t)}
	zone, err := org.Location("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	s.wallet = sandbox.New(sandbox.Options{Key: []byte("k"), Clock: s.Clock, Zone: zone})
	s.pay = payment.New(payment.Deps{DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Staff: s.Staff, Log: slog.New(slog.DiscardHandler),
		Providers: map[string]payment.Provider{sandbox.Name: s.wallet}})
	s.intake = intake.New(intake.Deps{DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Org: s.Org, Catalog: s.Catalog, Payment: s.pay})
	return s
}

// charge is one of which we have heard nothing since it was asked for.
func (s *cashbox) charge(amount int64) payment.Charge {
	s.T.Helper()
	s.n++
	var c payment.Charge
	s.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		c, err = s.pay.Begin(ctx, tx, payment.NewCharge{Member: 7, Key: fmt.Sprint(s.n), Subject: payment.Subject{Kind: "checkout", ID: s.n}, Method: "sandbox",
			Amount: amount, Currency: "CNY", Until: s.Clock.Now().Add(time.Hour)})
		return err
	})
	return c
}

func (s *cashbox) paid(c payment.Charge) bool {
	s.T.Helper()
	now, err := s.pay.Charge(s.T.Context(), s.DB.DB, c.ID)
	if err != nil {
		s.T.Fatal(err)
	}
	return now.State == payment.Paid
}

func (s *cashbox) send(file []byte, change ...func(*intake.StatementRequest)) (out intake.StatementOutcome, err error) {
	r := intake.StatementRequest{Provider: sandbox.Name, From: billDay, Until: billDay, File: file}
	for _, c := range change {
		c(&r)
	}
	err = s.DB.InTx(s.T.Context(), func(tx postgres.Tx) error {
		out, err = s.intake.ImportStatement(s.T.Context(), tx, r)
		return err
	})
	return out, err
}

const wechatHead = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额," +
	"微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n"

// wechat is a line as WeChat Pay gives it: each value behind a mark.
func wechat(number, reference, state, amount, refundNumber, refund, back, refundState string) string {
	cells := []string{"2026-01-01 10:00:00", "wx1", "1900000109", "0", "", number, reference, "oUpF8", "JSAPI", state, "OTHERS", "CNY", amount, "0.00",
		refundNumber, refund, back, "0.00", "ORIGINAL", refundState, "茶, 红", "", "0.01", "0.60%", amount, back, ""}
	for i, c := range cells {
		cells[i] = "`" + strings.ReplaceAll(c, ",", "，")
	}
	return strings.Join(cells, ",") + "\r\n"
}

func wechatFile(lines ...string) []byte {
	end := "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n"
	return []byte("\ufeff" + wechatHead + strings.Join(lines, "") + end + fmt.Sprintf("`%d,`0.00,`0.00,`0.00,`0.00,`0.00,`0.00\r\n", len(lines)))
}

func TestAStatementOfWeChatPay(t *testing.T) {
	t.Parallel()
	s := newCashbox(t)
	a, b := s.charge(38_00), s.charge(12_50)
	s.Clock.Advance(48 * time.Hour)
	file := wechatFile(
		wechat("4200001", a.Reference(), "SUCCESS", "38.00", "0", "0", "0.00", ""),
		wechat("4200002", b.Reference(), "SUCCESS", "12.50", "0", "0", "0.00", ""),
		wechat("4200003", "SHOP-17", "SUCCESS", "5.00", "0", "0", "0.00", ""),
		wechat("4200001", a.Reference(), "REFUND", "0.00", "5030001", "HR4711", "8.00", "SUCCESS"),
		wechat("4200002", b.Reference(), "REFUND", "0.00", "5030002", "HR4712", "1.00", "PROCESSING"),
		wechat("4200004", "SHOP-18", "REVOKED", "0.00", "5030003", "0", "2.00", "SUCCESS"))
	out, err := s.send(file)
	if err != nil {
		t.Fatal(err)
	}
	if !s.paid(a) || !s.paid(b) || out.Applied != 2 || out.New != 5 || out.Aside["refund_not_done"] != 1 || out.Found["unknown_here"] != 3 {
		t.Fatalf("%+v", out)
	}
	columns := map[string]string{}
	for _, c := range out.Columns {
		columns[c.Field] = c.Column
	}
	if columns["amount"] != "订单金额" || columns["refund_amount"] != "申请退款金额" || columns["type"] != "交易状态" || columns["time"] != "交易时间" {
		t.Errorf("%v", columns)
	}
	if again, err := s.send(file); err != nil || again.New != 0 || len(again.Found) != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
	for name, cut := range map[string][]byte{
		"without its end":  file[:bytes.Index(file, []byte("总交易单数"))],
		"a line too few":   bytes.Replace(file, []byte(wechat("4200002", b.Reference(), "SUCCESS", "12.50", "0", "0", "0.00", "")), nil, 1),
		"cut off in a row": file[:len(wechatHead)+60],
	} {
		if _, err := s.send(cut); !errors.Is(err, intake.ErrStatementCut) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// alipayFile is as Alipay gives it: GB18030, a preamble, tabs behind the values, an end.
func alipayFile(t *testing.T, lines ...string) []byte {
	t.Helper()
	text := "#支付宝业务明细查询\r\n#账号：[20880012]\r\n#起始日期：[2026年01月01日 00:00:00]   终止日期：[2026年01月02日 00:00:00]\r\n" +
		"#-----------------------------------------业务明细列表----------------------------------------\r\n" +
		"支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）," +
		"集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注\r\n" +
		strings.Join(lines, "") +
		"#-----------------------------------------业务明细列表结束------------------------------------\r\n#业务明细合计：2笔\r\n#导出时间：[2026年01月02日 09:00:00]\r\n"
	file, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func alipay(number, reference, kind, amount, request, done string) string {
	return number + "\t," + reference + "\t," + kind + "\t,龙井\t,2026-01-01 09:59:58\t," + done + "\t,\t,\t,\t,\t,王*芳\t," + amount + "\t," + amount +
		"\t,0.00\t,0.00\t,0.00\t,0.00\t,0.00\t,\t,0.00\t,0.00\t," + request + "\t,0.00\t,0.00\t,\t\r\n"
}

func TestAStatementOfAlipay(t *testing.T) {
	t.Parallel()
	s := newCashbox(t)
	a := s.charge(1_238_00)
	s.Clock.Advance(48 * time.Hour)
	file := alipayFile(t, alipay("20260101220014", a.Reference(), "交易", "1238.00", "", "2026-01-01 10:00:00"),
		alipay("20260101220014", a.Reference(), "退款", "-38.00", "HR4711", "2026-01-01 11:00:00"))
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(file); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	out, err := s.send(packed.Bytes())
	if err != nil || !s.paid(a) || out.New != 2 || out.Found["unknown_here"] != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	if _, err := s.send(file[:len(file)-len(file)/4]); !errors.Is(err, intake.ErrStatementCut) {
		t.Errorf("cut off: %v", err)
	}
	late := alipayFile(t, alipay("20260101220015", "X", "交易", "1.00", "", "2026-01-02 00:00:00"))
	if _, err := s.send(late); !errors.Is(err, payment.ErrOtherDay) {
		t.Errorf("a line of the day after: %v", err)
	}
	if out, err := s.send(late, func(r *intake.StatementRequest) { r.Until = billDay.AddDate(0, 0, 1) }); err != nil || out.New != 1 {
		t.Errorf("both days: %+v, %v", out, err)
	}
}

func TestAStatementOfSomebodyElseIsMapped(t *testing.T) {
	t.Parallel()
	s := newCashbox(t)
	a := s.charge(38_00)
	s.Clock.Advance(48 * time.Hour)
	file := []byte("Bank export\n\nWann;Unsere Nummer;Betrag\n2026-01-01 10:00;" + a.Reference() + ";38.00\n")
	if _, err := s.send(file); !errors.Is(err, intake.ErrFieldMissing) {
		t.Fatalf("nothing is recognised: %v", err)
	}
	mapped := func(columns map[string]string) func(*intake.StatementRequest) {
		return func(r *intake.StatementRequest) { r.Columns = columns }
	}
	if _, err := s.send(file, mapped(map[string]string{"reference": "Unsere Nummer", "amount": "Betrag", "time": "Nowhere"})); !errors.Is(err, intake.ErrNoSuchColumn) {
		t.Errorf("a column that is not there: %v", err)
	}
	out, err := s.send(file, mapped(map[string]string{"reference": "unsere nummer", "amount": "Betrag", "time": "Wann"}))
	if err != nil || !s.paid(a) || out.New != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	// Without a time a line belongs to the day that was named; two days need it.
	plain := []byte("reference,amount\nX-1,5\n")
	if out, err := s.send(plain); err != nil || out.New != 1 {
		t.Errorf("%+v, %v", out, err)
	}
	if _, err := s.send(plain, func(r *intake.StatementRequest) { r.Until = billDay.AddDate(0, 0, 1) }); !errors.Is(err, intake.ErrFieldMissing) {
		t.Errorf("two days: %v", err)
	}
}

// A file with one wrong row changes nothing: what it does not tell would be missing.
func TestAHostileStatementChangesNothing(t *testing.T) {
	t.Parallel()
	s := newCashbox(t)
	a := s.charge(38_00)
	s.Clock.Advance(48 * time.Hour)
	good := "2026-01-01 10:00:00," + a.Reference() + ",38.00,CNY,payment\n"
	const head = "time,reference,amount,currency,type\n"
	for name, one := range map[string]struct{ row, code string }{
		"a formula":          {"2026-01-01 10:00:00,X,=1+1,CNY,payment\n", "intake.cell_unreadable"},
		"a word":             {"2026-01-01 10:00:00,X,many,CNY,payment\n", "intake.cell_unreadable"},
		"too large":          {"2026-01-01 10:00:00,X,99999999999999999,CNY,payment\n", "intake.cell_unreadable"},
		"lost digits":        {"2026-01-01 10:00:00,X,1E+05,CNY,payment\n", "intake.cell_unreadable"},
		"half a cent":        {"2026-01-01 10:00:00,X,1.005,CNY,payment\n", "intake.too_many_decimals"},
		"no such currency":   {"2026-01-01 10:00:00,X,1.00,ABC,payment\n", "intake.cell_unreadable"},
		"no such kind":       {"2026-01-01 10:00:00,X,1.00,CNY,gift\n", "intake.cell_unreadable"},
		"no reference":       {"2026-01-01 10:00:00,,1.00,CNY,payment\n", "intake.cell_unreadable"},
		"a long reference":   {"2026-01-01 10:00:00," + strings.Repeat("9", 101) + ",1.00,CNY,payment\n", "intake.cell_unreadable"},
		"a turned reference": {"2026-01-01 10:00:00,X\u202e1,1.00,CNY,payment\n", "intake.cell_unreadable"},
		"no such day":        {"2026-02-30 10:00:00,X,1.00,CNY,payment\n", "intake.cell_unreadable"},
		"no time":            {",X,1.00,CNY,payment\n", "intake.cell_unreadable"},
		"broken text":        {"2026-01-01 10:00:00,\xffX\xff\xfe,1.00,CNY,payment\n", ""},
	} {
		_, err := s.send([]byte(head + good + one.row))
		if err == nil {
			t.Errorf("%s is taken", name)
			continue
		}
		if one.code == "" {
			continue
		}
		if bad := errs.Of(err); !errors.Is(err, intake.ErrStatement) || len(bad.Fields) != 1 || bad.Fields[0].Code != one.code || bad.Fields[0].Path != "row 3" {
			t.Errorf("%s: %v %+v", name, err, bad)
		}
	}
	for name, one := range map[string]struct {
		file string
		want error
	}{
		"nothing":         {"", table.ErrEmpty},
		"a heading only":  {head, intake.ErrNoRows},
		"a picture":       {"\x89PNG\r\n\x1a\n\x00\x00", nil},
		"an old workbook": {"\xd0\xcf\x11\xe0\xa1\xb1", table.ErrNotText},
		"open quotes":     {head + "\"2026-01-01,X,1\n", table.ErrQuote},
	} {
		if _, err := s.send([]byte(one.file)); err == nil || one.want != nil && !errors.Is(err, one.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s.paid(a) {
		t.Error("something was applied")
	}
	list, err := s.pay.Statements(t.Context(), s.DB.DB, payment.StatementPlace{}, 10)
	if err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := s.send([]byte(head+good), func(r *intake.StatementRequest) { r.Provider = "nobody" }); !errors.Is(err, payment.ErrNoProvider) {
		t.Error(err)
	}
}

// A day of a large shop: 100,000 lines in one go.
func TestAStatementOfAHundredThousandLines(t *testing.T) {
	t.Parallel()
	s := newCashbox(t)
	s.Clock.Advance(48 * time.Hour)
	var file bytes.Buffer
	file.WriteString("time,reference,number,amount\n")
	for i := range 100_000 {
		fmt.Fprintf(&file, "2026-01-01 10:00:00,SHOP-%d,N%d,%d.%02d\n", i, i, i%500+1, i%100)
	}
	out, err := s.send(file.Bytes())
	if err != nil || out.New != 100_000 || out.Found["unknown_here"] != 100_000 {
		t.Fatalf("%+v, %v", out, err)
	}
	file.WriteString("2026-01-01 10:00:00,SHOP-X,N,1.00\n")
	if _, err := s.send(file.Bytes()); !errors.Is(err, intake.ErrTooManyRows) {
		t.Errorf("one more: %v", err)
	}
}
