package api_test

import (
	"strings"
	"testing"
	"time"

	"habitue/internal/staff"
)

// heldIdentity finds the identity of a kind in an answer.
func heldIdentity(t *testing.T, r reply, kind string) (id string) {
	t.Helper()
	var held struct{ Items []struct{ ID, Kind string } }
	r.into(&held)
	for _, one := range held.Items {
		if one.Kind == kind {
			return one.ID
		}
	}
	t.Fatalf("no %s in %s", kind, r.Body)
	return ""
}

// TestStaffChangeIdentities lets staff bind, change and take off what a member is known
// by, with a reason that history and trail keep, and nothing in plain text.
func TestStaffChangeIdentities(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	wang, li := w.join(auth, "13800001357"), w.join(auth, "13900005678")
	at := "/api/v1/members/" + wang + "/identities"
	list := w.do("GET", at, "", as(w.key("reader", staff.MemberRead))).want(200)
	number, phone := heldIdentity(t, list, "card"), heldIdentity(t, list, "phone")
	theirs := heldIdentity(t, w.do("GET", "/api/v1/members/"+li+"/identities", "", as(auth)), "phone")
	run(t, w, []scenario{
		{name: "who_may_only_edit_binds_nothing", method: "POST", target: at, body: `{"kind":"phone","value":"13700000001","reason":"new phone"}`, headers: []string{as(w.key("editor", staff.MemberEdit))}, status: 403},
		{name: "without_a_reason_nothing_is_bound", method: "POST", target: at, body: `{"kind":"phone","value":"13700000001","reason":""}`, status: 422},
		{name: "another's_phone_is_refused", method: "POST", target: at, body: `{"kind":"phone","value":"13900005678","reason":"new phone"}`, status: 409, contains: []string{"member.identity_taken"}},
		{name: "a_kind_that_is_none", method: "POST", target: at, body: `{"kind":"fax","value":"1","reason":"new phone"}`, status: 422},
		{name: "a_phone_that_is_none", method: "POST", target: at, body: `{"kind":"phone","value":"1","reason":"new phone"}`, status: 422, contains: []string{"member.bad_identity"}},
		{name: "the_number_stays", method: "POST", target: at + "/" + number + "/end", body: `{"reason":"lost card"}`, status: 409, contains: []string{"member.number_stays"}},
		{name: "the_last_stays", method: "POST", target: at + "/" + phone + "/end", body: `{"reason":"lost phone"}`, status: 409, contains: []string{"member.last_identity"}},
		{name: "another's_identity_is_none_of_his", method: "POST", target: at + "/" + theirs + "/end", body: `{"reason":"lost phone"}`, status: 404, contains: []string{"member.no_identity"}},
		{name: "nor_is_it_replaced", method: "POST", target: at, body: `{"kind":"phone","value":"13700000001","replaces":"` + theirs + `","reason":"new phone"}`, status: 404},
		{name: "a_phone_is_changed", method: "POST", target: at, body: `{"kind":"phone","value":"137 0000 0001","replaces":"` + phone + `","reason":"new phone, seen the card"}`, status: 201, contains: []string{"137****0001", `"was":"138****1357"`, "new phone, seen the card"}, lacks: []string{"13700000001"}},
		{name: "a_card_of_another_system_is_bound", method: "POST", target: at, body: `{"kind":"external:wechat.unionid","value":"oQ1x","reason":"came by WeChat"}`, status: 201, contains: []string{"external:wechat.unionid"}},
		{name: "what_he_has_is_refused", method: "POST", target: at, body: `{"kind":"phone","value":"13700000001","reason":"new phone"}`, status: 409, contains: []string{"member.identity_held"}},
		{name: "he_is_found_by_it", method: "GET", target: "/api/v1/members?phone=13700000001", status: 200, contains: []string{wang}},
		{name: "and_no_more_by_the_old_one", method: "GET", target: "/api/v1/members?phone=13800001357", status: 200, lacks: []string{wang}},
	})
	trail := w.do("GET", "/api/v1/staff/audit?subject_kind=member&subject_id="+wang, "", as(auth)).want(200)
	if !strings.Contains(trail.Body, "member.bind_identity") || strings.Contains(trail.Body, "13700000001") {
		t.Error(trail.Body)
	}
}

