package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/httpx"
	"habitue/internal/staff"

	"habitue/internal/api"
)

const password = "correct horse battery"

// account makes an account that can sign in.
func (w *world) account(email string, roles ...staff.Role) {
	w.t.Helper()
	_, err := w.deps.Staff.CreateAccount(w.t.Context(), staff.NewAccount{
		Email: email, Name: "李店长", Password: password, Roles: roles, By: staff.Operator})
	if err != nil {
		w.t.Fatal(err)
	}
}

// person is an account that is signed in; its cookie header is returned.
func (w *world) person(email string, roles ...staff.Role) (cookie string) {
	w.t.Helper()
	w.account(email, roles...)
	cookie, r := w.signIn(email, password)
	r.want(200)
	return cookie
}

// signIn returns the cookie header of a new session.
func (w *world) signIn(email, password string) (cookie string, r reply) {
	r = w.do("POST", "/api/v1/session", `{"email":"`+email+`","password":"`+password+`"}`)
	for _, c := range (&http.Response{Header: r.Header}).Cookies() {
		return "Cookie: " + c.Name + "=" + c.Value, r
	}
	return "", r
}

func TestSession(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.account("li@example.com", staff.Operations)
	cookie, r := w.signIn(" LI@example.com", password)
	r.want(200)
	set := r.Header.Get("Set-Cookie")
	for _, want := range []string{"habitue_session=", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(set, want) {
			t.Errorf("cookie %q lacks %s", set, want)
		}
	}
	if strings.Contains(set, "Secure") {
		t.Error("a cookie over plain HTTP is marked Secure, so that browsers would drop it")
	}
	var s struct {
		Staff       struct{ Name, Locale string }
		Permissions []string
	}
	w.do("GET", "/api/v1/session", "", cookie).want(200).into(&s)
	if s.Staff.Name != "李店长" || s.Staff.Locale != "zh-CN" || len(s.Permissions) != len(staff.May(staff.Operations)) {
		t.Errorf("session %+v", s)
	}
	w.do("PUT", "/api/v1/session/locale", `{"locale":"en"}`, cookie).want(200)
	if r := w.do("GET", "/api/v1/session", "", cookie); !strings.Contains(r.Body, `"locale":"en"`) {
		t.Error(r.Body)
	}
	w.do("GET", "/api/v1/members", "", cookie).want(200)
	w.do("GET", "/api/v1/session", "", as(w.everything())).want(403)

	gone := w.do("DELETE", "/api/v1/session", "", cookie).want(204)
	if !strings.Contains(gone.Header.Get("Set-Cookie"), "Max-Age=0") {
		t.Errorf("sign-out leaves the cookie: %q", gone.Header.Get("Set-Cookie"))
	}
	w.do("GET", "/api/v1/session", "", cookie).want(401)
}

func TestSigningInAgainEndsTheSessionBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.account("li@example.com", staff.Cashier)
	before, _ := w.signIn("li@example.com", password)
	w.do("POST", "/api/v1/session", `{"email":"li@example.com","password":"`+password+`"}`, before).want(200)
	w.do("GET", "/api/v1/session", "", before).want(401)
}

func TestPasswordChangeEndsEverySession(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.account("li@example.com", staff.Finance)
	here, _ := w.signIn("li@example.com", password)
	there, _ := w.signIn("li@example.com", password)
	w.do("POST", "/api/v1/session/password", `{"current":"wrong wrong wrong","new":"another long one"}`, here).want(403)
	w.do("POST", "/api/v1/session/password", `{"current":"`+password+`","new":"short"}`, here).want(422)
	r := w.do("POST", "/api/v1/session/password", `{"current":"`+password+`","new":"another long one"}`, here).want(200)
	for _, old := range []string{here, there} {
		w.do("GET", "/api/v1/session", "", old).want(401)
	}
	token, _, _ := strings.Cut(r.Header.Get("Set-Cookie"), ";")
	w.do("GET", "/api/v1/session", "", "Cookie: "+token).want(200)
	if _, r := w.signIn("li@example.com", password); r.Status != 401 {
		t.Errorf("the old password still signs in: %d", r.Status)
	}
}

func TestSignInFailsTheSameForEverybody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.account("li@example.com", staff.Cashier)
	for _, email := range []string{"li@example.com", "nobody@example.com"} {
		for range 5 {
			if _, r := w.signIn(email, "wrong"); r.Status != 401 || !strings.Contains(r.Body, "staff.wrong_credentials") {
				t.Errorf("%s: %d %s", email, r.Status, r.Body)
			}
		}
		_, r := w.signIn(email, password)
		if r.Status != 429 || r.Header.Get("Retry-After") != "900" || !strings.Contains(r.Body, "15 minutes") {
			t.Errorf("%s is not locked: %d %v %s", email, r.Status, r.Header, r.Body)
		}
	}
	w.clock.Advance(15*time.Minute + time.Second)
	if _, r := w.signIn("li@example.com", password); r.Status != 200 {
		t.Errorf("still locked: %d %s", r.Status, r.Body)
	}
}

func TestOneAddressMaySignInSoOften(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range 20 {
		w.do("POST", "/api/v1/session", `{"email":"x@example.com","password":"y"}`)
	}
	r := w.do("POST", "/api/v1/session", `{"email":"z@example.com","password":"y"}`).want(429)
	if !strings.Contains(r.Body, "http.rate_limited") || r.Header.Get("Retry-After") != "3" || r.Header.Get("RateLimit-Limit") != "20" {
		t.Errorf("%v %s", r.Header, r.Body)
	}
}

func TestOtherSitesCannotMakeABrowserAct(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.account("li@example.com", staff.Administrator)
	cookie, _ := w.signIn("li@example.com", password)
	body := `{"phone":"13800005678"}`
	if r := w.do("POST", "/api/v1/members", body, cookie, "Sec-Fetch-Site: cross-site").want(403); !strings.Contains(r.Body, "http.cross_origin") {
		t.Error(r.Body)
	}
	w.do("POST", "/api/v1/members", body, cookie, "Origin: https://evil.example").want(403)
	w.do("POST", "/api/v1/members", body, cookie, "Content-Type: text/plain").want(415)
	w.do("POST", "/api/v1/members", body, cookie, "Sec-Fetch-Site: same-origin").want(201)
}

func TestBehindAProxyThatEndsTLS(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(d *api.Deps) { d.Proxies = httpx.Proxies{Trusted: true} })
	w.account("li@example.com", staff.Cashier)
	r := w.do("POST", "/api/v1/session", `{"email":"li@example.com","password":"`+password+`"}`, "X-Forwarded-Proto: https").want(200)
	if !strings.Contains(r.Header.Get("Set-Cookie"), "; Secure") {
		t.Errorf("cookie %q", r.Header.Get("Set-Cookie"))
	}
}
