package member

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// mostOfKind bounds how many identities of one kind a member has.
const mostOfKind = 5

// Binding is an identity that shall be a member's.
type Binding struct {
	Member   ID
	Key      Key        // as it was entered
	Replaces IdentityID // of the same kind, which then ends; 0: none
	Via      How
	By       string    // "member", or a principal
	Reason   string    // of staff
	Keep     SessionID // a sign-in that goes on though an identity ends
}

// String keeps personal text out of logs.
func (Binding) String() string { return "member.Binding" }

// GoString keeps personal text out of logs.
func (Binding) GoString() string { return "member.Binding" }

// Bind lets a member be known by an identity, within tx, or by another in place of
// one. Whoever is known by it already stays so: of two who want the same at once one
// has it. Where one ends, sign-ins do: whoever holds the old telephone may be
// signed in by it. What somebody did as a visitor with it is the member's from then on.
//
// Errors: ErrUnknown, ErrHasLeft, ErrBadIdentity, ErrIdentityHeld, ErrIdentityTaken,
// ErrTooManyIdentities, ErrNoIdentity, ErrNumberStays.
func (s *Service) Bind(ctx context.Context, tx postgres.Tx, b Binding) error {
	k, err := s.foldAny(ctx, tx, b.Key)
	if err != nil {
		return err
	}
	if err := s.lockLiving(ctx, tx, b.Member); err != nil {
		return err
	}
	held, err := s.HeldIdentities(ctx, tx, b.Member)
	if err != nil {
		return err
	}
	old, err := replaced(held, k, b.Replaces)
	if err != nil {
		return err
	}
	x, err := s.lookToWrite(ctx, tx)
	if err != nil {
		return err
	}
	if err := exchange(ctx, tx, x, b.Member, old, k); err != nil {
		return err
	}
	if err := s.writeIdentity(ctx, tx, x, b, old, k, held); err != nil {
		return err
	}
	if err := s.recogniseVisitors(ctx, tx, []*person{{id: b.Member, keys: []key{k}}}); err != nil {
		return err
	}
	if old != nil {
		if err := s.endOthers(ctx, tx, b.Member, b.Keep, endedByIdentity); err != nil {
			return err
		}
	}
	return s.identitiesChanged(ctx, tx, b.Member)
}

// foldAny folds an identity of any kind. Errors: ErrBadIdentity.
func (s *Service) foldAny(ctx context.Context, q postgres.Querier, k Key) (key, error) {
	settings, err := s.org.Settings(ctx, q)
	if err != nil {
		return key{}, err
	}
	folded, err := Fold(k.Kind, k.Value, settings.Country)
	if err != nil {
		return key{}, err
	}
	return key{k.Kind, folded}, nil
}

// replaced returns the identity in whose place k comes, if there is one, and
// refuses what the member has or has enough of.
func replaced(held []HeldIdentity, k key, id IdentityID) (*HeldIdentity, error) {
	if slices.ContainsFunc(held, func(h HeldIdentity) bool { return h.Kind == k.kind && h.Value == k.value }) {
		return nil, ErrIdentityHeld
	}
	if id == 0 {
		n := 0
		for _, h := range held {
			if h.Kind == k.kind && !h.Number {
				n++
			}
		}
		if n >= mostOfKind {
			return nil, ErrTooManyIdentities.With("most", mostOfKind)
		}
		return nil, nil
	}
	old, err := find(held, id)
	switch {
	case err != nil:
		return nil, err
	case old.Number:
		return nil, ErrNumberStays
	case old.Kind != k.kind:
		return nil, ErrNoIdentity
	}
	return &old, nil
}

// exchange claims k and gives back what it replaces, in the order in which everybody
// claims: two members who exchange their phones at once then wait for each other
// and do not lock each other out. Errors: ErrIdentityTaken.
func exchange(ctx context.Context, tx postgres.Tx, x indexing, m ID, old *HeldIdentity, k key) error {
	type step struct {
		memberdb.MemberClaim
		take bool
	}
	var steps []step
	for _, c := range x.claims(k, m) {
		steps = append(steps, step{c, true})
	}
	if old != nil {
		for _, c := range old.claims(m) {
			steps = append(steps, step{c, false})
		}
	}
	slices.SortFunc(steps, func(a, b step) int { return compareClaims(a.MemberClaim, b.MemberClaim) })
	for _, do := range steps {
		if !do.take {
			if err := query(tx).Release(ctx, do.Kind, do.Blind, do.MemberID); err != nil {
				return fmt.Errorf("release an identity of member %d: %w", m, err)
			}
			continue
		}
		got, err := take(ctx, tx, []memberdb.MemberClaim{do.MemberClaim})
		if err != nil {
			return err
		}
		if len(got) == 0 {
			return ErrIdentityTaken
		}
	}
	return nil
}

// claims are what a member claims with an identity that he has: while the index key is
// exchanged it may be two.
func (h HeldIdentity) claims(m ID) []memberdb.MemberClaim {
	list := []memberdb.MemberClaim{{Kind: string(h.Kind), Blind: []byte(h.blind), MemberID: int64(m)}}
	if h.former != nil {
		list = append(list, memberdb.MemberClaim{Kind: string(h.Kind), Blind: h.former, MemberID: int64(m)})
	}
	slices.SortFunc(list, compareClaims)
	return list
}

