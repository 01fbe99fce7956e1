package api_test

import (
	"strings"
	"testing"

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
