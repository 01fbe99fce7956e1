package vouch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"habitue/internal/platform/errs"
)

var (
	// ErrUnreachable says that a provider does not answer, or not in time.
	ErrUnreachable = errs.New(errs.Unavailable, "vouch.unreachable")
	// ErrRefused says that a provider does not vouch: the code is used up or over, or
	// the person said no.
	ErrRefused = errs.New(errs.Denied, "vouch.refused")
	// ErrUntrue says that what a provider answered does not hold.
	ErrUntrue = errs.New(errs.Denied, "vouch.untrue")
	// ErrBadFile says that the file of the providers cannot be read, or says what cannot be.
	ErrBadFile = errs.New(errs.Invalid, "vouch.bad_file")
)

// Way is how somebody comes to a provider.
type Way string

// The ways.
const (
	ByPage   Way = "page"   // in any browser
	ByWeChat Way = "wechat" // in the browser of WeChat alone
	ByScan   Way = "scan"   // in a browser on a desk, where a telephone scans what it shows
	ByCode   Way = "code"   // a mini-program has a code of its own, without an address
)

// Provider is somebody who vouches for people.
type Provider interface {
	// Way says how somebody comes to it.
	Way() Way
	// Address is where the browser goes. Errors: ErrUnreachable, ErrUntrue.
	Address(ctx context.Context, g Going) (string, error)
	// Redeem asks who came back. Errors: ErrUnreachable, ErrRefused, ErrUntrue.
	Redeem(ctx context.Context, c Coming) (Person, error)
	// Knows reports whether a key is one that it gives.
	Knows(k Key) bool
}

// Going is what goes along with a browser.
type Going struct {
	State    string
	Nonce    string
	Verifier string
	Return   string // address to come back to
	Afresh   bool   // the person shall show anew that it is he, where the provider can ask for it
}

// Coming is what a browser comes back with, and what went along.
type Coming struct {
	Going
	Code   string
	Issuer string // where the provider says it (RFC 9207)
}

// Key is what a provider knows somebody by. It never changes hands.
type Key struct{ Kind, Value string }

// Person is who somebody is with a provider.
type Person struct {
	Keys     []Key // the surest first
	Name     string
	Email    string
	Phone    string
	Verified struct{ Email, Phone bool }
	ShownAt  time.Time // when the person last showed that it is he; zero: not said
}

// String keeps personal text out of logs.
func (Person) String() string { return "vouch.Person" }

// GoString keeps personal text out of logs.
func (Person) GoString() string { return "vouch.Person" }

// Bounds of what a provider may take and tell.
const (
	patience  = 5 * time.Second
	mostBytes = 256 << 10
	mostText  = 255 // bytes of a subject, as OpenID Connect has it
	// skew is how far a provider's clock may be off ours.
	skew = 30 * time.Second
)

// newClient asks providers. It follows no redirects: a token endpoint that sends
// secrets elsewhere is not the one that was set up.
func newClient() *http.Client {
	return &http.Client{
		Timeout:       patience,
		Transport:     bounded{http.DefaultTransport.(*http.Transport).Clone()},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// bounded cuts answers off that are longer than any can be.
type bounded struct{ http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = cut{io.LimitReader(answer.Body, mostBytes), answer.Body}
	}
	return answer, err
}

type cut struct {
	io.Reader
	io.Closer
}

// unreachable says why a provider could not be asked, without the address, in which
// secrets may stand.
func unreachable(err error) error {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return ErrUnreachable.Because(fmt.Errorf("ask a provider: %w", err))
}

func untrue(format string, args ...any) error {
	return ErrUntrue.Because(fmt.Errorf(format, args...))
}

// within bounds text of a provider's; what is longer is none.
func within(text string, most int) string {
	if text = strings.TrimSpace(text); len(text) > most {
		return ""
	}
	return text
}
