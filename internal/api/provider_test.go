package api_test

import (
	"strings"
	"testing"

	"habitue/internal/api"
	"habitue/internal/member"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/vouch"
	"habitue/internal/platform/vouch/vouchtest"
)

// gate is a world beside which sign-in providers stand.
type gate struct {
	*world
	liar   *vouchtest.Liar
	wechat *vouchtest.WeChat
}

func newGate(t *testing.T) *gate {
	t.Helper()
	g := &gate{liar: vouchtest.NewLiar(t), wechat: vouchtest.NewWeChat(t)}
	codes := &codesSent{}
	g.world = newWorld(t, func(d *api.Deps) {
		g.liar.Now = d.Clock.Now
		d.Members = member.New(member.Deps{DB: d.DB, IDs: orgtest.IDs(t, d.DB), Clock: d.Clock, Keys: secret.New(), Notices: d.Notices, Org: d.Org, Codes: codes,
			Home: "https://club.example.com", Providers: []vouch.Listed{
				{Name: "acme", Chinese: "某某", English: "Acme", Provider: vouch.NewOIDC(vouch.OIDCOptions{Issuer: g.liar.Issuer, Client: vouchtest.Client, Secret: vouchtest.Secret, Now: d.Clock.Now})},
				{Name: "mini", Chinese: "小程序", English: "Mini-program", Prove: true, Provider: vouch.NewWeChat(vouch.WeChatOptions{App: vouchtest.App, Secret: vouchtest.Secret, Flavour: vouch.MiniProgram, API: g.wechat.API})},
			}})
	})
	g.codes = codes
	return g
}

// begun is the way of a browser to the provider; it returns the cookie and what the
// browser comes back with.
func (g *gate) begun(target, body string, who vouchtest.Claims, headers ...string) (cookie, back string) {
	g.t.Helper()
	r := g.do("POST", target, body, headers...).want(200)
	var way struct{ Address string }
	r.into(&way)
	state, code := g.liar.Login(way.Address, who)
	return cookiesOf(r), toJSON(map[string]any{"state": state, "code": code})
}

const (
	goingThere = `{"provider":"acme","return_to":"/coupons"}`
	attempts   = "/api/v1/me/session/attempts"
	answers    = "/api/v1/me/session/answers"
)

func TestSigningInByAProvider(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	if r := g.do("GET", "/api/v1/me/providers", "", "Accept-Language: zh-CN").want(200); !strings.Contains(r.Body, `{"name":"acme","title":"某某","way":"page"}`) {
		t.Error(r.Body)
	}
	r := g.do("POST", attempts, goingThere, "X-Forwarded-Host: evil.example.com").want(200)
	set := r.Header.Get("Set-Cookie")
	for _, part := range []string{"habitue_member_attempt=", "HttpOnly", "SameSite=Lax", "Path=/api/v1/me", "Max-Age=600"} {
		if !strings.Contains(set, part) {
			t.Errorf("cookie %q lacks %s", set, part)
		}
	}
	if strings.Contains(r.Body, "evil") {
		t.Error(r.Body)
	}
	run(t, g.world, []scenario{
		{name: "another_site_begins_none", method: "POST", target: attempts, body: goingThere, headers: []string{"Sec-Fetch-Site: cross-site"}, status: 403, contains: []string{"http.cross_origin"}},
		{name: "nor_answers_one", method: "POST", target: answers, body: `{"state":"in_x","code":"c"}`, headers: []string{"Origin: https://evil.example.com"}, status: 403},
		{name: "another_site_is_no_page", method: "POST", target: attempts, body: `{"provider":"acme","return_to":"//evil.example.com"}`, status: 422, contains: []string{"member.bad_return"}},
		{name: "nobody_vouches_by_that_name", method: "POST", target: attempts, body: `{"provider":"other"}`, status: 404, contains: []string{"member.no_provider"}},
		{name: "a_state_of_nobody", method: "POST", target: answers, body: `{"state":"in_x","code":"c"}`, status: 409, contains: []string{"member.attempt_over"}},
		{name: "binding_needs_a_member", method: "POST", target: "/api/v1/me/identities/attempts", body: `{"provider":"acme","use":"bind"}`, status: 401},
	})

	wang := vouchtest.Claims{"sub": "wang", "name": "王小云", "email": "wang@example.com", "email_verified": true}
	browser, back := g.begun(attempts, goingThere, wang)
	if r := g.do("POST", answers, back).want(409); !strings.Contains(r.Body, "member.attempt_over") {
		t.Error(r.Body)
	}
	arrived := g.do("POST", answers, back, browser).want(200)
	if !strings.Contains(arrived.Body, `"session":null,"ticket":null,"name":"王小云","email":"wang@example.com","may_join":true`) || strings.Contains(arrived.Header.Get("Set-Cookie"), "hbm_") {
		t.Error(arrived.Body)
	}
	g.do("POST", answers, back, browser).want(409)
	ticket := cookiesOf(arrived)
	g.do("POST", "/api/v1/me/session/joining", `{"join":{"name":"王小云"}}`).want(409)
	joined := g.do("POST", "/api/v1/me/session/joining", `{"join":{"name":"王小云"},"remember":true}`, ticket).want(200)
	if !strings.Contains(joined.Body, `"joined":true`) || !strings.Contains(strings.Join(joined.Header.Values("Set-Cookie"), ";"), "habitue_member_attempt=;") {
		t.Errorf("%s %q", joined.Body, joined.Header.Values("Set-Cookie"))
	}

	// A session that somebody planted in the browser ends, and is not taken over.
	planted := g.memberIn("13900005678")
	browser, back = g.begun(attempts, goingThere, wang)
	in := g.do("POST", answers, back, browser+"; "+strings.TrimPrefix(planted, "Cookie: ")).want(200)
	mine := cookiesOf(in)
	if !strings.Contains(in.Body, `"return_to":"/coupons","session":{"joined":false`) || strings.Contains(planted, strings.Split(strings.Split(mine, "habitue_member=")[1], ";")[0]) {
		t.Errorf("%s", in.Body)
	}
	g.do("GET", "/api/v1/me", "", planted).want(401)
	if r := g.do("GET", "/api/v1/me", "", mine).want(200); !strings.Contains(r.Body, "王小云") {
		t.Error(r.Body)
	}
	if r := g.do("GET", "/api/v1/me/identities", "", mine).want(200); !strings.Contains(r.Body, `"provider":"acme"`) || strings.Contains(r.Body, "#wang") {
		t.Error(r.Body)
	}
}

