package member

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/passkey"
	"habitue/internal/platform/postgres"
)

const (
	mostPasskeys   = 10 // of one member
	passkeyNameMax = 40 // characters
	handleBytes    = 32

	// passkeyKind is under which name passkeys stand in the history.
	passkeyKind Kind = "passkey"
)

// PasskeyID names a passkey to its member.
type PasskeyID int64

// Passkey is a key in a device of a member's that signs him in.
type Passkey struct {
	ID       PasskeyID
	Name     string // as the member calls it
	MadeAt   time.Time
	UsedAt   time.Time // zero: never
	CopiedAt time.Time // since then it signs nobody in: there are two of it; zero: it does

	member ID // for whom it was made
	kept   keptPasskey
	count  uint32
}

// String keeps personal text out of logs.
func (Passkey) String() string { return "member.Passkey" }

// GoString keeps personal text out of logs.
func (Passkey) GoString() string { return "member.Passkey" }

// keptPasskey is what is sealed of one.
type keptPasskey struct {
	Name       string `json:"name"`
	Credential []byte `json:"credential"`
	Key        []byte `json:"key"`
	Handle     []byte `json:"handle"`
}

func passkeyPlace(id int64) string { return "passkey/" + strconv.FormatInt(id, 10) }

// blindCredential is by what a key is found.
func (s *Service) blindCredential(id []byte) []byte { return s.keys.Blind("passkey", string(id)) }

// Passkeys returns the passkeys of a member, the oldest first. Those of whoever was
// merged into him are among them: each stays with the member for whom it was made, so
// that it goes back with him when a merge is undone.
func (s *Service) Passkeys(ctx context.Context, q postgres.Querier, m ID) ([]Passkey, error) {
	kin, err := s.Absorbed(ctx, q, m)
	if err != nil {
		return nil, err
	}
	rows, err := query(q).PasskeysOf(ctx, postgres.IDs(append(kin, m)))
	if err != nil {
		return nil, fmt.Errorf("read passkeys of member %d: %w", m, err)
	}
	list := make([]Passkey, len(rows))
	for i, r := range rows {
		if list[i], err = s.openPasskey(ctx, q, r); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (s *Service) openPasskey(ctx context.Context, q postgres.Querier, r memberdb.MemberPasskey) (Passkey, error) {
	p := Passkey{ID: PasskeyID(r.PasskeyID), MadeAt: r.MadeAt.UTC(), UsedAt: postgres.Value(r.UsedAt).UTC(), CopiedAt: postgres.Value(r.CopiedAt).UTC(),
		member: ID(r.MemberID), count: uint32(r.Counter)}
	text, err := s.Unseal(ctx, q, p.member, passkeyPlace(r.PasskeyID), r.Sealed)
	if err != nil {
		return p, fmt.Errorf("open a passkey of member %d: %w", p.member, err)
	}
	if err := json.Unmarshal([]byte(text), &p.kept); err != nil {
		return p, fmt.Errorf("read a passkey of member %d: %w", p.member, err)
	}
	p.Name = p.kept.Name
	return p, nil
}

// PasskeyMade is a key that was made in a device of a member's.
type PasskeyMade struct {
	passkey.Made
	Name   string
	Handle []byte // as AskForPasskey gave it
	Device Device
}

// AddPasskey lets the member of a session sign in by a key that was made in answer to
// AskForPasskey. A key that is anybody's already stays his.
// Errors: ErrNoPasskeys, ErrNotProved, ErrTooOften, ErrBadPasskey, ErrPasskeyRefused,
// ErrAttemptOver, ErrPasskeyKnown, ErrTooManyPasskeys, ErrHasLeft.
func (s *Service) AddPasskey(ctx context.Context, session Session, in PasskeyMade) error {
	if !s.Proved(session) {
		return ErrNotProved
	}
	name, err := passkeyName(in.Name)
	if err != nil {
		return err
	}
	challenge, err := s.answered(ctx, asking{use: AttemptBind, session: session, device: in.Device, handle: in.Handle}, in.Client)
	if err != nil {
		return err
	}
	made, err := s.site.Make(challenge, in.Made)
	if err != nil {
		return ErrPasskeyRefused.Because(err)
	}
	return s.db.InTx(ctx, func(tx postgres.Tx) error {
		return s.putPasskey(ctx, tx, session.Member.ID, made, keptPasskey{Name: name, Credential: made.ID, Key: made.Key, Handle: in.Handle})
	})
}

func passkeyName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" || utf8.RuneCountInString(name) > passkeyNameMax {
		return "", ErrBadPasskey.Field("name", "member.bad_passkey_name", "most", passkeyNameMax)
	}
	return name, nil
}

