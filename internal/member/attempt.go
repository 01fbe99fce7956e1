package member

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/vouch"
)

const (
	attemptLife = 10 * time.Minute // to go to a provider and come back
	vouchedLife = 15 * time.Minute // to join, or to show who one is here, afterwards
)

// AnswerPath is where a provider sends a browser back to, below the address of the program.
const AnswerPath = "/m/sign-in"

// AttemptUse is what somebody goes to a provider for.
type AttemptUse string

// The uses.
const (
	AttemptSignIn AttemptUse = "sign_in"
	AttemptBind   AttemptUse = "bind"  // the provider shall sign the member in from now on
	AttemptProve  AttemptUse = "prove" // the member shows anew that it is he
)

// Attempting is somebody who is about to go to a provider.
type Attempting struct {
	Provider string
	Use      AttemptUse
	Session  Session // of who binds or proves
	ReturnTo string  // page of the members' face to go to afterwards; "": its first
	Remember bool
	Device   Device
}

// Attempt is a way to a provider that was begun.
type Attempt struct {
	Address string    // to which the browser goes
	Browser string    // what the browser must have when it comes back
	Until   time.Time // by then
}

// String keeps tokens out of logs.
func (Attempt) String() string { return "member.Attempt" }

// GoString keeps tokens out of logs.
func (Attempt) GoString() string { return "member.Attempt" }

// SignInProviders are those that vouch for members, in the order in which they are shown.
func (s *Service) SignInProviders() []vouch.Listed { return slices.Clone(s.providers) }

// provider returns the provider of a name. Errors: ErrNoProvider.
func (s *Service) provider(name string) (vouch.Listed, error) {
	if at := slices.IndexFunc(s.providers, func(p vouch.Listed) bool { return p.Name == name }); at >= 0 {
		return s.providers[at], nil
	}
	return vouch.Listed{}, ErrNoProvider
}

// returnTo is a page below /m and nothing else: what a link could say of another site,
// or of a script, is refused.
var returnTo = regexp.MustCompile(`^(/[A-Za-z0-9_-]{1,64}){0,6}/?$`)

// BeginAttempt begins a way to a provider. State, nonce and the verifier of PKCE are
// computed from a salt; who reads the database has none of them.
// Errors: ErrNoProvider, ErrBadReturn, ErrTooOften, ErrNotProved, ErrProviderDown, ErrNotVouched.
func (s *Service) BeginAttempt(ctx context.Context, in Attempting) (Attempt, error) {
	p, err := s.provider(in.Provider)
	switch {
	case err != nil:
		return Attempt{}, err
	case p.Way() == vouch.ByCode:
		return Attempt{}, ErrNoProvider
	case !returnTo.MatchString(in.ReturnTo):
		return Attempt{}, ErrBadReturn
	case in.Use == AttemptBind && !s.Proved(in.Session):
		return Attempt{}, ErrNotProved
	case in.Use == AttemptProve && p.Way() != vouch.ByPage:
		return Attempt{}, ErrNoProvider // WeChat does not ask who holds the telephone
	}
	if err := s.allowTry(ctx, in.Device); err != nil {
		return Attempt{}, err
	}
	id, err := s.ids.Next(ctx)
	if err != nil {
		return Attempt{}, err
	}
	index, now := s.keys.Indexes()[0], s.clock.Now()
	row := memberdb.InsertAttemptParams{ID: id, Provider: p.Name, Use: string(in.Use), Salt: make([]byte, saltBytes),
		SessionID: postgres.Optional(int64(in.Session.ID)), ReturnTo: in.ReturnTo, Remembered: in.Remember, StartedAt: now, ExpiresAt: now.Add(attemptLife)}
	rand.Read(row.Salt)
	address, err := p.Address(ctx, s.going(index, id, row.Salt, in.Use))
	if err != nil {
		return Attempt{}, s.providerFault(err)
	}
	if _, err := query(s.db).InsertAttempt(ctx, row); err != nil {
		return Attempt{}, fmt.Errorf("begin an attempt: %w", err)
	}
	return Attempt{Address: address, Browser: attemptToken(index, forBrowser, id, row.Salt), Until: row.ExpiresAt}, nil
}

// going is what goes along with the browser.
func (s *Service) going(x *secret.Index, id int64, salt []byte, use AttemptUse) vouch.Going {
	part := func(what string) string { return string(x.Blind("attempt "+what, owner(ID(id))+"|"+string(salt))) }
	text := func(raw string) string { return base64.RawURLEncoding.EncodeToString([]byte(raw)) }
	return vouch.Going{State: stateOf(use) + attemptToken(x, forState, id, salt), Nonce: text(part("nonce")),
		Verifier: text(part("verifier 1") + part("verifier 2")), Return: s.home + AnswerPath, Afresh: use == AttemptProve}
}

