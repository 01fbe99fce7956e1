package api_test

import (
	"encoding/base64"
	"maps"
	"strings"
	"testing"

	"habitue/internal/platform/passkey/passkeytest"
)

const (
	asksOut   = "/api/v1/me/session/passkey/asks"
	passkeyIn = "/api/v1/me/session/passkey"
	asksMine  = "/api/v1/me/passkeys/asks"
	passkeys  = "/api/v1/me/passkeys"
)

func base64url(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

// askedFor returns the challenge of an ask, and the handle of a key that shall be made.
func (w *world) askedFor(target, body string, headers ...string) (challenge, handle []byte) {
	w.t.Helper()
	var ask struct{ Challenge, Handle, Site string }
	w.do("POST", target, body, headers...).want(200).into(&ask)
	if ask.Site != "club.example.com" {
		w.t.Fatalf("the site is %q", ask.Site)
	}
	challenge, err := base64.RawURLEncoding.DecodeString(ask.Challenge)
	if err != nil {
		w.t.Fatal(err)
	}
	if handle, err = base64.RawURLEncoding.DecodeString(ask.Handle); err != nil {
		w.t.Fatal(err)
	}
	return challenge, handle
}

// signed is an answer of an authenticator, as a page sends it.
func signed(a *passkeytest.Authenticator, challenge []byte, more map[string]any) string {
	s := a.Sign(challenge)
	body := map[string]any{"id": base64url(s.ID), "client_data": base64url(s.Client), "authenticator_data": base64url(s.Authenticator),
		"signature": base64url(s.Signature), "handle": base64url(s.Handle), "device": "d1"}
	maps.Copy(body, more)
	return toJSON(body)
}

func TestPasskeysOverTheAPI(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	w := g.world
	mine := w.memberIn("13800001357")
	if r := w.do("GET", "/api/v1/me/providers", "").want(200); !strings.Contains(r.Body, `"passkeys_at":"https://club.example.com"`) {
		t.Error(r.Body)
	}
	a := passkeytest.New(t, "https://club.example.com", "club.example.com")
	challenge, handle := w.askedFor(asksMine, `{"use":"bind","device":"d1"}`, mine)
	a.Handle = handle
	m := a.Make(challenge)
	made := map[string]any{"name": "我的手机", "id": base64url(m.ID), "client_data": base64url(m.Client), "attestation": base64url(m.Attestation), "handle": base64url(handle), "device": "d1"}
	w.do("POST", passkeys, toJSON(made)).want(401)
	w.do("POST", passkeys, toJSON(made), mine, "Sec-Fetch-Site: cross-site").want(403)
	cut := maps.Clone(made)
	cut["attestation"] = base64url(m.Attestation[:60])
	if r := w.do("POST", passkeys, toJSON(cut), mine).want(422); !strings.Contains(r.Body, "member.passkey_refused") {
		t.Error(r.Body)
	}
	if r := w.do("POST", passkeys, toJSON(made), mine).want(409); !strings.Contains(r.Body, "member.attempt_over") {
		t.Errorf("an answered challenge: %s", r.Body)
	}
	challenge, _ = w.askedFor(asksMine, `{"use":"bind","device":"d1"}`, mine)
	a.Handle = handle // nothing was kept; the second ask has another, so that this one is refused
	m = a.Make(challenge)
	made["client_data"], made["attestation"] = base64url(m.Client), base64url(m.Attestation)
	if r := w.do("POST", passkeys, toJSON(made), mine).want(409); !strings.Contains(r.Body, "member.attempt_over") {
		t.Errorf("another ask's handle: %s", r.Body)
	}
	challenge, handle = w.askedFor(asksMine, `{"use":"bind","device":"d1"}`, mine)
	a.Handle = handle
	m = a.Make(challenge)
	made["client_data"], made["attestation"], made["handle"] = base64url(m.Client), base64url(m.Attestation), base64url(handle)
	var held struct{ Passkeys []struct{ ID, Name string } }
	r := w.do("POST", passkeys, toJSON(made), mine).want(201)
	r.into(&held)
	if len(held.Passkeys) != 1 || held.Passkeys[0].Name != "我的手机" || strings.Contains(r.Body, base64url(a.ID)) || strings.Contains(r.Body, base64url(handle)) {
		t.Errorf("held: %s", r.Body)
	}

	// Who signs in is asked for no name and told of nobody: two asks differ by chance alone.
	challenge, _ = w.askedFor(asksOut, `{"device":"d1"}`)
	in := w.do("POST", passkeyIn, signed(a, challenge, map[string]any{"remember": true})).want(200)
	here := cookiesOf(in)
	if !strings.Contains(in.Body, `"joined":false`) || !strings.Contains(here, "habitue_member=") {
		t.Errorf("%s %s", in.Body, here)
	}
	challenge, _ = w.askedFor(asksOut, `{"device":"d1"}`)
	if r := w.do("POST", passkeyIn, signed(a, challenge, map[string]any{"bearer": true})).want(200); !strings.Contains(r.Body, "hbm_") || len(r.Header.Values("Set-Cookie")) != 0 {
		t.Errorf("bearer: %s", r.Body)
	}
	challenge, _ = w.askedFor(asksOut, `{"device":"d1"}`)
	unknown := passkeytest.New(t, "https://club.example.com", "club.example.com")
	nobody := w.do("POST", passkeyIn, signed(unknown, challenge, nil)).want(422)
	challenge, _ = w.askedFor(asksOut, `{"device":"d1"}`)
	unknown.ID = a.ID
	wrong := w.do("POST", passkeyIn, signed(unknown, challenge, nil)).want(422)
	withoutTrace := func(r reply) string { return strings.Split(r.Body, `"request_id"`)[0] }
	if withoutTrace(nobody) != withoutTrace(wrong) {
		t.Errorf("%s\n%s", nobody.Body, wrong.Body)
	}
	challenge, _ = w.askedFor(asksMine, `{"use":"prove","device":"d1"}`, here)
	if r := w.do("POST", "/api/v1/me/proof/passkey", signed(a, challenge, nil), here).want(200); !strings.Contains(r.Body, `"proved":true`) {
		t.Error(r.Body)
	}
	theirs := w.memberIn("13900005678")
	w.do("DELETE", passkeys+"/"+held.Passkeys[0].ID, "", theirs).want(404)
	if r := w.do("DELETE", passkeys+"/"+held.Passkeys[0].ID, "", here).want(200); !strings.Contains(r.Body, `"passkeys":[]`) {
		t.Error(r.Body)
	}
	w.do("DELETE", passkeys+"/"+held.Passkeys[0].ID, "", here).want(404)
	run(t, w, []scenario{
		{name: "asking_needs_a_member", method: "POST", target: asksMine, body: `{"use":"bind"}`, status: 401},
		{name: "another_site_signs_nobody_in", method: "POST", target: passkeyIn, body: signed(a, challenge, nil), headers: []string{"Sec-Fetch-Site: cross-site"}, status: 403},
		{name: "letters_that_are_no_base64url", method: "POST", target: passkeyIn, body: `{"id":"a b","client_data":"e30","authenticator_data":"AA","signature":"AA"}`, status: 422},
		{name: "cut_off_letters", method: "POST", target: passkeyIn, body: `{"id":"A","client_data":"A","authenticator_data":"A","signature":"A"}`, status: 422, contains: []string{"member.passkey_refused"}},
	})
	plain := newWorld(t)
	if r := plain.do("GET", "/api/v1/me/providers", "").want(200); !strings.Contains(r.Body, `"passkeys_at":null`) {
		t.Error(r.Body)
	}
	if r := plain.do("POST", asksOut, `{}`).want(404); !strings.Contains(r.Body, "member.no_passkeys") {
		t.Error(r.Body)
	}
}
