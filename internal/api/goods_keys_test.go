package api_test

import "testing"

// What makes something in the catalogue can be sent again under its key: the answer
// is the first one, and nothing is made twice; another body under it is refused.
func TestWhatMakesGoodsIsDoneOnceUnderAKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	for _, one := range []struct{ path, body, other string }{
		{"/api/v1/catalog/tax-classes", `{"code":"vat13","name_i18n":{"zh-CN":"增值税 13%"},"rate_bps":1300,"included":true}`,
			`{"code":"vat13","name_i18n":{"zh-CN":"增值税 13%"},"rate_bps":600,"included":true}`},
		{"/api/v1/catalog/attributes", `{"code":"size","name_i18n":{"zh-CN":"尺码"},"kind":"choice","choices":["S","M"]}`,
			`{"code":"size","name_i18n":{"zh-CN":"尺码"},"kind":"text"}`},
	} {
		first := w.do("POST", one.path, one.body, as(auth), "Idempotency-Key: k1").want(201)
		again := w.do("POST", one.path, one.body, as(auth), "Idempotency-Key: k1").want(201)
		if first.Body != again.Body || again.Header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("%s: %s, then %s", one.path, first.Body, again.Body)
		}
		w.do("POST", one.path, one.other, as(auth), "Idempotency-Key: k1").want(422)
		w.do("POST", one.path, one.body, as(auth)).refused(409, "catalog.code_taken")
	}

	const goods = "/api/v1/catalog/imports/goods"
	const csv, file, key = "Content-Type: text/csv", "商品编码,商品名称\nTEA-7,龙井\n", "Idempotency-Key: f1"
	send := func(path, body string, want int, more ...string) reply {
		return w.do("POST", path, body, append([]string{as(auth), csv}, more...)...).want(want)
	}
	send(goods+"?dry_run=true", file, 200, key) // what is only tried takes no key
	first, again := send(goods, file, 201, key), send(goods, file, 201, key)
	if first.Body != again.Body || again.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("%s, then %s", first.Body, again.Body)
	}
	send(goods, file+"TEA-8,碧螺春\n", 422, key)
	if later := send(goods, file, 201); later.Body == first.Body {
		t.Error("without a key the file is read again, and changes nothing")
	}
	w.do("POST", "/api/v1/catalog/price-lists", `{"code":"base","currency":"CNY","name_i18n":{"zh-CN":"基准"}}`, as(auth)).want(201)
	const prices = "/api/v1/catalog/imports/prices"
	send(prices+"?list=base", "code,price\nTEA-7,38.00\n", 201, "Idempotency-Key: p1")
	send(prices+"?list=other", "code,price\nTEA-7,38.00\n", 422, "Idempotency-Key: p1")
}
