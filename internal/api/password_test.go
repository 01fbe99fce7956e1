package api_test

import (
	"strings"
	"testing"
	"time"
)

// TestMembersSignInByPassword goes the way of a member over HTTP: sets a password, signs in
// by it, forgets it, and sets another with a code.
func TestMembersSignInByPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine := w.memberIn("13800001357")
	right, wrong := `{"phone":"13800001357","password":"yun-wu-0520-cha"}`, `{"phone":"13800001357","password":"yun-wu-0520"}`
	w.do("PUT", "/api/v1/me/password", `{"password":"yun-wu-0520-cha"}`, mine, "Sec-Fetch-Site: cross-site").want(403)
	if r := w.do("PUT", "/api/v1/me/password", `{"password":"short"}`, mine).want(422); !strings.Contains(r.Body, "member.password_too_short") {
		t.Error(r.Body)
	}
	if r := w.do("PUT", "/api/v1/me/password", `{"password":"yun-wu-0520-cha"}`, mine).want(200); !strings.Contains(r.Body, `"password":true`) || strings.Contains(r.Body, "yun-wu") {
		t.Error(r.Body)
	}
	again := cookiesOf(w.do("POST", "/api/v1/me/session/password", right).want(200))
	w.do("GET", "/api/v1/me", "", again).want(200)
	w.do("POST", "/api/v1/me/session/password", right, "Sec-Fetch-Site: cross-site").want(403)
	// A member, a stranger: one answer, but for the id of the request.
	var told []string
	for _, body := range []string{wrong, `{"phone":"13900009999","password":"yun-wu-0520-cha"}`} {
		r := w.do("POST", "/api/v1/me/session/password", body, "X-Request-Id: same").want(401)
		told = append(told, r.Body[:strings.Index(r.Body, "request_id")])
	}
	if told[0] != told[1] || !strings.Contains(told[0], "member.wrong_password") {
		t.Error(told)
	}
	w.clock.Advance(2 * time.Minute)
	code := w.code("13800001357")
	reset := w.do("POST", "/api/v1/me/session", `{"phone":"13800001357","code":"`+code+`","new_password":"another one 42"}`).want(200)
	w.do("GET", "/api/v1/me", "", again).want(401)
	w.do("GET", "/api/v1/me", "", mine).want(401)
	here := cookiesOf(reset)
	w.do("GET", "/api/v1/me", "", here).want(200)
	w.do("POST", "/api/v1/me/session/password", right).want(401)
	if r := w.do("DELETE", "/api/v1/me/password", "", here).want(200); !strings.Contains(r.Body, `"password":false`) {
		t.Error(r.Body)
	}
	w.do("POST", "/api/v1/me/session/password", `{"phone":"13800001357","password":"another one 42"}`).want(401)
}