// OwnState begins the state of who was signed in when he went, so that the page knows
// whom to ask what came of it.
const OwnState = "my_"

func stateOf(use AttemptUse) string {
	if use == AttemptSignIn {
		return "in_"
	}
	return OwnState
}

// What a token of an attempt is for.
const (
	forState   = "state"
	forBrowser = "browser"
	forUse     = "use"
)

// attemptToken makes the token of an attempt for one thing.
func attemptToken(x *secret.Index, what string, id int64, salt []byte) string {
	raw := binary.BigEndian.AppendUint64(nil, uint64(id))
	return base64.RawURLEncoding.EncodeToString(append(raw, x.Blind("attempt "+what, string(salt)+string(raw))...))
}

// attempt returns the attempt of a token, and the index key from which its tokens
// follow. Errors: ErrAttemptOver.
func (s *Service) attempt(ctx context.Context, q postgres.Querier, what, token string) (row memberdb.MemberSignInAttempt, x *secret.Index, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != 8+tokenMAC {
		return row, nil, ErrAttemptOver
	}
	row, err = query(q).Attempt(ctx, int64(binary.BigEndian.Uint64(raw)))
	if errors.Is(err, pgx.ErrNoRows) {
		return row, nil, ErrAttemptOver
	}
	if err != nil {
		return row, nil, fmt.Errorf("read an attempt: %w", err)
	}
	for _, x := range s.keys.Indexes() {
		if same(attemptToken(x, what, row.ID, row.Salt), token) {
			return row, x, nil
		}
	}
	return row, nil, ErrAttemptOver
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// Answer is what a browser comes back with.
type Answer struct {
	State    string
	Code     string
	Issuer   string // where the provider says it
	Refused  bool   // the provider sent no code: the person said no, or may not
	Browser  string // what BeginAttempt gave to the browser that went
	Device   Device
	Previous string // token of the session that the browser had, which ends
}

// String keeps tokens out of logs.
func (Answer) String() string { return "member.Answer" }

// GoString keeps tokens out of logs.
func (Answer) GoString() string { return "member.Answer" }

// redeem asks the provider who came back. The attempt is over then, whatever comes of
// it: of two who come back with one state, one is heard. It holds no transaction while
// it waits for the provider.
// Errors: ErrAttemptOver, ErrTooOften, ErrProviderDown, ErrNotVouched.
func (s *Service) redeem(ctx context.Context, a Answer, of ...AttemptUse) (row memberdb.MemberSignInAttempt, p vouch.Listed, who vouch.Person, err error) {
	if err := s.allowTry(ctx, a.Device); err != nil {
		return row, p, who, err
	}
	token, _ := strings.CutPrefix(a.State, OwnState)
	token, _ = strings.CutPrefix(token, stateOf(AttemptSignIn))
	row, index, err := s.attempt(ctx, s.db, forState, token)
	if err != nil {
		return row, p, who, err
	}
	going := s.going(index, row.ID, row.Salt, AttemptUse(row.Use))
	if !same(going.State, a.State) || !same(attemptToken(index, forBrowser, row.ID, row.Salt), a.Browser) || !slices.Contains(of, AttemptUse(row.Use)) {
		return row, p, who, ErrAttemptOver
	}
	if p, err = s.provider(row.Provider); err != nil {
		return row, p, who, ErrAttemptOver // it was taken out of the settings meanwhile
	}
	n, err := query(s.db).AnswerAttempt(ctx, s.clock.Now(), row.ID)
	if err != nil {
		return row, p, who, fmt.Errorf("answer an attempt: %w", err)
	}
	if n == 0 {
		return row, p, who, ErrAttemptOver
	}
	if a.Refused || a.Code == "" {
		return row, p, who, ErrNotVouched
	}
	if who, err = p.Redeem(ctx, vouch.Coming{Going: going, Code: a.Code, Issuer: a.Issuer}); err != nil {
		return row, p, who, s.providerFault(err)
	}
	return row, p, who, nil
}

// providerFault says in this capability's words what a provider did.
func (s *Service) providerFault(err error) error {
	if errors.Is(err, vouch.ErrUnreachable) {
		return ErrProviderDown.Because(err)
	}
	return ErrNotVouched.Because(err)
}
