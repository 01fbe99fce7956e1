package member

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
)

// provedLife is how long a sign-in is proof enough to change that by which one signs
// in. A telephone that somebody left lying about, signed in, is none.
const provedLife = 15 * time.Minute

// CodeUse is what a code is good for. A code that somebody talked a member out of
// for one thing does nothing else.
type CodeUse string

// The uses.
const (
	ToSignIn CodeUse = ""
	ToBind   CodeUse = "bind"
	ToProve  CodeUse = "prove"
)

// purpose is what the hash of a code is bound to: its use, and for whom.
func (u CodeUse) purpose(m ID) string {
	if u == ToSignIn {
		return ""
	}
	return "|" + string(u) + "|" + strconv.FormatInt(int64(m), 10)
}

// Proved reports whether the member showed lately that it is he.
func (s *Service) Proved(session Session) bool {
	age := s.clock.Now().Sub(session.ProvedAt)
	return age < provedLife && age > -clockSkew
}

// SendBindingCode sends a code to a phone or an e-mail that shall be the member's. The
// answer is the same whoever has it: that it is another's is said to whoever reads it.
// Errors: those of SendCode, ErrNotProved.
func (s *Service) SendBindingCode(ctx context.Context, session Session, a CodeAsked) (CodeSent, error) {
	if !s.Proved(session) {
		return CodeSent{}, ErrNotProved
	}
	return s.sendCode(ctx, a, ToBind, session.Member.ID)
}

// BindByCode lets the member of a session be known by the phone or e-mail to which a
// code was sent for it. It runs transactions of its own, as SignIn does.
// Errors: ErrNotProved, ErrTooOften, ErrCodeRefused, those of Bind.
func (s *Service) BindByCode(ctx context.Context, session Session, d Device, by Key, code string, replaces IdentityID) error {
	if !s.Proved(session) {
		return ErrNotProved
	}
	k, err := s.foldKey(ctx, by)
	if err != nil {
		return err
	}
	return s.byCode(ctx, d, k, code, ToBind, session.Member.ID, func(tx postgres.Tx) error {
		return s.Bind(ctx, tx, Binding{Member: session.Member.ID, Key: Key{k.kind, k.value}, Replaces: replaces, Via: ByCode, By: selfSaid, Keep: session.ID})
	})
}

// UnbindOwn takes an identity off the member of a session.
// Errors: ErrNotProved, those of Unbind.
func (s *Service) UnbindOwn(ctx context.Context, tx postgres.Tx, session Session, id IdentityID) error {
	held, err := s.HeldIdentities(ctx, tx, session.Member.ID)
	if err != nil {
		return err
	}
	off, err := find(held, id)
	if err != nil {
		return err
	}
	if !s.Proved(session) {
		return ErrNotProved
	}
	for _, h := range held {
		if h.ID != id && !(h.ofWeChat() && off.ofWeChat()) {
			continue
		}
		if err := s.Unbind(ctx, tx, Unbinding{Member: session.Member.ID, Identity: h.ID, Via: ByCode, By: selfSaid, Keep: session.ID}); err != nil {
			return err
		}
	}
	return nil
}

// ofWeChat reports whether WeChat vouches for it, which knows somebody by several keys:
// whoever takes WeChat off means all of them.
func (h HeldIdentity) ofWeChat() bool {
	return h.Provider != "" && strings.HasPrefix(string(h.Kind), string(External("wechat.")))
}

// selfSaid is who makes changes of a member's own.
const selfSaid = "member"

// SendProofCode sends a code to one of the member's own identities.
// Errors: those of SendCode, ErrNoIdentity.
func (s *Service) SendProofCode(ctx context.Context, session Session, id IdentityID, d Device, language string) (CodeSent, error) {
	k, err := s.reach(ctx, session.Member.ID, id)
	if err != nil {
		return CodeSent{}, err
	}
	return s.sendCode(ctx, CodeAsked{To: Key{k.kind, k.value}, Device: d, Language: language}, ToProve, session.Member.ID)
}

// Prove notes that the member of a session showed that it is he.
// Errors: ErrNoIdentity, ErrTooOften, ErrCodeRefused.
func (s *Service) Prove(ctx context.Context, session Session, id IdentityID, d Device, code string) error {
	k, err := s.reach(ctx, session.Member.ID, id)
	if err != nil {
		return err
	}
	return s.byCode(ctx, d, k, code, ToProve, session.Member.ID, func(tx postgres.Tx) error {
		err := query(tx).ProveSession(ctx, s.clock.Now(), int64(session.ID), int64(session.Member.ID))
		if err != nil {
			return fmt.Errorf("note proof of session %d: %w", session.ID, err)
		}
		return nil
	})
}

// reach returns the phone or e-mail of an id. Errors: ErrNoIdentity.
func (s *Service) reach(ctx context.Context, m ID, id IdentityID) (key, error) {
	held, err := s.HeldIdentities(ctx, s.db, m)
	if err != nil {
		return key{}, err
	}
	h, err := find(held, id)
	if err == nil && !h.Reaches() {
		err = ErrNoIdentity
	}
	return key{h.Kind, h.Value}, err
}

// byCode does what a code is for, once, in the transaction in which it is taken. The
// try counts though it fails. Errors: ErrTooOften, ErrCodeRefused, those of do.
func (s *Service) byCode(ctx context.Context, d Device, k key, code string, use CodeUse, m ID, do func(tx postgres.Tx) error) error {
	if err := s.allowTry(ctx, d); err != nil {
		return err
	}
	hash, err := s.checkCode(ctx, k, code, use.purpose(m))
	if err != nil {
		return refusedInside(err)
	}
	return s.db.InTx(ctx, func(tx postgres.Tx) error {
		if err := s.takeCode(ctx, tx, k, hash); err != nil {
			return refusedInside(err)
		}
		return do(tx)
	})
}

// endOthers ends a member's sign-ins but one, within tx.
func (s *Service) endOthers(ctx context.Context, tx postgres.Tx, m ID, but SessionID, why string) error {
	_, err := query(tx).EndOtherSessions(ctx, memberdb.EndOtherSessionsParams{MemberID: int64(m), But: int64(but), Now: s.clock.Now(), Why: why})
	if err != nil {
		return fmt.Errorf("end sessions of member %d: %w", m, err)
	}
	return nil
}