func (s *Service) putPasskey(ctx context.Context, tx postgres.Tx, m ID, made passkey.Credential, kept keptPasskey) error {
	if err := s.lockLiving(ctx, tx, m); err != nil {
		return err
	}
	held, err := s.Passkeys(ctx, tx, m)
	if err != nil {
		return err
	}
	if len(held) >= mostPasskeys {
		return ErrTooManyPasskeys.With("most", mostPasskeys)
	}
	id, err := s.ids.Next(ctx)
	if err != nil {
		return err
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("write a passkey: %w", err)
	}
	sealed, err := s.Seal(ctx, tx, m, passkeyPlace(id), string(text))
	if err != nil {
		return err
	}
	n, err := query(tx).InsertPasskey(ctx, memberdb.InsertPasskeyParams{Credential: s.blindCredential(made.ID), MemberID: int64(m), PasskeyID: id,
		Sealed: sealed, Counter: int64(made.Counter), MadeAt: s.clock.Now()})
	if err != nil {
		return fmt.Errorf("keep a passkey of member %d: %w", m, err)
	}
	if n == 0 {
		return ErrPasskeyKnown
	}
	return s.notePasskey(ctx, tx, m, IdentityChange{Deed: Bound, Is: kept.Name})
}

// notePasskey keeps in the history of a member what became of a passkey.
func (s *Service) notePasskey(ctx context.Context, tx postgres.Tx, m ID, c IdentityChange) error {
	data, err := s.dataKey(ctx, tx, m)
	if err != nil {
		return err
	}
	c.Kind, c.Via, c.By = passkeyKind, ByPasskey, selfSaid
	return s.noteChange(ctx, tx, m, data, c)
}

// RemovePasskey takes a passkey off the member of a session; his other sign-ins end.
// Errors: ErrNotProved, ErrNoPasskey, ErrHasLeft.
func (s *Service) RemovePasskey(ctx context.Context, tx postgres.Tx, session Session, id PasskeyID) error {
	if !s.Proved(session) {
		return ErrNotProved
	}
	m := session.Member.ID
	if err := s.lockLiving(ctx, tx, m); err != nil {
		return err
	}
	held, err := s.Passkeys(ctx, tx, m)
	if err != nil {
		return err
	}
	for _, p := range held {
		if p.ID != id {
			continue
		}
		if _, err := query(tx).RemovePasskey(ctx, []int64{int64(p.member)}, int64(id)); err != nil {
			return fmt.Errorf("remove a passkey of member %d: %w", m, err)
		}
		if err := s.notePasskey(ctx, tx, m, IdentityChange{Deed: Ended, Was: p.Name}); err != nil {
			return err
		}
		return s.endOthers(ctx, tx, m, session.ID, endedByIdentity)
	}
	return ErrNoPasskey
}

// ByPasskeyShown is somebody who signs in by a passkey.
type ByPasskeyShown struct {
	passkey.Shown
	Device   Device
	Remember bool
	Previous string // token of the session that the browser had, which ends
}

