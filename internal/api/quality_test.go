package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"habitue/internal/staff"
)

// found is a finding as the queue lists it.
type found struct {
	ID, Rule, State string
	MemberID        string `json:"member_id"`
	Version         int
	Member          *struct{ Name, Phone *string }
	Suggestion      *struct{ Was, Is string }
}

func (s *street) findings(query, who string) (list []found, next string) {
	s.t.Helper()
	var page struct {
		Items      []found
		NextCursor *string `json:"next_cursor"`
	}
	s.do("GET", "/api/v1/member-quality/findings"+query, "", who).want(200).into(&page)
	if page.NextCursor != nil {
		next = *page.NextCursor
	}
	return page.Items, next
}

// TestMemberQuality shows what is wrong with records, masked and by store; lets it rest,
// repairs it and takes that back.
func TestMemberQuality(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	manager := s.works("manager@example.com", staff.StoreManager, "S001")
	adviser := s.works("adviser@example.com", staff.Adviser, "S002")
	var odd, near struct{ ID string }
	s.do("POST", "/api/v1/members", `{"phone":"13800138000","email":"xiaofang.private@gmial.com","name":"Ｌｉｕ　Fang","store":"S002"}`, as(s.till)).want(201).into(&odd)
	s.do("POST", "/api/v1/members", `{"phone":"13911112222","email":"near.private@gmial.com","store":"S001"}`, as(s.till)).want(201).into(&near)
	s.settle()
	list, _ := s.findings("?fixable=true", s.admin)
	var rules []string
	for _, f := range list {
		rules = append(rules, f.MemberID+" "+f.Rule)
		if f.Suggestion == nil || f.Member == nil {
			t.Errorf("%s: no suggestion or member", f.ID)
		}
	}
	if want := []string{near.ID + " email_typo", odd.ID + " name_form", odd.ID + " email_typo"}; !slices.Equal(rules, want) {
		t.Fatalf("with a suggestion are %v, want %v", rules, want)
	}
	at := "/api/v1/members/" + odd.ID + "/findings"
	by := func(cookie string) []string { return []string{"Authorization: ", cookie} }
	run(t, s.world, []scenario{
		{name: "nothing_personal_is_shown", method: "GET", target: "/api/v1/member-quality/findings?limit=200", headers: by(s.admin), status: 200,
			contains: []string{"@gmail.com", `"rule":"phone_placeholder"`}, lacks: []string{"xiaofang.private", "near.private", "13800138000"}},
		{name: "nor_a_name_to_who_may_not_see_names", method: "GET", target: "/api/v1/member-quality/findings?limit=200", headers: by(s.person("marketing@example.com", staff.Marketing)), status: 200,
			contains: []string{`"rule":"name_form"`}, lacks: []string{"Ｌｉｕ", "Liu Fang", "xiaofang.private"}},
		{name: "who_may_only_read_members_sees_none", method: "GET", target: "/api/v1/member-quality/findings", headers: []string{as(s.key("reader", staff.MemberRead))}, status: 403},
		{name: "of_another_store_it_is_not_there", method: "GET", target: at, headers: by(manager), status: 404, contains: []string{"member.unknown"}},
		{name: "nor_does_one_judge_it", method: "PUT", target: at + "/email_typo", body: `{"state":"ignored","reason":"ok ok","version":1}`, headers: by(manager), status: 404},
		{name: "words_and_reasons_of_rules", method: "GET", target: "/api/v1/member-quality", headers: append(by(s.admin), "Accept-Language: en"), status: 200,
			contains: []string{`"name":"The domain of the e-mail is mistyped"`, `"why":"Nothing arrives at gmial.com`, `"fixable":2`, `"score_bps":`}},
		{name: "the_trend_of_all_is_not_a_stores", method: "GET", target: "/api/v1/member-quality/days", headers: by(manager), status: 200, contains: []string{`"items":[]`}},
		{name: "a_dictionary_with_shares", method: "GET", target: "/api/v1/member-quality/dictionary", headers: by(manager), status: 200, contains: []string{`"code":"phone"`, `"filled":4`, `"members":4`}},
		{name: "without_a_reason_nothing_rests", method: "PUT", target: at + "/phone_placeholder", body: `{"state":"ignored","reason":" ","version":1}`, headers: by(s.admin), status: 422},
		{name: "with_one_it_does", method: "PUT", target: at + "/phone_placeholder", body: `{"state":"ignored","reason":"是他本人的号码","version":1}`, headers: by(s.admin), status: 200,
			contains: []string{`"state":"ignored"`, "是他本人的号码", `"version":2`}},
		{name: "not_as_it_was_before", method: "PUT", target: at + "/phone_placeholder", body: `{"state":"open","version":1}`, headers: by(s.admin), status: 409, contains: []string{"member.finding_moved"}},
		{name: "and_is_open_again", method: "PUT", target: at + "/phone_placeholder", body: `{"state":"open","version":2}`, headers: by(s.admin), status: 200, contains: []string{`"state":"open"`}},
		{name: "the_trail_knows_that_and_not_what", method: "GET", target: "/api/v1/staff/audit?subject_kind=member&subject_id=" + odd.ID, headers: by(s.admin), status: 200,
			contains: []string{"member.ignore_finding", "phone_placeholder"}, lacks: []string{"本人的号码"}},
		{name: "a_rule_that_there_is_not", method: "PUT", target: "/api/v1/member-quality/rules/nonsense", body: `{"enabled":true,"weight":1,"severity":"low","version":0}`, headers: by(s.admin), status: 404, contains: []string{"member.no_quality_rule"}},
		{name: "rules_are_set_by_who_sets_fields", method: "PUT", target: "/api/v1/member-quality/rules/missing_email", body: `{"enabled":false,"weight":1,"severity":"low","version":0}`, headers: by(manager), status: 403},
		{name: "what_is_switched_off_is_not_listed", method: "PUT", target: "/api/v1/member-quality/rules/missing_birthday", body: `{"enabled":false,"weight":1,"severity":"low","version":0}`, headers: by(s.admin), status: 200},
		{name: "then", method: "GET", target: "/api/v1/member-quality/findings?limit=200", headers: by(s.admin), status: 200, lacks: []string{"missing_birthday"}},
	})
	if list, _ := s.findings("", manager); slices.ContainsFunc(list, func(f found) bool { return f.MemberID == odd.ID || f.MemberID == s.far }) || len(list) == 0 {
		t.Errorf("of the manager's store are %+v", list)
	}
	s.pagesOfFindings()

	both := fmt.Sprintf(`{"findings":[{"member":%q,"rule":"email_typo"},{"member":%q,"rule":"name_form"},{"member":%q,"rule":"email_typo"}]`, odd.ID, odd.ID, near.ID)
	var done struct {
		Batch      *string
		Done, Gone int
		Refused    []struct{ Member string }
	}
	repair := func(body, who string) {
		t.Helper()
		done.Batch, done.Refused = nil, nil
		s.do("POST", "/api/v1/member-quality/repairs", body, who).want(200).into(&done)
	}
	if repair(both+`,"dry_run":true}`, s.admin); done.Done != 3 || done.Batch != nil {
		t.Errorf("a preview: %+v", done)
	}
	// An adviser may change names and no e-mails, and of her store only.
	if repair(both+`}`, adviser); done.Done != 1 || done.Gone != 1 || len(done.Refused) != 1 || done.Batch == nil {
		t.Fatalf("an adviser: %+v", done)
	}
	first := *done.Batch
	if repair(both+`}`, s.admin); done.Done != 2 || done.Gone != 1 {
		t.Errorf("the rest: %+v", done)
	}
	if r := s.do("POST", "/api/v1/members/"+odd.ID+"/reveal", `{"reason":"check the repair"}`, s.admin).want(200); !strings.Contains(r.Body, "Liu Fang") || !strings.Contains(r.Body, "xiaofang.private@gmail.com") {
		t.Errorf("repaired is %s", r.Body)
	}
	s.do("POST", "/api/v1/member-quality/repairs/"+first+"/undo", "", manager).want(404) // of another store
	s.do("POST", "/api/v1/member-quality/repairs/"+first+"/undo", "", adviser).want(200)
	s.do("POST", "/api/v1/member-quality/repairs/"+first+"/undo", "", adviser).want(409)
	if r := s.do("POST", "/api/v1/members/"+odd.ID+"/reveal", `{"reason":"check the undoing"}`, s.admin).want(200); !strings.Contains(r.Body, "Ｌｉｕ Fang") {
		t.Errorf("undone is %s", r.Body)
	}
}

