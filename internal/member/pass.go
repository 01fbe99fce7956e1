package member

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"time"

	"habitue/internal/platform/postgres"
)

// A pass is what a member's phone shows a till: who he is and when it was made,
// and a proof that we made it. It is a minute old at most, so that a picture of it
// is worth little. Its letters are those a QR code writes shortest.
const (
	passPrefix = "HM"
	passLife   = time.Minute
	passPlain  = 8 + 4
	passMAC    = 12

	invitationPlain = 8
	invitationMAC   = 6
)

var letters = base32.StdEncoding.WithPadding(base32.NoPadding)

// Pass is a code that a till scans.
type Pass struct {
	Text  string
	Until time.Time
}

// Pass makes the pass of a member.
func (s *Service) Pass(m ID) Pass {
	now := s.clock.Now().UTC().Truncate(time.Second)
	raw := binary.BigEndian.AppendUint64(nil, uint64(m))
	raw = binary.BigEndian.AppendUint32(raw, uint32(now.Unix()))
	return Pass{Text: passPrefix + letters.EncodeToString(append(raw, s.keys.Indexes()[0].Blind("pass", string(raw))[:passMAC]...)), Until: now.Add(passLife)}
}

// LooksLikePass reports whether a scanned text is meant to be a pass, and not a
// card that was read by the same scanner.
func LooksLikePass(text string) bool {
	return strings.HasPrefix(text, passPrefix) && len(text) == len(passPrefix)+letters.EncodedLen(passPlain+passMAC)
}

// ReadPass returns the member whose pass was scanned. Errors: ErrBadPass.
func (s *Service) ReadPass(text string) (ID, error) {
	if !LooksLikePass(text) {
		return 0, ErrBadPass
	}
	raw, err := letters.DecodeString(text[len(passPrefix):])
	if err != nil {
		return 0, ErrBadPass
	}
	plain, mac := raw[:passPlain], raw[passPlain:]
	if !s.made("pass", plain, mac) {
		return 0, ErrBadPass
	}
	age := s.clock.Now().Sub(time.Unix(int64(binary.BigEndian.Uint32(plain[8:])), 0))
	if age >= passLife || age < -clockSkew {
		return 0, ErrBadPass
	}
	return ID(binary.BigEndian.Uint64(plain)), nil
}

// made reports whether a proof is ours, under any index key that is held.
func (s *Service) made(kind string, plain, mac []byte) bool {
	return slices.ContainsFunc(s.everyBlind(kind, string(plain)), func(ours []byte) bool {
		return subtle.ConstantTimeCompare(ours[:len(mac)], mac) == 1
	})
}

// Invitation is what a member gives to others: it says who invited them and
// nothing by which he could be found. It is good for as long as somebody keeps it: the
// proof in it follows from no index key.
func (s *Service) Invitation(m ID) string {
	raw := binary.BigEndian.AppendUint64(nil, uint64(m))
	return letters.EncodeToString(append(raw, s.keys.Lasting("invitation", string(raw))[:invitationMAC]...))
}

func (s *Service) readInvitation(text string) (ID, bool) {
	raw, err := letters.DecodeString(strings.ToUpper(text))
	if err != nil || len(raw) != invitationPlain+invitationMAC {
		return 0, false
	}
	plain, mac := raw[:invitationPlain], raw[invitationPlain:]
	lasting := s.keys.Lasting("invitation", string(plain))[:invitationMAC]
	// Those that were given before followed from the index key of then.
	if subtle.ConstantTimeCompare(lasting, mac) != 1 && !s.made("invitation", plain, mac) {
		return 0, false
	}
	return ID(binary.BigEndian.Uint64(plain)), true
}

// Scan returns the member of what a till's scanner read: a pass, or the number or
// barcode of a card. Errors: ErrBadPass, ErrUnknown, ErrBadIdentity.
func (s *Service) Scan(ctx context.Context, q postgres.Querier, text string) (Member, error) {
	var id ID
	var err error
	if LooksLikePass(text) {
		id, err = s.ReadPass(text)
	} else {
		id, err = s.Resolve(ctx, q, Card, text)
	}
	if err != nil {
		return Member{}, err
	}
	m, err := s.living(ctx, q, id)
	if errors.Is(err, ErrNotSignedIn) {
		return Member{}, ErrUnknown.With("member", int64(id))
	}
	return m, err
}
