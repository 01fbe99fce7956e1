package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"habitue/internal/staff"
)

// TestWhoSawPersonalData tells what was seen of a member by whom and why, finds it by
// member and colleague, exports it, and points at who looks at unusually many.
func TestWhoSawPersonalData(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	service := s.person("service@example.com", staff.CustomerService)
	manager := s.works("manager@example.com", staff.StoreManager, "S001")
	s.do("PUT", "/api/v1/member-fields/illness", `{"kind":"text","version":0,"name_i18n":{"zh-CN":"过敏","en":"Allergy"},"face":"hidden","weight":0,"personal":true}`, s.admin).want(200)
	s.do("PUT", "/api/v1/members/"+s.near+"/fields", `{"values":{"illness":["花生"]}}`, service).want(200)
	s.do("POST", "/api/v1/members/"+s.near+"/reveal", `{"reason":"=call back"}`, service).want(200)
	s.do("POST", "/api/v1/members/"+s.near+"/fields/reveal", `{"reason":"asked at the counter"}`, service).want(200)
	s.do("POST", "/api/v1/members/"+s.far+"/reveal", `{"reason":"a complaint"}`, s.admin).want(200)
	by := func(cookie string) []string { return []string{"Authorization: ", cookie} }
	of := "/api/v1/members/" + s.near + "/accesses"
	run(t, s.world, []scenario{
		{name: "of_a_member", method: "GET", target: of, headers: append(by(s.admin), "Accept-Language: en"), status: 200,
			contains: []string{`"code":"illness","name":"Allergy"`, `"code":"phone"`, `"reason":"asked at the counter"`, `"act":"revealed"`}, lacks: []string{"a complaint", "花生", "13800000001", `"code":"email"`, `"code":"address"`}},
		{name: "of_all", method: "GET", target: "/api/v1/member-accesses", headers: by(s.admin), status: 200, contains: []string{"a complaint", "asked at the counter"}},
		{name: "of_one_member", method: "GET", target: "/api/v1/member-accesses?member=" + s.far, headers: by(s.admin), status: 200, contains: []string{"a complaint"}, lacks: []string{"counter"}},
		{name: "of_a_time_before", method: "GET", target: "/api/v1/member-accesses?until=" + start.Add(-time.Hour).Format(time.RFC3339), headers: by(s.admin), status: 200, contains: []string{`"items":[]`}},
		{name: "of_nobody", method: "GET", target: "/api/v1/member-accesses?staff=staff:1", headers: by(s.admin), status: 200, contains: []string{`"items":[]`}},
		{name: "a_broken_cursor", method: "GET", target: "/api/v1/member-accesses?cursor=x", headers: by(s.admin), status: 422},
		{name: "who_looks_may_not_look_at_that", method: "GET", target: of, headers: by(service), status: 403},
		{name: "nor_a_store", method: "GET", target: "/api/v1/member-accesses", headers: by(manager), status: 403},
		{name: "as_a_file", method: "GET", target: "/api/v1/member-accesses/export", headers: by(s.admin), status: 200, contains: []string{"at,by,name,act", "'=call back", "illness"}, lacks: []string{"花生"}},
	})
	var page struct {
		Items      []struct{ ID string }
		NextCursor *string `json:"next_cursor"`
	}
	s.do("GET", "/api/v1/member-accesses?limit=2", "", s.admin).want(200).into(&page)
	if len(page.Items) != 2 || page.NextCursor == nil {
		t.Fatalf("a page is %+v", page)
	}
	s.do("GET", "/api/v1/member-accesses?limit=2&cursor="+*page.NextCursor, "", s.admin).want(200).into(&page)
	if len(page.Items) != 1 {
		t.Errorf("the next is %+v", page)
	}

	// Two members are usual; two and twenty at once are not.
	for i := range staff.UnusualMembers {
		var m struct{ ID string }
		s.do("POST", "/api/v1/members", fmt.Sprintf(`{"phone":"139%08d"}`, i), as(s.till)).want(201).into(&m)
		s.do("POST", "/api/v1/members/"+m.ID+"/reveal", `{"reason":"curious"}`, service).want(200)
	}
	lookers := func() string { return s.do("GET", "/api/v1/member-accesses/lookers", "", s.admin).want(200).Body }
	if body := lookers(); !strings.Contains(body, fmt.Sprintf(`"members":%d,"usual":0,"unusual":true`, staff.UnusualMembers+1)) || !strings.Contains(body, `"members":1,"usual":0,"unusual":false`) {
		t.Errorf("lookers are %s", body)
	}
}
