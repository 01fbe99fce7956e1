package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"habitue/internal/api"
	"habitue/internal/platform/httpx"
	"habitue/internal/staff"
)

// code asks for a sign-in code and returns it.
func (w *world) code(phone string, headers ...string) string {
	w.t.Helper()
	w.do("POST", "/api/v1/me/codes", `{"phone":"`+phone+`"}`, headers...).want(200)
	return w.codes.last.Text
}

// memberIn signs the owner of a phone in, who joins if that is new, and returns
// the header of the cookies.
func (w *world) memberIn(phone string) (cookies string) {
	w.t.Helper()
	r := w.do("POST", "/api/v1/me/session", `{"phone":"`+phone+`","code":"`+w.code(phone)+`","remember":true,"join":{"name":"王小云"}}`).want(200)
	return cookiesOf(r)
}

func cookiesOf(r reply) string {
	var list []string
	for _, c := range (&http.Response{Header: r.Header}).Cookies() {
		list = append(list, c.Name+"="+c.Value)
	}
	return "Cookie: " + strings.Join(list, "; ")
}

func TestMemberSession(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.code("13800005678")
	first := w.do("POST", "/api/v1/me/session", `{"phone":"13800005678","code":"`+code+`"}`).want(404)
	if !strings.Contains(first.Body, "member.not_joined") {
		t.Error(first.Body)
	}
	r := w.do("POST", "/api/v1/me/session", `{"phone":"+86 13800005678","code":"`+code+`","remember":true,"join":{"name":"王小云","birthday":"05-20","store":"S001","channel":"mini","poster":"door-3"}}`).want(200)
	if !strings.Contains(r.Body, `"joined":true`) || !strings.Contains(r.Body, `"tokens":null`) {
		t.Error(r.Body)
	}
	set := r.Header.Values("Set-Cookie")
	if len(set) != 2 {
		t.Fatalf("%q", set)
	}
	for i, want := range [][]string{
		{"habitue_member=hbm_", "HttpOnly", "SameSite=Lax", "Path=/api/v1/me;", "Expires="},
		{"habitue_member_renew=hbr_", "HttpOnly", "SameSite=Strict", "Path=/api/v1/me/session;", "Expires="},
	} {
		for _, part := range want {
			if !strings.Contains(set[i]+";", part) {
				t.Errorf("cookie %q lacks %s", set[i], part)
			}
		}
	}
	cookies := cookiesOf(r)
	w.do("GET", "/api/v1/me/devices", "", cookies).want(200)
	w.clock.Advance(16 * time.Minute)
	w.do("GET", "/api/v1/me/devices", "", cookies).want(401)
	renewed := cookiesOf(w.do("POST", "/api/v1/me/session/renew", "", cookies).want(200))
	w.do("GET", "/api/v1/me/devices", "", renewed).want(200)
	gone := w.do("DELETE", "/api/v1/me/session", "", renewed).want(204)
	for _, c := range gone.Header.Values("Set-Cookie") {
		if !strings.Contains(c, "Max-Age=0") {
			t.Errorf("signing out leaves %q", c)
		}
	}
	w.do("GET", "/api/v1/me/devices", "", renewed).want(401)
	w.do("POST", "/api/v1/me/session/renew", "", renewed).want(401)
}

func TestMemberSessionOfAnApp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var s struct {
		Tokens struct{ Access, Renew string }
	}
	r := w.do("POST", "/api/v1/me/session", `{"phone":"13800005678","code":"`+w.code("13800005678")+`","bearer":true,"join":{}}`).want(200).into(&s)
	if len(r.Header.Values("Set-Cookie")) > 0 {
		t.Error("an app gets cookies, too")
	}
	w.do("GET", "/api/v1/me/devices", "", as("Bearer "+s.Tokens.Access)).want(200)
	w.do("GET", "/api/v1/me/devices", "", as("Bearer "+s.Tokens.Renew)).want(401)
	w.do("POST", "/api/v1/me/session/renew", "", as("Bearer "+s.Tokens.Access)).want(401)
	w.do("POST", "/api/v1/me/session/renew", "", as("Bearer "+s.Tokens.Renew)).want(200).into(&s)
	w.do("GET", "/api/v1/me/devices", "", as("Bearer "+s.Tokens.Access)).want(200)
}