// TestAnEmailOfAMemberTellsNothing compares, byte by byte but for the e-mail itself, what
// who comes from a provider is told.
func TestAnEmailOfAMemberTellsNothing(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	w := g.world
	w.do("POST", "/api/v1/members", `{"phone":"13800001357","email":"wang@example.com"}`, as(w.everything())).want(201)
	told := func(email string) string {
		browser, back := g.begun(attempts, goingThere, vouchtest.Claims{"sub": email, "email": email, "email_verified": true})
		return strings.ReplaceAll(g.do("POST", answers, back, browser).want(200).Body, email, "E")
	}
	if known, unknown := told("wang@example.com"), told("nobody@example.com"); known != unknown {
		t.Errorf("%s\n%s", known, unknown)
	}
}

func TestBindingAProvider(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	mine, theirs := g.memberIn("13800001357"), g.memberIn("13900005678")
	const mineAt, answerAt = "/api/v1/me/identities/attempts", "/api/v1/me/identities/answers"
	body := `{"provider":"acme","use":"bind","return_to":"/me/identities"}`
	if r := g.do("POST", mineAt, body, mine, "Sec-Fetch-Site: cross-site").want(403); !strings.Contains(r.Body, "http.cross_origin") {
		t.Error(r.Body)
	}
	with := func(session, attempt string) string { return session + "; " + strings.TrimPrefix(attempt, "Cookie: ") }
	attempt, back := g.begun(mineAt, body, vouchtest.Claims{"sub": "wang"}, mine)
	g.do("POST", answerAt, back, with(theirs, attempt)).want(409)
	attempt, back = g.begun(mineAt, body, vouchtest.Claims{"sub": "wang"}, mine)
	if r := g.do("POST", answers, back, attempt).want(409); !strings.Contains(r.Body, "member.attempt_over") {
		t.Error(r.Body)
	}
	if r := g.do("POST", answerAt, back, with(mine, attempt)).want(200); !strings.Contains(r.Body, `"return_to":"/me/identities"`) {
		t.Error(r.Body)
	}
	held := g.do("GET", "/api/v1/me/identities", "", mine).want(200)
	g.do("DELETE", "/api/v1/me/identities/"+heldIdentity(t, held, "oidc"), "", theirs).want(404)
	attempt, back = g.begun(mineAt, body, vouchtest.Claims{"sub": "wang"}, theirs)
	if r := g.do("POST", answerAt, back, with(theirs, attempt)).want(409); !strings.Contains(r.Body, "member.identity_taken") {
		t.Error(r.Body)
	}
	g.do("DELETE", "/api/v1/me/identities/"+heldIdentity(t, held, "oidc"), "", mine).want(200)
}

// TestAMiniProgram signs somebody in who has no cookies, and lets the owner of a phone be
// known by WeChat.
func TestAMiniProgram(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	mini := func(code string) reply {
		return g.do("POST", "/api/v1/me/session/mini", `{"provider":"mini","code":"`+code+`"}`)
	}
	var first struct{ Ticket string }
	mini(g.wechat.Code(vouchtest.Claims{"openid": "o1"})).want(200).into(&first)
	if first.Ticket == "" {
		t.Fatal("no ticket")
	}
	in := `{"phone":"13800005678","code":"` + g.code("13800005678") + `","bearer":true,"vouched":{"ticket":"` + first.Ticket + `"},"join":{}}`
	g.do("POST", "/api/v1/me/session", in).want(200)
	code := g.wechat.Code(vouchtest.Claims{"openid": "o1"})
	var second struct {
		Session struct{ Tokens struct{ Access string } }
	}
	mini(code).want(200).into(&second)
	g.do("GET", "/api/v1/me", "", as("Bearer "+second.Session.Tokens.Access)).want(200)
	mini(code).want(409)
	if r := mini("never").want(422); !strings.Contains(r.Body, "member.not_vouched") {
		t.Error(r.Body)
	}
}
