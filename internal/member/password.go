package member

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// What a password of a member's is. Length is what makes one hard to guess; rules about
// its characters make people write it down.
const (
	passwordMin = 8   // characters
	passwordMax = 200 // bytes that are hashed are bounded
)

// passwordKind is under which name a password stands in the history.
const passwordKind Kind = "password"

const passwordField = "password"

// triesByIdentity bounds guessing of one member's password from many places. Who is
// shut out by somebody else's guesses signs in by a code meanwhile.
var triesByIdentity = []allowance{{"try_password", 10, 15 * time.Minute}, {"try_password_day", 50, 24 * time.Hour}}

// ByPassword is somebody who signs in by a password.
type ByPassword struct {
	By       Key // a phone or an e-mail
	Password string
	Device   Device
	Remember bool
	Previous string // token of the session that the browser had, which ends
}

// String keeps personal text out of logs.
func (ByPassword) String() string { return "member.ByPassword" }

// GoString keeps personal text out of logs.
func (ByPassword) GoString() string { return "member.ByPassword" }

// SignInByPassword begins a session for whoever knows the password of the member of
// a phone or an e-mail. Whether there is such a member, and whether he has a
// password, is not to be told from the answer, nor from how long it takes: as much
// is hashed in any case.
//
// Errors: ErrBadIdentity, ErrTooOften, ErrWrongPassword, ErrBusy.
func (s *Service) SignInByPassword(ctx context.Context, in ByPassword) (session Session, tokens Tokens, err error) {
	k, err := s.foldKey(ctx, in.By)
	if err != nil {
		return session, tokens, err
	}
	if err := s.allowTry(ctx, in.Device); err != nil {
		return session, tokens, err
	}
	if err := s.allowKey(ctx, s.db, triesByIdentity, k); err != nil {
		return session, tokens, err
	}
	m, known, err := s.passwordOf(ctx, k)
	if err != nil {
		return session, tokens, err
	}
	password := in.Password
	if len(password) > passwordMax {
		password = "" // nobody's
	}
	ok, err := s.hasher.Verify(ctx, known, password)
	if err != nil {
		return session, tokens, err
	}
	if !ok {
		return session, tokens, ErrWrongPassword
	}
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		// He may have left, been merged, or changed it while it was hashed.
		if err := s.lockLiving(ctx, tx, m); err != nil {
			return ErrWrongPassword
		}
		now, err := s.heldPassword(ctx, tx, m)
		if err != nil {
			return err
		}
		if now != known {
			return ErrWrongPassword
		}
		standing, err := s.Get(ctx, tx, m)
		if err != nil {
			return err
		}
		if err := s.endBefore(ctx, tx, in.Previous); err != nil {
			return err
		}
		session, tokens, err = s.begin(ctx, tx, standing, in.Device, in.Remember, true)
		return err
	})
	if err != nil {
		return Session{}, Tokens{}, err
	}
	return session, tokens, nil
}

// passwordOf returns the member of a key and the hash of his password; "" where there
// is no such member or no password.
func (s *Service) passwordOf(ctx context.Context, k key) (ID, string, error) {
	m, err := s.whose(ctx, s.db, k)
	if errors.Is(err, ErrUnknown) || errors.Is(err, ErrHasLeft) {
		return 0, "", nil
	}
	if err != nil {
		return 0, "", err
	}
	known, err := s.heldPassword(ctx, s.db, m.ID)
	return m.ID, known, err
}

// heldPassword returns the hash of a member's password, or "".
func (s *Service) heldPassword(ctx context.Context, q postgres.Querier, m ID) (string, error) {
	sealed, err := query(q).Password(ctx, int64(m))
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read password of member %d: %w", m, err)
	}
	data, err := s.dataKey(ctx, q, m)
	if err != nil {
		return "", err
	}
	hash, err := data.Open(sealed, place(m, passwordField, firstVersion))
	if err != nil {
		return "", fmt.Errorf("open password of member %d: %w", m, err)
	}
	return hash, nil
}

// HasPassword reports whether a member can sign in by a password.
func (s *Service) HasPassword(ctx context.Context, q postgres.Querier, m ID) (bool, error) {
	_, err := query(q).Password(ctx, int64(m))
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read password of member %d: %w", m, err)
	}
	return true, nil
}

// SetPassword lets the member of a session sign in by a password from now on. His
// other sign-ins end. Errors: ErrNotProved, ErrBadPassword, ErrHasLeft, ErrBusy.
func (s *Service) SetPassword(ctx context.Context, session Session, password string) error {
	if !s.Proved(session) {
		return ErrNotProved
	}
	hash, err := s.newPassword(ctx, password)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx postgres.Tx) error {
		return s.putPassword(ctx, tx, session.Member.ID, hash, session.ID, endedByIdentity)
	})
}

// newPassword hashes a password that may be one. Errors: ErrBadPassword, ErrBusy.
func (s *Service) newPassword(ctx context.Context, password string) (string, error) {
	if why := passwordFault(password); why != "" {
		return "", ErrBadPassword.Field("password", why, "least", passwordMin, "most", passwordMax)
	}
	return s.hasher.Hash(ctx, password)
}

func passwordFault(password string) string {
	switch {
	case utf8.RuneCountInString(password) < passwordMin:
		return "member.password_too_short"
	case len(password) > passwordMax:
		return "member.password_too_long"
	case strings.Count(password, password[:1]) == len(password), strings.Contains("0123456789012345678909876543210987654321", password):
		return "member.password_too_easy"
	}
	return ""
}

// putPassword keeps the hash of a member's password, and ends his sign-ins but one.
func (s *Service) putPassword(ctx context.Context, tx postgres.Tx, m ID, hash string, keep SessionID, why string) error {
	if err := s.lockLiving(ctx, tx, m); err != nil {
		return err
	}
	had, err := s.HasPassword(ctx, tx, m)
	if err != nil {
		return err
	}
	data, err := s.dataKey(ctx, tx, m)
	if err != nil {
		return err
	}
	if err := query(tx).PutPassword(ctx, int64(m), data.Seal(hash, place(m, passwordField, firstVersion)), s.clock.Now()); err != nil {
		return fmt.Errorf("keep password of member %d: %w", m, err)
	}
	deed := Bound
	if had {
		deed = Changed
	}
	if err := s.noteChange(ctx, tx, m, data, IdentityChange{Kind: passwordKind, Deed: deed, Via: ByCode, By: selfSaid}); err != nil {
		return err
	}
	return s.endOthers(ctx, tx, m, keep, why)
}

// RemovePassword lets the member of a session sign in by codes alone.
// Errors: ErrNotProved, ErrHasLeft.
func (s *Service) RemovePassword(ctx context.Context, tx postgres.Tx, session Session) error {
	if !s.Proved(session) {
		return ErrNotProved
	}
	m := session.Member.ID
	if err := s.lockLiving(ctx, tx, m); err != nil {
		return err
	}
	n, err := query(tx).RemovePassword(ctx, int64(m))
	if err != nil {
		return fmt.Errorf("remove password of member %d: %w", m, err)
	}
	if n == 0 {
		return nil
	}
	data, err := s.dataKey(ctx, tx, m)
	if err != nil {
		return err
	}
	if err := s.noteChange(ctx, tx, m, data, IdentityChange{Kind: passwordKind, Deed: Ended, Via: ByCode, By: selfSaid}); err != nil {
		return err
	}
	return s.endOthers(ctx, tx, m, session.ID, endedByIdentity)
}