// TestMembersAndStaffAreNoneOfEachOther tries each one's means at the other's door.
func TestMembersAndStaffAreNoneOfEachOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cookies := w.memberIn("13800005678")
	colleague := w.person("li@example.com", staff.Administrator)
	key := w.everything()
	w.do("GET", "/api/v1/me/devices", "", as(key)).want(401)
	w.do("GET", "/api/v1/me/devices", "", colleague).want(401)
	w.do("GET", "/api/v1/members", "", cookies).want(401)
	_, token, _ := strings.Cut(cookies, "habitue_member=")
	token, _, _ = strings.Cut(token, ";")
	w.do("GET", "/api/v1/members", "", as("Bearer "+token)).want(401)
	w.do("GET", "/api/v1/session", "", "Cookie: habitue_session="+token).want(401)
}

// TestAnAnswerTellsNothingOfMembership compares whole answers, headers included.
func TestAnAnswerTellsNothingOfMembership(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.memberIn("13800000001")
	w.clock.Advance(2 * time.Minute)
	told := map[string][]string{}
	for _, phone := range []string{"13800000001", "13800000002"} {
		for _, ask := range []func() reply{
			func() reply {
				return w.do("POST", "/api/v1/me/session", `{"phone":"`+phone+`","code":"000000","join":{}}`)
			},
			func() reply { return w.do("POST", "/api/v1/me/codes", `{"phone":"`+phone+`"}`) },
			func() reply { return w.do("POST", "/api/v1/me/codes", `{"phone":"`+phone+`"}`) },
			func() reply {
				return w.do("POST", "/api/v1/me/session", `{"phone":"`+phone+`","code":"`+other(w.codes.last.Text)+`"}`)
			},
		} {
			r := ask()
			r.Header.Del("X-Request-Id")
			var body map[string]any
			r.into(&body)
			delete(body, "request_id")
			text, err := json.Marshal(map[string]any{"status": r.Status, "body": body, "header": r.Header})
			if err != nil {
				t.Fatal(err)
			}
			told[phone] = append(told[phone], string(text))
		}
	}
	for i := range told["13800000001"] {
		if a, b := told["13800000001"][i], told["13800000002"][i]; a != b {
			t.Errorf("a member is told\n%s\na stranger\n%s", a, b)
		}
	}
}

func other(code string) string {
	if code[0] == '7' {
		return "8" + code[1:]
	}
	return "7" + code[1:]
}

func TestSigningInTooOften(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.code("13800005678")
	r := w.do("POST", "/api/v1/me/codes", `{"phone":"13800005678"}`).want(429)
	if !strings.Contains(r.Body, "member.too_often") || r.Header.Get("Retry-After") != "60" || !strings.Contains(r.Body, "60 seconds") {
		t.Errorf("%v %s", r.Header, r.Body)
	}
	for _, body := range []string{`{}`, `{"phone":"13800005678","email":"a@b.cn"}`, `{"phone":"12"}`, `{"email":"nobody"}`} {
		w.do("POST", "/api/v1/me/codes", body).want(422)
	}
}

func TestCodesThatNobodyDelivers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(d *api.Deps) { d.Members = withoutCodes(d) })
	if r := w.do("POST", "/api/v1/me/codes", `{"phone":"13800005678"}`).want(503); !strings.Contains(r.Body, "member.no_code_sender") {
		t.Error(r.Body)
	}
}

