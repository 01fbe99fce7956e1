package api_test

import (
	"strings"
	"testing"

	"habitue/internal/api"
	"habitue/internal/member"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/secret"
	"habitue/internal/staff"
)

// newNursery is a world in which a guardian must agree for whoever is below 14. It is the
// 12th of September 2026.
func newNursery(t *testing.T) *world {
	t.Helper()
	codes := &codesSent{}
	w := newWorld(t, func(d *api.Deps) {
		d.Members = member.New(member.Deps{DB: d.DB, IDs: orgtest.IDs(t, d.DB), Clock: d.Clock, Keys: secret.New(), Notices: d.Notices, Org: d.Org,
			Codes: codes, AgeOfConsent: 14})
	})
	w.codes = codes
	return w
}

func (w *world) guardianCode(phone string) string {
	w.t.Helper()
	w.do("POST", "/api/v1/me/guardian/codes", `{"phone":"`+phone+`"}`).want(200)
	return w.codes.last.Text
}

func TestAMinorJoins(t *testing.T) {
	t.Parallel()
	w := newNursery(t)
	if r := w.do("GET", "/api/v1/me/shop", "").want(200); !strings.Contains(r.Body, `"minor_age":14`) {
		t.Error(r.Body)
	}
	if r := w.do("GET", "/api/v1/me/guardian", "", "Accept-Language: zh-CN").want(200); !strings.Contains(r.Body, `"text_version":1,"title":"监护人同意"`) {
		t.Error(r.Body)
	}
	if r := w.do("GET", "/api/v1/me/consents/questions", "").want(200); strings.Contains(r.Body, "guardian") {
		t.Error("who joins is asked as a guardian", r.Body)
	}
	code := w.code("13800005678")
	join := func(said string, status int) reply {
		return w.do("POST", "/api/v1/me/session", `{"phone":"13800005678","code":"`+code+`","remember":true,"join":`+said+`}`).want(status)
	}
	for said, want := range map[string]string{`{}`: "member.age_needed", `{"birthday":"2014-05-20"}`: "member.guardian_needed", `{"of_age":"no"}`: "member.age_needed"} {
		status := 422
		if want == "member.guardian_needed" {
			status = 409
		}
		if r := join(said, status); !strings.Contains(r.Body, want) {
			t.Error(r.Body)
		}
	}
	guardian := `"guardian":{"phone":"13600001111","code":"` + w.guardianCode("13600001111") + `","text_version":1}`
	mine := cookiesOf(join(`{"birthday":"2014-05-20",`+guardian+`}`, 200))
	if r := w.do("GET", "/api/v1/me", "", mine).want(200); !strings.Contains(r.Body, `"minor":"agreed"`) || strings.Contains(r.Body, "2014") {
		t.Error(r.Body)
	}
	if r := w.do("PUT", "/api/v1/me/consents", `{"answers":[{"purpose":"profiling","granted":true,"text_version":1}]}`, mine).want(409); !strings.Contains(r.Body, "member.minor") {
		t.Error(r.Body)
	}
	w.do("POST", "/api/v1/me/guardian", guardian[len(`"guardian":`):], mine).want(422)
}

// TestStaffRecordAGuardian takes a child in at the counter.
func TestStaffRecordAGuardian(t *testing.T) {
	t.Parallel()
	w := newNursery(t)
	auth := w.everything()
	var child struct{ ID string }
	w.do("POST", "/api/v1/members", `{"phone":"13800001357","birthday":"2015-05-20"}`, as(auth)).want(201).into(&child)
	adult := w.join(auth, "13900005678")
	at := "/api/v1/members/" + child.ID + "/guardian"
	body := `{"phone":"13600001111","text_version":1,"via":"paper","reason":"form 12"}`
	run(t, w, []scenario{
		{name: "a_child_waits_for_a_guardian", method: "GET", target: at, status: 200, contains: []string{`"state":"pending"`, `"agreed_at":null`}},
		{name: "an_adult_does_not", method: "GET", target: "/api/v1/members/" + adult + "/guardian", status: 200, contains: []string{`"state":null`}},
		{name: "offers_are_not_recorded", method: "POST", target: "/api/v1/members/" + child.ID + "/consents", body: `{"purpose":"marketing","channel":"sms","granted":true,"text_version":1,"via":"counter","reason":"said so"}`, status: 409, contains: []string{"member.minor"}},
		{name: "who_may_only_read_records_nothing", method: "POST", target: at, body: body, headers: []string{as(w.key("reader", staff.MemberRead))}, status: 403},
		{name: "a_child_is_no_guardian", method: "POST", target: at, body: strings.Replace(body, "13600001111", "13800001357", 1), status: 422, contains: []string{"member.own_guardian"}},
		{name: "an_adult_needs_none", method: "POST", target: "/api/v1/members/" + adult + "/guardian", body: body, status: 409, contains: []string{"member.not_minor"}},
		{name: "a_guardian_is_recorded", method: "POST", target: at, body: body, status: 200, contains: []string{`"state":"agreed"`, `"guardian_masked":"136****1111"`, `"via":"staff"`}, lacks: []string{"13600001111"}},
		{name: "with_the_evidence", method: "GET", target: "/api/v1/members/" + child.ID + "/consents/history", status: 200, contains: []string{`"purpose":"guardian"`, "form 12"}},
	})
	trail := w.do("GET", "/api/v1/staff/audit?subject_kind=member&subject_id="+child.ID, "", as(auth)).want(200)
	if !strings.Contains(trail.Body, "member.state_guardian") || strings.Contains(trail.Body, "13600001111") {
		t.Error(trail.Body)
	}
}
