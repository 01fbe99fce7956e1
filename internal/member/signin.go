package member

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
)

// SigningIn is somebody who has been sent a code.
type SigningIn struct {
	By       Key // a phone or an e-mail
	Code     string
	Device   Device
	Remember bool
	Previous string // token of the session that the browser had, which ends

	// NewPassword is set, and all other sign-ins end, of who had forgotten his; "": none.
	NewPassword string

	// Ticket is of who came from a provider that nobody was known by: from now on he is.
	Ticket string

	// Joining is what a new member says of himself; nil: whoever is no member is
	// told so, and the code stays good.
	Joining *Joining
}

// Joining is what somebody says who joins by himself.
type Joining struct {
	Name     string
	Birthday Birthday
	Channel  string // code; unknown ones are left out, as of an old poster
	Store    string
	Adviser  string // who advised him, as the link has it
	Poster   string // code of the poster by which he came; of one that does not run it is left out
	Inviter  string // invitation of another member
	Source   string
	OfAge    OfAge       // where no year of birth is told
	Guardian *Guardian   // of a minor
	Address  string      // from where it was said
	Consents []Statement // what he agreed to; nobody has to, to join

	Values map[string][]string // what he says in fields of the retailer's own, by their codes
}

// String keeps personal text out of logs.
func (SigningIn) String() string { return "member.SigningIn" }

// GoString keeps personal text out of logs.
func (SigningIn) GoString() string { return "member.SigningIn" }

// SignIn begins a session for whoever knows the code of a phone or an e-mail, and
// lets him join if he is no member yet. Of many who know one code at once, one
// gets in. It runs transactions of its own: a try must count though the caller
// gets an error.
//
// Errors: ErrBadIdentity, ErrTooOften, ErrWrongCode, ErrBadPassword, ErrBusy, ErrNotJoined,
// ErrHasLeft, ErrAttemptOver, ErrIdentityTaken, ErrTooManyIdentities, ErrBadValue, those of Join.
func (s *Service) SignIn(ctx context.Context, in SigningIn) (session Session, tokens Tokens, joined bool, err error) {
	k, err := s.foldKey(ctx, in.By)
	if err != nil {
		return session, tokens, false, err
	}
	if err := s.allowTry(ctx, in.Device); err != nil {
		return session, tokens, false, err
	}
	hash, err := s.checkCode(ctx, k, in.Code, ToSignIn.purpose(0))
	if err != nil {
		return session, tokens, false, err
	}
	guard, err := s.guardOf(ctx, []key{k}, in.Joining)
	if err != nil {
		return session, tokens, false, err
	}
	hashed := ""
	if in.NewPassword != "" {
		if hashed, err = s.newPassword(ctx, in.NewPassword); err != nil {
			return session, tokens, false, err
		}
	}
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		if err := s.takeCode(ctx, tx, k, hash); err != nil {
			return err
		}
		m, err := s.whose(ctx, tx, k)
		if joined = errors.Is(err, ErrUnknown) && in.Joining != nil; joined {
			m, err = s.joinByCode(ctx, tx, k, *in.Joining, guard)
		}
		if errors.Is(err, ErrUnknown) {
			return ErrNotJoined
		}
		if err != nil {
			return err
		}
		if err := s.endBefore(ctx, tx, in.Previous); err != nil {
			return err
		}
		if err := s.bindTicket(ctx, tx, m.ID, in.Ticket); err != nil {
			return err
		}
		session, tokens, err = s.begin(ctx, tx, m, in.Device, in.Remember, true)
		if err != nil || hashed == "" {
			return err
		}
		return s.putPassword(ctx, tx, m.ID, hashed, session.ID, recovered)
	})
	if err != nil {
		return Session{}, Tokens{}, false, err
	}
	return session, tokens, joined, nil
}

// guardOf judges the guardian whom somebody brings who joins.
func (s *Service) guardOf(ctx context.Context, own []key, from *Joining) (*guard, error) {
	if from == nil || s.ageOfConsent == 0 {
		return nil, nil
	}
	return s.judgeGuardian(ctx, own, from.Guardian)
}

// allowTry counts a try to sign in. Errors: ErrTooOften.
func (s *Service) allowTry(ctx context.Context, d Device) error {
	if err := s.allow(ctx, s.db, triesByAddress, network(d.Address)); err != nil {
		return err
	}
	return s.allow(ctx, s.db, triesByDevice, d.ID)
}

