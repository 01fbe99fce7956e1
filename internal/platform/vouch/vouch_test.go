package vouch_test

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/vouch"
	"habitue/internal/platform/vouch/vouchtest"
)

const back = "https://club.example.com/m/sign-in"

var going = vouch.Going{State: "in_state", Nonce: "nonce-1", Verifier: "verifier-of-at-least-forty-three-characters-1", Return: back}

// oidc is a provider as a retailer would set it up.
func oidc(issuer string) *vouch.OIDC {
	return vouch.NewOIDC(vouch.OIDCOptions{Issuer: issuer, Client: vouchtest.Client, Secret: vouchtest.Secret, Scopes: []string{"email", "profile"}, Now: time.Now})
}

func address(t *testing.T, p vouch.Provider, g vouch.Going) string {
	t.Helper()
	to, err := p.Address(t.Context(), g)
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// TestAnHonestProvider goes the whole way with a provider that others made: there, a
// name and a password, back with a code, and the code for who it is.
func TestAnHonestProvider(t *testing.T) {
	t.Parallel()
	h := vouchtest.NewHonest(t, back)
	p := oidc(h.Issuer)
	q := h.Login(address(t, p, going))
	if q.Get("state") != going.State {
		t.Fatalf("back with %v", q)
	}
	who, err := p.Redeem(t.Context(), vouch.Coming{Going: going, Code: q.Get("code")})
	if err != nil {
		t.Fatal(err)
	}
	if len(who.Keys) != 1 || who.Keys[0] != (vouch.Key{Kind: vouch.OIDCKind, Value: h.Issuer + "#id1"}) || !p.Knows(who.Keys[0]) ||
		who.Email != "test-user@zitadel.ch" || !who.Verified.Email || who.Name == "" {
		t.Errorf("%+v", who.Keys)
	}
	// The code is used up, and it was the verifier's.
	if _, err := p.Redeem(t.Context(), vouch.Coming{Going: going, Code: q.Get("code")}); !errors.Is(err, vouch.ErrRefused) {
		t.Errorf("a code again: %v", err)
	}
	q = h.Login(address(t, p, going))
	other := going
	other.Verifier = strings.Repeat("x", 43)
	if _, err := p.Redeem(t.Context(), vouch.Coming{Going: other, Code: q.Get("code")}); !errors.Is(err, vouch.ErrRefused) {
		t.Errorf("another's verifier: %v", err)
	}
}

func TestWhatALyingProviderSays(t *testing.T) {
	t.Parallel()
	now := time.Now()
	for name, c := range map[string]struct {
		change func(*vouchtest.Liar)
		come   func(*vouch.Coming)
		want   error
	}{
		"the_truth":                     {},
		"another_nonce":                 {change: twist("nonce", "nonce-2"), want: vouch.ErrUntrue},
		"no_nonce":                      {change: twist("nonce", nil), want: vouch.ErrUntrue},
		"made_for_another":              {change: twist("aud", "somebody-else"), want: vouch.ErrUntrue},
		"made_for_both_by_another":      {change: twist("aud", []string{vouchtest.Client, "somebody-else"}, "azp", "somebody-else"), want: vouch.ErrUntrue},
		"made_for_both_by_nobody":       {change: twist("aud", []string{vouchtest.Client, "somebody-else"}), want: vouch.ErrUntrue},
		"made_for_both_by_us":           {change: twist("aud", []string{vouchtest.Client, "somebody-else"}, "azp", vouchtest.Client)},
		"by_another_issuer":             {change: twist("iss", "https://accounts.example.com"), want: vouch.ErrUntrue},
		"expired":                       {change: twist("exp", now.Add(-time.Minute).Unix()), want: vouch.ErrUntrue},
		"not_yet":                       {change: twist("nbf", now.Add(time.Hour).Unix()), want: vouch.ErrUntrue},
		"from_the_future":               {change: twist("iat", now.Add(time.Hour).Unix()), want: vouch.ErrUntrue},
		"of_nobody":                     {change: twist("sub", ""), want: vouch.ErrUntrue},
		"of_somebody_with_a_long_name":  {change: twist("sub", strings.Repeat("a", 256)), want: vouch.ErrUntrue},
		"of_somebody_on_two_lines":      {change: twist("sub", "a\nb"), want: vouch.ErrUntrue},
		"signed_by_another_key":         {change: func(l *vouchtest.Liar) { l.Sign = l.ByAnotherKey }, want: vouch.ErrUntrue},
		"signed_by_the_secret":          {change: func(l *vouchtest.Liar) { l.Sign = l.BySecret }, want: vouch.ErrUntrue},
		"not_signed":                    {change: func(l *vouchtest.Liar) { l.Sign = l.Unsigned }, want: vouch.ErrUntrue},
		"no_token":                      {change: func(l *vouchtest.Liar) { l.Sign = func(vouchtest.Claims) string { return "" } }, want: vouch.ErrUntrue},
		"the_description_names_another": {change: func(l *vouchtest.Liar) { l.Other = "https://accounts.example.com" }, want: vouch.ErrUntrue},
		"the_address_names_another":     {come: func(c *vouch.Coming) { c.Issuer = "https://accounts.example.com" }, want: vouch.ErrUntrue},
		"another_code":                  {come: func(c *vouch.Coming) { c.Code = "code-9" }, want: vouch.ErrRefused},
		"another_verifier":              {come: func(c *vouch.Coming) { c.Verifier = strings.Repeat("y", 43) }, want: vouch.ErrRefused},
		"down":                          {change: func(l *vouchtest.Liar) { l.Fault = 502 }, want: vouch.ErrUnreachable},
		"the_profile_is_of_somebody_else": {change: func(l *vouchtest.Liar) {
			l.Profile = func(string) vouchtest.Claims { return vouchtest.Claims{"sub": "u-2"} }
		}, want: vouch.ErrUntrue},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := vouchtest.NewLiar(t)
			if c.change != nil {
				c.change(l)
			}
			p := oidc(l.Issuer)
			to, err := p.Address(t.Context(), going)
			if err == nil {
				_, code := l.Login(to, nil)
				come := vouch.Coming{Going: going, Code: code}
				if c.come != nil {
					c.come(&come)
				}
				_, err = p.Redeem(t.Context(), come)
			}
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if err != nil && (strings.Contains(err.Error(), vouchtest.Secret) || strings.Contains(err.Error(), "<h1>")) {
				t.Errorf("the error says too much: %v", err)
			}
		})
	}
}

