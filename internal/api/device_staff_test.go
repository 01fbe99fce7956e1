package api_test

import (
	"strings"
	"testing"
	"time"

	"habitue/internal/staff"
)

// TestMembersAreSignedOutByStaff lets staff see where a member is signed in, and end
// one sign-in or all of his and nobody else's, with a reason that the trail keeps.
func TestMembersAreSignedOutByStaff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auth := w.everything()
	mine, others := w.memberIn("13800001357"), w.memberIn("13900005678")
	idOf := func(phone string) string {
		var found struct{ Items []struct{ ID string } }
		w.do("GET", "/api/v1/members?phone="+phone, "", as(auth)).want(200).into(&found)
		return found.Items[0].ID
	}
	id, other := idOf("13800001357"), idOf("13900005678")
	at := "/api/v1/members/" + id + "/devices"
	var devices, theirs struct{ Items []struct{ ID string } }
	w.do("GET", at, "", as(w.key("reader", staff.MemberRead))).want(200).into(&devices)
	w.do("GET", "/api/v1/members/"+other+"/devices", "", as(auth)).want(200).into(&theirs)
	if len(devices.Items) != 1 || len(theirs.Items) != 1 {
		t.Fatalf("%v %v", devices, theirs)
	}
	run(t, w, []scenario{
		{name: "who_may_only_read_signs_nobody_out", method: "POST", target: at + "/end", body: `{"reason":"lost phone"}`, headers: []string{as(w.key("reader2", staff.MemberRead))}, status: 403},
		{name: "without_a_reason_nobody_is_signed_out", method: "POST", target: at + "/end", body: `{"reason":""}`, status: 422},
		{name: "another's_sign_in_is_none_of_his", method: "POST", target: at + "/end", body: `{"device":"` + theirs.Items[0].ID + `","reason":"lost phone"}`, status: 404, contains: []string{"member.no_session"}},
	})
	w.do("GET", "/api/v1/me", "", mine).want(200)
	w.do("POST", at+"/end", `{"device":"`+devices.Items[0].ID+`","reason":"lost phone"}`, as(auth)).want(200)
	w.do("GET", "/api/v1/me", "", mine).want(401)
	w.clock.Advance(2 * time.Minute) // until another code is sent
	again := w.memberIn("13800001357")
	if r := w.do("POST", at+"/end", `{"reason":"lost phone again"}`, as(auth)).want(200); !strings.Contains(r.Body, `"items":[]`) {
		t.Error(r.Body)
	}
	w.do("GET", "/api/v1/me", "", again).want(401)
	w.do("GET", "/api/v1/me", "", others).want(200)
	if r := w.do("GET", "/api/v1/staff/audit?subject_kind=member&subject_id="+id, "", as(auth)).want(200); !strings.Contains(r.Body, "member.sign_out") || !strings.Contains(r.Body, "lost phone again") {
		t.Error(r.Body)
	}
}
