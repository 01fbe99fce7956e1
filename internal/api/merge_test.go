package api_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/staff"
)

// TestMembersAreMergedOverHTTP: foreseen, made once by its key, on record and in
// the trail, undone; refused to who may not and to programs.
func TestMembersAreMergedOverHTTP(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	program := w.everything()
	kept, old := w.join(program, "13800000001"), w.join(program, "13800000002")
	path := "/api/v1/members/" + kept
	service, cashier := w.person("service@example.com", staff.CustomerService), w.person("till@example.com", staff.Cashier)
	body := `{"from":"` + old + `","reason":"same person, two cards"}`
	for _, id := range []string{kept, old} {
		w.do("POST", "/api/v1/members/"+id+"/adjustments", adjustBody(10), service).want(201)
	}

	w.do("POST", path+"/merge", body, cashier).want(403)
	w.do("POST", path+"/merge", body, as(program)).want(403)
	foreseen := w.do("POST", path+"/merge/preview", `{"from":"`+old+`"}`, service).want(200)
	if !strings.Contains(foreseen.Body, "member.merge.moves") || !strings.Contains(foreseen.Body, "tier.merge.level") ||
		!strings.Contains(foreseen.Body, ": 10 available") {
		t.Errorf("foreseen %s", foreseen.Body)
	}
	var made, undone struct {
		ID       string
		From     struct{ ID string }
		UndoneAt *string `json:"undone_at"`
	}
	w.do("POST", path+"/merge", body, service, "Idempotency-Key: one").want(201).into(&made)
	w.do("POST", path+"/merge", body, service, "Idempotency-Key: one").want(201)
	w.do("POST", path+"/merge", body, service, "Idempotency-Key: two").want(409)
	if made.From.ID != old || made.UndoneAt != nil {
		t.Errorf("%+v", made)
	}
	var found struct{ Items []struct{ ID string } }
	w.do("GET", "/api/v1/members?phone=13800000002", "", service).want(200).into(&found)
	if len(found.Items) != 1 || found.Items[0].ID != kept {
		t.Errorf("the old phone finds %+v", found)
	}

	w.do("GET", "/api/v1/members?q=0002", "", service).want(200).into(&found)
	if len(found.Items) != 1 || found.Items[0].ID != kept {
		t.Errorf("the old record's last digits find %+v", found)
	}
	var record struct {
		MergedInto *struct{ ID string } `json:"merged_into"`
	}
	w.do("GET", "/api/v1/members/"+old, "", service).want(200).into(&record)
	if record.MergedInto == nil || record.MergedInto.ID != kept {
		t.Errorf("the old record leads to %+v", record.MergedInto)
	}

	undo := "/api/v1/merges/" + made.ID + "/undo"
	w.do("POST", undo+"/preview", "", service).want(200)
	w.do("POST", undo, `{"reason":"mother and daughter"}`, cashier).want(403)
	w.do("POST", undo, `{"reason":"mother and daughter"}`, service).want(201).into(&undone)
	w.do("POST", undo, `{"reason":"mother and daughter"}`, service).want(409)
	if undone.UndoneAt == nil {
		t.Errorf("%+v", undone)
	}
	var list struct{ Items []struct{ ID string } }
	w.do("GET", "/api/v1/members/"+old+"/merges", "", service).want(200).into(&list)
	if len(list.Items) != 1 || list.Items[0].ID != made.ID {
		t.Errorf("on record %+v", list)
	}
	w.do("GET", "/api/v1/members?phone=13800000002", "", service).want(200).into(&found)
	if found.Items[0].ID != old {
		t.Errorf("the old phone finds %+v", found)
	}
	w.do("POST", "/api/v1/merges/1/undo", `{"reason":"none"}`, service).want(404)
}

// TestOrdersSinceAMergeGoBackWithTheIdentity: a till hears of who stands for both, whose
// lists and page show them; the preview of the undo counts them; then they are the other's,
// and the same report still is the same order.
func TestOrdersSinceAMergeGoBackWithTheIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	program := w.everything()
	till := as(program)
	kept, old := w.join(program, "13800000001"), w.join(program, "13800000002")
	service := w.person("service@example.com", staff.CustomerService)
	var made struct{ ID string }
	w.do("POST", "/api/v1/members/"+kept+"/merge", `{"from":"`+old+`","reason":"same person"}`, service, "Idempotency-Key: m").want(201).into(&made)

	report := func(number, phone string) (o struct {
		ID       string
		MemberID *string `json:"member_id"`
	}) {
		t.Helper()
		w.do("POST", "/api/v1/orders", sale(number, map[string]any{"member": map[string]any{"phone": phone}}), till).want(201).into(&o)
		return o
	}
	first, own := report("M-1", "13800000002"), report("M-2", "13800000001")
	w.do("POST", "/api/v1/orders", sale("M-3", map[string]any{"visitor": []any{map[string]any{"phone": "13800000002"}}}), till).want(201)
	if first.MemberID == nil || *first.MemberID != kept {
		t.Errorf("the till hears of %v", first.MemberID)
	}
	w.do("POST", "/api/v1/refunds", `{"source":"till","reference":"MR-1","member_id":"`+kept+`","order":{"id":"`+first.ID+`"},"occurred_at":"`+
		start.Format(time.RFC3339)+`","lines":[{"line_no":1,"quantity":1}]}`, till).want(201)
	listed := func(m string) (ids []string) {
		t.Helper()
		var list struct{ Items []struct{ ID string } }
		w.do("GET", "/api/v1/members/"+m+"/orders", "", till).want(200).into(&list)
		for _, o := range list.Items {
			ids = append(ids, o.ID)
		}
		return ids
	}
	if got := listed(kept); len(got) != 3 || !slices.Contains(got, first.ID) || !slices.Contains(got, own.ID) {
		t.Errorf("together they have %v", got)
	}
	if got := w.do("GET", "/api/v1/members/"+kept+"/timeline", "", till).want(200); !strings.Contains(got.Body, `"M-1"`) || !strings.Contains(got.Body, `"MR-1"`) {
		t.Errorf("their time line %s", got.Body)
	}
	var page struct{ Member struct{ ID string } }
	w.do("GET", "/api/v1/orders/"+first.ID, "", till).want(200).into(&page)
	if page.Member.ID != kept {
		t.Errorf("the order's page shows %s", page.Member.ID)
	}

	undo := "/api/v1/merges/" + made.ID + "/undo"
	if foreseen := w.do("POST", undo+"/preview", "", service).want(200); !strings.Contains(foreseen.Body, "order.merge.returns") || !strings.Contains(foreseen.Body, "those identities: 2.") {
		t.Errorf("foreseen %s", foreseen.Body)
	}
	w.do("POST", undo, `{"reason":"mother and daughter"}`, service).want(201)
	if got := listed(kept); len(got) != 1 || got[0] != own.ID {
		t.Errorf("who stays has %v", got)
	}
	if got := listed(old); len(got) != 2 || !slices.Contains(got, first.ID) {
		t.Errorf("who went has %v", got)
	}
	if again := report("M-1", "13800000002"); again.ID != first.ID || again.MemberID == nil || *again.MemberID != old {
		t.Errorf("the same report again is %+v", again)
	}
}
