package api_test

import (
	"strings"
	"testing"

	"habitue/internal/staff"
)

// TestFieldsAndAddresses lets staff define fields, fill them in as their role may, and
// a member do so himself; and keeps what is personal behind a reason.
func TestFieldsAndAddresses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	id := w.join(auth, "13800001357")
	mine := w.memberIn("13800001357")
	manager, adviser := w.person("manager@shop.example", staff.Administrator), w.person("adviser@shop.example", staff.CustomerService)
	reads := w.key("reader", staff.MemberRead)
	at := "/api/v1/members/" + id
	field := func(edits ...string) string {
		return strings.NewReplacer(edits...).Replace(`{"kind":"choices","version":0,"name_i18n":{"zh-CN":"喜爱的茶","en":"Favourite tea"},"choices":[{"code":"green","name_i18n":{"en":"Green"}},{"code":"black","name_i18n":{"en":"Black"}}],"face":"changeable","weight":20}`)
	}
	text := `"kind":"text"`
	bare := `,"choices":[{"code":"green","name_i18n":{"en":"Green"}},{"code":"black","name_i18n":{"en":"Black"}}]`
	run(t, w, []scenario{
		{name: "who_may_not_define_defines_nothing", method: "PUT", target: "/api/v1/member-fields/tea", body: field(), headers: []string{as(reads)}, status: 403},
		{name: "a_field_is_made", method: "PUT", target: "/api/v1/member-fields/tea", body: field(), status: 200, contains: []string{`"version":1`, `"name":"Favourite tea"`}},
		{name: "it_is_not_made_twice", method: "PUT", target: "/api/v1/member-fields/tea", body: field(), status: 409, contains: []string{"member.field_moved"}},
		{name: "what_is_wrong_is_said_of_each", method: "PUT", target: "/api/v1/member-fields/Tea", body: field(`"weight":20`, `"weight":20,"least":"1","readers":["king"]`), status: 422,
			contains: []string{"member.bad_field_code", "member.bad_bounds", "member.bad_roles"}},
		{name: "a_personal_one_for_some_roles", method: "PUT", target: "/api/v1/member-fields/illness", status: 200,
			body: field(`"kind":"choices"`, text, bare, "", `"face":"changeable"`, `"face":"hidden","personal":true,"readers":["administrator"]`)},
		{name: "there_is_nothing_to_be_changed_that_there_is_not", method: "PUT", target: "/api/v1/member-fields/none", body: field(`"version":0`, `"version":3`), status: 404},
		{name: "fields_are_put_in_an_order", method: "PUT", target: "/api/v1/member-fields", body: `{"codes":["tea","name","illness"]}`, status: 200, contains: []string{`{"items":[{"code":"tea"`}},
		{name: "values_are_set", method: "PUT", target: at + "/fields", body: `{"values":{"tea":["black","green"],"illness":["hay fever"]},"reason":"told us"}`, status: 200,
			contains: []string{`"values":["green","black"]`, `"masked":true`, `"stated_by_name":"till"`, `"percent":`}, lacks: []string{"hay fever"}},
		{name: "what_does_not_fit_is_refused", method: "PUT", target: at + "/fields", body: `{"values":{"tea":["red"],"none":["1"]}}`, status: 422,
			contains: []string{`"path":"values.tea"`, "member.not_a_choice", `"path":"values.none"`, "member.no_such_field"}},
		{name: "who_may_only_read_changes_nothing", method: "PUT", target: at + "/fields", body: `{"values":{"tea":[]}}`, headers: []string{as(reads)}, status: 403},
		{name: "they_are_seen_with_a_reason", method: "POST", target: at + "/fields/reveal", body: `{"reason":"member called"}`, status: 200, contains: []string{`"illness":["hay fever"]`}},
		{name: "the_trail_knows_that_and_not_what", method: "GET", target: "/api/v1/staff/audit?subject_kind=member&subject_id=" + id, status: 200,
			contains: []string{"member.set_fields", "illness", "member.reveal"}, lacks: []string{"hay fever"}},
		{name: "a_choice_is_a_label", method: "GET", target: "/api/v1/members?phone=13800001357", status: 200, contains: []string{"own:tea=green"}, lacks: []string{"hay", "illness"}},
		{name: "an_address_is_kept_by_its_division", method: "POST", target: at + "/addresses", body: `{"recipient":"王小云","phone":"13800001357","line":"上海浦东新区世纪大道 1 号"}`, status: 201,
			contains: []string{`"division_name":"上海市浦东新区"`, `"chosen":true`, `"phone":"138****1357"`}, lacks: []string{"世纪大道", "王小云"}},
		{name: "an_unknown_division_is_refused", method: "POST", target: at + "/addresses", body: `{"recipient":"","line":"x","division":"999999"}`, status: 422, contains: []string{"member.no_such_division"}},
		{name: "divisions_are_listed", method: "GET", target: "/api/v1/divisions?below=440300", status: 200, contains: []string{`{"code":"440305","name":"南山区"}`}},
		{name: "below_nothing_there_is_nothing", method: "GET", target: "/api/v1/divisions?below=x", status: 200, contains: []string{`{"items":[]`}},
	})

	// A role sees what is meant for it, whatever else it may do.
	if r := w.do("GET", at+"/fields", "", manager).want(200); !strings.Contains(r.Body, "illness") {
		t.Error(r.Body)
	}
	for _, r := range []reply{w.do("GET", at+"/fields", "", adviser), w.do("POST", at+"/fields/reveal", `{"reason":"why not"}`, adviser)} {
		if r.want(200); strings.Contains(r.Body, "illness") {
			t.Error("a role sees what is not meant for it:", r.Body)
		}
	}
	w.do("PUT", at+"/fields", `{"values":{"illness":["none"]}}`, adviser).want(422)

	// The member sees and changes what is meant for him.
	if r := w.do("GET", "/api/v1/me/details", "", mine).want(200); !strings.Contains(r.Body, `"values":["green","black"]`) || strings.Contains(r.Body, "illness") || strings.Contains(r.Body, "till") {
		t.Error(r.Body)
	}
	w.do("PUT", "/api/v1/me/details", `{"values":{"illness":["none"]}}`, mine).want(422)
	if r := w.do("PUT", "/api/v1/me/details", `{"values":{"tea":["black"]}}`, mine).want(200); !strings.Contains(r.Body, `"values":["black"]`) {
		t.Error(r.Body)
	}
	var held struct{ Items []struct{ ID, Line string } }
	w.do("GET", "/api/v1/me/addresses", "", mine).want(200).into(&held)
	if len(held.Items) != 1 || held.Items[0].Line != "世纪大道 1 号" {
		t.Errorf("%+v", held)
	}
	one := "/api/v1/me/addresses/" + held.Items[0].ID
	w.do("PUT", one, `{"recipient":"王小云","division":"310115","line":"世纪大道 2 号","version":7}`, mine).want(409)
	w.do("PUT", one, `{"recipient":"王小云","division":"310115","line":"世纪大道 2 号","version":1}`, mine).want(200)
	w.do("DELETE", one, "", w.memberIn("13900005678")).want(404)
	w.do("DELETE", one, "", mine).want(200)
}