// SignInByPasskey begins a session for whoever holds a key of a member's and showed it
// who he is. Nobody is named before, and every refusal is the same; that there are two
// of a key is told to whoever holds one.
// Errors: ErrNoPasskeys, ErrTooOften, ErrAttemptOver, ErrPasskeyRefused, ErrPasskeyCopied.
func (s *Service) SignInByPasskey(ctx context.Context, in ByPasskeyShown) (session Session, tokens Tokens, err error) {
	m, err := s.shown(ctx, asking{use: AttemptSignIn, device: in.Device}, in.Shown)
	if err != nil {
		return session, tokens, err
	}
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		if err := s.lockLiving(ctx, tx, m); err != nil {
			return ErrPasskeyRefused.Because(err) // he left or was merged meanwhile
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

// ProveByPasskey notes that the member of a session showed that it is he.
// Errors: those of SignInByPasskey.
func (s *Service) ProveByPasskey(ctx context.Context, session Session, d Device, shown passkey.Shown) error {
	m, err := s.shown(ctx, asking{use: AttemptProve, session: session, device: d}, shown)
	if err != nil {
		return err
	}
	if m != session.Member.ID {
		return ErrPasskeyRefused.Because(errors.New("the key is another member's"))
	}
	if err := query(s.db).ProveSession(ctx, s.clock.Now(), int64(session.ID), int64(m)); err != nil {
		return fmt.Errorf("note proof of session %d: %w", session.ID, err)
	}
	return nil
}

// shown judges a signature and returns whose key made it, by whom he is now.
// Errors: those of SignInByPasskey.
func (s *Service) shown(ctx context.Context, a asking, shown passkey.Shown) (ID, error) {
	challenge, err := s.answered(ctx, a, shown.Client)
	if err != nil {
		return 0, err
	}
	blind := s.blindCredential(shown.ID)
	row, err := query(s.db).Passkey(ctx, blind)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrPasskeyRefused.Because(errors.New("nobody has this key"))
	}
	if err != nil {
		return 0, fmt.Errorf("find a passkey: %w", err)
	}
	p, err := s.openPasskey(ctx, s.db, row)
	if errors.Is(err, ErrErased) {
		return 0, ErrPasskeyRefused.Because(err)
	}
	if err != nil {
		return 0, err
	}
	counter, err := s.site.Check(challenge, passkey.Credential{ID: p.kept.Credential, Key: p.kept.Key}, shown)
	if err != nil {
		return 0, ErrPasskeyRefused.Because(err)
	}
	if !same(string(p.kept.Handle), string(shown.Handle)) {
		return 0, ErrPasskeyRefused.Because(errors.New("the key is of another account"))
	}
	m, err := s.living(ctx, s.db, p.member)
	if errors.Is(err, ErrNotSignedIn) {
		return 0, ErrPasskeyRefused.Because(err)
	}
	if err != nil {
		return 0, err
	}
	return m.ID, s.count(ctx, m.ID, p, blind, counter)
}

// count notes that a key was used. One whose counter did not go on was copied: it signs
// nobody in from then on, and since one of two is signed in already, all sign-ins of
// the member end. Errors: ErrPasskeyCopied.
func (s *Service) count(ctx context.Context, m ID, p Passkey, blind []byte, counter uint32) error {
	now := s.clock.Now()
	if p.CopiedAt.IsZero() && passkey.Further(p.count, counter) {
		n, err := query(s.db).UsePasskey(ctx, int64(counter), now, blind)
		if err != nil {
			return fmt.Errorf("note use of a passkey of member %d: %w", m, err)
		}
		if n > 0 {
			return nil
		}
	}
	err := s.db.InTx(ctx, func(tx postgres.Tx) error {
		n, err := query(tx).StopPasskey(ctx, now, blind)
		if err != nil {
			return fmt.Errorf("stop a passkey of member %d: %w", m, err)
		}
		if n == 0 {
			return nil // it was stopped before, or removed meanwhile
		}
		if err := s.notePasskey(ctx, tx, m, IdentityChange{Deed: Copied, Was: p.Name}); err != nil {
			return err
		}
		return s.endOthers(ctx, tx, m, 0, copied)
	})
	if err != nil {
		return err
	}
	return ErrPasskeyCopied
}

// newHandle returns the handle under which the keys of a member stand in his devices:
// the one of those he has, so that a device keeps one account of his, or another by chance.
func newHandle(m ID, held []Passkey) []byte {
	for _, p := range held {
		if p.member == m {
			return bytes.Clone(p.kept.Handle)
		}
	}
	handle := make([]byte, handleBytes)
	rand.Read(handle)
	return handle
}
