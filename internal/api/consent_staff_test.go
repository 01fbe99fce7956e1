package api_test

import (
	"strings"
	"testing"

	"habitue/internal/staff"
)

// TestConsentsByStaff lets staff read, record and withdraw what a member said, and
// write the texts, over HTTP.
func TestConsentsByStaff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.join(w.everything(), "13800001357")
	reads, records := w.key("reader", staff.MemberRead), w.key("counter", staff.MemberRead, staff.MemberConsent)
	at := "/api/v1/members/" + id + "/consents"
	said := func(edit ...string) string {
		return strings.NewReplacer(edit...).Replace(`{"purpose":"marketing","channel":"sms","granted":true,"text_version":1,"via":"paper","store":"S001",` +
			`"reason":"form 12 in the folder","occurred_at":"2026-09-10T04:20:00Z","reference":"FORM-12"}`)
	}
	later := said(`"granted":true,"text_version":1`, `"granted":false`, "2026-09-10", "2026-09-11", "FORM-12", "CALL-1", "paper", "telephone")
	late := said("2026-09-10", "2026-09-09", "FORM-12", "FORM-11")
	run(t, w, []scenario{
		{name: "who_may_only_read_records_nothing", method: "POST", target: at, body: said(), headers: []string{as(reads)}, status: 403},
		{name: "a_yes_without_a_text_is_refused", method: "POST", target: at, body: said(`,"text_version":1`, ""), status: 422, contains: []string{`"path":"text_version"`}},
		{name: "a_version_that_never_was_is_refused", method: "POST", target: at, body: said(`version":1`, `version":9`), status: 404, contains: []string{"member.no_consent_text"}},
		{name: "marketing_needs_a_channel", method: "POST", target: at, body: said(`"channel":"sms",`, ""), status: 422, contains: []string{"member.bad_consent"}},
		{name: "an_unknown_store_is_refused", method: "POST", target: at, body: said("S001", "S999"), status: 422, contains: []string{"org.no_store"}},
		{name: "a_day_to_come_is_refused", method: "POST", target: at, body: said("2026-09-10", "2026-10-10"), status: 422, contains: []string{"member.bad_occurred_at"}},
		{name: "without_evidence_nothing_is_recorded", method: "POST", target: at, body: said("form 12 in the folder", ""), status: 422},
		{name: "nobody_is_told_of_a_member_there_is_not", method: "POST", target: "/api/v1/members/999/consents", body: said(), status: 404},
		{name: "a_yes_holds", method: "POST", target: at, body: said(), headers: []string{as(records)}, status: 200, contains: []string{`{"channel":"sms","granted":true,"since":"2026-09-10T04:20:00Z"}`}},
		{name: "the_same_form_again_changes_nothing", method: "POST", target: at, body: said(), status: 200},
		{name: "a_withdrawal_holds", method: "POST", target: at, body: later, status: 200, contains: []string{`{"channel":"sms","granted":false,"since":"2026-09-11T04:20:00Z"}`}},
		{name: "an_older_form_does_not_undo_it", method: "POST", target: at, body: late, status: 200, contains: []string{`{"channel":"sms","granted":false,"since":"2026-09-11T04:20:00Z"}`}},
		{name: "the_history_says_who_entered_it_and_where_it_was_said", method: "GET", target: at + "/history", headers: []string{as(reads)}, status: 200,
			contains: []string{`"name":"counter"`, `"name":"Nanjing East Road"`, `"reason":"form 12 in the folder"`, `"via":"telephone"`, `"text_version":null`}},
		{name: "a_page_of_the_history_leads_to_the_next", method: "GET", target: at + "/history?limit=2", status: 200, lacks: []string{`"next_cursor":null`}},
		{name: "another_list's_cursor_is_refused", method: "GET", target: at + "/history?cursor=nonsense", status: 422, contains: []string{"http.bad_cursor"}},
		{name: "texts_are_read", method: "GET", target: "/api/v1/members/consent-texts", headers: []string{as(reads)}, status: 200, contains: []string{`"purpose":"marketing","version":1`, `"name":null`}},
		{name: "who_records_writes_no_texts", method: "POST", target: "/api/v1/members/consent-texts", body: text(1), headers: []string{as(records)}, status: 403},
		{name: "a_text_needs_both_languages", method: "POST", target: "/api/v1/members/consent-texts", body: strings.Replace(text(1), "News", " ", 1), status: 422, contains: []string{`"path":"title_en"`, "member.bad_consent_text"}},
		{name: "another_wording_is_another_version", method: "POST", target: "/api/v1/members/consent-texts", body: text(1), status: 201, contains: []string{`"version":2`, `"name":"till"`}},
		{name: "who_did_not_see_it_does_not_write_over_it", method: "POST", target: "/api/v1/members/consent-texts", body: text(1), status: 409, contains: []string{"member.text_moved"}},
		{name: "both_wordings_can_be_read", method: "GET", target: "/api/v1/members/consent-texts?purpose=marketing", status: 200, contains: []string{`"version":2`, `"version":1`}},
		{name: "nobody's_consent_changed_by_it", method: "GET", target: at, status: 200, contains: []string{`"text_version":2`, `{"channel":"sms","granted":false,"since":"2026-09-11T04:20:00Z"}`}},
		{name: "the_trail_knows_each", method: "GET", target: "/api/v1/staff/audit?subject_kind=member&subject_id=" + id, status: 200, contains: []string{"member.state_consent", "form 12 in the folder"}},
	})
}

// text is a wording of marketing for whoever saw a version.
func text(after int) string {
	return toJSON(map[string]any{"purpose": "marketing", "after": after, "title_zh": "活动消息", "title_en": "News", "body_zh": "给您发活动消息。", "body_en": "We send you news."})
}
