package api_test

import (
	"strings"
	"testing"
)

// TestAVisitorsOrderBecomesTheMembers: a channel reports what a visitor bought, and
// whoever joins with a key of the visitor's has bought it.
func TestAVisitorsOrderBecomesTheMembers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	visitor := map[string]any{"visitor": []any{
		map[string]any{"external": map[string]string{"system": "app", "id": "device-7"}}, map[string]any{"phone": "138 0000 5678"}}}
	var sold struct {
		ID       string
		MemberID *string `json:"member_id"`
	}
	w.do("POST", "/api/v1/orders", sale("V-1", visitor), as(auth)).want(201).into(&sold)
	if sold.MemberID != nil {
		t.Fatalf("%+v", sold)
	}
	m := w.join(auth, "13800005678")
	w.settle()
	var page struct {
		MemberID  *string `json:"member_id"`
		LateEntry struct {
			By struct{ Principal, Name string }
		} `json:"late_entry"`
	}
	r := w.do("GET", "/api/v1/orders/"+sold.ID, "", as(auth)).want(200)
	if r.into(&page); page.MemberID == nil || *page.MemberID != m || page.LateEntry.By.Name != "As a visitor, recognised on joining" {
		t.Errorf("%s", r.Body)
	}
	// From now on the phone leads to the member at once; the same report stays what it was.
	if r := w.do("POST", "/api/v1/orders", sale("V-2", visitor), as(auth)).want(201); !strings.Contains(r.Body, `"member_id":"`+m+`"`) {
		t.Error(r.Body)
	}
	if r := w.do("POST", "/api/v1/orders", sale("V-1", visitor), as(auth)).want(201); !strings.Contains(r.Body, `"id":"`+sold.ID+`"`) {
		t.Error(r.Body)
	}
	for name, edits := range map[string]map[string]any{
		"a_key_that_is_none":  {"visitor": []any{map[string]any{"phone": "1.38E+10"}}},
		"two_in_one":          {"visitor": []any{map[string]any{"phone": "13800005678", "card": "C-1"}}},
		"member_and_visitor":  {"visitor": []any{map[string]any{"phone": "13800005678"}}, "member_id": m},
		"more_than_are_asked": {"visitor": []any{1, 2, 3, 4, 5, 6, 7, 8, 9}},
	} {
		w.do("POST", "/api/v1/orders", sale("V-"+name, edits), as(auth)).want(422)
	}
}