// TestOtherSitesCannotActAsAMember holds against forged requests: with the cookie
// of somebody who is signed in, and to sign somebody in as the attacker.
func TestOtherSitesCannotActAsAMember(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cookies := w.memberIn("13800005678")
	code := w.code("13900000001")
	for _, from := range []string{"Sec-Fetch-Site: cross-site", "Origin: https://evil.example"} {
		for _, ask := range [][3]string{
			{"POST", "/api/v1/me/devices/end-others", ""}, {"DELETE", "/api/v1/me/session", ""}, {"POST", "/api/v1/me/session/renew", ""},
			{"POST", "/api/v1/me/session", `{"phone":"13900000001","code":"` + code + `","join":{}}`},
		} {
			if r := w.do(ask[0], ask[1], ask[2], cookies, from).want(403); !strings.Contains(r.Body, "http.cross_origin") {
				t.Error(r.Body)
			}
		}
	}
	w.do("POST", "/api/v1/me/session", `{"phone":"13900000001","code":"`+code+`","join":{}}`, "Content-Type: text/plain").want(415)
}

func TestMemberCookiesBehindAProxyThatEndsTLS(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(d *api.Deps) { d.Proxies = httpx.Proxies{Trusted: true} })
	r := w.do("POST", "/api/v1/me/session", `{"phone":"13800005678","code":"`+w.code("13800005678")+`","join":{}}`, "X-Forwarded-Proto: https").want(200)
	for _, c := range r.Header.Values("Set-Cookie") {
		if !strings.Contains(c, "; Secure") || strings.Contains(c, "Expires=") {
			t.Errorf("cookie %q", c)
		}
	}
}

func TestSigningInEndsTheMemberSessionBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	planted := w.memberIn("13900000001")
	code := w.code("13800005678")
	w.do("POST", "/api/v1/me/session", `{"phone":"13800005678","code":"`+code+`","join":{}}`, planted).want(200)
	w.do("GET", "/api/v1/me/devices", "", planted).want(401)
}

func TestMemberDevices(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	here := w.memberIn("13800005678")
	w.clock.Advance(2 * time.Minute)
	there := w.memberIn("13800005678")
	stranger := w.memberIn("13900000001")
	var list struct {
		Items []struct {
			ID   string
			Here bool
		}
	}
	w.do("GET", "/api/v1/me/devices", "", here).want(200).into(&list)
	if len(list.Items) != 2 || list.Items[0].Here == list.Items[1].Here {
		t.Fatalf("%+v", list)
	}
	for _, d := range list.Items {
		w.do("DELETE", "/api/v1/me/devices/"+d.ID, "", stranger).want(404)
	}
	if r := w.do("POST", "/api/v1/me/devices/end-others", "", here).want(200); !strings.Contains(r.Body, `"ended":1`) {
		t.Error(r.Body)
	}
	w.do("GET", "/api/v1/me/devices", "", there).want(401)
	w.do("GET", "/api/v1/me/devices", "", here).want(200)
	w.do("GET", "/api/v1/me/devices", "", stranger).want(200)
}

// TestScanning lets a till read what a phone shows, and what is printed on a card.
func TestScanning(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	id := w.join(till, "13800005678")
	m, err := w.deps.Members.Scan(t.Context(), w.deps.DB, w.deps.Members.Pass(idOf(id)).Text)
	if err != nil {
		t.Fatal(err)
	}
	pass := w.deps.Members.Pass(m.ID).Text
	for _, text := range []string{pass, m.Number} {
		if r := w.do("POST", "/api/v1/members/scan", toJSON(map[string]string{"text": text}), as(till)).want(200); !strings.Contains(r.Body, `"id":"`+id+`"`) {
			t.Error(r.Body)
		}
	}
	w.clock.Advance(time.Minute)
	if r := w.do("POST", "/api/v1/members/scan", toJSON(map[string]string{"text": pass}), as(till)).want(422); !strings.Contains(r.Body, "member.bad_pass") {
		t.Error(r.Body)
	}
	w.do("POST", "/api/v1/members/scan", `{"text":"100000000008"}`, as(till)).want(404)
}
