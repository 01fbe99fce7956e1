package member

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/vouch"
)

// IdentityID names an identity to whoever may not see its value. It is worked out
// from the value under a key that is not exchanged, and stays the same for one member.
type IdentityID int64

// HeldIdentity is an identity in force, with its value.
type HeldIdentity struct {
	ID IdentityID
	Key
	Source string // who told us
	Since  time.Time
	Number bool // it is printed on the card, and stays

	Provider string // name of who vouches for it; "": nobody

	blind  string
	former []byte // while the index key is exchanged: under the one before
	at     vaultPlace
}

// String keeps personal text out of logs.
func (HeldIdentity) String() string { return "member.HeldIdentity" }

// GoString keeps personal text out of logs.
func (HeldIdentity) GoString() string { return "member.HeldIdentity" }

// Reaches reports whether codes can be sent to it.
func (h HeldIdentity) Reaches() bool { return h.Kind == Phone || h.Kind == Email }

// vaultPlace is where the value of an identity stands. Those that a merge brought
// stand with the member who was merged.
type vaultPlace struct {
	member  ID
	field   string // "": the number, which is in the member's row
	version int32
}

// HeldIdentities returns by what a member is known, with what merges brought.
func (s *Service) HeldIdentities(ctx context.Context, q postgres.Querier, id ID) ([]HeldIdentity, error) {
	kin, err := s.Absorbed(ctx, q, id)
	if err != nil {
		return nil, err
	}
	rows, err := query(q).IdentitiesInForce(ctx, int64(id))
	if err != nil {
		return nil, fmt.Errorf("read identities of member %d: %w", id, err)
	}
	under := map[int16]bool{}
	for _, r := range rows {
		under[r.IndexKey] = true
	}
	values, err := s.valuesOf(ctx, q, append(kin, id), slices.Collect(maps.Keys(under))...)
	if err != nil {
		return nil, err
	}
	m, err := s.Get(ctx, q, id)
	if err != nil {
		return nil, err
	}
	list := make([]HeldIdentity, len(rows))
	for i, r := range rows {
		kind, blind := Kind(r.Kind), string(r.Blind)
		known := values[handle{kind, blind}]
		list[i] = HeldIdentity{ID: s.identityID(id, key{kind, known.value}), Key: Key{kind, known.value}, Source: r.Source, Since: r.CreatedAt.UTC(),
			Number: kind == Card && known.value == m.Number, Provider: s.voucher(kind, known.value), blind: blind, former: r.Former, at: known.vaultPlace}
	}
	return list, nil
}

// voucher names the provider that vouches for an identity.
func (s *Service) voucher(kind Kind, value string) string {
	for _, p := range s.providers {
		if p.Knows(vouch.Key{Kind: string(kind), Value: value}) {
			return p.Name
		}
	}
	return ""
}

func (s *Service) identityID(m ID, k key) IdentityID {
	return IdentityID(binary.BigEndian.Uint64(s.keys.Lasting("identity", owner(m)+"|"+string(k.kind)+"|"+k.value)) >> 1)
}

// placed is a value of an identity and where it stands.
type placed struct {
	vaultPlace
	value string
}

// valuesOf opens the identities of members, by their blind indexes under some index keys.
func (s *Service) valuesOf(ctx context.Context, q postgres.Querier, ids []ID, under ...int16) (map[handle]placed, error) {
	var indexes []*secret.Index
	for _, generation := range under {
		x, err := s.keys.Index(int(generation))
		if err != nil {
			return nil, err
		}
		indexes = append(indexes, x)
	}
	rows, err := query(q).Vault(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read vault: %w", err)
	}
	found := map[handle]placed{}
	add := func(kind Kind, value string, at vaultPlace) {
		for _, x := range indexes {
			found[handle{kind, string(x.Blind(string(kind), value))}] = placed{at, value}
		}
	}
	for _, r := range rows {
		of := ID(r.MemberID)
		add(Card, r.Number, vaultPlace{member: of})
		if r.Field == nil || r.Version == nil || *r.Field == nameField || *r.Field == birthYearField {
			continue
		}
		data, err := s.keys.Unwrap(secret.Wrapped{MasterKeyID: r.MasterKeyID, Key: r.Wrapped}, owner(of))
		if err != nil {
			return nil, err
		}
		text, err := data.Open(r.Sealed, place(of, *r.Field, *r.Version))
		if err != nil {
			return nil, fmt.Errorf("open an identity of member %d: %w", of, err)
		}
		kind, _, _ := strings.Cut(*r.Field, "/")
		add(Kind(kind), text, vaultPlace{of, *r.Field, *r.Version})
	}
	return found, nil
}

