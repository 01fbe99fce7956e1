package api_test

import (
	"testing"
	"time"
)

// Who has another level than he saw last is told once; what went up and down again
// meanwhile is no news.
func TestNewsOfTheLevel(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	mine := w.memberIn("13800001357")
	type level struct{ Code string }
	told := func() (from, to string, up bool) {
		t.Helper()
		var got struct {
			News *struct {
				From, To level
				Up       bool
			}
		}
		w.do("GET", "/api/v1/me/tier/news", "", mine).want(200).into(&got)
		if got.News == nil {
			return "", "", false
		}
		return got.News.From.Code, got.News.To.Code, got.News.Up
	}
	none := func(when string) {
		t.Helper()
		if from, to, _ := told(); from != "" {
			t.Errorf("%s: told of %s to %s", when, from, to)
		}
	}
	buy := func(reference string, amount int) {
		t.Helper()
		w.do("POST", "/api/v1/orders", sale(reference, map[string]any{"member": map[string]string{"phone": "13800001357"},
			"lines": []any{map[string]any{"code": "TEA-1", "name": "茉莉绿茶", "quantity": 1, "list_amount": amount, "category": "tea"}}}), as(till)).want(201)
		w.settle()
	}
	none("who has just joined")
	buy("T-1", 300_000)
	from, to, up := told()
	if from == "" || to == "" || !up {
		t.Fatalf("after a large order: %q to %q, up %v", from, to, up)
	}
	if again, _, _ := told(); again != from {
		t.Error("looking is not having read")
	}
	w.do("POST", "/api/v1/me/tier/seen", `{"level":"none-such"}`, mine).want(422)
	w.do("POST", "/api/v1/me/tier/seen", `{"level":"`+to+`"}`).want(401)
	w.do("POST", "/api/v1/me/tier/seen", `{"level":"`+to+`"}`, mine).want(204)
	none("who read it")

	w.do("POST", "/api/v1/refunds", `{"source":"till","reference":"R-1","order":{"reference":"T-1"},"occurred_at":"`+start.Add(-time.Minute).Format(time.RFC3339)+
		`","lines":[{"line_no":1,"quantity":1,"amount":300000}]}`, as(till)).want(201)
	w.settle()
	if was, is, up := told(); was != to || is != from || up {
		t.Errorf("after it went back: %q to %q, up %v", was, is, up)
	}
	buy("T-2", 300_000)
	none("who is where he was when he looked")
}
