package edge

import (
	"net/http"
	"strings"
	"time"

	"habitue/internal/platform/httpx"
	"habitue/internal/staff"
)

// SessionCookie is the name of the cookie that carries a session's token.
const SessionCookie = "habitue_session"

// Anyone and SignedIn stand where an operation needs no permission of its own:
// the first may be called by everybody, the second by a person who is signed in.
const (
	Anyone   staff.Permission = "anyone"
	SignedIn staff.Permission = "signed_in"
)

// identify finds out who asks. A key in the header goes before the cookie.
func (e *Edge) identify(r *http.Request, c *Call) error {
	if header := r.Header.Get("Authorization"); header != "" {
		secret, ok := bearer(header)
		if !ok {
			return staff.ErrNotSignedIn
		}
		p, err := e.Who.ByKey(r.Context(), secret)
		c.Principal = p
		return err
	}
	token, ok := SessionToken(r)
	if !ok {
		return staff.ErrNotSignedIn
	}
	s, err := e.Who.SignedIn(r.Context(), token)
	c.Session, c.Principal = s, s.Principal
	return err
}

// permit refuses who may not call an operation with this permission.
func (e *Edge) permit(r *http.Request, c *Call, needed staff.Permission) error {
	if needed == Anyone {
		return nil
	}
	if err := e.identify(r, c); err != nil {
		return err
	}
	httpx.From(r.Context()).Principal = c.Principal.String()
	if needed == SignedIn {
		if c.Principal.Kind != staff.Person {
			return staff.ErrPeopleOnly
		}
		return nil
	}
	if c.Session.Account.MustChange {
		return staff.ErrMustChange
	}
	if !c.Principal.May(needed) {
		return staff.ErrMayNot.With("permission", string(needed))
	}
	return nil
}

// bearer reads the secret of an Authorization header.
func bearer(header string) (secret string, ok bool) {
	scheme, secret, ok := strings.Cut(header, " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return "", false
	}
	secret = strings.TrimSpace(secret)
	return secret, strings.HasPrefix(secret, staff.KeyPrefix) && len(secret) <= 128
}

// SessionToken reads the session cookie.
func SessionToken(r *http.Request) (token string, ok bool) {
	c, err := r.Cookie(SessionCookie)
	if err != nil || c.Value == "" || len(c.Value) > 128 {
		return "", false
	}
	return c.Value, true
}

// Cookie makes the cookie of a session that ends at expires; an empty token
// takes the cookie away.
func (e *Edge) Cookie(r *http.Request, token string, expires time.Time) http.Cookie {
	c := http.Cookie{
		Name: SessionCookie, Value: token, Path: "/", Expires: expires,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: e.Proxies.Secure(r),
	}
	if token == "" {
		c.MaxAge = -1
	}
	return c
}
