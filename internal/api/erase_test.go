package api_test

import (
	"strings"
	"testing"

	"habitue/internal/staff"
)

// TestMembersAreErasedOverHTTP: foreseen, refused to who may not and while something
// is under way, done once, and nobody is found afterwards.
func TestMembersAreErasedOverHTTP(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	program := w.everything()
	id := w.join(program, "13800000001")
	path := "/api/v1/members/" + id
	boss, service := w.person("boss@example.com", staff.Operations), w.person("service@example.com", staff.CustomerService)
	w.do("POST", path+"/adjustments", adjustBody(10), service).want(201)
	w.do("POST", path+"/reveal", `{"reason":"13800000001 called"}`, boss).want(200)

	w.do("POST", path+"/erase", `{"reason":"asked for it"}`, service).want(403)
	w.do("POST", path+"/erase", `{"reason":"asked for it"}`, as(program)).want(403)
	foreseen := w.do("POST", path+"/erase/preview", "", boss).want(200)
	for _, code := range []string{"member.erase.goes", "ledger.erase.lapses"} {
		if !strings.Contains(foreseen.Body, code) {
			t.Errorf("%s is not foreseen: %s", code, foreseen.Body)
		}
	}
	var erased struct{ ID string }
	w.do("POST", path+"/erase", `{"reason":"asked for it"}`, boss, "Idempotency-Key: one").want(201).into(&erased)
	w.do("POST", path+"/erase", `{"reason":"asked for it"}`, boss, "Idempotency-Key: one").want(201)
	w.do("POST", path+"/erase", `{"reason":"asked for it"}`, boss, "Idempotency-Key: two").want(409)

	var found struct{ Items []struct{ ID string } }
	w.do("GET", "/api/v1/members?phone=13800000001", "", boss).want(200).into(&found)
	if len(found.Items) != 0 || erased.ID != id {
		t.Errorf("the phone finds %+v", found)
	}
	if page := w.do("GET", path, "", boss).want(200); !strings.Contains(page.Body, `"erased"`) {
		t.Errorf("%s", page.Body)
	}
	if trail := w.do("GET", "/api/v1/staff/audit?limit=50", "", boss).want(200); strings.Contains(trail.Body, "13800000001") || !strings.Contains(trail.Body, "member.erased") {
		t.Errorf("the trail says %s", trail.Body)
	}
	if again := w.join(program, "13800000001"); again == id {
		t.Error("who joins anew is who was erased")
	}
	w.do("POST", path+"/adjustments", adjustBody(10), service).want(404)
}