// writeIdentity writes what a binding comes to: identities, vault, history.
func (s *Service) writeIdentity(ctx context.Context, tx postgres.Tx, x indexing, b Binding, old *HeldIdentity, k key, held []HeldIdentity) error {
	data, err := s.dataKey(ctx, tx, b.Member)
	if err != nil {
		return err
	}
	now := s.clock.Now()
	change := IdentityChange{Kind: k.kind, Deed: Bound, Via: b.Via, Is: Key{k.kind, k.value}.Mask(), Reason: b.Reason, By: b.By}
	at := vaultPlace{b.Member, nextField(b.Member, k.kind, held), firstVersion}
	if old != nil {
		change.Deed, change.Was = Changed, old.Mask()
		if old.at.member == b.Member && old.at.field != "" { // the new phone is where the old one was
			at = vaultPlace{b.Member, old.at.field, old.at.version + 1}
		}
		if err := s.endIdentity(ctx, tx, b.Member, *old, at); err != nil {
			return err
		}
	}
	err = query(tx).BindIdentity(ctx, memberdb.BindIdentityParams{MemberID: int64(b.Member), Kind: string(k.kind), Blind: x.blind(k),
		IndexKey: x.under(), Former: x.formerly(k), Source: b.source(), Now: now})
	if err != nil {
		return fmt.Errorf("bind an identity to member %d: %w", b.Member, err)
	}
	err = query(tx).PutVault(ctx, memberdb.PutVaultParams{MemberID: int64(b.Member), Field: at.field, Version: at.version,
		Sealed: data.Seal(k.value, place(b.Member, at.field, at.version)), UpdatedAt: now})
	if err != nil {
		return fmt.Errorf("keep an identity of member %d: %w", b.Member, err)
	}
	return s.noteChange(ctx, tx, b.Member, data, change)
}

// source is who told us, as joining says it.
func (b Binding) source() string {
	if b.Via == ByStaff {
		return "staff"
	}
	return "member"
}

// endIdentity ends an identity and takes its value out of the vault, unless another
// is about to stand in its place.
func (s *Service) endIdentity(ctx context.Context, tx postgres.Tx, m ID, old HeldIdentity, next vaultPlace) error {
	err := query(tx).EndIdentity(ctx, memberdb.EndIdentityParams{MemberID: int64(m), Kind: string(old.Kind), Blind: []byte(old.blind), Now: s.clock.Now()})
	if err != nil {
		return fmt.Errorf("end an identity of member %d: %w", m, err)
	}
	if old.at.field == "" || old.at.member == next.member && old.at.field == next.field {
		return nil
	}
	if err := query(tx).TakeFromVault(ctx, int64(old.at.member), old.at.field); err != nil {
		return fmt.Errorf("take an identity of member %d out of the vault: %w", m, err)
	}
	return nil
}

// nextField names one more identity of a kind.
func nextField(m ID, kind Kind, held []HeldIdentity) string {
	last := 0
	for _, h := range held {
		if h.at.member != m || h.Kind != kind || h.at.field == "" {
			continue
		}
		n := 1
		if _, text, numbered := strings.Cut(h.at.field, "/"); numbered {
			n, _ = strconv.Atoi(text) // we wrote it
		}
		last = max(last, n)
	}
	return identityField(kind, last+1)
}

// Unbinding is an identity that shall be a member's no more.
type Unbinding struct {
	Member   ID
	Identity IdentityID
	Via      How
	By       string
	Reason   string
	Keep     SessionID
}

// Unbind takes an identity off a member, within tx; somebody else may have it then.
// His number stays, and so does the last by which he can be sent a code, and the
// last of all.
//
// Errors: ErrUnknown, ErrHasLeft, ErrNoIdentity, ErrNumberStays, ErrLastIdentity.
func (s *Service) Unbind(ctx context.Context, tx postgres.Tx, u Unbinding) error {
	if err := s.lockLiving(ctx, tx, u.Member); err != nil {
		return err
	}
	held, err := s.HeldIdentities(ctx, tx, u.Member)
	if err != nil {
		return err
	}
	old, err := find(held, u.Identity)
	if err != nil {
		return err
	}
	if old.Number {
		return ErrNumberStays
	}
	if !spare(held, old) {
		return ErrLastIdentity
	}
	for _, c := range old.claims(u.Member) {
		if err := query(tx).Release(ctx, c.Kind, c.Blind, c.MemberID); err != nil {
			return fmt.Errorf("release an identity of member %d: %w", u.Member, err)
		}
	}
	if err := s.endIdentity(ctx, tx, u.Member, old, vaultPlace{}); err != nil {
		return err
	}
	data, err := s.dataKey(ctx, tx, u.Member)
	if err != nil {
		return err
	}
	err = s.noteChange(ctx, tx, u.Member, data, IdentityChange{Kind: old.Kind, Deed: Ended, Via: u.Via, Was: old.Mask(), Reason: u.Reason, By: u.By})
	if err != nil {
		return err
	}
	if err := s.endOthers(ctx, tx, u.Member, u.Keep, endedByIdentity); err != nil {
		return err
	}
	return s.identitiesChanged(ctx, tx, u.Member)
}

// spare reports whether a member can do without one of his identities.
func spare(held []HeldIdentity, old HeldIdentity) bool {
	return slices.ContainsFunc(held, func(h HeldIdentity) bool {
		return h.ID != old.ID && !h.Number && (h.Reaches() || !old.Reaches())
	})
}

// identitiesChanged lets a member be found by what he is known by now, and says so.
func (s *Service) identitiesChanged(ctx context.Context, tx postgres.Tx, m ID) error {
	if err := s.Index(ctx, tx, m); err != nil {
		return err
	}
	if err := s.recordChanged(ctx, tx, m); err != nil {
		return err
	}
	return s.notices.Speak(ctx, tx, NoticeIdentityChanged, notice.Ref{Member: int64(m), ID: int64(m)})
}