// twist changes what an ID token says; nil takes it out.
func twist(pairs ...any) func(*vouchtest.Liar) {
	return func(l *vouchtest.Liar) {
		l.Twist = func(c vouchtest.Claims) {
			for i := 0; i < len(pairs); i += 2 {
				if c[pairs[i].(string)] = pairs[i+1]; pairs[i+1] == nil {
					delete(c, pairs[i].(string))
				}
			}
		}
	}
}

func TestWhoOneIsThere(t *testing.T) {
	t.Parallel()
	l := vouchtest.NewLiar(t)
	l.Profile = func(sub string) vouchtest.Claims {
		return vouchtest.Claims{"sub": sub, "email": "wang@example.com", "email_verified": "true", "phone_number": "+8613800005678", "phone_number_verified": "yes", "name": "王小云"}
	}
	p := oidc(l.Issuer)
	_, code := l.Login(address(t, p, going), vouchtest.Claims{"auth_time": 1_700_000_000})
	who, err := p.Redeem(t.Context(), vouch.Coming{Going: going, Code: code, Issuer: l.Issuer})
	if err != nil {
		t.Fatal(err)
	}
	if who.Email != "wang@example.com" || !who.Verified.Email || who.Verified.Phone || who.Name != "王小云" || who.ShownAt.Unix() != 1_700_000_000 {
		t.Errorf("%#v %v", who.Verified, who.ShownAt)
	}
}

// TestAProviderThatDoesNotAnswer is waited for a bounded time, which is the caller's if
// that is shorter.
func TestAProviderThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	l := vouchtest.NewLiar(t)
	p := oidc(l.Issuer)
	_, code := l.Login(address(t, p, going), nil)
	l.Block = make(chan struct{})
	defer close(l.Block)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Redeem(ctx, vouch.Coming{Going: going, Code: code}); !errors.Is(err, vouch.ErrUnreachable) {
		t.Error(err)
	}
	began := time.Now()
	if _, err := p.Redeem(t.Context(), vouch.Coming{Going: going, Code: code}); !errors.Is(err, vouch.ErrUnreachable) || time.Since(began) > 8*time.Second {
		t.Errorf("%v after %v", err, time.Since(began))
	}
	gone := vouchtest.NewLiar(t)
	gone.Close()
	if _, err := oidc(gone.Issuer).Address(t.Context(), going); !errors.Is(err, vouch.ErrUnreachable) {
		t.Error(err)
	}
}

