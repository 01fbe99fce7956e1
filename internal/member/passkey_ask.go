package member

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"strconv"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/passkey"
	"habitue/internal/platform/postgres"
)

const (
	passkeyLife = 5 * time.Minute // to answer a challenge

	challengePlain = 16 + 8 // chance, and until when
	challengeMAC   = 16

	// passkeyProvider is under which name answered challenges stand among the attempts.
	passkeyProvider = "passkey"
)

// PasskeyOrigin is the one origin at which members sign in by passkeys; "" where they
// cannot, since the program is reached without https.
func (s *Service) PasskeyOrigin() string { return s.site.Origin }

// asking is for what, by whom and where an authenticator is asked.
type asking struct {
	use     AttemptUse
	session Session // of who binds or proves
	device  Device
	handle  []byte // of the account for which a key is made
}

// PasskeyAsk is what a browser hands to an authenticator.
type PasskeyAsk struct {
	Challenge []byte
	Site      string
	Until     time.Time

	Known [][]byte // names of the keys that the member has: no second one is made beside them

	// Of a key that shall be made:
	Handle  []byte
	Account string // number of the member
}

// AskForPasskey asks for a key to be made or to sign. Nothing is written: whoever
// opens the page of signing in is asked, and most do not answer. The challenge says
// what for and until when under a key that nobody else has, and is good once.
// Errors: ErrNoPasskeys, ErrNotProved.
func (s *Service) AskForPasskey(ctx context.Context, use AttemptUse, session Session, d Device) (PasskeyAsk, error) {
	if !s.site.Exists() {
		return PasskeyAsk{}, ErrNoPasskeys
	}
	a := asking{use: use, session: session, device: d}
	ask := PasskeyAsk{Site: s.site.ID, Until: s.clock.Now().UTC().Truncate(time.Second).Add(passkeyLife)}
	if use != AttemptSignIn {
		held, err := s.Passkeys(ctx, s.db, session.Member.ID)
		if err != nil {
			return PasskeyAsk{}, err
		}
		for _, p := range held {
			ask.Known = append(ask.Known, p.kept.Credential)
		}
		if use == AttemptBind {
			if !s.Proved(session) {
				return PasskeyAsk{}, ErrNotProved
			}
			a.handle = newHandle(session.Member.ID, held)
			ask.Handle, ask.Account = a.handle, session.Member.Number
		}
	}
	plain := make([]byte, 16, challengePlain+challengeMAC)
	rand.Read(plain)
	plain = binary.BigEndian.AppendUint64(plain, uint64(ask.Until.Unix()))
	ask.Challenge = append(plain, s.challengeMAC(a, plain)...)
	return ask, nil
}

// challengeMAC binds a challenge to what it is asked for: an answer to one thing does
// nothing else, and nothing in another session or on another device.
func (s *Service) challengeMAC(a asking, plain []byte) []byte {
	bound := fmt.Sprintf("%s|%d|%s|%x|%x", a.use, a.session.ID, strconv.Quote(a.device.ID), a.handle, plain)
	return s.keys.Blind("passkey challenge", bound)[:challengeMAC]
}

// answered takes the challenge that a browser says was signed. It is over then, whatever
// comes of it: of two who come with one, one is heard.
// Errors: ErrNoPasskeys, ErrTooOften, ErrPasskeyRefused, ErrAttemptOver.
func (s *Service) answered(ctx context.Context, a asking, client []byte) ([]byte, error) {
	if !s.site.Exists() {
		return nil, ErrNoPasskeys
	}
	if err := s.allowTry(ctx, a.device); err != nil {
		return nil, err
	}
	challenge, err := passkey.Challenge(client)
	if err != nil {
		return nil, ErrPasskeyRefused.Because(err)
	}
	if len(challenge) != challengePlain+challengeMAC {
		return nil, ErrAttemptOver
	}
	plain, mac := challenge[:challengePlain], challenge[challengePlain:]
	now := s.clock.Now()
	until := time.Unix(int64(binary.BigEndian.Uint64(plain[16:])), 0)
	if !same(string(s.challengeMAC(a, plain)), string(mac)) || !now.Before(until) {
		return nil, ErrAttemptOver
	}
	id, err := s.ids.Next(ctx)
	if err != nil {
		return nil, err
	}
	// The row outlives the challenge in every process, whatever its clock says.
	n, err := query(s.db).InsertAttempt(ctx, memberdb.InsertAttemptParams{ID: id, Provider: passkeyProvider, Use: string(a.use), Salt: []byte{},
		SessionID: postgres.Optional(int64(a.session.ID)), CodeSeen: s.keys.Blind("passkey seen", string(challenge)),
		StartedAt: until.Add(-passkeyLife), ExpiresAt: until.Add(clockSkew), AnsweredAt: &now})
	if err != nil {
		return nil, fmt.Errorf("note an answered challenge: %w", err)
	}
	if n == 0 {
		return nil, ErrAttemptOver
	}
	return challenge, nil
}
