package api_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"habitue/internal/staff"
)

// plain are texts of a member that no reader gets without asking for them with a
// reason: whole, and as the folded forms in which they are kept.
var plain = []string{"13812345677", "zhuang.planted@example.com", "1987-03-04"}

// plainName is shown to those who may see a member in full, and in no file.
const plainName = "庄南华"

// text is what an answer says, of a workbook what stands in its parts.
func (r reply) text() string {
	if !strings.HasPrefix(r.Body, "PK") {
		return r.Body
	}
	book, err := zip.NewReader(strings.NewReader(r.Body), int64(len(r.Body)))
	if err != nil {
		r.t.Fatalf("a file that is no workbook: %v", err)
	}
	var all bytes.Buffer
	for _, part := range book.File {
		in, err := part.Open()
		if err == nil {
			_, err = io.Copy(&all, in)
		}
		if err != nil {
			r.t.Fatal(err)
		}
	}
	return all.String()
}

// shows reports which of the texts an answer shows that must not be in it.
func (r reply) shows(alsoName bool) string {
	said := r.text()
	for _, text := range plain {
		if strings.Contains(said, text) {
			return text
		}
	}
	if alsoName && strings.Contains(said, plainName) {
		return plainName
	}
	return ""
}

// TestPersonalDataIsMaskedForEveryRole asks every operation that reads, as every role,
// for a member with a phone, an e-mail and a birthday: none of them shows in full. To
// see them is an act of its own, with a reason, by those whom the table lets, and it is
// in the trail.
func TestPersonalDataIsMaskedForEveryRole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	var joined struct{ ID, Number string }
	w.do("POST", "/api/v1/members", `{"name":"`+plainName+`","phone":"`+plain[0]+`","email":"`+plain[1]+`","birthday":"`+plain[2]+`"}`,
		as(till), "Idempotency-Key: mask").want(http.StatusCreated).into(&joined)
	w.do("POST", "/api/v1/orders", sale("R-MASK", map[string]any{"member": map[string]string{"phone": plain[0]}}), as(till)).want(201)
	template := w.issued(till, joined.ID)
	w.settle()
	replaced := strings.NewReplacer("{id}", joined.ID, "{version}", "1", "{member}", joined.ID, "{template}", template)
	asked, shown := 0, 0
	for _, role := range staff.Roles() {
		auth := w.key("mask "+string(role), staff.May(role)...)
		for _, r := range contractRoutes(t) {
			if r.method != "GET" || !r.permission.Known() {
				continue
			}
			queries := []string{""}
			switch {
			case r.path == "/api/v1/members":
				queries = []string{"", "?q=5677", "?phone=" + plain[0]}
			case strings.HasSuffix(r.path, "/export"):
				queries = []string{"", "?format=xlsx"}
			}
			for _, query := range queries {
				got := w.do("GET", replaced.Replace(r.path)+query, "", as(auth))
				asked++
				if got.Status == http.StatusOK && strings.Contains(got.Body, joined.Number) {
					shown++
				}
				if text := got.shows(!slices.Contains(staff.May(role), staff.MemberReveal) || strings.HasSuffix(r.path, "/export")); text != "" {
					t.Errorf("%s as %s shows %s: %.300s", r.path+query, role, text, got.text())
				}
			}
		}
		w.masksWhatIsSent(role, auth, joined.ID, joined.Number)
		person := w.person("mask-"+strings.ReplaceAll(string(role), "_", "-")+"@example.com", role)
		may := false
		for _, p := range staff.May(role) {
			may = may || p == staff.MemberReveal
		}
		for body, want := range map[string]int{`{"reason":"asked by telephone"}`: http.StatusOK, `{}`: http.StatusUnprocessableEntity} {
			got := w.do("POST", "/api/v1/members/"+joined.ID+"/reveal", body, person)
			if denied := got.Status == http.StatusForbidden || got.Status == http.StatusNotFound; denied == may || may && got.Status != want {
				t.Errorf("%s sees a member in full with %s: %d", role, body, got.Status)
			}
			if may && want == http.StatusOK && !strings.Contains(got.Body, plain[0]) {
				t.Errorf("%s asked with a reason and got %s", role, got.Body)
			}
		}
	}
	if asked < 500 || shown < 20 {
		t.Fatalf("%d asked, %d of them show the member: the walk is broken", asked, shown)
	}
}

// issued gives the member a coupon and returns its template.
func (w *world) issued(till, member string) (template string) {
	w.t.Helper()
	template = w.claimable()
	w.do("POST", "/api/v1/coupons/claims", fmt.Sprintf(`{"member_id":%q,"template_id":%q,"key":"c"}`, member, template), as(till)).want(201)
	return template
}

// masksWhatIsSent sends what answers with something of a member, as a till and as
// somebody who exports lists: no answer has more in it than a look has, and a file
// has no name at all.
func (w *world) masksWhatIsSent(role staff.Role, auth, member, number string) {
	w.t.Helper()
	by := `"member":{"phone":"` + plain[0] + `"}`
	basket := by + `,"store":"S001","lines":[{"no":1,"article":"TEA","quantity":1,"unit":3000}]`
	columns := `"number","name","phone","level","joined_on","home_store"`
	sent := []struct {
		path, body string
		file       bool
	}{
		{"/members/scan", `{"text":"` + plain[0] + `"}`, false},
		{"/members/scan", `{"text":"` + number + `"}`, false},
		{"/orders", sale("R-MASK-"+string(role), map[string]any{"member": map[string]string{"phone": plain[0]}}), false},
		{"/quotes", `{` + basket + `}`, false},
		{"/prepaid/top-ups", `{` + by + `,"pay":50000,"store":"S001"}`, false},
		{"/members", `{"phone":"` + plain[0] + `","name":"` + plainName + `"}`, false}, // he is one already
		{"/coupons/handouts?dry_run=true", `{"items":[],"people":[{"phone":"` + plain[0] + `"}],"reason":"x","note":"x"}`, false},
		{"/members/" + member + "/merge/preview", `{"absorbed":"1"}`, false},
		{"/members/" + member + "/erase/preview", "", false},
		{"/members/" + member + "/addresses", `{"recipient":"` + plainName + `","line":"x","phone":"` + plain[0] + `"}`, false},
		{"/members/export", `{"filter":{},"columns":[` + columns + `],"reason":"monthly list"}`, true},
		{"/members/export", `{"filter":{},"columns":["number","name","phone","points"],"sort":"joined","reason":"monthly list"}`, true},
	}
	for _, s := range sent {
		got := w.do("POST", "/api/v1"+s.path, s.body, as(auth), "Idempotency-Key: mask-"+string(role))
		if text := got.shows(s.file || !slices.Contains(staff.May(role), staff.MemberReveal)); text != "" {
			w.t.Errorf("POST %s as %s shows %s: %.300s", s.path, role, text, got.text())
		}
		if s.file && got.Status == http.StatusOK && !strings.Contains(got.Body, "庄*华") {
			w.t.Errorf("POST %s as %s does not even show whom: %.300s", s.path, role, got.Body)
		}
	}
}
