package api_test

import (
	"net/http"
	"strings"
	"testing"

	"habitue/internal/staff"
)

// plain are texts of a member that no reader gets without asking for them with a
// reason: whole, and as the folded forms in which they are kept.
var plain = []string{"13812345677", "zhuang.planted@example.com", "1987-03-04"}

// TestPersonalDataIsMaskedForEveryRole asks every operation that reads, as every role,
// for a member with a phone, an e-mail and a birthday: none of them shows in full. To
// see them is an act of its own, with a reason, by those whom the table lets, and it is
// in the trail.
func TestPersonalDataIsMaskedForEveryRole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	var joined struct{ ID, Number string }
	w.do("POST", "/api/v1/members", `{"name":"庄南华","phone":"`+plain[0]+`","email":"`+plain[1]+`","birthday":"`+plain[2]+`"}`,
		as(till), "Idempotency-Key: mask").want(http.StatusCreated).into(&joined)
	w.do("POST", "/api/v1/orders", sale("R-MASK", map[string]any{"member": map[string]string{"phone": plain[0]}}), as(till)).want(201)
	w.settle()
	replaced := strings.NewReplacer("{id}", joined.ID, "{version}", "1", "{member}", joined.ID)
	asked, shown := 0, 0
	for _, role := range staff.Roles() {
		auth := w.key("mask "+string(role), staff.May(role)...)
		for _, r := range contractRoutes(t) {
			if r.method != "GET" || !r.permission.Known() {
				continue
			}
			for _, query := range []string{"", "?q=5677", "?phone=" + plain[0]} {
				if query != "" && r.path != "/api/v1/members" {
					continue
				}
				got := w.do("GET", replaced.Replace(r.path)+query, "", as(auth))
				asked++
				if got.Status == http.StatusOK && strings.Contains(got.Body, joined.Number) {
					shown++
				}
				for _, text := range plain {
					if strings.Contains(got.Body, text) {
						t.Errorf("%s as %s shows %s: %.300s", r.path+query, role, text, got.Body)
					}
				}
			}
		}
		person := w.person("mask-"+strings.ReplaceAll(string(role), "_", "-")+"@example.com", role)
		may := false
		for _, p := range staff.May(role) {
			may = may || p == staff.MemberReveal
		}
		for body, want := range map[string]int{`{"reason":"asked by telephone"}`: http.StatusOK, `{}`: http.StatusUnprocessableEntity} {
			got := w.do("POST", "/api/v1/members/"+joined.ID+"/reveal", body, person)
			if denied := got.Status == http.StatusForbidden || got.Status == http.StatusNotFound; denied == may || may && got.Status != want {
				t.Errorf("%s sees a member in full with %s: %d", role, body, got.Status)
			}
			if may && want == http.StatusOK && !strings.Contains(got.Body, plain[0]) {
				t.Errorf("%s asked with a reason and got %s", role, got.Body)
			}
		}
	}
	if asked < 500 || shown < 20 {
		t.Fatalf("%d asked, %d of them show the member: the walk is broken", asked, shown)
	}
}
