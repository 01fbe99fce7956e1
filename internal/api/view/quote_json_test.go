package view_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
)

// A quote writes itself as encoding/json would write it, whatever is in it.
func TestAQuoteIsWrittenAsEverythingElseIs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var q view.Quote
		fill(t, reflect.ValueOf(&q).Elem())
		if rapid.Bool().Draw(t, "in a group") {
			var g view.QuoteGroup
			fill(t, reflect.ValueOf(&g).Elem())
			q.Group = edge.Some(g)
		}
		var want bytes.Buffer
		to := json.NewEncoder(&want)
		to.SetEscapeHTML(false)
		if err := to.Encode(q); err != nil {
			t.Fatal(err)
		}
		var w edge.Writer
		q.AppendJSON(&w)
		if got := string(w.Text) + "\n"; got != want.String() {
			t.Fatalf("written\n%s\nwant\n%s", got, want.String())
		}
	})
}

// fill gives every field below v some value.
func fill(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(t, v.Field(i))
			}
		}
	case reflect.Slice:
		if n := rapid.IntRange(-1, 2).Draw(t, "many"); n >= 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range v.Len() {
			fill(t, v.Index(i))
		}
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem())
		}
	case reflect.String:
		v.SetString(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "满100减20", "a<b>&\"\\\n", "\xff", "\u2028 \u2029", "é"})).Draw(t, "text"))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.Int64().Draw(t, "number"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "flag"))
	}
}
