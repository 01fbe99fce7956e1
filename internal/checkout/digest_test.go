package checkout

import (
	"reflect"
	"testing"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/pricing/engine"
)

// Whatever is agreed on is in the digest: changing any field of it, however deep,
// gives another one. A field that somebody adds is found here.
func TestEveryFieldThatIsAgreedOnChangesTheDigest(t *testing.T) {
	t.Parallel()
	rate := money.RateBps(1_300)
	q := Quote{Spent: Spent{Points: &Part{Asset: 1, Amount: 100}, Principal: &Part{Asset: 3, Amount: 5}, Bonus: &Part{Asset: 4, Amount: 6}}}
	q.Currency = "CNY"
	q.Input.Basket = engine.Basket{Currency: "CNY", Lines: []engine.Line{{No: 1, Kind: "goods", Article: "a", Categories: []string{"c", "d"}, Brand: "b",
		Unit: 10, Members: map[string]int64{"gold": 9, "silver": 8}, Quantity: 2, Scale: 1, Cost: 5, TaxRate: &rate}}}
	q.Lines = []engine.LineQuote{{No: 1, List: 20, Member: 2, Offs: []engine.Off{{Offer: "7", Version: 2, Amount: 3, Rest: 1}}, Net: 15, Points: 1, Stored: 2, Payable: 12, PointsRest: 1, StoredRest: 1}}
	q.Applied = []engine.Applied{{Offer: "7", Version: 2, Source: terms.FromPromotion, Template: "4", Name: i18n.Of("名", "name"), Off: 3, Pieces: 1, Cut: "cap", Short: 4}}
	q.Gifts = []engine.GiftDue{{Offer: "7", Goods: terms.Goods{Articles: []string{"g"}, Categories: []string{"h"}, Brands: []string{"i"}}, Quantity: 1}}
	q.Totals = engine.Totals{List: 20, Member: 2, Promotions: 3, Coupons: 1, Net: 14, Points: 100, PointsOff: 1, Stored: 2, Payable: 11}
	before, fields := digest(&q), 0
	check := func(path string) {
		if fields++; digest(&q) == before {
			t.Errorf("%s is not in the digest", path)
		}
	}
	for name, part := range map[string]any{"currency": &q.Currency, "basket": &q.Input.Basket, "lines": &q.Lines, "applied": &q.Applied, "gifts": &q.Gifts,
		"totals": &q.Totals, "spent": &q.Spent} {
		eachLeaf(reflect.ValueOf(part).Elem(), name, check)
	}
	if digest(&q) != before || fields < 50 {
		t.Errorf("%d fields were changed and changed back", fields)
	}
}

// eachLeaf changes every field below v in turn, and back.
func eachLeaf(v reflect.Value, path string, changed func(path string)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			// What a hold and its posting are called is known after the agreement.
			if f := v.Type().Field(i); f.Name != "Hold" && f.Name != "Posting" {
				eachLeaf(v.Field(i), path+"."+f.Name, changed)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachLeaf(v.Index(i), path, changed)
		}
		was := reflect.ValueOf(v.Interface())
		v.Set(v.Slice(0, v.Len()-1))
		changed(path + " shorter")
		v.Set(was)
	case reflect.Map:
		for _, k := range v.MapKeys() {
			was := v.MapIndex(k)
			v.SetMapIndex(k, reflect.Zero(v.Type().Elem()))
			changed(path + " " + k.String())
			v.SetMapIndex(k, was)
		}
	case reflect.Pointer:
		eachLeaf(v.Elem(), path, changed)
		was := reflect.ValueOf(v.Interface())
		v.SetZero()
		changed(path + " gone")
		v.Set(was)
	case reflect.String:
		was := v.String()
		v.SetString(was + "x")
		changed(path)
		v.SetString(was)
	case reflect.Bool:
		v.SetBool(!v.Bool())
		changed(path)
		v.SetBool(!v.Bool())
	default:
		was := v.Int()
		v.SetInt(was + 1)
		changed(path)
		v.SetInt(was)
	}
}
