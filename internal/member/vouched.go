package member

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/vouch"
)

// Arrived is somebody who came back from a provider: either signed in, or nobody whom
// we know by it, who may then show who he is by a code, or join.
type Arrived struct {
	Provider vouch.Listed
	ReturnTo string
	Remember bool

	Known   bool
	Session Session
	Tokens  Tokens

	// Of nobody whom we know:
	Ticket      string // lets who holds it be bound to what the provider vouched for, once
	Name, Email string // as the provider has them; they prove nothing
}

// String keeps personal text and tokens out of logs.
func (Arrived) String() string { return "member.Arrived" }

// GoString keeps personal text and tokens out of logs.
func (Arrived) GoString() string { return "member.Arrived" }

// Arrive takes somebody back from a provider. Whose identity it is is signed in.
// Nobody is signed in by the e-mail or the phone that a provider tells of him: it may
// have been somebody else's when the provider looked.
// Errors: ErrAttemptOver, ErrTooOften, ErrProviderDown, ErrNotVouched, ErrHasLeft.
func (s *Service) Arrive(ctx context.Context, a Answer) (Arrived, error) {
	row, p, who, err := s.redeem(ctx, a, AttemptSignIn)
	if err != nil {
		return Arrived{}, err
	}
	return s.arrive(ctx, row.ID, row.Salt, p, who, Arrived{Provider: p, ReturnTo: row.ReturnTo, Remember: row.Remembered}, a)
}

// MiniCode is the code that a mini-program has of WeChat.
type MiniCode struct {
	Provider string
	Code     string
	Remember bool
	Device   Device
}

// ArriveByCode is Arrive of a mini-program. A code is heard once, even if WeChat should
// answer twice. Errors: ErrNoProvider, those of Arrive.
func (s *Service) ArriveByCode(ctx context.Context, in MiniCode) (Arrived, error) {
	p, err := s.provider(in.Provider)
	if err == nil && p.Way() != vouch.ByCode {
		err = ErrNoProvider
	}
	if err != nil {
		return Arrived{}, err
	}
	if err := s.allowTry(ctx, in.Device); err != nil {
		return Arrived{}, err
	}
	id, err := s.ids.Next(ctx)
	if err != nil {
		return Arrived{}, err
	}
	now := s.clock.Now()
	seen := s.everyBlind("attempt code", p.Name+"|"+in.Code)
	row := memberdb.InsertAttemptParams{ID: id, Provider: p.Name, Use: string(AttemptSignIn), Salt: make([]byte, saltBytes), Remembered: in.Remember,
		CodeSeen: seen[0], Others: seen[1:], StartedAt: now, ExpiresAt: now.Add(attemptLife), AnsweredAt: &now}
	rand.Read(row.Salt)
	n, err := query(s.db).InsertAttempt(ctx, row)
	if err != nil {
		return Arrived{}, fmt.Errorf("begin an attempt: %w", err)
	}
	if n == 0 {
		return Arrived{}, ErrAttemptOver
	}
	who, err := p.Redeem(ctx, vouch.Coming{Code: in.Code})
	if err != nil {
		return Arrived{}, s.providerFault(err)
	}
	return s.arrive(ctx, id, row.Salt, p, who, Arrived{Provider: p, Remember: in.Remember}, Answer{Device: in.Device})
}

func (s *Service) arrive(ctx context.Context, id int64, salt []byte, p vouch.Listed, who vouch.Person, at Arrived, a Answer) (Arrived, error) {
	err := s.db.InTx(ctx, func(tx postgres.Tx) error {
		m, err := s.vouchedFor(ctx, tx, who.Keys)
		if errors.Is(err, ErrUnknown) {
			at.Ticket, at.Name, at.Email = attemptToken(s.keys.Indexes()[0], forUse, id, salt), who.Name, who.Email
			return s.keepVouched(ctx, tx, id, who)
		}
		if err != nil {
			return err
		}
		if err := s.endBefore(ctx, tx, a.Previous); err != nil {
			return err
		}
		if err := s.addKeys(ctx, tx, m.ID, who.Keys); err != nil {
			return err
		}
		proved, err := s.provedByProvider(ctx, tx, m.ID)
		if err != nil {
			return err
		}
		at.Known = true
		at.Session, at.Tokens, err = s.begin(ctx, tx, m, a.Device, at.Remember, proved)
		return err
	})
	if err != nil {
		return Arrived{}, err
	}
	return at, nil
}

// vouchedFor returns whose keys these are; the surest that is anybody's counts.
// Errors: ErrUnknown, ErrHasLeft.
func (s *Service) vouchedFor(ctx context.Context, q postgres.Querier, keys []vouch.Key) (Member, error) {
	for _, one := range keys {
		k, err := s.foldVouched(one)
		if err != nil {
			return Member{}, err
		}
		m, err := s.whose(ctx, q, k)
		if !errors.Is(err, ErrUnknown) {
			return m, err
		}
	}
	return Member{}, ErrUnknown
}