func weChat(w *vouchtest.WeChat, flavour vouch.Flavour, scope string) *vouch.WeChat {
	return vouch.NewWeChat(vouch.WeChatOptions{App: vouchtest.App, Secret: vouchtest.Secret, Flavour: flavour, Scope: scope, Page: w.Page, API: w.API})
}

func TestWeChat(t *testing.T) {
	t.Parallel()
	w := vouchtest.NewWeChat(t)
	p := weChat(w, vouch.InApp, "snsapi_userinfo")
	to := address(t, p, going)
	if !strings.HasSuffix(to, "&response_type=code&scope=snsapi_userinfo&state=in_state#wechat_redirect") {
		t.Error(to)
	}
	_, code := w.Login(to, vouchtest.Claims{"openid": "o1", "unionid": "u1", "access_token": "a", "scope": "snsapi_userinfo"})
	who, err := p.Redeem(t.Context(), vouch.Coming{Going: going, Code: code})
	if err != nil || len(who.Keys) != 2 || who.Keys[0] != (vouch.Key{Kind: "external:wechat.unionid", Value: "u1"}) ||
		who.Keys[1] != (vouch.Key{Kind: "external:wechat." + vouchtest.App, Value: "o1"}) || who.Name != "小云" {
		t.Fatalf("%v %v", who.Keys, err)
	}
	mini := weChat(w, vouch.MiniProgram, "")
	who, err = mini.Redeem(t.Context(), vouch.Coming{Code: w.Code(vouchtest.Claims{"openid": "o2", "session_key": "s"})})
	if err != nil || len(who.Keys) != 1 || !mini.Knows(who.Keys[0]) {
		t.Fatalf("%v %v", who.Keys, err)
	}
	if _, err := mini.Address(t.Context(), going); err == nil {
		t.Error("a mini-program has a page")
	}
}

// On a desk WeChat shows a QR code; whoever scans it says yes on his telephone.
func TestWeChatOnADesk(t *testing.T) {
	t.Parallel()
	w := vouchtest.NewWeChat(t)
	p := weChat(w, vouch.Website, "snsapi_base") // there is one scope, whatever is asked for
	to := address(t, p, going)
	if !strings.HasSuffix(to, "&response_type=code&scope=snsapi_login&state=in_state#wechat_redirect") || p.Way() != vouch.ByScan {
		t.Error(to)
	}
	_, code := w.Login(to, vouchtest.Claims{"openid": "o5", "unionid": "u1", "access_token": "a", "scope": "snsapi_login"})
	who, err := p.Redeem(t.Context(), vouch.Coming{Going: going, Code: code})
	if err != nil || len(who.Keys) != 2 || who.Keys[0] != (vouch.Key{Kind: "external:wechat.unionid", Value: "u1"}) || who.Name != "小云" || !who.ShownAt.IsZero() {
		t.Fatalf("%v %v", who.Keys, err)
	}
	if _, err := p.Redeem(t.Context(), vouch.Coming{Going: going, Code: code}); !errors.Is(err, vouch.ErrRefused) {
		t.Error(err)
	}
	own := vouch.NewWeChat(vouch.WeChatOptions{App: vouchtest.App, Secret: vouchtest.Secret, Flavour: vouch.Website})
	if to := address(t, own, going); !strings.HasPrefix(to, "https://open.weixin.qq.com/connect/qrconnect?appid=") {
		t.Error(to)
	}
}

