package api_test

import (
	"strings"
	"testing"

	"habitue/internal/staff"
)

// TestNamesInListsAreOnRecord: an answer that shows names in full is one entry of who saw
// whom in what, found from each of them and not among the acts of the trail; an answer
// that is masked is none.
func TestNamesInListsAreOnRecord(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	service := s.person("service@example.com", staff.CustomerService)
	reader := as(s.key("reader", staff.MemberRead))
	asService := []string{"Authorization: ", service}
	s.do("POST", "/api/v1/members", `{"phone":"13900000001","name":"欧阳娜娜"}`, as(s.till)).want(201)
	var named struct{ ID string }
	s.do("POST", "/api/v1/members", `{"phone":"13900000002","name":"司徒慧敏"}`, as(s.till)).want(201).into(&named)
	var nameless struct{ ID string }
	s.do("POST", "/api/v1/members", `{"phone":"13900000003"}`, as(s.till)).want(201).into(&nameless)
	rows := func() (n int) {
		t.Helper()
		if err := s.deps.DB.QueryRow(t.Context(), `SELECT count(*) FROM staff.audit WHERE action = 'member.listed'`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if r := s.do("GET", "/api/v1/members", "", reader).want(200); strings.Contains(r.Body, "司徒慧敏") || rows() != 0 {
		t.Fatalf("masked, and %d entries: %s", rows(), r.Body)
	}
	if r := s.do("GET", "/api/v1/members", "", asService...).want(200); !strings.Contains(r.Body, "司徒慧敏") || rows() != 1 {
		t.Fatalf("in full, and %d entries", rows())
	}
	s.do("GET", "/api/v1/members?q=13900000002", "", asService...).want(200)
	s.do("GET", "/api/v1/members/"+named.ID, "", asService...).want(200)
	if rows() != 3 {
		t.Errorf("%d entries of three answers", rows())
	}
	admin := []string{"Authorization: ", s.admin, "Accept-Language: en"}
	of := func(m, rest string) string {
		t.Helper()
		return s.do("GET", "/api/v1/member-accesses?member="+m+rest, "", admin...).want(200).Body
	}
	got := of(named.ID, "")
	for _, want := range []string{`"act":"listed"`, `"in":"List and find members`, `"in":"One member`, `"members":1`, `"code":"name"`} {
		if !strings.Contains(got, want) {
			t.Errorf("of whom was seen: no %s in %s", want, got)
		}
	}
	if strings.Count(got, `"act":"listed"`) != 3 || strings.Contains(got, "司徒慧敏") {
		t.Errorf("of whom was seen: %s", got)
	}
	if got := of(named.ID, "&asked=true"); !strings.Contains(got, `"items":[]`) {
		t.Errorf("that nobody asked for: %s", got)
	}
	if got := of(nameless.ID, ""); !strings.Contains(got, `"items":[]`) {
		t.Errorf("of whom no name is known: %s", got)
	}
	if r := s.do("GET", "/api/v1/staff/audit?limit=200", "", admin...).want(200); strings.Contains(r.Body, "member.listed") {
		t.Errorf("among the acts: %s", r.Body)
	}
	if r := s.do("GET", "/api/v1/staff/audit?action=member.listed", "", admin...).want(200); strings.Count(r.Body, `"member.listed"`) != 3 {
		t.Errorf("asked for: %s", r.Body)
	}
}
