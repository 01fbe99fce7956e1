package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/staff"
)

// happening is what these tests look at.
type happening struct {
	Kind, ID string
	At       time.Time
	Order    *struct {
		Earned *struct {
			Points int
			Why    []struct{ Code string }
		}
	}
	Posting *struct {
		Entries []struct {
			Why []struct{ Code string }
		}
	}
	Tier, Class *struct{ From, To struct{ Code string } }
	Reveal      *struct {
		By     struct{ Name string }
		Reason string
	}
}

func (w *world) timeline(auth, m, kinds string) (list []happening, seen []string) {
	w.t.Helper()
	cursor := ""
	for range 100 {
		var page struct {
			Items      []happening
			Kinds      []string
			NextCursor *string `json:"next_cursor"`
		}
		w.do("GET", "/api/v1/members/"+m+"/timeline?limit=2&kind="+kinds+"&cursor="+cursor, "", as(auth)).want(200).into(&page)
		list, seen = append(list, page.Items...), page.Kinds
		if page.NextCursor == nil {
			return list, seen
		}
		cursor = *page.NextCursor
	}
	w.t.Fatal("the time line has no end")
	return nil, nil
}

func TestTimeline(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	m := w.join(auth, "13800005678")
	buy := func(reference string, amount int) string {
		t.Helper()
		w.clock.Advance(time.Hour)
		var o struct{ ID string }
		w.do("POST", "/api/v1/orders", sale(reference, map[string]any{"member_id": m, "occurred_at": w.clock.Now().Format(time.RFC3339),
			"lines": []any{map[string]any{"code": "TEA-1", "quantity": 1, "list_amount": amount}}}), as(auth)).want(201).into(&o)
		w.settle()
		return o.ID
	}
	buy("T-1", 1800)
	nothing := buy("T-2", 0)
	big := buy("T-3", 600_000)
	w.clock.Advance(time.Hour)
	w.do("POST", "/api/v1/refunds", fmt.Sprintf(`{"source":"till","reference":"R-1","order":{"id":%q},"member_id":%q,"occurred_at":%q,
		"lines":[{"line_no":1,"quantity":1,"amount":600000}]}`, big, m, w.clock.Now().Format(time.RFC3339)), as(auth)).want(201)
	w.settle()

	list, seen := w.timeline(auth, m, "")
	var kinds, ids []string
	for i, h := range list {
		kinds, ids = append(kinds, h.Kind), append(ids, h.Kind+h.ID)
		if i > 0 && h.At.After(list[i-1].At) {
			t.Errorf("%s %s is newer than what stands above it", h.Kind, h.ID)
		}
	}
	want := "tier posting refund tier posting order order posting order join"
	if got := strings.Join(kinds, " "); got != want || strings.Join(seen, " ") != "reveal class tier posting refund order join" {
		t.Errorf("happened %s\nwant     %s\nseen %v", got, want, seen)
	}
	if slices.Sort(ids); len(slices.Compact(ids)) != len(list) {
		t.Errorf("something happened twice: %v", ids)
	}
	for _, h := range list {
		switch {
		case h.ID == nothing && (h.Order.Earned.Points != 0 || len(h.Order.Earned.Why) == 0):
			t.Errorf("the order that brought nothing does not say why: %+v", h.Order.Earned)
		case h.Kind == "posting" && (len(h.Posting.Entries) == 0 || len(h.Posting.Entries[0].Why) == 0):
			t.Errorf("the posting %s does not say why", h.ID)
		case h.Kind == "tier" && h.Tier.From.Code == h.Tier.To.Code:
			t.Errorf("a move from %s to itself", h.Tier.From.Code)
		}
	}
	t.Run("only_some_kinds", func(t *testing.T) {
		list, _ := w.timeline(auth, m, "tier,join")
		if len(list) != 3 || list[2].Kind != "join" {
			t.Errorf("%+v", list)
		}
	})
	t.Run("who_may_not_see_orders_sees_none", func(t *testing.T) {
		marketing := w.key("marketing", staff.May(staff.Marketing)...)
		for _, kinds := range []string{"", "order", "order,posting,refund,tier,reveal,join"} {
			list, seen := w.timeline(marketing, m, kinds)
			if slices.ContainsFunc(list, func(h happening) bool { return h.Kind != "tier" && h.Kind != "join" }) || slices.Contains(seen, "order") {
				t.Errorf("%q: %+v, %v", kinds, list, seen)
			}
		}
	})
	t.Run("what_is_written_meanwhile_moves_nothing", func(t *testing.T) {
		var first, second struct {
			Items      []happening
			NextCursor string `json:"next_cursor"`
		}
		at := "/api/v1/members/" + m + "/timeline?limit=4&cursor="
		w.do("GET", at, "", as(auth)).want(200).into(&first)
		buy("T-4", 900)
		w.do("GET", at+first.NextCursor, "", as(auth)).want(200).into(&second)
		if second.Items[0].Kind+second.Items[0].ID != list[4].Kind+list[4].ID {
			t.Errorf("page two begins with %s %s, want %s %s", second.Items[0].Kind, second.Items[0].ID, list[4].Kind, list[4].ID)
		}
	})
	w.do("GET", "/api/v1/members/"+m+"/timeline?kind=other", "", as(auth)).want(422)
	w.do("GET", "/api/v1/members/999/timeline", "", as(auth)).want(404)
}

// TestTimelineTellsClassesAndLooks lets a member fall out of every class, and
// somebody look at who it is.
func TestTimelineTellsClassesAndLooks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	m := w.join(auth, "13800005678")
	refresh := func() {
		t.Helper()
		w.clock.Advance(time.Hour)
		w.do("POST", "/api/v1/profile/refresh", "", as(auth)).want(202)
		if _, err := w.deps.Profile.RefreshDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	w.do("POST", "/api/v1/orders", sale("C-1", map[string]any{"member_id": m}), as(auth)).want(201)
	refresh() // a first class is no move
	w.do("POST", "/api/v1/refunds", `{"source":"till","reference":"R-1","order":{"reference":"C-1"},
		"occurred_at":"2026-09-12T05:10:00Z","lines":[{"line_no":1,"quantity":2}]}`, as(auth)).want(201)
	refresh()
	boss := w.person("boss@example.com", staff.Administrator)
	for i, why := range []string{"asks about an order", "asks again"} {
		w.clock.Advance(time.Duration(i) * time.Minute)
		w.do("POST", "/api/v1/members/"+m+"/reveal", `{"reason":"`+why+`"}`, boss).want(200)
	}
	list, _ := w.timeline(auth, m, "class,reveal,join")
	if len(list) != 4 || list[0].Reveal == nil || list[0].Reveal.Reason != "asks again" || list[1].Reveal.Reason != "asks about an order" ||
		list[1].Reveal.By.Name != "李店长" || list[2].Class == nil || list[2].Class.To.Code != "none" || list[3].Kind != "join" {
		t.Errorf("%+v", list)
	}
	for role, want := range map[staff.Role]string{staff.Cashier: "join", staff.CustomerService: "class join", staff.Auditor: "reveal reveal class join"} {
		list, seen := w.timeline(w.key(string(role), staff.May(role)...), m, "class,reveal,join")
		var kinds []string
		for _, h := range list {
			kinds = append(kinds, h.Kind)
		}
		if got := strings.Join(kinds, " "); got != want || slices.Contains(seen, "reveal") != (role == staff.Auditor) {
			t.Errorf("%s sees %q of %v, want %q", role, got, seen, want)
		}
	}
}