func TestWhatWeChatRefuses(t *testing.T) {
	t.Parallel()
	say := func(c vouchtest.Claims) func(*vouchtest.WeChat) {
		return func(w *vouchtest.WeChat) {
			w.Answer = func(string, url.Values) vouchtest.Claims { return c }
		}
	}
	for name, c := range map[string]struct {
		change func(*vouchtest.WeChat)
		want   error
	}{
		"a_code_that_is_over":    {say(vouchtest.Claims{"errcode": 40029}), vouch.ErrRefused},
		"a_code_that_was_used":   {say(vouchtest.Claims{"errcode": 40163}), vouch.ErrRefused},
		"a_secret_that_is_wrong": {say(vouchtest.Claims{"errcode": 40125}), vouch.ErrRefused},
		"too_much_at_once":       {say(vouchtest.Claims{"errcode": 45011}), vouch.ErrUnreachable},
		"a_system_that_is_busy":  {say(vouchtest.Claims{"errcode": -1}), vouch.ErrUnreachable},
		"nobody":                 {say(vouchtest.Claims{"unionid": "u1"}), vouch.ErrUntrue},
		"somebody_on_two_lines":  {say(vouchtest.Claims{"openid": "o\n1"}), vouch.ErrUntrue},
		"a_number_for_a_name":    {say(vouchtest.Claims{"openid": 7}), vouch.ErrUntrue},
		"the_name_of_another": {func(w *vouchtest.WeChat) {
			w.Answer = func(path string, _ url.Values) vouchtest.Claims {
				if path == "/sns/userinfo" {
					return vouchtest.Claims{"openid": "o9", "nickname": "小李"}
				}
				return nil
			}
		}, vouch.ErrUntrue},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := vouchtest.NewWeChat(t)
			c.change(w)
			code := w.Code(vouchtest.Claims{"openid": "o1", "access_token": "a", "scope": "snsapi_userinfo"})
			_, err := weChat(w, vouch.InApp, "snsapi_userinfo").Redeem(t.Context(), vouch.Coming{Going: going, Code: code})
			if !errors.Is(err, c.want) || strings.Contains(err.Error(), vouchtest.Secret) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
	w := vouchtest.NewWeChat(t)
	p, code := weChat(w, vouch.InApp, "snsapi_base"), w.Code(vouchtest.Claims{"openid": "o1"})
	if _, err := p.Redeem(t.Context(), vouch.Coming{Code: code}); err != nil {
		t.Error(err)
	}
	if _, err := p.Redeem(t.Context(), vouch.Coming{Code: code}); !errors.Is(err, vouch.ErrRefused) {
		t.Error(err)
	}
	w.Block = make(chan struct{})
	defer close(w.Block)
	if _, err := p.Redeem(t.Context(), vouch.Coming{Code: code}); !errors.Is(err, vouch.ErrUnreachable) || strings.Contains(err.Error(), vouchtest.Secret) {
		t.Error(err)
	}
}

func TestTheFileOfTheProviders(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("hunter2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := func(name string) (string, bool) {
		if name == "WECHAT_SECRET" {
			return "hunter3", true
		}
		return "", false
	}
	load := func(t *testing.T, text string) ([]vouch.Listed, error) {
		path := filepath.Join(t.TempDir(), "sign-in.toml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return vouch.Load(path, env, time.Now)
	}
	google := "[[provider]]\nname = \"google\"\nkind = \"oidc\"\ntitle_zh = \"谷歌\"\ntitle_en = \"Google\"\nissuer = \"https://accounts.google.com\"\nclient_id = \"c\"\nsecret_file = \"" + secret + "\"\n"
	wechat := "[[provider]]\nname = \"wechat\"\nkind = \"wechat\"\ntitle_zh = \"微信\"\ntitle_en = \"WeChat\"\nclient_id = \"wx0123456789abcdef\"\nsecret_env = \"WECHAT_SECRET\"\nprove = false\n"
	site := strings.NewReplacer("\"wechat\"\nkind = \"wechat\"", "\"scan\"\nkind = \"wechat-site\"").Replace(wechat)
	list, err := load(t, google+wechat+site)
	if err != nil || len(list) != 3 || list[2].Way() != vouch.ByScan || !list[0].Prove || list[1].Prove || list[0].Way() != vouch.ByPage || list[1].Way() != vouch.ByWeChat {
		t.Fatalf("%v, %v", list, err)
	}
	for name, text := range map[string]string{
		"twice_the_same_name":    google + google,
		"a_name_with_a_space":    strings.Replace(google, "\"google\"", "\"goo gle\"", 1),
		"a_plain_issuer":         strings.Replace(google, "https://", "http://", 1),
		"an_issuer_with_a_query": strings.Replace(google, "google.com", "google.com?a=b", 1),
		"no_secret":              strings.Replace(google, "secret_file", "#", 1),
		"two_secrets":            google + "secret = \"x\"\n",
		"a_secret_that_is_gone":  strings.Replace(google, secret, secret+"s", 1),
		"a_variable_not_set":     strings.Replace(wechat, "WECHAT_SECRET", "OTHER", 1),
		"a_kind_that_is_none":    strings.Replace(google, "\"oidc\"", "\"saml\"", 1),
		"a_setting_that_is_none": google + "colour = \"red\"\n",
		"no_title":               strings.Replace(google, "title_zh", "#", 1),
		"a_scope_of_wechat":      wechat + "scopes = [\"snsapi_login\"]\n",
		"a_scope_of_a_website":   site + "scopes = [\"snsapi_login\"]\n",
		"a_page_without_https":   site + "page = \"http://wechat.example.com\"\n",
		"no_toml":                "provider: google",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := load(t, text); !errors.Is(err, vouch.ErrBadFile) || strings.Contains(err.Error(), "hunter") {
				t.Error(err)
			}
		})
	}
}
