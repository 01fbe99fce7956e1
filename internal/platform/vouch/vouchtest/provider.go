// Package vouchtest is providers on this machine, for tests: one of OpenID Connect that
// is made by others and keeps the rules (Honest), one that lies as a test wants (Liar),
// and WeChat as its documents describe it.
package vouchtest

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// Client and Secret are how we are known to the providers.
const (
	Client = "habitue"
	Secret = "between-us"
)

// Claims are what a token says.
type Claims = map[string]any

// Liar is a provider of OpenID Connect that says whatever a test wants. What it does not
// lie about it does as it should: it checks the client, the address and the verifier.
type Liar struct {
	Issuer string

	Twist   func(Claims)                // what the ID token says besides; nil: the truth
	Sign    func(Claims) string         // how it is signed; nil: as it should be
	Again   bool                        // a code is good again and again
	Block   chan struct{}               // before a code is answered, where it is not nil
	Fault   int                         // status of the token endpoint in place of an answer
	Other   string                      // issuer that the description names; "": its own
	Profile func(subject string) Claims // of the user-info endpoint
	Now     func() time.Time            // the clock of the tokens

	t      testing.TB
	key    *rsa.PrivateKey
	mu     sync.Mutex
	codes  map[string]login
	asked  int
	server *httptest.Server
}

type login struct {
	query  url.Values
	claims Claims
}

// NewLiar starts one.
func NewLiar(t testing.TB) *Liar {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	l := &Liar{t: t, key: key, codes: map[string]login{}, Now: time.Now}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", l.describe)
	mux.HandleFunc("/keys", l.keys)
	mux.HandleFunc("POST /token", l.token)
	mux.HandleFunc("/userinfo", l.userInfo)
	l.server = httptest.NewServer(mux)
	t.Cleanup(l.server.Close)
	l.Issuer = l.server.URL
	return l
}

func write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func (l *Liar) describe(w http.ResponseWriter, _ *http.Request) {
	issuer := l.Issuer
	if l.Other != "" {
		issuer = l.Other
	}
	d := Claims{"issuer": issuer, "authorization_endpoint": l.Issuer + "/authorize", "token_endpoint": l.Issuer + "/token",
		"jwks_uri": l.Issuer + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}}
	if l.Profile != nil {
		d["userinfo_endpoint"] = l.Issuer + "/userinfo"
	}
	write(w, 200, d)
}

func (l *Liar) keys(w http.ResponseWriter, _ *http.Request) {
	write(w, 200, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &l.key.PublicKey, KeyID: "k", Algorithm: "RS256", Use: "sig"}}})
}

// Login is somebody who signs in at the provider, from the address to which his browser
// was sent. It returns what stands in the address to which he is sent back.
func (l *Liar) Login(address string, who Claims) (state, code string) {
	l.t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		l.t.Fatal(err)
	}
	q := u.Query()
	if q.Get("client_id") != Client || q.Get("response_type") != "code" || q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 || q.Get("nonce") == "" {
		l.t.Fatalf("went to %s", address)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	code = fmt.Sprintf("code-%d", len(l.codes)+1)
	l.codes[code] = login{q, who}
	return q.Get("state"), code
}

func (l *Liar) token(w http.ResponseWriter, r *http.Request) {
	if l.Block != nil {
		select {
		case <-l.Block:
		case <-r.Context().Done():
			return
		}
	}
	if l.Fault != 0 {
		http.Error(w, "<h1>down</h1>", l.Fault)
		return
	}
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	l.mu.Lock()
	was, ok := l.codes[r.PostFormValue("code")]
	if !l.Again {
		delete(l.codes, r.PostFormValue("code"))
	}
	l.asked++
	l.mu.Unlock()
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if !ok || id != Client || secret != Secret || r.PostFormValue("redirect_uri") != was.query.Get("redirect_uri") ||
		base64.RawURLEncoding.EncodeToString(sum[:]) != was.query.Get("code_challenge") {
		write(w, 400, Claims{"error": "invalid_grant"})
		return
	}
	now := l.Now()
	c := Claims{"iss": l.Issuer, "aud": Client, "sub": "u-1", "iat": now.Unix(), "exp": now.Add(time.Hour).Unix(), "nonce": was.query.Get("nonce")}
	maps.Copy(c, was.claims)
	if l.Twist != nil {
		l.Twist(c)
	}
	sign := l.Sign
	if sign == nil {
		sign = l.Signed
	}
	write(w, 200, Claims{"access_token": "a-" + fmt.Sprint(c["sub"]), "token_type": "Bearer", "id_token": sign(c)})
}

func (l *Liar) userInfo(w http.ResponseWriter, r *http.Request) {
	write(w, 200, l.Profile(r.Header.Get("Authorization")[len("Bearer a-"):]))
}

// Asked says how often codes were given to it.
func (l *Liar) Asked() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.asked
}

// Signed signs with the key that the provider publishes.
func (l *Liar) Signed(c Claims) string { return l.sign(jose.RS256, l.key, c) }

// ByAnotherKey signs with a key of nobody's.
func (l *Liar) ByAnotherKey(c Claims) string {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		l.t.Fatal(err)
	}
	return l.sign(jose.RS256, key, c)
}

// BySecret signs with what both know, which is no signature of the provider's alone.
func (l *Liar) BySecret(c Claims) string {
	sum := sha256.Sum256([]byte(Secret))
	return l.sign(jose.HS256, sum[:], c)
}

// Unsigned says that it needs no signature.
func (l *Liar) Unsigned(c Claims) string {
	raw, err := json.Marshal(c)
	if err != nil {
		l.t.Fatal(err)
	}
	part := base64.RawURLEncoding.EncodeToString
	return part([]byte(`{"alg":"none"}`)) + "." + part(raw) + "."
}

func (l *Liar) sign(by jose.SignatureAlgorithm, key any, c Claims) string {
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: by, Key: key}, (&jose.SignerOptions{}).WithHeader("kid", "k"))
	if err != nil {
		l.t.Fatal(err)
	}
	raw, err := json.Marshal(c)
	if err != nil {
		l.t.Fatal(err)
	}
	signed, err := signer.Sign(raw)
	if err != nil {
		l.t.Fatal(err)
	}
	text, err := signed.CompactSerialize()
	if err != nil {
		l.t.Fatal(err)
	}
	return text
}

// Close ends the provider, as one that is down.
func (l *Liar) Close() { l.server.Close() }
