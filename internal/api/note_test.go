package api_test

import (
	"strings"
	"testing"

	"habitue/internal/staff"
)

// TestServiceNotes lets staff write of members what those of other stores do not see,
// correct it without losing how it read, and remove it with a reason.
func TestServiceNotes(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	manager, neighbour := s.works("manager@example.com", staff.StoreManager, "S001"), s.works("far@example.com", staff.StoreManager, "S002")
	at := "/api/v1/members/" + s.near + "/notes"
	var note struct {
		ID        string
		WrittenBy struct{ Name string } `json:"written_by"`
	}
	s.do("POST", at, `{"kind":"complaint","text":"等了\n一个小时","store":"S001"}`, manager).want(201).into(&note)
	if note.WrittenBy.Name == "" {
		t.Error("nobody wrote it")
	}
	one := at + "/" + note.ID
	by := func(cookie string) []string { return []string{"Authorization: ", cookie} }
	run(t, s.world, []scenario{
		{name: "those_of_the_store_see_it", method: "GET", target: at, headers: by(manager), status: 200, contains: []string{`等了\n一个小时`, `"code":"S001"`, `"of":null`}},
		{name: "those_of_another_do_not", method: "GET", target: at, headers: by(neighbour), status: 200, contains: []string{`"items":[]`}},
		{name: "nor_by_its_id", method: "GET", target: one + "/history", headers: by(neighbour), status: 404, contains: []string{"member.no_note"}},
		{name: "nor_do_they_change_it", method: "PUT", target: one, body: `{"kind":"call","text":"x","version":1}`, headers: by(neighbour), status: 404},
		{name: "nor_write_for_a_store_that_is_not_theirs", method: "POST", target: at, body: `{"kind":"call","text":"x","store":"S001"}`, headers: by(neighbour), status: 422, contains: []string{"order.unknown_store"}},
		{name: "the_administrator_sees_all", method: "GET", target: at + "?kind=complaint", headers: by(s.admin), status: 200, contains: []string{note.ID}},
		{name: "by_kind_it_is_not_among_the_others", method: "GET", target: at + "?kind=wish", headers: by(s.admin), status: 200, contains: []string{`"items":[]`}},
		{name: "who_may_only_read_members_reads_no_notes", method: "GET", target: at, headers: []string{as(s.key("reader", staff.MemberRead))}, status: 403},
		{name: "an_unknown_kind_is_refused", method: "POST", target: at, body: `{"kind":"gossip","text":"x"}`, headers: by(manager), status: 422},
		{name: "nothing_but_space_is_refused", method: "POST", target: at, body: `{"kind":"call","text":"  \n "}`, headers: by(manager), status: 422, contains: []string{"member.bad_note_text"}},
		{name: "it_is_corrected", method: "PUT", target: one, body: `{"kind":"complaint","text":"等了半小时","store":"S001","pinned":true,"version":1}`, headers: by(manager), status: 200, contains: []string{`"version":2`, `"pinned":true`}},
		{name: "not_twice_as_it_was", method: "PUT", target: one, body: `{"kind":"complaint","text":"y","version":1}`, headers: by(manager), status: 409, contains: []string{"member.note_moved"}},
		{name: "how_it_read_is_kept", method: "GET", target: one + "/history", headers: by(manager), status: 200, contains: []string{`"act":"written"`, "一个小时", `"act":"corrected"`, "半小时"}},
		{name: "without_a_reason_it_is_not_removed", method: "POST", target: one + "/remove", body: `{"version":2,"reason":" "}`, headers: by(manager), status: 422},
		{name: "it_is_removed", method: "POST", target: one + "/remove", body: `{"version":2,"reason":"记错会员"}`, headers: by(manager), status: 200, contains: []string{`"removed":true`, "记错会员"}},
		{name: "then_it_is_not_listed", method: "GET", target: at, headers: by(manager), status: 200, contains: []string{`"items":[]`}},
		{name: "but_among_those_that_were_removed", method: "GET", target: at + "?removed=true", headers: by(manager), status: 200, contains: []string{note.ID, "记错会员"}},
		{name: "and_brought_back", method: "POST", target: one + "/restore", body: `{"version":3}`, headers: by(manager), status: 200, contains: []string{`"removed":false`, `"version":4`}},
		{name: "the_trail_knows_that_and_not_what", method: "GET", target: "/api/v1/staff/audit?subject_kind=member&subject_id=" + s.near, headers: by(s.admin), status: 200,
			contains: []string{"member.write_note", "member.correct_note", "member.remove_note", "member.restore_note", note.ID}, lacks: []string{"小时", "记错会员"}},
	})
	// His copy holds every wording.
	files := unzip(t, s.do("POST", "/api/v1/members/"+s.near+"/copy", `{"via":"counter","reason":"asked at the counter"}`, s.admin).want(200).Body)
	for _, text := range []string{"一个小时", "半小时", "记错会员"} {
		if !strings.Contains(files["copy.json"], text) || !strings.Contains(files["notes.csv"], text) {
			t.Errorf("the copy lacks %q", text)
		}
	}
}