// pagesOfFindings reads the queue page by page, each finding once.
func (s *street) pagesOfFindings() {
	s.t.Helper()
	all, _ := s.findings("?limit=200", s.admin)
	var paged []found
	for cursor := ""; ; {
		page, next := s.findings("?limit=2&cursor="+cursor, s.admin)
		paged = append(paged, page...)
		if cursor = next; next == "" {
			break
		}
	}
	id := func(f found) string { return f.ID }
	if got, want := ids(paged, id), ids(all, id); !slices.Equal(got, want) || len(want) < 6 {
		s.t.Errorf("page by page %v, at once %v", got, want)
	}
	s.do("GET", "/api/v1/member-quality/findings?cursor=nonsense", "", s.admin).want(422)
}

func ids[T any](list []T, id func(T) string) (all []string) {
	for _, one := range list {
		all = append(all, id(one))
	}
	return all
}

// TestOwnQualityRules makes a rule over a field of the retailer's own that not everybody sees.
func TestOwnQualityRules(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	manager := s.works("manager@example.com", staff.StoreManager, "S001")
	s.do("PUT", "/api/v1/member-fields/shoe", `{"kind":"text","version":0,"name_i18n":{"zh-CN":"鞋码","en":"Shoe size"},"face":"hidden","weight":5,"readers":["service"]}`, s.admin).want(200)
	rule := `{"enabled":true,"weight":30,"severity":"high","version":0,"own":{"field":"shoe","check":"pattern","pattern":%q,"dimension":"valid","name_i18n":{"zh-CN":"鞋码须为两位数","en":"Two digits"}}}`
	at := "/api/v1/member-quality/rules/own:shoe"
	s.do("PUT", at, fmt.Sprintf(rule, "(["), s.admin).want(422)
	s.do("PUT", at, fmt.Sprintf(rule, "[0-9]{2}"), s.admin).want(200)
	s.do("PUT", at, fmt.Sprintf(rule, "[0-9]{2}"), s.admin).want(409)
	service := s.person("service@example.com", staff.CustomerService)
	s.do("PUT", "/api/v1/members/"+s.near+"/fields", `{"values":{"shoe":["forty"]}}`, service).want(200)
	s.settle()
	if list, _ := s.findings("?rule=own:shoe", service); len(list) != 1 || list[0].MemberID != s.near {
		t.Errorf("found is %+v", list)
	}
	if list, _ := s.findings("?rule=own:shoe", manager); len(list) != 0 {
		t.Errorf("who may not see the field is told %+v", list)
	}
	if r := s.do("GET", "/api/v1/member-quality", "", manager).want(200); strings.Contains(r.Body, "shoe") {
		t.Error("and of its rules")
	}
}

