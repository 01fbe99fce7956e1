package member

import (
	"strings"
	"time"

	"habitue/internal/org"
	"habitue/internal/platform/vouch"
)

// ID is a member's id. It is positive: negative ids stand for orders without a member.
type ID int64

// Status tells where a member is in his life here.
type Status string

// The states of a member.
const (
	Active Status = "active"
	Merged Status = "merged" // see MergedInto
	Left   Status = "left"
	Erased Status = "erased"
)

// Member is a person the retailer knows, without anything personal.
type Member struct {
	ID         ID
	Number     string // printed on the card
	Status     Status
	JoinedAt   time.Time // in the world
	RecordedAt time.Time // here
	Source     string
	Store      org.StoreID   // zero: unknown
	Channel    org.ChannelID // zero: unknown
	Birthday   Birthday      // without the year, which is in the vault
	MergedInto ID
}

// Stands is who stands for the member: himself, or whom he has become.
func (m Member) Stands() ID {
	if m.MergedInto != 0 {
		return m.MergedInto
	}
	return m.ID
}

// Kind is a kind of identity.
type Kind string

// The kinds of identity; those of other systems are made by External.
const (
	Phone Kind = "phone"
	Email Kind = "email"
	Card  Kind = "card"
	OIDC  Kind = vouch.OIDCKind // who somebody is with a provider of OpenID Connect
)

const externalPrefix = "external:"

// External is the kind of the numbers that a system gives its customers:
// "wechat.unionid", "taobao", "erp".
func External(system string) Kind { return Kind(externalPrefix + system) }

// System returns the system of an external kind.
func (k Kind) System() (string, bool) { return strings.CutPrefix(string(k), externalPrefix) }

// Key is an identity as somebody entered it.
type Key struct {
	Kind  Kind
	Value string
}

// Identity is a key by which a channel knows a member, without its value.
type Identity struct {
	Member    ID
	Kind      Kind
	Source    string
	CreatedAt time.Time
}

// Personal is what the vault holds of a member. Whoever shows it in full writes
// down who asked and why.
type Personal struct {
	Name       string
	BirthYear  int   // zero: not told
	Identities []Key // the number first, then in the order of their kinds
}

// Phone returns the member's phone in E.164, or "".
func (p Personal) Phone() string { return p.first(Phone) }

// Email returns the member's e-mail, or "".
func (p Personal) Email() string { return p.first(Email) }

func (p Personal) first(kind Kind) string {
	for _, k := range p.Identities {
		if k.Kind == kind {
			return k.Value
		}
	}
	return ""
}

// String keeps personal text out of logs.
func (Personal) String() string { return "member.Personal" }

// GoString keeps personal text out of logs.
func (Personal) GoString() string { return "member.Personal" }