// whose returns the member whose phone or e-mail it is. Errors: ErrUnknown, ErrHasLeft.
func (s *Service) whose(ctx context.Context, q postgres.Querier, k key) (Member, error) {
	owners, err := s.owners(ctx, q, k)
	if err != nil {
		return Member{}, err
	}
	id, ok := owners[k]
	if !ok {
		return Member{}, ErrUnknown
	}
	m, err := s.living(ctx, q, id)
	if errors.Is(err, ErrNotSignedIn) {
		err = ErrHasLeft
	}
	return m, err
}

// joinByCode lets the owner of a phone or an e-mail join, and keeps what brought him.
func (s *Service) joinByCode(ctx context.Context, tx postgres.Tx, k key, from Joining, g *guard) (Member, error) {
	if k.kind == Email {
		return s.joinBySelf(ctx, tx, Join{Email: k.value}, from, g)
	}
	return s.joinBySelf(ctx, tx, Join{Phone: k.value}, from, g)
}

// joinBySelf lets somebody join whom j names by what he has shown to be his.
func (s *Service) joinBySelf(ctx context.Context, tx postgres.Tx, j Join, from Joining, g *guard) (Member, error) {
	if err := s.saysEnough(ctx, tx, from.Values); err != nil {
		return Member{}, err
	}
	j.Name, j.Birthday, j.Source, j.Values, j.By = from.Name, from.Birthday, from.Source, from.Values, selfSaid
	from, poster, err := s.byPoster(ctx, tx, from)
	if err != nil {
		return Member{}, err
	}
	stores, err := s.org.StoresByCodes(ctx, tx, from.Store)
	if err != nil {
		return Member{}, err
	}
	channels, err := s.org.ChannelsByCodes(ctx, tx, from.Channel)
	if err != nil {
		return Member{}, err
	}
	j.Store = cmp.Or(poster.Store, stores[from.Store].ID)
	j.Channel = cmp.Or(poster.Channel, channels[from.Channel].ID)
	minor, until, err := s.minority(ctx, tx, j.Birthday, from.OfAge)
	if err != nil {
		return Member{}, err
	}
	m, err := s.Join(ctx, tx, j)
	if err != nil {
		return m, err
	}
	if minor {
		if err := s.joinMinor(ctx, tx, m.ID, until, g, from); err != nil {
			return m, err
		}
	}
	if err := s.StateConsents(ctx, tx, m.ID, from.Consents...); err != nil {
		return m, err
	}
	return m, s.keepOrigin(ctx, tx, m.ID, from)
}

// Origin is who or what brought a member, besides his store and channel.
type Origin struct {
	Adviser string
	Poster  string // code of one that was running
	Inviter ID
}

// originText is what a link may say of where somebody comes from.
var originText = regexp.MustCompile(`^[\p{L}\p{N}._:-]{1,60}$`)

func (s *Service) keepOrigin(ctx context.Context, tx postgres.Tx, m ID, from Joining) error {
	var o memberdb.InsertOriginParams
	if originText.MatchString(from.Adviser) {
		o.Adviser = &from.Adviser
	}
	o.Poster = postgres.Optional(from.Poster) // byPoster knows it
	if inviter, ok := s.readInvitation(from.Inviter); ok {
		known, err := s.ByIDs(ctx, tx, inviter)
		if err != nil {
			return err
		}
		if known[inviter].Status == Active {
			o.InviterID = postgres.Optional(int64(inviter))
		}
	}
	if o.Adviser == nil && o.Poster == nil && o.InviterID == nil {
		return nil
	}
	o.MemberID = int64(m)
	if err := query(tx).InsertOrigin(ctx, o); err != nil {
		return fmt.Errorf("keep origin of member %d: %w", m, err)
	}
	return nil
}

// Origins returns who or what brought each of the members of whom it is known.
func (s *Service) Origins(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID]Origin, error) {
	rows, err := query(q).Origins(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read origins: %w", err)
	}
	found := make(map[ID]Origin, len(rows))
	for _, r := range rows {
		found[ID(r.MemberID)] = Origin{postgres.Value(r.Adviser), postgres.Value(r.Poster), ID(postgres.Value(r.InviterID))}
	}
	return found, nil
}