// foldVouched folds what a provider knows somebody by. Errors: ErrNotVouched.
func (s *Service) foldVouched(one vouch.Key) (key, error) {
	kind := Kind(one.Kind)
	folded, err := Fold(kind, one.Value, "")
	if err != nil {
		return key{}, ErrNotVouched.Because(err)
	}
	return key{kind, folded}, nil
}

// addKeys lets a member be known by those of the keys that are nobody's yet: WeChat
// tells of a unionid once the app belongs to a business. What is another's stays his.
func (s *Service) addKeys(ctx context.Context, tx postgres.Tx, m ID, keys []vouch.Key) error {
	for _, one := range keys {
		err := attempt(ctx, tx, func(tx postgres.Tx) error { return s.bindKey(ctx, tx, m, 0, one) })
		if err != nil && !errors.Is(err, ErrIdentityTaken) && !errors.Is(err, ErrTooManyIdentities) {
			return err
		}
	}
	return nil
}

// bindKey lets a member be known by one key. Errors: those of Bind but ErrIdentityHeld.
func (s *Service) bindKey(ctx context.Context, tx postgres.Tx, m ID, keep SessionID, one vouch.Key) error {
	k, err := s.foldVouched(one)
	if err != nil {
		return err
	}
	err = s.Bind(ctx, tx, Binding{Member: m, Key: Key{k.kind, k.value}, Via: ByProvider, By: selfSaid, Keep: keep})
	if errors.Is(err, ErrIdentityHeld) {
		return nil
	}
	return err
}

// provedByProvider reports whether coming from a provider is proof enough to change
// how one signs in. A browser that is signed in there comes back without anybody being
// asked; only who has nothing else to show is believed.
func (s *Service) provedByProvider(ctx context.Context, q postgres.Querier, m ID) (bool, error) {
	held, err := s.HeldIdentities(ctx, q, m)
	if err != nil {
		return false, err
	}
	for _, h := range held {
		if h.Reaches() {
			return false, nil
		}
	}
	return true, nil
}

// keptPerson is what is sealed of somebody whom nobody knows yet.
type keptPerson struct {
	Keys  []vouch.Key `json:"keys"`
	Email string      `json:"email,omitempty"` // that the provider verified
	Phone string      `json:"phone,omitempty"` // that the provider verified
}

func attemptOwner(id int64) string { return "attempt/" + owner(ID(id)) }

func (s *Service) keepVouched(ctx context.Context, tx postgres.Tx, id int64, who vouch.Person) error {
	kept := keptPerson{Keys: who.Keys}
	if who.Verified.Email {
		kept.Email = who.Email
	}
	if who.Verified.Phone {
		kept.Phone = who.Phone
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("write who came back: %w", err)
	}
	data, wrapped := s.keys.NewDataKey(attemptOwner(id))
	err = query(tx).KeepVouched(ctx, memberdb.KeepVouchedParams{ID: id, MasterKeyID: wrapped.MasterKeyID, Wrapped: wrapped.Key,
		Sealed: data.Seal(string(text), attemptOwner(id)), ExpiresAt: s.clock.Now().Add(vouchedLife)})
	if err != nil {
		return fmt.Errorf("keep who came back: %w", err)
	}
	return nil
}

// takeVouched uses a ticket up. Errors: ErrAttemptOver.
func (s *Service) takeVouched(ctx context.Context, tx postgres.Tx, ticket string) (kept keptPerson, p vouch.Listed, err error) {
	row, _, err := s.attempt(ctx, tx, forUse, ticket)
	if err != nil {
		return kept, p, err
	}
	if p, err = s.provider(row.Provider); err != nil || row.Wrapped == nil || row.MasterKeyID == nil {
		return kept, p, ErrAttemptOver
	}
	n, err := query(tx).UseAttempt(ctx, s.clock.Now(), row.ID)
	if err != nil {
		return kept, p, fmt.Errorf("use an attempt: %w", err)
	}
	if n == 0 {
		return kept, p, ErrAttemptOver
	}
	data, err := s.keys.Unwrap(secret.Wrapped{MasterKeyID: *row.MasterKeyID, Key: row.Wrapped}, attemptOwner(row.ID))
	if errors.Is(err, secret.ErrUnknownKey) { // the master key was exchanged and destroyed meanwhile
		return kept, p, ErrAttemptOver
	}
	if err != nil {
		return kept, p, err
	}
	text, err := data.Open(row.Sealed, attemptOwner(row.ID))
	if err != nil {
		return kept, p, fmt.Errorf("open who came back: %w", err)
	}
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return kept, p, fmt.Errorf("read who came back: %w", err)
	}
	return kept, p, nil
}

