package api_test

import (
	"strings"
	"testing"

	"habitue/internal/staff"
)

// TestTagsByHand lets staff keep tags, put them on one member and on many with a preview
// and the way back; filters and rules read them as they read any label.
func TestTagsByHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	id, other := w.join(auth, "13800001357"), w.join(auth, "13900005678")
	tagger := w.key("tagger", staff.MemberRead, staff.MemberTag)
	tag := `{"name_i18n":{"zh-CN":"贵宾","en":"Guest of honour"},"colour":"gold","version":0}`
	run(t, w, []scenario{
		{name: "who_may_only_put_them_makes_none", method: "PUT", target: "/api/v1/member-tags/vip", body: tag, headers: []string{as(tagger)}, status: 403},
		{name: "a_tag_is_made", method: "PUT", target: "/api/v1/member-tags/vip", body: tag, status: 200, contains: []string{`"label":"tag:vip"`, "Guest of honour", `"members":0`}},
		{name: "not_twice", method: "PUT", target: "/api/v1/member-tags/vip", body: tag, status: 409, contains: []string{"member.tag_moved"}},
		{name: "a_bad_code_is_refused", method: "PUT", target: "/api/v1/member-tags/VIP", body: tag, status: 422, contains: []string{"member.bad_tag_code"}},
		{name: "it_is_put", method: "POST", target: "/api/v1/members/" + id + "/tags", body: `{"tag":"vip","reason":"came to the party"}`, headers: []string{as(tagger)}, status: 200,
			contains: []string{`"held":[{"code":"vip"`, "came to the party", `"put":true`}},
		{name: "an_unknown_one_is_not", method: "POST", target: "/api/v1/members/" + id + "/tags", body: `{"tag":"none"}`, status: 404, contains: []string{"member.no_tag"}},
		{name: "it_is_a_label_in_the_list", method: "GET", target: "/api/v1/members?label=tag:vip", status: 200, contains: []string{id, "tag:vip"}, lacks: []string{other}},
		{name: "rules_can_name_it", method: "GET", target: "/api/v1/promotions/choices", status: 200, contains: []string{"tag:vip"}},
		{name: "who_may_put_one_does_not_put_many", method: "POST", target: "/api/v1/members/tags", body: `{"tag":"vip","lines":["13900005678"]}`, headers: []string{as(tagger)}, status: 403},
		{name: "of_nobody_is_refused", method: "POST", target: "/api/v1/members/tags", body: `{"tag":"vip"}`, status: 422},
		{name: "many_are_seen_first", method: "POST", target: "/api/v1/members/tags", body: `{"tag":"vip","dry_run":true,"lines":["13900005678","13800001357","nobody",""," 139 0000 5678 "]}`, status: 200,
			contains: []string{`"batch":null`, `"changed":1`, `"same":1`, `"unknown":[3]`, `"unfound":1`}},
		{name: "nothing_was_done_by_that", method: "GET", target: "/api/v1/members?label=tag:vip", status: 200, lacks: []string{other}},
	})
	var done struct {
		Batch   string
		Changed int
	}
	w.do("POST", "/api/v1/members/tags", `{"tag":"vip","filter":{"joined_from":"2026-01-01"},"reason":"party"}`, as(auth)).want(200).into(&done)
	if done.Changed != 1 {
		// Both joined; one has it already.
		t.Errorf("%+v", done)
	}
	if done.Batch == "" {
		w.do("POST", "/api/v1/members/tags", `{"tag":"vip","take":true,"lines":["13900005678","13800001357"]}`, as(auth)).want(200).into(&done)
	}
	if r := w.do("POST", "/api/v1/members/tags/"+done.Batch+"/undo", "", as(auth)).want(200); !strings.Contains(r.Body, `"changed":`) {
		t.Error(r.Body)
	}
	w.do("POST", "/api/v1/members/tags/"+done.Batch+"/undo", "", as(auth)).want(409)
	if r := w.do("GET", "/api/v1/staff/audit?action=member.tag_list", "", as(auth)).want(200); !strings.Contains(r.Body, "party") {
		t.Error(r.Body)
	}
}
