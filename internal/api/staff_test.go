package api_test

import (
	"strings"
	"testing"

	"habitue/internal/staff"
)

// TestAColleagueFromInvitationToLeaving goes through an account's life.
func TestAColleagueFromInvitationToLeaving(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.person("admin@example.com", staff.Administrator)
	var made struct{ ID, Password string }
	w.do("POST", "/api/v1/staff/accounts", `{"email":"new@example.com","name":"小陈","roles":["cashier"]}`, admin).want(201).into(&made)
	cookie, r := w.signIn("new@example.com", made.Password)
	if r.want(200); !strings.Contains(r.Body, `"must_change_password":true`) || !strings.Contains(r.Body, `"permissions":[]`) {
		t.Error(r.Body)
	}
	if r := w.do("GET", "/api/v1/members", "", cookie).want(403); !strings.Contains(r.Body, "staff.password_must_change") {
		t.Error(r.Body)
	}
	r = w.do("POST", "/api/v1/session/password", `{"current":"`+made.Password+`","new":"a long one of mine"}`, cookie).want(200)
	token, _, _ := strings.Cut(r.Header.Get("Set-Cookie"), ";")
	cookie = "Cookie: " + token
	w.do("GET", "/api/v1/members", "", cookie).want(200)

	account := "/api/v1/staff/accounts/" + made.ID
	if r := w.do("PUT", account+"/stores", `{"stores":["S001","S001"],"reason":"new shop"}`, admin).want(200); !strings.Contains(r.Body, `"stores":[{"code":"S001"`) {
		t.Error(r.Body)
	}
	w.do("PUT", account+"/stores", `{"stores":["S9"],"reason":"new shop"}`, admin).want(422)
	w.do("GET", "/api/v1/staff/accounts", "", cookie).want(403)
	w.do("PUT", account+"/roles", `{"roles":["auditor"],"reason":"promoted"}`, admin).want(200)
	w.do("GET", "/api/v1/staff/accounts", "", cookie).want(200) // counts from the next request
	w.do("PUT", account+"/roles", `{"roles":["administrator"],"reason":"promoted"}`, cookie).want(403)

	var sessions struct{ Items []struct{ ID string } }
	w.do("GET", account+"/sessions", "", admin).want(200).into(&sessions)
	if len(sessions.Items) != 1 {
		t.Fatalf("%+v", sessions)
	}
	w.do("DELETE", account+"/sessions/"+sessions.Items[0].ID, "", admin).want(204)
	w.do("GET", "/api/v1/session", "", cookie).want(401)

	cookie, _ = w.signIn("new@example.com", "a long one of mine")
	w.do("POST", account+"/disable", `{"reason":"left"}`, admin).want(200)
	w.do("GET", "/api/v1/session", "", cookie).want(401)
	if _, r := w.signIn("new@example.com", "a long one of mine"); r.Status != 401 {
		t.Errorf("a disabled account signs in: %d", r.Status)
	}
	w.do("POST", account+"/enable", `{"reason":"came back"}`, admin).want(200)
	w.do("POST", account+"/password", `{"reason":"forgotten"}`, admin).want(200).into(&made)
	if _, r := w.signIn("new@example.com", made.Password); r.Status != 200 {
		t.Errorf("the new password does not sign in: %d %s", r.Status, r.Body)
	}
	trail := w.do("GET", "/api/v1/staff/audit?subject_kind=account&subject_id="+made.ID+"&limit=3", "", admin).want(200)
	for _, want := range []string{`"action":"staff.reset_password"`, `"reason":"came back"`, `"next_cursor":"`} {
		if !strings.Contains(trail.Body, want) {
			t.Errorf("lacks %s: %s", want, trail.Body)
		}
	}
	for _, secret := range []string{made.Password, "a long one of mine"} {
		if strings.Contains(trail.Body, secret) {
			t.Error("the trail shows a password")
		}
	}
}

// TestTheLastAdministratorStays tries every way to lose the last one.
func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.person("admin@example.com", staff.Administrator)
	manager := as(w.everything())
	var me struct{ Staff struct{ ID string } }
	w.do("GET", "/api/v1/session", "", admin).want(200).into(&me)
	account := "/api/v1/staff/accounts/" + me.Staff.ID
	for _, try := range [][3]string{{"PUT", "/roles", `{"roles":["finance"],"reason":"try"}`}, {"POST", "/disable", `{"reason":"try"}`}} {
		if r := w.do(try[0], account+try[1], try[2], manager).want(409); !strings.Contains(r.Body, "staff.last_administrator") {
			t.Error(r.Body)
		}
		if r := w.do(try[0], account+try[1], try[2], admin).want(403); !strings.Contains(r.Body, "staff.own_account") {
			t.Error(r.Body)
		}
	}
	w.do("PUT", account+"/roles", `{"roles":["administrator","finance"],"reason":"both"}`, manager).want(200)
}

// TestTheTrailIsReadPageByPage follows the cursor to the first act.
func TestTheTrailIsReadPageByPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.person("admin@example.com", staff.Administrator)
	for range 4 {
		w.do("POST", "/api/v1/staff/keys", `{"name":"till","scopes":["org:read"]}`, admin).want(201)
	}
	seen := map[string]bool{}
	cursor, pages := "", 0
	for {
		var page struct {
			Items []struct{ ID, Principal, Action string }
			Next  *string `json:"next_cursor"`
		}
		w.do("GET", "/api/v1/staff/audit?limit=2&cursor="+cursor, "", admin).want(200).into(&page)
		for _, i := range page.Items {
			if seen[i.ID] {
				t.Fatalf("%s is shown twice", i.ID)
			}
			seen[i.ID] = true
		}
		if pages++; page.Next == nil {
			break
		}
		cursor = *page.Next
	}
	if len(seen) != 6 || pages != 3 { // made, signed in, four keys
		t.Errorf("%d acts on %d pages", len(seen), pages)
	}
}
