package edge

import (
	"net/http"
	"strings"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/httpx"
	"habitue/internal/staff"
)

// SessionCookie is the name of the cookie that carries a session's token.
const SessionCookie = "habitue_session"

// MemberCookie and RenewCookie carry the tokens of a member's session: the one
// with every request to a member's own operations, the other where it is renewed.
const (
	MemberCookie = "habitue_member"
	RenewCookie  = "habitue_member_renew"
)

// AttemptCookie carries what a browser must have that went to a sign-in provider when
// it comes back, and then what the provider vouched for. It lives for minutes.
const AttemptCookie = "habitue_member_attempt"

// ScansCookie says for which posters a browser was counted today, and nothing else; it
// ends with the day, and is sent where scans are counted only.
const (
	ScansCookie = "habitue_scans"
	ScansPath   = MemberPath + "/posters"
)

// Where these cookies go.
const (
	MemberPath = Root + "/me"
	RenewPath  = MemberPath + "/session"
)

// Anyone, SignedIn and AsMember stand where an operation needs no permission of
// the table: the first may be called by everybody, the second by a person of the
// staff who is signed in, the third by a member, who sees his own.
const (
	Anyone   staff.Permission = "anyone"
	SignedIn staff.Permission = "signed_in"
	AsMember staff.Permission = "as_member"
)

// ofMember is the kind of principal that a member is in idempotency keys and logs.
const ofMember staff.PrincipalKind = "member"

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

// identifyMember finds out which member asks. A token in the header, as apps and
// mini-programs send it, goes before the cookie.
func (e *Edge) identifyMember(r *http.Request, c *Call) error {
	token, ok := memberToken(r)
	if !ok {
		return member.ErrNotSignedIn
	}
	s, err := e.Members.SignedIn(r.Context(), token)
	if err != nil {
		return err
	}
	c.Member = s
	c.Principal = staff.Principal{Kind: ofMember, ID: int64(s.Member.ID)}
	httpx.From(r.Context()).Principal = c.Principal.String()
	return nil
}

func memberToken(r *http.Request) (token string, ok bool) {
	if r.Header.Get("Authorization") != "" {
		return BearerToken(r)
	}
	return CookieValue(r, MemberCookie)
}

// BearerToken reads the token of a header, whatever it is of.
func BearerToken(r *http.Request) (token string, ok bool) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	token = strings.TrimSpace(token)
	return token, strings.EqualFold(scheme, "Bearer") && token != "" && len(token) <= 128
}

// permit refuses who may not call an operation with this permission.
func (e *Edge) permit(r *http.Request, c *Call, needed staff.Permission) error {
	if needed == Anyone {
		return nil
	}
	if needed == AsMember {
		return e.identifyMember(r, c)
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
func SessionToken(r *http.Request) (token string, ok bool) { return CookieValue(r, SessionCookie) }

// CookieValue reads a cookie that holds a token.
func CookieValue(r *http.Request, name string) (token string, ok bool) {
	c, err := r.Cookie(name)
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

// Scans makes the cookie of a browser that opened posters: for which it was counted today.
func (e *Edge) Scans(r *http.Request, seen string, until time.Time) http.Cookie {
	return http.Cookie{Name: ScansCookie, Value: seen, Path: ScansPath, Expires: until, HttpOnly: true,
		SameSite: http.SameSiteStrictMode, Secure: e.Proxies.Secure(r)}
}

// Attempt makes the cookie of a way to a sign-in provider; an empty token takes it away.
// It is Lax: it is the provider's page from which the browser comes back.
func (e *Edge) Attempt(r *http.Request, token string, life time.Duration) http.Cookie {
	c := http.Cookie{Name: AttemptCookie, Value: token, Path: MemberPath, HttpOnly: true, MaxAge: int(life / time.Second),
		SameSite: http.SameSiteLaxMode, Secure: e.Proxies.Secure(r)}
	if token == "" {
		c.MaxAge = -1
	}
	return c
}

// MemberCookies make the cookies of a member's session. Where the member does not
// want to be remembered they end with the browser; empty tokens take them away.
func (e *Edge) MemberCookies(r *http.Request, t member.Tokens, s member.Session) []http.Cookie {
	access := http.Cookie{Name: MemberCookie, Value: t.Access, Path: MemberPath, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: e.Proxies.Secure(r)}
	renew := http.Cookie{Name: RenewCookie, Value: t.Renew, Path: RenewPath, HttpOnly: true,
		SameSite: http.SameSiteStrictMode, Secure: e.Proxies.Secure(r)}
	switch {
	case t == member.Tokens{}:
		access.MaxAge, renew.MaxAge = -1, -1
	case s.Remembered:
		access.Expires, renew.Expires = s.ExpiresAt, s.ExpiresAt
	}
	return []http.Cookie{access, renew}
}
