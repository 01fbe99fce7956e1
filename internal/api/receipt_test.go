package api_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"habitue/internal/coupon"
	"habitue/internal/coupon/coupontest"
)

// textOf is what another house's reader finds in a PDF, without its spaces. With
// HABITUE_KEEP the file is kept in that folder, to be looked at.
func textOf(t *testing.T, name, file string) string {
	t.Helper()
	if dir := os.Getenv("HABITUE_KEEP"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := pdf.NewReader(bytes.NewReader([]byte(file)), int64(len(file)))
	if err != nil {
		t.Fatalf("%v: %.200s", err, file)
	}
	var text strings.Builder
	for n := 1; n <= r.NumPage(); n++ {
		part, err := r.Page(n).GetPlainText(nil)
		if err != nil {
			t.Fatal(err)
		}
		text.WriteString(part)
	}
	return strings.Join(strings.Fields(text.String()), "")
}

// TestAReceiptTellsEverything sells with points and in cash, takes one piece back, and
// reads the receipt as its member and as staff, on both papers and in both languages.
func TestAReceiptTellsEverything(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	p.auth = as(p.everything())
	_, order, _ := p.sold()
	p.do("POST", "/api/v1/returns", `{"order_id":"`+order+`","lines":[{"no":2,"quantity":1}],"reason":"不合适"}`, p.auth, "Idempotency-Key: r").want(201)
	p.settle()
	me := p.memberIn("13800000001")
	path := "/orders/" + order + "/receipt.pdf"
	both := []string{"2×¥60.00", "¥150.00", "¥140.00", "−¥10.00"}
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"?paper=a5&language=zh-CN", []string{"电子小票", "单号", "南京东路店", "原价合计", "积分抵扣", "实付", "现金", "使用积分", "获得积分", "退款", "退款后实付", "不是发票"}},
		{"?paper=80mm&language=en", []string{"Receipt", "Atlistprices", "Paidbypoints", "Cash", "Pointsused", "Pointsearned", "Refunds", "Paidafterrefunds", "notataxinvoice"}},
	} {
		mine := p.do("GET", "/api/v1/me"+path+c.query, "", me).want(200)
		text := textOf(t, "receipt"+strings.NewReplacer("?", "-", "&", "-", "=", "-").Replace(c.query), mine.Body)
		for _, want := range append(c.want, both...) {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s: %s", c.query, want, text)
			}
		}
		if len(mine.Body) > 100_000 {
			t.Errorf("%s: %d bytes", c.query, len(mine.Body))
		}
		if strings.Contains(text, "优惠合计") {
			t.Errorf("what points paid is called a discount: %s", text)
		}
		if staffs := textOf(t, "staffs", p.do("GET", "/api/v1"+path+c.query, "", p.auth).want(200).Body); staffs != text {
			t.Errorf("staff read %s", staffs)
		}
	}
	if text := textOf(t, "language", p.do("GET", "/api/v1/me"+path, "", me, "Accept-Language: zh-CN").want(200).Body); !strings.Contains(text, "电子小票") {
		t.Errorf("the reader's own language: %s", text)
	}
	p.do("GET", "/api/v1/me"+path, "", p.memberIn("13800000002")).want(404)
	p.do("GET", "/api/v1/me"+path, "").want(401)
	p.do("GET", "/api/v1/me"+path+"?paper=a4", "", me).want(422)
}

// TestAReceiptOfATill has what the till told: sums of discounts, taxes and tenders.
func TestAReceiptOfATill(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := as(w.everything())
	me := w.memberIn("13800005678")
	var o struct{ ID string }
	w.do("POST", "/api/v1/orders", sale("R-WANG", map[string]any{"member": map[string]string{"phone": "13800005678"}}), till).want(201).into(&o)
	w.settle()
	text := textOf(t, "till", w.do("GET", fmt.Sprintf("/api/v1/me/orders/%s/receipt.pdf?language=zh-CN", o.ID), "", me).want(200).Body)
	for _, want := range []string{"R-WANG", "茉莉绿茶", "¥41.00", "获得积分"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %s: %s", want, text)
		}
	}
}

// TestAReceiptTellsCouponTaxAndStoredValue sells taxed goods with a coupon and a card, and
// the receipt says what each took off, what tax is in it and what paid for it.
func TestAReceiptTellsCouponTaxAndStoredValue(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	p.auth = as(p.everything())
	p.do("POST", "/api/v1/catalog/tax-classes", `{"code":"vat13","name_i18n":{"zh-CN":"增值税"},"rate_bps":1300,"included":true}`, p.auth).want(201)
	p.do("PUT", "/api/v1/catalog/articles", `{"articles":[{"code":"POT","name_i18n":{"zh-CN":"茶壶","en":"Pot"},"tax_class":"vat13"}]}`, p.auth).want(200)
	var card struct{ ID string }
	p.do("POST", "/api/v1/prepaid/top-ups", `{"member_id":"`+p.member+`","pay":20000,"store":"S001"}`, p.auth, "Idempotency-Key: t").want(201).into(&card)
	p.do("POST", "/api/v1/prepaid/top-ups/"+card.ID+"/pay", `{"tenders":[{"method":"cash","amount":20000}]}`, p.auth, "Idempotency-Key: tp").want(201)
	template := coupontest.Live(t, p.deps.DB, p.deps.Coupons, func(b *coupon.Terms) { b.Offer.Stacking.NotWith = nil })
	coupontest.Give(t, p.deps.DB, p.deps.Coupons, p.memberID(), template.ID, 1)
	p.settle()

	// 339.00 of goods, 20.00 off by the coupon, 250.00 by the card, 69.00 in cash.
	basket := `{"member_id":"` + p.member + `","store":"S001","stored_value":-1,"lines":[{"no":1,"article":"POT","quantity":3,"unit":11300}]`
	var quote struct{ Digest string }
	p.do("POST", "/api/v1/quotes", basket+"}", p.auth).want(200).into(&quote)
	var agreed struct{ Checkout struct{ ID string } }
	p.do("POST", "/api/v1/quotes/commit", basket+`,"digest":"`+quote.Digest+`"}`, p.auth, "Idempotency-Key: c").want(201).into(&agreed)
	var paid struct {
		OrderID string `json:"order_id"`
	}
	p.do("POST", "/api/v1/checkouts/"+agreed.Checkout.ID+"/pay", `{"tenders":[{"method":"cash","amount":6900}]}`, p.auth, "Idempotency-Key: p").want(201).into(&paid)
	p.settle()

	for language, want := range map[string][]string{
		"zh-CN": {"茶壶", "3×¥113.00", "¥339.00", "−¥20.00", "13%", "¥36.70", "储值", "¥250.00", "现金", "¥69.00"},
		"en":    {"Pot", "3×¥113.00", "¥339.00", "−¥20.00", "13%", "¥36.70", "¥250.00", "Cash", "¥69.00"},
	} {
		text := textOf(t, "taxed-"+language, p.do("GET", "/api/v1/orders/"+paid.OrderID+"/receipt.pdf?language="+language, "", p.auth).want(200).Body)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %s: %s", language, w, text)
			}
		}
	}
}
