package api_test

import (
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"
)

// walk reads a list page by page, two rows each, and returns the ids.
func (w *world) walk(auth, target string) (ids []string) {
	w.t.Helper()
	cursor := ""
	for range 50 {
		var page struct {
			Items []struct {
				ID   string
				Code string
			}
			NextCursor *string `json:"next_cursor"`
		}
		w.do("GET", target+"limit=2&cursor="+url.QueryEscape(cursor), "", as(auth)).want(200).into(&page)
		if len(page.Items) > 2 {
			w.t.Fatalf("%s: a page of %d rows", target, len(page.Items))
		}
		for _, item := range page.Items {
			ids = append(ids, item.ID)
		}
		if page.NextCursor == nil {
			return ids
		}
		cursor = *page.NextCursor
	}
	w.t.Fatalf("%s has no last page", target)
	return nil
}

// TestPagesHoldEveryRowOnce reads every list that has pages to its end.
func TestPagesHoldEveryRowOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	var members []string
	for i := range 5 {
		members = append(members, w.join(auth, fmt.Sprintf("1380000%04d", i)))
		if i%2 == 1 {
			w.clock.Advance(time.Minute) // some join at the same instant
		}
	}
	m := members[0]
	for i := range 5 {
		w.do("POST", "/api/v1/orders", sale(fmt.Sprint("P-", i), map[string]any{"member_id": m,
			"lines": []any{map[string]any{"code": fmt.Sprint("ART-", i), "quantity": 1, "list_amount": 300_000}}}), as(auth)).want(201)
		w.key(fmt.Sprint("key-", i), "org:read")
	}
	w.settle()
	for target, want := range map[string]int{
		"/api/v1/members?":                                5,
		"/api/v1/members?level=diamond&":                  1,
		"/api/v1/members/" + m + "/orders?":               5,
		"/api/v1/members/" + m + "/entries?":              10,
		"/api/v1/members/" + m + "/entries?asset=points&": 5,
		"/api/v1/staff/keys?":                             6,
		"/api/v1/catalog/articles?":                       5,
		"/api/v1/org/stores?":                             1,
	} {
		ids := w.walk(auth, target)
		slices.Sort(ids)
		if len(ids) != want || len(slices.Compact(ids)) != want {
			t.Errorf("%s: %d rows, %d different, want %d", target, len(ids), len(slices.Compact(ids)), want)
		}
	}
	if got := w.walk(auth, "/api/v1/members?card=0000000000&"); len(got) != 0 {
		t.Errorf("a card nobody has finds %v", got)
	}
}
