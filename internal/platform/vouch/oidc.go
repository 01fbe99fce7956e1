package vouch

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// OIDCKind is the kind of the keys of OpenID Connect. Their value is the issuer and
// the subject, with a # between them, which no issuer has.
const OIDCKind = "oidc"

// OIDC is a provider of OpenID Connect.
type OIDC struct {
	issuer, client, secret string
	scopes                 []string
	now                    func() time.Time
	http                   *http.Client
	found                  atomic.Pointer[oidc.Provider] // once it answered
}

// OIDCOptions is how we are known to a provider.
type OIDCOptions struct {
	Issuer, Client, Secret string
	Scopes                 []string // besides openid
	Now                    func() time.Time
}

// NewOIDC returns a provider. It is asked for its addresses when somebody first goes
// there, so that one that is down keeps nobody from starting the program.
func NewOIDC(o OIDCOptions) *OIDC {
	return &OIDC{issuer: o.Issuer, client: o.Client, secret: o.Secret, now: o.Now, http: newClient(),
		scopes: append([]string{oidc.ScopeOpenID}, o.Scopes...)}
}

// Way implements Provider.
func (*OIDC) Way() Way { return ByPage }

// Knows implements Provider.
func (o *OIDC) Knows(k Key) bool {
	return k.Kind == OIDCKind && strings.HasPrefix(k.Value, o.issuer+"#")
}

// Address implements Provider.
func (o *OIDC) Address(ctx context.Context, g Going) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	p, err := o.discover(ctx)
	if err != nil {
		return "", err
	}
	options := []oauth2.AuthCodeOption{oidc.Nonce(g.Nonce), oauth2.S256ChallengeOption(g.Verifier)}
	if g.Afresh {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	return o.config(p, g.Return).AuthCodeURL(g.State, options...), nil
}

func (o *OIDC) config(p *oidc.Provider, back string) *oauth2.Config {
	return &oauth2.Config{ClientID: o.client, ClientSecret: o.secret, Endpoint: p.Endpoint(), RedirectURL: back, Scopes: o.scopes}
}

// discover reads the provider's own description, once it gives one.
func (o *OIDC) discover(ctx context.Context) (*oidc.Provider, error) {
	if p := o.found.Load(); p != nil {
		return p, nil
	}
	p, err := oidc.NewProvider(oidc.ClientContext(ctx, o.http), o.issuer)
	var another *oidc.IssuerMismatchError
	switch {
	case errors.As(err, &another):
		return nil, untrue("the provider says it is another")
	case err != nil:
		return nil, unreachable(err)
	}
	o.found.Store(p)
	return p, nil
}

// Redeem implements Provider.
func (o *OIDC) Redeem(ctx context.Context, c Coming) (Person, error) {
	if c.Issuer != "" && c.Issuer != o.issuer {
		return Person{}, untrue("another provider answered")
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	p, err := o.discover(ctx)
	if err != nil {
		return Person{}, err
	}
	ctx = oidc.ClientContext(ctx, o.http)
	token, err := o.config(p, c.Return).Exchange(ctx, c.Code, oauth2.VerifierOption(c.Verifier))
	if err != nil {
		return Person{}, refusedBy(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return Person{}, untrue("there is no ID token")
	}
	id, err := p.VerifierContext(ctx, &oidc.Config{ClientID: o.client, Now: o.now}).Verify(ctx, raw)
	if err != nil {
		if strings.Contains(err.Error(), "fetching keys") {
			return Person{}, unreachable(err)
		}
		return Person{}, ErrUntrue.Because(err)
	}
	var said claims
	if err := id.Claims(&said); err != nil {
		return Person{}, untrue("the ID token cannot be read")
	}
	if err := o.judge(id, said, c); err != nil {
		return Person{}, err
	}
	if said.Email == "" && said.Phone == "" && p.UserInfoEndpoint() != "" {
		if err := o.more(ctx, p, token, id.Subject, &said); err != nil {
			return Person{}, err
		}
	}
	return said.person(o.issuer, id.Subject), nil
}

// judge is what the library leaves to us. Errors: ErrUntrue.
func (o *OIDC) judge(id *oidc.IDToken, said claims, c Coming) error {
	switch {
	case subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(c.Nonce)) != 1:
		return untrue("the ID token is of another sign-in")
	case id.Subject == "" || len(id.Subject) > mostText || strings.ContainsFunc(id.Subject, odd):
		return untrue("the ID token is of nobody")
	case len(id.Audience) > 1 && said.Party != o.client, said.Party != "" && said.Party != o.client:
		return untrue("the ID token was made for another")
	case id.IssuedAt.After(o.now().Add(skew)):
		return untrue("the ID token comes from the future")
	}
	return nil
}

// odd is what no subject has: they are ASCII.
func odd(r rune) bool { return r <= ' ' || r > '~' }

// more asks for what the ID token does not say.
func (o *OIDC) more(ctx context.Context, p *oidc.Provider, token *oauth2.Token, subject string, said *claims) error {
	info, err := p.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return unreachable(err)
	}
	if info.Subject != subject {
		return untrue("the provider tells of somebody else")
	}
	if err := info.Claims(said); err != nil {
		return untrue("what the provider tells cannot be read")
	}
	return nil
}

// refusedBy tells a provider that says no from one that says nothing.
func refusedBy(err error) error {
	var said *oauth2.RetrieveError
	if !errors.As(err, &said) || said.Response == nil {
		return unreachable(err)
	}
	if said.Response.StatusCode >= 500 { // its page is nothing for the log
		return unreachable(fmt.Errorf("the provider answers with status %d", said.Response.StatusCode))
	}
	return ErrRefused.Because(errors.New("the provider refused the code: " + within(said.ErrorCode, 40)))
}

// claims is what an ID token or the user-info endpoint says.
type claims struct {
	Party         string `json:"azp"`
	Name          string `json:"name"`
	Email         string `json:"email"`
	EmailVerified truth  `json:"email_verified"`
	Phone         string `json:"phone_number"`
	PhoneVerified truth  `json:"phone_number_verified"`
	AuthTime      int64  `json:"auth_time"`
}

func (c claims) person(issuer, subject string) Person {
	p := Person{Keys: []Key{{OIDCKind, issuer + "#" + subject}}, Name: within(c.Name, 4*80), Email: within(c.Email, 254), Phone: within(c.Phone, 40)}
	p.Verified.Email, p.Verified.Phone = bool(c.EmailVerified) && p.Email != "", bool(c.PhoneVerified) && p.Phone != ""
	if c.AuthTime > 0 {
		p.ShownAt = time.Unix(c.AuthTime, 0).UTC()
	}
	return p
}

// truth reads true and "true", which some providers write.
type truth bool

// UnmarshalJSON implements json.Unmarshaler. What is neither is not verified.
func (t *truth) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		text = string(raw)
	}
	*t = text == "true"
	return nil
}
