package vouch

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Kinds of the keys of WeChat. An openid is somebody's with one app id, a unionid with
// all that belong to one business; it is the surer one, because it stays the same.
const (
	unionKind      = "external:wechat.unionid"
	openKindPrefix = "external:wechat."
)

// Where WeChat answers, unless other addresses are set.
const (
	weChatPage = "https://open.weixin.qq.com/connect/oauth2/authorize"
	weChatCode = "https://open.weixin.qq.com/connect/qrconnect"
	weChatAPI  = "https://api.weixin.qq.com"
)

// Flavour is where WeChat vouches for somebody. Each has an app id of its own.
type Flavour string

// The flavours.
const (
	InApp       Flavour = ""     // a page inside its app
	MiniProgram Flavour = "mini" // a mini-program
	Website     Flavour = "site" // a page on a desk, with a QR code that a telephone scans
)

// WeChat is WeChat's own flavour of OAuth.
type WeChat struct {
	WeChatOptions
	client *http.Client
}

// websiteScope is what a website asks for: who it is, and the name.
const websiteScope = "snsapi_login"

// WeChatOptions is how we are known to WeChat.
type WeChatOptions struct {
	App, Secret string
	Flavour     Flavour
	Scope       string // snsapi_base, which asks nobody, or snsapi_userinfo; of a website snsapi_login
	Page, API   string // addresses; empty: WeChat's own
}

// NewWeChat returns the provider.
func NewWeChat(o WeChatOptions) *WeChat {
	switch {
	case o.Page != "":
	case o.Flavour == Website:
		o.Page = weChatCode
	default:
		o.Page = weChatPage
	}
	if o.Flavour == Website {
		o.Scope = websiteScope // it has no other
	}
	if o.API == "" {
		o.API = weChatAPI
	}
	return &WeChat{o, newClient()}
}

// Way implements Provider.
func (w *WeChat) Way() Way {
	switch w.Flavour {
	case MiniProgram:
		return ByCode
	case Website:
		return ByScan
	}
	return ByWeChat
}

// Knows implements Provider.
func (w *WeChat) Knows(k Key) bool { return k.Kind == unionKind || k.Kind == openKindPrefix+w.App }

// Address implements Provider. The order of the parameters and what stands behind the #
// are as WeChat wants them: its app refuses others.
func (w *WeChat) Address(_ context.Context, g Going) (string, error) {
	if w.Flavour == MiniProgram {
		return "", untrue("a mini-program has no page")
	}
	return w.Page + "?appid=" + url.QueryEscape(w.App) + "&redirect_uri=" + url.QueryEscape(g.Return) +
		"&response_type=code&scope=" + url.QueryEscape(w.Scope) + "&state=" + url.QueryEscape(g.State) + "#wechat_redirect", nil
}

// Redeem implements Provider.
func (w *WeChat) Redeem(ctx context.Context, c Coming) (Person, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ask := url.Values{"appid": {w.App}, "secret": {w.Secret}, "grant_type": {"authorization_code"}}
	path := "/sns/oauth2/access_token"
	if w.Flavour == MiniProgram {
		path = "/sns/jscode2session"
		ask.Set("js_code", c.Code)
	} else {
		ask.Set("code", c.Code)
	}
	var said struct {
		weChatFault
		OpenID  string `json:"openid"`
		UnionID string `json:"unionid"`
		Access  string `json:"access_token"`
		Scope   string `json:"scope"`
	}
	if err := w.ask(ctx, path, ask, &said); err != nil {
		return Person{}, err
	}
	if err := said.err(); err != nil {
		return Person{}, err
	}
	if !weChatID(said.OpenID) || said.UnionID != "" && !weChatID(said.UnionID) {
		return Person{}, untrue("WeChat names nobody")
	}
	p := Person{}
	if w.Flavour != MiniProgram && (strings.Contains(said.Scope, "snsapi_userinfo") || strings.Contains(said.Scope, websiteScope)) {
		var err error
		if p.Name, said.UnionID, err = w.userInfo(ctx, said.Access, said.OpenID, said.UnionID); err != nil {
			return Person{}, err
		}
	}
	if said.UnionID != "" {
		p.Keys = append(p.Keys, Key{unionKind, said.UnionID})
	}
	p.Keys = append(p.Keys, Key{openKindPrefix + w.App, said.OpenID})
	return p, nil
}

// userInfo asks for the name, and for a unionid that was not told before.
func (w *WeChat) userInfo(ctx context.Context, access, open, union string) (name, unionID string, err error) {
	var said struct {
		weChatFault
		OpenID   string `json:"openid"`
		UnionID  string `json:"unionid"`
		Nickname string `json:"nickname"`
	}
	if err := w.ask(ctx, "/sns/userinfo", url.Values{"access_token": {access}, "openid": {open}, "lang": {"zh_CN"}}, &said); err != nil {
		return "", "", err
	}
	switch {
	case said.err() != nil:
		return "", "", said.err()
	case said.OpenID != open, union != "" && said.UnionID != "" && said.UnionID != union, said.UnionID != "" && !weChatID(said.UnionID):
		return "", "", untrue("WeChat tells of somebody else")
	case union == "":
		union = said.UnionID
	}
	return within(said.Nickname, 4*80), union, nil
}

func (w *WeChat) ask(ctx context.Context, path string, with url.Values, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, w.API+path+"?"+with.Encode(), nil)
	if err != nil {
		return unreachable(err)
	}
	answer, err := w.client.Do(r)
	if err != nil {
		return unreachable(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return unreachable(fmt.Errorf("WeChat answers with status %d", answer.StatusCode))
	}
	// WeChat says text/plain of its JSON.
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
		if ctx.Err() != nil {
			return unreachable(ctx.Err())
		}
		return untrue("WeChat's answer cannot be read")
	}
	return nil
}

// weChatFault is how WeChat says no, with status 200.
type weChatFault struct {
	Code int `json:"errcode"`
}

// Codes of WeChat that mean: come back later.
const (
	weChatBusy    = -1
	weChatTooMany = 45011
	weChatLimit   = 45009
)

func (f weChatFault) err() error {
	switch f.Code {
	case 0:
		return nil
	case weChatBusy, weChatTooMany, weChatLimit:
		return unreachable(fmt.Errorf("WeChat is busy (errcode %d)", f.Code))
	}
	// 40029: no such code, or over; 40163: used before; 40013, 40125: we are set up wrongly.
	return ErrRefused.Because(fmt.Errorf("WeChat refuses (errcode %d)", f.Code))
}

// weChatID bounds what may be an openid or a unionid.
func weChatID(text string) bool {
	return text != "" && len(text) <= 128 && !strings.ContainsFunc(text, odd)
}