// bindTicket lets a member who showed who he is be known by what a provider vouched for.
// Errors: ErrAttemptOver, those of Bind.
func (s *Service) bindTicket(ctx context.Context, tx postgres.Tx, m ID, ticket string) error {
	if ticket == "" {
		return nil
	}
	kept, _, err := s.takeVouched(ctx, tx, ticket)
	if err != nil {
		return err
	}
	for i, one := range kept.Keys {
		err := s.bindKey(ctx, tx, m, 0, one)
		if i > 0 && errors.Is(err, ErrIdentityTaken) {
			continue // the surest is his; a lesser one that is another's stays so
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// VouchedJoining is somebody who joins by a provider's word alone.
type VouchedJoining struct {
	Ticket   string
	Joining  Joining
	Device   Device
	Remember bool
	Previous string
}

// JoinVouched lets somebody join by a provider's word alone, where that provider may. If
// the provider says that an e-mail or a phone is his and it is a member's, he must show
// that it is he by a code.
// Errors: ErrAttemptOver, ErrTooOften, ErrProveFirst, ErrIdentityTaken, ErrBadValue, those of Join.
func (s *Service) JoinVouched(ctx context.Context, in VouchedJoining) (session Session, tokens Tokens, err error) {
	if err := s.allowTry(ctx, in.Device); err != nil {
		return session, tokens, err
	}
	guard, err := s.guardOf(ctx, nil, &in.Joining)
	if err != nil {
		return session, tokens, err
	}
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		kept, p, err := s.takeVouched(ctx, tx, in.Ticket)
		if err != nil {
			return err
		}
		if p.Prove {
			return ErrProveFirst
		}
		if err := s.ofNobody(ctx, tx, kept); err != nil {
			return err
		}
		m, err := s.joinBySelf(ctx, tx, Join{}, in.Joining, guard)
		if err != nil {
			return err
		}
		for _, one := range kept.Keys {
			if err := s.bindKey(ctx, tx, m.ID, 0, one); err != nil {
				return err
			}
		}
		if err := s.endBefore(ctx, tx, in.Previous); err != nil {
			return err
		}
		session, tokens, err = s.begin(ctx, tx, m, in.Device, in.Remember, true)
		return err
	})
	if err != nil {
		return Session{}, Tokens{}, err
	}
	return session, tokens, nil
}

// ofNobody refuses who says, by the provider, that what a member has is his.
// Errors: ErrProveFirst.
func (s *Service) ofNobody(ctx context.Context, tx postgres.Tx, kept keptPerson) error {
	for _, one := range []Key{{Phone, kept.Phone}, {Email, kept.Email}} {
		if one.Value == "" {
			continue
		}
		k, err := s.foldAny(ctx, tx, one)
		if errors.Is(err, ErrBadIdentity) {
			continue // what is none cannot be a member's
		}
		if err != nil {
			return err
		}
		if _, err := s.whose(ctx, tx, k); err == nil || errors.Is(err, ErrHasLeft) {
			return ErrProveFirst
		} else if !errors.Is(err, ErrUnknown) {
			return err
		}
	}
	return nil
}

// ArriveOwn takes a member who was signed in back from a provider: from now on it signs
// him in, too, or it says that it was he. It must be in the session in which he went.
// Errors: ErrAttemptOver, ErrTooOften, ErrNotProved, ErrProviderDown, ErrNotVouched, those of Bind.
func (s *Service) ArriveOwn(ctx context.Context, session Session, a Answer) (returnTo string, err error) {
	row, _, who, err := s.redeem(ctx, a, AttemptBind, AttemptProve)
	if err != nil {
		return "", err
	}
	if postgres.Value(row.SessionID) != int64(session.ID) {
		return "", ErrAttemptOver
	}
	if AttemptUse(row.Use) == AttemptProve {
		return row.ReturnTo, s.proveByProvider(ctx, session, row, who)
	}
	if !s.Proved(session) {
		return "", ErrNotProved
	}
	return row.ReturnTo, s.db.InTx(ctx, func(tx postgres.Tx) error {
		for i, one := range who.Keys {
			err := s.bindKey(ctx, tx, session.Member.ID, session.ID, one)
			if err != nil && (i == 0 || !errors.Is(err, ErrIdentityTaken)) {
				return err
			}
		}
		return nil
	})
}

// proveByProvider notes that the member showed that it is he, if the provider asked him
// after he went there. Errors: ErrNotVouched.
func (s *Service) proveByProvider(ctx context.Context, session Session, row memberdb.MemberSignInAttempt, who vouch.Person) error {
	if who.ShownAt.Before(row.StartedAt.Add(-clockSkew * 6)) {
		return ErrNotVouched.Because(errors.New("the provider did not ask anew"))
	}
	m, err := s.vouchedFor(ctx, s.db, who.Keys)
	if errors.Is(err, ErrUnknown) || err == nil && m.ID != session.Member.ID {
		return ErrNotVouched.Because(errors.New("the provider vouches for somebody else"))
	}
	if err != nil {
		return err
	}
	if err := query(s.db).ProveSession(ctx, s.clock.Now(), int64(session.ID), int64(session.Member.ID)); err != nil {
		return fmt.Errorf("note proof of session %d: %w", session.ID, err)
	}
	return nil
}