// Deed is what became of an identity.
type Deed string

// The deeds.
const (
	Bound   Deed = "bound"
	Changed Deed = "changed" // another took its place
	Ended   Deed = "ended"
	Copied  Deed = "copied" // there are two of a passkey; it was stopped
)

// How says how we know that an identity is the member's.
type How string

// The ways.
const (
	ByCode     How = "code"  // that was sent to it
	ByStaff    How = "staff" // who gave a reason
	ByProvider How = "provider"
	ByPasskey  How = "passkey"
)

// IdentityChange is a thing that became of an identity, on record.
type IdentityChange struct {
	Kind   Kind
	Deed   Deed
	Via    How
	Was    string // masked
	Is     string // masked
	Reason string
	By     string // "member", or a principal
	At     time.Time
}

// changeNote is what is sealed of a change.
type changeNote struct {
	Was    string `json:"was,omitempty"`
	Is     string `json:"is,omitempty"`
	Reason string `json:"reason,omitempty"`
}

func changePlace(id int64) string { return "identity_change/" + strconv.FormatInt(id, 10) }

// noteChange keeps a change in the history. Values are masked even there: who must
// call an old phone has no business to.
func (s *Service) noteChange(ctx context.Context, tx postgres.Tx, id ID, data *secret.DataKey, c IdentityChange) error {
	next, err := s.ids.Next(ctx)
	if err != nil {
		return err
	}
	text, err := json.Marshal(changeNote{c.Was, c.Is, c.Reason})
	if err != nil {
		return fmt.Errorf("write change of an identity: %w", err)
	}
	err = query(tx).AddIdentityChange(ctx, memberdb.AddIdentityChangeParams{MemberID: int64(id), ChangeID: next, Kind: string(c.Kind), Deed: string(c.Deed),
		Via: string(c.Via), MadeBy: c.By, Sealed: data.Seal(string(text), place(id, changePlace(next), firstVersion)), MadeAt: s.clock.Now()})
	if err != nil {
		return fmt.Errorf("note change of an identity of member %d: %w", id, err)
	}
	return nil
}

// IdentityHistory returns what became of the identities of a member and of whoever
// was merged into him, the latest first.
func (s *Service) IdentityHistory(ctx context.Context, q postgres.Querier, id ID) ([]IdentityChange, error) {
	kin, err := s.Absorbed(ctx, q, id)
	if err != nil {
		return nil, err
	}
	rows, err := query(q).IdentityChanges(ctx, postgres.IDs(append(kin, id)))
	if err != nil {
		return nil, fmt.Errorf("read changes of identities: %w", err)
	}
	list := make([]IdentityChange, len(rows))
	for i, r := range rows {
		of := ID(r.MemberID)
		data, err := s.keys.Unwrap(secret.Wrapped{MasterKeyID: r.MasterKeyID, Key: r.Wrapped}, owner(of))
		if err != nil {
			return nil, err
		}
		text, err := data.Open(r.Sealed, place(of, changePlace(r.ChangeID), firstVersion))
		if err != nil {
			return nil, fmt.Errorf("open change of an identity of member %d: %w", of, err)
		}
		var n changeNote
		if err := json.Unmarshal([]byte(text), &n); err != nil {
			return nil, fmt.Errorf("read change of an identity of member %d: %w", of, err)
		}
		list[i] = IdentityChange{Kind: Kind(r.Kind), Deed: Deed(r.Deed), Via: How(r.Via), Was: n.Was, Is: n.Is, Reason: n.Reason, By: r.MadeBy, At: r.MadeAt.UTC()}
	}
	return list, nil
}

// find returns the identity of an id. Errors: ErrNoIdentity.
func find(list []HeldIdentity, id IdentityID) (HeldIdentity, error) {
	if at := slices.IndexFunc(list, func(h HeldIdentity) bool { return h.ID == id }); at >= 0 {
		return list[at], nil
	}
	return HeldIdentity{}, ErrNoIdentity
}
