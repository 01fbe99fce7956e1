package vouchtest

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// Honest is a provider of OpenID Connect that others made.
type Honest struct {
	Issuer string
	t      testing.TB
	back   string
}

// NewHonest starts one that sends browsers back to an address.
func NewHonest(t testing.TB, back string) *Honest {
	t.Helper()
	var handler http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	clients := map[string]*storage.Client{Client: storage.WebClient(Client, Secret, back)}
	store := storage.NewStorageWithClients(storage.NewUserStore(server.URL), clients)
	handler = exampleop.SetupServer(server.URL, store, nil, false, op.WithAllowInsecure())
	return &Honest{server.URL, t, back}
}

// Login is the browser of a person who types name and password there. It returns what
// stands in the address to which it is sent back.
func (h *Honest) Login(address string) url.Values {
	h.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	var returned *url.URL
	back, err := url.Parse(h.back)
	if err != nil {
		h.t.Fatal(err)
	}
	browser := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if r.URL.Host == back.Host {
			returned = r.URL
			return http.ErrUseLastResponse
		}
		return nil
	}}
	page, err := browser.Get(address)
	if err != nil {
		h.t.Fatal(err)
	}
	page.Body.Close()
	at := page.Request.URL
	typed := url.Values{"id": {at.Query().Get("authRequestID")}, "username": {"test-user@127.0.0.1"}, "password": {"verysecure"}}
	page, err = browser.PostForm(at.Scheme+"://"+at.Host+"/login/username", typed)
	if err != nil {
		h.t.Fatal(err)
	}
	page.Body.Close()
	if returned == nil {
		h.t.Fatalf("the provider did not send the browser back, but to %s (%s)", page.Request.URL, page.Status)
	}
	return returned.Query()
}