// TestImportsTellOfBadRecords: which file brought them, how many, and which they are; of
// stores as their reader sees them.
func TestImportsTellOfBadRecords(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	if err := s.deps.Inbox.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	manager := s.works("manager@example.com", staff.StoreManager, "S001")
	var bad, good struct{ ID string }
	for _, f := range []struct {
		into       *struct{ ID string }
		name, body string
	}{
		{&bad, "bad.csv", "卡号,邮箱,入会门店代码\nB1,one@gmial.com,S001\nB2,two@gmial.com,S002\nB3,three@example.com,S002\n"},
		{&good, "good.csv", "卡号,手机号,邮箱,姓名,生日\nG1,13912345671,four@example.com,王小明,1990-05-03\n"},
	} {
		var file struct{ ID string }
		s.do("POST", "/api/v1/intake/files?file_name="+f.name, f.body, as(s.till), "Content-Type: text/csv").want(201).into(&file)
		s.do("POST", "/api/v1/intake/files/"+file.ID+"/runs", `{"kind":"members"}`, as(s.till)).want(202).into(f.into)
	}
	var orders struct{ ID string }
	s.do("POST", "/api/v1/intake/orders?file_name=orders.csv", ordersFile, as(s.till), "Content-Type: text/csv").want(202).into(&orders)
	s.deps.Inbox.Drain()
	if err := s.deps.Members.AskToJudge(t.Context(), s.deps.DB); err != nil {
		t.Fatal(err)
	}
	if _, err := s.deps.Members.JudgeDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	var parts struct {
		Items []struct {
			Part, Key, Name string
			Members         int64
			AtFault         int64 `json:"at_fault"`
		}
	}
	s.do("GET", "/api/v1/member-quality/parts", "", s.admin).want(200).into(&parts)
	told := map[string]string{}
	for _, p := range parts.Items {
		if p.Part == "run" {
			told[p.Key] = fmt.Sprint(p.Name, " ", p.Members)
		}
	}
	if len(told) != 3 || told[bad.ID] != "bad.csv 2026-09-12 3" || told[good.ID] != "good.csv 2026-09-12 1" || told[orders.ID] != "orders.csv 2026-09-12 1" {
		t.Errorf("by import %v", told)
	}
	list, _ := s.findings("?rule=email_typo&run="+bad.ID, s.admin)
	if len(list) != 2 || list[0].Rule != "email_typo" {
		t.Errorf("of the bad file %+v", list)
	}
	if list, _ := s.findings("?rule=email_typo&run="+good.ID, s.admin); len(list) != 0 {
		t.Errorf("of the good file %+v", list)
	}
	if list, _ := s.findings("?rule=email_typo&run="+bad.ID, manager); len(list) != 1 {
		t.Errorf("of a store %+v", list)
	}
	count := func(run, who string) (members, faults int64) {
		t.Helper()
		var q struct {
			Members int64
			AtFault int64 `json:"at_fault"`
		}
		s.do("GET", "/api/v1/member-quality/imports/"+run, "", who).want(200).into(&q)
		return q.Members, q.AtFault
	}
	if n, faults := count(bad.ID, s.admin); n != 3 || faults != 3 {
		t.Errorf("%d members, %d at fault", n, faults)
	}
	if n, faults := count(bad.ID, manager); n != 1 || faults != 1 {
		t.Errorf("of a store %d members, %d at fault", n, faults)
	}
	if n, faults := count("1", s.admin); n != 0 || faults != 0 {
		t.Errorf("of no import %d members, %d at fault", n, faults)
	}
}
