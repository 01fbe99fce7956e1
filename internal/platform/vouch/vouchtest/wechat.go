package vouchtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
)

// App is our app id with WeChat.
const App = "wx0123456789abcdef"

// WeChat answers as WeChat does, on this machine.
type WeChat struct {
	Page, API string

	Answer func(path string, q url.Values) Claims // in place of the truth; nil from it: the truth
	Block  chan struct{}                          // before an answer, where it is not nil
	Again  bool                                   // a code is good again and again

	t     testing.TB
	mu    sync.Mutex
	codes map[string]Claims
	used  map[string]bool
}

// NewWeChat starts it.
func NewWeChat(t testing.TB) *WeChat {
	t.Helper()
	w := &WeChat{t: t, codes: map[string]Claims{}, used: map[string]bool{}}
	server := httptest.NewServer(http.HandlerFunc(w.serve))
	t.Cleanup(server.Close)
	w.Page, w.API = server.URL+"/connect/oauth2/authorize", server.URL
	return w
}

// Code is a code of somebody, as wx.login or the page gives it.
func (w *WeChat) Code(who Claims) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	code := fmt.Sprintf("wx-%d", len(w.codes)+1)
	w.codes[code] = who
	return code
}

// Login is somebody in WeChat who was sent to the address.
func (w *WeChat) Login(address string, who Claims) (state, code string) {
	w.t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		w.t.Fatal(err)
	}
	q := u.Query()
	if u.Fragment != "wechat_redirect" || q.Get("appid") != App || q.Get("response_type") != "code" || q.Get("redirect_uri") == "" {
		w.t.Fatalf("went to %s", address)
	}
	return q.Get("state"), w.Code(who)
}

func (w *WeChat) serve(to http.ResponseWriter, r *http.Request) {
	if w.Block != nil {
		select {
		case <-w.Block:
		case <-r.Context().Done():
			return
		}
	}
	q := r.URL.Query()
	if w.Answer != nil {
		if said := w.Answer(r.URL.Path, q); said != nil {
			write(to, 200, said)
			return
		}
	}
	if r.URL.Path == "/sns/userinfo" {
		write(to, 200, Claims{"openid": q.Get("openid"), "nickname": "小云"})
		return
	}
	code := q.Get("code") + q.Get("js_code")
	w.mu.Lock()
	who, ok := w.codes[code]
	again := w.used[code] && !w.Again
	w.used[code] = true
	w.mu.Unlock()
	switch {
	case q.Get("appid") != App || q.Get("secret") != Secret:
		write(to, 200, Claims{"errcode": 40125, "errmsg": "invalid appsecret"})
	case !ok:
		write(to, 200, Claims{"errcode": 40029, "errmsg": "invalid code"})
	case again:
		write(to, 200, Claims{"errcode": 40163, "errmsg": "code been used"})
	default:
		write(to, 200, who)
	}
}