// TestMembersChangeTheirPhone goes the way of a member who has another phone: after
// a while he proves that it is he, and then the code of the new one.
func TestMembersChangeTheirPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine := w.memberIn("13800001357")
	list := w.do("GET", "/api/v1/me/identities", "", mine).want(200)
	phone := heldIdentity(t, list, "phone")
	if strings.Contains(list.Body, "13800001357") || !strings.Contains(list.Body, `"proved":true`) {
		t.Error(list.Body)
	}
	w.clock.Advance(14 * time.Minute)
	ask := `{"phone":"13700000001"}`
	if r := w.do("POST", "/api/v1/me/identities/codes", ask, mine, "Sec-Fetch-Site: cross-site").want(403); !strings.Contains(r.Body, "http.cross_origin") {
		t.Error(r.Body)
	}
	w.do("POST", "/api/v1/me/identities/codes", ask).want(401)
	w.do("POST", "/api/v1/me/identities/codes", ask, mine).want(200)
	code := w.codes.last.Text
	if r := w.do("POST", "/api/v1/me/identities", `{"phone":"13700000001","code":"`+wrongCode(code)+`"}`, mine).want(422); !strings.Contains(r.Body, "member.code_refused") {
		t.Error(r.Body)
	}
	bind := `{"phone":"13700000001","code":"` + code + `","replaces":"` + phone + `"}`
	r := w.do("POST", "/api/v1/me/identities", bind, mine).want(201)
	if !strings.Contains(r.Body, "137****0001") || strings.Contains(r.Body, "1357") {
		t.Error(r.Body)
	}
	w.do("GET", "/api/v1/me", "", mine).want(200)

	// After a quarter of an hour the sign-in is no proof any more.
	w.clock.Advance(time.Minute)
	renewed := cookiesOf(w.do("POST", "/api/v1/me/session/renew", "", mine).want(200))
	list = w.do("GET", "/api/v1/me/identities", "", renewed).want(200)
	phone = heldIdentity(t, list, "phone")
	if !strings.Contains(list.Body, `"proved":false`) {
		t.Error(list.Body)
	}
	mail := `{"email":"wang@example.com"`
	if r := w.do("POST", "/api/v1/me/identities/codes", mail+"}", renewed).want(403); !strings.Contains(r.Body, "member.not_proved") {
		t.Error(r.Body)
	}
	w.do("DELETE", "/api/v1/me/identities/"+phone, "", renewed).want(403)
	w.do("POST", "/api/v1/me/proof/codes", `{"identity":"`+phone+`"}`, renewed).want(200)
	w.do("POST", "/api/v1/me/proof", `{"identity":"`+phone+`","code":"`+wrongCode(w.codes.last.Text)+`"}`, renewed).want(422)
	w.do("POST", "/api/v1/me/proof", `{"identity":"`+phone+`","code":"`+w.codes.last.Text+`"}`, renewed).want(200)
	w.do("POST", "/api/v1/me/identities/codes", mail+"}", renewed).want(200)
	w.do("POST", "/api/v1/me/identities", mail+`,"code":"`+w.codes.last.Text+`"}`, renewed).want(201)
	if r := w.do("DELETE", "/api/v1/me/identities/"+phone, "", renewed).want(200); strings.Contains(r.Body, "137****0001") || !strings.Contains(r.Body, "w***@example.com") {
		t.Error(r.Body)
	}
}

// wrongCode is another code than the one.
func wrongCode(code string) string {
	if code[0] == '0' {
		return "1" + code[1:]
	}
	return "0" + code[1:]
}
